"""A kind of row that administrators keep: what is listed, found, shown and edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.administration import past, wording
from motcua.administration.access import Reach
from motcua.administration.finding import matching
from motcua.administration.keeping import KeptForm

Text = str | Promise


@dataclass(frozen=True)
class Cell:
    """One cell of a list; `url` where it leads somewhere."""

    text: str
    url: str = ""
    soft: bool = False


@dataclass(frozen=True)
class Related:
    """Rows of another register that belong to the row shown."""

    register: Register
    rows: Sequence[Any]
    add: str


class Register:
    """A kind of row: what is listed, found, shown and edited."""

    key: ClassVar[str]
    area: ClassVar[str]
    model: ClassVar[type[Model]]
    name: ClassVar[Text]
    new: ClassVar[Text]
    hint: ClassVar[Text] = ""
    searched: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[Text, ...]]
    facts: ClassVar[tuple[str, ...]]
    form: ClassVar[type[KeptForm]]
    agency_path: ClassVar[str]
    province_adds: ClassVar[bool] = False
    # Kept, and seen, by administrators of the whole province alone.
    province: ClassVar[bool] = False

    def rows(self, reach: Reach) -> QuerySet[Any]:
        """What lies in reach, with all that a line shows."""
        return reach.within(self.model._default_manager.all(), self.agency_path)

    def found(self, reach: Reach, words: str) -> QuerySet[Any]:
        return matching(self.rows(reach), words, *self.searched)

    def cells(self, row: Any) -> list[Cell]:
        raise NotImplementedError

    def may_add(self, reach: Reach) -> bool:
        return reach.everything or not self.province_adds

    def may_change(self, reach: Reach, row: Any) -> bool:
        return True

    def why_not(self, row: Any) -> str:
        """Why a row that is shown cannot be changed by this administrator."""
        return ""

    def acts(self, row: Any) -> list[tuple[str, str]]:
        """What else may be done with a row that may be changed: words and address."""
        return []

    def related(self, reach: Reach, row: Any) -> Iterable[Related]:
        return ()

    def title(self, row: Any) -> str:
        return str(row)

    def value(self, row: Any, name: str) -> str:
        each = self.model._meta.get_field(name)
        given = getattr(row, name)
        if given is None or given == "":
            return "–"
        return str(given) if each.is_relation else wording.value(each, given)  # type: ignore[arg-type]

    def label(self, name: str) -> str:
        return wording.label(self.model, name)

    def more_facts(self, row: Any) -> list[tuple[str, str]]:
        """What is worth knowing besides the fields."""
        return []

    def kept(self, row: Any) -> list[QuerySet[Any]]:
        """The states kept of the row."""
        return past.events_of(row)

    def url(self, row: Any) -> str:
        return reverse("administration:row", args=[self.key, row.pk])


def period(row: Any) -> str:
    """From when to when, in few words."""
    first, last = row.valid_from, row.valid_to
    if first and first > timezone.localdate():
        return _("sẽ có từ %(day)s") % {"day": f"{first:%d/%m/%Y}"}
    if last:
        over = last < timezone.localdate()
        said = _("đã hết từ sau %(day)s") if over else _("đến hết %(day)s")
        return said % {"day": f"{last:%d/%m/%Y}"}
    return _("từ %(day)s") % {"day": f"{first:%d/%m/%Y}"} if first else _("đang hoạt động")
