"""Forms of the deciding agency: assign, draft, approve, return, reassign, consult."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts, road
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.policies import may_take
from motcua.office.forms.base import ActForm, choose_one, long_text, moment, note_field
from motcua.office.result_draft import draft_of
from motcua.organization.models import Unit
from motcua.people.models import Account, Officer
from motcua.processes import service as processes
from motcua.processes.models import StepKind


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
    note = note_field(_("Ý kiến chỉ đạo"))

    def prepare(self) -> None:
        able = [officer.pk for officer in acts.specialists(self.dossier)]
        field = self.fields["specialist"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 declared above
        choose_one(field, len(able))
        field.queryset = Officer.objects.filter(pk__in=able).select_related("account")
        if len(able) == 1:
            self.initial["specialist"] = able[0]


class ReassignForm(AssignForm):
    reason = long_text(_("Lý do đổi người thụ lý"), _("Hãy ghi lý do."), rows=2)

    def prepare(self) -> None:
        super().prepare()
        del self.fields["note"]


class ProposalForm(ActForm):
    """The deciding division drafts the result; a coordinating unit gives its opinion only."""

    title = forms.CharField(
        label=_("Tên văn bản kết quả"),
        max_length=300,
        error_messages={"required": _("Hãy ghi tên văn bản kết quả.")},
    )
    body = long_text(
        _("Nội dung kết quả"),
        _("Hãy ghi nội dung kết quả."),
        rows=14,
        help_text=_("Mỗi đoạn một dòng. Số, ngày và chữ ký do hệ thống điền khi ký, lấy số."),
    )
    outcome = forms.ChoiceField(
        label=_("Đề xuất"), choices=Result.Outcome.choices, widget=forms.RadioSelect
    )
    note = note_field(_("Ý kiến thẩm định"))

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        title, body = draft_of(dossier)
        return {"title": title, "body": body, "outcome": Result.Outcome.GRANTED}

    def prepare(self) -> None:
        if _coordinates(self.dossier, self.account):
            del self.fields["title"], self.fields["body"], self.fields["outcome"]
            self.fields["note"] = long_text(_("Ý kiến phối hợp"), _("Hãy ghi ý kiến phối hợp."))
        questions = processes.questions(self.dossier.road.version)
        self.asked = {f"found_{name}": name for name in questions}
        for field, name in self.asked.items():
            found = self.dossier.road.decided.get(name, False)
            self.fields[field] = forms.BooleanField(
                label=questions[name], required=False, initial=found
            )

    def details(self) -> dict[str, Any]:
        given = super().details()
        return given | {"findings": {name: given.pop(field) for field, name in self.asked.items()}}


class ApprovalForm(ActForm):
    note = note_field(_("Ý kiến, ghi chú"))


class ConsultationForm(ActForm):
    note = long_text(
        _("Ý kiến của đơn vị phối hợp"), _("Hãy ghi ý kiến của đơn vị phối hợp."), rows=5
    )


class ReturnForm(ActForm):
    step = forms.ChoiceField(label=_("Trả về bước"), widget=forms.RadioSelect, required=False)
    reason = long_text(
        _("Lý do trả lại"),
        _("Hãy ghi lý do trả lại."),
        help_text=_("Người xử lý bước ấy đọc lý do này. Thời hạn vẫn được tính tiếp."),
    )

    def prepare(self) -> None:
        mine = [task for task in self.dossier.tasks.waiting() if may_take(self.account, task)]
        steps = [step for task in mine[:1] for step in road.earlier_steps(self.dossier, task)]
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 declared above
        field.choices = [(step.key, step.name) for step in steps]
        if len(steps) < 2:
            del self.fields["step"]
        else:
            self.initial["step"] = steps[0].key


class ReasonForm(ActForm):
    reason = long_text(_("Lý do"), _("Hãy ghi lý do."))


class OpinionForm(ActForm):
    unit = forms.ModelChoiceField(
        label=_("Đơn vị được hỏi ý kiến"),
        queryset=Unit.objects.none(),
        error_messages={"required": _("Hãy chọn đơn vị được hỏi ý kiến.")},
    )
    question = long_text(_("Nội dung xin ý kiến"), _("Hãy ghi nội dung xin ý kiến."))
    due = moment(_("Trả lời trước"), _("Hãy ghi ngày giờ phải trả lời."))

    def prepare(self) -> None:
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 declared above
        divisions = Unit.objects.in_force().filter(kind=Unit.Kind.DIVISION)
        asked = divisions.exclude(pk=self.dossier.division_id).select_related("agency")
        field.queryset = asked.order_by("agency__name", "name")
        field.label_from_instance = lambda unit: f"{unit.agency}: {unit}"  # type: ignore[method-assign,assignment]


class AnswerForm(ActForm):
    answer = long_text(_("Nội dung trả lời"), _("Hãy ghi nội dung trả lời."), rows=6)


class InspectionForm(ActForm):
    held_at = moment(_("Thời điểm kiểm tra"), _("Hãy ghi ngày giờ kiểm tra."))
    place = forms.CharField(
        label=_("Địa điểm"),
        max_length=300,
        error_messages={"required": _("Hãy ghi địa điểm.")},
    )
    participants = long_text(_("Thành phần tham gia"), _("Hãy ghi thành phần tham gia."), rows=3)
    findings = long_text(_("Kết quả kiểm tra, xác minh"), _("Hãy ghi kết quả."), rows=6)


def _coordinates(dossier: Dossier, account: Account) -> bool:
    """Whether the account's own part in the work is another unit's opinion."""
    mine = [
        task
        for task in dossier.tasks.waiting()
        if task.step and task.step.kind == StepKind.PROCESS and may_take(account, task)
    ]
    return bool(mine) and not road.drafts_result(mine[0])
