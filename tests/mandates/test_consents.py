"""The ledger: what was agreed to stands for good; what was taken back too."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from motcua.mandates import consents, ending
from motcua.mandates.models import Consent, ConsentWithdrawal, Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.people.models import Account
from tests.dossiers import people
from tests.mandates import stories

pytestmark = pytest.mark.django_db


def test_what_was_shown_is_kept_word_for_word(helper: Account) -> None:
    consent = stories.agreed(stories.asked(helper)).consent
    assert stories.NEIGHBOUR.full_name in consent.purpose
    assert str(helper) in consent.purpose
    assert "trích lục hộ tịch" in consent.purpose.lower()
    assert len(consent.data_types) == 3
    for said in ("tự nguyện", "rút lại đồng ý", "phường Hồng Bàng", "chỉ xem được hồ sơ này"):
        assert said in consent.wording
    assert (consent.language, consent.recorded_by) == ("vi", helper)


def test_the_language_it_was_shown_in_is_kept(helper: Account) -> None:
    with translation.override("en"):
        consent = stories.agreed(stories.asked(helper)).consent
    assert consent.language == "en"


@pytest.mark.parametrize("model", [Consent, ConsentWithdrawal])
def test_the_database_keeps_the_ledger(helper: Account, model: type) -> None:
    mandate = stories.agreed(stories.asked(helper))
    ending.withdraw_by_link(ending.withdrawal_link(mandate))
    for change in (
        lambda rows: rows.delete(),
        lambda rows: rows.update(recorded_by=people.citizen(1)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(model.objects.all())


def test_a_signed_paper_serves_once(helper: Account) -> None:
    photo = stories.paper()
    consents.consent_by_paper(stories.asked(helper), photo, account=helper)
    with pytest.raises(MandateRefused, match="đã dùng"):
        consents.consent_by_paper(stories.asked(helper), photo, account=helper)
    assert Consent.objects.get().file == photo


def test_a_birth_certificate_serves_both_parents() -> None:
    photo = stories.paper("giấy khai sinh")
    child = stories.party(birth_date=people.citizen(0).date_joined.date())
    for parent in (people.citizen(0), people.citizen(1)):
        mandate = stories.of_family(parent, child, kind="child")
        consent = consents.consent_by_paper(mandate, photo, account=parent)
        assert consent.method == Consent.Method.REPRESENTATION


def test_representation_by_law_is_not_shown_by_a_code() -> None:
    child = stories.party(birth_date=people.citizen(0).date_joined.date())
    mandate = stories.of_family(people.citizen(0), child, kind="child")
    with pytest.raises(MandateRefused, match="giấy tờ"):
        stories.agreed(mandate)


def test_at_the_counter_a_clerk_writes_it_down(helper: Account) -> None:
    mandate = stories.asked(helper)
    for stranger in (helper, people.citizen(1), people.officer("ld.hongbang")):
        with pytest.raises(MandateRefused, match="công chức tiếp nhận"):
            consents.consent_at_counter(mandate, account=stranger)
    clerk = people.officer("mc.hongbang")
    consent = consents.consent_at_counter(mandate, account=clerk)
    assert (consent.method, consent.recorded_by) == (Consent.Method.COUNTER, clerk)


def test_an_ended_mandate_is_not_agreed_to(helper: Account) -> None:
    mandate = stories.asked(helper)
    ending.end(mandate, account=helper)
    with pytest.raises(MandateRefused):
        consents.consent_by_paper(mandate, stories.paper(), account=helper)


def test_the_person_takes_it_back_and_it_stays_taken_back(helper: Account) -> None:
    loan = people.citizen(2)
    mandate = stories.agreed(stories.asked(helper, stories.party_of(loan.citizen)))
    ending.withdraw(mandate, account=loan)
    first = ConsentWithdrawal.objects.get().at
    ending.withdraw(mandate, account=loan)
    assert ConsentWithdrawal.objects.get().at == first
    assert Mandate.objects.get(pk=mandate.pk).state == Mandate.State.WITHDRAWN
    assert not Mandate.objects.in_force().exists()


def test_nobody_else_takes_it_back(helper: Account) -> None:
    mandate = stories.agreed(stories.asked(helper))
    for stranger in (helper, people.citizen(1), people.officer("ld.hongbang")):
        with pytest.raises(MandateRefused):
            ending.withdraw(mandate, account=stranger)
    assert Mandate.objects.in_force().exists()


def test_a_declared_number_is_not_the_persons(helper: Account) -> None:
    """Whoever only says that the number is theirs sees and withdraws nothing."""
    mandate = stories.agreed(stories.asked(helper))
    pretender = Account.objects.create_user("ke.gia")
    pretender.citizen = type(helper.citizen).objects.create(
        account=pretender, identity_number=mandate.identity_number
    )
    assert not Mandate.objects.about(pretender).exists()
    with pytest.raises(MandateRefused):
        ending.withdraw(mandate, account=pretender)


@pytest.mark.parametrize("token", ["", "AAAA-AAAA-AAAA", "AAAA-AAAA-AAAA:xyz"])
def test_a_link_not_made_here_opens_nothing(token: str) -> None:
    assert ending.mandate_of_link(token) is None
    with pytest.raises(MandateRefused):
        ending.withdraw_by_link(token)


def test_the_link_of_one_mandate_does_not_open_another(helper: Account) -> None:
    first, second = (stories.agreed(stories.asked(helper)) for _time in range(2))
    signature = ending.withdrawal_link(first).split(":")[1]
    assert ending.mandate_of_link(f"{second.reference}:{signature}") is None
