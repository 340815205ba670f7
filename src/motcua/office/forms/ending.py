"""Forms that extend, end, hand over or change what is already decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Delivery, Dossier
from motcua.face.forms import DayMonthYearField
from motcua.office.forms.base import ActForm, long_text, note_field


class ExtensionForm(ActForm):
    reason = long_text(
        _("Lý do chậm"),
        _("Hãy ghi lý do chậm."),
        help_text=_("In trong thư xin lỗi gửi người nộp. Mỗi hồ sơ chỉ gia hạn một lần."),
    )
    until = DayMonthYearField(
        label=_("Ngày hẹn mới"), error_messages={"required": _("Hãy ghi ngày hẹn mới.")}
    )


class StopForm(ActForm):
    reason = long_text(_("Lý do dừng giải quyết"), _("Hãy ghi lý do dừng."))
    basis = forms.CharField(
        label=_("Căn cứ pháp lý"),
        max_length=300,
        error_messages={"required": _("Hãy ghi căn cứ pháp lý.")},
    )


class ResultHandOverForm(ActForm):
    way = forms.ChoiceField(
        label=_("Cách trả kết quả"), choices=Delivery.choices, widget=forms.RadioSelect
    )
    recipient = forms.CharField(
        label=_("Người nhận kết quả"),
        max_length=200,
        error_messages={"required": _("Hãy ghi người nhận kết quả.")},
    )
    authorisation = forms.CharField(
        label=_("Giấy ủy quyền (khi người nhận không phải chủ hồ sơ)"),
        max_length=200,
        required=False,
    )
    tracking = forms.CharField(
        label=_("Số hiệu bưu gửi (khi trả qua bưu chính)"), max_length=60, required=False
    )

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        return {"way": dossier.delivery, "recipient": str(dossier.applicant)}


class UncollectedForm(ActForm):
    note = note_field(_("Ghi chú"))


class ResultCorrectionForm(ActForm):
    title = forms.CharField(
        label=_("Tên văn bản kết quả"),
        max_length=300,
        error_messages={"required": _("Hãy ghi tên văn bản kết quả.")},
    )
    body = long_text(_("Nội dung kết quả"), _("Hãy ghi nội dung kết quả."), rows=14)
    reason = long_text(_("Lý do đính chính"), _("Hãy ghi lý do đính chính."), rows=2)

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        return {"title": dossier.result.title, "body": dossier.result.body}


class RevocationForm(ActForm):
    decision = forms.CharField(
        label=_("Số quyết định thu hồi"),
        max_length=100,
        error_messages={"required": _("Hãy ghi số quyết định thu hồi.")},
    )
    reason = long_text(_("Lý do thu hồi"), _("Hãy ghi lý do thu hồi."))
