"""What a clerk fills in at the counter: one page, from a scanned card to the receipt."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.models import ProcedureCase
from motcua.dossiers import acts
from motcua.dossiers.models import Applicant, Delivery
from motcua.face.forms import DayMonthYearField
from motcua.forms import generic
from motcua.forms.id_card import IdCard, UnreadableCard, read_card
from motcua.office.forms import new_key
from motcua.office.forms.base import long_text, moment
from motcua.office.papers_handed_in import PapersForm
from motcua.organization.models import Agency

APPLICANT = ("kind", "identity_number", "full_name", "birth_date", "phone", "email", "address")
AGENCIES_IN_SIGHT = 3  # more are quicker to find in a drop-down list


class CardForm(forms.Form):
    """The field a scanner types the card's QR code into."""

    use_required_attribute = False
    card = forms.CharField(
        label=gettext_lazy("Quét mã QR trên thẻ căn cước"),
        help_text=gettext_lazy("Đặt con trỏ vào ô rồi quét; các ô của chủ hồ sơ được điền ngay."),
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Hãy quét mã QR trên thẻ căn cước.")},
    )

    def clean_card(self) -> IdCard:
        try:
            return read_card(self.cleaned_data["card"])
        except UnreadableCard as unreadable:
            raise ValidationError(str(unreadable)) from unreadable


