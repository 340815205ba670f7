"""The pages of an e-form: what is typed is kept, what is wrong is named where it is."""

import re
from random import Random
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from motcua.catalog.models import Component
from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.forms.service import asked_pages, import_form, library
from tests.dossiers import people
from tests.forms.samples import sample
from tests.forms.small import LINE, WHOLE, YES_NO, asks, choice, form_file, page, shown_if
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

ITEM = {"type": "object", "required": ["name"], "properties": {"name": {"title": "Tên", **LINE}}}
DETAIL = {"type": "VerticalLayout", "elements": [asks("name")]}
FORM = form_file(
    {
        "yes": YES_NO,
        "then": LINE,
        "kind": choice("a", "b"),
        "born": {"$ref": "urn:motcua:past-date"},
        "where": {"$ref": "urn:motcua:address"},
        "people": {"type": "array", "minItems": 1, "maxItems": 3, "items": ITEM},
        "later": LINE,
        "more": {"type": "array", "items": ITEM},
        "amount": WHOLE,
        "called": LINE,
    },
    page("mot", asks("yes"), asks("then", when=shown_if("yes", {"const": True}))),
    page("hai", asks("kind"), asks("born"), asks("where")),
    page("ba", asks("people", item="Người", detail=DETAIL)),
    page(
        "bon",
        asks("amount"),
        asks("called", prefill="applicant.full_name"),
        asks("later", when=shown_if("yes", {"const": True})),
        asks("more", when=shown_if("yes", {"const": True}), item="Người nữa", detail=DETAIL),
    ),
    required=["yes", "then", "kind", "born", "where", "people", "amount"],
    code="trich-luc",
    paper={
        "heading": "TỜ KHAI",
        "body": [
            "{yes} {then} {kind} {born} {where} {later} {amount} {called}",
            {"each": "people", "body": ["{name}"]},
            {"each": "more", "body": ["{name}"]},
        ],
    },
)


@pytest.fixture
def draft(citizen: Citizens) -> Draft:
    """A draft on that form, its agency and applicant chosen."""
    import_form(FORM)
    made = acts.begin_draft(people.case_of(people.EXTRACT), account=citizen.account)
    acts.choose_agency(made, people.commune(), account=citizen.account)
    return made


def post(citizen: Citizens, draft: Draft, page: str, **values: Any) -> HttpResponse:
    url = reverse("portal:answers", args=[draft.pk, page])
    return citizen.client.post(
        url, {name.replace("__", "."): each for name, each in values.items()}
    )


def page_of(citizen: Citizens, draft: Draft, page: str) -> str:
    shown: str = citizen.get("answers", draft.pk, page).content.decode()
    return shown


def form_of(draft: Draft) -> dict[str, Any]:
    draft.refresh_from_db()
    found: dict[str, Any] = draft.content.get("form", {})
    return found


def links(response: HttpResponse) -> list[str]:
    """Where the summary of errors leads; each is on the page, and only once."""
    text = response.content.decode()
    summary = re.search(r'class="govuk-error-summary".*?</ul>', text, flags=re.S)
    assert summary
    found = re.findall(r'href="#([^"]*)"', summary[0])
    for target in found:
        assert text.count(f'id="{target}"') == 1, target
    return found


def test_the_summary_leads_to_the_control(citizen: Citizens, draft: Draft) -> None:
    shown = post(citizen, draft, "hai")
    assert shown.status_code == 422
    assert links(shown) == ["id_kind_0", "id_born_day", "id_where_detail"]
    shown = post(citizen, draft, "hai", kind="a", where_detail="Số 5", where_place="đâu đó")
    assert links(shown) == ["id_born_day", "id_where_place"]


def test_a_group_without_items_says_so_at_the_group(citizen: Citizens, draft: Draft) -> None:
    shown = post(citizen, draft, "ba", people__count="0")
    assert "Ô people: " in errors(shown)
    assert links(shown) == ["id_people"]
    shown = post(citizen, draft, "ba", people__count="2", people__0__name="An")
    assert shown.status_code == 302
    assert form_of(draft)["people"] == [{"name": "An"}]


