"""Người tôi nộp thay: added, agreed to, used, ended; seen and taken back by the person."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers.models import Draft
from motcua.mandates.models import Consent, Mandate
from motcua.people.models import Account
from tests.dossiers import people
from tests.mandates import stories
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

FATHER = {
    "relation": "parent",
    "scope": "all",
    "procedure": "",
    "full_name": stories.NEIGHBOUR.full_name,
    "identity_number": "0310 4500 0777",
    "birth_date_day": "1",
    "birth_date_month": "5",
    "birth_date_year": "1945",
    "phone": "0900 000 777",
    "email": stories.NEIGHBOUR.email,
    "address": stories.NEIGHBOUR.address,
}


@pytest.fixture(autouse=True)
def _reachable(settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]


@pytest.fixture
def loan() -> Citizens:
    """An elderly woman who has an account of her own."""
    account = people.citizen(2)
    client = Client(headers={"accept-language": "vi"})
    client.force_login(account)
    return Citizens(client, account)


def party_values(account: Account) -> dict[str, str]:
    born = account.citizen.birth_date
    return FATHER | {
        "full_name": str(account),
        "identity_number": account.citizen.identity_number,
        "birth_date_day": str(born.day),
        "birth_date_month": str(born.month),
        "birth_date_year": str(born.year),
    }


def added(citizen: Citizens, **values: object) -> Mandate:
    answer = citizen.post("mandate_add", **(FATHER | values))
    assert answer.status_code == 302, errors(answer)
    return Mandate.objects.latest("pk")


def agreed_by_code(citizen: Citizens, mandate: Mandate) -> None:
    citizen.post("consent", mandate.reference, do="send", to="0")
    code = stories.code_in(mail.outbox[-1].body)
    citizen.post("consent", mandate.reference, do="code", code=f"{code[:3]} {code[3:]}")


def test_a_father_says_yes_by_code_and_his_daughter_files(citizen: Citizens) -> None:
    mandate = added(citizen)
    said = words(citizen.get("consent", mandate.reference))
    for shown in ("Tôi là Phạm Văn Già", "tự nguyện", "rút lại đồng ý", "thẻ căn cước"):
        assert shown in said
    agreed_by_code(citizen, mandate)
    assert "Đang có hiệu lực" in words(citizen.get("mandates"))
    asked = words(citizen.get("begin", people.EXTRACT))
    assert "Nộp cho ai?" in asked
    assert "Cho Phạm Văn Già" in asked
    case = people.case_of(people.EXTRACT)
    citizen.post("begin", people.EXTRACT, case=case.pk, for_whom=mandate.reference)
    draft = Draft.objects.get(mandate=mandate)
    page = words(citizen.get("applicant", draft.pk))
    assert "Nộp thay cho Phạm Văn Già (số định danh 031045000777), theo đồng ý" in page
    assert "031045000777" in citizen.get("applicant", draft.pk).content.decode()


def test_without_an_answer_for_whom_nothing_begins(citizen: Citizens) -> None:
    agreed_by_code(citizen, added(citizen))
    answer = citizen.post("begin", people.EXTRACT, case=people.case_of(people.EXTRACT).pk)
    assert answer.status_code == 422
    assert "Hãy chọn nộp cho ai." in errors(answer)
    citizen.post("begin", people.EXTRACT, case=people.case_of(people.EXTRACT).pk, for_whom="toi")
    assert Draft.objects.get(account=citizen.account).mandate is None


def test_the_letter_has_the_whole_of_what_is_agreed_to(citizen: Citizens) -> None:
    mandate = added(citizen)
    citizen.post("consent", mandate.reference, do="send", to="1")
    (letter,) = mail.outbox
    assert letter.to == [stories.NEIGHBOUR.email]
    for said in ("Tôi là Phạm Văn Già", str(citizen.account), "10 phút", "rút lại đồng ý"):
        assert said in letter.body


def test_nothing_is_ticked_beforehand(citizen: Citizens) -> None:
    mandate = added(citizen)
    page = citizen.get("consent", mandate.reference).content.decode()
    assert not re.search(r"<input[^>]*\bchecked\b", page)


def test_a_signed_paper_with_its_photograph(citizen: Citizens) -> None:
    mandate = added(citizen)
    form = citizen.get("consent_paper", mandate.reference)
    assert form["Content-Type"] == "application/pdf"
    unsigned = citizen.post("consent", mandate.reference, do="paper", photo=people.upload())
    assert "Hãy xác nhận người ấy đã tự ký." in errors(unsigned)
    citizen.post("consent", mandate.reference, do="paper", photo=people.upload(), seen="on")
    assert Consent.objects.get().method == Consent.Method.PAPER
    other = added(citizen)
    again = citizen.post("consent", other.reference, do="paper", photo=people.upload(), seen="on")
    assert again.status_code == 422
    assert "đã dùng cho một lần nộp khác" in errors(again)


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"<script>alert(1)</script>"])
def test_a_photograph_that_is_none(citizen: Citizens, data: bytes) -> None:
    mandate = added(citizen)
    answer = citizen.post(
        "consent", mandate.reference, do="paper", photo=people.upload(data=data), seen="on"
    )
    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_a_child_is_shown_by_a_paper_and_no_code_is_offered(citizen: Citizens) -> None:
    born = timezone.localdate() - timedelta(days=2000)
    mandate = added(
        citizen,
        relation="child",
        birth_date_day=born.day,
        birth_date_month=born.month,
        birth_date_year=born.year,
    )
    page = words(citizen.get("consent", mandate.reference))
    assert "Giấy khai sinh của con" in page
    assert "Gửi mã" not in page
    citizen.post("consent", mandate.reference, do="paper", photo=people.upload(), seen="on")
    assert Consent.objects.get().method == Consent.Method.REPRESENTATION


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"relation": "child"}, "đã đủ 18 tuổi"),
        ({"identity_number": "031199000123"}, "của chính bạn"),
        ({"relation": "legal"}, "10 chữ số"),
        ({"scope": "procedure"}, "Chưa chọn thủ tục"),
        ({"scope": "procedure", "procedure": "9.999999"}, "Không có thủ tục nào mang mã này"),
        ({"scope": "dossier"}, "không có trong danh sách"),
        ({"birth_date_day": "31", "birth_date_month": "2"}, "không có trên lịch"),
        ({"phone": "không có"}, "Hãy ghi số điện thoại"),
        ({"relation": ""}, "Hãy chọn bạn nộp thay cho ai."),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    citizen: Citizens, values: dict[str, str], said: str
) -> None:
    answer = citizen.post("mandate_add", **(FATHER | values))
    assert answer.status_code == 422
    assert said in errors(answer)
    assert stories.NEIGHBOUR.address in answer.content.decode()
    assert not Mandate.objects.exists()


def test_script_in_a_name_is_only_a_name(citizen: Citizens) -> None:
    mandate = added(citizen, full_name="<script>alert(1)</script> Già")
    for page in ("consent", "mandate_finish"):
        assert b"<script>alert(1)" not in citizen.get(page, mandate.reference).content
    assert b"<script>alert(1)" not in citizen.get("mandates").content
    assert citizen.get("consent_paper", mandate.reference).status_code == 200


@pytest.mark.parametrize("page", ["consent", "consent_paper", "mandate_finish"])
def test_nobody_elses_mandate_opens(citizen: Citizens, loan: Citizens, page: str) -> None:
    mandate = added(citizen)
    assert loan.get(page, mandate.reference).status_code == 404
    assert loan.post(page, mandate.reference).status_code in {404, 405}
    assert Mandate.objects.get().ended_at is None


def test_somebody_elses_mandate_is_no_choice(citizen: Citizens, loan: Citizens) -> None:
    mandate = added(citizen)
    agreed_by_code(citizen, mandate)
    case = people.case_of(people.EXTRACT)
    loan.post("begin", people.EXTRACT, case=case.pk, for_whom=mandate.reference)
    assert not Draft.objects.filter(mandate=mandate).exists()


def test_the_person_sees_who_files_for_them_and_takes_it_back(
    citizen: Citizens, loan: Citizens
) -> None:
    mandate = added(citizen, **party_values(loan.account))
    assert "Không ai." in words(loan.get("mandates"))
    agreed_by_code(citizen, mandate)
    assert str(citizen.account) in words(loan.get("mandates"))
    case = people.case_of(people.EXTRACT)
    citizen.post("begin", people.EXTRACT, case=case.pk, for_whom=mandate.reference)
    draft = Draft.objects.get(mandate=mandate)
    assert "Bản đang làm dở bị xóa" in words(loan.get("mandate_finish", mandate.reference))
    loan.post("mandate_finish", mandate.reference)
    assert "Đã rút lại đồng ý" in words(loan.get("mandates"))
    for page in ("resume", "applicant", "review"):
        assert citizen.get(page, draft.pk).status_code == 404
    answer = citizen.post("review", draft.pk, delivery="electronic")
    assert answer.status_code == 404
    assert loan.get("mandate_finish", mandate.reference).status_code == 404


def test_who_acts_gives_it_up(citizen: Citizens) -> None:
    mandate = added(citizen)
    agreed_by_code(citizen, mandate)
    citizen.post("mandate_finish", mandate.reference)
    assert "Đã chấm dứt" in words(citizen.get("mandates"))
    assert "Nộp cho ai?" not in words(citizen.get("begin", people.EXTRACT))


def test_who_has_no_account_takes_it_back_by_the_letter(citizen: Citizens, visitor: Client) -> None:
    mandate = added(citizen)
    agreed_by_code(citizen, mandate)
    link = re.search(r"https?://\S+(/dong-y/\S+)", mail.outbox[-1].body)
    assert link
    stranger = Client(headers={"accept-language": "vi"})
    assert "Tôi là Phạm Văn Già" in words(stranger.get(link[1]))
    done = stranger.post(link[1], follow=True)
    assert "Bạn đã rút lại đồng ý" in words(done)
    assert not Mandate.objects.in_force().exists()


def test_a_link_made_up_opens_nothing() -> None:
    for token in ("AAAA-AAAA-AAAA:abc", "abc"):
        assert Client().get(reverse("portal:consent_link", args=[token])).status_code == 404


def test_where_no_letter_can_be_sent_paper_is_left(citizen: Citizens, settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice"]
    mandate = added(citizen)
    page = words(citizen.get("consent", mandate.reference))
    assert "Hãy dùng giấy đồng ý." in page
    assert "Gửi mã đến" not in page
    assert citizen.post("consent", mandate.reference, do="send", to="0").status_code == 422


def test_outside_a_demonstration_telephones_are_not_written_to(citizen: Citizens, settings) -> None:
    settings.DEMONSTRATION = False
    mandate = added(citizen)
    page = words(citizen.get("consent", mandate.reference))
    assert "Thư điện tử co…@motcua.example" in page
    assert "Điện thoại …777" not in page


def test_guesses_are_counted_and_end(citizen: Citizens) -> None:
    mandate = added(citizen)
    citizen.post("consent", mandate.reference, do="send", to="0")
    right = stories.code_in(mail.outbox[-1].body)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _time in range(5):
        answer = citizen.post("consent", mandate.reference, do="code", code=wrong)
        assert answer.status_code == 422
    answer = citizen.post("consent", mandate.reference, do="code", code=right)
    assert answer.status_code == 422
    assert "nhập sai quá 5 lần" in errors(answer)
    assert not Consent.objects.exists()


def test_one_address_does_not_ask_without_end(citizen: Citizens) -> None:
    mandate = added(citizen)
    statuses = {
        citizen.post("consent", mandate.reference, do="code", code="000000").status_code
        for _time in range(61)
    }
    assert statuses == {422, 429}


def test_a_replayed_consent_leads_on_and_changes_nothing(citizen: Citizens) -> None:
    mandate = added(citizen)
    agreed_by_code(citizen, mandate)
    code = stories.code_in(mail.outbox[0].body)
    answer = citizen.post("consent", mandate.reference, do="code", code=code)
    assert answer.status_code == 302
    assert Consent.objects.count() == 1
