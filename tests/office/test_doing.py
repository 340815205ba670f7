"""Acts pressed at the wrong moment, twice, or by the wrong person."""

import pytest

from motcua.dossiers import acts
from motcua.dossiers.models import State
from motcua.office.forms import FORMS
from tests.dossiers import people
from tests.office.desks import desk, filled, hidden, press, read, url, words

pytestmark = pytest.mark.django_db


def test_a_double_click_does_the_act_once() -> None:
    dossier = people.filed()
    clerk = desk("mc.hongbang")
    form = hidden(read(clerk, url(dossier)))
    first = clerk.post(url(dossier, "receive"), form)
    second = clerk.post(url(dossier, "receive"), form)
    assert first.status_code == second.status_code == 302
    assert dossier.events.filter(act="receive").count() == 1
    assert dossier.papers.count() == 1


def test_a_double_click_whose_form_no_longer_fits_is_still_one_click() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    _, account = people.on_desk(dossier)
    client = desk(account.username)
    form = {**filled(read(client, url(dossier, "propose"))), "title": "Giấy phép", "body": "Cấp."}
    client.post(url(dossier, "propose"), form)
    second = client.post(url(dossier, "propose"), {**form, "title": ""})
    assert second.status_code == 302
    assert dossier.events.filter(act="propose").count() == 1


def test_a_stale_page_is_refused_and_keeps_what_was_typed() -> None:
    dossier = people.filed()
    clerk, colleague = desk("mc.hongbang"), desk("mc2.hongbang")
    old = hidden(read(clerk, url(dossier, "refuse")))
    press(colleague, dossier, "request_supplement", items="Tờ khai", reason="Chưa ký")
    answer = clerk.post(url(dossier, "refuse"), {**old, "reason": "Không thuộc thẩm quyền"})
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Hồ sơ vừa có thay đổi sau khi trang này được mở." in page
    assert "Không thuộc thẩm quyền" in page
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT


def test_after_a_stale_page_the_next_click_is_deliberate_and_works() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    _, account = people.on_desk(dossier)
    client = desk(account.username)
    form = {**filled(read(client, url(dossier, "propose"))), "title": "Giấy phép", "body": "Cấp."}
    acts.propose_supplement(dossier, account=account, items="Bản vẽ", reason="Thiếu")
    refused = client.post(url(dossier, "propose"), form)
    assert refused.status_code == 422
    shown = hidden(refused.content.decode())
    again = client.post(url(dossier, "propose"), {**form, **shown})
    assert again.status_code == 302
    assert dossier.events.filter(act="propose").count() == 1


def test_an_act_that_is_not_theirs_is_refused_with_the_reason() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "sign")
    clerk = desk("mc.hongbang")
    page = words(read_after(clerk, url(dossier, "sign")))
    assert "Lúc này không thể làm việc “Ký duyệt”." in page
    forced = {"version": dossier.version, "key": "5c5f0b0e-2f0e-4d3c-9d4b-0a4a1f1b7a10"}
    answer = clerk.post(url(dossier, "sign"), forced)
    assert answer.status_code == 422
    assert "không nằm trên bàn" in words(answer.content.decode())
    assert not dossier.events.filter(act="sign").exists()


def read_after(client, path: str) -> str:
    """The page a redirect leads to."""
    return client.get(path, follow=True).content.decode()


def test_the_page_offers_only_what_the_officer_may_do_now() -> None:
    dossier = people.filed()
    page = words(read(desk("mc.hongbang"), url(dossier)))
    assert "Từ chối tiếp nhận" in page
    assert "Yêu cầu bổ sung" in page
    assert "Ký duyệt" not in page.split("Nhật ký xử lý")[0].split("Việc cần làm")[0]
    other = words(read(desk("tp.hongbang"), url(dossier)))
    assert "Không có việc của ông/bà ở hồ sơ này" in other


def test_there_is_no_act_of_another_name() -> None:
    dossier = people.filed()
    clerk = desk("mc.hongbang")
    assert clerk.get(url(dossier, "delete")).status_code == 404
    assert clerk.get(url(dossier, "submit")).status_code == 404


def test_every_act_of_a_desk_has_its_form() -> None:
    on_desks = {name for name, rule in acts.RULES.items() if rule.on}
    assert on_desks <= set(FORMS) <= set(acts.RULES)
