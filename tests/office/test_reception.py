"""Reception at the counter: from a scanned card to a printed receipt."""

import pikepdf
import pytest
from django.urls import reverse

from motcua.catalog.models import Component
from motcua.dossiers.models import Dossier, DossierFile, State
from motcua.files.service import open_stored
from tests.dossiers import people
from tests.files import hostile
from tests.office.desks import desk, hidden, read, words

pytestmark = pytest.mark.django_db

CARD = (
    "031099000999|131234567|Nguyễn Thị Mẫu|27031990|Nữ|"
    "12 Đinh Tiên Hoàng, Hồng Bàng, Hải Phòng|15042022"
)
COUNTER = reverse("office:receive_at_counter", args=[people.BUILDING])


def filled(page: str, **changed: object) -> dict[str, object]:
    """What a clerk types for an ordinary case."""
    return {
        "key": hidden(page)["key"],
        "kind": "person",
        "identity_number": "031099000999",
        "full_name": "Nguyễn Thị Mẫu",
        "birth_date_day": "27",
        "birth_date_month": "3",
        "birth_date_year": "1990",
        "phone": "0900 000 999",
        "address": "12 Đinh Tiên Hoàng, phường Hồng Bàng",
        "agency": people.commune().pk,
        "delivery": "counter",
        "all_mandatory": "on",
        **counts(),
        **changed,
    }


def counts() -> dict[str, str]:
    """The counts as the page fills them in."""
    given = {}
    for component in people.case_of(people.BUILDING).components.all():
        given[f"originals-{component.pk}"] = str(component.originals)
        given[f"copies-{component.pk}"] = str(component.copies)
    return given


def test_the_first_letters_of_the_words_find_a_procedure() -> None:
    clerk = desk("mc.hongbang")
    assert "đăng ký khai sinh" in read(clerk, "/can-bo/tiep-nhan/?q=ks")
    assert people.BUILDING in read(clerk, "/can-bo/tiep-nhan/?q=gpxd")
    assert people.BUILDING in read(clerk, "/can-bo/tiep-nhan/?q=giay phep xay dung")
    assert "Không tìm thấy thủ tục nào" in read(clerk, "/can-bo/tiep-nhan/?q=zzzzqq")


def test_what_is_received_most_comes_first_without_typing() -> None:
    people.received(people.BUILDING)
    page = read(desk("mc.hongbang"), "/can-bo/tiep-nhan/")
    assert page.index(people.BUILDING) < page.index(people.EXTRACT)


def test_the_clerks_own_commune_is_chosen() -> None:
    page = read(desk("mc.hongbang"), COUNTER)
    assert f'<option value="{people.commune().pk}" selected>' in page


def test_a_scanned_card_fills_in_the_applicant() -> None:
    clerk = desk("mc.hongbang")
    page = clerk.post(COUNTER, {"card": CARD}).content.decode()
    for value in ("031099000999", "Nguyễn Thị Mẫu", "12 Đinh Tiên Hoàng, Hồng Bàng", "1990"):
        assert f'value="{value}' in page
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("text", ["", "x", "1|2|3|4|5|6|7", CARD.replace("27031990", "31021990")])
def test_what_is_not_a_card_is_told(text: str) -> None:
    answer = desk("mc.hongbang").post(COUNTER, {"card": text})
    assert answer.status_code == 422
    assert "mã QR trên thẻ căn cước" in words(answer.content.decode())


def test_one_page_receives_a_dossier_with_its_receipt_ready_to_print() -> None:
    clerk = desk("mc.hongbang")
    answer = clerk.post(COUNTER, filled(read(clerk, COUNTER)), follow=True)
    dossier = Dossier.objects.get()
    assert dossier.state == State.RECEIVED
    assert dossier.applicant.phone == "0900000999"
    assert {p.originals for p in dossier.components.all()} == {1, 2}
    page = answer.content.decode()
    assert f"Đã tiếp nhận hồ sơ {dossier.code}." in page
    receipt = dossier.papers.get()
    assert f"/giay/{receipt.pk}/" in page
    assert clerk.get(f"/can-bo/ho-so/{dossier.reference}/giay/{receipt.pk}/").status_code == 200


