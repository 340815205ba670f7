"""Reception at the counter: the procedure, then everything about the dossier on one page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalog import service as catalog
from motcua.catalog.models import CaseChannel, Procedure, ProcedureCase, ProcedureVersion
from motcua.catalog.search import Searchable, plain
from motcua.clock import Limit
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.files.service import UploadRefused
from motcua.forms.id_card import IdCard
from motcua.office import visit
from motcua.office.access import OfficerRequest, officers_only
from motcua.office.counter import CardForm, CounterForm
from motcua.organization.models import Agency, Unit

MOST_SHOWN = 12
LONGEST_QUERY = 200
_LATELY = dt.timedelta(days=90)
_A_WHILE = 600  # seconds the list of usual procedures stays true enough


@dataclass(frozen=True)
class Choice:
    """A procedure in the list, with what tells it from its like."""

    code: str
    name: str
    domain: str
    limit: str


@officers_only
def choose_procedure(request: OfficerRequest) -> HttpResponse:
    """Without words, what this one-stop receives most often."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    context = {
        "section": "reception",
        "one_stop": _own_one_stop(request),
        "words": words,
        "entered": visit.entered(request),
        "visit_key": visit.key_of(request),
        "choices": _choices(_like(words) if words else _usual(request)),
    }
    return render(request, "office/choose_procedure.html", context)


@officers_only
def receive(request: OfficerRequest, code: str) -> HttpResponse:
    """Three things arrive here: the empty page, a scanned card, the whole dossier."""
    cases = _cases(code)
    case = _chosen_case(request, cases)
    agencies = _agencies(case)
    if request.method == "POST" and "card" in request.POST:
        return _fill_from_card(request, case, agencies)
    if request.method != "POST":
        known = {"agency": _likely_agency(request, agencies), **_same_person(request)}
        form = CounterForm(case=case, agencies=agencies, visit=visit.key_of(request), initial=known)
        return _page(request, case, form)
    done = visit.already(request, request.POST.get("visit", ""))
    if done is not None:
        return redirect("office:visit", done.pk)
    form = CounterForm(request.POST, request.FILES, case=case, agencies=agencies)
    if form.is_valid():
        try:
            with transaction.atomic():
                return _take(request, form)
        except (acts.Refused, UploadRefused) as refusal:
            form.add_error(None, str(refusal))
    return _page(request, case, form)


def _take(request: OfficerRequest, form: CounterForm) -> HttpResponse:
    """Give back, keep for the rest of the visit, receive with it, or receive this one alone."""
    given, filing = form.cleaned_data, form.filing()
    account, key = request.user, str(given["key"])
    if form.gives_back:
        told = {"items": given["items"], "reason": given["reason"]}
        dossier = acts.give_back_at_counter(filing, account=account, key=key, **told)
        return _after(request, dossier, _("Đã trả lại hồ sơ để hoàn thiện."))
    if form.is_first_of_several:
        visit.add(request, filing)
        messages.info(request, _("Đã giữ hồ sơ. Chọn thủ tục của hồ sơ tiếp theo."))
        return redirect("office:reception")
    if given["visit"]:
        return visit.receive(request, [filing])
    dossier = acts.receive_at_counter(filing, account=account, key=key, post=form.post())
    return _after(request, dossier, _("Đã tiếp nhận hồ sơ %(dossier)s.") % {"dossier": dossier})


def _same_person(request: OfficerRequest) -> dict[str, Any]:
    """The applicant entered before in the same visit."""
    known = visit.applicant(request)
    born = known.get("birth_date")
    return known | {"birth_date": dt.date.fromisoformat(born) if born else None} if known else {}


def _after(request: OfficerRequest, dossier: Dossier, said: str) -> HttpResponse:
    """To the dossier, the paper just issued in the viewer, ready to print."""
    messages.success(request, said)
    page = redirect("office:dossier", dossier.reference)
    receipt = dossier.papers.latest("pk")
    page["Location"] += f"?giay={receipt.pk}"
    return page


def _fill_from_card(
    request: OfficerRequest, case: ProcedureCase, agencies: list[Agency]
) -> HttpResponse:
    card_form = CardForm(request.POST)
    initial: dict[str, Any] = {"agency": _likely_agency(request, agencies)}
    if card_form.is_valid():
        initial |= _from_card(card_form.cleaned_data["card"])
        card_form = CardForm()
    form = CounterForm(case=case, agencies=agencies, visit=visit.key_of(request), initial=initial)
    if "full_name" in initial:
        form.fields["phone"].widget.attrs["autofocus"] = True
    return _page(request, case, form, card_form)


def _from_card(card: IdCard) -> dict[str, Any]:
    return {
        "identity_number": card.identity_number,
        "full_name": card.full_name,
        "birth_date": card.birth_date,
        "address": card.address,
    }


