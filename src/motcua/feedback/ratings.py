"""Đánh giá mức độ hài lòng: once for each dossier, after its result; shown in totals alone.

Contents by NĐ 61/2018 Art. 31, three levels by TT 32/2017 Art. 12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalog.models import Procedure
from motcua.dossiers import journal
from motcua.dossiers.acts import Refused
from motcua.dossiers.acts.passing_time import system_account
from motcua.dossiers.models import Channel, Dossier, Event, State
from motcua.feedback.models import Level, RatedContent, Rating
from motcua.feedback.rights import agencies_of
from motcua.people.models import Account

Content = RatedContent.Content
LONGEST_COMMENT = 2000
# Below it a total might tell who said what.
SHOWN_FROM = 5
# How long after the return somebody is still asked; whoever wants to may rate later.
INVITED_FOR = timedelta(days=30)


def contents_of(dossier: Dossier) -> list[Content]:
    """What may be rated of a dossier; the online service only where it was used."""
    online = dossier.channel == Channel.ONLINE
    return [each for each in Content if each != Content.ONLINE or online]


def may_rate(dossier: Dossier) -> bool:
    """Whether its result is there and nobody has rated it; who asks is for the page to know."""
    return _has_result(dossier) and not Rating.objects.filter(dossier=dossier).exists()


def rate(
    dossier: Dossier, *, overall: int, contents: Mapping[str, int], comment: str = ""
) -> Rating:
    """Keep the one rating of a dossier; `contents` are levels by content. Raises Refused."""
    comment = comment.strip()
    allowed = set(contents_of(dossier))
    if not set(contents) <= allowed or not {overall, *contents.values()} <= set(Level.values):
        raise ValueError("No such content or level.")
    with transaction.atomic():
        locked = Dossier.objects.locked(dossier.pk)
        _check(locked, comment)
        rating = Rating.objects.create(
            dossier=locked,
            procedure_id=locked.case.version.procedure_id,
            agency_id=locked.agency_id,
            at=timezone.now(),
            overall=overall,
            comment=comment,
        )
        RatedContent.objects.bulk_create(
            RatedContent(rating=rating, content=content, level=level)
            for content, level in contents.items()
        )
        return rating


def _check(dossier: Dossier, comment: str) -> None:
    what = _("Chưa ghi được đánh giá.")
    if not _has_result(dossier):
        raise Refused(
            what,
            _("Hồ sơ chưa có kết quả."),
            _("Hãy đánh giá sau khi nhận kết quả; lúc này có thể gửi phản ánh, kiến nghị."),
        )
    if Rating.objects.filter(dossier=dossier).exists():
        raise Refused(
            what,
            _("Hồ sơ này đã được đánh giá; mỗi hồ sơ đánh giá một lần."),
            _("Hãy gửi phản ánh, kiến nghị nếu có điều muốn nói thêm."),
        )
    if len(comment) > LONGEST_COMMENT:
        raise Refused(
            what,
            _("Ý kiến dài quá %(most)s ký tự.") % {"most": LONGEST_COMMENT},
            _("Hãy viết gọn lại."),
        )


def _has_result(dossier: Dossier) -> bool:
    return dossier.state in (State.FINISHED, State.RETURNED)


@dataclass(frozen=True)
class Share:
    """Of those who rated something, how many did and what part was satisfied, in percent."""

    name: str
    count: int
    satisfied: int


@dataclass(frozen=True)
class Totals:
    """The ratings of one procedure, with nobody in them."""

    overall: Share
    contents: list[Share]


def totals_of(procedure: Procedure) -> Totals | None:
    """What all ratings of a procedure come to; none while too few were given."""
    satisfied = Count("pk", filter=Q(overall__gte=Level.SATISFIED))
    counted = Rating.objects.filter(procedure=procedure).aggregate(n=Count("pk"), good=satisfied)
    if counted["n"] < SHOWN_FROM:
        return None
    rows = (
        RatedContent.objects.filter(rating__procedure=procedure)
        .values("content")
        .annotate(n=Count("pk"), good=Count("pk", filter=Q(level__gte=Level.SATISFIED)))
        .filter(n__gte=SHOWN_FROM)
    )
    found = {row["content"]: row for row in rows}
    contents = [
        _share(str(each.label), found[each]["n"], found[each]["good"])
        for each in Content
        if each in found
    ]
    return Totals(_share(_("Hài lòng chung"), counted["n"], counted["good"]), contents)


def _share(name: str, count: int, good: int) -> Share:
    percent = (Decimal(100 * good) / count).quantize(Decimal(1), ROUND_HALF_UP)
    return Share(name, count, int(percent))


@dataclass(frozen=True)
class Heard:
    """A comment as an agency reads it: of which procedure, in which month, how satisfied."""

    procedure: str
    at: datetime
    level: str
    comment: str


def comments_for(account: Account) -> QuerySet[Rating]:
    """Ratings with a comment of the agencies whose feedback the account handles, latest first.

    Of an agency with too few ratings none: one of few might tell who wrote it.
    """
    own = Rating.objects.filter(agency__in=agencies_of(account))
    enough = own.values("agency").annotate(n=Count("pk")).filter(n__gte=SHOWN_FROM)
    heard = own.filter(agency__in=enough.values("agency")).exclude(comment="")
    return heard.select_related("procedure").order_by("-at")


def heard(rating: Rating) -> Heard:
    """What is shown of a comment; neither dossier nor day."""
    level = Level(rating.overall).label
    return Heard(rating.procedure.name, rating.at, str(level), rating.comment)


def invite_ratings(now: datetime | None = None) -> int:
    """Ask who filed, once, to rate what was returned some days ago; how many were asked."""
    now = now or timezone.now()
    until = now - timedelta(days=settings.RATING_INVITED_AFTER_DAYS)
    # By moments first: events lie on disk in their order, dossiers do not.
    returned = Event.objects.filter(
        act="return_result", at__gte=now - INVITED_FOR, at__lte=until
    ).values("dossier")
    waiting = Dossier.objects.filter(
        pk__in=returned, state=State.RETURNED, returned_at__lte=until, rating=None
    ).exclude(events__act="invite_rating")
    numbers = list(waiting.values_list("pk", flat=True))
    return sum(_invite(pk) for pk in numbers)


def _invite(pk: int) -> bool:
    with transaction.atomic():
        dossier = Dossier.objects.locked(pk)
        if not may_rate(dossier) or dossier.events.filter(act="invite_rating").exists():
            return False
        event = journal.append(
            "invite_rating", dossier, system_account(), {}, timezone.now(), key="invite_rating"
        )
        journal.owe(event)
        return True
