"""A link somebody else made: who made it, for which procedure, and a draft begun from it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from motcua.dossiers import acts, prefill_links
from motcua.portal.access import account_of
from motcua.portal.forms import PageForm


@never_cache
@sensitive_variables("token")
@login_required
def prefill_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the link is for; pressing on begins the draft. Looking begins nothing."""
    form = PageForm(request.POST if request.method == "POST" else None)
    form.full_clean()
    link = None
    try:
        link = prefill_links.find_link(token)
        if form.is_bound:
            draft = acts.begin_from_link(token, account=account_of(request))
            return redirect("portal:resume", draft.pk)
    except (acts.Refused, prefill_links.NotPrefilled) as refused:
        return _refused(request, str(refused))
    context = {"link": link, "form": form, "section": "my_dossiers"}
    return render(request, "portal/prefill_link.html", context)


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    context = {"why": why, "section": "my_dossiers"}
    return render(request, "portal/prefill_refused.html", context, status=422)