def test_a_double_click_receives_once() -> None:
    clerk = desk("mc.hongbang")
    form = filled(read(clerk, COUNTER))
    clerk.post(COUNTER, form)
    clerk.post(COUNTER, form)
    assert Dossier.objects.count() == 1


def test_scans_are_kept_with_their_papers() -> None:
    clerk = desk("mc.hongbang")
    component = required().first()
    scan = {f"files-{component.pk}": people.upload("don-de-nghi.pdf")}
    page = clerk.post(COUNTER, filled(read(clerk, COUNTER), **scan), follow=True).content.decode()
    assert "don-de-nghi.pdf" in page


def test_photographs_at_the_counter_become_one_pdf_of_200_dots_per_inch() -> None:
    clerk = desk("mc.hongbang")
    pages = [people.upload(f"{n}.jpg", hostile.photograph((2480, 3508))) for n in ("mot", "hai")]
    scan = {f"files-{required().first().pk}": pages}
    clerk.post(COUNTER, filled(read(clerk, COUNTER), **scan))
    (kept,) = DossierFile.objects.all()
    assert kept.name == "mot.pdf"
    with pikepdf.open(open_stored(kept.stored)) as bound:
        assert [page.images["/Page"].Height for page in bound.pages] == [2340, 2340]


def required():
    case = people.case_of(people.BUILDING)
    return case.components.filter(mandatory=True, kind=Component.Kind.FILED)


def test_a_missing_paper_keeps_the_dossier_out_and_what_was_typed_in() -> None:
    clerk = desk("mc.hongbang")
    form = filled(read(clerk, COUNTER))
    del form["all_mandatory"]
    answer = clerk.post(COUNTER, form)
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Chưa nhận giấy tờ bắt buộc này" in page
    assert 'value="Nguyễn Thị Mẫu"' in answer.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"identity_number": "123"}, "Số định danh cá nhân gồm 12 chữ số"),
        ({"full_name": ""}, "Hãy ghi họ và tên"),
        ({"phone": "abc"}, "Hãy ghi số điện thoại"),
        ({"birth_date_day": "31", "birth_date_month": "2"}, "Ngày này không có trên lịch"),
        ({"agency": ""}, "Hãy chọn cơ quan giải quyết"),
        ({"key": "x"}, "Có chỗ cần sửa"),
    ],
)
def test_what_is_wrong_is_said_in_words(wrong: dict[str, str], said: str) -> None:
    clerk = desk("mc.hongbang")
    answer = clerk.post(COUNTER, filled(read(clerk, COUNTER), **wrong))
    assert answer.status_code == 422
    assert said in words(answer.content.decode())
    assert not Dossier.objects.exists()


def test_a_wrong_file_is_refused_and_nothing_is_stored() -> None:
    clerk = desk("mc.hongbang")
    component = required().first()
    scan = {f"files-{component.pk}": people.upload("rong.pdf", b"")}
    answer = clerk.post(COUNTER, filled(read(clerk, COUNTER), **scan))
    assert answer.status_code == 422
    assert "rong.pdf” trống" in words(answer.content.decode())
    assert not Dossier.objects.exists()


def test_only_a_one_stop_receives_at_the_counter() -> None:
    head = desk("tp.hongbang")
    answer = head.post(COUNTER, filled(read(head, COUNTER)))
    assert answer.status_code == 422
    assert "không phải công chức một cửa" in words(answer.content.decode())
    assert not Dossier.objects.exists()


def test_the_centre_receives_for_a_commune() -> None:
    centre = desk("mc.thanhpho")
    centre.post(COUNTER, filled(read(centre, COUNTER)))
    dossier = Dossier.objects.get()
    assert dossier.agency == people.commune()
    assert dossier.one_stop.agency.code == "H24"


def test_a_procedure_nobody_decides_is_not_there() -> None:
    assert desk("mc.hongbang").get("/can-bo/tiep-nhan/9.999999/").status_code == 404
