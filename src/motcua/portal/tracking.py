"""Following a dossier by its code: the code alone shows progress, with the secret everything."""

from __future__ import annotations

import logging
from secrets import compare_digest
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua.codes import MalformedCode, normalise_reference, normalise_secret, parse_dossier_code
from motcua.dossiers import progress
from motcua.dossiers.models import Dossier, State
from motcua.dossiers.queries import DossierSet
from motcua.portal.access import open_with_secret
from motcua.portal.forms import TrackForm
from motcua.portal.mine import shown_steps
from motcua.portal.throttling import PerAddress

# Codes can be guessed, so walking through them must be slow; a secret has 39 bits.
LOOK_UPS = "60/min"
SECRETS = "10/hour"

log = logging.getLogger(__name__)


@never_cache
@sensitive_post_parameters("secret")
def track(request: HttpRequest) -> HttpResponse:
    """A code comes by address or form; a secret by form alone, so that no log ever holds one."""
    asked = request.method == "POST" or "ma" in request.GET
    if asked and not PerAddress("look_up", LOOK_UPS).allow_request(request):
        return _too_many(request)
    if request.method == "POST":
        return _opened(request, TrackForm(request.POST))
    if "ma" not in request.GET:
        return _page(request, TrackForm())
    form = TrackForm({"code": request.GET["ma"]})
    found = _find(form) if form.is_valid() else None
    return _page(request, form, progress.of(found) if found else None)


def _opened(request: HttpRequest, form: TrackForm) -> HttpResponse:
    found = _find(form) if form.is_valid() else None
    if found is None:
        return _page(request, form)
    secret = form.cleaned_data["secret"]
    if not secret:
        query = urlencode({"ma": str(found)})
        return redirect(f"{reverse('portal:track')}?{query}")
    if not PerAddress("secret", SECRETS).allow_request(request):
        return _too_many(request)
    if not _is_secret_of(found, secret):
        log.warning("Wrong secret given for dossier %s.", found.reference)
        form.add_error(
            "secret", _("Mã bí mật không khớp với hồ sơ. Hãy xem lại 8 ký tự trên giấy tiếp nhận.")
        )
        return _page(request, form)
    open_with_secret(request, found)
    return redirect("portal:dossier", found.reference)


def _find(form: TrackForm) -> Dossier | None:
    """The dossier of the code or reference typed; without one the form says why."""
    typed = form.cleaned_data["code"]
    try:
        wanted = _as_written(typed)
    except MalformedCode:
        form.add_error(
            "code",
            _(
                "Mã này chưa đủ hoặc chưa đúng. Mã hồ sơ gồm mã cơ quan, ngày tiếp nhận và số thứ "
                "tự, ví dụ H24.31.17-261120-0001."
            ),
        )
        return None
    found = _narrow().filter(**wanted).first()
    if found is None:
        form.add_error(
            "code",
            _("Không có hồ sơ nào mang mã này. Hãy so lại từng chữ, số với giấy tiếp nhận."),
        )
    return found


def _narrow() -> DossierSet:
    """Dossiers with what a look-up needs and no more: it is the page most often asked for."""
    return Dossier.objects.select_related(
        "case__version__procedure", "agency", "road__process"
    ).only(
        "reference",
        "code",
        "secret",
        "state",
        "received_at",
        "appointment_at",
        "finished_at",
        "returned_at",
        "case__version__procedure__name",
        "agency__name",
        "road__position",
        "road__process__number",
    )


def _as_written(typed: str) -> dict[str, object]:
    """Where to look: a reference of twelve characters, or else a code in any known order."""
    try:
        return {"reference": normalise_reference(typed)}
    except MalformedCode:
        code = parse_dossier_code(typed)
        return {"code__in": {str(code), code.canonical}}


def _is_secret_of(dossier: Dossier, typed: str) -> bool:
    try:
        return compare_digest(normalise_secret(typed), dossier.secret)
    except MalformedCode:
        return False


def _page(
    request: HttpRequest, form: TrackForm, found: progress.Progress | None = None
) -> HttpResponse:
    context = {
        "section": "track",
        "form": form,
        "progress": found,
        "states": State,
        "steps": shown_steps(found.stages) if found else [],
    }
    return render(request, "portal/track.html", context, status=422 if form.errors else 200)


def _too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/too_many.html", {"section": "track"}, status=429)
