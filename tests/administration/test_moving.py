"""Running dossiers moved to a newer text of their process or procedure: looked at, then moved."""

from datetime import timedelta

import pytest
import zeal
from django.test import Client
from django.utils import timezone

from motcua.catalog import service as catalog
from motcua.catalog.models import ProcedureVersion
from motcua.dossiers.models import Dossier
from tests.dossiers import people
from tests.dossiers.test_linked import SHOP_CHANGE
from tests.dossiers.test_migrating import with_a_second_look
from tests.office.desks import desk, words

pytestmark = pytest.mark.django_db
REASON = "Quyết định 12/QĐ-UBND"


@pytest.fixture
def keeper() -> Client:
    return desk("qt")


def process_page(dossier: Dossier) -> str:
    version = dossier.road.version
    return f"/quan-tri/quy-trinh/{version.process.code}/{version.number}/chuyen-ho-so/"


def test_dossiers_are_moved_to_the_newer_text_of_their_process(keeper: Client) -> None:
    waiting = people.carry_to(people.received(SHOP_CHANGE), "process")
    signing = people.carry_to(people.received(SHOP_CHANGE), "sign")
    address, new = process_page(waiting), with_a_second_look(waiting)
    with zeal.zeal_ignore():
        page = keeper.get(address)
        told = words(page.content.decode())
        assert f"{waiting} Thẩm định, dự thảo kết quả Thẩm định hồ sơ" in told
        assert str(signing) in told
        form = {name: page.context["form"][name].value() for name in page.context["form"].keys}

        unmapped = {name: "" for name in form}
        looked = words(keeper.post(address, unmapped | {"do": "preview"}).content.decode())
        assert "Không chuyển được:" in looked
        assert keeper.post(address, form | {"do": "move", "reason": ""}).status_code == 422
        assert Dossier.objects.get(pk=waiting.pk).road.process != new

        done = keeper.post(address, form | {"do": "move", "reason": REASON})
    assert "Đã chuyển 2 hồ sơ; 0 hồ sơ chưa chuyển được" in words(done.content.decode())
    for dossier in (waiting, signing):
        dossier = Dossier.objects.get(pk=dossier.pk)
        assert dossier.road.process == new
        assert dossier.events.last().detail["reason"] == REASON
    assert "Không hồ sơ nào đang theo bản này" in words(keeper.get(address).content.decode())


def test_who_has_no_place_in_the_new_text_stays(keeper: Client) -> None:
    waiting = people.carry_to(people.received(SHOP_CHANGE), "process")
    signing = people.carry_to(people.received(SHOP_CHANGE), "sign")
    address, new = process_page(waiting), with_a_second_look(waiting)
    with zeal.zeal_ignore():
        page = keeper.get(address).context["form"]
        form = {name: page[name].value() for name in page.keys}
        here = waiting.tasks.waiting().get().step.key
        form |= {name: "" for name, key in page.keys.items() if key == here}
        done = keeper.post(address, form | {"do": "move", "reason": REASON})
    assert "Đã chuyển 1 hồ sơ; 1 hồ sơ chưa chuyển được" in words(done.content.decode())
    assert Dossier.objects.get(pk=waiting.pk).road.process != new
    assert Dossier.objects.get(pk=signing.pk).road.process == new


def test_without_a_newer_text_in_force_there_is_nothing_to_move_to(keeper: Client) -> None:
    dossier = people.received(SHOP_CHANGE)
    version = dossier.case.version
    for address in (
        process_page(dossier),
        f"/quan-tri/thu-tuc/{version.procedure.code}/{version.number}/chuyen-ho-so/",
    ):
        answer = keeper.get(address, follow=True)
        assert "Chưa có bản mới hơn đang áp dụng" in words(answer.content.decode())


def newer(version: ProcedureVersion) -> ProcedureVersion:
    """In force from today: a longer limit, one more paper."""
    draft = catalog.draft_from(version, people.officer("qt"))
    draft.cases.update(limit="40wd", online_limit="", post_limit="")
    paper = draft.cases.order_by("pk")[0].components.first()
    paper.pk, paper.code, paper.name, paper.mandatory = None, "MOI", "Bản cam kết mới", True
    paper.save()
    draft.publish(timezone.localdate(), by=people.officer("qt"))
    return draft


def test_dossiers_are_moved_to_the_newer_text_of_their_procedure(keeper: Client) -> None:
    dossier = people.received(people.BUILDING)
    old = dossier.case.version
    new = newer(old)
    address = f"/quan-tri/thu-tuc/{people.BUILDING}/{old.number}/chuyen-ho-so/"
    told = words(keeper.get(address).content.decode())
    assert "Còn thiếu, phải yêu cầu bổ sung: Bản cam kết mới" in told
    assert Dossier.objects.get(pk=dossier.pk).case.version == old
    assert keeper.post(address, {"reason": ""}).status_code == 422

    done = words(keeper.post(address, {"reason": REASON}).content.decode())
    assert "Đã chuyển 1 hồ sơ; 0 hồ sơ chưa chuyển được" in done
    moved = Dossier.objects.get(pk=dossier.pk)
    assert moved.case.version == new
    assert moved.due_at > dossier.due_at + timedelta(days=20)
    assert moved.appointment_at == dossier.appointment_at
    assert moved.components.filter(component__name="Bản cam kết mới").exists()


def test_a_case_the_newer_text_has_no_longer_stays(keeper: Client) -> None:
    dossier = people.received(people.BUILDING)
    old = dossier.case.version
    newer(old).cases.update(code="KHAC")
    address = f"/quan-tri/thu-tuc/{people.BUILDING}/{old.number}/chuyen-ho-so/"
    told = words(keeper.get(address).content.decode())
    assert "Bản mới không còn trường hợp của hồ sơ này" in told
    keeper.post(address, {"reason": REASON})
    assert Dossier.objects.get(pk=dossier.pk).case.version == old
