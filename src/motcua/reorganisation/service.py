"""The door of reorganisation: look at what a plan would do, do it, undo it."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua import history
from motcua.dossiers import journal
from motcua.dossiers.models import Dossier, Event
from motcua.organization.models import Agency
from motcua.people.models import Account
from motcua.reorganisation import ledger, rights, routing, staff, tree
from motcua.reorganisation.models import DossierMove, Reorganisation
from motcua.reorganisation.plan import Plan
from motcua.reorganisation.report import Report
from motcua.reorganisation.work import Work

APPLIED, UNDONE = "reorganise", "undo_reorganisation"
# Filing begins by locking the draft or the clerk's account, every other act the dossier: with
# these three tables taken no act runs, and the next one sees the new tree.
_STOP_ALL_ACTS = "LOCK TABLE dossiers_draft, people_account, dossiers_dossier IN EXCLUSIVE MODE"


class NotDone(Exception):
    """A plan is not applied, or not undone: why, and what to do, line by line, in Vietnamese."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def preview(plan: Plan) -> Report:
    """What the plan would do, worked out in full and thrown away: nothing is changed.

    It is done for real in a transaction that is rolled back, so that what is applied later
    cannot differ from what was seen, unless dossiers moved on in between.
    """
    with transaction.atomic():
        report = _work_out(plan)[0].report
        transaction.set_rollback(True)
    return report


def apply(plan: Plan, account: Account) -> Reorganisation:
    """Do it, in one transaction. Raises NotDone before its day, and while conflicts remain."""
    _must_keep_the_province(account)
    if timezone.localdate() < plan.ngay:
        raise NotDone(
            [
                _("Kế hoạch có hiệu lực từ %(day)s; hãy thực hiện từ ngày ấy.")
                % {"day": f"{plan.ngay:%d/%m/%Y}"}
            ]
        )
    with transaction.atomic(), history.by(account, plan.quyet_dinh):
        _stop_all_acts()
        if done := applied(plan):
            raise NotDone([_("Kế hoạch này đã được thực hiện: %(name)s.") % {"name": done}])
        work, moves = _work_out(plan)
        if not work.report.is_clear:
            raise NotDone(work.report.conflicts)
        return _record(work, moves, account)


def undo(reorganisation: Reorganisation, account: Account) -> Reorganisation:
    """Make everything what it was, in one transaction, and say so in every dossier's chain.

    Raises NotDone once anybody did an act on a moved dossier, filed a new one at a new agency,
    or changed what the plan made; and while a later plan stands.
    """
    _must_keep_the_province(account)
    with transaction.atomic(), history.by(account, f"Hoàn tác {reorganisation.decision}"):
        _stop_all_acts()
        done = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
        moves = list(done.moves.select_related("dossier__one_stop", "dossier__agency"))
        if reasons := _why_not_undone(done, moves):
            raise NotDone(reasons)
        places = {
            move.dossier_id: (move.dossier.agency, move.dossier.one_stop.code) for move in moves
        }
        done.moves.all().delete()
        try:
            ledger.restore(done)
        except ledger.Touched as touched:
            shown = [
                _("Đã thay đổi sau khi thực hiện: %(row)s.") % {"row": r} for r in touched.rows
            ]
            raise NotDone(shown[:20]) from touched
        _tell_chains_of_undoing(done, places, account)
        done.status = Reorganisation.Status.UNDONE
        done.undone_at, done.undone_by = timezone.now(), account
        done.save(update_fields=["status", "undone_at", "undone_by"])
        return done


def applied(plan: Plan) -> Reorganisation | None:
    """The latest time this very plan was applied and not undone."""
    same = Reorganisation.objects.filter(status=Reorganisation.Status.APPLIED)
    return same.filter(plan=plan.model_dump(mode="json")).first()


def _must_keep_the_province(account: Account) -> None:
    if not account.administers_province:
        raise NotDone([_("Chỉ quản trị hệ thống của tỉnh được sắp xếp lại tổ chức.")])


def _stop_all_acts() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STOP_ALL_ACTS)