def test_items_are_added_and_taken_away_one_by_one(citizen: Citizens, draft: Draft) -> None:
    added = post(citizen, draft, "ba", people__count="1", people__0__name="An", add="people")
    assert added.headers["Location"].endswith("/ba/#people.1")
    three = {"people__0__name": "An", "people__1__name": "Bình", "people__2__name": "Chi"}
    removed = post(citizen, draft, "ba", people__count="3", **three, remove="people.1")
    assert removed.headers["Location"].endswith("/ba/#people")
    assert form_of(draft)["people"] == [{"name": "An"}, {"name": "Chi"}]
    wrong = post(
        citizen, draft, "ba", people__count="2", people__0__name="", people__1__name="x" * 201
    )
    assert links(wrong) == ["id_people.0.name"]


def test_a_date_that_is_none_is_shown_as_it_was_typed(citizen: Citizens, draft: Draft) -> None:
    typed = {"born_day": "31", "born_month": "2", "born_year": "1990"}
    shown = post(citizen, draft, "hai", kind="a", **typed)
    assert "không có trên lịch" in errors(shown)
    again = citizen.get("answers", draft.pk, "hai").content.decode()
    for box, text in typed.items():
        assert re.search(f'name="{box}" value="{text}"', again)


def test_what_was_filled_in_for_one_and_emptied_stays_empty(
    citizen: Citizens, draft: Draft
) -> None:
    assert 'name="called" value="Nguyễn Thị Thơm"' in page_of(citizen, draft, "bon")
    post(citizen, draft, "bon", amount="5", called="")
    assert 'name="called" value' not in page_of(citizen, draft, "bon")
    post(citizen, draft, "bon", amount="5", called="Tên khác")
    assert 'name="called" value="Tên khác"' in page_of(citizen, draft, "bon")


def test_what_another_page_hides_for_now_is_not_forgotten(citizen: Citizens, draft: Draft) -> None:
    post(citizen, draft, "mot", yes="true", then="x")
    said = {"amount": "5", "later": "sau này", "more.count": "1", "more.0.name": "An"}
    post(citizen, draft, "bon", **said)
    before = form_of(draft)
    assert before["later"] == "sau này"
    post(citizen, draft, "mot", yes="false", then="x")
    # The page no longer asks; leaving it must not wipe what was said.
    assert "Ô later" not in words(citizen.get("answers", draft.pk, "bon"))
    post(citizen, draft, "bon", amount="6")
    post(citizen, draft, "mot", yes="true", then="x")
    assert form_of(draft) == before | {"amount": 6}


def test_without_the_script_an_answer_asks_for_more(citizen: Citizens, draft: Draft) -> None:
    first = post(citizen, draft, "mot", yes="true", shown="yes ")
    assert first.headers["Location"].endswith("/mot/")
    then = citizen.get("answers", draft.pk, "mot")
    assert "cần thêm vài thông tin" in words(then)
    assert 'id="then" data-shown-when' in then.content.decode()
    last = post(citizen, draft, "mot", yes="true", then="x", shown="yes then ")
    assert last.headers["Location"].endswith("/hai/")


def test_a_wrong_page_shows_what_its_answers_ask_for(citizen: Citizens, draft: Draft) -> None:
    shown = post(citizen, draft, "mot", yes="true")
    assert links(shown) == ["id_then"]
    (asked,) = re.findall(r'<div class="mc-question" id="then"[^>]*>', shown.content.decode())
    assert "hidden" not in asked


OLD = "Phường Minh Khai, quận Hồng Bàng, Hải Phòng"


