"""Results issued here, filed again: one's own, still valid, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Draft, Result
from motcua.dossiers.reusing import reusable_for, valid_until
from tests.dossiers import people
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db


def released() -> Dossier:
    """A dossier citizen 0 filed and got the result of."""
    return people.carry_to(people.received(), "return")


def draft_of(index: int = 0, code: str = people.BUILDING) -> Draft:
    """A draft for the person of `people.APPLICANT`, begun by a citizen."""
    made = acts.begin_draft(people.case_of(code), account=people.citizen(index))
    made.content["applicant"] |= people.APPLICANT
    made.save()
    return made


def paper_of(draft: Draft) -> int:
    """One no e-form stands for: the first may be the application itself."""
    return [each.pk for each in draft.case.components.all() if each.takes_files][-1]


def test_a_result_is_filed_again_without_being_uploaded(citizen: Citizens):
    result = released().result
    draft = draft_of()
    assert "Dùng lại giấy tờ đã có (1)" in words(citizen.get("papers", draft.pk))
    assert result.number in words(citizen.get("reuse", draft.pk))
    choice = {"result": result.pk, "component": paper_of(draft)}
    for _again in range(2):
        answer = citizen.post("reuse", draft.pk, **choice)
        assert answer.headers["Location"] == reverse("portal:papers", args=[draft.pk])
    assert [file.stored for file in draft.files.all()] == [result.file]


def test_somebody_elses_result_is_neither_shown_nor_taken(stranger):
    result = released().result
    draft = draft_of(1)  # the same person's number, typed by another account
    assert reusable_for(draft) == []
    other = Client(headers={"accept-language": "vi"})
    other.force_login(stranger)
    address = reverse("portal:reuse", args=[draft.pk])
    answer = other.post(address, {"result": result.pk, "component": paper_of(draft)})
    assert answer.status_code == 422
    assert errors(answer)
    assert not draft.files.exists()


def test_a_result_of_another_person_of_the_same_account_is_not_offered():
    released()
    draft = draft_of()
    draft.content["applicant"]["identity_number"] = "031085000456"
    assert reusable_for(draft) == []


def test_what_is_over_refused_or_revoked_is_not_offered():
    dossier = released()
    draft, results = draft_of(), Result.objects.filter(dossier=dossier)
    version = dossier.case.version
    type(version).objects.filter(pk=version.pk).update(results=[{"name": "x", "validity": "6m"}])
    (found,) = reusable_for(draft)
    assert found.until == valid_until(found.result)
    assert reusable_for(draft, found.until + timedelta(days=1)) == []
    results.update(revoked_at=timezone.now())
    assert reusable_for(draft) == []
    results.update(revoked_at=None, outcome=Result.Outcome.REFUSED)
    assert reusable_for(draft) == []


@pytest.mark.parametrize(
    ("period", "ends"),
    [("30d", date(2026, 3, 2)), ("1m", date(2026, 2, 28)), ("1y", date(2027, 1, 31)),
     ("unlimited", None), ("", None)],
)  # fmt: skip
def test_validity_is_counted_as_the_civil_code_counts(period, ends):
    result = released().result
    result.released_at = timezone.make_aware(timezone.datetime(2026, 1, 31, 9))
    result.dossier.case.version.results = [{"name": "x", "validity": period}]
    assert valid_until(result) == ends
