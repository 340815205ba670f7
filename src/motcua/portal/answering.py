"""How a request for supplement is answered: each item by itself, in files or in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import SupplementItem
from motcua.portal.forms import DossierForm, PapersForm


class WordsField(forms.CharField):
    """Whether words may be missing depends on what else was given: the form says so."""

    def validate(self, value: Any) -> None:
        """Nothing is wrong with no words."""


class SupplementForm(PapersForm, DossierForm):
    """The answer to a request for supplement, item by item.

    Each item may be answered in words; one that names a paper has its slot. Any other paper of the
    dossier may be given again, none must. The law allows one supplement: an item overlooked is
    asked about, unless the general note or another paper may be its answer.
    """

    note = forms.CharField(
        label=_("Nội dung trả lời chung"),
        help_text=_("Giải trình, hoặc điều bạn muốn báo cho cán bộ."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": _("Nội dung dài quá 2.000 ký tự. Hãy rút gọn.")},
    )

    def __init__(self, *args: Any, items: Iterable[SupplementItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for component in self.components:
            self.fields[self.slot(component)].required = False
        self.items = list(items)
        for item in self.items:
            if item.component:
                # It was asked for, so it is not called optional; words may do instead.
                slot = f"component-{item.component.component_id}"
                if slot in self.fields:
                    self.fields[slot].required = True
            self.fields[self.words(item)] = WordsField(
                label=gettext("Trả lời điểm %(order)s bằng lời") % {"order": item.order},
                # Where there is no paper to give, words are the answer: not called optional.
                required=self._slot_of(item) is None,
                max_length=2000,
                widget=forms.Textarea({"rows": 2}),
            )

    @staticmethod
    def words(item: SupplementItem) -> str:
        return f"item-{item.pk}"

    def _slot_of(self, item: SupplementItem) -> str | None:
        slot = f"component-{item.component.component_id}" if item.component else ""
        return slot if slot in self.fields else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        unanswered = [item for item in self.items if not self._is_answered(item, given)]
        files = any(given.get(self.slot(each)) for each in self.components)
        something = files or len(unanswered) < len(self.items)
        elsewhere = given.get("note") or any(given.get(each.name) for each in self.others())
        if something and not elsewhere:
            for item in unanswered:
                self.add_error(
                    self.words(item),
                    gettext(
                        "Điểm %(order)s chưa được trả lời. Hãy tải giấy tờ lên hoặc ghi bằng lời; "
                        "hồ sơ chỉ được bổ sung một lần."
                    )
                    % {"order": item.order},
                )
        return given

    def _is_answered(self, item: SupplementItem, given: dict[str, Any]) -> bool:
        slot = self._slot_of(item)
        return bool(given.get(self.words(item)) or (slot and given.get(slot)))

    def asked(self) -> list[tuple[SupplementItem, BoundField | None, BoundField]]:
        """Each item with its slot, where it names a paper that has none yet, and its words."""
        slots = {component.pk: self.slot(component) for component in self.components}
        found = []
        for item in self.items:
            part = item.component
            slot = slots.pop(part.component_id, None) if part else None
            found.append((item, self[slot] if slot else None, self[self.words(item)]))
        return found

    def others(self) -> list[BoundField]:
        """The slots of papers no item names."""
        named = {item.component.component_id for item in self.items if item.component}
        return [self[self.slot(each)] for each in self.components if each.pk not in named]

    def others_open(self) -> bool:
        """Shown at once when no item has a slot of its own, or one of them is wrong."""
        wrong = any(field.errors for field in self.others())
        return wrong or not any(slot for _item, slot, _words in self.asked())

    def answers(self) -> dict[int, str]:
        """The words about each item, by its id."""
        return {item.pk: self.cleaned_data[self.words(item)] for item in self.items}
