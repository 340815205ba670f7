"""The paper of each form: every answer on it, in the order of the official form."""

import io
import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from random import Random

import pytest
from pypdf import PdfReader

from motcua.forms.conditions import answer_at
from motcua.forms.definition import Definition, Question
from motcua.forms.reading import read
from motcua.forms.service import Printed, blocks, is_asked, library, written
from motcua.papers import Application, PaperKind, render
from tests.dossiers.people import APPLICANT
from tests.forms.samples import sample
from tests.forms.small import LINE, WHOLE, YES_NO, asks, choice, form, page, shown_if

pytestmark = pytest.mark.django_db

FILES = {data["code"]: data for data in library()}
AROUND = Printed(
    applicant=APPLICANT,
    agency="Ủy ban nhân dân phường Hồng Bàng",
    procedure="Thủ tục thử",
    today=date(2026, 11, 20),
)


def printed(definition: Definition, answers: object) -> bytes:
    content = Application(
        heading=str(definition.paper["heading"]),
        addressee=AROUND.agency,
        place="Hải Phòng",
        issued_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        body=blocks(definition, answers, AROUND),
        signer=str(definition.paper.get("sign", "Người đề nghị")),
        signer_name=APPLICANT["full_name"],
        form_source=str(definition.source["text"]),
    )
    return render(PaperKind.APPLICATION, content)


def text_of(pdf: bytes) -> str:
    """Without spaces: a line of the paper may break anywhere."""
    reader = PdfReader(io.BytesIO(pdf))
    return plain(" ".join(page.extract_text() for page in reader.pages))


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).casefold()


def answered(definition: Definition, question: Question, answers: object) -> list[str]:
    """What the paper must say of one answer."""
    value = answer_at(answers, question.path)
    if question.kind != "items":
        return [written(definition, question, value)] if value is not None else []
    return [
        text
        for item in value or []
        for inner in question.detail
        if is_asked([inner.shown], item)
        for text in answered(definition, inner, item)
    ]


@cache
def paper_of(code: str) -> tuple[Definition, object, bytes]:
    definition = read(FILES[code])
    answers = sample(definition, Random(0), applicant=APPLICANT)  # noqa: S311 answers
    return definition, answers, printed(definition, answers)


@pytest.mark.parametrize("code", FILES)
def test_every_answer_is_on_the_paper(code: str) -> None:
    definition, answers, pdf = paper_of(code)
    paper = text_of(pdf)
    for question, _conditions in definition.questions():
        # Of yes and no, and of choices, the paper ticks the words of the official form.
        if question.kind in ("yes_no", "choice", "choices"):
            continue
        for text in answered(definition, question, answers):
            assert plain(text) in paper, (question.name, text)
    assert plain(definition.paper["heading"]) in paper


@pytest.mark.parametrize("code", FILES)
def test_its_fonts_are_embedded(code: str) -> None:
    for sheet in PdfReader(io.BytesIO(paper_of(code)[2])).pages:
        for font in sheet["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described)


def test_the_kinds_of_lines() -> None:
    item = {"type": "object", "properties": {"name": {"title": "Tên", **LINE}}}
    detail = {"type": "VerticalLayout", "elements": [asks("name")]}
    definition = form(
        {
            "kind": choice("a", "b"),
            "yes": YES_NO,
            "born": {"$ref": "urn:motcua:past-date"},
            "price": {"$ref": "urn:motcua:money"},
            "where": {"$ref": "urn:motcua:address"},
            "people": {"type": "array", "items": item},
            "area": {"type": "number", "unit": "m²"},
            "more": WHOLE,
        },
        page(
            "mot",
            *(asks(name) for name in ("kind", "yes", "born", "price", "where", "area")),
            asks("people", item="Người", detail=detail),
            asks("more", when=shown_if("yes", {"const": True})),
        ),
        paper={
            "heading": "TỜ KHAI",
            "body": [
                {"choice": "kind", "label": "Loại:"},
                {"choice": "yes", "label": "Có không:"},
                "Sinh {born}, bằng chữ: {born:words}; giá {price} ({price:words})",
                "Ở {where}; rộng {area}; thêm: {more}",
                {"table": "people", "columns": [["#", "Số"], ["name", "Tên"]]},
                {"each": "people", "body": ["{#}. {name}, của {applicant.full_name}"]},
                {"text": "Có thêm.", "when": shown_if("yes", {"const": True})["condition"]},
                "Gửi {agency} về {procedure}, ngày {today}, sinh {applicant.birth_date}",
            ],
        },
    )
    answers = {
        "kind": "b",
        "yes": False,
        "born": "1990-03-27",
        "price": 16000,
        "where": {"detail": "Số 5", "commune": "11311"},
        "area": 60.5,
        "people": [{"name": "An"}, {"name": "Bình"}],
        "more": 3,
    }
    kind, yes, born, where, table, first, second, around = blocks(definition, answers, AROUND)
    assert kind.ticks == (("Mục a", False), ("Mục b", True))
    assert yes.ticks == (("Có", False), ("Không", True))
    assert born.text == (
        "Sinh 27/03/1990, bằng chữ: ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi; "
        "giá 16.000 đồng (mười sáu nghìn)"
    )
    assert where.text == ("Ở Số 5, Phường Hồng Bàng, Thành phố Hải Phòng; rộng 60,50 m²; thêm: ……")
    assert table.rows == (("Số", "Tên"), ("1", "An"), ("2", "Bình"))
    assert [first.text, second.text] == [
        "1. An, của Nguyễn Thị Mẫu",
        "2. Bình, của Nguyễn Thị Mẫu",
    ]
    assert around.text == (
        "Gửi Ủy ban nhân dân phường Hồng Bàng về Thủ tục thử, ngày 20/11/2026, sinh 27/03/1990"
    )


def test_a_paper_without_answers_is_the_empty_form() -> None:
    definition, _answers, _pdf = paper_of("trich-luc")
    lines = blocks(definition, {}, AROUND)
    assert any("……" in line.text for line in lines)
    assert all(not ticked for line in lines for _words, ticked in line.ticks)
