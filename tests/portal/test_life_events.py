"""What happened to somebody, and the procedures it takes, in order."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.catalog.life_events import life_events
from motcua.catalog.models import Procedure, ProcedureVersion
from tests.portal.pages import words

pytestmark = pytest.mark.django_db


def page(visitor: Client, slug: str, **headers: str) -> str:
    response = visitor.get(reverse("portal:life_event", args=[slug]), headers=headers)
    assert response.status_code == 200
    return words(response)


def test_every_procedure_of_an_event_is_in_the_seed_catalogue() -> None:
    named = {code for event in life_events() for codes, _why in event.steps for code in codes}
    known = set(Procedure.objects.values_list("code", flat=True))
    assert named <= known


def test_both_languages_have_every_event() -> None:
    assert [each.slug for each in life_events("en")] == [each.slug for each in life_events("vi")]
    for event in (*life_events("en"), *life_events("vi")):
        assert all((event.name, event.short, event.intro, *(why for _codes, why in event.steps)))


def test_home_leads_to_each_event_and_the_event_to_its_procedures_in_order(visitor: Client) -> None:
    home = visitor.get(reverse("portal:home")).content.decode()
    for event in life_events():
        assert reverse("portal:life_event", args=[event.slug]) in home
    said = page(visitor, "ket-hon")
    single, married = "cấp Giấy xác nhận tình trạng hôn nhân", "Thủ tục đăng ký kết hôn"
    assert said.index(single) < said.index(married)


def test_a_procedure_no_longer_published_is_left_out(visitor: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ProcedureVersion.objects.filter(procedure__code="1.004873").update(valid_to=yesterday)
    said = page(visitor, "ket-hon")
    assert "cấp Giấy xác nhận tình trạng hôn nhân" not in said
    assert "Thủ tục đăng ký kết hôn" in said


def test_in_english(visitor: Client) -> None:
    visitor.cookies["django_language"] = "en"
    assert "Getting married" in page(visitor, "ket-hon")


def test_an_event_nobody_knows_is_not_found(visitor: Client) -> None:
    assert visitor.get(reverse("portal:life_event", args=["bay-len-trang"])).status_code == 404


@pytest.mark.parametrize("typed", ["lấy vợ", "tôi sắp lấy vợ", "lay vo", "ket hon"])
def test_a_search_leads_to_the_event(visitor: Client, typed: str) -> None:
    response = visitor.get(reverse("portal:procedures"), {"q": typed})
    assert reverse("portal:life_event", args=["ket-hon"]) in response.content.decode()
