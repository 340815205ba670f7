"""Reception: at the counter, by post, several in one visit; corrected, given back (Art. 17)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.clock import due
from motcua.dossiers import acts, clocks
from motcua.dossiers.models import Channel, Dossier, State, Visit
from tests.dossiers import people, playing
from tests.dossiers.moments import Clock, disagreements

pytestmark = pytest.mark.django_db
CLERK = "mc.hongbang"


def filing(code: str = people.BUILDING) -> acts.Filing:
    return playing.filing(people.case_of(code), people.commune())


def incomplete() -> acts.Filing:
    return acts.Filing(
        case=people.case_of(people.BUILDING),
        agency=people.commune(),
        content={"applicant": people.APPLICANT, "request": {"text": "Nhà ở"}},
    )


def corrected(dossier: Dossier, **told: object) -> Dossier:
    said = {"applicant": people.APPLICANT, "reason": "Ghi nhầm", **told}
    return acts.correct_reception(dossier, account=people.officer(CLERK), **said)


def test_by_post_the_clock_starts_when_the_hand_over_record_was_signed(clock: Clock) -> None:
    signed = clock.now - timedelta(days=3, hours=1)
    record = acts.PostalRecord("VNPost", "BB-7", signed)
    clerk = people.officer(CLERK)
    dossier = acts.receive_at_counter(filing(), account=clerk, key="p", post=record)
    assert (dossier.channel, dossier.received_at) == (Channel.POST, signed)
    assert dossier.due_at == due(signed, clocks.limit(dossier), clocks.calendar(dossier))
    assert dossier.events.first().detail["signed_at"] == timezone.localtime(signed).isoformat()
    assert disagreements() == []
    for moment in (clock.now + timedelta(minutes=1), clock.now - timedelta(days=8)):
        late = acts.PostalRecord("VNPost", "BB-8", moment)
        with pytest.raises(acts.Refused, match="biên bản"):
            acts.receive_at_counter(filing(), account=clerk, key=str(moment), post=late)


def test_of_a_visit_all_are_received_or_none(clock: Clock) -> None:
    clerk = people.officer(CLERK)
    with pytest.raises(acts.Refused, match="Hồ sơ thứ 2: Còn thiếu"):
        acts.receive_visit([filing(), incomplete()], account=clerk, key="v")
    assert not Dossier.objects.exists()
    assert not Visit.objects.exists()
    one, two = acts.receive_visit([filing(), filing(people.EXTRACT)], account=clerk, key="v")
    again = acts.receive_visit([filing()], account=clerk, key="v")
    assert again == [one, two]
    assert one.visit == two.visit == Visit.objects.get()
    assert [str(each.code)[-4:] for each in (one, two)] == ["0001", "0002"]
    assert disagreements() == []


def test_given_back_it_waits_without_a_code_and_is_received_when_complete() -> None:
    clerk = people.officer(CLERK)
    back = {"account": clerk, "key": "b", "items": "Bản vẽ", "reason": "Thiếu"}
    dossier = acts.give_back_at_counter(incomplete(), **back)
    assert acts.give_back_at_counter(incomplete(), **back) == dossier
    assert (dossier.state, dossier.code) == (State.SUPPLEMENT, None)
    assert dossier.papers.get().kind == "supplement"
    parts = {part.pk: acts.HandedIn(originals=1) for part in dossier.components.all()}
    acts.supplement(dossier, account=clerk, components=parts)
    assert acts.receive(dossier, account=clerk).code
    assert disagreements() == []


def test_a_correction_issues_the_receipt_anew_and_keeps_the_first(clock: Clock) -> None:
    dossier = people.at_counter()
    kept = (dossier.code, dossier.received_at, dossier.due_at, dossier.appointment_at)
    clock.passes(hours=2)
    part = dossier.components.first()
    right = {**people.APPLICANT, "full_name": "Nguyễn Thị Mẫn"}
    dossier = corrected(dossier, applicant=right, papers={part.pk: (2, 1)}, delivery="post")
    old, new = dossier.papers.filter(kind="receipt")
    assert (old.replaced_by, new.replaces) == (new, old)
    assert old.content["applicant"]["name"] == "Nguyễn Thị Mẫu"
    assert new.content["applicant"]["name"] == "Nguyễn Thị Mẫn"
    assert (dossier.code, dossier.received_at, dossier.due_at, dossier.appointment_at) == kept
    changed = dossier.events.last().detail["changed"]
    assert changed == sorted(["full_name", "delivery", f"component {part.component_id}"])


def test_what_a_correction_leaves_out_is_named_as_changed() -> None:
    """Found by reading: a date of birth left out was lost without a word."""
    dossier = people.at_counter()
    without = {name: value for name, value in people.APPLICANT.items() if name != "birth_date"}
    assert corrected(dossier, applicant=without).events.last().detail["changed"] == ["birth_date"]


def test_a_correction_that_changes_nothing_or_is_wrong_is_refused() -> None:
    dossier = people.at_counter()
    with pytest.raises(acts.Refused, match="Không có mục nào khác"):
        corrected(dossier)
    with pytest.raises(acts.Refused, match="họ"):
        corrected(dossier, applicant={**people.APPLICANT, "full_name": ""})
    assert dossier.papers.count() == 1


def test_refused_only_in_writing() -> None:
    dossier, clerk = people.filed(), people.officer(CLERK)
    with pytest.raises(acts.Refused, match="lý do"):
        acts.refuse(dossier, account=clerk, reason="\n")
    dossier = acts.refuse(dossier, account=clerk, reason="Không thuộc thẩm quyền")
    assert dossier.papers.get(kind="refusal").content["reason"] == "Không thuộc thẩm quyền"
    assert not dossier.tasks.waiting().exists()
