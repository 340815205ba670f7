"""The public API: progress by code, and nothing more."""

import pytest
from django.test import Client

from tests.dossiers import people

pytestmark = pytest.mark.django_db


def test_a_code_shows_progress_and_no_personal_data(client: Client) -> None:
    dossier = people.received()
    answer = client.get(f"/api/v1/dossiers/{dossier.code}/progress")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["code"], body["state"]) == (dossier.code, 2)
    assert [stage["status"] for stage in body["stages"]][:2] == ["done", "current"]
    text = answer.content.decode()
    assert dossier.applicant.full_name not in text
    assert dossier.applicant.identity_number not in text
    assert dossier.secret not in text


def test_a_code_typed_in_lower_case_with_spaces_is_understood(client: Client) -> None:
    dossier = people.received()
    answer = client.get(f"/api/v1/dossiers/ {dossier.code.lower()} /progress")
    assert answer.json()["code"] == dossier.code


@pytest.mark.parametrize(
    ("code", "status"), [("H24.31-200101-9999", 404), ("khong-phai-ma", 422), ("%00", 422)]
)
def test_errors_are_problem_details(client: Client, code: str, status: int) -> None:
    answer = client.get(f"/api/v1/dossiers/{code}/progress")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= answer.json().keys()


def test_a_reference_is_not_a_code(client: Client) -> None:
    dossier = people.received()
    answer = client.get(f"/api/v1/dossiers/{dossier.reference}/progress")
    assert answer.status_code == 422
