"""Messages that could not be delivered: seen and sent again by those who may."""

import pytest
from django.test import Client
from django.utils import timezone

from motcua.dossiers.models import Dossier, Outbox
from motcua.organization.models import Agency
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/thu-chua-gui/"
AGAIN = f"{PAGE}gui-lai/"
REASON = "Máy chủ thư trả lời 550: No such user"


def dead(dossier: Dossier) -> Outbox:
    row = dossier.outbox.first()
    Outbox.objects.filter(pk=row.pk).update(failed_at=timezone.now(), reason=REASON, tries=1)
    return row


@pytest.fixture
def administrator() -> Client:
    return desk("qt")


def test_every_message_went_out(administrator: Client) -> None:
    assert "Mọi thông báo đều đã gửi được" in words(read(administrator, PAGE))


def test_which_and_why_and_again(administrator: Client) -> None:
    one, other = dead(people.filed()), dead(people.filed())
    page = words(read(administrator, PAGE))
    assert REASON in page
    assert str(one.dossier) in page
    assert one.dossier.applicant.full_name not in page
    answer = administrator.post(AGAIN, {"row": [one.pk]}, follow=True)
    assert "Đang gửi lại 1 thông báo." in words(answer.content.decode())
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.failed_at, one.tries, one.reason) == (None, 0, "")
    assert other.failed_at is not None
    administrator.post(AGAIN, {"all": "1"})
    assert not Outbox.objects.exclude(failed_at=None).exists()


def test_nonsense_sends_nothing(administrator: Client) -> None:
    row = dead(people.filed())
    administrator.post(AGAIN, {"row": ["x", "-1", str(row.pk + 1000)]})
    row.refresh_from_db()
    assert row.failed_at is not None


def test_an_administrator_elsewhere_sees_and_sends_none(administrator: Client) -> None:
    row = dead(people.filed())
    there = Agency.objects.filter(level=Agency.Level.COMMUNE).exclude(pk=row.dossier.agency_id)
    account = administrator_of(there[0])
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    assert str(row.dossier) not in read(client, PAGE)
    client.post(AGAIN, {"all": "1"})
    row.refresh_from_db()
    assert row.failed_at is not None


def administrator_of(agency: Agency):
    from motcua.organization.models import Post, Role
    from motcua.people.models import Account, Officer, PostHolding

    account = Account.objects.create(username="qt.khac", full_name="Quản Trị Khác")
    officer = Officer.objects.create(account=account, staff_code="QTKHAC")
    post = Post.objects.create(
        unit=agency.units.first(), code="QTKHAC", name="Quản trị", role=Role.ADMINISTRATOR
    )
    PostHolding.objects.create(officer=officer, post=post, valid_from="2020-01-01")
    return account


def test_an_officer_without_the_post_is_told_whose_page_it_is() -> None:
    assert desk("mc.hongbang").get(PAGE).status_code == 403
    assert desk("mc.hongbang").post(AGAIN, {"all": "1"}).status_code == 403
