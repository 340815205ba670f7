"""Finding a procedure, and what it asks for before anyone fills in anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from motcua.catalog import service as catalog
from motcua.catalog.models import (
    CaseChannel,
    Component,
    Domain,
    Fee,
    Procedure,
    ProcedureCase,
    ProcedureStatus,
    ProcedureVersion,
)
from motcua.catalog.wording import (
    amount_in_words,
    channel_in_words,
    exemption_in_words,
    limit_in_words,
    validity_in_words,
)
from motcua.feedback import ratings

PER_PAGE = 20
MOST_USED = 8
LONGEST_QUERY = 200
_A_WHILE = 600  # seconds a list of the most used procedures stays true enough
_RECENTLY = timedelta(days=90)


def home(request: HttpRequest) -> HttpResponse:
    most_used = cache.get_or_set("portal:most_used", _most_used, _A_WHILE)
    events = catalog.life_events(get_language() or "")
    return render(request, "portal/home.html", {"most_used": most_used, "events": events})


@gzip_page
def procedures(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    domain = _domain(request.GET.get("linh-vuc", ""))
    matching = catalog.published().matching(words).select_related("domain")
    found = matching.filter(domain=domain) if domain else matching
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    suspended = ProcedureStatus.objects.in_force().filter(procedure__in=list(page))
    return render(
        request,
        "portal/procedures.html",
        {
            "section": "procedures",
            "words": words,
            "events": catalog.life_events_for(words, get_language() or "") if words else [],
            "page": page,
            "suspended": set(suspended.values_list("procedure_id", flat=True)),
            "domain": domain,
            "domains": _domain_links(words),
            "without_domain": _list_url(words),
        },
    )


def procedure(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Procedure.objects.select_related("domain"), code=code)
    version = current_version(found)
    deciders = catalog.deciders(found)
    cases = [Variant.of(case) for case in version.cases.prefetch_related("components")]
    return render(
        request,
        "portal/procedure.html",
        {
            "section": "procedures",
            "procedure": found,
            "version": version,
            "cases": cases,
            "competences": deciders,
            "receivers": catalog.receivers(found),
            "fees": [FeeLine.of(fee) for fee in version.fees.select_related("case")],
            "results": [
                (each["name"], validity_in_words(each.get("validity", "")))
                for each in version.results
            ],
            "closed": catalog.closed_because(found),
            "obstacle": obstacle(version, [variant.case for variant in cases], deciders),
            "satisfaction": _satisfaction(found),
        },
    )


def _satisfaction(found: Procedure) -> ratings.Totals | None:
    """What those who used it think of it, counted now and then."""
    kept = cache.get_or_set(
        f"portal:satisfaction:{found.pk}", lambda: (ratings.totals_of(found),), _A_WHILE
    )
    return kept[0] if kept else None


@dataclass(frozen=True)
class Variant:
    """A case as its page shows it: how long, and the papers, those always needed first."""

    case: ProcedureCase
    limit: str
    # (channel, limit) where a channel has a limit of its own.
    other_limits: list[tuple[str, str]]
    required: list[Component]
    others: list[Component]

    @classmethod
    def of(cls, case: ProcedureCase) -> Variant:
        papers = [c for c in case.components.all() if c.kind != Component.Kind.MADE_BY_SYSTEM]
        return cls(
            case=case,
            limit=limit_in_words(case.limit),
            other_limits=[
                (str(channel.label), limit_in_words(case.limit_for(channel)))
                for channel in CaseChannel
                if case.takes(channel) and case.limit_for(channel) != case.limit
            ],
            required=[paper for paper in papers if paper.mandatory],
            others=[paper for paper in papers if not paper.mandatory],
        )


@dataclass(frozen=True)
class FeeLine:
    """A fee as its page shows it; `hints` say for which case and channel, and who pays less."""

    name: str
    amount: str
    hints: list[str]

    @classmethod
    def of(cls, fee: Fee) -> FeeLine:
        channel = channel_in_words(fee.channel)
        hints = [
            fee.case.name if fee.case else "",
            channel and _("nộp %(channel)s") % {"channel": channel.lower()},
            *(capfirst(exemption_in_words(each)) for each in fee.exemptions),
            fee.note,
        ]
        return cls(fee.name, amount_in_words(fee), [hint for hint in hints if hint])


def current_version(found: Procedure) -> ProcedureVersion:
    """The version in force today, one on trial at counters when there is no other.

    A procedure without any has no page.
    """
    try:
        return found.current()
    except ProcedureVersion.DoesNotExist as error:
        tried = found.on_trial()
        if tried is None:
            raise Http404 from error
        return tried


def obstacle(
    version: ProcedureVersion, cases: list[ProcedureCase], deciders: list[catalog.Decider]
) -> str:
    """Why a procedure that takes dossiers cannot be filed online now; empty when it can."""
    if version.trial:
        return _("Thủ tục đang thử nghiệm, chỉ nhận trực tiếp tại Bộ phận Một cửa.")
    if not any(case.takes(CaseChannel.ONLINE) for case in cases):
        return _("Thủ tục không nhận hồ sơ trực tuyến.")
    if not deciders:
        return _("Chưa có cơ quan nào được phân công giải quyết thủ tục này trên hệ thống.")
    if not any(case.limit for case in cases):
        return _(
            "Thủ tục chưa công bố thời hạn giải quyết nên hệ thống chưa hẹn được ngày trả kết quả."
        )
    return ""


def _most_used() -> list[tuple[str, str]]:
    """(code, name), by dossiers filed lately."""
    lately = Q(versions__cases__dossiers__submitted_at__gte=timezone.now() - _RECENTLY)
    found = (
        catalog.receivable()
        .filter(catalog.decided())
        .annotate(filed=Count("versions__cases__dossiers", filter=lately))
        .order_by("-filed", "pk")
    )
    return list(found.values_list("code", "name")[:MOST_USED])


def _domain(text: str) -> Domain | None:
    wanted = text.isascii() and text.isdecimal() and len(text) < 10
    return Domain.objects.filter(pk=int(text)).first() if wanted else None


@dataclass(frozen=True)
class _DomainLink:
    name: str
    url: str
    count: int


def _domain_links(words: str) -> list[_DomainLink]:
    counted = Domain.objects.filter(procedures__in=catalog.published()).annotate(
        n=Count("procedures")
    )
    return [_DomainLink(domain.name, _list_url(words, domain), domain.n) for domain in counted]


def _list_url(words: str, domain: Domain | None = None) -> str:
    query = {"q": words} if words else {}
    if domain:
        query["linh-vuc"] = str(domain.pk)
    url = reverse("portal:procedures")
    return f"{url}?{urlencode(query)}" if query else url
