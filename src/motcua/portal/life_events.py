"""The pages of life events: what happened to you, and what it takes, in order."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from motcua.catalog import service as catalog


def listed(request: HttpRequest) -> HttpResponse:
    context = {"section": "procedures", "events": catalog.life_events(get_language() or "")}
    return render(request, "portal/life_events.html", context)


def shown(request: HttpRequest, slug: str) -> HttpResponse:
    language = get_language() or ""
    event = catalog.find_life_event(slug, language)
    if event is None:
        raise Http404
    others = [each for each in catalog.life_events(language) if each is not event]
    context = {
        "section": "procedures",
        "event": event,
        "steps": event.procedures(),
        "others": others,
    }
    return render(request, "portal/life_event.html", context)
