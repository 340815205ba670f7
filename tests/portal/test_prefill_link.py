"""Links that begin a draft partly filled in: who may open them, and what tampering does."""

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.catalog.models import Procedure
from motcua.cli import main
from motcua.dossiers.known import known_of
from motcua.dossiers.models import Draft, PrefillLink, PrefillOpening
from motcua.dossiers.prefill_links import NotPrefilled, forget_expired, make_link
from motcua.people.models import Account
from tests.dossiers import people
from tests.portal.pages import Citizens, words

pytestmark = pytest.mark.django_db

ISSUER = "Trường Mầm non Mẫu"


def number_of(account: Account) -> str:
    return str(account.citizen.identity_number)


def values(account: Account, **changes: Any) -> dict[str, Any]:
    facts = {"identity_number": number_of(account), "occupation": "Giáo viên", "ethnicity": "Tày"}
    return {"applicant": facts, **changes}


def link(data: dict[str, Any], code: str = "2.000908", **options: Any) -> str:
    procedure = Procedure.objects.get(code=code)
    return make_link(procedure, data, **{"issuer": ISSUER, "days": 7, **options})


def opened(client: Client, token: str) -> Any:
    return client.post(reverse("portal:prefill_link", args=[token]))


def test_a_link_begins_a_draft_that_says_who_filled_it_in(citizen: Citizens):
    token = link(values(citizen.account, request={"text": "Xin 2 bản sao"}))
    address = reverse("portal:prefill_link", args=[token])
    shown = citizen.client.get(address)
    assert ISSUER in words(shown)
    assert not Draft.objects.exists()
    assert number_of(citizen.account) not in shown.content.decode()
    citizen.client.post(address)
    draft = Draft.objects.get()
    assert draft.content["request"] == {"text": "Xin 2 bản sao"}
    known = known_of(draft)
    assert known["occupation"].value == "Giáo viên"
    assert known["occupation"].source == f"đường dẫn của {ISSUER}"
    # The identity provider is believed before whoever made the link.
    assert known["full_name"].source == "tài khoản định danh"


def test_answers_of_an_e_form_are_filled_in(citizen: Citizens):
    token = link({"form": {"copies": 3, "kind": "birth"}}, code=people.EXTRACT)
    opened(citizen.client, token)
    assert Draft.objects.get().content["form"] == {"copies": 3, "kind": "birth"}


def test_nobody_opens_it_without_signing_in(visitor: Client, thom: Account):
    answer = opened(visitor, link(values(thom)))
    assert "/dang-nhap/" in answer.headers["Location"]
    assert not Draft.objects.exists()


def test_a_link_for_one_person_opens_for_nobody_else(stranger: Account, thom: Account):
    other = Client()
    other.force_login(stranger)
    answer = opened(other, link(values(thom)))
    assert answer.status_code == 422
    assert "dành cho một người khác" in words(answer)
    assert "Giáo viên" not in answer.content.decode()
    assert not PrefillOpening.objects.exists()


def test_a_number_only_declared_does_not_open_it(citizen: Citizens):
    token = link(values(citizen.account))
    type(citizen.account.citizen).objects.filter(account=citizen.account).update(
        verified_at=None, assurance_level=0
    )
    assert opened(citizen.client, token).status_code == 422
    assert not Draft.objects.exists()


def test_it_is_used_once_by_an_account(citizen: Citizens):
    token = link({"request": {"text": "Một lần"}})
    first, second = (opened(citizen.client, token) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Draft.objects.count() == 1
    citizen.post("discard", Draft.objects.get().pk)
    again = opened(citizen.client, token)
    assert again.status_code == 422
    assert "đã dùng một lần" in words(again)


@pytest.mark.parametrize("wrong", ["khong-co", "a" * 43, "%3Cscript%3E", "' OR 1=1"])
def test_a_guessed_token_opens_nothing(citizen: Citizens, wrong: str):
    link(values(citizen.account))
    answer = opened(citizen.client, wrong)
    assert answer.status_code == 422
    assert "không đúng hoặc đã hết hạn" in words(answer)


def test_an_expired_link_is_told_and_its_values_are_forgotten(citizen: Citizens):
    token = link(values(citizen.account))
    PrefillLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "đã hết hạn" in words(opened(citizen.client, token))
    forget_expired()
    assert not PrefillLink.objects.exists()


@pytest.mark.parametrize("field", ["sealed", "issuer", "procedure"])
def test_what_was_changed_underneath_does_not_open(citizen: Citizens, field: str):
    token = link(values(citizen.account))
    row = PrefillLink.objects.get()
    other = Procedure.objects.get(code=people.EXTRACT)
    sealed = bytearray(row.sealed)
    sealed[40] ^= 1
    changes = {"sealed": bytes(sealed), "issuer": "Kẻ giả mạo", "procedure": other}
    PrefillLink.objects.update(**{field: changes[field]})
    answer = opened(citizen.client, token)
    assert answer.status_code == 422
    assert "đã bị thay đổi" in words(answer)
    assert not Draft.objects.exists()


def test_the_database_alone_tells_nothing(thom: Account):
    token = link(values(thom))
    row = PrefillLink.objects.get()
    kept = repr({**vars(row), "sealed": bytes(row.sealed)})
    for secret in (token, number_of(thom), "Giáo viên"):
        assert secret not in kept
        assert secret.encode() not in bytes(row.sealed)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"applicant": {"salary": "5"}}, "“applicant.salary” không có trong mẫu"),
        ({"applicant": {"gender": "nam"}}, "“applicant.gender” có giá trị không hợp lệ"),
        ({"applicant": {"identity_number": "123"}}, "12 chữ số"),
        ({"applicant": {"occupation": {"a": 1}}}, "“applicant.occupation” có giá trị không hợp lệ"),
        ({"form": {"copies": 3}}, "Không có phần “form”"),
        ({"mandate": {}}, "Không có phần “mandate”"),
        ({"case": "khong-co"}, "không có trường hợp ấy"),
        ({"applicant": []}, "phải là một đối tượng JSON"),
        ([], "phải là một đối tượng JSON"),
    ],
)
def test_values_that_do_not_fit_are_refused(data: Any, said: str):
    with pytest.raises(NotPrefilled, match=said):
        link(data)
    assert not PrefillLink.objects.exists()


def test_answers_are_held_against_the_schema_of_the_e_form():
    with pytest.raises(NotPrefilled, match="không có trong mẫu"):
        link({"form": {"color": "red"}}, code=people.EXTRACT)
    with pytest.raises(NotPrefilled, match=r"“form\.copies”"):
        link({"form": {"copies": "ba"}}, code=people.EXTRACT)


@pytest.mark.parametrize("days", [0, 31])
def test_a_link_lives_for_days_not_for_ever(days: int):
    with pytest.raises(NotPrefilled, match="từ 1 đến 30"):
        link({}, days=days)


def test_the_command_prints_the_link_and_nothing_personal(tmp_path, thom: Account):
    file = tmp_path / "values.json"
    file.write_text(json.dumps(values(thom)), "utf-8")
    done = CliRunner().invoke(main, ["prefill-link", "2.000908", str(file), "--from", ISSUER])
    assert done.exit_code == 0, done.output
    assert "/dien-san/" in done.output
    assert number_of(thom) not in done.output
    file.write_text('{"applicant": {"salary": 1}}')
    refused = CliRunner().invoke(main, ["prefill-link", "2.000908", str(file), "--from", ISSUER])
    assert refused.exit_code != 0
