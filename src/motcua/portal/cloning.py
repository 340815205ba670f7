"""Nộp hồ sơ tương tự: begin a draft from a dossier of one's own, after seeing what goes along."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.dossiers import acts
from motcua.dossiers.acts import cloning
from motcua.portal.access import account_of, own_dossiers


@login_required
@never_cache
def begin_like(request: HttpRequest, reference: str) -> HttpResponse:
    dossier = get_object_or_404(own_dossiers(request).with_names(), reference=reference)
    try:
        if request.method == "POST":
            draft = cloning.begin_like(dossier, account=account_of(request))
            messages.success(request, _("Đã chép sang hồ sơ mới. Hãy xem lại từng mục rồi nộp."))
            return redirect("portal:review", draft.pk)
        papers = cloning.carried(dossier, cloning.case_for_copy(dossier))
    except acts.Refused as refused:
        messages.warning(request, str(refused))
        return redirect("portal:dossier", reference)
    context = {
        "section": "my_dossiers",
        "dossier": dossier,
        "kept": [each for each in papers if each.component],
        "left": [each for each in papers if not each.component],
    }
    return render(request, "portal/begin_like.html", context)
