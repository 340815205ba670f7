"""Which case is mine: asked before signing in, one question a page, answers in the address."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Draft
from tests.dossiers import people
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

BIRTH, MARRIAGE = "1.001193", "1.000894"
HOUSE = {"viec": "xay_moi", "loai": "nha_o"}
COPIES = {"da_dang_ky": "roi", "nguoi_yeu_cau": "person", "uy_quyen": "false", "so_ban_sao": "3"}


def page(client: Client, code: str, **answers: str) -> HttpResponse:
    return client.get(reverse("portal:eligibility", args=[code]), answers)


def test_the_page_of_the_procedure_leads_there_and_asks_for_nothing_personal(visitor):
    shown = visitor.get(reverse("portal:procedure", args=[BIRTH]))
    assert reverse("portal:eligibility", args=[BIRTH]) in shown.content.decode()
    first = page(visitor, BIRTH)
    assert "cha hay mẹ là người nước ngoài?" in words(first)
    fields = set(re.findall(r'name="([^"]+)"', first.content.decode()))
    assert {"nuoc_ngoai", "hoi"} <= fields
    assert not fields & {"full_name", "identity_number", "phone"}
    assert not Session.objects.exists()


def test_one_question_at_a_time_and_the_answers_decide_the_next(visitor):
    abandoned = {"nuoc_ngoai": "false", "da_dang_ky": "chua", "cha_me": "bo_roi"}
    assert "Ai đi đăng ký?" in words(page(visitor, BIRTH, **abandoned))
    married = abandoned | {"cha_me": "ket_hon"}
    assert "mang thai hộ?" in words(page(visitor, BIRTH, **married))


def test_what_was_answered_is_shown_and_changed_one_by_one(visitor):
    shown = page(visitor, people.BUILDING, viec="xay_moi").content.decode()
    assert "Bạn muốn làm gì?" in shown
    assert "Xây mới" in shown
    here = reverse("portal:eligibility", args=[people.BUILDING])
    assert f'href="{here}"' in shown  # both the way back and the change of the first answer
    assert '<input type="hidden" name="viec" value="xay_moi">' in shown


def test_pressing_on_without_an_answer_says_what_to_do(visitor):
    assert page(visitor, people.BUILDING).status_code == 200
    shown = page(visitor, people.BUILDING, hoi="viec")
    assert shown.status_code == 422
    assert "Hãy chọn một câu trả lời" in errors(shown)


def test_a_number_out_of_bounds_is_told_in_its_field(visitor):
    shown = page(visitor, people.EXTRACT, **COPIES | {"so_ban_sao": "0", "hoi": "so_ban_sao"})
    assert shown.status_code == 422
    assert "Hãy ghi một số từ 1 đến 50." in errors(shown)
    assert 'value="0"' in shown.content.decode()


def test_the_end_says_which_case_what_papers_how_long_and_how_much(visitor):
    said = words(page(visitor, people.BUILDING, **HOUSE))
    assert "Nhà ở riêng lẻ" in said
    assert "15 ngày" in said
    assert "thiết kế nhà ở riêng lẻ" in said
    other = words(page(visitor, people.BUILDING, **HOUSE | {"loai": "khac"}))
    assert "20 ngày" in other
    assert "thiết kế nhà ở riêng lẻ" not in other


def test_fees_are_counted_from_the_answers(visitor):
    said = words(page(visitor, people.EXTRACT, **COPIES))
    assert "24.000 đồng" in said
    assert "8.000 đồng × số lượng" in said
    assert "Văn bản ủy quyền" not in said
    assert "Văn bản ủy quyền" in words(
        page(visitor, people.EXTRACT, **COPIES | {"uy_quyen": "true"})
    )


def test_who_cannot_file_reads_why_and_what_to_do_instead(visitor):
    shown = page(visitor, MARRIAGE, nuoc_ngoai="true")
    assert "Không nộp được thủ tục này" in words(shown)
    assert "kết hôn có yếu tố nước ngoài" in words(shown)
    assert reverse("portal:procedure", args=["2.000806"]) in shown.content.decode()
    young = words(page(visitor, MARRIAGE, nuoc_ngoai="false", du_tuoi="false"))
    assert "Hãy đăng ký khi cả hai đã đủ tuổi." in young
    assert "Bắt đầu" not in young


def test_script_in_an_answer_is_only_a_wrong_answer(visitor):
    evil = '"><script>alert(1)</script>'
    for code in (people.BUILDING, people.EXTRACT):
        shown = page(visitor, code, viec=evil, so_ban_sao=evil, hoi="viec", **{evil: evil})
        assert "<script>alert" not in shown.content.decode()


def test_a_procedure_without_questions_leads_to_its_page(visitor):
    answer = page(visitor, "1.004873")
    assert answer.headers["Location"] == reverse("portal:procedure", args=["1.004873"])
    assert page(visitor, "9.999999").status_code == 404


def test_a_procedure_that_cannot_be_filed_online_offers_no_start(visitor):
    version = people.case_of(people.BUILDING).version
    version.cases.update(channels=["counter"])
    said = words(page(visitor, people.BUILDING, **HOUSE))
    assert "Chưa nộp trực tuyến được" in said
    assert "Bắt đầu" not in said


def begin_url(**answers: str) -> str:
    return f"{reverse('portal:begin', args=[people.BUILDING])}?{urlencode(answers)}"


def test_starting_carries_the_case_and_the_answers_into_the_draft(citizen: Citizens):
    other = HOUSE | {"loai": "khac"}
    assert (
        begin_url(**other).replace("&", "&amp;")
        in page(citizen.client, people.BUILDING, **other).content.decode()
    )
    shown = citizen.client.get(begin_url(**other))
    assert "Trường hợp của bạn: Công trình khác" in words(shown)
    case = people.case_of(people.BUILDING).version.cases.get(name="Công trình khác")
    citizen.client.post(begin_url(**other), {"case": case.pk, "for_whom": "self"})
    draft = Draft.objects.get()
    assert draft.case == case
    assert draft.answers["content"] == {"viec": "xay_moi", "loai": "khac"}


def test_who_is_not_signed_in_comes_back_with_the_answers(visitor):
    answer = visitor.get(begin_url(**HOUSE))
    assert answer.status_code == 302
    assert "loai%3Dnha_o" in answer.headers["Location"]


def test_answers_cannot_choose_a_case_the_questions_do_not_lead_to(citizen: Citizens):
    case = people.case_of(people.BUILDING).version.cases.get(name="Công trình khác")
    answer = citizen.client.post(begin_url(**HOUSE), {"case": case.pk, "for_whom": "self"})
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def begun(citizen: Citizens, **answers: str) -> Draft:
    """A draft of a birth, begun with these answers."""
    given = {
        "nuoc_ngoai": "false", "da_dang_ky": "chua", "cha_me": "ket_hon", "mang_thai_ho": "false",
        "uy_quyen": "false", "so_ban_sao": "1", **answers,
    }  # fmt: skip
    case = people.case_of(BIRTH)
    address = f"{reverse('portal:begin', args=[BIRTH])}?{urlencode(given)}"
    citizen.client.post(address, {"case": case.pk, "for_whom": "self"})
    return Draft.objects.latest("saved_at")


def test_the_page_of_papers_asks_only_for_what_the_answers_make_due(citizen: Citizens):
    usual = words(citizen.get("papers", begun(citizen).pk))
    assert "Giấy chứng sinh" in usual
    assert "trẻ bị bỏ rơi" not in usual
    assert "Văn bản ủy quyền" not in usual
    draft = begun(citizen, cha_me="bo_roi", uy_quyen="true")
    shown = citizen.post("papers", draft.pk)
    assert "Giấy chứng sinh" not in words(shown)
    assert "Biên bản về trẻ bị bỏ rơi" in words(shown)
    assert shown.status_code == 422
    assert errors(shown).count("Hãy tải lên giấy tờ bắt buộc này") >= 2


def test_what_was_answered_is_not_asked_again_on_the_e_form(citizen: Citizens):
    case = people.case_of(people.EXTRACT)
    address = f"{reverse('portal:begin', args=[people.EXTRACT])}?{urlencode(COPIES)}"
    citizen.client.post(address, {"case": case.pk, "for_whom": "self"})
    assert Draft.objects.get().content["form"] == {"copies": 3}
