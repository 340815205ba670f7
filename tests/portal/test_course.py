"""What became of a dossier, on its citizen's page: fees, a new date, an end, who has read it."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers import acts, readings
from motcua.dossiers.models import Dossier, State
from motcua.people.models import Account
from tests.dossiers import people
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

CLERK = "mc.hongbang"
REASON = "Tôi nộp nhầm thủ tục"


def page(citizen: Citizens, dossier: Dossier) -> str:
    response = citizen.get("dossier", dossier.reference)
    assert response.status_code == 200
    return words(response)


def withdraw(citizen: Citizens, dossier: Dossier, **typed: str) -> HttpResponse:
    response = citizen.get("withdraw", dossier.reference)
    form = response.context["form"]
    carried = {name: str(form[name].value()) for name in ("version", "key")}
    return citizen.post("withdraw", dossier.reference, **{**carried, "reason": REASON, **typed})


def test_before_reception_a_dossier_is_withdrawn_at_once(citizen: Citizens) -> None:
    dossier = people.filed()
    assert "Rút hồ sơ" in page(citizen, dossier)
    withdraw(citizen, dossier)
    dossier.refresh_from_db()
    assert dossier.state == State.STOPPED
    said = page(citizen, dossier)
    assert "Đã rút hồ sơ." in said
    assert f"Theo yêu cầu của bạn: {REASON}" in said
    assert "Khi bạn không còn nhu cầu" not in said


def test_after_reception_the_one_stop_answers(citizen: Citizens) -> None:
    dossier = people.received()
    withdraw(citizen, dossier)
    dossier.refresh_from_db()
    assert dossier.state == State.WITHDRAWING
    assert "sẽ trả lời" in page(citizen, dossier)
    acts.accept_withdrawal(dossier, account=people.officer(CLERK))
    said = page(citizen, dossier)
    assert "Hồ sơ đã dừng giải quyết" in said
    assert "Thông báo dừng giải quyết (PDF)" in said


def test_a_withdrawal_declined_says_why(citizen: Citizens) -> None:
    dossier = people.carry_to(people.received(), "number")
    withdraw(citizen, dossier)
    acts.decline_withdrawal(dossier, account=people.officer(CLERK), reason="Đã ký quyết định")
    said = page(citizen, dossier)
    assert "không rút được nữa" in said
    assert "Đã ký quyết định" in said


def test_withdrawing_needs_a_reason_and_happens_once(citizen: Citizens) -> None:
    dossier = people.received()
    assert "Hãy ghi lý do rút hồ sơ." in errors(withdraw(citizen, dossier, reason=" "))
    assert citizen.get("withdraw", dossier.reference).status_code == 200
    withdraw(citizen, dossier)
    assert citizen.get("withdraw", dossier.reference).status_code == 302
    refused = citizen.post(
        "withdraw",
        dossier.reference,
        reason=REASON,
        version=dossier.version,
        key="7b3f8f1e-5a3b-4f0e-9d3e-2f6f0c2f9a12",
    )
    assert refused.status_code == 422
    assert dossier.events.filter(act="ask_withdrawal").count() == 1


def test_nobody_else_may_withdraw(visitor: Client, stranger: Account) -> None:
    dossier = people.received()
    url = reverse("portal:withdraw", args=[dossier.reference])
    assert visitor.get(url).headers["Location"] == f"/dang-nhap/?next={url}"
    visitor.force_login(stranger)
    assert visitor.get(url).status_code == 404
    assert visitor.post(url, {"reason": "x"}).status_code == 404


def test_a_fee_due_is_said_with_its_notice_and_how_to_pay(citizen: Citizens) -> None:
    dossier = people.received()
    clerk = people.officer(CLERK)
    fee = [acts.Owed("Lệ phí cấp bản sao", 8_000)]
    acts.require_payment(dossier, account=clerk, charges=fee, waits=True)
    said = page(citizen, dossier)
    assert "Cần nộp phí, lệ phí" in said
    assert "8.000 đồng" in said
    assert "mã QR chuyển khoản (PDF)" in said
    assert "giải quyết tiếp khi bạn nộp xong" in said
    notice = dossier.papers.get(kind="fee_notice")
    assert citizen.get("paper", dossier.reference, notice.pk).content.startswith(b"%PDF")
    acts.record_payment(dossier, account=clerk, method="cash")
    said = page(citizen, dossier)
    assert "Cần nộp phí" not in said
    assert "8.000 đồng, đã nộp" in said
    assert "Biên lai thu phí, lệ phí" in said


def test_an_apology_says_the_old_date_and_the_new(citizen: Citizens) -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    before, head = dossier.due_at, people.officer("tp.kinhte.hongbang")
    until = timezone.localdate(before) + timedelta(days=7)
    acts.propose_extension(dossier, account=head, reason="Chờ ý kiến", until=until)
    assert "xin lỗi và hẹn lại" not in page(citizen, dossier).split("Nhật ký")[0]
    acts.apologise_and_extend(dossier, account=people.officer(CLERK))
    said = page(citizen, dossier)
    assert "Cơ quan xin lỗi và hẹn lại" in said
    assert f"{timezone.localtime(before):%d/%m/%Y}" in said
    assert f"{until:%d/%m/%Y}" in said
    assert "Chờ ý kiến" in said


def test_a_result_revoked_can_no_longer_be_mistaken(citizen: Citizens) -> None:
    dossier = people.carry_to(people.received(), "return")
    leader = people.officer("ld.hongbang")
    acts.revoke_result(dossier, account=leader, decision="12/QĐ-UBND", reason="Cấp nhầm người")
    said = page(citizen, dossier)
    assert "Kết quả này đã bị thu hồi" in said
    assert "Cấp nhầm người" in said
    assert "Tải kết quả (PDF)" not in said


def test_papers_between_offices_stay_inside(citizen: Citizens) -> None:
    dossier = people.at_counter()
    Dossier.objects.filter(pk=dossier.pk).update(submitter=citizen.account)
    acts.hand_over(dossier, account=people.officer(CLERK))
    slip = dossier.papers.get(kind="hand_over")
    assert "Phiếu bàn giao" not in page(citizen, dossier)
    assert citizen.get("paper", dossier.reference, slip.pk).status_code == 404


def test_who_has_read_it_is_shown_to_whoever_filed_it(citizen: Citizens, stranger: Account) -> None:
    dossier = people.received()
    said = words(citizen.get("readers", dossier.reference))
    assert "Chưa có cán bộ nào mở hồ sơ này" in said
    readings.record(dossier, people.officer(CLERK))
    said = words(citizen.get("readers", dossier.reference))
    assert "Trung tâm Phục vụ hành chính công phường Hồng Bàng" in said
    assert "Tiếp nhận, trả kết quả" in said
    task = dossier.tasks.waiting()[0]
    head = task.unit.posts.get(role=task.role).holdings.first().officer.account
    readings.record(dossier, head)
    said = words(citizen.get("readers", dossier.reference))
    assert f"Giải quyết công việc được giao: {task.step.name}" in said
    citizen.client.force_login(stranger)
    assert citizen.get("readers", dossier.reference).status_code == 404


def test_a_code_alone_tells_none_of_it(visitor: Client) -> None:
    dossier = people.received()
    clerk = people.officer(CLERK)
    fee = [acts.Owed("Lệ phí đặc biệt", 8_000)]
    acts.require_payment(dossier, account=clerk, charges=fee, waits=True)
    said = words(visitor.get(reverse("portal:track"), {"ma": dossier.code}))
    assert "Yêu cầu thực hiện nghĩa vụ tài chính" in said
    assert "Lệ phí đặc biệt" not in said
    assert "8.000" not in said
    acts.record_payment(dossier, account=clerk, method="cash")
    acts.ask_withdrawal(dossier, account=clerk, reason="Chuyện riêng")
    said = words(visitor.get(reverse("portal:track"), {"ma": dossier.code}))
    assert "Chuyện riêng" not in said
    assert str(dossier.applicant) not in said
