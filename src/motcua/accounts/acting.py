"""A person works in the name of an organisation they represent, while they represent it."""

from __future__ import annotations

import structlog
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts.freshness import SIGNED_IN_AT, CitizenRequest, citizens_only
from motcua.accounts.provider import SESSION, remember_session
from motcua.people.models import Account, Citizen, Representation

log = structlog.get_logger(__name__)

LASTS = 4 * 3600  # seconds a session in an organisation's name lasts at most
_PERSON = "acting_person"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def represented_by(account: Account) -> list[Representation]:
    """The organisations this account's holder may act for today: verified persons alone may."""
    citizen = Citizen.objects.filter(account=account).first()
    if citizen is None or not citizen.is_verified:
        return []
    mine = Representation.objects.in_force().filter(person=citizen)
    return list(mine.select_related("organisation__account").order_by("organisation_id"))


def person_behind(request: HttpRequest) -> Account | None:
    """Who works in the name of the organisation signed in; none for everybody else."""
    pk = request.session.get(_PERSON)
    return Account.objects.filter(pk=pk).first() if pk else None


@citizens_only
@require_POST
def act_for(request: CitizenRequest, pk: int) -> HttpResponse:
    """From now on this session is the organisation's, and remembers the person."""
    mine = {each.organisation_id for each in represented_by(request.user)}
    organisation = get_object_or_404(
        Citizen.objects.select_related("account"), pk__in=mine & {pk}, account__is_active=True
    )
    person = request.user
    _switch(request, organisation.account)
    request.session[_PERSON] = person.pk
    request.session.set_expiry(LASTS)
    log.info("acts_for_organisation", person=person.pk, organisation=organisation.account_id)
    said = _("Bạn đang làm việc thay %(organisation)s.") % {"organisation": organisation}
    messages.success(request, said)
    return redirect("accounts:account")


@never_cache
@require_POST
def act_for_oneself(request: HttpRequest) -> HttpResponse:
    person = person_behind(request)
    if person is not None and person.is_active:
        _switch(request, person)
        messages.success(request, _("Bạn đã trở về tài khoản của mình."))
    return redirect("accounts:account")


def _switch(request: HttpRequest, account: Account) -> None:
    """A new session, of another account; when and how the person signed in is still known."""
    at_provider = request.session.get(SESSION)
    signed_in_at = request.session.get(SIGNED_IN_AT, 0)
    login(request, account, backend=_BACKEND)
    request.session[SIGNED_IN_AT] = signed_in_at
    if at_provider:
        remember_session(request, at_provider)
