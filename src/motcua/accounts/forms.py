"""What is asked of people on their way in."""

from __future__ import annotations

import re
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.accounts import contacts
from motcua.accounts.contacts import Contact
from motcua.forms.generic import without_separators
from motcua.messages import direct


class WayInForm(forms.Form):
    """Its mistakes are told by the server, in our words."""

    use_required_attribute = False


class ContactForm(WayInForm):
    contact = forms.CharField(
        max_length=254,
        error_messages={"required": _("Hãy ghi nơi nhận mã.")},
        widget=forms.TextInput({"autocomplete": "username"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_phone = direct.PHONE in direct.ways()
        asked, example = (
            (gettext("Số điện thoại hoặc thư điện tử"), "0912 345 678, ten@example.vn")
            if by_phone
            else (gettext("Địa chỉ thư điện tử"), "ten@example.vn")
        )
        hint = gettext("Mã gồm 6 chữ số sẽ được gửi đến đây. Ví dụ: %(example)s")
        self.fields["contact"].label = asked
        self.fields["contact"].help_text = hint % {"example": example}

    def clean_contact(self) -> Contact:
        contact = contacts.read(self.cleaned_data["contact"])
        if contact is None or contact.way not in direct.ways():
            raise forms.ValidationError(
                gettext("Chưa nhận ra nơi nhận mã. Hãy xem ví dụ phía trên ô.")
            )
        return contact


class CodeForm(WayInForm):
    code = forms.CharField(
        label=_("Mã gồm 6 chữ số"),
        max_length=20,
        error_messages={"required": _("Hãy ghi mã đã nhận.")},
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "govuk-input--width-10",
            }
        ),
    )


class RegistrationForm(WayInForm):
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=120,
        help_text=_("Ghi đúng như trên căn cước, có dấu."),
        error_messages={"required": _("Hãy ghi họ và tên.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    identity_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        max_length=20,
        help_text=_("12 chữ số trên thẻ căn cước. Được ghi là chưa xác thực."),
        error_messages={"required": _("Hãy ghi số định danh cá nhân.")},
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-20"}),
    )

    def clean_identity_number(self) -> str:
        number = without_separators(self.cleaned_data["identity_number"])
        if not re.fullmatch(r"[0-9]{12}", number):
            raise forms.ValidationError(_("Số định danh cá nhân gồm 12 chữ số."))
        return number


class PasskeyNameForm(WayInForm):
    name = forms.CharField(
        label=_("Tên của khóa"),
        max_length=60,
        help_text=_("Để bạn nhận ra thiết bị. Ví dụ: Điện thoại của tôi"),
        error_messages={"required": _("Hãy đặt tên cho khóa.")},
    )


class NewPasskeyForm(PasskeyNameForm):
    """credential: what the device answered, as JSON."""

    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Thiết bị chưa tạo khóa. Trình duyệt cần bật JavaScript."),
            "invalid": _("Thiết bị trả lời không đúng. Hãy thử lại."),
        },
    )


def name_of(passkey: Authenticator) -> str:
    return str(passkey.wrap().name)
