"""The checker: each kind of mistake in a form's file is found, and named with its place."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from motcua.forms.service import BadDefinition, import_form, mistakes
from tests.forms.small import LINE, WHOLE, asks, choice, form_file, page, shown_if

ITEMS = {
    "type": "array",
    "items": {"type": "object", "properties": {"name": {"title": "Tên", **LINE}}},
}
GOOD = form_file(
    {"kind": choice("a", "b"), "amount": WHOLE, "note": LINE},
    page("mot", asks("kind"), asks("amount")),
    page("hai", asks("note", when=shown_if("kind", {"const": "a"}))),
    checks=[{"rule": "form.amount > 1", "field": "amount", "say": "Hãy ghi số lớn hơn 1."}],
    facts={"so_luong": "amount"},
)

Change = Callable[[dict[str, Any]], Any]


def element(data: dict[str, Any], page: int, place: int) -> dict[str, Any]:
    found: dict[str, Any] = data["layout"]["elements"][page]["elements"][place]
    return found


def properties(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["schema"]["properties"]
    return found


def name_page(name: str, page: int = 1) -> Change:
    def change(data: dict[str, Any]) -> None:
        data["layout"]["elements"][page]["options"]["name"] = name

    return change


BAD: list[tuple[Change, str]] = [
    (lambda data: data.pop("paper"), "'paper'"),
    (lambda data: data.pop("layout"), "'layout'"),
    (name_page("review"), "trang không được tên là “review”"),
    (name_page("Trang Hai"), "“Trang Hai” chỉ gồm chữ thường không dấu"),
    (name_page("mot"), "hai trang cùng tên “mot”"),
    (lambda data: data.update(code="Khai sinh"), "“Khai sinh” chỉ gồm chữ thường"),
    (lambda data: properties(data)["note"].pop("title"), "ô “note” chưa có title"),
    (lambda data: properties(data)["note"].update(type="null"), "kiểu “null”"),
    (lambda data: properties(data)["amount"].update(minimum="ba"), "minimum"),
    (
        lambda data: properties(data).update(more={"type": "string", "title": "Thêm"}),
        "ô “more” được hỏi 0 lần",
    ),
    (
        lambda data: data["layout"]["elements"][1]["elements"].append(asks("amount")),
        "ô “amount” được hỏi 2 lần",
    ),
    (
        lambda data: element(data, 1, 0).update(scope="#/properties/nobody"),
        "schema không có “nobody”",
    ),
    (lambda data: element(data, 1, 0).update(scope="note"), "scope “note” phải có dạng"),
    (lambda data: element(data, 1, 0).update(type="Tabs"), "“Tabs” không có trong bố cục"),
    (
        lambda data: properties(data).update(note={"$ref": "urn:motcua:colour", "title": "Màu"}),
        "không có khối “urn:motcua:colour”",
    ),
    (
        lambda data: (
            properties(data).update(note={"$ref": "urn:motcua:person", "title": "Ai"})
            or element(data, 1, 0).update(options={"fields": ["shoe_size"]})
        ),
        "khối “person” không có ô “shoe_size”",
    ),
    (lambda data: element(data, 1, 0)["rule"].update(effect="DISABLE"), "SHOW hoặc HIDE"),
    (
        lambda data: element(data, 1, 0)["rule"]["condition"].update(schema={"pattern": "a"}),
        "điều kiện chỉ so sánh bằng const, enum, contains hoặc not",
    ),
    (
        lambda data: element(data, 0, 0).update(rule=shown_if("note", {"const": "x"})),
        "ô “kind” tùy vào “note”, phải được hỏi trước nó",
    ),
    (lambda data: data["checks"][0].update(rule="form.amount >"), "checks:"),
    (lambda data: data["checks"][0].update(rule="weather == 'rain'"), "hỏi weather không có"),
    (lambda data: data["checks"][0].update(field="amounts"), "không có ô “amounts”"),
    (lambda data: data["facts"].update(mau_mat="note"), "không có dữ kiện “mau_mat”"),
    (lambda data: data["facts"].update(so_luong="nobody"), "facts: không có ô “nobody”"),
    (lambda data: data["paper"]["body"].pop(), "tờ khai in ra thiếu “note”"),
    (lambda data: data["english"].pop("Ô note"), "chưa có tiếng Anh: “Ô note”"),
    (lambda data: data["english"].pop("Mục b"), "chưa có tiếng Anh: “Mục b”"),
    (lambda data: data["english"].pop("Trang hai"), "chưa có tiếng Anh: “Trang hai”"),
]


def test_a_right_file_has_no_mistake() -> None:
    assert mistakes(GOOD) == []


@pytest.mark.parametrize(("change", "named"), BAD, ids=[named for _change, named in BAD])
def test_each_mistake_is_named(change: Change, named: str) -> None:
    bad = deepcopy(GOOD)
    change(bad)
    found = mistakes(bad)
    assert any(named in each for each in found), found


def test_a_field_of_a_repeating_group_left_off_the_paper_is_named() -> None:
    detail = {"type": "VerticalLayout", "elements": [asks("name")]}
    group = asks("people", item="Người", detail=detail)
    paper: dict[str, Any] = {"heading": "TỜ KHAI", "body": [{"each": "people", "body": ["{#}"]}]}
    bad = form_file({"people": ITEMS}, page("mot", group), paper=paper)
    assert mistakes(bad) == ["tờ khai in ra thiếu “people” (name)"]
    paper["body"][0]["body"] = ["{#}. {name}"]
    assert mistakes(bad) == []


@pytest.mark.django_db
def test_a_file_with_mistakes_is_not_stored() -> None:
    bad = deepcopy(GOOD)
    bad["facts"]["so_luong"] = "nobody"
    with pytest.raises(BadDefinition, match="nobody"):
        import_form(bad)
