"""Drafts and dossiers by mandate: checked in every act, seen by who may and no longer."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from motcua.dossiers import acts, issuing, policies
from motcua.dossiers.helped import months_of
from motcua.dossiers.models import Dossier, Draft, Outbox
from motcua.mandates.models import Mandate
from motcua.people.models import Account
from tests.dossiers import people
from tests.mandates import stories

pytestmark = pytest.mark.django_db


def sees(account: Account, dossier: Dossier) -> bool:
    return Dossier.objects.filed_by(account).filter(pk=dossier.pk).exists()


def test_the_dossier_is_the_persons_and_says_who_filed_by_what(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    dossier = stories.filed(mandate)
    assert dossier.applicant.identity_number == stories.NEIGHBOUR.identity_number
    assert (dossier.submitter, dossier.mandate) == (helper, mandate)
    event = dossier.events.get(act="submit")
    assert event.detail == {"mandate": mandate.reference, "consent": "code"}
    assert event.actor == helper


def test_nothing_is_begun_before_the_consent(helper: Account) -> None:
    with pytest.raises(acts.Refused, match="không còn hiệu lực"):
        stories.begun(stories.asked(helper))


def test_one_consent_is_for_one_dossier(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    stories.filed(mandate)
    with pytest.raises(acts.Refused, match="đã được dùng"):
        stories.begun(mandate)


def test_one_consent_is_for_one_draft_at_a_time(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    draft = stories.begun(mandate)
    with pytest.raises(acts.Refused, match="đã được dùng"):
        stories.begun(mandate)
    acts.discard(draft, account=helper)
    assert stories.begun(mandate)


def test_a_consent_is_for_its_procedure(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    with pytest.raises(acts.Refused, match="không dùng cho thủ tục"):
        stories.begun(mandate, people.BUILDING)


def test_somebody_elses_mandate_is_no_use(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    stranger = stories.helper_account("ht.nam")
    with pytest.raises(acts.Refused, match="không còn hiệu lực"):
        acts.begin_draft(people.case_of(people.EXTRACT), account=stranger, mandate=mandate)


def test_the_applicant_is_nobody_but_the_person(helper: Account) -> None:
    draft = stories.begun(stories.agreed(stories.asked(helper)))
    wrong = acts.save_draft(draft, account=helper, part="applicant", values=people.APPLICANT)
    assert "Ủy quyền là của người" in wrong["identity_number"]
    with pytest.raises(acts.Refused, match="Ủy quyền là của người"):
        acts.submit(draft, account=helper)
    assert not Dossier.objects.filter(submitter=helper).exists()


def test_a_consent_taken_back_mid_draft_takes_the_draft_along(helper: Account) -> None:
    loan = people.citizen(2)
    mandate = stories.agreed(stories.asked(helper, stories.party_of(loan.citizen)))
    draft = stories.begun(mandate)
    acts.withdraw_consent(mandate, account=loan)
    assert not Draft.objects.filter(pk=draft.pk).exists()
    with pytest.raises(acts.Refused):
        acts.submit(draft, account=helper)
    with pytest.raises(acts.Refused):
        stories.begun(Mandate.objects.get(pk=mandate.pk))


def test_who_stopped_helping_files_and_saves_nothing(helper: Account) -> None:
    draft = stories.begun(stories.agreed(stories.asked(helper)))
    stories.stops_helping(helper)
    assert not Draft.objects.of(helper).exists()
    with pytest.raises(acts.Refused):
        acts.save_draft(draft, account=helper, part="applicant", values={})
    with pytest.raises(acts.Refused):
        acts.submit(draft, account=helper)


def test_a_helper_sees_the_dossier_until_it_has_ended(helper: Account) -> None:
    dossier = stories.filed(stories.agreed(stories.asked(helper)))
    assert sees(helper, dossier)
    people.carry_to(dossier, "return")
    assert sees(helper, dossier)
    people.carry_on(dossier)
    assert not sees(helper, dossier)


def test_helpers_see_nothing_of_each_other(helper: Account) -> None:
    dossier = stories.filed(stories.agreed(stories.asked(helper)))
    for username in ("ht.nam", "ht.hoa"):
        other = stories.helper_account(username)
        assert not sees(other, dossier)
        assert not policies.is_submitter(other, dossier)


def test_when_the_consent_is_taken_back_the_dossier_goes_on_without_the_helper(
    helper: Account,
) -> None:
    loan = people.citizen(2)
    mandate = stories.agreed(stories.asked(helper, stories.party_of(loan.citizen)))
    dossier = stories.filed(mandate)
    acts.withdraw_consent(mandate, account=loan)
    assert not sees(helper, dossier)
    assert sees(loan, dossier)
    with pytest.raises(acts.Refused, match="không có quyền"):
        acts.ask_withdrawal(dossier, account=helper, reason="Thử")
    acts.receive(dossier, account=people.officer("mc.hongbang"))


def test_the_person_has_the_dossier_among_theirs_and_may_act(helper: Account) -> None:
    loan, stranger = people.citizen(2), people.citizen(1)
    dossier = stories.filed(stories.agreed(stories.asked(helper, stories.party_of(loan.citizen))))
    assert sees(loan, dossier)
    assert not sees(stranger, dossier)
    assert acts.ask_withdrawal(dossier, account=loan, reason="Tự nộp được")
    assert "mandate" not in dossier.events.get(act="ask_withdrawal").detail


def test_what_the_helper_does_later_says_by_which_mandate(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    dossier = stories.filed(mandate)
    acts.ask_withdrawal(dossier, account=helper, reason="Người ấy đổi ý")
    assert dossier.events.get(act="ask_withdrawal").detail["mandate"] == mandate.reference


def test_a_daughter_files_for_her_father_as_often_as_she_likes() -> None:
    daughter = people.citizen(0)
    mandate = stories.agreed(stories.of_family(daughter, kind="parent"))
    first, second = stories.filed(mandate), stories.filed(mandate)
    people.carry_to(first, "return")
    people.carry_on(first)
    assert sees(daughter, first)
    assert sees(daughter, second)


def test_a_mandate_past_its_last_day_is_over() -> None:
    daughter = people.citizen(0)
    until = timezone.localdate() + timedelta(days=5)
    mandate = stories.agreed(stories.of_family(daughter, until=until))
    dossier = stories.filed(mandate)
    Mandate.objects.update(valid_to=timezone.localdate() - timedelta(days=1), valid_from=None)
    assert not sees(daughter, dossier)
    with pytest.raises(acts.Refused):
        stories.begun(mandate)


def test_who_gives_the_mandate_up_has_no_draft_left() -> None:
    daughter = people.citizen(0)
    mandate = stories.agreed(stories.of_family(daughter))
    draft = stories.begun(mandate)
    acts.end_mandate(mandate, account=daughter)
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_the_receipt_names_who_came_and_whose_the_dossier_is(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    dossier = stories.filed(mandate)
    acts.receive(dossier, account=people.officer("mc.hongbang"))
    pdf = PdfReader(io.BytesIO(issuing.print_paper(dossier.papers.get(kind="receipt"))))
    text = " ".join(pdf.pages[0].extract_text().split())
    for said in (
        f"Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: {helper}",
        helper.citizen.identity_number,
        f"Người ủy quyền: {stories.NEIGHBOUR.full_name}",
        stories.NEIGHBOUR.identity_number,
        "Giấy tờ ủy quyền: Đồng ý xác nhận bằng mã",
        mandate.reference,
    ):
        assert said in text, said


def told(dossier: Dossier) -> set[object]:
    rows = Outbox.objects.filter(dossier=dossier, kind__in=["submit", "receive", "return_result"])
    return {row.account or row.channel for row in rows}


def test_the_person_is_told_as_well_as_the_helper(helper: Account) -> None:
    loan = people.citizen(2)
    dossier = stories.filed(stories.agreed(stories.asked(helper, stories.party_of(loan.citizen))))
    assert told(dossier) == {helper, loan}


def test_who_has_no_account_is_written_to(helper: Account) -> None:
    dossier = stories.filed(stories.agreed(stories.asked(helper)))
    assert told(dossier) == {helper, "email"}


def test_after_the_consent_is_taken_back_the_helper_is_told_nothing(helper: Account) -> None:
    loan = people.citizen(2)
    mandate = stories.agreed(stories.asked(helper, stories.party_of(loan.citizen)))
    dossier = stories.filed(mandate)
    acts.withdraw_consent(mandate, account=loan)
    acts.receive(dossier, account=people.officer("mc.hongbang"))
    received = Outbox.objects.filter(dossier=dossier, kind="receive")
    assert {row.account for row in received} == {loan}


def test_points_count_what_they_filed_by_month(helper: Account) -> None:
    point = stories.helps(helper).point
    done = stories.filed(stories.agreed(stories.asked(helper)))
    stories.filed(stories.agreed(stories.asked(stories.helper_account("ht.nam"))))
    stories.filed(stories.agreed(stories.asked(stories.helper_account("ht.hoa"))))
    people.carry_to(done, "return")
    (month,) = months_of([point])
    assert (month.filed, month.finished, month.on_time) == (2, 1, 1)
    assert month.month == timezone.localdate().replace(day=1)
