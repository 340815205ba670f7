"""Answering a request for supplement on the pages."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers import acts, clocks
from motcua.dossiers.models import Dossier, DossierFile, State
from motcua.files.models import StoredFile
from tests.dossiers import people
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

ITEMS = "Tờ khai chưa ký tên.\nẢnh căn cước bị mờ."
REASON = "Không đọc được số và ngày cấp"


def asked() -> Dossier:
    clerk = people.officer("mc.hongbang")
    return acts.request_supplement(people.filed(), account=clerk, items=ITEMS, reason=REASON)


def hidden(citizen: Citizens, dossier: Dossier) -> dict[str, str]:
    """What the form carries unseen."""
    page = citizen.get("supplement", dossier.reference).content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]  # type: ignore[index]
        for name in ("version", "key")
    }


def answer(citizen: Citizens, dossier: Dossier, **values: Any) -> HttpResponse:
    carried = hidden(citizen, dossier)
    return citizen.post("supplement", dossier.reference, **{**carried, **values})


def slot(dossier: Dossier) -> str:
    return f"component-{dossier.components.filter(files__isnull=False).first().component_id}"


def test_what_is_asked_is_said_with_its_reason_and_a_way_to_answer(citizen: Citizens) -> None:
    dossier = asked()
    page = citizen.get("dossier", dossier.reference)
    for line in [*ITEMS.splitlines(), REASON]:
        assert line in words(page)
    assert reverse("portal:supplement", args=[dossier.reference]) in page.content.decode()
    assert "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" in words(page)


def test_files_and_a_note_answer_it(citizen: Citizens) -> None:
    dossier = asked()
    files = {slot(dossier): people.upload("to-khai-da-ky.pdf")}
    response = answer(citizen, dossier, note="Tôi đã ký lại", **files)
    assert response.headers["Location"] == reverse("portal:dossier", args=[dossier.reference])
    dossier.refresh_from_db()
    assert dossier.state == State.REGISTERED
    said = words(citizen.get("dossier", dossier.reference))
    assert "Đã gửi phần bổ sung." in said
    assert "to-khai-da-ky.pdf" in said
    assert "Tôi đã ký lại" in said
    assert "Cần bổ sung" not in said


def test_each_point_is_answered_by_itself(citizen: Citizens) -> None:
    filed = people.filed()
    part = filed.components.filter(files__isnull=False).first()
    dossier = acts.request_supplement(
        filed,
        account=people.officer("mc.hongbang"),
        defects=[acts.Defect("Tờ khai chưa ký", part.pk), acts.Defect("Chưa rõ số bản")],
        reason=REASON,
    )
    first, second = dossier.supplements.get().asked_items.all()
    said = words(citizen.get("supplement", dossier.reference))
    assert "Điểm 1: Tờ khai chưa ký" in said
    assert "Điểm 2: Chưa rõ số bản" in said
    files = {f"component-{part.component_id}": people.upload("da-ky.pdf")}
    answer(citizen, dossier, **files, **{f"item-{second.pk}": "Xin 3 bản"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.answered_at is not None
    assert second.answer == "Xin 3 bản"
    assert part.files.filter(name="da-ky.pdf").exists()


def test_a_point_overlooked_is_asked_about_before_the_one_chance_is_spent(
    citizen: Citizens,
) -> None:
    filed = people.filed()
    part = filed.components.filter(files__isnull=False).first()
    dossier = acts.request_supplement(
        filed,
        account=people.officer("mc.hongbang"),
        defects=[acts.Defect("Tờ khai chưa ký", part.pk), acts.Defect("Chưa rõ số bản")],
        reason=REASON,
    )
    slot_of = f"component-{part.component_id}"
    response = answer(citizen, dossier, **{slot_of: people.upload("da-ky.pdf")})
    assert response.status_code == 422
    assert "Điểm 2 chưa được trả lời." in errors(response)
    assert "Điểm 1 chưa" not in errors(response)
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT
    # A general note may be the answer to it.
    files = {slot_of: people.upload("da-ky.pdf")}
    assert answer(citizen, dossier, note="Xin 3 bản", **files).status_code == 302


def test_until_when_it_must_be_answered_is_said(citizen: Citizens) -> None:
    dossier = people.received()
    dossier.case.policy = {**dossier.case.policy, "close_after": 30}
    dossier.case.save()
    dossier = people.carry_to(dossier, "process")
    _kind, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, items=ITEMS, reason=REASON)
    clerk = people.officer("mc.hongbang")
    dossier = acts.send_supplement_request(dossier, account=clerk)
    until = f"{timezone.localtime(clocks.closes_at(dossier)):%d/%m/%Y}"
    for page in ("dossier", "supplement"):
        said = words(citizen.get(page, dossier.reference))
        assert "Quá hạn, hồ sơ tự đóng." in said
        assert until in said


def test_a_note_alone_answers_it(citizen: Citizens) -> None:
    dossier = asked()
    answer(citizen, dossier, note="Giấy này đã có trong cơ sở dữ liệu dân cư")
    dossier.refresh_from_db()
    assert dossier.state == State.REGISTERED


def test_an_empty_answer_is_no_answer(citizen: Citizens) -> None:
    dossier = asked()
    response = answer(citizen, dossier, note="   ")
    assert response.status_code == 422
    assert "Chưa nhận được phần bổ sung." in errors(response)
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT


def test_a_bad_file_stores_nothing_of_the_answer(citizen: Citizens) -> None:
    dossier = asked()
    stored, files = StoredFile.objects.count(), DossierFile.objects.count()
    both = [people.upload("tot.pdf", people.PDF + b"\n"), people.upload("hong.pdf", b"hong")]
    response = answer(citizen, dossier, note="Xin gửi", **{slot(dossier): both})
    assert response.status_code == 422
    assert "hong.pdf" in errors(response)
    assert "Xin gửi" in response.content.decode()
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT
    assert (StoredFile.objects.count(), DossierFile.objects.count()) == (stored, files)


def test_pressing_twice_answers_once(citizen: Citizens) -> None:
    dossier = asked()
    carried = hidden(citizen, dossier)
    for _ in range(2):
        response = citizen.post("supplement", dossier.reference, note="Đã ký", **carried)
        assert response.status_code == 302
    assert dossier.events.filter(act="supplement").count() == 1


def test_a_page_left_open_is_stale_and_the_next_press_is_not(citizen: Citizens) -> None:
    dossier = asked()
    carried = hidden(citizen, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(version=dossier.version + 1)
    response = citizen.post("supplement", dossier.reference, note="Đã ký", **carried)
    assert response.status_code == 422
    assert "Hồ sơ vừa có thay đổi" in errors(response)
    assert "Đã ký" in response.content.decode()
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT
    assert f'name="version" value="{dossier.version}"' in response.content.decode()


def test_when_nothing_is_asked_there_is_no_page_to_answer(citizen: Citizens) -> None:
    dossier = people.received()
    url = reverse("portal:dossier", args=[dossier.reference])
    assert citizen.get("supplement", dossier.reference).headers["Location"] == url
    assert "Hồ sơ này không chờ bổ sung." in words(citizen.client.get(url))


def test_an_answer_that_may_not_be_given_now_is_refused(citizen: Citizens) -> None:
    dossier = people.received()
    response = citizen.post(
        "supplement",
        dossier.reference,
        note="Xin gửi thêm",
        version=dossier.version,
        key="7b3f8f1e-5a3b-4f0e-9d3e-2f6f0c2f9a11",
    )
    assert response.status_code == 422
    assert "Được tiếp nhận" in errors(response)
    assert not dossier.events.filter(act="supplement").exists()


@pytest.mark.parametrize("broken", [{"version": "x"}, {"key": "x"}, {"version": ""}])
def test_a_form_tampered_with_changes_nothing(citizen: Citizens, broken: dict[str, str]) -> None:
    dossier = asked()
    assert answer(citizen, dossier, note="Đã ký", **broken).status_code == 422
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT


def test_only_the_one_who_filed_may_answer(visitor: Client) -> None:
    dossier = asked()
    url = reverse("portal:supplement", args=[dossier.reference])
    assert visitor.post(url, {"note": "x"}).headers["Location"] == f"/dang-nhap/?next={url}"
    visitor.force_login(people.officer("mc.hongbang"))
    assert visitor.get(url).status_code == 404
    assert visitor.post(url, {"note": "x"}).status_code == 404
