"""Codes: for one mandate, ten minutes, five tries, once; never to who asks, never too often."""

from collections.abc import Callable

import pytest

from motcua.mandates import codes, consents
from motcua.mandates.codes import Address
from motcua.mandates.models import Consent, ConsentCode, Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.people.models import Account
from tests.dossiers import people
from tests.mandates import stories

pytestmark = pytest.mark.django_db


def ask(mandate: Mandate) -> str:
    address = codes.addresses_of(mandate)[0]
    return codes.ask_code(mandate, address, account=mandate.account)


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**codes.DIGITS:0{codes.DIGITS}}"


def test_the_right_code_is_the_persons_consent(helper: Account) -> None:
    mandate = stories.asked(helper)
    consent = consents.consent_by_code(mandate, ask(mandate), account=helper)
    assert consent.method == Consent.Method.CODE
    assert Mandate.objects.in_force().get() == mandate


def test_neither_code_nor_address_is_kept(helper: Account) -> None:
    mandate = stories.asked(helper)
    code = ask(mandate)
    kept = " ".join(str(value) for value in ConsentCode.objects.values_list().get())
    assert code not in kept
    assert stories.NEIGHBOUR.phone not in kept


def test_the_code_of_one_mandate_is_nothing_to_another(helper: Account) -> None:
    first, second = stories.asked(helper), stories.asked(helper)
    code = ask(first)
    ask(second)
    with pytest.raises(MandateRefused):
        consents.consent_by_code(second, code, account=helper)
    assert not Consent.objects.exists()


def test_a_code_is_used_once(helper: Account) -> None:
    mandate = stories.asked(helper)
    code = ask(mandate)
    consents.consent_by_code(mandate, code, account=helper)
    again = Mandate.objects.get(pk=mandate.pk)
    with pytest.raises(MandateRefused):
        consents.consent_by_code(again, code, account=helper)
    assert Consent.objects.count() == 1


def test_a_code_lives_ten_minutes(helper: Account) -> None:
    mandate = stories.asked(helper)
    code = ask(mandate)
    stories.later(mandate.codes.get(), minutes=10, seconds=1)
    with pytest.raises(MandateRefused, match="hết hạn"):
        consents.consent_by_code(mandate, code, account=helper)


def test_after_five_wrong_tries_the_right_code_is_wrong_too(helper: Account) -> None:
    mandate = stories.asked(helper)
    code = ask(mandate)
    for left in (4, 3, 2, 1):
        with pytest.raises(MandateRefused, match=f"còn {left} lần"):
            consents.consent_by_code(mandate, other_than(code), account=helper)
    for typed in (other_than(code), code):
        with pytest.raises(MandateRefused, match="quá 5 lần"):
            consents.consent_by_code(mandate, typed, account=helper)
    assert not Consent.objects.exists()


def test_a_newer_code_makes_the_older_void(helper: Account) -> None:
    mandate = stories.asked(helper)
    older = ask(mandate)
    newer = ask(mandate)
    if older != newer:
        with pytest.raises(MandateRefused):
            consents.consent_by_code(mandate, older, account=helper)
    assert consents.consent_by_code(mandate, newer, account=helper)


def test_somebody_elses_mandate_is_not_asked_nor_answered_for(helper: Account) -> None:
    mandate = stories.asked(helper)
    code = ask(mandate)
    stranger = stories.helper_account("ht.nam")
    with pytest.raises(MandateRefused):
        codes.ask_code(mandate, codes.addresses_of(mandate)[0], account=stranger)
    with pytest.raises(MandateRefused):
        consents.consent_by_code(mandate, code, account=stranger)


def test_no_code_goes_to_who_asks_for_it(helper: Account) -> None:
    for way, value in (("email", helper.email.upper()), ("phone", helper.citizen.phone)):
        mandate = stories.asked(helper, stories.party(**{way: value}))
        address = Address(way, value)
        with pytest.raises(MandateRefused, match="của chính bạn"):
            codes.ask_code(mandate, address, account=helper)
    assert not ConsentCode.objects.exists()


def test_who_has_an_account_is_asked_at_their_own_address(helper: Account) -> None:
    loan = people.citizen(2).citizen
    mandate = stories.asked(helper, stories.party_of(loan))
    reached = {each.value for each in codes.addresses_of(mandate)}
    assert reached == {loan.phone, loan.account.email}
    with pytest.raises(MandateRefused, match="không phải của người ấy"):
        codes.ask_code(mandate, Address("email", stories.NEIGHBOUR.email), account=helper)


def test_an_address_that_answers_for_many_is_not_believed(helper: Account) -> None:
    for last in range(codes.PEOPLE_PER_ADDRESS):
        of = stories.party(identity_number=f"03104500070{last}")
        stories.agreed(stories.asked(helper, of))
    mandate = stories.asked(helper)
    with pytest.raises(MandateRefused, match="nhiều người khác"):
        ask(mandate)


def test_the_same_person_may_be_asked_again(helper: Account) -> None:
    for _time in range(codes.PEOPLE_PER_ADDRESS + 1):
        stories.agreed(stories.asked(helper))
    assert Consent.objects.count() == codes.PEOPLE_PER_ADDRESS + 1


@pytest.mark.parametrize(
    ("of_next", "most"),
    [
        (lambda first: first, codes.PER_MANDATE),
        (lambda first: stories.asked(first.account), codes.PER_ADDRESS),
    ],
    ids=["of one mandate", "to one address"],
)
def test_codes_are_not_sent_without_end(
    helper: Account, of_next: Callable[[Mandate], Mandate], most: int
) -> None:
    first = stories.asked(helper)
    for _time in range(most):
        ask(of_next(first))
    with pytest.raises(MandateRefused, match="nhiều lần"):
        ask(of_next(first))


def test_an_address_is_shown_to_its_owner_alone() -> None:
    assert Address("email", "con.gai@motcua.example").masked == "co…@motcua.example"
    assert Address("phone", "0900000777").masked == "…777"
