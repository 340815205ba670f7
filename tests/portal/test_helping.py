"""Điểm hỗ trợ: a neighbour is helped with their consent; who helps sees that and nothing else."""

import pytest
from django.core import mail
from django.test import Client

from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.mandates.models import Helper, Mandate
from motcua.people.models import Account
from tests.dossiers import people
from tests.mandates import stories
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

CARD = "031045000777|012345678|Phạm Văn Già|01051945|Nam|Tổ mẫu 7, phường Hồng Bàng|01012022"
TYPED = {
    "card": "",
    "full_name": stories.NEIGHBOUR.full_name,
    "identity_number": stories.NEIGHBOUR.identity_number,
    "birth_date_day": "1",
    "birth_date_month": "5",
    "birth_date_year": "1945",
    "phone": stories.NEIGHBOUR.phone,
    "email": stories.NEIGHBOUR.email,
    "address": stories.NEIGHBOUR.address,
}


@pytest.fixture(autouse=True)
def _reachable(settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]


def signed_in(account: Account) -> Citizens:
    client = Client(headers={"accept-language": "vi"})
    client.force_login(account)
    return Citizens(client, account)


@pytest.fixture
def minh() -> Citizens:
    return signed_in(stories.helper_account())


@pytest.fixture
def nam() -> Citizens:
    """Another helper of the same point."""
    return signed_in(stories.helper_account("ht.nam"))


def helped(minh: Citizens) -> Mandate:
    """A neighbour came, and agreed by code."""
    answer = minh.post("helping_begin", people.EXTRACT, **TYPED)
    assert answer.status_code == 302, errors(answer)
    mandate = Mandate.objects.latest("pk")
    minh.post("consent", mandate.reference, do="send", to="0")
    code = stories.code_in(mail.outbox[-1].body)
    answer = minh.post("consent", mandate.reference, do="code", code=code)
    assert answer["Location"].endswith(f"?cho={mandate.reference}")
    return mandate


def begun(minh: Citizens, mandate: Mandate) -> Draft:
    case = people.case_of(people.EXTRACT)
    minh.post("begin", people.EXTRACT, case=case.pk, for_whom=mandate.reference)
    return Draft.objects.get(mandate=mandate)


def test_the_way_from_the_procedure_to_the_draft(minh: Citizens) -> None:
    case = people.case_of(people.EXTRACT)
    answer = minh.post("begin", people.EXTRACT, case=case.pk, for_whom="ho-tro")
    assert answer["Location"] == f"/ho-tro/{people.EXTRACT}/"
    assert not Draft.objects.filter(account=minh.account).exists()
    mandate = helped(minh)
    assert (
        "checked"
        in minh.client.get(
            f"/thu-tuc/{people.EXTRACT}/nop-ho-so/", {"cho": mandate.reference}
        ).content.decode()
    )
    draft = begun(minh, mandate)
    assert "Nộp thay cho Phạm Văn Già" in words(minh.get("applicant", draft.pk))
    assert "Phạm Văn Già" in words(minh.get("helping"))
    assert "Phạm Văn Già" not in words(minh.get("my_dossiers"))


def test_a_card_fills_in_what_it_tells_and_files_nothing(minh: Citizens) -> None:
    answer = minh.post("helping_begin", people.EXTRACT, card=CARD, phone="0900000777", do="card")
    page = answer.content.decode()
    assert answer.status_code == 200
    for filled in ("031045000777", "Phạm Văn Già", "1945", "Tổ mẫu 7", "0900000777"):
        assert filled in page
    assert not Mandate.objects.exists()


def test_a_card_that_is_none_says_so_and_nothing_else(minh: Citizens) -> None:
    answer = minh.post("helping_begin", people.EXTRACT, card="x|y", do="card")
    assert answer.status_code == 422
    assert errors(answer).count("Không đọc được thẻ") == 1
    assert "Hãy ghi" not in errors(answer).replace("hoặc ghi tay", "")


def test_a_card_scanned_and_sent_at_once_counts_for_what_was_typed(minh: Citizens) -> None:
    answer = minh.post("helping_begin", people.EXTRACT, **(TYPED | {"card": CARD}))
    assert answer.status_code == 302


