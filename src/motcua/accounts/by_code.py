"""Signing in, and registering, with a code: for who has no electronic identity.

One road for both, so that nobody learns from it who has an account.
"""

from __future__ import annotations

import uuid

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts import codes
from motcua.accounts.adapters import too_many
from motcua.accounts.contacts import Contact
from motcua.accounts.forms import CodeForm, ContactForm, RegistrationForm
from motcua.accounts.next_page import next_page
from motcua.messages import channels, direct
from motcua.people.models import Account, Citizen


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Where the code goes."""
    _require_codes()
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        contact = form.cleaned_data["contact"]
        if not ratelimit.consume(request, action="request_login_code", key=contact.value):
            return too_many(request)
        try:
            codes.send(request, contact)
        except (channels.Temporary, channels.Permanent):
            form.add_error("contact", _("Chưa gửi được mã. Hãy kiểm tra lại, hoặc thử lại sau."))
        else:
            return _on(request, "accounts:code_entry")
    return _page(request, "code", form)


@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """The code itself."""
    _require_codes()
    sent = codes.pending(request)
    if sent is None:
        return _on(request, "accounts:code")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if not ratelimit.consume(request, action="confirm_login_code", key=sent.value):
            return too_many(request)
        if codes.answer(request, sent, form.cleaned_data["code"]):
            return _entered(request, sent.contact)
        if not sent.is_open:
            return render(request, "accounts/code_used_up.html", status=403)
        form.add_error("code", _("Mã không đúng. Hãy xem lại mã gửi gần nhất."))
    return _page(request, "code_entry", form, sent=sent, minutes=codes.LIVES // 60)


@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Who the contact belongs to, as they say."""
    _require_codes()
    contact = codes.confirmed(request)
    if contact is None:
        return _on(request, "accounts:code")
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _sign_in(request, contact.account() or _registered(contact, form))
    return _page(request, "register", form, contact=contact)


def _entered(request: HttpRequest, contact: Contact) -> HttpResponse:
    account = contact.account()
    if account is not None:
        return _sign_in(request, account)
    codes.confirm(request, contact)
    return _on(request, "accounts:register")


@transaction.atomic
def _registered(contact: Contact, form: RegistrationForm) -> Account:
    said = form.cleaned_data
    account = Account(username=f"cd-{uuid.uuid4().hex}", full_name=said["full_name"])
    account.email = "" if contact.is_phone else contact.value
    account.set_unusable_password()
    account.save()
    contact.confirm(account)
    Citizen.objects.create(
        account=account,
        identity_number=said["identity_number"],
        phone=contact.value if contact.is_phone else "",
    )
    return account


def _sign_in(request: HttpRequest, account: Account) -> HttpResponse:
    record_authentication(request, account, method="code")
    login = Login(user=account, redirect_url=next_page(request) or None)
    response: HttpResponse = perform_login(request, login)
    return response


def _require_codes() -> None:
    if not direct.ways():
        raise Http404


def _on(request: HttpRequest, name: str) -> HttpResponse:
    """The next page of this road, which still knows where it leads."""
    wanted = next_page(request)
    return redirect(reverse(name) + (f"?{urlencode({'next': wanted})}" if wanted else ""))


def _page(request: HttpRequest, name: str, form: Form, **more: object) -> HttpResponse:
    context = {"form": form, "next": next_page(request), **more}
    status = 422 if form.errors else 200
    return render(request, f"accounts/{name}.html", context, status=status)
