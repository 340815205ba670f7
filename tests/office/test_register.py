"""Sổ theo dõi hồ sơ: page, PDF and Excel of one sector and year of one's own one-stop."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.dossiers import people
from tests.office.desks import desk, read, words
from tests.office.test_worklist import queries

pytestmark = pytest.mark.django_db

REGISTER = "/can-bo/so-theo-doi/"


def test_the_register_of_a_one_stop_is_read_printed_and_exported() -> None:
    dossier = people.received()
    clerk = desk("mc.hongbang")
    page = words(read(clerk, REGISTER))
    assert dossier.code in page
    assert str(dossier.applicant) in page
    asked = {"linh_vuc": dossier.case.version.procedure.domain_id}
    assert clerk.get(REGISTER, {**asked, "dang": "pdf"}).content.startswith(b"%PDF")
    answer = clerk.get(REGISTER, {**asked, "dang": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert dossier.code in cells


def test_only_a_one_stop_has_a_register() -> None:
    assert desk("tp.hongbang").get(REGISTER).status_code == 403


def test_another_one_stops_register_cannot_be_asked_for() -> None:
    dossier = people.received()
    asked = {"noi": dossier.one_stop_id, "linh_vuc": dossier.case.version.procedure.domain_id}
    answer = desk("mc.lechan").get(REGISTER, asked)
    assert answer.status_code in {200, 422}
    assert dossier.code not in answer.content.decode()


def test_a_year_that_is_none_is_not_shown() -> None:
    people.received()
    page = words(desk("mc.hongbang").get(REGISTER, {"nam": "1066"}).content.decode())
    assert "Sổ này chưa có hồ sơ nào" in page


def test_an_empty_register_says_so() -> None:
    assert "Sổ này chưa có hồ sơ nào" in words(read(desk("mc.hongbang"), REGISTER))


def test_it_costs_the_same_however_long_it_is() -> None:
    clerk = desk("mc.hongbang")
    people.received()
    read(clerk, REGISTER)
    few = queries(clerk, REGISTER)
    people.received()
    assert queries(clerk, REGISTER) == few
