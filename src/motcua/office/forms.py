"""What officers fill in for each act. What is right is for the acts to say."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts, road
from motcua.dossiers.models import Delivery, Dossier
from motcua.dossiers.policies import may_take
from motcua.office.papers_handed_in import PapersForm
from motcua.office.result_draft import draft_of
from motcua.people.models import Account, Officer
from motcua.processes.models import StepKind

RADIOS_AT_MOST = 6


def new_key() -> str:
    """One for each rendering of a form: the same key sent twice is the same click."""
    return str(uuid.uuid4())


class ActForm(forms.Form):
    """A form that becomes one act on one dossier, with the version its page showed."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, dossier: Dossier, account: Account, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "version": dossier.version,
            "key": new_key(),
            **self.known(dossier),
        }
        super().__init__(*args, **kwargs)
        self.dossier, self.account = dossier, account
        self.prepare()

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        """What can be filled in beforehand."""
        return {}

    def prepare(self) -> None:
        """Fit the fields to the dossier."""

    def details(self) -> dict[str, Any]:
        """What the act is told, besides who, which version and which key.

        Raises files.UploadRefused.
        """
        given = dict(self.cleaned_data)
        del given["version"], given["key"]
        return given

    def refuse(self, refusal: Exception) -> None:
        """Show why the act was refused, on a form that now knows the dossier as it is."""
        self.add_error(None, str(refusal))
        typed = cast(QueryDict, self.data).copy()
        typed["version"] = str(Dossier.objects.get(pk=self.dossier.pk).version)
        self.data = typed


def _text(label: Any, said: Any, rows: int = 3, **more: Any) -> forms.CharField:
    """A long text that must be given; `said` when it is not."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": said},
        **more,
    )


def _note(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea({"rows": 2}), required=False, max_length=2000
    )


class RefusalForm(ActForm):
    reason = _text(
        _("Lý do từ chối"),
        _("Hãy ghi lý do từ chối."),
        help_text=_("In trên Phiếu từ chối tiếp nhận gửi người nộp. Nêu căn cứ và hướng dẫn."),
    )


class SupplementRequestForm(ActForm):
    items = _text(
        _("Giấy tờ, nội dung cần bổ sung"),
        _("Hãy ghi giấy tờ, nội dung cần bổ sung."),
        rows=4,
        help_text=_("Mỗi dòng một giấy tờ. Chỉ được yêu cầu một lần: hãy ghi đủ mọi điểm thiếu."),
    )
    reason = _text(_("Lý do"), _("Hãy ghi lý do cần bổ sung."), rows=2)


class AssignForm(ActForm):
    specialist = forms.ModelChoiceField(
        label=_("Chuyên viên thụ lý"),
        queryset=Officer.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Hãy chọn một chuyên viên."),
            "invalid_choice": _("Hãy chọn một chuyên viên trong danh sách."),
        },
    )
    note = _note(_("Ý kiến chỉ đạo"))

    def prepare(self) -> None:
        able = [officer.pk for officer in acts.specialists(self.dossier)]
        field = self.fields["specialist"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 declared above
        if len(able) <= RADIOS_AT_MOST:
            field.widget = forms.RadioSelect()
        field.queryset = Officer.objects.filter(pk__in=able).select_related("account")
        if len(able) == 1:
            self.initial["specialist"] = able[0]


class ProposalForm(ActForm):
    """The deciding division drafts the result; a coordinating unit gives its opinion only."""

    title = forms.CharField(
        label=_("Tên văn bản kết quả"),
        max_length=300,
        error_messages={"required": _("Hãy ghi tên văn bản kết quả.")},
    )
    body = _text(
        _("Nội dung kết quả"),
        _("Hãy ghi nội dung kết quả."),
        rows=14,
        help_text=_("Mỗi đoạn một dòng. Số, ngày và chữ ký do hệ thống điền khi ký, lấy số."),
    )
    note = _note(_("Ý kiến thẩm định"))

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        title, body = draft_of(dossier)
        return {"title": title, "body": body}

    def prepare(self) -> None:
        if _coordinates(self.dossier, self.account):
            del self.fields["title"], self.fields["body"]
            self.fields["note"] = _text(_("Ý kiến phối hợp"), _("Hãy ghi ý kiến phối hợp."))


class ApprovalForm(ActForm):
    note = _note(_("Ý kiến, ghi chú"))


class ReturnToPreviousForm(ActForm):
    reason = _text(
        _("Lý do trả lại"),
        _("Hãy ghi lý do trả lại."),
        help_text=_("Người xử lý bước trước đọc lý do này. Thời hạn vẫn được tính tiếp."),
    )


class HandOverForm(ActForm):
    way = forms.ChoiceField(
        label=_("Cách trả kết quả"), choices=Delivery.choices, widget=forms.RadioSelect
    )
    recipient = forms.CharField(
        label=_("Người nhận kết quả"),
        max_length=200,
        error_messages={"required": _("Hãy ghi người nhận kết quả.")},
    )

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        return {"way": dossier.delivery, "recipient": str(dossier.applicant)}


class SupplementForm(PapersForm, ActForm):
    """At the counter: papers counted, files scanned, or an answer in words."""

    note = _note(_("Nội dung trả lời của người nộp"))

    def prepare(self) -> None:
        parts = self.dossier.components.select_related("component")
        self.ask_for({part.pk: part.component for part in parts if part.component.takes_files})

    def details(self) -> dict[str, Any]:
        return {"components": self.handed_in(), "note": self.cleaned_data["note"]}


FORMS: dict[str, Callable[..., ActForm]] = {
    "receive": ActForm,
    "refuse": RefusalForm,
    "request_supplement": SupplementRequestForm,
    "propose_supplement": SupplementRequestForm,
    "send_supplement_request": ActForm,
    "supplement": SupplementForm,
    "assign": AssignForm,
    "propose": ProposalForm,
    "approve": ApprovalForm,
    "return_to_previous": ReturnToPreviousForm,
    "sign": ApprovalForm,
    "number": ActForm,
    "release": ActForm,
    "return_result": HandOverForm,
}


def _coordinates(dossier: Dossier, account: Account) -> bool:
    """Whether the account's own part in the work is another unit's opinion."""
    mine = [
        task
        for task in dossier.tasks.waiting()
        if task.step and task.step.kind == StepKind.PROCESS and may_take(account, task)
    ]
    return bool(mine) and not road.drafts_result(mine[0])
