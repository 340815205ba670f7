"""Who decides a procedure, and where it is handed in: changed over periods by the province."""

import pytest
from django.test import Client

from motcua.catalog.competence import competent_agencies, may_receive
from motcua.catalog.models import Competence, Procedure, ReceivingUnit
from motcua.organization.models import Agency, Unit
from tests.administration.pages import filled
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db
ADD, PLACE = "/quan-tri/tham-quyen/them/", "/quan-tri/noi-tiep-nhan/them/"
BEFORE = {"valid_to_day": "1", "valid_to_month": "1", "valid_to_year": "2025"}
DAY = {"valid_from_day": "1", "valid_from_month": "1", "valid_from_year": "2026"}


@pytest.fixture
def keeper() -> Client:
    return desk("qt")


def granted() -> tuple[Procedure, Agency, Unit]:
    """A procedure, and an agency that does not decide it, with a division of that agency."""
    procedure = Procedure.objects.get(code=people.BUILDING)
    deciding = competent_agencies(procedure)
    division = Unit.objects.filter(kind=Unit.Kind.DIVISION).exclude(agency__in=deciding).first()
    return procedure, division.agency, division


def test_an_agency_is_given_a_procedure_by_a_decision(keeper: Client) -> None:
    procedure, agency, division = granted()
    form = filled(keeper, f"{ADD}?procedure={procedure.code}") | DAY
    form |= {"agency": agency.pk, "division": division.code, "reason": "QĐ 20"}
    answer = keeper.post(ADD, form | {"delegated_by": Agency.objects.get(code="H24").pk})
    assert "Hãy ghi quyết định ủy quyền" in words(answer.content.decode())
    page = keeper.post(ADD, form | {"decision": "20/QĐ-UBND"}, follow=True)
    assert "20/QĐ-UBND" in words(page.content.decode())
    assert agency in competent_agencies(procedure)
    told = words(read(keeper, f"/quan-tri/thu-tuc/{procedure.code}/"))
    assert "QĐ 20" in told
    assert agency.name in told

    row = Competence.objects.get(procedure=procedure, agency=agency)
    address = f"/quan-tri/tham-quyen/{row.pk}/sua/"
    until = {"valid_to_day": "1", "valid_to_month": "2", "valid_to_year": "2026"}
    assert keeper.post(address, filled(keeper, address, reason="Thôi") | until).status_code == 302
    assert agency not in competent_agencies(procedure)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"division": "H24.KHONG"}, "Không có đơn vị nào mang mã này"),
        ({"division": "H24.MC"}, "một phòng của cơ quan đã chọn"),
        ({"level": "commune"}, "không chọn cả hai"),
        ({"agency": "", "division": ""}, "Hãy chọn cơ quan giải quyết, hoặc một cấp"),
        ({"agency": "", "division": "", "level": "commune"}, "Hãy ghi đuôi mã phòng"),
        ({"procedure": "9.999"}, "Không có thủ tục nào mang mã này"),
        (BEFORE, "trước ngày bắt đầu"),
        ({"reason": ""}, "Hãy ghi lý do"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_competence_is_said(
    keeper: Client, wrong: dict[str, str], said: str
) -> None:
    procedure, agency, division = granted()
    form = {"procedure": procedure.code, "agency": agency.pk, "division": division.code}
    answer = keeper.post(ADD, form | DAY | {"reason": "QĐ"} | wrong)
    assert answer.status_code == 422
    assert said in words(answer.content.decode())
    assert not Competence.objects.filter(procedure=procedure, agency=agency).exists()


def test_the_same_agency_twice_at_once_is_refused(keeper: Client) -> None:
    row = Competence.objects.filter(agency__isnull=False).select_related("division").first()
    form = {"procedure": row.procedure.code, "agency": row.agency_id, "division": row.division.code}
    answer = keeper.post(ADD, form | DAY | {"reason": "QĐ"})
    assert answer.status_code == 422
    assert "Đã có dòng như vậy trong thời gian này" in words(answer.content.decode())


def test_where_a_procedure_is_handed_in(keeper: Client) -> None:
    procedure = Procedure.objects.get(code=people.BUILDING)
    here, there = Unit.objects.filter(kind=Unit.Kind.ONE_STOP)[:2]
    assert may_receive(procedure, there)
    form = filled(keeper, f"{PLACE}?procedure={procedure.code}") | DAY
    assert keeper.post(PLACE, form | {"unit": here.pk, "reason": "QĐ 21"}).status_code == 302
    assert may_receive(procedure, here)
    assert not may_receive(procedure, there)
    page = words(read(keeper, f"/quan-tri/thu-tuc/{procedure.code}/"))
    assert here.name in page
    assert "QĐ 21" in page
    row = ReceivingUnit.objects.get()
    assert here.name in read(keeper, f"/quan-tri/noi-tiep-nhan/{row.pk}/")


@pytest.mark.parametrize("kind", ["tham-quyen", "noi-tiep-nhan"])
def test_an_agency_neither_sees_nor_changes_them(kind: str) -> None:
    keeper = desk("qt.hongbang")
    row = Competence.objects.first()
    for page in ("", "them/", f"{row.pk}/", f"{row.pk}/sua/"):
        for answer in (
            keeper.get(f"/quan-tri/{kind}/{page}"),
            keeper.post(f"/quan-tri/{kind}/{page}", {}),
        ):
            assert answer.status_code == 403
    assert keeper.get(f"/quan-tri/xuat-tep/{kind}/").status_code == 403
