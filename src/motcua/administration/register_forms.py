"""What is filled in for agencies, units, posts, officers and who holds what."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration import wording
from motcua.administration.keeping import KeptForm
from motcua.codes import MalformedCode, parse_agency_code
from motcua.face.forms import DayMonthYearField
from motcua.organization.models import Agency, Post, Unit
from motcua.people.models import Account, Delegation, Officer, PostHolding


class PlainForm(KeptForm):
    """Labels in the words of administration, periods as day, month, year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, each in self.fields.items():
            if name in {part.name for part in self._meta.model._meta.fields}:
                each.label = wording.label(self._meta.model, name)
            if isinstance(each, forms.ModelChoiceField) and not each.required:
                each.empty_label = _("(không)")

    def validate_constraints(self) -> None:
        """What the database would refuse, where nothing has been said about it yet."""
        if not self.errors:
            super().validate_constraints()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("valid_from"), given.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Ngày kết thúc trước ngày bắt đầu. Hãy kiểm tra lại."))
        return given


def _day(required: bool = False) -> DayMonthYearField:
    return DayMonthYearField(required=required)


class AgencyForm(PlainForm):
    valid_from, valid_to = _day(), _day()

    class Meta:
        model = Agency
        fields = (
            "code", "name", "short_name", "level", "parent", "commune_code",
            "address", "phone", "one_stop", "valid_from", "valid_to",
        )  # fmt: skip

    def prepare(self) -> None:
        own: Any = self.fields["one_stop"]
        own.queryset = Unit.objects.filter(kind=Unit.Kind.ONE_STOP)
        own.help_text = _("Nơi nhận hồ sơ của cơ quan: bộ phận riêng, hoặc trung tâm của tỉnh.")
        if self.instance.pk:
            # A code is on every dossier and never changes; a new name is a reorganisation.
            self.fields["code"].disabled = True
        if not self.reach.everything:
            for name in ("name", "short_name", "level", "parent", "commune_code", "one_stop"):
                self.fields[name].disabled = True
            for name in ("valid_from", "valid_to"):
                del self.fields[name]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        try:
            parse_agency_code(code)
        except MalformedCode as wrong:
            raise ValidationError(
                _("Mã cơ quan chưa đúng QĐ 20/2020/QĐ-TTg. Hãy ghi như H24.31 hoặc H24.31.02.")
            ) from wrong
        return code


class UnitForm(PlainForm):
    valid_from, valid_to = _day(), _day()

    class Meta:
        model = Unit
        fields = (
            "agency", "code", "name", "kind", "parent", "address", "phone",
            "valid_from", "valid_to",
        )  # fmt: skip

    def prepare(self) -> None:
        agency: Any = self.fields["agency"]
        agency.queryset = self.reach.within(Agency.objects.all(), "pk")
        parent: Any = self.fields["parent"]
        parent.queryset = self.reach.within(Unit.objects.all(), "agency")
        parent.help_text = _("Điểm tiếp nhận ghi Bộ phận Một cửa mà nó trực thuộc.")
        if self.instance.pk:
            self.fields["code"].disabled = True
            agency.disabled = True

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        parent, agency = given.get("parent"), given.get("agency")
        if parent and agency and parent.agency_id != agency.pk:
            self.add_error("parent", _("Đơn vị cấp trên thuộc cơ quan khác."))
        if parent and parent.pk == self.instance.pk:
            self.add_error("parent", _("Đơn vị không trực thuộc chính nó."))
        return given


class PostForm(PlainForm):
    valid_from, valid_to = _day(), _day()

    class Meta:
        model = Post
        fields = ("unit", "code", "name", "role", "valid_from", "valid_to")

    def prepare(self) -> None:
        unit: Any = self.fields["unit"]
        unit.queryset = self.reach.within(Unit.objects.select_related("agency"), "agency")
        unit.label_from_instance = lambda each: f"{each.code} {each.name}"
        if self.instance.pk:
            self.fields["code"].disabled = True
            unit.disabled = True


