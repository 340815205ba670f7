"""What citizens fill in. What is right is said by the acts; these say how it is asked."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalog.models import Component, ProcedureCase
from motcua.dossiers.applicants import by_field
from motcua.dossiers.models import Applicant, Delivery
from motcua.dossiers.needs import is_due
from motcua.face.forms import DayMonthYearField, FilesField
from motcua.files.service import ACCEPTED
from motcua.forms.generic import without_separators
from motcua.forms.known import Known
from motcua.organization.models import Agency
from motcua.people.models import Citizen
from motcua.seeds.organization import seeded_citizens

ACCEPTED_IN_WORDS = _("Tệp PDF, JPG hoặc PNG; chọn được nhiều tệp.")
RADIOS_AT_MOST = 12


def new_key() -> str:
    """One for each rendering of a form: the same key sent twice is the same click."""
    return str(uuid.uuid4())


class PageForm(forms.Form):
    """A form whose mistakes are told by the server, in our words, and not by the browser."""

    use_required_attribute = False

    def refuse(self, refusal: Exception, field: str | None = None) -> None:
        """Show why an act or a file was refused."""
        self.add_error(field, str(refusal))


class DossierForm(PageForm):
    """A form that becomes one act on one dossier, with the version its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def renew(self, version: int) -> None:
        """The page now shows this version of the dossier: what is pressed next is not stale."""
        shown = cast(QueryDict, self.data).copy()
        shown["version"] = str(version)
        self.data = shown


class PartForm(PageForm):
    """A part of the content of a dossier; its contract is in motcua.forms.generic."""

    def values(self) -> dict[str, Any]:
        """The part as the draft keeps it, right or not."""
        return self.cleaned_data

    def show(self, wrong: Mapping[str, str]) -> None:
        """Show what is wrong in the contract's words, in place of the form's own."""
        for field, message in wrong.items():
            self.errors.pop(field, None)
            self.add_error(field, message)


class OneOf(forms.ModelChoiceField):
    """One row of a table: radio buttons, or a list when there are many."""

    default_error_messages = {
        "required": _("Hãy chọn một mục."),
        "invalid_choice": _("Hãy chọn một mục trong danh sách."),
    }

    def __init__(self, rows: QuerySet, **kwargs: Any) -> None:
        widget = forms.RadioSelect if rows.count() <= RADIOS_AT_MOST else forms.Select
        kwargs = {"widget": widget, "empty_label": _("Chọn trong danh sách"), **kwargs}
        super().__init__(rows, **kwargs)


class PersonField(OneOf):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.get_kind_display()} · {obj.identity_number}"


