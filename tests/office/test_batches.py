"""Lists of a desk on which one click does an act on several dossiers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.dossiers.models import Dossier
from tests.dossiers import people
from tests.office.desks import desk, filled, read, words

pytestmark = pytest.mark.django_db

SIGNING, PAPERS = "/can-bo/ky-duyet/", "/can-bo/ho-so-giay/"
EXTENSIONS, PRINTING = "/can-bo/sap-het-han/", "/can-bo/giay-to/"


def send(client: Client, path: str, chosen: list[Dossier], prefix: str = "", **typed: str) -> str:
    """Tick the dossiers on the list as it stands, and press."""
    page = read(client, path)
    form = filled(page, key=f"{prefix}key")
    ticks = [f"{dossier.pk}.{dossier.version}" for dossier in chosen]
    named = {f"{prefix}{name}": value for name, value in typed.items()}
    answer = client.post(path, {**form, f"{prefix}chosen": ticks, **named})
    for dossier in chosen:
        dossier.refresh_from_db()
    return words(answer.content.decode())


def to_sign() -> Dossier:
    return people.carry_to(people.received(people.BUILDING), "sign")


def test_a_leader_signs_several_and_reads_what_became_of_each() -> None:
    drafts = [to_sign(), to_sign(), to_sign()]
    leader = desk("ld.hongbang")
    page = words(read(leader, SIGNING))
    assert all(dossier.code in page for dossier in drafts)
    assert drafts[0].result.title in page
    assert "Ký duyệt 3" in words(read(leader, "/can-bo/"))

    stale = Dossier.objects.get(pk=drafts[2].pk)
    Dossier.objects.filter(pk=stale.pk).update(version=stale.version + 1)
    page = send(leader, SIGNING, [drafts[0], drafts[1], stale], note="Đồng ý")
    assert "Đã ký 2 hồ sơ" in page
    assert "1 hồ sơ chưa thực hiện được" in page
    assert "Hồ sơ vừa có thay đổi sau khi trang này được mở." in page
    signed = [dossier.events.filter(act="sign").count() for dossier in drafts]
    assert signed == [1, 1, 0]


def test_the_same_batch_sent_twice_signs_once() -> None:
    dossier = to_sign()
    leader = desk("ld.hongbang")
    form = filled(read(leader, SIGNING)) | {"chosen": f"{dossier.pk}.{dossier.version}"}
    for _ in range(2):
        assert leader.post(SIGNING, form).status_code == 200
    assert dossier.events.filter(act="sign").count() == 1


def test_all_are_ticked_without_script() -> None:
    to_sign()
    assert " checked" in read(desk("ld.hongbang"), f"{SIGNING}?chon=tat-ca")


@pytest.mark.parametrize("chosen", [[], ["x"], ["1"], ["1.x"]])
def test_nothing_chosen_is_said(chosen: list[str]) -> None:
    to_sign()
    leader = desk("ld.hongbang")
    answer = leader.post(SIGNING, filled(read(leader, SIGNING)) | {"chosen": chosen})
    assert answer.status_code == 422


def test_who_may_not_sign_signs_nothing() -> None:
    dossier = to_sign()
    page = send(desk("ld.hongbang"), SIGNING, [])
    assert "Hãy chọn ít nhất một hồ sơ." in page
    clerk, leader = desk("mc.hongbang"), desk("ld.hongbang")
    form = filled(read(leader, SIGNING)) | {"chosen": f"{dossier.pk}.{dossier.version}"}
    page = words(clerk.post(SIGNING, form).content.decode())
    assert "không nằm trên bàn" in page
    assert not dossier.events.filter(act="sign").exists()


def test_papers_are_given_and_acknowledged_several_at_once() -> None:
    both = [people.at_counter(key="1"), people.at_counter(key="2")]
    clerk, head = desk("mc.hongbang"), desk("tp.kinhte.hongbang")
    page = send(clerk, PAPERS, both, "giao-")
    assert "Đã ghi nhận 2 hồ sơ" in page
    assert "In các phiếu bàn giao" in page
    assert "Không còn hồ sơ giấy nào cần bàn giao" in page
    assert "Hồ sơ giấy 2" in words(read(head, "/can-bo/"))
    page = send(head, PAPERS, both, "nhan-", note="Đủ")
    assert "Đã ghi nhận 2 hồ sơ" in page
    taken = [dossier.hand_overs.get() for dossier in both]
    assert [row.note for row in taken] == ["Đủ", "Đủ"]
    assert all(row.taken_by == people.officer("tp.kinhte.hongbang").officer for row in taken)


def due_in(**later: int) -> Dossier:
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    due = timezone.now() + timedelta(**later)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=due)
    dossier.refresh_from_db()
    return dossier


def test_extensions_are_proposed_in_a_list_each_by_itself() -> None:
    soon, today, far = due_in(days=3), due_in(minutes=1), due_in(days=30)
    head = desk("tp.kinhte.hongbang")
    page = words(read(head, EXTENSIONS))
    assert soon.code in page
    assert far.code not in page
    until = timezone.localdate(far.due_at) + timedelta(days=60)
    while until.weekday() != 2:
        until += timedelta(days=1)
    day = {f"until_{part}": str(getattr(until, part)) for part in ("day", "month", "year")}
    page = send(head, EXTENSIONS, [soon, today], reason="Chờ ý kiến của Sở", **day)
    assert "Đã đề nghị gia hạn 1 hồ sơ" in page
    assert "chậm nhất một ngày trước khi hết hạn" in page
    assert soon.extensions.count() == 1
    assert not today.extensions.exists()


def test_papers_are_printed_in_one_go() -> None:
    clerk = desk("mc.hongbang")
    papers = [people.received().papers.get(), people.received().papers.get()]
    page = words(read(clerk, PRINTING))
    assert all(paper.number in page for paper in papers)
    answer = clerk.get(f"{PRINTING}in/", {"giay": [paper.pk for paper in papers]})
    assert answer["Content-Type"] == "application/pdf"
    assert clerk.get(f"{PRINTING}in/", {"giay": ["x"]}).status_code == 302
    stranger = desk("cv.lechan").get(f"{PRINTING}in/", {"giay": papers[0].pk})
    assert stranger.status_code == 302


def test_the_lists_cost_the_same_however_long_they_are() -> None:
    from tests.office.test_worklist import queries

    leader, clerk = desk("ld.hongbang"), desk("mc.hongbang")
    pages = [(leader, SIGNING), (leader, EXTENSIONS), (clerk, PAPERS), (clerk, PRINTING)]
    to_sign(), due_in(days=2), people.at_counter(key="a")
    for client, path in pages:
        read(client, path)
    few = [queries(client, path) for client, path in pages]
    to_sign(), due_in(days=2), people.at_counter(key="b")
    assert [queries(client, path) for client, path in pages] == few
