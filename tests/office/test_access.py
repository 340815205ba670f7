"""Who comes in, and what exists for whom."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.office.urls import urlpatterns
from tests.dossiers import people
from tests.office.desks import desk, url, words

pytestmark = pytest.mark.django_db

OPEN = {"sign_in", "sign_out"}
SAMPLE = {
    "reference": "AAAA-BBBB-CCCC",
    "code": "2.000635",
    "act": "receive",
}


def addresses() -> list[str]:
    """One address of every page of the desks but signing in and out."""
    found = []
    for pattern in urlpatterns:
        if pattern.name not in OPEN:
            wanted = {name: SAMPLE.get(name, 1) for name in pattern.pattern.converters}
            found.append(reverse(f"office:{pattern.name}", kwargs=wanted))
    return found


@pytest.mark.parametrize("address", addresses())
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_opens_without_an_officer(address: str, method: str) -> None:
    stranger = getattr(Client(), method)(address)
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/can-bo/dang-nhap/?next=")

    citizen = Client()
    citizen.force_login(people.citizen(), "django.contrib.auth.backends.ModelBackend")
    turned_away = getattr(citizen, method)(address)
    assert turned_away.status_code == 403
    assert "Trang này dành cho cán bộ, công chức" in turned_away.content.decode()


def test_pages_of_the_desks_are_not_kept_by_browsers() -> None:
    assert "no-store" in desk("mc.hongbang").get("/can-bo/")["Cache-Control"]


def test_a_dossier_of_another_agency_does_not_exist() -> None:
    dossier = people.received()
    part = dossier.components.filter(files__isnull=False).first()
    stranger = desk("cv.lechan")
    addresses = [
        url(dossier),
        url(dossier, "receive"),
        f"{url(dossier)}so-do/",
        f"{url(dossier)}ket-qua/",
        f"{url(dossier)}tep/{part.files.get().pk}/",
        f"{url(dossier)}giay/{dossier.papers.get().pk}/",
    ]
    assert {stranger.get(address).status_code for address in addresses} == {404}
    found = stranger.get(f"/can-bo/tim-kiem/?q={dossier.code}")
    assert "Không tìm thấy hồ sơ nào" in found.content.decode()


def test_a_file_is_served_under_its_own_dossier_only() -> None:
    mine, other = people.filed(), people.filed()
    part = mine.components.filter(files__isnull=False).first()
    clerk = desk("mc.hongbang")
    file = part.files.get().pk
    assert clerk.get(f"{url(mine)}tep/{file}/").status_code == 200
    assert clerk.get(f"{url(other)}tep/{file}/").status_code == 404


def test_a_file_is_shown_as_what_it_is() -> None:
    dossier = people.filed()
    part = dossier.components.filter(files__isnull=False).first()
    answer = desk("mc.hongbang").get(f"{url(dossier)}tep/{part.files.get().pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == people.PDF


def test_the_process_is_served_as_its_drawing() -> None:
    dossier = people.filed()
    clerk = desk("mc.hongbang")
    drawing = clerk.get(f"{url(dossier)}so-do/")
    assert drawing["Content-Type"] == "application/xml"
    assert b"bpmn" in drawing.content
    page = clerk.get(url(dossier)).content.decode()
    assert f'data-process="{url(dossier)}so-do/"' in page


def test_the_result_is_there_once_released() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "number")
    clerk = desk("mc.hongbang")
    assert clerk.get(f"{url(dossier)}ket-qua/").status_code == 404
    people.carry_on(dossier)
    answer = clerk.get(f"{url(dossier)}ket-qua/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_signing_in_leads_to_where_the_officer_was_going() -> None:
    client = Client()
    entry = {"username": "mc.hongbang", "password": "motcua-demo", "next": "/can-bo/tiep-nhan/"}
    answer = client.post("/can-bo/dang-nhap/", entry)
    assert answer["Location"] == "/can-bo/tiep-nhan/"
    assert client.get("/can-bo/").status_code == 200
    client.post("/can-bo/dang-xuat/")
    assert client.get("/can-bo/").status_code == 302


def test_signing_in_leads_nowhere_else() -> None:
    entry = {"username": "mc.hongbang", "password": "motcua-demo", "next": "https://la.example/"}
    assert Client().post("/can-bo/dang-nhap/", entry)["Location"] == "/can-bo/"


def test_a_citizens_account_is_told_where_to_go() -> None:
    entry = {"username": people.citizen().username, "password": "motcua-demo"}
    answer = Client().post("/can-bo/dang-nhap/", entry)
    assert answer.status_code == 422
    assert "Người dân, doanh nghiệp hãy đăng nhập tại trang dịch vụ công" in words(
        answer.content.decode()
    )


def test_guessing_a_password_is_stopped() -> None:
    client = Client()
    wrong = {"username": "tp.hongbang", "password": "doan-mo"}
    for _ in range(5):
        page = client.post("/can-bo/dang-nhap/", wrong).content.decode()
        assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    right = {**wrong, "password": "motcua-demo"}
    answer = client.post("/can-bo/dang-nhap/", right)
    assert answer.status_code == 422
    assert "Hãy chờ 5 phút" in answer.content.decode()


def test_the_demonstration_shows_its_accounts_and_fills_in_the_chosen_one() -> None:
    page = Client().get("/can-bo/dang-nhap/?ten=ld.hongbang").content.decode()
    assert 'value="ld.hongbang"' in page
    assert "Văn thư" in page
    assert "motcua-demo" in page


def test_a_real_installation_shows_no_accounts(settings) -> None:
    settings.DEMONSTRATION = False
    page = Client().get("/can-bo/dang-nhap/").content.decode()
    assert "motcua-demo" not in page
    assert "mc.hongbang" not in page
