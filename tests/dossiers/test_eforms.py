"""Filing with an e-form: what is kept, what is refused, what follows from the answers."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from motcua.catalog.models import Procedure
from motcua.dossiers import acts
from motcua.dossiers.fees import owed_by
from motcua.dossiers.models import Dossier, Draft
from motcua.forms.service import Outcome, form_in_force, import_form, library
from tests.dossiers import people

pytestmark = pytest.mark.django_db

OF_ONESELF = {
    "kind": "birth",
    "copies": 2,
    "relation": "self",
    "registered_at": "UBND xã An Hòa, huyện An Dương, Hải Phòng",
}


def filled(**changes: Any) -> Draft:
    """A draft for an extract with its e-form filled in, ready to be filed."""
    made = people.draft()
    assert made.form is not None
    made.content["form"] = {**OF_ONESELF, **changes}
    made.save(update_fields=["content"])
    return made


def trich_luc() -> dict[str, Any]:
    return deepcopy(next(each for each in library() if each["code"] == "trich-luc"))


def test_a_filled_form_is_filed_and_kept_with_its_edition() -> None:
    made = filled(number="05/1999")
    dossier = acts.submit(made, account=made.account)
    assert dossier.form == form_in_force("trich-luc")
    assert dossier.content == {"form": {**OF_ONESELF, "number": "05/1999"}}


def test_what_is_not_asked_is_not_kept() -> None:
    hidden = {"relation_other": "bạn", "subject": {"full_name": "Ai đó"}}
    made = filled(**hidden, colour="đỏ")
    dossier = acts.submit(made, account=made.account)
    assert dossier.content == {"form": OF_ONESELF}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"copies": 0}, "Số lượng bản sao đề nghị cấp: Hãy ghi số không nhỏ hơn 1."),
        ({"copies": "hai"}, "Số lượng bản sao đề nghị cấp: Hãy ghi bằng chữ số."),
        ({"kind": "passport"}, "Đề nghị cấp bản sao"),
        ({"relation": "other"}, "Ghi rõ quan hệ: Hãy ghi mục này."),
        ({"registered_at": None}, "Cơ quan đã đăng ký"),
    ],
)
def test_a_wrong_answer_is_refused_and_changes_nothing(changes: dict[str, Any], said: str) -> None:
    made = filled()
    made.content["form"] = {
        name: value for name, value in {**OF_ONESELF, **changes}.items() if value is not None
    }
    made.save(update_fields=["content"])
    with pytest.raises(acts.Refused) as refused:
        acts.submit(made, account=made.account)
    assert said in str(refused.value)
    assert not Dossier.objects.exists()
    made.refresh_from_db()
    assert made.dossier is None


def test_the_number_of_copies_makes_the_fee() -> None:
    made = filled(copies=2)
    dossier = acts.submit(made, account=made.account)
    assert [each.amount for each in owed_by(dossier)] == [16_000]


def test_each_page_is_kept_as_it_is_left_right_or_not() -> None:
    made = filled()
    wrong = acts.save_answers(
        made, account=made.account, page="giay-to", values={"kind": "other", "copies": "nhiều"}
    )
    assert set(wrong) == {"kind_other", "copies"}
    made.refresh_from_db()
    assert made.content["form"]["copies"] == "nhiều"
    assert made.content["form"]["relation"] == "self"


def test_hidden_answers_come_back_when_the_condition_does() -> None:
    made = filled()

    def answer(relation: str) -> None:
        values = {"relation": relation, "relation_other": "bạn cùng phòng"}
        acts.save_answers(made, account=made.account, page="quan-he", values=values)

    answer("other")
    answer("self")
    answer("other")
    assert made.content["form"]["relation_other"] == "bạn cùng phòng"
    assert "relation_other" not in acts.answer_errors(made)


def test_a_new_edition_leads_the_next_draft_and_leaves_dossiers_alone() -> None:
    made = filled()
    dossier = acts.submit(made, account=made.account)
    first = dossier.form
    data = trich_luc()
    data["title"] += " (mới)"
    data["english"][data["title"]] = "Application for copies (new)"
    assert import_form(data) == Outcome.NEW_EDITION
    assert import_form(data) == Outcome.UNCHANGED
    assert form_in_force("trich-luc") != first
    assert Dossier.objects.get(pk=dossier.pk).form == first
    assert people.draft().form == form_in_force("trich-luc")


def test_an_edition_of_tomorrow_waits() -> None:
    now, tomorrow = form_in_force("trich-luc"), timezone.localdate() + timedelta(days=1)
    data = trich_luc()
    data["source"]["text"] += ", được sửa đổi"
    import_form(data, from_day=tomorrow)
    assert form_in_force("trich-luc") == now
    following = form_in_force("trich-luc", tomorrow)
    assert following is not None
    assert following != now


def test_every_form_belongs_to_a_procedure() -> None:
    named = set(
        Procedure.objects.values_list("versions__cases__components__e_form", flat=True).distinct()
    )
    assert {each["code"] for each in library()} <= named
