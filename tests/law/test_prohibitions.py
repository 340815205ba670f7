"""What officials may not do (NĐ 61/2018 Art. 5, 17-19; NĐ 118/2025 Art. 5), tried at every door.

Doors: the acts themselves, the pages of citizens and of desks, the API, and SQL.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from motcua.api.routes import api
from motcua.dossiers import acts
from motcua.dossiers.models import ClockPause, Dossier, Event, State
from motcua.office.forms import FORMS
from motcua.organization.models import Role
from motcua.people.models import Account, Delegation, PostHolding
from tests.dossiers import people, playing
from tests.dossiers.moments import Clock
from tests.dossiers.ready import ready

pytestmark = pytest.mark.django_db
CLERK, HEAD, SPECIALIST, LEADER = "mc.hongbang", "tp.hongbang", "cv.hongbang", "ld.hongbang"


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def press(account: Account, dossier: Dossier, act: str, **typed: object) -> int:
    """The act's page, pressed as it never would have been shown; gives the status."""
    form = {"version": Dossier.objects.get(pk=dossier.pk).version, "key": str(uuid.uuid4())}
    path = reverse("office:act", args=[dossier.reference, act])
    return signed_in(account).post(path, {**form, **typed}).status_code


def in_process() -> Dossier:
    return people.carry_to(people.received(), "process")


def unchanged(dossier: Dossier, before: dict) -> bool:
    return playing.state_of(dossier) == before


# Papers outside the published list.


def test_a_paper_outside_the_list_is_neither_asked_for_nor_kept() -> None:
    dossier, other = in_process(), people.at_counter()
    foreign = other.components.first()
    specialist = people.officer(SPECIALIST)
    with pytest.raises(acts.Refused, match="không thuộc thành phần hồ sơ"):
        acts.propose_supplement(
            dossier, account=specialist, reason="x", defects=[acts.Defect("Hộ khẩu", foreign.pk)]
        )
    filing = playing.filing(people.case_of(people.EXTRACT), people.commune())
    papers = {**filing.components, foreign.component_id: acts.HandedIn(originals=1)}
    filing = acts.Filing(filing.case, filing.agency, filing.content, components=papers)
    made = acts.receive_at_counter(filing, account=people.officer(CLERK), key="another")
    asked = set(filing.case.components.values_list("pk", flat=True))
    assert set(made.components.values_list("component", flat=True)) == asked


# The applicant is spoken to by the one-stop alone.


@pytest.mark.parametrize("username", [SPECIALIST, HEAD, LEADER, "vt.hongbang", "mc.lechan"])
def test_nobody_asks_the_applicant_past_the_one_stop(username: str) -> None:
    dossier = in_process()
    acts.propose_supplement(
        dossier, account=people.officer(SPECIALIST), items="Tờ khai", reason="Chưa ký"
    )
    account, before = people.officer(username), playing.state_of(dossier)
    with pytest.raises(acts.Refused):
        acts.send_supplement_request(dossier, account=account)
    with pytest.raises(acts.Refused):
        acts.request_supplement(dossier, account=account, items="Tờ khai", reason="Chưa ký")
    assert press(account, dossier, "send_supplement_request") in (403, 404, 422)
    assert unchanged(dossier, before)
    assert not dossier.outbox.filter(
        kind__contains="supplement", account=dossier.submitter
    ).exists()


# Once, and all at once.


def test_no_second_supplement_without_its_legal_reason_even_by_the_page() -> None:
    dossier, clerk = in_process(), people.officer(CLERK)
    specialist = people.officer(SPECIALIST)
    told = {"items": "Tờ khai", "reason": "Chưa ký"}
    acts.propose_supplement(dossier, account=specialist, **told)
    acts.send_supplement_request(dossier, account=clerk)
    acts.supplement(dossier, account=clerk, components={}, note="Đã ký")
    before = playing.state_of(dossier)
    with pytest.raises(acts.Refused, match="một lần"):
        acts.propose_supplement(dossier, account=specialist, **told)
    assert press(specialist, dossier, "propose_supplement", **told) == 422
    assert unchanged(dossier, before)


