"""The e-forms of the library as people file them: answers for each, the pages before and after."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from motcua.forms.definition import Definition
from motcua.forms.reading import read
from motcua.forms.service import library
from tests.browser import scans
from tests.forms.samples import sample

WHO = "Nguyễn Thị Thơm"
APPLICANT = {
    "kind": "person",
    "full_name": WHO,
    "birth_date": "1999-04-12",
    "identity_number": "031199000123",
}
WARD = "Ủy ban nhân dân phường Hồng Bàng"
# Each e-form with the procedure filed by it, and answers that lead over few of its pages while all
# together meet every kind of question. One more form, of changes to civil status, belongs to a
# procedure that is not filed online.
FILED = {
    "cham-dut-ho-kinh-doanh": ("1.001266", 1),
    "cong-ty-co-phan": ("2.002043", 1),
    "doi-giay-phep-lai-xe": ("3.000347", 0),
    "giay-phep-lai-xe-quoc-te": ("3.000353", 3),
    "giay-phep-xay-dung": ("1.013225", 11),
    "ho-kinh-doanh": ("1.001612", 1),
    "ket-hon": ("1.000894", 7),
    "khai-sinh": ("1.001193", 12),
    "khai-tu": ("1.000656", 1),
    "lien-thong-khai-sinh": ("2.000986", 4),
    "ly-lich-tu-phap": ("3.000333", 6),
    "thay-doi-ho-kinh-doanh": ("2.000720", 19),
    "tinh-trang-hon-nhan": ("1.004873", 2),
    "trich-luc": ("2.000635", 5),
    "tro-cap-xa-hoi": ("1.001776", 15),
}
PAPER = scans.photograph("Giấy tờ kèm theo", "giay-to.jpg", "Bản chụp giấy tờ của người đề nghị")
PAYLOAD = {"name": PAPER.name, "mimeType": PAPER.content_type, "buffer": PAPER.data}


def definition_of(form: str) -> Definition:
    return read(next(data for data in library() if data["code"] == form))


@cache
def answers_to(form: str) -> dict[str, Any]:
    """The same every time; made without a database, so any commune is one."""
    definition = definition_of(form)
    anywhere = replace(definition, schema=_any_commune(definition.schema))
    chance = Random(FILED[form][1])  # noqa: S311 answers
    return dict(sample(anywhere, chance, optional=False, applicant=APPLICANT))


def _any_commune(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_any_commune(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    communes = schema.get("format") == "commune"
    return {
        key: _any_commune(each)
        for key, each in schema.items()
        if not (communes and key == "format")
    }
