"""What is known of the person a form is for: each fact with where it was taken from, and when.

The facts bear the field names of `urn:motcua:person` (docs/forms.md). Everything here is a
suggestion: shown with its source, corrected by whoever fills in the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

FIELDS = (
    "full_name",
    "identity_number",
    "birth_date",
    "gender",
    "ethnicity",
    "nationality",
    "identity_issued_on",
    "identity_issued_by",
    "birth_place",
    "home_town",
    "residence",
    "current_residence",
    "occupation",
    "phone",
    "email",
)


class Origin(StrEnum):
    """Where a fact comes from, the first believed before the next.

    A card lies before the person now; the identity provider vouches for whom it signs in; who
    made a link knows some things of some people; an account without a provider, and an earlier
    dossier, are what was typed once.
    """

    CARD = "card"
    IDENTITY = "identity"
    LINK = "link"
    ACCOUNT = "account"
    DOSSIER = "dossier"


@dataclass(frozen=True)
class Source:
    """Facts from one place, as they were on a day.

    facts: values as forms keep them; name: the dossier's code, or who made the link.
    """

    origin: Origin
    facts: Mapping[str, Any]
    at: date | None = None
    name: str = ""

    @property
    def words(self) -> str:
        """ "hồ sơ H24.31.17-261120-0001 ngày 20/11/2026", in the reader's language."""
        match self.origin:
            case Origin.CARD:
                return _("thẻ căn cước")
            case Origin.IDENTITY:
                return _("tài khoản định danh")
            case Origin.ACCOUNT:
                return _("tài khoản của bạn")
            case Origin.LINK:
                return _("đường dẫn của %(who)s") % {"who": self.name}
        day = f"{self.at:%d/%m/%Y}" if self.at else ""
        return _("hồ sơ %(code)s ngày %(day)s") % {"code": self.name, "day": day}


@dataclass(frozen=True)
class Known:
    """One fact: its value as forms keep it, where it comes from in words, and of which day."""

    value: Any
    source: str
    at: date | None = None


def known_from(sources: Iterable[Source], number: str) -> dict[str, Known]:
    """The facts of the person of this personal number, each from the best source that has it.

    Sources are believed in the order of `Origin`, of one origin the latest first. One that names
    another number is somebody else's and says nothing here.
    """
    order = list(Origin)
    believed = sorted(
        (each for each in sources if each.facts.get("identity_number", number) == number),
        key=lambda each: (order.index(each.origin), -(each.at or date.min).toordinal()),
    )
    known: dict[str, Known] = {}
    for source in believed:
        for field in FIELDS:
            if (value := source.facts.get(field)) and field not in known:
                known[field] = Known(value, source.words, source.at)
    return known


def facts_about(number: str, content: Any) -> dict[str, Any]:
    """What the answers of a form say of one person: every block that bears the number, merged.

    content: what a form keeps, groups and lists of any depth. The first block prevails.
    """
    found: dict[str, Any] = {}
    if isinstance(content, list):
        parts = content
    elif isinstance(content, Mapping):
        if content.get("identity_number") == number:
            found |= {field: content[field] for field in FIELDS if content.get(field)}
        parts = list(content.values())
    else:
        return found
    for part in parts:
        found = facts_about(number, part) | found
    return found