class HoldingForm(PlainForm):
    valid_from, valid_to = _day(required=True), _day()

    class Meta:
        model = PostHolding
        fields = ("officer", "post", "valid_from", "valid_to")

    def prepare(self) -> None:
        officer: Any = self.fields["officer"]
        officer.queryset = Officer.objects.select_related("account").order_by("staff_code")
        officer.label_from_instance = lambda each: f"{each.staff_code} {each}"
        post: Any = self.fields["post"]
        post.queryset = self.reach.within(Post.objects.select_related("unit"), "unit__agency")
        post.label_from_instance = lambda each: f"{each.code} {each}"
        self.fields["valid_to"].help_text = _(
            "Để trống nếu chưa biết. Quyền hết ngay sau ngày này."
        )
        if self.instance.pk:
            officer.disabled = post.disabled = True

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        officer, post = given.get("officer"), given.get("post")
        first, last = given.get("valid_from"), given.get("valid_to")
        if not (officer and post and first):
            return given
        until = Q(valid_from__lte=last) if last else Q()
        again = PostHolding.objects.filter(
            until, Q(valid_to=None) | Q(valid_to__gte=first), officer=officer, post=post
        ).exclude(pk=self.instance.pk)
        if again.exists():
            self.add_error(
                "valid_from",
                _("Người này đã giữ vị trí ấy trong thời gian đó. Hãy sửa phân công đang có."),
            )
        return given


class DelegationForm(PlainForm):
    """Who stands in for whom. The reason is the delegation's own."""

    valid_from, valid_to = _day(required=True), _day(required=True)

    class Meta:
        model = Delegation
        fields = (
            "post", "from_officer", "to_officer", "kind", "decision", "valid_from", "valid_to",
        )  # fmt: skip

    def prepare(self) -> None:
        officers = Officer.objects.select_related("account").order_by("staff_code")
        for name in ("from_officer", "to_officer"):
            field: Any = self.fields[name]
            field.queryset = officers
            field.label_from_instance = lambda each: f"{each.staff_code} {each}"
        post: Any = self.fields["post"]
        post.queryset = self.reach.within(Post.objects.select_related("unit"), "unit__agency")
        post.label_from_instance = lambda each: f"{each.code} {each}"
        if self.instance.pk:
            for name in ("post", "from_officer", "to_officer", "kind"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        giver, taker, post = (given.get(name) for name in ("from_officer", "to_officer", "post"))
        if giver and giver == taker:
            self.add_error("to_officer", _("Không ai tự làm thay mình. Hãy chọn người khác."))
        if giver and post and not giver.holdings.filter(post=post).exists():
            self.add_error("from_officer", _("Người này không giữ vị trí đã chọn."))
        return given

    def write(self) -> Model:
        self.instance.reason = self.cleaned_data["reason"]
        return self.save()


class OfficerForm(KeptForm):
    """An officer and the account they sign in with."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,}$",
        label=gettext_lazy("Tên đăng nhập"),
        help_text=gettext_lazy("Chữ thường không dấu, số, dấu chấm; ví dụ mc2.hongbang."),
        max_length=150,
        error_messages={
            "invalid": gettext_lazy("Chỉ dùng chữ thường không dấu, số, dấu chấm, ít nhất 3 ký tự.")
        },
    )
    is_active = forms.BooleanField(label=gettext_lazy("Được đăng nhập"), required=False)

    first_password = ""

    class Meta:
        model = Officer
        fields = ("staff_code",)
        labels = {"staff_code": gettext_lazy("Mã cán bộ")}

    def prepare(self) -> None:
        self.order_fields(["full_name", "staff_code", "username", "is_active", "reason"])
        if self.instance.pk:
            account = self.instance.account
            for name in ("full_name", "username", "is_active"):
                self.initial[name] = getattr(account, name)
            self.fields["username"].disabled = True
        else:
            del self.fields["is_active"]

    def kept_rows(self) -> list[Model]:
        return [self.instance, self.instance.account]

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"])
        others = Account.objects.filter(username=name)
        if self.instance.pk:
            others = others.exclude(pk=self.instance.account_id)
        if others.exists():
            raise ValidationError(_("Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."))
        return name

    def write(self) -> Model:
        """A new account gets a password to be read out once."""
        given = self.cleaned_data
        account = self.instance.account if self.instance.pk else Account(username=given["username"])
        account.full_name = given["full_name"]
        if self.instance.pk:
            account.is_active = given["is_active"]
        else:
            self.first_password = one_time_password()
            account.set_password(self.first_password)
        account.save()
        self.instance.account = account
        return self.save()


def one_time_password() -> str:
    """Twelve characters nobody guesses, to be handed over once."""
    return secrets.token_urlsafe(9)


def today_first(form: KeptForm) -> None:
    """A new row begins today unless something else is written."""
    if "valid_from" in form.fields and not form.instance.pk:
        form.initial.setdefault("valid_from", timezone.localdate())
