"""The consent to a mandate: read in full, then given by code or on signed paper; taken back too."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET

from motcua.dossiers import acts
from motcua.files import service as files
from motcua.files.sending import sent_pdf
from motcua.mandates import codes, consents, ending
from motcua.mandates.models import Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.mandates.wording import actor_name, agreement
from motcua.messages import direct
from motcua.messages.channels import Permanent, Temporary
from motcua.papers import PaperKind
from motcua.papers import render as render_paper
from motcua.papers.application import Application, Block
from motcua.portal.access import account_of
from motcua.portal.forms import PageForm
from motcua.portal.mandate_forms import CodeForm, PaperForm, SendForm
from motcua.portal.throttling import PerAddress

# From one network address: a support point helps many, a guesser asks for more.
ASKED = "60/hour"

log = structlog.get_logger(__name__)


def own_mandate(request: HttpRequest, reference: str) -> Mandate:
    """The mandate by which the account signed in acts; anybody else's does not exist."""
    found = Mandate.objects.with_all().held_by(account_of(request)).filter(reference=reference)
    mandate = found.first()
    if mandate is None or (mandate.helper is not None and not _helps(mandate)):
        raise Http404
    return mandate


def _helps(mandate: Mandate) -> bool:
    helper = mandate.helper
    return helper is None or type(helper).objects.in_force().filter(pk=helper.pk).exists()


@login_required
@never_cache
@sensitive_post_parameters("code")
def consent(request: HttpRequest, reference: str) -> HttpResponse:
    mandate = own_mandate(request, reference)
    if mandate.state != Mandate.State.WAITING:
        return redirect(next_page(mandate))
    asked = request.POST.get("do", "")
    if asked and not PerAddress("consent", ASKED).allow_request(request):
        return render(request, "portal/too_many_codes.html", status=429)
    addresses = [each for each in codes.addresses_of(mandate) if each.way in direct.ways()]
    send = SendForm(request.POST if asked == "send" else None, addresses=addresses)
    code = CodeForm(request.POST if asked == "code" else None)
    paper = PaperForm(
        request.POST if asked == "paper" else None,
        request.FILES if asked == "paper" else None,
        by_law=mandate.is_by_law,
    )
    if _sent(request, mandate, send) or _confirmed(request, mandate, code, paper):
        return redirect(next_page(mandate))
    forms: list[PageForm] = [send, code, paper]
    sent = mandate.codes.first()
    context = {
        "mandate": mandate,
        "agreement": agreement(mandate),
        "send": send if addresses and not mandate.is_by_law else None,
        "code": code if code.is_bound or (sent is not None and sent.is_open) else None,
        "sent": sent,
        "paper": paper,
        "back": _back(mandate),
        "section": "my_dossiers",
        "wrong": any(form.errors for form in forms),
    }
    status = 422 if context["wrong"] else 200
    return render(request, "portal/consent.html", context, status=status)


@sensitive_variables("code")
def _sent(request: HttpRequest, mandate: Mandate, form: SendForm) -> bool:
    """Send a code where that was asked; whether it went out, for the page to be read anew."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        code = codes.ask_code(mandate, form.address, account=account_of(request))
        words = agreement(mandate)
        direct.write_to(
            form.address.way,
            form.address.value,
            _("Mã đồng ý cho %(actor)s nộp hồ sơ thay") % {"actor": actor_name(mandate.account)},
            [
                words.purpose,
                _("Nếu đồng ý, hãy đọc mã này cho người nộp thay: %(code)s") % {"code": code},
                _("Mã có giá trị 10 phút. Không đồng ý thì đừng đưa mã cho ai."),
                *words.paragraphs,
            ],
        )
    except MandateRefused as refused:
        form.refuse(refused)
    except (Temporary, Permanent) as trouble:
        log.warning("consent code not sent", mandate=mandate.reference, why=str(trouble))
        form.add_error("to", _("Chưa gửi được mã. Hãy thử lại, hoặc dùng giấy đồng ý có chữ ký."))
    else:
        messages.success(request, _("Đã gửi mã đến %(to)s.") % {"to": form.address.masked})
        return True
    return False


def _confirmed(request: HttpRequest, mandate: Mandate, code: CodeForm, paper: PaperForm) -> bool:
    """Write the consent down where it was given; whether it was."""
    account, form = account_of(request), code if code.is_bound else paper
    if not form.is_bound or not form.is_valid():
        return False
    try:
        if form is code:
            consents.consent_by_code(mandate, code.cleaned_data["code"], account=account)
        else:
            stored = files.store(paper.cleaned_data["photo"])
            consents.consent_by_paper(mandate, stored, account=account)
    except (MandateRefused, files.UploadRefused) as refused:
        form.add_error("code" if form is code else "photo", str(refused))
        return False
    messages.success(request, _("Đã ghi nhận đồng ý."))
    _tell_the_person(mandate)
    return True


def _tell_the_person(mandate: Mandate) -> None:
    """What they agreed to, and how to take it back; a letter that fails undoes nothing."""
    site_path = reverse("portal:consent_link", args=[ending.withdrawal_link(mandate)])
    said = [
        mandate.consent.purpose,
        _("Rút lại đồng ý bất cứ lúc nào tại: %(address)s") % {"address": _absolute(site_path)},
    ]
    for each in codes.addresses_of(mandate):
        if each.way in direct.ways():
            try:
                direct.write_to(each.way, each.value, _("Bạn đã đồng ý cho nộp hồ sơ thay"), said)
            except (Temporary, Permanent) as trouble:
                log.warning("consent not told", mandate=mandate.reference, why=str(trouble))


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def next_page(mandate: Mandate) -> str:
    """Where a mandate leads now: to its consent, to filing, or back to the list."""
    if mandate.state == Mandate.State.WAITING:
        return reverse("portal:consent", args=[mandate.reference])
    if mandate.helper_id is not None and mandate.procedure is not None:
        begin = reverse("portal:begin", args=[mandate.procedure.code])
        return f"{begin}?cho={mandate.reference}"
    return reverse("portal:mandates")


def _back(mandate: Mandate) -> str:
    return reverse("portal:helping" if mandate.helper_id else "portal:mandates")


@login_required
@require_GET
def consent_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The form to sign, for this mandate alone: its number stands on it."""
    mandate = own_mandate(request, reference)
    words = agreement(mandate)
    lines = [words.purpose, _("Dữ liệu được dùng:")]
    lines += [f"- {each}." for each in words.data_types]
    content = Application(
        heading=_("Phiếu đồng ý cho nộp hồ sơ thay"),
        addressee=_("Cơ quan tiếp nhận và giải quyết hồ sơ"),
        place="",
        issued_at=timezone.now(),
        body=tuple(Block("line", text) for text in [*lines, *words.paragraphs]),
        signer=_("Người đồng ý"),
        signer_name=mandate.full_name,
        sign_hint=_("(Ký hoặc điểm chỉ, ghi rõ họ tên)"),
        room_to_sign=True,
        form_source=_("Số phiếu %(number)s") % {"number": mandate.reference},
    )
    data = render_paper(PaperKind.APPLICATION, content)
    return sent_pdf(data, f"phieu-dong-y-{mandate.reference}.pdf")


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of whoever holds the letter: what was agreed to, and taking it back."""
    mandate = ending.mandate_of_link(token)
    if mandate is None or mandate.given is None:
        raise Http404
    form = PageForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        acts.withdraw_consent_by_link(token)
        messages.success(request, _("Đã rút lại đồng ý."))
        return redirect("portal:consent_link", token)
    return render(request, "portal/consent_link.html", {"mandate": mandate, "form": form})
