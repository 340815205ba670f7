"""Pages in the language the client asks for (`ui_locales` of OpenID Connect), else Vietnamese."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


def asked_for(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware."""

    def answered(request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("ui_locales", "").split(" ")[0]
        with translation.override("en" if wanted == "en" else "vi"):
            return view(request)

    return answered
