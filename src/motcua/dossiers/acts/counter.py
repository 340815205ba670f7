"""At the counter: file and receive at once, one dossier or several, in person or by post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.dossiers import journal
from motcua.dossiers.acts.base import Refused
from motcua.dossiers.acts.filing import Filing, check_components, not_filed, register
from motcua.dossiers.acts.reception import receive
from motcua.dossiers.acts.supplement import request_supplement
from motcua.dossiers.models import Channel, Dossier, Event, Visit
from motcua.organization.models import Unit
from motcua.people.models import Account

# A hand-over record older than this was not brought in with today's post.
OLDEST_HAND_OVER = timedelta(days=7)


@dataclass(frozen=True)
class PostalRecord:
    """Biên bản giao nhận: signing it is the moment of filing (QĐ 45/2016 Art. 7.4)."""

    carrier: str
    number: str
    signed_at: datetime


def receive_at_counter(
    filing: Filing, *, account: Account, key: str, post: PostalRecord | None = None
) -> Dossier:
    """Tiếp nhận: file and receive in one transaction, by a clerk of a one-stop unit.

    Any one-stop receives for every agency of the province (NĐ 118/2025 Art. 14). post: the
    hand-over record of a dossier that came by post. key: the form's own key; the same form sent
    twice gives the same dossier. Raises Refused with what is missing: a receipt is given for a
    complete dossier alone.
    """
    with transaction.atomic():
        already = _begin(account, key)
        if already is not None:
            return already
        check_components(filing)
        dossier = _take(filing, account, key, post)
        return receive(dossier, account=account)


def receive_visit(filings: Sequence[Filing], *, account: Account, key: str) -> list[Dossier]:
    """Several dossiers in one visit, or the list of a group: all are received, or none.

    Each keeps a code, a receipt and a clock of its own. Raises Refused, saying which one.
    """
    if not filings:
        raise not_filed(_("Chưa có hồ sơ nào."), _("Hãy thêm ít nhất một hồ sơ."))
    with transaction.atomic():
        one_stop = _clerk(account)
        visit, made = Visit.objects.get_or_create(
            received_by=account.officer,
            key=key,
            defaults={"one_stop": one_stop, "at": timezone.now()},
        )
        if not made:
            return list(visit.dossiers.order_by("pk"))
        return [
            _of_visit(visit, order, filing, account)
            for order, filing in enumerate(filings, start=1)
        ]


def _of_visit(visit: Visit, order: int, filing: Filing, account: Account) -> Dossier:
    try:
        check_components(filing)
        dossier = _take(filing, account, f"{visit.key}/{order}")
        Dossier.objects.filter(pk=dossier.pk).update(visit=visit)
        return receive(dossier, account=account)
    except Refused as refusal:
        which = _("Hồ sơ thứ %(order)s: %(why)s") % {"order": order, "why": refusal.why}
        raise Refused(refusal.what, which, refusal.todo) from refusal


def give_back_at_counter(
    filing: Filing, *, account: Account, key: str, items: str, reason: str
) -> Dossier:
    """Trả lại để hoàn thiện trước khi tiếp nhận: nothing is received, Mẫu 02 says all that lacks.

    The dossier waits without a code; once complete it is received like any other.
    """
    with transaction.atomic():
        already = _begin(account, key)
        if already is not None:
            return already
        dossier = _take(filing, account, key)
        return request_supplement(dossier, account=account, items=items, reason=reason)


def _begin(account: Account, key: str) -> Dossier | None:
    """One counter, one form at a time: the same form sent twice at once waits here."""
    _clerk(account)
    already = Event.objects.filter(act="file_at_counter", key=key, actor=account).first()
    return already.dossier if already else None


def _clerk(account: Account) -> Unit:
    Account.objects.select_for_update().get(pk=account.pk)
    return _desk_of(account)


def _take(filing: Filing, account: Account, key: str, post: PostalRecord | None = None) -> Dossier:
    now = timezone.now()
    if post is not None and not now - OLDEST_HAND_OVER <= post.signed_at <= now:
        raise not_filed(
            _("Thời điểm trên biên bản giao nhận không hợp lệ."),
            _("Hãy ghi đúng thời điểm đã ký biên bản, trong vòng 7 ngày và không sau lúc này."),
        )
    dossier = register(
        filing,
        Channel.POST if post else Channel.COUNTER,
        post.signed_at if post else now,
        one_stop=_desk_of(account),
    )
    said = {}
    if post:
        signed_at = timezone.localtime(post.signed_at).isoformat()
        said = {"carrier": post.carrier, "record": post.number, "signed_at": signed_at}
    journal.append("file_at_counter", dossier, account, said, now, key)
    return dossier


def _desk_of(account: Account) -> Unit:
    """The clerk's one-stop; any receives for the whole province (NĐ 118/2025 Art. 14)."""
    for post in account.desks:
        if post.unit.kind == Unit.Kind.ONE_STOP:
            return post.unit
    raise not_filed(
        _("Tài khoản này không phải công chức một cửa."),
        _("Hãy đăng nhập bằng tài khoản của Bộ phận Một cửa."),
    )
