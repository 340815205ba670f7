"""Forms of the one-stop: refuse, ask for a supplement, correct a reception, hand over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts
from motcua.dossiers.models import Delivery, Dossier
from motcua.face.forms import DayMonthYearField
from motcua.forms import generic
from motcua.office.forms.base import ActForm, long_text, note_field
from motcua.office.papers_handed_in import PapersForm


class RefusalForm(ActForm):
    reason = long_text(
        _("Lý do từ chối"),
        _("Hãy ghi lý do từ chối."),
        help_text=_("In trên Phiếu từ chối tiếp nhận gửi người nộp. Nêu căn cứ và hướng dẫn."),
    )


class SupplementRequestForm(ActForm):
    """Each paper of the dossier may be named as wrong; what concerns none goes into words."""

    items = long_text(
        _("Nội dung khác cần bổ sung, hoàn thiện"),
        "",
        required=False,
        help_text=_("Mỗi dòng một điểm. Chỉ được yêu cầu một lần: hãy ghi đủ mọi điểm thiếu."),
    )
    reason = long_text(_("Lý do yêu cầu bổ sung"), _("Hãy ghi lý do cần bổ sung."), rows=2)
    repeat_reason = long_text(
        _("Căn cứ yêu cầu bổ sung lần nữa"),
        _("Hồ sơ đã được yêu cầu bổ sung một lần. Hãy ghi căn cứ pháp lý của lần này."),
        rows=2,
        help_text=_("Pháp luật chỉ cho yêu cầu một lần; lần này làm hồ sơ bị tính là trễ hạn."),
    )

    def prepare(self) -> None:
        if not self.dossier.supplements.exists():
            del self.fields["repeat_reason"]
        parts = self.dossier.components.select_related("component")
        self.parts = {f"part_{part.pk}": part for part in parts if part.component.takes_files}
        others = {name: self.fields.pop(name) for name in list(self.fields)}
        for name, part in self.parts.items():
            self.fields[name] = forms.CharField(
                label=str(part.component),
                required=False,
                help_text=_("Điểm cần bổ sung, hoàn thiện; để trống nếu giấy tờ đã đúng."),
            )
        self.fields.update(others)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        named = any(given.get(name, "").strip() for name in self.parts)
        if not named and not given.get("items", "").strip():
            self.add_error("items", _("Hãy ghi giấy tờ, nội dung cần bổ sung."))
        return given

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        defects = [
            acts.Defect(f"{part.component}: {given[name].strip()}", part.pk)
            for name, part in self.parts.items()
            if given[name].strip()
        ]
        defects += [acts.Defect(line) for line in given["items"].splitlines() if line.strip()]
        return {
            "defects": defects,
            "reason": given["reason"],
            "repeat_reason": given.get("repeat_reason", ""),
        }


class SupplementForm(PapersForm, ActForm):
    """At the counter: papers counted, files scanned, or an answer in words, item by item."""

    note = note_field(_("Nội dung trả lời khác của người nộp"))

    def prepare(self) -> None:
        parts = self.dossier.components.select_related("component")
        self.ask_for({part.pk: part.component for part in parts if part.component.takes_files})
        request = self.dossier.supplements.filter(answered_at=None).last()
        self.items = (
            {f"item_{item.pk}": item for item in request.asked_items.all()} if request else {}
        )
        for name, item in self.items.items():
            self.fields[name] = forms.CharField(
                label=_("Trả lời: %(item)s") % {"item": item}, required=False
            )

    def item_fields(self) -> list[BoundField]:
        """What is answered in words, item by item."""
        return [self[name] for name in self.items]

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        answers = {item.pk: given[name] for name, item in self.items.items()}
        return {"components": self.handed_in(), "note": given["note"], "answers": answers}


class CorrectionForm(ActForm):
    """What was taken down at reception, to be put right."""

    full_name = forms.CharField(label=_("Họ và tên, hoặc tên tổ chức"), max_length=200)
    identity_number = forms.CharField(label=_("Số định danh cá nhân, hoặc mã số tổ chức"))
    birth_date = DayMonthYearField(label=_("Ngày sinh"), required=False)
    phone = forms.CharField(label=_("Số điện thoại"))
    email = forms.CharField(label=_("Thư điện tử"), required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300)
    delivery = forms.ChoiceField(label=_("Cách nhận kết quả"), choices=Delivery.choices)
    reason = long_text(
        _("Lý do sửa"),
        _("Hãy ghi lý do sửa."),
        rows=2,
        help_text=_("Giấy tiếp nhận được cấp lại; mã hồ sơ và ngày hẹn không đổi."),
    )

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        applicant = dossier.applicant
        names = ("full_name", "identity_number", "birth_date", "phone", "email", "address")
        return {name: getattr(applicant, name) for name in names} | {"delivery": dossier.delivery}

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        born = given["birth_date"]
        applicant = {
            "kind": self.dossier.applicant.kind,
            "full_name": given["full_name"].strip(),
            "identity_number": generic.without_separators(given["identity_number"]),
            "birth_date": born.isoformat() if born else "",
            "phone": generic.without_separators(given["phone"]),
            "email": given["email"].strip(),
            "address": given["address"].strip(),
        }
        return {
            "applicant": applicant,
            "delivery": given["delivery"],
            "reason": given["reason"],
        }


class AcknowledgeForm(ActForm):
    note = note_field(_("Ghi chú khi nhận (giấy tờ thiếu, hư hỏng)"))