def test_an_old_address_offers_what_it_is_now(citizen: Citizens, draft: Draft) -> None:
    kept = {"kind": "a", "born_day": "1", "born_month": "2", "born_year": "1990"}
    typed = {**kept, "where_detail": "Số 5", "where_place": OLD}
    asked = post(citizen, draft, "hai", **typed)
    assert asked.status_code == 422
    offered = re.findall(r'name="where_choice"[^>]*value="(\d{5})"', asked.content.decode())
    assert offered == ["11311"]
    assert OLD in asked.content.decode()
    done = post(citizen, draft, "hai", **typed, where_choice="11311")
    assert done.status_code == 302
    assert form_of(draft)["where"] == {"detail": "Số 5", "commune": "11311"}
    again = citizen.get("answers", draft.pk, "hai").content.decode()
    assert 'value="Phường Hồng Bàng, Thành phố Hải Phòng"' in again
    assert "where_choice" not in again


def test_a_name_several_communes_bear_is_asked_back(citizen: Citizens, draft: Draft) -> None:
    typed = {"where_detail": "Thôn 3", "where_place": "Xã Tân Tiến"}
    asked = post(citizen, draft, "hai", **typed)
    offered = re.findall(r'name="where_choice"[^>]*value="(\d{5})"', asked.content.decode())
    assert 1 < len(offered) <= 12
    assert "checked" not in asked.content.decode()
    post(citizen, draft, "hai", **typed, where_choice=offered[-1])
    assert form_of(draft)["where"]["commune"] == offered[-1]
    # A choice that was never offered is no answer.
    post(citizen, draft, "hai", **typed, where_choice="00000")
    assert form_of(draft)["where"]["commune"] == "Xã Tân Tiến"


def test_long_answers_stay_whole(citizen: Citizens, draft: Draft) -> None:
    long = "Ngõ " * 45
    post(citizen, draft, "ba", people__count="1", people__0__name=long)
    assert form_of(draft)["people"] == [{"name": long.strip()}]
    assert long.strip() in words(citizen.get("review", draft.pk))


def test_changing_leads_back_to_the_review(citizen: Citizens, draft: Draft) -> None:
    change = reverse("portal:answers", args=[draft.pk, "ba"]) + "?sua"
    assert reverse("portal:answers", args=[draft.pk, "mot"]) in (
        citizen.get("review", draft.pk).content.decode()
    )
    done = citizen.client.post(change, {"people.count": "1", "people.0.name": "An"})
    assert done.headers["Location"] == reverse("portal:review", args=[draft.pk])


def test_pages_the_answers_do_not_lead_over_and_unknown_ones(
    citizen: Citizens, draft: Draft
) -> None:
    assert citizen.get("answers", draft.pk, "nam").status_code == 404
    assert "Trang bon" in words(citizen.get("answers", draft.pk, "bon"))


LABELS = re.compile(r"<(label|legend|h1|h2|button)[^>]*>(.*?)</\1>", flags=re.S)
VIETNAMESE = re.compile("[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]")


@pytest.mark.parametrize("code", [data["code"] for data in library()])
def test_every_page_is_in_english_for_who_reads_english(citizen: Citizens, code: str) -> None:
    component = Component.objects.filter(e_form=code).order_by("pk").first()
    assert component is not None
    draft = acts.begin_draft(component.case, account=citizen.account)
    assert draft.form is not None
    definition = draft.form.definition
    chance = Random(1)  # noqa: S311 answers
    draft.content["form"] = sample(definition, chance, applicant=draft.content["applicant"])
    draft.save()
    citizen.client.cookies["django_language"] = "en"
    for asked in asked_pages(definition, draft.content["form"]):
        url = reverse("portal:answers", args=[draft.pk, asked.name])
        shown = citizen.client.get(url).content.decode()
        main = shown[shown.index("<main") : shown.index("</main>")]
        texts = [re.sub("<[^>]*>", "", each[1]) for each in LABELS.findall(main)]
        assert [each for each in texts if VIETNAMESE.search(each.lower())] == [], asked.name