def _page(
    request: OfficerRequest,
    case: ProcedureCase,
    form: CounterForm,
    card_form: CardForm | None = None,
) -> HttpResponse:
    card_form = card_form or CardForm()
    if request.method == "GET" or card_form.errors:
        card_form.fields["card"].widget.attrs["autofocus"] = True
    context = {
        "section": "reception",
        "one_stop": _own_one_stop(request),
        "case": case,
        "cases": catalog.cases_for(case.version.procedure, CaseChannel.COUNTER),
        "procedure": case.version.procedure,
        "limit": _limit(case),
        "form": form,
        "entered": visit.entered(request),
        "card_form": card_form,
    }
    wrong = form.errors or card_form.errors
    return render(request, "office/counter.html", context, status=422 if wrong else 200)


def _own_one_stop(request: OfficerRequest) -> Unit | None:
    units = (post.unit for post in request.user.desks)
    return next((unit for unit in units if unit.kind == Unit.Kind.ONE_STOP), None)


def _cases(code: str) -> list[ProcedureCase]:
    """The variants that can be received: those with a published time limit."""
    procedure = get_object_or_404(Procedure, code=code)
    cases = catalog.cases_for(procedure, CaseChannel.COUNTER)
    found = list(cases.select_related("version__procedure__domain"))
    if not found:
        raise Http404
    return found


def _chosen_case(request: OfficerRequest, cases: list[ProcedureCase]) -> ProcedureCase:
    wanted = request.GET.get("truong-hop", "")
    return next((case for case in cases if str(case.pk) == wanted), cases[0])


def _agencies(case: ProcedureCase) -> list[Agency]:
    agencies = [each.agency for each in catalog.deciders(case.version.procedure)]
    if not agencies:
        raise Http404
    return agencies


def _likely_agency(request: OfficerRequest, agencies: list[Agency]) -> int | None:
    """The only one; else the clerk's own; else the one this one-stop receives for."""
    one_stops = {post.unit_id for post in request.user.desks}
    own = {post.unit.agency_id for post in request.user.desks}
    likely = [
        *(agencies if len(agencies) == 1 else ()),
        *(agency for agency in agencies if agency.pk in own),
        *(agency for agency in agencies if agency.one_stop_id in one_stops),
    ]
    return likely[0].pk if likely else None


def _receivable() -> Searchable:
    """Procedures in force, with a published limit, that some agency decides."""
    versions = ProcedureVersion.objects.in_force().filter(procedure=OuterRef("pk"))
    timed = versions.filter(cases__limit__gt="")
    return catalog.receivable().filter(Exists(timed), catalog.decided())


def _like(words: str) -> list[str]:
    """Codes of procedures by the first letters of their words (`ks`: khai sinh), then by words."""
    letters = plain(words)
    found: list[str] = []
    if re.fullmatch(r"[a-z]{2,8}", letters):
        initials = r"\m" + r"[^ ]* ".join(letters)
        by_initials = _receivable().filter(search_text__regex=initials).order_by("name")
        found += by_initials.values_list("code", flat=True)[:MOST_SHOWN]
    by_words = _receivable().matching(words).values_list("code", flat=True)[:MOST_SHOWN]
    found += [code for code in by_words if code not in found]
    return found[:MOST_SHOWN]


def _usual(request: OfficerRequest) -> list[str]:
    """Codes of the procedures this one-stop received most often of late."""
    one_stop = _own_one_stop(request)

    def count() -> list[str]:
        lately = Q(
            versions__cases__dossiers__one_stop=one_stop,
            versions__cases__dossiers__submitted_at__gte=timezone.now() - _LATELY,
        )
        counted = _receivable().annotate(received=Count("versions__cases__dossiers", filter=lately))
        often = counted.filter(catalog.decided_near(one_stop)).order_by("-received", "name")
        return list(often.values_list("code", flat=True)[:MOST_SHOWN])

    key = f"office:usual:{one_stop.pk if one_stop else 0}"
    return list(cache.get_or_set(key, count, _A_WHILE) or ())


def _choices(codes: Iterable[str]) -> list[Choice]:
    wanted = list(codes)
    cases = ProcedureCase.objects.filter(
        version__procedure__code__in=wanted,
        version__in=ProcedureVersion.objects.in_force(),
        limit__gt="",
    ).select_related("version__procedure__domain")
    by_code = {case.version.procedure.code: case for case in cases.order_by("-pk")}
    return [
        Choice(code, procedure.name, procedure.domain.name, _limit(by_code[code]))
        for code in wanted
        if (procedure := by_code[code].version.procedure)
    ]


def _limit(case: ProcedureCase) -> str:
    return Limit.parse(case.limit).in_words((get_language() or "vi")[:2])
