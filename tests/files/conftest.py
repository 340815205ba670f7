"""The people of the portal's tests hand files in here too."""

from tests.portal.conftest import _alone, citizen, stranger, thom, visitor

__all__ = ["_alone", "citizen", "stranger", "thom", "visitor"]
