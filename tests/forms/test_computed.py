"""Values nobody types: the server counts them anew, whatever is sent."""

from typing import Any

from motcua.forms.service import errors, kept
from tests.forms.small import WHOLE, YES_NO, asks, form, page, shown_if

MEMBERS = {
    "type": "array",
    "maxItems": 5,
    "items": {"type": "object", "properties": {"amount": {"title": "Số tiền", **WHOLE}}},
}
EACH = {"type": "VerticalLayout", "elements": [asks("amount")]}
COUNTED = {"type": "integer", "readOnly": True}
PRICED = form(
    {
        "a": WHOLE,
        "more": YES_NO,
        "b": WHOLE,
        "members": MEMBERS,
        "sum": COUNTED,
        "area": COUNTED,
        "total": COUNTED,
        "people": COUNTED,
    },
    page(
        "mot",
        asks("a"),
        asks("more"),
        asks("b", when=shown_if("more", {"const": True})),
        asks("members", detail=EACH),
        asks("sum", computed={"sum": ["#/properties/a", "#/properties/b"]}),
        asks("area", computed={"product": ["#/properties/a", "#/properties/b"]}),
        asks("total", computed={"sum": "#/properties/members/items/properties/amount"}),
        asks("people", computed={"count": "#/properties/members"}),
    ),
)


def counted(**answers: Any) -> dict[str, Any]:
    found = kept(PRICED, answers)
    names = ("sum", "area", "total", "people")
    return {name: found[name] for name in names if name in found}


def test_sums_products_and_counts() -> None:
    members = [{"amount": 5}, {"amount": 7}]
    assert counted(a=2, more=True, b=3, members=members) == {
        "sum": 5,
        "area": 6,
        "total": 12,
        "people": 2,
    }


def test_what_is_sent_in_their_place_does_not_count() -> None:
    assert counted(a=2, sum=900, area=900, total=900) == {"sum": 2, "people": 0}


def test_nothing_known_is_nothing_and_no_zero() -> None:
    assert counted() == {"people": 0}


def test_a_hidden_number_is_not_counted_in() -> None:
    assert counted(a=2, more=False, b=3)["sum"] == 2


def test_words_where_numbers_belong_are_refused_and_left_out() -> None:
    assert counted(a="hai", more=True, b=3)["sum"] == 3
    assert errors(PRICED, {"a": "hai"}) == {"a": "Hãy ghi bằng chữ số."}