def test_no_second_extension_by_anybody(clock: Clock) -> None:
    dossier, told = ready("propose_extension")
    acts.propose_extension(dossier, account=people.officer(HEAD), **told)
    dossier = acts.apologise_and_extend(dossier, account=people.officer(CLERK))
    before = playing.state_of(dossier)
    later = playing.working_day_after(dossier, dossier.due_at)
    for username in (HEAD, LEADER):
        account = people.officer(username)
        with pytest.raises(acts.Refused):
            acts.propose_extension(
                dossier, account=account, reason="Nữa", until=timezone.localdate(later)
            )
        assert press(account, dossier, "propose_extension", reason="Nữa", until="31/12/2026") == 422
    assert unchanged(dossier, before)


# Never without a written reason.


@pytest.mark.parametrize("act", ["refuse", "request_supplement"])
def test_no_refusal_and_no_sending_back_without_a_written_reason(act: str) -> None:
    dossier, clerk = people.filed(), people.officer(CLERK)
    told = {"items": "Tờ khai"} if act == "request_supplement" else {}
    before = playing.state_of(dossier)
    for reason in ("", " \n\t"):
        with pytest.raises(acts.Refused):
            getattr(acts, act)(dossier, account=clerk, reason=reason, **told)
        assert press(clerk, dossier, act, reason=reason, **told) == 422
    assert unchanged(dossier, before)


# The clock: not put back, not stopped quietly, not changed in silence.


def test_no_act_takes_the_moment_at_which_it_is_done() -> None:
    """Moments come from the server; a post's hand-over record and an inspection alone tell one."""
    told = {name for form in FORMS.values() for name in form.base_fields}
    assert not told & {"at", "now", "received_at", "submitted_at", "signed_at", "moment"}


def test_a_hand_over_record_is_neither_old_nor_of_tomorrow(clock: Clock) -> None:
    filing = playing.filing(people.case_of(people.BUILDING), people.commune())
    for days in (-8, 1):
        record = acts.PostalRecord("VNPost", "BB-1", clock.now + timedelta(days=days))
        with pytest.raises(acts.Refused, match="biên bản"):
            acts.receive_at_counter(
                filing, account=people.officer(CLERK), key=str(days), post=record
            )
    assert not Dossier.objects.exists()


def test_an_event_is_never_dated_before_the_one_it_follows(clock: Clock) -> None:
    dossier = people.received()
    last = dossier.events.last().at
    clock.passes(days=-1)
    people.carry_on(dossier)
    assert dossier.events.last().at >= last


def test_the_clock_stops_only_with_a_paper_in_the_applicants_hand(clock: Clock) -> None:
    """Of all acts only these pause it, and each issues its paper and says so in the history."""
    stopping = set()
    for act in acts.RULES:
        with transaction.atomic():
            dossier, told = ready(act)
            before, papers = dossier.pauses.count(), dossier.papers.count()
            playing.do(act, dossier, playing.somebody_who_may(act, dossier), **told)
            if dossier.pauses.count() > before:
                stopping.add(act)
                assert dossier.papers.count() == papers + 1
            transaction.set_rollback(True)
    assert stopping == {"send_supplement_request"}
    assert set(ClockPause.Reason.values) == {"supplement", "payment"}


def test_the_appointment_changes_only_by_an_act_that_tells_the_applicant(clock: Clock) -> None:
    changing = set()
    for act in acts.RULES:
        with transaction.atomic():
            dossier, told = ready(act)
            if dossier.received_at:
                before = Dossier.objects.get(pk=dossier.pk).appointment_at
                done = playing.do(act, dossier, playing.somebody_who_may(act, dossier), **told)
                if done.appointment_at != before:
                    changing.add(act)
                    event = dossier.events.latest("sequence")
                    assert event.detail["appointment"]
                    assert dossier.outbox.filter(event=event, account=done.submitter).exists()
            transaction.set_rollback(True)
    assert changing <= {"apologise_and_extend", "supplement", "record_payment", "waive_payment"}


