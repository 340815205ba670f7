"""Three communes into one and a district dissolved, with a thousand open dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from motcua.catalog.models import Competence
from motcua.dossiers import policies, verification
from motcua.dossiers.models import Dossier, Event, IssuedPaper, Opinion, Part, State, Task
from motcua.organization.models import Agency, Counter, Post, Role, Succession, Unit
from motcua.people.models import PostHolding
from motcua.reorganisation import service
from motcua.reorganisation.models import DossierMove, Reorganisation
from motcua.reorganisation.plan import read_plan
from motcua.reorganisation.reports import AgencyCount, Tree, dossiers_by_agency
from tests.dossiers import people
from tests.reorganisation import towns
from tests.reorganisation.copies import copies

pytestmark = pytest.mark.django_db

KEPT = ("code", "reference", "secret", "due_at", "appointment_at", "received_at", "state")
OPEN_IN_ALL = 1000


def facts() -> dict[int, tuple[object, ...]]:
    return {row[0]: row[1:] for row in Dossier.objects.values_list("pk", *KEPT)}


def papers() -> list[tuple[object, ...]]:
    return list(IssuedPaper.objects.order_by("pk").values_list("pk", "number", "content"))


def wrong() -> list[str]:
    return [str(each) for each in verification.everything()]


def linked() -> Dossier:
    """Decided in Hồng Bàng, with parts at its police and at the insurer, who stays as it is."""
    dossier = towns.receive("H24.31", "linked", towns.LINKED)
    while dossier.parts.count() < 3:
        dossier = people.carry_on(dossier)
    return dossier


def asked() -> Dossier:
    """Decided in Vĩnh Bảo, where nothing happens, with an opinion asked of Ngô Quyền."""
    dossier = people.carry_to(towns.receive("H24.34", "asked"), "process")
    unit = Unit.objects.get(code="H24.33.KT")
    now = timezone.now()
    task = Task.objects.create(
        dossier=dossier, kind="opinion", unit=unit, role=Role.SPECIALIST, opened_at=now
    )
    Opinion.objects.create(
        dossier=dossier,
        task=task,
        unit=unit,
        question="Có vướng quy hoạch không?",
        asked_by=people.officer("cv.vinhbao").officer,
        asked_at=now,
        due_at=now + timedelta(days=3),
    )
    return dossier


@contextmanager
def since_yesterday() -> Iterator[None]:
    """Inside, every dossier was received the day before: by then the old tree stood."""
    with transaction.atomic():
        Dossier.objects.update(received_at=timezone.now() - timedelta(days=1))
        yield
        transaction.set_rollback(True)


def counted(tree: Tree) -> dict[str, AgencyCount]:
    yesterday = timezone.localdate() - timedelta(days=1)
    with since_yesterday():
        return {each.agency.code: each for each in dossiers_by_agency(yesterday, tree)}


def a_thousand() -> None:
    """At every stage, at all four agencies, with linked ones, 1,000 open in all."""
    towns.add_district()
    for agency in [*towns.MERGED, towns.DISTRICT]:
        for dossier in towns.at_every_stage(agency, towns.HOME):
            if people.on_desk(dossier)[0] in {"assign", "process", "sign"}:
                copies(dossier, 75)
    copies(linked(), 50)
    copies(asked(), 20)
    like = people.carry_to(towns.receive("H24.31", "last"), "process")
    copies(like, OPEN_IN_ALL - Dossier.objects.open().count())
    assert Dossier.objects.open().count() == OPEN_IN_ALL


def test_a_thousand_open_dossiers_follow_and_undoing_restores_all() -> None:
    a_thousand()
    returned = people.carry_to(towns.receive("H24.32", "returned"), "return")
    people.carry_on(returned)
    assert wrong() == []
    before, kept, numbered = towns.everything(), facts(), papers()
    then = counted("then")

    plan = read_plan(towns.plan())
    report = service.preview(plan)
    assert report.conflicts == []
    assert report.totals["hồ sơ chuyển"] == OPEN_IN_ALL
    assert towns.everything() == before

    done = service.apply(plan, people.officer("qt"))

    assert facts() == kept
    assert papers() == numbered
    assert done.moves.count() == OPEN_IN_ALL
    assert Event.objects.filter(act="reorganise").count() == OPEN_IN_ALL
    assert wrong() == []
    _all_at_successors()
    _reports_add_up(then)
    assert done.report["totals"] == dict(report.totals)

    service.undo(done, people.officer("qt"))

    assert towns.everything() == before
    assert facts() == kept
    assert papers() == numbered
    assert wrong() == []
    assert Event.objects.filter(act="undo_reorganisation").count() == OPEN_IN_ALL
    done.refresh_from_db()
    assert (done.status, done.undone_by) == ("undone", people.officer("qt"))
    assert not DossierMove.objects.exists()
    assert counted("then") == counted("now") == then


def _all_at_successors() -> None:
    ended = [*towns.MERGED, towns.DISTRICT]
    open_dossiers = Dossier.objects.open()
    assert not open_dossiers.filter(agency__code__in=ended).exists()
    assert not open_dossiers.filter(division__agency__code__in=ended).exists()
    assert not open_dossiers.filter(one_stop__agency__code__in=ended).exists()
    assert set(open_dossiers.values_list("agency__code", flat=True)) == {"H24.36", "H24.34"}
    ended += [*towns.POLICE]
    tasks = Task.objects.filter(closed_at=None)
    assert not tasks.filter(unit__agency__code__in=ended).exists()
    parts = Part.objects.filter(closed_at=None)
    assert set(parts.values_list("key", "agency__code")) == {
        ("", "H24.36"),
        ("cong_an", towns.POLICE_AFTER),
        ("bao_hiem_xa_hoi", "H24.22"),
    }
    assert not parts.exclude(unit__agency=F("agency")).exists()
    assert set(Opinion.objects.values_list("unit__code", flat=True)) == {"H24.36.KT"}
    for task in tasks.exclude(assignee=None).select_related("assignee", "unit"):
        held = PostHolding.objects.in_force().filter(officer=task.assignee, post__unit=task.unit)
        assert held.filter(post__role=task.role).exists()


def _reports_add_up(before: dict[str, AgencyCount]) -> None:
    then, now = counted("then"), counted("now")
    assert then == before
    assert set(then) == {*towns.MERGED, towns.DISTRICT, "H24.34"}
    # What a dissolved agency finished itself, since, stays under its name.
    assert set(now) == {"H24.36", "H24.34", towns.DISTRICT}
    assert now[towns.DISTRICT].received == 1
    for count in ("received", "open"):
        assert sum(getattr(each, count) for each in then.values()) == sum(
            getattr(each, count) for each in now.values()
        )
    assert now["H24.36"].received == sum(then[code].received for code in towns.MERGED)
    moved = then["H24.34"].open + then[towns.DISTRICT].open
    assert now["H24.34"].open + now[towns.DISTRICT].open == moved
    today = dossiers_by_agency(timezone.localdate(), "then")
    assert {each.agency.code for each in today if each.open} == {"H24.36", "H24.34"}


def applied() -> Reorganisation:
    towns.add_district()
    return service.apply(read_plan(towns.plan()), people.officer("qt"))


def test_work_goes_on_at_the_successor_and_undoing_ends_with_the_first_act() -> None:
    dossier = people.carry_to(towns.receive("H24.32", "one", address=towns.HOME), "process")
    specialist = people.on_desk(dossier)[1]
    done = applied()
    dossier.refresh_from_db()
    kind, account = people.on_desk(dossier)
    assert (kind, account.username) == ("process", specialist.username)
    people.carry_on(dossier)
    event = dossier.events.get(act="propose")
    assert event.actor_post.endswith("Văn phòng HĐND và UBND")
    with pytest.raises(service.NotDone, match="đã được xử lý tiếp"):
        service.undo(done, people.officer("qt"))
    people.carry_on(people.carry_to(dossier, "return"))
    dossier.refresh_from_db()
    assert dossier.state == State.RETURNED
    assert dossier.code.startswith("H24.32-")
    assert dossier.result.number == "1/KQ-H24.36"
    assert wrong() == []


def test_a_new_dossier_at_the_successor_ends_undoing_too() -> None:
    done = applied()
    assert Competence.objects.in_force().filter(agency__code="H24.36", valid_to=None).count() > 20
    fresh = towns.receive("H24.36", "new")
    assert fresh.code.startswith("H24.36-")
    with pytest.raises(service.NotDone, match="đã nộp ở"):
        service.undo(done, people.officer("qt"))


def test_what_an_administrator_changed_since_ends_undoing() -> None:
    done = applied()
    Agency.objects.filter(code="H24.36").update(name="Tên khác")
    with pytest.raises(service.NotDone, match="Đã thay đổi sau khi thực hiện"):
        service.undo(done, people.officer("qt"))
    assert Agency.objects.get(code="H24.36").name == "Tên khác"


def test_nothing_is_undone_twice() -> None:
    done = service.undo(applied(), people.officer("qt"))
    with pytest.raises(service.NotDone, match="đã được hoàn tác"):
        service.undo(done, people.officer("qt"))


def test_officers_of_the_successor_read_what_its_predecessors_finished() -> None:
    dossier = people.carry_to(towns.receive("H24.32", "old"), "return")
    people.carry_on(dossier)
    applied()
    assert dossier.agency.code == "H24.32"
    for username in ("cv.hongbang", "cv.lechan"):
        assert dossier in policies.visible_to(people.officer(username))
    assert dossier not in policies.visible_to(people.officer("cv.vinhbao"))


def test_rights_are_revoked_and_given_again_and_counters_carried() -> None:
    for code in ("H24.31.MC", "H24.32.MC"):
        Counter.objects.create(unit=Unit.objects.get(code=code), number=1, name="Tư pháp")
    applied()
    today = timezone.localdate()
    leader = people.officer("ld.lechan")
    assert [post.unit.agency.code for post in leader.desks] == ["H24.36"]
    old = PostHolding.objects.get(officer=leader.officer, post__unit__agency__code="H24.32")
    assert old.valid_to == today - timedelta(days=1)
    assert not Post.objects.in_force().filter(unit__agency__code__in=towns.MERGED).exists()
    counters = Counter.objects.in_force().filter(unit__code="H24.36.MC")
    assert list(counters.values_list("number", "name")) == [(1, "Tư pháp"), (2, "Tư pháp")]
    assert Agency.objects.get(code=towns.POLICE_AFTER).one_stop.code == "H24.36.MC"
    links = Succession.objects.filter(on=today).values_list(
        "kind", "predecessor__code", "successor__code"
    )
    assert set(links) == {
        *(("merge", code, "H24.36") for code in towns.MERGED),
        *(("merge", code, towns.POLICE_AFTER) for code in towns.POLICE),
        ("dissolve", towns.DISTRICT, None),
    }


def test_stale_pages_are_refused_after_it() -> None:
    dossier = people.carry_to(towns.receive("H24.31", "stale"), "process")
    shown = Dossier.objects.get(pk=dossier.pk).version
    applied()
    assert Dossier.objects.get(pk=dossier.pk).version == shown + 1
