"""A table filled in row by row, without JavaScript: add, remove and move are submit buttons.

Nothing is saved until “Lưu”: the rows live on the page, with what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

MOST_ROWS = 200


class RowForm(forms.Form):
    """One row; `id` is that of the saved row, empty for a new one."""

    use_required_attribute = False
    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Counted from 1.
    row_number = 0
    # Fields few rows need, folded away.
    more: ClassVar[tuple[str, ...]] = ()

    @property
    def shown(self) -> list[BoundField]:
        return [each for each in self.visible_fields() if each.name not in self.more]

    @property
    def folded(self) -> list[BoundField]:
        return [each for each in self.visible_fields() if each.name in self.more]

    @property
    def is_unfolded(self) -> bool:
        """Whether something folded away is wrong."""
        return any(each.errors for each in self.folded)

    @property
    def said_in_fold(self) -> str:
        """What of the folded fields says something, by their labels."""
        return ", ".join(str(each.label).lower() for each in self.folded if each.value())


class RowTable:
    """Rows of one form. `do` of the POST says what was pressed: save, add, up-2, down-2, remove-2.

    A row left wholly blank is no row.
    """

    def __init__(
        self,
        row: type[RowForm],
        *,
        data: QueryDict | None = None,
        known: Iterable[Mapping[str, Any]] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self._row, self._options = row, dict(options or {})
        self.pressed = data.get("do", "save") if data is not None else ""
        if data is None:
            self.forms = [self._form(at, initial=dict(each)) for at, each in enumerate(known)]
        elif self.pressed == "save":
            self.forms = [self._form(at, data=data) for at in self._given(data)]
        else:
            rows = [self._typed(at, data) for at in self._given(data)]
            self.forms = [self._form(at, initial=each) for at, each in enumerate(self._moved(rows))]

    @property
    def count(self) -> int:
        return len(self.forms)

    @property
    def is_saving(self) -> bool:
        return self.pressed == "save"

    @property
    def at(self) -> int | None:
        """The row to look at after a button of it was pressed."""
        if self.pressed == "add":
            return self.count - 1
        command, _, place = self.pressed.partition("-")
        if not place.isdigit():
            return None
        return {"up": int(place) - 1, "down": int(place) + 1}.get(command, int(place))

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.written()])

    @property
    def wrong(self) -> list[RowForm]:
        return [
            form for form in self.forms if form.is_bound and not self._blank(form) and form.errors
        ]

    def written(self) -> list[RowForm]:
        return [form for form in self.forms if not self._blank(form)]

    @property
    def values(self) -> list[dict[str, Any]]:
        """Once valid: what each row says, in order."""
        return [form.cleaned_data for form in self.written()]

    def _form(self, at: int, **given: Any) -> RowForm:
        form = self._row(prefix=f"r{at}", **given, **self._options)
        form.row_number = at + 1
        return form

    def _given(self, data: QueryDict) -> range:
        count = data.get("count", "0")
        return range(min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() else 0)

    def _typed(self, at: int, data: QueryDict) -> dict[str, Any]:
        form = self._form(at)
        return {
            name: field.widget.value_from_datadict(data, None, form.add_prefix(name))
            for name, field in form.fields.items()
        }

    def _moved(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if self.pressed == "add":
            return [*rows, {}] if len(rows) < MOST_ROWS else rows
        command, _, place = self.pressed.partition("-")
        at = int(place) if place.isdigit() else len(rows)
        if at >= len(rows):
            return rows
        row = rows.pop(at)
        if command == "up":
            rows.insert(max(0, at - 1), row)
        elif command == "down":
            rows.insert(at + 1, row)
        elif command == "below":
            rows[at:at] = [row, {}]
        elif command != "remove":
            rows.insert(at, row)
        return rows

    def _blank(self, form: RowForm) -> bool:
        """Whether nothing was typed in: choices have a first value, and say nothing."""
        if not form.is_bound:
            return False
        for name, field in form.fields.items():
            typed = field.widget.value_from_datadict(form.data, None, form.add_prefix(name))
            says_nothing = isinstance(field.widget, forms.Select | forms.CheckboxInput)
            if not says_nothing and typed not in (None, "", "0"):
                return False
        return True
