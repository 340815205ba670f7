"""E-forms over the API: the contract alone tells right answers from wrong ones."""

from random import Random

import jsonschema_rs
import pytest
from django.test import Client

from motcua.forms.formats import FORMATS
from motcua.forms.service import form_in_force, library
from tests.forms.samples import sample

pytestmark = pytest.mark.django_db


def test_every_form_in_force_is_listed(client: Client) -> None:
    answer = client.get("/api/v1/forms")
    assert answer.status_code == 200
    codes = [each["code"] for each in answer.json()]
    assert codes == sorted(form["code"] for form in library())
    extract = next(each for each in answer.json() if each["code"] == "trich-luc")
    assert extract["edition"] == 1
    assert extract["source"]["verified"] is True


def test_the_contract_stands_by_itself(client: Client) -> None:
    body = client.get("/api/v1/forms/trich-luc").json()
    contract = jsonschema_rs.Draft202012Validator(
        body["contract"], validate_formats=True, formats=FORMATS
    )
    definition = form_in_force("trich-luc").definition
    right = sample(definition, Random(1))  # noqa: S311 answers
    assert contract.is_valid(right)
    wrong = dict(right)
    del wrong["copies"]
    assert not contract.is_valid(wrong)
    assert "$ref" not in str(body["contract"])
    assert body["layout"]["type"] == "Categorization"


@pytest.mark.parametrize("path", ["/api/v1/forms", "/api/v1/forms/trich-luc"])
def test_what_did_not_change_is_not_sent_again(client: Client, path: str) -> None:
    mark = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(path, headers={"if-none-match": '"khac"'})
    assert other.status_code == 200


@pytest.mark.parametrize("code", ["khong-co", "%00", "a" * 300])
def test_a_form_that_is_not_there_is_a_problem(client: Client, code: str) -> None:
    answer = client.get(f"/api/v1/forms/{code}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= answer.json().keys()


def test_the_description_names_them(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert paths["/api/v1/forms/{code}"]["get"]["responses"].keys() >= {"200", "404"}
    assert "ETag" in paths["/api/v1/forms"]["get"]["description"]
