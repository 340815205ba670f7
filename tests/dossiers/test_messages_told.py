"""Who is told of what: the table is whole, and every letter says what the law asks, twice over."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from motcua.correspondence import acts as correspondence
from motcua.dossiers import journal, letters, policies, tasks
from motcua.dossiers.acts import RULES
from motcua.dossiers.models import Dossier, Event, Outbox, State
from motcua.dossiers.notices import NOBODY, TOLD, Audience
from motcua.dossiers.recipients import _FINDERS, SHARED_BY
from motcua.feedback import ratings
from motcua.organization.models import Post, Role, Unit
from motcua.people.models import Account, Officer, PostHolding
from tests.dossiers import people
from tests.dossiers.playing import do, somebody_who_may
from tests.dossiers.ready import ready, unanswered

FILED = {"submit", "file_at_counter"}
BESIDE = set(journal.BESIDE_THE_WORK)
ONWARD = {"propose", "approve", "sign"}
UNFILLED = "⚠"


def test_every_act_is_in_the_table() -> None:
    assert set(TOLD) == set(RULES) | FILED | BESIDE


def test_every_audience_can_be_found() -> None:
    assert set(_FINDERS) == set(Audience)


def done(act: str) -> Dossier:
    """A dossier on which the act has just been done."""
    filed = {"submit": people.filed, "file_at_counter": people.at_counter}
    if act in filed:
        return filed[act]()
    if act in BESIDE:
        return beside(act)
    dossier, told = ready(act)
    return do(act, dossier, somebody_who_may(act, dossier), **told)


def beside(act: str) -> Dossier:
    """A dossier about which somebody has just been written to, or been asked to rate."""
    if act == "invite_rating":
        dossier = people.carry_on(people.carry_to(people.received(), "return"))
        ratings.invite_ratings(timezone.now() + timedelta(days=3))
        return dossier
    dossier = people.received()
    writer = dossier.submitter if act == "write_to_one_stop" else people.officer("mc.hongbang")
    getattr(correspondence, act)(dossier, account=writer, text="Xin chào.", key="k")
    return dossier


@pytest.fixture
def _gaps_show(settings) -> None:
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "OPTIONS": {**settings.TEMPLATES[0]["OPTIONS"], "string_if_invalid": UNFILLED},
        }
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("_gaps_show")
@pytest.mark.parametrize("act", sorted(TOLD))
def test_the_letters_of_an_act_say_what_the_law_asks(act: str) -> None:
    dossier = done(act)
    event = dossier.events.filter(act=act).last()
    rows = list(event.outbox.all())
    assert {row.kind for row in rows} <= TOLD[act].letters
    # Nobody is told of their own act: the next step may be on the same desk.
    if TOLD[act] != NOBODY and act not in ONWARD:
        assert rows
    if TOLD[act].applicant and dossier.submitter_id:
        assert rows[0].account_id == dossier.submitter_id
    for row in rows:
        for language in ("vi", "en"):
            check_letter(row, language)


def check_letter(row: Outbox, language: str) -> None:
    dossier, event = row.dossier, row.event
    with translation.override(language):
        subject, paragraphs = letters.words(row.kind, event)
        facts = dict(letters._facts(event, for_desk=row.kind not in letters.FOR_APPLICANT))
    text = "\n".join([subject, *paragraphs])
    assert str(dossier) in subject
    assert paragraphs[-1].startswith({"vi": "Việc cần làm: ", "en": "What to do: "}[language])
    for unwanted in (UNFILLED, "None", "  ", " .", ": .", "{", "}", "..", dossier.secret):
        assert unwanted not in text, text
    assert dossier.applicant.full_name not in text
    assert dossier.applicant.identity_number not in text
    said = list(facts.values())
    moments = [event.at, dossier.submitted_at, dossier.received_at]
    moments += [dossier.finished_at, dossier.returned_at]
    with translation.override(language):
        expected = [letters._moment(moment) for moment in moments if moment]
    for fact in (str(dossier), dossier.agency.name, dossier.one_stop.name, *expected):
        assert fact in said
    assert event.actor_post in (*said, "")


@pytest.mark.django_db
@pytest.mark.parametrize("letter", sorted({n for told in TOLD.values() for n in told.letters}))
def test_every_letter_is_written_in_both_languages(letter: str) -> None:
    dossier = people.received()
    event = dossier.events.last()
    event.detail = {"to": "Bước trước", "to_version": 2, "due": event.at.isoformat()}
    for language, ending in (("vi", "Việc cần làm: "), ("en", "What to do: ")):
        with translation.override(language):
            subject, paragraphs = letters.words(letter, event)
        assert subject
        assert paragraphs[-1].startswith(ending)


def told_of(act: str, dossier: Dossier) -> dict[str, str]:
    """User names and letters of the last such act."""
    event = Event.objects.filter(dossier=dossier, act=act).last()
    return {row.account.username: row.kind for row in event.outbox.select_related("account")}


@pytest.mark.django_db
def test_who_filed_and_whose_desk_is_next_are_told_and_nobody_of_their_own_act() -> None:
    dossier = people.received()
    told = told_of("receive", dossier)
    assert told[dossier.submitter.username] == "receive"
    assert "mc.hongbang" not in told
    _kind, next_one = people.on_desk(dossier)
    assert told[next_one.username] == "desk"


@pytest.mark.django_db
def test_the_one_relieved_and_the_one_in_charge_are_both_told() -> None:
    dossier, told = ready("reassign")
    before, after = dossier.specialist.account, told["specialist"].account
    do("reassign", dossier, people.officer("tp.hongbang"), **told)
    assert told_of("reassign", dossier) == {
        before.username: "taken_away",
        after.username: "reassigned_to",
    }


@pytest.mark.django_db
def test_who_filed_hears_once_that_the_work_was_taken_up() -> None:
    dossier = people.carry_to(people.received(), "sign")
    kinds = list(dossier.outbox.filter(account=dossier.submitter).values_list("kind", flat=True))
    assert kinds.count("taken_up") == 1


@pytest.mark.django_db
def test_the_system_acts_without_a_post_and_the_citizen_hears_of_it() -> None:
    dossier = done("close_unanswered")
    told = told_of("close_unanswered", dossier)
    assert told[dossier.submitter.username] == "close_unanswered"
    assert policies.SYSTEM not in told


@pytest.mark.django_db
def test_the_worker_does_what_time_alone_brings_about_and_who_filed_is_told() -> None:
    dossier = unanswered()
    tasks.watch_limits(timestamp=0)
    dossier.refresh_from_db()
    assert dossier.state == State.STOPPED
    assert told_of("close_unanswered", dossier)[dossier.submitter.username] == "close_unanswered"


@pytest.mark.django_db
def test_a_desk_many_share_is_told_by_its_worklist() -> None:
    one_stop = Unit.objects.get(posts__holdings__officer__account__username="mc.hongbang")
    post = Post.objects.filter(unit=one_stop, role=Role.RECEPTION).first()
    for index in range(SHARED_BY):
        account = Account.objects.create(username=f"mc.them{index}")
        officer = Officer.objects.create(account=account, staff_code=f"T{index}")
        PostHolding.objects.create(officer=officer, post=post, valid_from="2020-01-01")
    dossier = people.filed()
    assert set(told_of("submit", dossier)) == {dossier.submitter.username}
