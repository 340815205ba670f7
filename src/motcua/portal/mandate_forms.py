"""What is asked of whoever files for somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.catalog.models import Procedure
from motcua.face.forms import DayMonthYearField
from motcua.files.service import ACCEPTED
from motcua.forms import generic
from motcua.forms.id_card import IdCard, UnreadableCard, read_card
from motcua.mandates.codes import DIGITS, Address
from motcua.mandates.granting import Party
from motcua.mandates.models import Mandate
from motcua.people.models import Citizen
from motcua.portal.forms import ApplicantForm, PageForm

SCOPES = (Mandate.Scope.ALL, Mandate.Scope.PROCEDURE)


class PartyForm(ApplicantForm):
    """For whom, in the fields and the contract of an applicant."""

    kind = None  # type: ignore[assignment]

    def party(self) -> Party:
        given = self.cleaned_data
        return Party(
            full_name=" ".join(given["full_name"].split()),
            identity_number=given["identity_number"],
            address=given["address"],
            birth_date=given.get("birth_date"),
            phone=given["phone"],
            email=given["email"],
        )

    def check(self, kind: str) -> None:
        """Say what is wrong in the contract's words. kind: person or organisation."""
        names = ("full_name", "identity_number", "birth_date", "phone", "email", "address")
        values = {name: value for name, value in self.values().items() if name in names}
        self.show(generic.errors("applicant", {"kind": kind, **values}))


class HelpedForm(PartyForm):
    """Who came to the support point; a scanner types the card's code into the first field."""

    card = forms.CharField(
        label=_("Mã QR trên thẻ căn cước"),
        help_text=_("Đặt con trỏ vào ô rồi quét, hoặc dán chữ đọc được; rồi bấm “Điền từ thẻ”."),
        required=False,
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("card",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].label = _("Họ và tên")
        self.fields["full_name"].help_text = ""
        self.fields["identity_number"].label = _("Số định danh cá nhân")
        self.fields["identity_number"].help_text = _("12 chữ số trên thẻ căn cước.")
        self.fields["birth_date"].required = True
        self.fields["birth_date"].help_text = ""

    @property
    def reads_card(self) -> bool:
        """Whether the button beside the card was pressed."""
        return self.data.get("do") == "card"

    def clean_card(self) -> IdCard | None:
        typed = self.cleaned_data["card"]
        if not typed and not self.reads_card:
            return None
        try:
            return read_card(typed)
        except UnreadableCard as unreadable:
            raise ValidationError(str(unreadable)) from unreadable

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if not self.reads_card:
            self.check(Citizen.Kind.PERSON)
        return given


class MandateForm(PartyForm):
    """A mandate of one's own family, company or neighbour."""

    relation = forms.ChoiceField(
        label=_("Bạn nộp thay cho ai?"),
        choices=Mandate.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn bạn nộp thay cho ai.")},
    )
    scope = forms.ChoiceField(
        label=_("Cho việc gì?"),
        choices=[(each.value, each.label) for each in SCOPES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn nộp thay cho việc gì.")},
    )
    procedure = forms.ModelChoiceField(
        Procedure.objects.all(),
        label=_("Mã thủ tục"),
        help_text=_("Chỉ khi cho một thủ tục. Mã ghi trên trang thủ tục, ví dụ 2.000635."),
        required=False,
        to_field_name="code",
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"invalid_choice": _("Không có thủ tục nào mang mã này.")},
    )
    until = DayMonthYearField(
        label=_("Đến hết ngày"),
        help_text=_("Để trống nếu không định trước; chấm dứt được bất cứ lúc nào."),
        required=False,
    )
    field_order = ("relation", "scope", "procedure", "until")

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        organisation = self.cleaned_data.get("relation") in Mandate.ORGANISATIONS
        self.check(Citizen.Kind.ORGANISATION if organisation else Citizen.Kind.PERSON)
        return given


class SendForm(PageForm):
    """Where the code goes: one's own to the person, most of it hidden from who helps."""

    to = forms.ChoiceField(
        label=_("Gửi mã đến"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn nơi nhận mã.")},
    )

    def __init__(self, *args: Any, addresses: list[Address], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.addresses = {str(number): each for number, each in enumerate(addresses)}
        ways = {"phone": _("Điện thoại"), "email": _("Thư điện tử")}
        choices = [(key, f"{ways[each.way]} {each.masked}") for key, each in self.addresses.items()]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    @property
    def address(self) -> Address:
        return self.addresses[self.cleaned_data["to"]]


class CodeForm(PageForm):
    code = forms.CharField(
        label=_("Mã 6 chữ số"),
        help_text=_("Người được nộp thay đọc mã trong tin vừa nhận. Mã có giá trị 10 phút."),
        max_length=20,
        widget=forms.TextInput(
            {
                "class": "govuk-input--width-10",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
            }
        ),
        error_messages={
            "required": _("Hãy ghi mã 6 chữ số."),
            "max_length": _("Mã gồm 6 chữ số."),
        },
    )

    def clean_code(self) -> str:
        code = generic.without_separators(self.cleaned_data["code"])
        if len(code) != DIGITS or not code.isdecimal():
            raise ValidationError(_("Mã gồm 6 chữ số."))
        return code


class PaperForm(PageForm):
    """The photograph of a signed paper, and that its signing was seen."""

    photo = forms.FileField(
        label=_("Ảnh chụp giấy đã ký"),
        help_text=_("Tệp PDF, JPG hoặc PNG; đọc rõ chữ và đủ bốn góc."),
        widget=forms.FileInput({"accept": ",".join(ACCEPTED)}),
        error_messages={
            "required": _("Hãy chụp hoặc chọn ảnh của giấy."),
            "empty": _("Tệp trống (0 byte). Hãy chọn lại tệp hoặc chụp lại giấy tờ."),
        },
    )
    seen = forms.BooleanField(
        label=_("Người được nộp thay đã đọc, hoặc được nghe đọc, rồi tự ký hay điểm chỉ."),
        error_messages={"required": _("Hãy xác nhận người ấy đã tự ký.")},
    )

    def __init__(self, *args: Any, by_law: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_law:
            self.fields["photo"].label = _("Ảnh giấy tờ chứng minh")
            self.fields["seen"].label = _(
                "Tôi là người đại diện theo pháp luật và chịu trách nhiệm về giấy tờ này."
            )
            self.fields["seen"].error_messages["required"] = _(
                "Hãy xác nhận bạn là người đại diện."
            )
