"""Who comes in: administrators alone; of an agency's, only what is the agency's."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.administration.urls import urlpatterns
from motcua.organization.models import Unit
from tests.dossiers import people
from tests.office.desks import desk, words

pytestmark = pytest.mark.django_db

SAMPLE = {
    "kind": "don-vi",
    "pk": 1,
    "code": people.BUILDING,
    "number": 1,
    "case_id": 1,
    "unit_id": 1,
    "form": "json",
}
# What an agency's administrator may open; all the rest is the whole province's.
OF_AGENCIES = {
    "home", "hours", "unit_hours", "register", "add", "row", "edit", "export_register",
    "dead_letters", "send_again", "new_password",
}  # fmt: skip


def addresses() -> list[tuple[str, str]]:
    """Every page of administration, with one address of it."""
    found = []
    for pattern in urlpatterns:
        wanted = {name: SAMPLE[name] for name in pattern.pattern.converters}
        found.append((pattern.name, reverse(f"administration:{pattern.name}", kwargs=wanted)))
    return found


PAGES = addresses()


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("name", "address"), PAGES, ids=[name for name, _ in PAGES])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_opens_without_an_administrators_post(name: str, address: str, method: str) -> None:
    stranger = getattr(Client(), method)(address)
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/can-bo/dang-nhap/?next=")
    for account in (people.citizen(), people.officer("mc.hongbang"), people.officer("ld.thanhpho")):
        turned_away = getattr(signed_in(account), method)(address)
        assert turned_away.status_code == 403
        assert "Trang này dành cho người giữ vị trí Quản trị hệ thống" in words(
            turned_away.content.decode()
        )


@pytest.mark.parametrize(
    ("name", "address"),
    [page for page in PAGES if page[0] not in OF_AGENCIES],
    ids=[name for name, _ in PAGES if name not in OF_AGENCIES],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_holds_for_the_province_is_the_provinces(name: str, address: str, method: str) -> None:
    answer = getattr(desk("qt.hongbang"), method)(address)
    assert answer.status_code == 403
    assert "áp dụng cho toàn tỉnh" in words(answer.content.decode())


def test_an_agencys_administrator_opens_what_is_the_agencys() -> None:
    keeper = desk("qt.hongbang")
    unit = Unit.objects.get(code="H24.31.MC")
    own = SAMPLE | {"pk": unit.pk, "unit_id": unit.pk}
    for pattern in urlpatterns:
        if pattern.name in OF_AGENCIES - {"send_again", "new_password"}:
            wanted = {name: own[name] for name in pattern.pattern.converters}
            answer = keeper.get(reverse(f"administration:{pattern.name}", kwargs=wanted))
            assert answer.status_code == 200, pattern.name


def test_a_post_that_ended_opens_nothing() -> None:
    account = people.officer("qt")
    account.officer.holdings.update(valid_to="2026-01-01")
    assert signed_in(account).get("/quan-tri/").status_code == 403


def test_pages_are_not_kept_by_browsers() -> None:
    assert "no-store" in desk("qt").get("/quan-tri/")["Cache-Control"]


def test_a_register_that_is_not_there() -> None:
    assert desk("qt").get("/quan-tri/khong-co/").status_code == 404
