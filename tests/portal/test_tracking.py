"""Following a dossier by its code, and opening it with the secret on the receipt."""

import logging

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.portal import access, tracking
from tests.dossiers import people
from tests.portal.pages import errors, words

pytestmark = pytest.mark.django_db

TRACK = "/tra-cuu/"
NOBODY = "0000-0000-0000"


def look_up(client: Client, code: str) -> HttpResponse:
    return client.get(TRACK, {"ma": code})


def open_with(client: Client, dossier: Dossier, secret: str) -> HttpResponse:
    return client.post(TRACK, {"code": dossier.code, "secret": secret})


def test_the_code_alone_shows_progress_and_nothing_of_anybody(visitor: Client) -> None:
    dossier = people.carry_to(people.received(), "process")
    said = words(look_up(visitor, dossier.code))
    assert "Đang xử lý" in said
    assert "Hẹn trả kết quả" in said
    assert "Đang thực hiện" in said
    assert str(dossier.agency) in said
    applicant = dossier.applicant
    for hidden in (
        applicant.full_name,
        applicant.identity_number,
        applicant.phone,
        applicant.address,
        dossier.secret,
        dossier.reference,
        "giay-to.pdf",
    ):
        assert hidden not in said


def test_while_the_applicant_is_waited_for_no_date_is_promised(visitor: Client) -> None:
    dossier = people.carry_to(people.at_counter(), "process")
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, items="Bản vẽ", reason="Còn thiếu")
    acts.send_supplement_request(dossier, account=people.officer("mc.hongbang"))
    said = words(look_up(visitor, dossier.code))
    assert "Đang chờ người nộp bổ sung" in said
    assert "Hẹn trả kết quả" not in said


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: f"  {code} ", lambda code: code.replace("-", "–")]
)
def test_a_code_is_found_however_it_was_typed(visitor: Client, change) -> None:
    dossier = people.received()
    assert str(dossier) in words(look_up(visitor, change(dossier.code)))


def test_before_there_is_a_code_the_reference_will_do(visitor: Client) -> None:
    dossier = people.filed()
    assert "Mới đăng ký" in words(look_up(visitor, dossier.reference.replace("-", "").lower()))


def test_the_form_without_a_secret_leads_to_an_address_one_can_keep(visitor: Client) -> None:
    dossier = people.received()
    response = visitor.post(TRACK, {"code": dossier.code.lower()})
    assert response.headers["Location"] == f"{TRACK}?ma={dossier.code}"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("H24.31-261122-9999", "Không có hồ sơ nào mang mã này."),
        (NOBODY, "Không có hồ sơ nào mang mã này."),
        ("khong phai ma", "Mã này chưa đủ hoặc chưa đúng."),
        ("", "Hãy ghi mã hồ sơ."),
        ("1" * 101, "Mã hồ sơ không dài quá 100 ký tự."),
        ("H24-261399-0001", "Mã này chưa đủ hoặc chưa đúng."),
        ("\0", ""),
    ],
)
def test_a_code_that_leads_nowhere(visitor: Client, code: str, said: str) -> None:
    for response in (look_up(visitor, code), visitor.post(TRACK, {"code": code})):
        assert response.status_code == 422
        assert said in errors(response)
    visitor.post(TRACK, {"code": code, "secret": "ABCDEFGH"})


def test_the_right_secret_opens_the_dossier_without_signing_in(visitor: Client) -> None:
    dossier = people.carry_on(people.carry_to(people.received(), "number"))
    url = reverse("portal:dossier", args=[dossier.reference])
    assert visitor.get(url).status_code == 302
    opened = open_with(visitor, dossier, dossier.secret.lower())
    assert opened.headers["Location"] == url
    said = words(visitor.get(url))
    assert dossier.applicant.full_name in said
    assert "Bạn đang xem bằng mã bí mật" in said
    receipt = reverse("portal:paper", args=[dossier.reference, dossier.papers.get().pk])
    assert visitor.get(receipt).headers["Content-Type"] == "application/pdf"
    result = visitor.get(reverse("portal:result", args=[dossier.reference]))
    assert b"".join(result.streaming_content).startswith(b"%PDF")


def test_it_opens_that_dossier_only_and_in_that_browser_only(visitor: Client) -> None:
    dossier, other = people.received(), people.received()
    open_with(visitor, dossier, dossier.secret)
    assert visitor.get(reverse("portal:dossier", args=[other.reference])).status_code == 302
    elsewhere = Client()
    assert elsewhere.get(reverse("portal:dossier", args=[dossier.reference])).status_code == 302


def test_it_does_not_stay_open(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = people.received()
    open_with(visitor, dossier, dossier.secret)
    monkeypatch.setattr(access, "OPEN_FOR", 0)
    assert visitor.get(reverse("portal:dossier", args=[dossier.reference])).status_code == 302


def test_it_gives_no_right_to_act(visitor: Client) -> None:
    dossier = acts.request_supplement(
        people.filed(), account=people.officer("mc.hongbang"), items="Tờ khai", reason="Chưa ký"
    )
    visitor.post(TRACK, {"code": dossier.reference, "secret": dossier.secret})
    page = visitor.get(reverse("portal:dossier", args=[dossier.reference]))
    url = reverse("portal:supplement", args=[dossier.reference])
    assert url not in page.content.decode()
    assert "đăng nhập bằng tài khoản đã nộp hồ sơ" in words(page)
    assert visitor.post(url, {"note": "x"}).status_code == 302


@pytest.mark.parametrize("wrong", ["AAAAAAAA", "7KX4", "x" * 30, "’ OR 1=1"])
def test_a_wrong_secret_opens_nothing(visitor: Client, wrong: str) -> None:
    dossier = people.received()
    response = open_with(visitor, dossier, wrong)
    assert response.status_code == 422
    assert "Mã bí mật không khớp" in errors(response)
    assert visitor.get(reverse("portal:dossier", args=[dossier.reference])).status_code == 302


def test_a_secret_is_never_in_an_address_or_a_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    dossier = people.received()
    with caplog.at_level(logging.DEBUG):
        visitor.get(TRACK, {"ma": dossier.code, "secret": dossier.secret})
        assert visitor.get(reverse("portal:dossier", args=[dossier.reference])).status_code == 302
        open_with(visitor, dossier, "AAAAAAAA")
        opened = open_with(visitor, dossier, dossier.secret)
    assert dossier.secret not in opened.headers["Location"]
    written = caplog.text.replace(f"secret={dossier.secret}", "")
    assert "AAAAAAAA" not in written
    assert dossier.reference in written


def test_walking_through_codes_is_stopped(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracking, "LOOK_UPS", "3/min")
    dossier = people.received()
    for _ in range(3):
        assert look_up(visitor, dossier.code).status_code == 200
    stopped = look_up(visitor, dossier.code)
    assert stopped.status_code == 429
    assert "Tra cứu quá nhiều lần" in words(stopped)
    assert visitor.get(TRACK).status_code == 200
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert look_up(other, dossier.code).status_code == 200


def test_guessing_secrets_is_stopped_and_then_the_right_one_does_not_help(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "SECRETS", "2/hour")
    dossier = people.received()
    for _ in range(2):
        assert open_with(visitor, dossier, "AAAAAAAA").status_code == 422
    assert open_with(visitor, dossier, dossier.secret).status_code == 429
    forged = Client(headers={"x-forwarded-for": "198.51.100.7"})
    assert open_with(forged, dossier, dossier.secret).status_code == 429
