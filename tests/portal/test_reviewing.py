"""The review: what it costs, how it comes back, how one is told; and what the page after says."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.catalog.models import Fee
from motcua.clock import ZONE
from motcua.dossiers.foreseeing import foreseen, sum_of
from motcua.dossiers.models import Dossier, Draft
from motcua.messages.choices import choice_of
from motcua.portal.reviewing import ahead_of
from tests.dossiers import people
from tests.portal.pages import words

pytestmark = pytest.mark.django_db

ADDRESS = "5 Trần Phú, phường Hồng Bàng, thành phố Hải Phòng"


@pytest.fixture
def draft() -> Draft:
    return people.draft()


@pytest.fixture
def client_of(client: Client, draft: Draft) -> Client:
    client.force_login(draft.account, "django.contrib.auth.backends.ModelBackend")
    return client


def fee(draft: Draft, **facts) -> Fee:
    Fee.objects.filter(version=draft.case.version).delete()
    values = {"name": "Phí thử", "kind": "phi", **facts}
    return Fee.objects.create(version=draft.case.version, **values)


def review(draft: Draft) -> str:
    return reverse("portal:review", args=[draft.pk])


def test_a_fee_is_counted_from_what_the_draft_says(draft: Draft) -> None:
    fee(draft, formula="8000 * so_luong")
    draft.form, draft.content = None, {**draft.content, "request": {"so_luong": 3}}
    line = foreseen(draft)[0]
    assert (line.amount, line.why) == (24_000, "")


def test_what_a_formula_lacks_is_said_in_place_of_an_amount(
    draft: Draft, client_of: Client
) -> None:
    fee(draft, formula="2000 * so_trang + 1000 * dien_tich")
    line = foreseen(draft)[0]
    assert line.amount is None
    assert "số trang" in line.why
    assert "diện tích" in line.why
    assert sum_of([line]) == 0
    assert line.why in words(client_of.get(review(draft)))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"amount": 15_000}, "15.000 đồng"),
        ({"amount": 0}, "Không thu"),
        ({}, "Mức thu do tỉnh quy định"),
        ({"amount": 15_000, "channel": "counter"}, "không công bố khoản phí"),
    ],
)
def test_every_kind_of_fee_has_its_words(
    draft: Draft, client_of: Client, facts: dict, said: str
) -> None:
    fee(draft, **facts)
    assert said in words(client_of.get(review(draft)))


def test_known_and_unknown_fees_are_added_up_honestly(draft: Draft, client_of: Client) -> None:
    fee(draft, amount=15_000)
    Fee.objects.create(version=draft.case.version, name="Phí hai", kind="phi", formula="so_trang*1")
    assert "15.000 đồng chưa gồm khoản chưa tính được" in words(client_of.get(review(draft)))


def test_a_result_by_post_needs_an_address_and_goes_there(draft: Draft, client_of: Client) -> None:
    refused = client_of.post(review(draft), {"delivery": "post", "post_address": " "})
    assert refused.status_code == 422
    assert "Hãy ghi địa chỉ nhận kết quả qua bưu chính." in words(refused)
    client_of.post(review(draft), {"delivery": "post", "post_address": ADDRESS})
    dossier = Dossier.objects.get(draft=draft)
    assert dossier.post_address == ADDRESS
    for page in (
        reverse("portal:filed", args=[draft.pk]),
        reverse("portal:dossier", args=[dossier.reference]),
    ):
        assert ADDRESS in words(client_of.get(page))


def test_an_address_typed_and_not_needed_is_not_kept(draft: Draft, client_of: Client) -> None:
    client_of.post(review(draft), {"delivery": "counter", "post_address": ADDRESS})
    assert Dossier.objects.get(draft=draft).post_address == ""


def test_email_is_asked_only_of_who_has_an_address_and_kept(
    draft: Draft, client_of: Client, settings
) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]
    draft.account.email = ""
    draft.account.save()
    assert "by_email" not in client_of.get(review(draft)).context["form"].fields
    draft.account.email = "thom@example.vn"
    draft.account.save()
    assert "thom@example.vn" in words(client_of.get(review(draft)))
    client_of.post(review(draft), {"delivery": "counter"})
    assert Dossier.objects.filter(draft=draft).exists()
    assert choice_of(draft.account).by_email is False


def test_the_page_after_filing_says_what_to_keep_and_what_follows(
    draft: Draft, client_of: Client
) -> None:
    client_of.post(review(draft), {"delivery": "counter"})
    dossier = Dossier.objects.get(draft=draft)
    page = client_of.get(reverse("portal:filed", args=[draft.pk]))
    said = words(page)
    assert dossier.reference in said
    assert dossier.secret in said
    assert "data:image/svg+xml" in page.content.decode()
    # The address in the code holds no secret.
    assert dossier.secret not in page.context["tracking"]
    assert f"ma={dossier.reference}" in page.context["tracking"]
    ahead = ahead_of(dossier)
    assert ahead.looked_at_by > dossier.submitted_at
    assert ahead.expected >= ahead.looked_at_by - timedelta(days=1)
    other = Client()
    other.force_login(people.citizen(1), "django.contrib.auth.backends.ModelBackend")
    assert other.get(reverse("portal:filed", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize(
    ("filed", "looked_at_by"),
    [
        ("2026-11-18 09:00", "2026-11-18"),  # a Wednesday, in office hours
        ("2026-11-18 21:00", "2026-11-19"),
        ("2026-11-21 10:00", "2026-11-23"),  # a Saturday
    ],
)
def test_it_is_looked_at_within_the_working_day(filed: str, looked_at_by: str) -> None:
    dossier = people.filed(people.BUILDING)
    dossier.submitted_at = datetime.fromisoformat(filed).replace(tzinfo=ZONE)
    moment = ahead_of(dossier).looked_at_by
    assert f"{timezone.localtime(moment):%Y-%m-%d}" == looked_at_by