def _work_out(plan: Plan) -> tuple[Work, list[routing.Move]]:
    work = Work(plan)
    tree.reshape(work)
    if not work.report.is_clear:
        # What follows would only repeat that an agency is missing.
        return work, []
    staff.settle(work)
    rights.pass_on(work)
    moves = routing.follow(work)
    work.report.conflicts = list(dict.fromkeys(work.report.conflicts))
    return work, moves


def _record(work: Work, moves: list[routing.Move], account: Account) -> Reorganisation:
    plan, now = work.plan, timezone.now()
    done = Reorganisation.objects.create(
        name=plan.ten,
        day=plan.ngay,
        decision=plan.quyet_dinh,
        plan=plan.model_dump(mode="json"),
        report=work.report.as_json(),
        applied_at=now,
        applied_by=account,
    )
    work.ledger.keep(done)
    post = str(account.posts[0]) if account.posts else ""
    details = [(move.dossier, move.detail(work)) for move in moves]
    events = journal.append_all(APPLIED, details, account, post, now)
    _turn_the_page([move.dossier.pk for move in moves])
    DossierMove.objects.bulk_create(
        DossierMove(
            reorganisation=done,
            dossier=move.dossier,
            from_agency=move.before[0],
            to_agency=move.agency,
            on=plan.ngay,
            sequence=event.sequence,
        )
        for move, event in zip(moves, events, strict=True)
    )
    return done


def _turn_the_page(dossiers: list[int]) -> None:
    """A page that shows a dossier as it was is stale."""
    Dossier.objects.filter(pk__in=dossiers).update(version=F("version") + 1)


def _why_not_undone(done: Reorganisation, moves: list[DossierMove]) -> list[str]:
    if done.status != Reorganisation.Status.APPLIED:
        return [_("Kế hoạch này đã được hoàn tác.")]
    later = Reorganisation.objects.filter(
        status=Reorganisation.Status.APPLIED, applied_at__gt=done.applied_at
    ).last()
    if later:
        return [_("Hãy hoàn tác trước kế hoạch thực hiện sau: %(name)s.") % {"name": later}]
    at = {move.dossier_id: move.sequence for move in moves}
    since = Event.objects.filter(dossier__in=at, at__gte=done.applied_at).select_related("dossier")
    since = since.exclude(act__in=journal.BESIDE_THE_WORK)
    acted = [event for event in since if event.sequence > at[event.dossier_id]]
    if acted:
        first = min(acted, key=lambda event: event.at)
        return [
            _("Hồ sơ %(dossier)s đã được xử lý tiếp lúc %(moment)s nên không hoàn tác được nữa.")
            % {
                "dossier": first.dossier,
                "moment": f"{timezone.localtime(first.at):%H:%M %d/%m/%Y}",
            }
        ]
    made = [
        int(change.row)
        for change in done.changes.filter(model=Agency._meta.label, before__isnull=True)
    ]
    new = Dossier.objects.filter(agency__in=made).exclude(pk__in=at).first()
    if new:
        return [
            _("Hồ sơ %(dossier)s đã nộp ở %(agency)s nên không hoàn tác được nữa.")
            % {"dossier": new, "agency": new.agency}
        ]
    return []


def _tell_chains_of_undoing(
    done: Reorganisation, places: dict[int, tuple[Agency, str]], account: Account
) -> None:
    """places: the agency each dossier comes back from, and the code of the one-stop unit."""
    now, post = timezone.now(), str(account.posts[0]) if account.posts else ""
    restored = Dossier.objects.select_related("agency", "division", "one_stop")
    details = []
    for dossier in restored.filter(pk__in=places):
        agency, one_stop = places[dossier.pk]
        said: dict[str, object] = {
            "decision": done.decision,
            "note": f"{agency} → {dossier.agency}",
            "agency_before": agency.code,
            "agency": dossier.agency.code,
            "division": dossier.division.code,
        }
        if one_stop != dossier.one_stop.code:
            said |= {"one_stop_before": one_stop, "one_stop": dossier.one_stop.code}
        details.append((dossier, said))
    journal.append_all(UNDONE, details, account, post, now)
    _turn_the_page(list(places))
