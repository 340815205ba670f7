"""A new password for an officer who lost theirs: shown once, kept nowhere in the clear."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from motcua import history
from motcua.administration.access import AdministratorRequest, administrators_only
from motcua.administration.areas import page
from motcua.administration.keeping import ReasonMixin
from motcua.administration.register_forms import one_time_password
from motcua.administration.registers import OFFICERS
from motcua.people.models import Account, Officer


class NewPasswordForm(ReasonMixin):
    """Why the officer needs a new password."""


@administrators_only
@sensitive_variables("password", "context")
def new_password(request: AdministratorRequest, pk: int) -> HttpResponse:
    """The password stands in this answer alone: in no message, session, history or log."""
    officer = get_object_or_404(OFFICERS.rows(request.reach), pk=pk)
    _refuse_out_of_reach(request, officer)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    password = ""
    if form.is_bound and form.is_valid():
        with transaction.atomic(), history.by(request.user, form.cleaned_data["reason"]):
            password = _give(officer)
    context = {
        "officer": officer,
        "form": form,
        "password": password,
        "back_url": OFFICERS.url(officer),
    }
    status = 422 if form.errors else 200
    return page(request, "new_password.html", "can-bo", context, status=status)


def _refuse_out_of_reach(request: AdministratorRequest, officer: Officer) -> None:
    if not OFFICERS.may_change(request.reach, officer):
        raise PermissionDenied(OFFICERS.why_not(officer))
    # Whoever has the password has the rights: an administrator must not become the installation's.
    if officer.account.is_superuser and not request.user.is_superuser:
        raise PermissionDenied(
            _("Mật khẩu của tài khoản này do người vận hành máy chủ cấp. Hãy liên hệ người ấy.")
        )


@sensitive_variables("password")
def _give(officer: Officer) -> str:
    """Whoever was signed in with the old password is signed out by it."""
    password = one_time_password()
    account = Account.objects.select_for_update().get(pk=officer.account_id)
    account.set_password(password)
    account.save(update_fields=["password"])
    officer.password_given_at = timezone.now()
    officer.save(update_fields=["password_given_at"])
    return password
