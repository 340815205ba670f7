"""Who may be filed for, until when, and what must be known of them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from motcua.mandates.granting import grant_to_helper
from motcua.mandates.models import Helper, Mandate, SupportPoint
from motcua.mandates.refusals import MandateRefused
from tests.dossiers import people
from tests.mandates import stories

pytestmark = pytest.mark.django_db


def test_a_mandate_begins_without_any_right() -> None:
    mandate = stories.of_family(people.citizen(0))
    assert mandate.state == Mandate.State.WAITING
    assert not Mandate.objects.in_force().filter(pk=mandate.pk).exists()


def test_a_childs_ends_the_day_before_the_child_is_of_age() -> None:
    born = timezone.localdate() - timedelta(days=3000)
    mandate = stories.of_family(people.citizen(0), stories.party(birth_date=born), kind="child")
    assert mandate.valid_to is not None
    of_age = mandate.valid_to + timedelta(days=1)
    assert (of_age.year - born.year, of_age.month, of_age.day) == (18, born.month, born.day)


@given(days=st.integers(min_value=0, max_value=17 * 365))
def test_every_childs_mandate_ends_before_its_eighteenth_birthday(days: int) -> None:
    born = timezone.localdate() - timedelta(days=days)
    child = stories.party(birth_date=born)
    mandate = stories.of_family(people.citizen(0), child, kind="child")
    assert mandate.valid_to is not None
    assert (mandate.valid_to.year - born.year) in {17, 18}
    assert mandate.valid_to < date(born.year + 18, 12, 31)
    assert mandate.valid_to >= timezone.localdate()


def test_nobody_stands_by_law_for_a_child_of_age() -> None:
    with pytest.raises(MandateRefused, match="đủ 18 tuổi"):
        stories.of_family(people.citizen(0), kind="child")


@pytest.mark.parametrize("number", ["123", "03104500077x", "", "031045000777 1"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(MandateRefused, match="12 chữ số"):
        stories.of_family(people.citizen(0), stories.party(identity_number=number))


def test_a_company_has_the_number_of_a_company() -> None:
    company = stories.party(identity_number="0200000999", birth_date=None)
    assert stories.of_family(people.citizen(0), company, kind="legal").party == "organisation"
    with pytest.raises(MandateRefused):
        stories.of_family(people.citizen(0), company, kind="other")


def test_nobody_needs_a_mandate_for_themselves() -> None:
    account = people.citizen(0)
    with pytest.raises(MandateRefused, match="của chính bạn"):
        stories.of_family(account, stories.party_of(account.citizen))


@pytest.mark.parametrize("days", [-1, 6 * 366])
def test_an_end_that_is_past_or_far_away_is_refused(days: int) -> None:
    until = timezone.localdate() + timedelta(days=days)
    with pytest.raises(MandateRefused, match="5 năm"):
        stories.of_family(people.citizen(0), until=until)


def test_a_person_is_named_with_a_day_of_birth() -> None:
    with pytest.raises(MandateRefused, match="ngày sinh"):
        stories.of_family(people.citizen(0), stories.party(birth_date=None))


def test_a_helper_files_at_their_own_point_alone() -> None:
    other = stories.helps(stories.helper_account("ht.hoa"))
    procedure = people.case_of(people.EXTRACT).version.procedure_id
    with pytest.raises(MandateRefused, match="không còn là người hỗ trợ"):
        grant_to_helper(
            stories.NEIGHBOUR,
            account=stories.helper_account(),
            helper=other,
            procedure_id=procedure,
        )


def test_who_stopped_helping_begins_nothing() -> None:
    account = stories.helper_account()
    stories.stops_helping(account)
    with pytest.raises(MandateRefused):
        stories.asked(account)


def test_where_a_point_closed_nobody_helps() -> None:
    account = stories.helper_account()
    yesterday = timezone.localdate() - timedelta(days=1)
    SupportPoint.objects.filter(helpers__account=account).update(valid_to=yesterday)
    assert not Helper.objects.in_force().filter(account=account).exists()
    with pytest.raises(MandateRefused):
        stories.asked(account)
