"""What is known of the person a draft is for, and what must not be."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers import acts
from motcua.dossiers.known import as_address, known_of
from motcua.dossiers.models import Draft
from motcua.forms.known import FIELDS, Origin, Source, facts_about, known_from
from motcua.people.models import Account, Citizen
from tests.dossiers import people

pytestmark = pytest.mark.django_db

NUMBER = people.APPLICANT["identity_number"]


def begun(index: int = 0, **applicant: str) -> Draft:
    account = people.citizen(index)
    draft = acts.begin_draft(people.case_of(people.EXTRACT), account=account)
    if applicant:
        draft.content["applicant"] |= applicant
        draft.save()
    return draft


def test_the_identity_provider_answers_for_whom_it_signs_in() -> None:
    draft = begun()
    known = known_of(draft)
    assert known["full_name"].value == "Nguyễn Thị Thơm"
    assert known["birth_date"].value == "1999-04-12"
    assert known["phone"].value == "0900000001"
    assert known["full_name"].source == "tài khoản định danh"
    residence = known["current_residence"].value
    assert residence["detail"] == "Số 12, tổ dân phố mẫu 1"
    assert len(residence["commune"]) == 5


def test_nothing_of_the_account_is_said_of_somebody_else_it_files_for() -> None:
    assert known_of(begun(identity_number=NUMBER)) == {}


def test_an_earlier_dossier_of_the_same_person_is_named_by_code_and_day() -> None:
    dossier = people.filed()
    known = known_of(begun(identity_number=NUMBER))
    assert known["full_name"].value == people.APPLICANT["full_name"]
    assert known["current_residence"].value["detail"] == "12 Đinh Tiên Hoàng"
    said = known["full_name"].source
    assert str(dossier) in said
    assert f"{dossier.submitted_at:%d/%m/%Y}"[-4:] in said


def test_the_second_draft_of_somebody_who_only_said_who_they_are_is_filled_in() -> None:
    account = people.citizen()
    Citizen.objects.filter(account=account).update(
        identity_number=NUMBER, birth_date=None, phone="", address="", permanent_address=""
    )
    account = Account.objects.get(pk=account.pk)
    first = acts.begin_draft(people.case_of(people.EXTRACT), account=account)
    assert first.content["applicant"]["address"] == ""
    people.filed()
    second = acts.begin_draft(people.case_of(people.PENSION), account=account)
    filled = second.content["applicant"]
    assert filled["phone"] == people.APPLICANT["phone"]
    assert filled["birth_date"] == people.APPLICANT["birth_date"]
    assert filled["address"].startswith("12 Đinh Tiên Hoàng, ")
    assert "Hồng Bàng" in filled["address"]


def test_a_dossier_somebody_else_filed_tells_nothing_whatever_number_is_typed() -> None:
    people.filed()  # by citizen 0
    assert known_of(begun(1, identity_number=NUMBER)) == {}


def test_an_organisation_has_no_facts_of_a_person() -> None:
    assert known_of(begun(identity_number="0200000123", kind="organisation")) == {}


def test_what_a_form_asked_of_the_same_person_is_known_later() -> None:
    dossier = people.filed()
    dossier.content = {
        "request": {
            "members": [
                {"identity_number": "031099000111", "ethnicity": "Tày"},
                {"identity_number": NUMBER, "ethnicity": "Kinh", "occupation": "Giáo viên"},
            ]
        }
    }
    dossier.save()
    known = known_of(begun(identity_number=NUMBER))
    assert known["ethnicity"].value == "Kinh"
    assert known["occupation"].value == "Giáo viên"


def test_an_address_nobody_can_place_stays_as_it_was_written() -> None:
    assert as_address("Xóm Chưa Có Trên Bản Đồ 99") == {"detail": "Xóm Chưa Có Trên Bản Đồ 99"}
    placed = as_address("12 Đinh Tiên Hoàng, phường Hồng Bàng, thành phố Hải Phòng")
    assert placed["detail"] == "12 Đinh Tiên Hoàng"


SOURCES = st.builds(
    Source,
    origin=st.sampled_from(list(Origin)),
    facts=st.dictionaries(st.sampled_from(FIELDS[2:]), st.text(max_size=3)),
    at=st.dates() | st.none(),
    name=st.text(max_size=3),
)


@given(st.lists(SOURCES, max_size=5))
def test_every_fact_comes_from_the_first_origin_that_has_it(sources: list[Source]) -> None:
    known = known_from(sources, NUMBER)
    order = list(Origin)
    for field, fact in known.items():
        telling = [each for each in sources if each.facts.get(field)]
        best = min(order.index(each.origin) for each in telling)
        assert fact.value in [
            each.facts[field] for each in telling if order.index(each.origin) == best
        ]
    assert set(known) == {f for each in sources for f, value in each.facts.items() if value}


JSON = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["identity_number", "phone", "x"]), inner, max_size=3)
    ),
)


@given(JSON)
def test_a_block_without_the_number_is_never_read(content: Any) -> None:
    assert facts_about(NUMBER, content) == {}
