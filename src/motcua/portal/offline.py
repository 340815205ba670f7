"""A page that goes on working when the line is down: what the browser installs and may keep.

The service worker (assets/js/service-worker.js) keeps the pages of one's own open drafts and
nothing else of anybody's. A page may be kept when it carries the key of its account
(`offline_key`), which it does only for citizens signed in, on a machine nobody has declared shared.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.dossiers.models import Draft
from motcua.face.offline import SHARED_MACHINE, is_shared_machine
from motcua.portal.drafts import on_draft
from motcua.portal.steps import steps_of, url_of

# What every kept page loads.
SHELL = ("dist/site.css", "dist/site.js", "dist/offline.js", "dist/favicon.svg")
_YEARS = 5 * 365 * 24 * 3600


@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker of the whole site, told which build it belongs to."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone shows of the site when it is installed."""
    icons = [
        {"src": static("dist/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("dist/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {
            "src": static("dist/icon-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "any maskable",
        },
    ]
    content = {
        "name": _("Một Cửa: dịch vụ công trực tuyến"),
        "short_name": _("Một Cửa"),
        "start_url": "/ho-so-cua-toi/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#931b20",
        "icons": icons,
    }
    answer = JsonResponse(content, content_type="application/manifest+json")
    answer["Cache-Control"] = "max-age=86400"
    return answer


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown in place of a page that is not kept; the script lists the drafts that are."""
    return render(request, "portal/offline.html")


@never_cache
def this_machine(request: HttpRequest) -> HttpResponse:
    """Whether drafts may be kept on this machine: not on one that others use too."""
    if request.method == "POST":
        answer = redirect("portal:this_machine")
        if request.POST.get("shared"):
            answer.set_cookie(
                SHARED_MACHINE,
                "1",
                max_age=_YEARS,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        else:
            answer.delete_cookie(SHARED_MACHINE, samesite="Lax")
        return answer
    return render(request, "portal/this_machine.html", {"shared": is_shared_machine(request)})


@never_cache
@on_draft
@require_GET
def draft_pages(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The addresses of the draft's pages in order, the one that submits last."""
    name = draft.case.version.procedure.name
    return JsonResponse({"name": name, "pages": [url_of(step, draft) for step in steps_of(draft)]})


@cache
def _worker() -> str:
    files = [static(name) for name in SHELL]
    script = _built("dist/service-worker.js")
    build = hashlib.sha256(script.encode())
    for name, address in zip(SHELL, files, strict=True):
        build.update(f"{address}\n{_built(name)}".encode())
    told = json.dumps({"build": build.hexdigest()[:16], "shell": files})
    return f"self.MOTCUA = {told};\n{script}"


def _built(name: str) -> str:
    path = finders.find(name)
    assert isinstance(path, str), f"{name} is not built"  # noqa: S101 `make assets` comes first
    with open(path, encoding="utf-8") as file:
        return file.read()
