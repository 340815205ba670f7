"""At the counter: by post, several dossiers in one visit, given back for completion."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers.models import Channel, Dossier, State, Visit
from tests.dossiers import people
from tests.office.desks import desk, read, words
from tests.office.test_reception import COUNTER, filled

pytestmark = pytest.mark.django_db


def signed(**ago: int) -> str:
    return f"{timezone.localtime(timezone.now() - timedelta(**ago)):%Y-%m-%dT%H:%M}"


def test_a_dossier_by_post_counts_from_the_hand_over_record() -> None:
    clerk = desk("mc.hongbang")
    post = {"carrier": "VNPost", "record": "BG-0112", "signed_at": signed(days=1)}
    page = clerk.post(COUNTER, filled(read(clerk, COUNTER), **post), follow=True)
    dossier = Dossier.objects.get()
    assert dossier.channel == Channel.POST
    assert dossier.submitted_at < timezone.now() - timedelta(hours=23)
    assert dossier.received_at == dossier.submitted_at
    said = words(page.content.decode())
    assert "Biên bản giao nhận: BG-0112" in said
    assert "Bưu chính" in said


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"record": "BG-1"}, "Hãy ghi ngày giờ ký biên bản giao nhận."),
        ({"signed_at": signed(hours=1)}, "Hãy ghi số biên bản giao nhận."),
        ({"record": "BG-1", "signed_at": "hôm qua"}, "Hãy ghi ngày giờ ký biên bản giao nhận."),
        ({"record": "BG-1", "signed_at": signed(days=9)}, "trong vòng 7 ngày"),
        (
            {"record": "BG-1", "carrier": "x", "signed_at": signed(hours=1), "do": "another"},
            "từng hồ sơ một",
        ),
    ],
)
def test_half_a_record_is_told(post: dict[str, str], said: str) -> None:
    clerk = desk("mc.hongbang")
    typed = {"carrier": "VNPost", **post}
    answer = clerk.post(COUNTER, filled(read(clerk, COUNTER), **typed))
    assert answer.status_code == 422
    assert said in words(answer.content.decode())
    assert not Dossier.objects.exists()


def test_several_dossiers_of_one_person_are_received_at_once() -> None:
    clerk = desk("mc.hongbang")
    page = clerk.post(COUNTER, filled(read(clerk, COUNTER), do="another"), follow=True)
    said = words(page.content.decode())
    assert "Lượt này đã nhập 1 hồ sơ, chưa tiếp nhận" in said
    assert not Dossier.objects.exists()

    second = read(clerk, COUNTER)
    assert 'value="Nguyễn Thị Mẫu"' in second
    assert "Tiếp nhận cả 2 hồ sơ" in words(second)
    form = filled(second, visit=clerk.session["visit"]["key"])
    for _ in range(2):
        page = clerk.post(COUNTER, form, follow=True)
    assert Dossier.objects.count() == 2
    visit = Visit.objects.get()
    assert {dossier.visit_id for dossier in Dossier.objects.all()} == {visit.pk}
    said = words(page.content.decode())
    assert "Đã tiếp nhận 2 hồ sơ" in said
    assert all(dossier.code in said for dossier in Dossier.objects.all())
    receipts = [dossier.papers.get().pk for dossier in Dossier.objects.all()]
    printed = clerk.get("/can-bo/giay-to/in/", {"giay": receipts})
    assert printed.content.startswith(b"%PDF")
    assert "Lượt này" not in words(read(clerk, "/can-bo/tiep-nhan/"))


def test_scans_are_kept_until_the_visit_is_over() -> None:
    clerk = desk("mc.hongbang")
    component = people.case_of(people.BUILDING).components.filter(mandatory=True).first()
    scan = {f"files-{component.pk}": people.upload("don.pdf")}
    clerk.post(COUNTER, filled(read(clerk, COUNTER), do="another", **scan))
    key = clerk.session["visit"]["key"]
    page = clerk.post("/can-bo/tiep-nhan/nhieu-ho-so/", {"visit": key}, follow=True)
    assert "Đã tiếp nhận 1 hồ sơ" in words(page.content.decode())
    assert Dossier.objects.get().components.get(component=component).files.get().name == "don.pdf"
    clerk.post("/can-bo/tiep-nhan/nhieu-ho-so/", {"visit": key})
    assert Dossier.objects.count() == 1


def test_what_was_entered_may_be_dropped() -> None:
    clerk = desk("mc.hongbang")
    clerk.post(COUNTER, filled(read(clerk, COUNTER), do="another"))
    dropped = {"visit": clerk.session["visit"]["key"], "drop": "1"}
    page = clerk.post("/can-bo/tiep-nhan/nhieu-ho-so/", dropped, follow=True)
    assert "chưa hồ sơ nào được tiếp nhận" in words(page.content.decode())
    assert not Dossier.objects.exists()


def test_a_visit_is_seen_at_its_own_counter_only() -> None:
    clerk = desk("mc.hongbang")
    clerk.post(COUNTER, filled(read(clerk, COUNTER), do="another"))
    clerk.post("/can-bo/tiep-nhan/nhieu-ho-so/", {"visit": clerk.session["visit"]["key"]})
    address = f"/can-bo/tiep-nhan/luot/{Visit.objects.get().pk}/"
    assert clerk.get(address).status_code == 200
    assert desk("mc.lechan").get(address).status_code == 404


def test_an_incomplete_dossier_is_given_back_with_its_slip() -> None:
    clerk = desk("mc.hongbang")
    form = filled(read(clerk, COUNTER), do="give_back")
    del form["all_mandatory"]
    answer = clerk.post(COUNTER, form)
    assert answer.status_code == 422
    assert "Hãy ghi giấy tờ, nội dung cần hoàn thiện." in words(answer.content.decode())
    told = {"items": "Bản vẽ thiết kế\nGiấy tờ đất", "reason": "Chưa có trong hồ sơ"}
    page = clerk.post(COUNTER, form | told, follow=True)
    dossier = Dossier.objects.get()
    assert dossier.state == State.SUPPLEMENT
    assert dossier.code is None
    said = words(page.content.decode())
    assert "Đã trả lại hồ sơ để hoàn thiện." in said
    assert "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" in said
