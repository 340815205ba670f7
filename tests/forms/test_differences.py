"""Each change of a form's file is told in a sentence, and nothing else is."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from motcua.forms.reading import read
from motcua.forms.service import differences, library
from tests.forms.small import LINE, WHOLE, asks, choice, form_file, page, shown_if

FILE = form_file(
    {
        "kind": choice("a", "b"),
        "amount": WHOLE,
        "note": LINE,
        "people": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": {"title": "Tên", **LINE}}},
        },
    },
    page("mot", asks("kind"), asks("amount")),
    page(
        "hai",
        asks("note", when=shown_if("kind", {"const": "a"})),
        asks("people", item="Người", detail={"type": "VerticalLayout", "elements": [asks("name")]}),
    ),
    checks=[{"rule": "form.amount > 1", "field": "amount", "say": "Hãy ghi số lớn hơn 1."}],
    facts={"so_luong": "amount"},
    paper={"heading": "TỜ KHAI", "body": ["{kind} {amount} {note}"]},
)
Change = Callable[[dict[str, Any]], Any]


def at(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = data["schema"]["properties"][name]
    return found


def controls(data: dict[str, Any], page: int) -> list[Any]:
    found: list[Any] = data["layout"]["elements"][page]["elements"]
    return found


def add_question(data: dict[str, Any]) -> None:
    data["schema"]["properties"]["new"] = {"title": "Ô mới", **LINE}
    controls(data, 0).append(asks("new"))
    data["schema"]["required"] = ["new"]


def move_question(data: dict[str, Any]) -> None:
    controls(data, 1).insert(0, controls(data, 0).pop())


CHANGES: list[tuple[Change, str]] = [
    (lambda d: d.update(title="Tên khác"), "Tên mẫu: “Tờ khai thử” → “Tên khác”."),
    (lambda d: d["source"].update(text="TT 1"), "Căn cứ của mẫu: “Mẫu thử” → “TT 1”."),
    (lambda d: d["source"].update(verified=True), "Nay đã đối chiếu với bản công bố."),
    (add_question, "Thêm câu hỏi “Ô mới” (trang “Trang mot”), bắt buộc."),
    (lambda d: controls(d, 0).pop(), "Bỏ câu hỏi “Ô amount” (trang “Trang mot”)."),
    (lambda d: at(d, "note").update(title="Ghi"), "Câu hỏi “Ghi”, tên: “Ô note” → “Ghi”."),
    (
        lambda d: at(d, "note").update(description="Gợi ý."),
        "Câu hỏi “Ô note”, lời hướng dẫn: “(trống)” → “Gợi ý.”.",
    ),
    (lambda d: d["schema"].update(required=["kind"]), "Câu hỏi “Ô kind”: nay bắt buộc."),
    (lambda d: at(d, "amount").update(minimum=3), "Câu hỏi “Ô amount”: đổi giới hạn"),
    (
        lambda d: at(d, "kind")["oneOf"].append({"const": "c", "title": "Mục c"}),
        "Câu hỏi “Ô kind”: thêm lựa chọn “Mục c”.",
    ),
    (lambda d: at(d, "kind")["oneOf"].pop(), "Câu hỏi “Ô kind”: bỏ lựa chọn “Mục b”."),
    (
        lambda d: at(d, "kind")["oneOf"][0].update(title="A"),
        "Câu hỏi “Ô kind”, lựa chọn: “Mục a” → “A”.",
    ),
    (
        lambda d: controls(d, 1)[0].pop("rule"),
        "Câu hỏi “Ô note”, khi nào hỏi: “Ô kind” là “Mục a” → luôn hỏi.",
    ),
    (
        lambda d: controls(d, 1)[0].update(rule=shown_if("kind", {"enum": ["a", "b"]})),
        "“Ô kind” là “Mục a” → “Ô kind” là “Mục a” hoặc “Mục b”.",
    ),
    (
        lambda d: controls(d, 0)[1].update(options={"suggest": ["1"]}),
        "Câu hỏi “Ô amount”: đổi cách điền sẵn, gợi ý hoặc cách tính.",
    ),
    (move_question, "chuyển từ trang “Trang mot” sang trang “Trang hai”."),
    (lambda d: controls(d, 0).reverse(), "Đổi thứ tự các câu hỏi."),
    (
        lambda d: at(d, "people")["items"]["properties"]["name"].update(title="Họ tên"),
        "Câu hỏi “Họ tên”, tên: “Tên” → “Họ tên”.",
    ),
    (
        lambda d: controls(d, 1)[1]["options"].update(item="Thành viên"),
        "Câu hỏi “Ô people”: đổi cách điền sẵn",
    ),
    (lambda d: d["layout"]["elements"].pop(0), "Bỏ trang “Trang mot”."),
    (
        lambda d: d["layout"]["elements"][1].update(label="Khác"),
        "Trang “Khác”, tên: “Trang hai” → “Khác”.",
    ),
    (lambda d: d["layout"]["elements"].reverse(), "Đổi thứ tự các trang."),
    (
        lambda d: d["layout"]["elements"][1].update(rule=shown_if("kind", {"const": "b"})),
        "Trang “Trang hai”, khi nào hỏi: luôn hỏi → “Ô kind” là “Mục b”.",
    ),
    (
        lambda d: controls(d, 0).insert(0, {"type": "Label", "text": "Đọc kỹ."}),
        "Thêm lời dẫn “Đọc kỹ.”.",
    ),
    (lambda d: d["checks"].clear(), "Bỏ quy tắc kiểm tra “Hãy ghi số lớn hơn 1.”"),
    (lambda d: d["checks"][0].update(rule="form.amount > 0"), "Đổi biểu thức của quy tắc"),
    (lambda d: d["facts"].clear(), "Đổi dữ kiện dùng để tính phí"),
    (lambda d: d["paper"].update(heading="ĐƠN"), "Đổi nội dung hoặc cách trình bày tờ khai in ra."),
    (lambda d: d["english"].update({"Tên": "Name"}), "Đổi lời tiếng Anh ở 1 chỗ."),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[said for _change, said in CHANGES])
def test_a_change_is_told(change: Change, said: str) -> None:
    after = deepcopy(FILE)
    change(after)
    told = differences(read(FILE), read(after))
    assert any(said in each for each in told), told


def test_nothing_is_told_of_equal_files() -> None:
    for form in library():
        assert differences(read(form), read(deepcopy(form))) == []
