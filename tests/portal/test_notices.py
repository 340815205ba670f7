"""A citizen's notices: the list, one of them, how one is told."""

import pytest
from django.test import Client

from motcua.dossiers.tasks import deliver
from motcua.face.notices import PER_PAGE
from motcua.messages.models import Choice, Notice
from motcua.people.models import Account
from tests.dossiers import people
from tests.portal.pages import Citizens, words

pytestmark = pytest.mark.django_db


def told(account: Account, count: int = 1) -> None:
    Notice.objects.bulk_create(
        Notice(
            account=account,
            outbox_id=-number,
            reference="AAAA-AAAA-AAAA",
            subject=f"Thông báo số {number}",
            body="Một dòng.\n\nMã hồ sơ: <b>H24</b>",
            path="/ho-so/AAAA-AAAA-AAAA/",
            link="Xem hồ sơ",
        )
        for number in range(1, count + 1)
    )


def test_nothing_yet(citizen: Citizens) -> None:
    page = words(citizen.get("notices"))
    assert "Bạn chưa có thông báo nào" in page
    assert "Đánh dấu tất cả" not in page


def test_an_act_becomes_a_notice_that_is_read_once(citizen: Citizens) -> None:
    dossier = people.filed()
    for row in dossier.outbox.all():
        deliver(row.pk)
    page = words(citizen.get("notices"))
    assert f"Đã nhận hồ sơ nộp trực tuyến {dossier}" in page
    assert "Thông báo 1 chưa đọc" in page
    # What the same act told the desk is not shown to the citizen.
    assert "Việc mới" not in page
    notice = Notice.objects.get(account=citizen.account)
    opened = citizen.get("notice", notice.pk)
    assert "Việc cần làm: chưa có." in words(opened)
    assert f"/ho-so/{dossier.reference}/" in opened.content.decode()
    notice.refresh_from_db()
    first_read = notice.read_at
    assert first_read is not None
    citizen.get("notice", notice.pk)
    notice.refresh_from_db()
    assert notice.read_at == first_read
    assert "chưa đọc" not in words(citizen.get("notices")).lower()


def test_a_long_list_has_pages_and_is_read_at_one_press(citizen: Citizens) -> None:
    told(citizen.account, PER_PAGE + 1)
    first = citizen.get("notices")
    assert first.content.decode().count("mc-results__item") == PER_PAGE
    assert "Trang 2" in first.content.decode() or "page=2" in first.content.decode()
    after = citizen.client.post("/thong-bao/da-doc/", follow=True)
    assert "Đã đánh dấu tất cả thông báo là đã đọc." in words(after)
    assert not Notice.objects.filter(account=citizen.account).unread().exists()


def test_what_is_in_a_notice_is_never_markup(citizen: Citizens) -> None:
    told(citizen.account)
    notice = Notice.objects.get(account=citizen.account)
    assert "&lt;b&gt;H24&lt;/b&gt;" in citizen.get("notice", notice.pk).content.decode()


def test_somebody_elses_notice_does_not_exist(citizen: Citizens, stranger: Account) -> None:
    told(stranger)
    notice = Notice.objects.get(account=stranger)
    assert citizen.get("notice", notice.pk).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None
    assert "Thông báo số 1" not in words(citizen.get("notices"))


def test_marking_as_read_needs_a_press(citizen: Citizens) -> None:
    told(citizen.account)
    assert citizen.get("notices_read").status_code == 405
    assert Notice.objects.filter(account=citizen.account).unread().exists()


def test_language_and_e_mail_are_kept(citizen: Citizens, settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]
    Account.objects.filter(pk=citizen.account.pk).update(email="thom@motcua.example")
    page = words(citizen.get("notice_choice"))
    assert "Gửi đến thom@motcua.example." in page
    citizen.post("notice_choice", language="en")
    choice = Choice.objects.get(account=citizen.account)
    assert (choice.language, choice.by_email, choice.desk_by_email) == ("en", False, False)


def test_without_an_address_e_mail_is_not_offered(citizen: Citizens, settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]
    Account.objects.filter(pk=citizen.account.pk).update(email="")
    page = words(citizen.get("notice_choice"))
    assert "Tài khoản chưa có địa chỉ thư điện tử" in page
    assert "Gửi cả qua thư điện tử" not in page
    citizen.post("notice_choice", language="en")
    assert Choice.objects.get(account=citizen.account).by_email


def test_a_language_that_is_none_is_refused(citizen: Citizens) -> None:
    assert citizen.post("notice_choice", language="fr").status_code == 422
    assert not Choice.objects.filter(account=citizen.account).exists()


def test_the_list_costs_the_same_however_long(citizen: Citizens, django_assert_num_queries) -> None:
    told(citizen.account, 1)
    citizen.get("notices")
    with django_assert_num_queries(6):
        citizen.get("notices")
    Notice.objects.all().delete()
    told(citizen.account, PER_PAGE)
    with django_assert_num_queries(6):
        citizen.get("notices")


def test_in_english(citizen: Citizens) -> None:
    citizen.client.cookies["django_language"] = "en"
    assert "You have no notices yet" in words(citizen.get("notices"))
    assert "How you are told" in words(citizen.get("notice_choice"))


def test_a_stranger_signs_in_first(visitor: Client) -> None:
    assert visitor.get("/thong-bao/").headers["Location"].startswith("/dang-nhap/")
