"""The picture: every step with its words, where a dossier stands, readable without seeing it."""

from types import SimpleNamespace

import pytest
from lxml import etree

from motcua.processes import drawing, engine
from tests.processes.documents import CAMUNDA, signavio
from tests.processes.records import DRAWN, TABLES

SVG = f"{{{drawing.SVG}}}"


def version(document: str, rows=(), name: str = "Quy trình"):
    return SimpleNamespace(bpmn=document, name=name, steps=SimpleNamespace(all=lambda: rows))


def words_of(root: etree._Element) -> str:
    return " ".join(" ".join(text.text or "" for text in root.iter(f"{SVG}text")).split())


@pytest.mark.parametrize("code", DRAWN)
def test_every_step_stands_in_the_picture_with_its_words(code):
    table = TABLES[code]
    root = etree.fromstring(drawing.svg(version(DRAWN[code].bpmn, table.rows, table.name)))
    said = words_of(root)
    for row in table.rows:
        assert " ".join(row.name.split()) in said
    assert root.get("role") == "img"
    assert table.name in root.findtext(f"{SVG}title")
    assert all(f"{row.order}. {row.name}" in root.findtext(f"{SVG}desc") for row in table.rows)


def test_no_words_leave_their_step():
    for code, table in TABLES.items():
        root = etree.fromstring(drawing.svg(version(DRAWN[code].bpmn, table.rows)))
        widest = max(len(text.text or "") for text in root.iter(f"{SVG}text"))
        names = [text for text in root.iter(f"{SVG}text") if text.get("font-size") == "13"]
        steps = [each for each in names if each.get("font-weight") == "400"]
        assert widest < 200
        assert all(len(text.text) <= 60 for text in steps)


def test_where_a_dossier_stands_is_said_in_words():
    code = "QG-2.000986"
    state = engine.start(DRAWN[code])
    for key in ("s1", "s2", "s3", "s4", "s5"):
        state = engine.complete(DRAWN[code], state, key)
    root = etree.fromstring(drawing.svg(version(DRAWN[code].bpmn, TABLES[code].rows), state))
    assert words_of(root).count("Đang ở đây") == 2
    assert words_of(root).count("✓") == 5
    assert root.findtext(f"{SVG}desc").count("đang ở bước này") == 2


@pytest.mark.parametrize("document", [CAMUNDA, signavio()])
def test_a_document_without_places_is_drawn_all_the_same(document):
    root = etree.fromstring(
        drawing.svg(
            version(
                document.replace("bpmn:task", "bpmn:userTask").replace(
                    "bpmn:manualTask", "bpmn:userTask"
                )
            )
        )
    )
    assert "Trả kết quả" in words_of(root)
    assert len(root.findall(f"{SVG}path")) >= 6
