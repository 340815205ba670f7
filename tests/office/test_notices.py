"""Notices at a desk."""

import pytest

from motcua.dossiers.tasks import deliver
from motcua.messages.models import Choice, Notice
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db


def test_new_work_is_told_with_a_way_to_it() -> None:
    dossier = people.filed()
    for row in dossier.outbox.all():
        deliver(row.pk)
    clerk = desk("mc.hongbang")
    page = read(clerk, "/can-bo/thong-bao/")
    assert f"hồ sơ {dossier}" in words(page)
    assert "Đã nhận hồ sơ nộp trực tuyến" not in words(page)
    notice = Notice.objects.get(account=people.officer("mc.hongbang"))
    opened = read(clerk, f"/can-bo/thong-bao/{notice.pk}/")
    assert f"/can-bo/ho-so/{dossier.reference}/" in opened
    assert dossier.applicant.full_name not in opened
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_none_yet() -> None:
    assert "Chưa có thông báo nào" in words(read(desk("ld.hongbang"), "/can-bo/thong-bao/"))


def test_a_colleagues_notice_does_not_exist() -> None:
    for row in people.filed().outbox.all():
        deliver(row.pk)
    notice = Notice.objects.get(account=people.officer("mc.hongbang"))
    assert desk("ld.hongbang").get(f"/can-bo/thong-bao/{notice.pk}/").status_code == 404


def test_e_mail_about_the_desk_is_asked_for(settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]
    account = people.officer("mc.hongbang")
    account.email = "mc@motcua.example"
    account.save()
    clerk = desk("mc.hongbang")
    assert "checked" not in read(clerk, "/can-bo/thong-bao/cach-nhan/").split("by_email")[1][:80]
    clerk.post("/can-bo/thong-bao/cach-nhan/", {"language": "vi", "by_email": "on"})
    choice = Choice.objects.get(account=account)
    assert choice.desk_by_email
    assert choice.by_email, "about one's own dossiers nothing was said"
