"""Finding a procedure, and what it asks for before anyone fills in anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from motcua.catalog.models import (
    Competence,
    Component,
    Domain,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
)
from motcua.catalog.search import Searchable
from motcua.clock import Limit

PER_PAGE = 20
MOST_USED = 8
LONGEST_QUERY = 200
_A_WHILE = 600  # seconds a list of the most used procedures stays true enough
_RECENTLY = timedelta(days=90)


def home(request: HttpRequest) -> HttpResponse:
    most_used = cache.get_or_set("portal:most_used", _most_used, _A_WHILE)
    return render(request, "portal/home.html", {"most_used": most_used})


@gzip_page
def procedures(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    domain = _domain(request.GET.get("linh-vuc", ""))
    matching = published().matching(words).select_related("domain")
    found = matching.filter(domain=domain) if domain else matching
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "portal/procedures.html",
        {
            "section": "procedures",
            "words": words,
            "page": page,
            "domain": domain,
            "domains": _domain_links(words),
            "without_domain": _list_url(words),
        },
    )


def procedure(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Procedure.objects.select_related("domain"), code=code)
    version = current_version(found)
    competences = list(found.competences.in_force().select_related("agency", "division"))
    cases = [Variant.of(case) for case in version.cases.prefetch_related("components")]
    return render(
        request,
        "portal/procedure.html",
        {
            "section": "procedures",
            "procedure": found,
            "version": version,
            "cases": cases,
            "competences": competences,
            "fees": version.fees.order_by("pk"),
            "obstacle": obstacle([variant.case for variant in cases], competences),
        },
    )


@dataclass(frozen=True)
class Variant:
    """A case as its page shows it: how long, and the papers, those always needed first."""

    case: ProcedureCase
    limit: str
    required: list[Component]
    others: list[Component]

    @classmethod
    def of(cls, case: ProcedureCase) -> Variant:
        papers = [c for c in case.components.all() if c.kind != Component.Kind.MADE_BY_SYSTEM]
        return cls(
            case=case,
            limit=limit_in_words(case),
            required=[paper for paper in papers if paper.mandatory],
            others=[paper for paper in papers if not paper.mandatory],
        )


def limit_in_words(case: ProcedureCase) -> str:
    """5 ngày làm việc; empty when no limit is published."""
    return Limit.parse(case.limit).in_words(get_language()[:2]) if case.limit else ""


def published() -> Searchable:
    """The procedures that have a version in force."""
    in_force = ProcedureVersion.objects.in_force().filter(procedure=OuterRef("pk"))
    return Procedure.objects.filter(Exists(in_force))


def current_version(found: Procedure) -> ProcedureVersion:
    """The version in force today; a procedure without one has no page."""
    try:
        return found.current()
    except ProcedureVersion.DoesNotExist as error:
        raise Http404 from error


def obstacle(cases: list[ProcedureCase], competences: list[Competence]) -> str:
    """Why the procedure cannot be filed online now; empty when it can."""
    if not competences:
        return _("Chưa có cơ quan nào được phân công giải quyết thủ tục này trên hệ thống.")
    if not any(case.limit for case in cases):
        return _(
            "Thủ tục chưa công bố thời hạn giải quyết nên hệ thống chưa hẹn được ngày trả kết quả."
        )
    return ""


def _most_used() -> list[tuple[str, str]]:
    """(code, name), by dossiers filed lately."""
    lately = Q(versions__cases__dossiers__submitted_at__gte=timezone.now() - _RECENTLY)
    may_be_filed = Competence.objects.in_force().filter(procedure=OuterRef("pk"))
    found = (
        published()
        .filter(Exists(may_be_filed))
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
    counted = Domain.objects.filter(procedures__in=published()).annotate(n=Count("procedures"))
    return [_DomainLink(domain.name, _list_url(words, domain), domain.n) for domain in counted]


def _list_url(words: str, domain: Domain | None = None) -> str:
    query = {"q": words} if words else {}
    if domain:
        query["linh-vuc"] = str(domain.pk)
    url = reverse("portal:procedures")
    return f"{url}?{urlencode(query)}" if query else url