class CounterForm(PapersForm):
    use_required_attribute = False

    agency = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan giải quyết"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Hãy chọn cơ quan giải quyết."),
            "invalid_choice": gettext_lazy("Hãy chọn một cơ quan trong danh sách."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Chủ hồ sơ là"),
        choices=Applicant.Kind.choices,
        initial=Applicant.Kind.PERSON,
        widget=forms.RadioSelect,
    )
    identity_number = forms.CharField(
        label=gettext_lazy("Số định danh, hoặc mã số tổ chức"),
        widget=forms.TextInput(
            {"class": "govuk-input--width-20", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên, hoặc tên tổ chức"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    birth_date = DayMonthYearField(label=gettext_lazy("Ngày sinh"), required=False)
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại"),
        widget=forms.TextInput(
            {"class": "govuk-input--width-20", "type": "tel", "autocomplete": "off"}
        ),
    )
    email = forms.CharField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Địa chỉ"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Nội dung đề nghị"), required=False, widget=forms.Textarea({"rows": 2})
    )
    all_mandatory = forms.BooleanField(
        label=gettext_lazy("Đã nhận đủ các giấy tờ bắt buộc"), required=False
    )
    delivery = forms.ChoiceField(
        label=gettext_lazy("Nhận kết quả"),
        choices=Delivery.choices,
        initial=Delivery.COUNTER,
        widget=forms.RadioSelect,
    )
    carrier = forms.CharField(
        label=gettext_lazy("Đơn vị bưu chính"),
        required=False,
        max_length=200,
        initial="VNPost",
    )
    record = forms.CharField(
        label=gettext_lazy("Số biên bản giao nhận"), required=False, max_length=60
    )
    signed_at = moment(
        gettext_lazy("Thời điểm ký biên bản"),
        gettext_lazy("Hãy ghi ngày giờ ký biên bản giao nhận."),
        required=False,
        help_text=gettext_lazy("Thời hạn giải quyết tính từ lúc này."),
    )
    items = long_text(
        gettext_lazy("Giấy tờ, nội dung cần hoàn thiện"),
        "",
        required=False,
        help_text=gettext_lazy("Mỗi dòng một điểm. Ghi đủ mọi điểm thiếu trong một lần."),
    )
    reason = long_text(gettext_lazy("Lý do trả lại"), "", rows=2, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    visit = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        case: ProcedureCase,
        agencies: list[Agency],
        visit: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"key": new_key(), "visit": visit, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.case = case
        self.agencies = {agency.pk: agency for agency in agencies}
        self._offer(agencies)
        self.ask_for({c.pk: c for c in case.components.all() if c.takes_files})

    def filing(self) -> acts.Filing:
        """All of it as the act takes it. Raises UploadRefused when a file cannot be taken."""
        given = self.cleaned_data
        return acts.Filing(
            case=self.case,
            agency=self.agencies[given["agency"]],
            content={"applicant": self._applicant(), "request": {"text": given["text"].strip()}},
            delivery=given["delivery"],
            components=self.handed_in(),
        )

    @property
    def gives_back(self) -> bool:
        """Whether the clerk pressed the button that gives an incomplete dossier back."""
        return self.data.get("do") == "give_back"

    @property
    def is_first_of_several(self) -> bool:
        """Whether the same person has another dossier to be entered."""
        return self.data.get("do") == "another"

    def post_open(self) -> bool:
        """Shown at once where something of it was written or is wrong."""
        return bool(
            self["record"].value() or self["signed_at"].value() or self.errors.get("carrier")
        )

    def post(self) -> acts.PostalRecord | None:
        """The hand-over record of a dossier that came by post."""
        given = self.cleaned_data
        if not given["record"].strip():
            return None
        return acts.PostalRecord(
            given["carrier"].strip(), given["record"].strip(), given["signed_at"]
        )

    def clean(self) -> dict[str, Any] | None:
        self._check_post()
        if self.gives_back:
            self._check_giving_back()
        if self.cleaned_data.get("all_mandatory"):
            for paper, component in self.papers.items():
                self.cleaned_data[f"got-{paper}"] |= component.mandatory
        given = super().clean()
        self._check("applicant", self._applicant())
        self._check("request", {"text": self.cleaned_data.get("text", "")})
        missing = acts.missing_components(self.case, self._came_in())
        for component in () if self.gives_back else missing:
            self.add_error(
                f"got-{component.pk}",
                _("Chưa nhận giấy tờ bắt buộc này. Nếu thiếu, hướng dẫn người nộp bổ sung."),
            )
        return given

    def _check_post(self) -> None:
        given = self.cleaned_data
        by_post = bool(given.get("record", "").strip()) or bool(given.get("signed_at"))
        if not by_post:
            return
        if not given.get("record", "").strip():
            self.add_error("record", _("Hãy ghi số biên bản giao nhận."))
        if not given.get("carrier", "").strip():
            self.add_error("carrier", _("Hãy ghi đơn vị bưu chính."))
        if not given.get("signed_at") and "signed_at" not in self.errors:
            self.add_error("signed_at", _("Hãy ghi ngày giờ ký biên bản giao nhận."))
        if self.is_first_of_several or given.get("visit"):
            self.add_error("record", _("Hồ sơ qua bưu chính được tiếp nhận từng hồ sơ một."))

    def _check_giving_back(self) -> None:
        if not self.cleaned_data.get("items", "").strip():
            self.add_error("items", _("Hãy ghi giấy tờ, nội dung cần hoàn thiện."))
        if not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("Hãy ghi lý do trả lại."))

    def _came_in(self) -> dict[int, acts.HandedIn]:
        return {paper: acts.HandedIn() for paper in self.papers if self._came(paper)}

    def _check(self, part: str, values: dict[str, Any]) -> None:
        """Say what is wrong in the contract's words; a date's own words are better."""
        for name, said in generic.errors(part, values).items():
            if name != "birth_date":
                self.errors.pop(name, None)
            if name not in self.errors:
                self.add_error(name, said)

    def _applicant(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) or "" for name in APPLICANT}
        for name in ("identity_number", "phone"):
            given[name] = generic.without_separators(given[name])
        if isinstance(given["birth_date"], dt.date):
            given["birth_date"] = given["birth_date"].isoformat()
        given["address"] = " ".join(given["address"].split())
        return given

    def _offer(self, agencies: list[Agency]) -> None:
        field = self.fields["agency"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 declared above
        choices = [(agency.pk, agency.name) for agency in agencies]
        if len(agencies) <= AGENCIES_IN_SIGHT:
            field.widget = forms.RadioSelect()
            field.choices = choices
        else:
            field.choices = [("", _("Chọn cơ quan")), *choices]
