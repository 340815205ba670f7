"""Days off and office hours: looked at first, then announced, and told in the history."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.calendars.models import DayDecision, OfficeHours
from motcua.organization.models import Unit
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db

DECIDE = "/quan-tri/ngay-nghi/quyet-dinh/"


def decision(**changes: str) -> dict[str, str]:
    tomorrow = next_working_day()
    return {
        "decision_number": "12/QĐ-UBND",
        "decided_on_day": "1",
        "decided_on_month": "11",
        "decided_on_year": "2026",
        "reason": "Nghỉ vì bão",
        "off": f"{tomorrow:%d/%m/%Y}",
        "worked": "",
        **changes,
    }


def next_working_day():
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def hidden_seen(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def test_a_decision_is_looked_at_before_it_is_announced() -> None:
    dossier = people.received(people.BUILDING)
    before = dossier.due_at
    keeper = desk("qt")
    form = decision(off=f"{timezone.localtime(before):%d/%m/%Y}")

    page = keeper.post(DECIDE, form).content.decode()
    assert dossier.code in page
    assert "Chưa lưu gì" in words(page)
    assert not DayDecision.objects.exists()

    form |= {"seen": hidden_seen(page), "step": "announce"}
    answer = keeper.post(DECIDE, form, follow=True)
    dossier.refresh_from_db()
    assert DayDecision.objects.get().author == people.officer("qt")
    assert dossier.due_at > before
    assert "tính lại hạn của 1 hồ sơ" in words(answer.content.decode())
    past = words(read(keeper, "/quan-tri/ngay-nghi/lich-su/"))
    assert "Nghỉ vì bão" in past
    assert str(people.officer("qt")) in past


def test_a_decision_announced_meanwhile_is_shown_first() -> None:
    keeper = desk("qt")
    form = decision()
    seen = hidden_seen(keeper.post(DECIDE, form).content.decode())
    DayDecision.objects.create(
        day=next_working_day(),
        kind="off",
        reason="Khác",
        decision_number="99/QĐ",
        decided_on=timezone.localdate(),
    )
    answer = keeper.post(DECIDE, form | {"seen": seen, "step": "announce"})
    assert answer.status_code == 409
    page = words(answer.content.decode())
    assert "Có người vừa ghi một quyết định khác" in page
    assert "99/QĐ" in page
    assert DayDecision.objects.get().reason == "Khác"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"off": "32/13/2026"}, "không phải là một ngày"),
        ({"off": "01/01/0001"}, "không phải là một ngày"),
        ({"off": ""}, "Hãy ghi ít nhất một ngày"),
        ({"decision_number": ""}, "Hãy ghi số quyết định"),
        ({"decided_on_year": "2099"}, "Ngày ký còn ở phía trước"),
        ({"worked": "SAME"}, "vừa ghi là nghỉ vừa ghi là làm việc"),
    ],
)
def test_what_is_wrong_with_a_decision_is_said(wrong: dict[str, str], said: str) -> None:
    form = decision()
    wrong = {key: form["off"] if value == "SAME" else value for key, value in wrong.items()}
    answer = desk("qt").post(DECIDE, form | wrong)
    assert answer.status_code == 422
    assert said in words(answer.content.decode())


def test_the_year_shows_feasts_swaps_and_decisions() -> None:
    page = words(read(desk("qt"), "/quan-tri/ngay-nghi/?nam=2026"))
    assert "Thứ Sáu, 02/01/2026 Nghỉ" in page
    assert "Thứ Bảy, 10/01/2026 Làm việc làm bù cho ngày 02/01/2026" in page
    assert "12729/VPCP-KGVX" in page


def test_the_hours_of_a_unit_are_changed_from_a_day() -> None:
    keeper = desk("qt.hongbang")
    centre = Unit.objects.get(code="H24.31.MC")
    assert centre.name in read(keeper, "/quan-tri/gio-lam-viec/")
    address = f"/quan-tri/gio-lam-viec/{centre.pk}/"
    form = week_of(read(keeper, address), day5="07:30-11:30")

    page = keeper.post(address, form | {"step": "preview"}).content.decode()
    assert "Xem trước: chưa lưu gì" in words(page)
    assert not OfficeHours.objects.exists()

    page = words(keeper.post(address, form | {"step": "save"}, follow=True).content.decode())
    assert "Thứ Bảy: 07:30-11:30" in page
    assert "Thông báo 5/TB" in page
    assert OfficeHours.objects.get().weekly["5"] == ["07:30-11:30"]


def week_of(page: str, **changes: str) -> dict[str, str]:
    today = timezone.localdate()
    usual = {f"day{day}": "07:30-11:30, 13:30-17:30" if day < 5 else "" for day in range(7)}
    return {
        **usual,
        "seen": hidden_seen(page),
        "valid_from_day": str(today.day),
        "valid_from_month": str(today.month),
        "valid_from_year": str(today.year),
        "reason": "Thông báo 5/TB",
        **changes,
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day0": "sáng"}, "Hãy ghi như 07:30-11:30"),
        ({"day0": "11:30-07:30"}, "Hãy ghi như 07:30-11:30"),
        ({"valid_from_year": "2020"}, "Ngày này đã qua"),
        ({"reason": ""}, "Hãy ghi lý do"),
        ({f"day{day}": "" for day in range(7)}, "Cả tuần không có giờ làm việc nào"),
    ],
)
def test_what_is_wrong_with_hours_is_said(wrong: dict[str, str], said: str) -> None:
    keeper = desk("qt.hongbang")
    address = f"/quan-tri/gio-lam-viec/{Unit.objects.get(code='H24.31.MC').pk}/"
    answer = keeper.post(address, week_of(read(keeper, address), **wrong) | {"step": "save"})
    assert answer.status_code == 422
    assert said in words(answer.content.decode())
    assert not OfficeHours.objects.exists()


def test_hours_changed_meanwhile_are_not_overwritten() -> None:
    keeper = desk("qt.hongbang")
    centre = Unit.objects.get(code="H24.31.MC")
    address = f"/quan-tri/gio-lam-viec/{centre.pk}/"
    form = week_of(read(keeper, address), day0="08:00-12:00")
    OfficeHours.objects.create(unit=centre, weekly={"0": ["09:00-10:00"]}, valid_from="2026-01-01")
    answer = keeper.post(address, form | {"step": "save"})
    assert answer.status_code == 409
    assert "vừa đổi giờ làm việc" in words(answer.content.decode())
    assert OfficeHours.objects.get().weekly == {"0": ["09:00-10:00"]}


def test_hours_of_another_agency_are_out_of_reach() -> None:
    elsewhere = Unit.objects.get(code="H24.MC")
    keeper = desk("qt.hongbang")
    assert keeper.get(f"/quan-tri/gio-lam-viec/{elsewhere.pk}/").status_code == 404
    assert keeper.post(f"/quan-tri/gio-lam-viec/{elsewhere.pk}/", {}).status_code == 404
    assert elsewhere.name not in read(keeper, "/quan-tri/gio-lam-viec/")
