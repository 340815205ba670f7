"""Organisations sign in themselves; who represents one may work in its name, and nobody else."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from motcua.people.models import Account, Citizen, Representation
from tests.accounts.coming_in import Visitor
from tests.portal.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("connected")]

COOPERATIVE = "Hợp tác xã Mẫu Đồng Tâm"


@pytest.fixture
def cooperative(visitor: Visitor) -> Citizen:
    """It has signed in, and with it the provider has said who holds its account."""
    Visitor(Client()).signs_in(COOPERATIVE)
    return Citizen.objects.select_related("account").get(identity_number="0200000789")


def acts(visitor: Visitor, organisation: Citizen) -> str:
    response = visitor.client.post(f"/tai-khoan/to-chuc/{organisation.pk}/", follow=True)
    return words(response) if response.status_code == 200 else str(response.status_code)


def test_an_organisation_signs_in_as_itself(cooperative: Citizen) -> None:
    assert cooperative.kind == Citizen.Kind.ORGANISATION
    assert str(cooperative) == COOPERATIVE
    assert cooperative.is_verified
    held = Representation.objects.get(organisation=cooperative)
    assert (str(held.person), held.role) == ("Phạm Thị Loan", "Chủ tịch Hội đồng quản trị")
    assert held.valid_to == timezone.localdate() + dt.timedelta(days=90)


def test_a_holder_never_seen_before_is_the_same_citizen_later(visitor: Visitor) -> None:
    Account.objects.filter(username="cd.loan").update(username="khac")
    Citizen.objects.filter(account__username="khac").update(identity_number="031158000780")
    visitor.signs_in(COOPERATIVE)
    visitor.client.logout()
    visitor.signs_in("Phạm Thị Loan")
    assert COOPERATIVE in visitor.reads("/tai-khoan/")


def test_its_representative_works_in_its_name_and_comes_back(
    visitor: Visitor, cooperative: Citizen
) -> None:
    visitor.signs_in("Phạm Thị Loan")
    loan = visitor.account
    before = visitor.client.session.session_key
    said = acts(visitor, cooperative)
    assert visitor.account == cooperative.account
    assert "Bạn là Phạm Thị Loan, đang làm việc thay" in said
    assert visitor.client.session.session_key != before
    assert visitor.client.session.get_expiry_age() <= 4 * 3600
    visitor.client.post("/tai-khoan/tro-ve/")
    assert visitor.account == loan


def test_nobody_else_does(visitor: Visitor, cooperative: Citizen) -> None:
    visitor.signs_in("Trần Văn Thuận")
    mine = visitor.account
    assert COOPERATIVE not in visitor.reads("/tai-khoan/")
    assert acts(visitor, cooperative) == "404"
    visitor.client.post("/tai-khoan/tro-ve/")
    assert visitor.account == mine


def test_not_after_the_period(visitor: Visitor, cooperative: Citizen) -> None:
    visitor.signs_in("Phạm Thị Loan")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Representation.objects.update(valid_to=yesterday)
    assert acts(visitor, cooperative) == "404"
    Visitor(Client()).signs_in(COOPERATIVE)
    assert COOPERATIVE in acts(visitor, cooperative)
    assert Representation.objects.get(organisation=cooperative).valid_from == timezone.localdate()


def test_not_below_level_two(visitor: Visitor, cooperative: Citizen) -> None:
    visitor.signs_in("Phạm Thị Loan")
    Citizen.objects.filter(account=visitor.account).update(assurance_level=1)
    assert acts(visitor, cooperative) == "404"


def test_not_for_one_put_out_of_use(visitor: Visitor, cooperative: Citizen) -> None:
    visitor.signs_in("Phạm Thị Loan")
    Account.objects.filter(pk=cooperative.account_id).update(is_active=False)
    assert acts(visitor, cooperative) == "404"


def test_an_organisations_account_has_no_passkeys(visitor: Visitor, cooperative: Citizen) -> None:
    """A representative leaves nothing behind by which they come back later."""
    visitor.signs_in("Phạm Thị Loan")
    acts(visitor, cooperative)
    assert visitor.client.get("/tai-khoan/khoa-truy-cap/them/").status_code == 403
    assert "Thêm khóa truy cập" not in visitor.reads("/tai-khoan/bao-mat/")


def test_going_over_and_back_is_not_signing_in_again(
    visitor: Visitor, cooperative: Citizen
) -> None:
    visitor.signs_in("Phạm Thị Loan")
    session = visitor.client.session
    session["signed_in_at"] -= 3600
    session.save()
    acts(visitor, cooperative)
    visitor.client.post("/tai-khoan/tro-ve/")
    response = visitor.client.get("/tai-khoan/khoa-truy-cap/them/")
    assert response.headers["Location"].startswith("/dang-nhap/")