# The record is neither altered nor deleted.


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_event SET detail = '{}'",
        "DELETE FROM dossiers_event",
        "TRUNCATE dossiers_event CASCADE",
        "UPDATE dossiers_issuedpaper SET content = '{}'",
        "DELETE FROM dossiers_issuedpaper",
        "DELETE FROM dossiers_dossier",
    ],
)
def test_the_database_refuses_to_alter_the_record(sql: str) -> None:
    dossier = people.received()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert (Event.objects.count(), dossier.papers.count()) == (2, 1)


def test_no_page_and_no_operation_deletes_or_edits_a_dossier() -> None:
    named = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not {name for name in named if "delete" in name}
    methods = {
        method
        for _, router in api._routers
        for operations in router.path_operations.values()
        for operation in operations.operations
        for method in operation.methods
    }
    assert not methods & {"PUT", "PATCH", "DELETE"}
    dossier = people.received()
    before = playing.state_of(dossier)
    for account in (people.officer("qt"), people.officer(LEADER), dossier.submitter):
        for page in ("office:dossier", "portal:dossier"):
            path = reverse(page, args=[dossier.reference])
            for method in ("put", "patch", "delete"):
                getattr(signed_in(account), method)(path)
    assert unchanged(dossier, before)


# Nobody acts outside their post.


@pytest.mark.parametrize("username", ["cv.lechan", "tp.lechan", "ld.lechan", "mc.ngoquyen"])
def test_an_officer_of_another_agency_does_nothing(username: str) -> None:
    dossier, account = in_process(), people.officer(username)
    before = playing.state_of(dossier)
    assert acts.offered(account, dossier) == []
    for act in FORMS:
        assert press(account, dossier, act, reason="x", title="A", body="B") in (403, 404, 422)
    assert unchanged(dossier, before)


def test_who_has_lost_the_post_does_nothing(clock: Clock) -> None:
    dossier = in_process()
    yesterday = timezone.localdate() - timedelta(days=1)
    PostHolding.objects.filter(officer__account__username=SPECIALIST).update(valid_to=yesterday)
    account = people.officer(SPECIALIST)
    assert acts.offered(account, dossier) == []
    with pytest.raises(acts.Refused):
        acts.propose(dossier, account=account, title="A", body="B")
    assert press(account, dossier, "propose", title="A", body="B") != 200
    assert Dossier.objects.get(pk=dossier.pk).state == State.PROCESSING
    assert not dossier.events.filter(act="propose").exists()


def test_after_a_delegation_has_ended_nothing_is_signed(clock: Clock) -> None:
    dossier = people.carry_to(people.received(), "sign")
    post = PostHolding.objects.get(officer__account__username=LEADER).post
    assert post.role == Role.LEADER
    today = timezone.localdate()
    Delegation.objects.create(
        post=post,
        from_officer=people.officer(LEADER).officer,
        to_officer=people.officer(HEAD).officer,
        kind=Delegation.Kind.DELEGATED,
        reason="Đi công tác",
        valid_from=today,
        valid_to=today,
    )
    assert "sign" in {each.name for each in acts.offered(people.officer(HEAD), dossier)}
    clock.passes(days=1)
    head = people.officer(HEAD)
    with pytest.raises(acts.Refused):
        acts.sign(dossier, account=head)
    assert press(head, dossier, "sign") in (403, 404, 422)
    clock.passes(days=-1)
    dossier = acts.sign(dossier, account=people.officer(HEAD))
    assert people.officer(LEADER).full_name in dossier.events.last().actor_post