@pytest.mark.parametrize("page", ["helping", "helping_begin"])
def test_these_pages_are_for_helpers(citizen: Citizens, page: str) -> None:
    arguments = [people.EXTRACT] if page == "helping_begin" else []
    for answer in (citizen.get(page, *arguments), citizen.post(page, *arguments)):
        assert answer.status_code == 403
        assert "Trang này dành cho người hỗ trợ" in words(answer)


def test_helpers_open_nothing_of_each_other(minh: Citizens, nam: Citizens) -> None:
    mandate = helped(minh)
    draft = begun(minh, mandate)
    for page in ("consent", "consent_paper", "mandate_finish"):
        assert nam.get(page, mandate.reference).status_code == 404
    for page in ("resume", "applicant", "review"):
        assert nam.get(page, draft.pk).status_code == 404
    dossier = stories.filed(stories.agreed(stories.asked(minh.account)))
    assert nam.get("dossier", dossier.reference).status_code == 404
    assert "Phạm Văn Già" not in words(nam.get("helping"))
    case = people.case_of(people.EXTRACT)
    nam.post("begin", people.EXTRACT, case=case.pk, for_whom=mandate.reference)
    assert not Draft.objects.filter(account=nam.account).exists()


def test_once_the_result_is_returned_the_count_is_left(minh: Citizens) -> None:
    dossier = stories.filed(stories.agreed(stories.asked(minh.account)))
    assert "Phạm Văn Già" in words(minh.get("helping"))
    assert minh.get("dossier", dossier.reference).status_code == 200
    people.carry_on(people.carry_to(dossier, "return"))
    page = words(minh.get("helping"))
    assert "Phạm Văn Già" not in page
    assert "Đã kết thúc, không còn mở được: 1 hồ sơ." in page
    for name in ("dossier", "readers", "supplement", "withdraw"):
        assert minh.get(name, dossier.reference).status_code == 404


def test_who_stopped_helping_opens_nothing(minh: Citizens) -> None:
    waiting = stories.asked(minh.account)
    mandate = stories.agreed(stories.asked(minh.account))
    draft = stories.begun(mandate)
    dossier = stories.filed(stories.agreed(stories.asked(minh.account)))
    stories.stops_helping(minh.account)
    assert minh.get("helping").status_code == 403
    assert minh.get("consent", waiting.reference).status_code == 404
    assert minh.get("resume", draft.pk).status_code == 404
    assert minh.get("dossier", dossier.reference).status_code == 404
    assert "Nộp cho ai?" not in words(minh.get("begin", people.EXTRACT))


def test_the_person_sees_the_dossier_a_helper_filed(minh: Citizens) -> None:
    loan = people.citizen(2)
    mandate = stories.agreed(stories.asked(minh.account, stories.party_of(loan.citizen)))
    dossier = stories.filed(mandate)
    herself = signed_in(loan)
    assert str(dossier) in words(herself.get("my_dossiers"))
    page = words(herself.get("dossier", dossier.reference))
    assert f"{minh.account} nộp thay bạn, theo đồng ý" in page
    assert "Người nộp thay" in page
    theirs = words(minh.get("dossier", dossier.reference))
    assert "Nộp thay cho" in theirs
    acts.withdraw_consent(mandate, account=loan)
    assert minh.get("dossier", dossier.reference).status_code == 404
    assert herself.get("dossier", dossier.reference).status_code == 200


def test_months_are_counted_for_the_point(minh: Citizens, nam: Citizens) -> None:
    for each in (minh, nam):
        stories.filed(stories.agreed(stories.asked(each.account)))
    page = words(minh.get("helping"))
    assert "Tháng Đã nộp Đã xong Đúng hạn" in page
    month = f"{Mandate.objects.latest('pk').created_at:%m/%Y}"
    assert f"{month} 2 0 0" in page


def test_who_helps_at_two_points_says_at_which(minh: Citizens) -> None:
    other = stories.helps(stories.helper_account("ht.hoa")).point
    also = Helper.objects.create(
        account=minh.account, point=other, trained_on="2025-06-01", valid_from="2025-07-01"
    )
    minh.post("helping_begin", people.EXTRACT, **(TYPED | {"point": also.pk}))
    assert Mandate.objects.get().helper == also
    foreign = stories.helps(stories.helper_account("ht.nam"))
    minh.post("helping_begin", people.EXTRACT, **(TYPED | {"point": foreign.pk}))
    assert Mandate.objects.latest("pk").helper.account == minh.account