class IdentityForm(PageForm):
    """The invented people of a demonstration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invented = [each["username"] for each in seeded_citizens()]
        people = Citizen.objects.filter(account__username__in=invented)
        people = people.select_related("account").order_by("pk")
        self.fields["account"] = PersonField(people, label=_("Đăng nhập với tư cách"))


class CaseForm(PageForm):
    """Which variant of a procedure is asked for; nothing to choose where there is one."""

    def __init__(self, *args: Any, cases: QuerySet[ProcedureCase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = OneOf(cases, label=_("Trường hợp của bạn"))
        if len(cases) == 1:
            field.widget, field.initial = forms.HiddenInput(), cases[0].pk
        self.fields["case"] = field


class AgencyForm(PageForm):
    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = OneOf(
            agencies,
            label=_("Cơ quan giải quyết"),
            help_text=_("Chọn nơi bạn cư trú, nơi có nhà đất, hoặc nơi đã cấp giấy tờ trước đây."),
        )


class ApplicantForm(PartForm):
    kind = forms.ChoiceField(
        label=_("Nộp hồ sơ cho"), choices=Applicant.Kind.choices, widget=forms.RadioSelect
    )
    full_name = forms.CharField(
        label=_("Họ và tên, hoặc tên tổ chức"),
        help_text=_("Ghi đúng như trên căn cước hoặc giấy đăng ký, có dấu."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    identity_number = forms.CharField(
        label=_("Số định danh cá nhân, hoặc mã số tổ chức"),
        help_text=_("12 chữ số trên thẻ căn cước; 10 chữ số với tổ chức."),
        widget=forms.TextInput({"class": "govuk-input--width-20", "inputmode": "numeric"}),
    )
    birth_date = DayMonthYearField(
        label=_("Ngày sinh"), help_text=_("Ví dụ: 27 03 1990"), required=False
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        help_text=_("Để cơ quan liên hệ khi cần. Ví dụ: 0912\u00a0345\u00a0678"),
        widget=forms.TextInput(
            {"class": "govuk-input--width-20", "type": "tel", "autocomplete": "tel"}
        ),
    )
    email = forms.CharField(
        label=_("Thư điện tử"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("Địa chỉ"),
        help_text=_("Số nhà, đường hoặc thôn; xã, phường; tỉnh, thành phố."),
        widget=forms.Textarea({"rows": 2, "autocomplete": "street-address"}),
    )

    def show_sources(self, known: Mapping[str, Known]) -> None:
        """Say beside each field where what stands in it was taken from."""
        for name, told in by_field(known).items():
            if _says(self.initial.get(name), told.value):
                said = _("Lấy từ %(source)s.") % {"source": told.source}
                field = self.fields[name]
                above = field.help_text
                field.help_text = format_html("{}<br>{}", above, said) if above else said

    def clean_identity_number(self) -> str:
        return without_separators(self.cleaned_data["identity_number"])

    def clean_phone(self) -> str:
        return without_separators(self.cleaned_data["phone"])

    def clean_address(self) -> str:
        return " ".join(str(self.cleaned_data["address"]).split())

    def values(self) -> dict[str, Any]:
        """A date that is not on the calendar is kept as typed, and so stays wrong."""
        kept = {name: self.cleaned_data.get(name, "") for name in self.fields}
        born = kept["birth_date"]
        if isinstance(born, dt.date):
            kept["birth_date"] = born.isoformat()
        elif "birth_date" in self.errors:
            kept["birth_date"] = "/".join(part or "" for part in self["birth_date"].data)
        else:
            kept["birth_date"] = ""
        return kept

    def show(self, wrong: Mapping[str, str]) -> None:
        """The date field knows better than the contract what is wrong with a date."""
        own = "birth_date" in self.errors
        super().show(
            {name: said for name, said in wrong.items() if name != "birth_date" or not own}
        )


def _says(shown: Any, told: Any) -> bool:
    """Whether a field still shows a fact as it was told."""
    if isinstance(told, Mapping):
        return bool(shown) and str(shown).startswith(told["detail"])
    if isinstance(shown, dt.date):
        return shown.isoformat() == told
    return without_separators(str(shown or "")) == without_separators(str(told))


def applicant_initial(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The applicant block of a draft as the form shows it again."""
    born = str(kept.get("birth_date") or "")
    try:
        shown: dt.date | list[str] | None = dt.date.fromisoformat(born) if born else None
    except ValueError:
        shown = born.split("/")
    return {**kept, "birth_date": shown}


class RequestForm(PartForm):
    text = forms.CharField(
        label=_("Nội dung đề nghị"),
        help_text=_("Ví dụ: xin 3 bản sao trích lục khai sinh của con là Nguyễn Văn A."),
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )


class PapersForm(PageForm):
    """One file slot per paper. The names of the slots carry the component's id."""

    def __init__(
        self,
        *args: Any,
        components: Iterable[Component],
        facts: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components = [component for component in components if component.takes_files]
        self.due = {each.pk for each in self.components if is_due(each, facts)}
        for component in self.components:
            self.fields[self.slot(component)] = FilesField(
                accept=ACCEPTED,
                label=component.name,
                help_text=" ".join([*_when(component), str(ACCEPTED_IN_WORDS)]),
                required=component.pk in self.due,
            )

    @staticmethod
    def slot(component: Component) -> str:
        return f"component-{component.pk}"

    def chosen(self) -> list[tuple[Component, UploadedFile]]:
        return [
            (component, upload)
            for component in self.components
            for upload in self.cleaned_data[self.slot(component)]
        ]


def _when(component: Component) -> list[str]:
    """When a paper is needed, where it is not always."""
    when = []
    if component.condition:
        when.append(gettext("Khi: %(condition)s.") % {"condition": component.condition})
    if component.kind == Component.Kind.SHOWN:
        when.append(gettext("Xuất trình bản chính khi nhận kết quả; tải lên trước nếu có."))
    return when


class SubmitForm(PageForm):
    delivery = forms.ChoiceField(
        label=_("Cách nhận kết quả"),
        choices=Delivery.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn cách nhận kết quả.")},
    )


class TrackForm(PageForm):
    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("In trên giấy tiếp nhận, ví dụ H24.31.17-261120-0001; hoặc mã tham chiếu."),
        max_length=100,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("Hãy ghi mã hồ sơ."),
            "max_length": _("Mã hồ sơ không dài quá 100 ký tự."),
        },
    )
    secret = forms.CharField(
        label=_("Mã bí mật"),
        help_text=_("8 ký tự in trên giấy tiếp nhận. Có mã này, bạn xem được chi tiết hồ sơ."),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "govuk-input--width-10",
            }
        ),
    )
