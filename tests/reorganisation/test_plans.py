"""Every kind of job, every conflict, and files with mistakes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from motcua.calendars.models import OfficeHours
from motcua.catalog.models import Competence, Procedure
from motcua.cli import main
from motcua.dossiers import verification
from motcua.dossiers.models import Dossier, Event
from motcua.organization.models import Agency, Post, Succession, Unit, UnitSuccession
from motcua.people.models import Delegation, PostHolding
from motcua.reorganisation import service
from motcua.reorganisation.models import Reorganisation
from motcua.reorganisation.plan import BadPlan, read_plan
from tests.dossiers import people
from tests.reorganisation import towns

pytestmark = pytest.mark.django_db


def of(*jobs: dict[str, Any], **more: Any) -> dict[str, Any]:
    return towns.plan(viec=list(jobs), **more)


def done(*jobs: dict[str, Any], **more: Any) -> Reorganisation:
    return service.apply(read_plan(of(*jobs, **more)), people.officer("qt"))


def conflicts(*jobs: dict[str, Any], **more: Any) -> list[str]:
    return service.preview(read_plan(of(*jobs, **more))).conflicts


def undone_without_trace(made: Reorganisation, before: dict[str, list[dict[str, Any]]]) -> None:
    service.undo(made, people.officer("qt"))
    assert towns.everything() == before
    assert list(verification.everything()) == []


SPLIT = {
    "loai": "tach",
    "tu": "H24.31",
    "thanh": [
        {"ma": "H24.36", "ten": "Ủy ban nhân dân phường Đông"},
        {"ma": "H24.37", "ten": "Ủy ban nhân dân phường Tây", "don_vi": ["H24.31.KT"]},
    ],
}


def test_a_split_sends_each_dossier_with_its_division() -> None:
    civil = people.carry_to(towns.receive("H24.31", "a"), "process")
    works = people.carry_to(towns.receive("H24.31", "b", people.BUILDING), "process")
    before = towns.everything()
    made = done(SPLIT)
    for dossier, agency in ((civil, "H24.36"), (works, "H24.37")):
        dossier.refresh_from_db()
        assert dossier.agency.code == agency
        places = dossier.tasks.filter(closed_at=None).values_list("unit__agency__code", flat=True)
        assert set(places) == {agency}
    assert works.one_stop.code == "H24.36.MC"
    west = Agency.objects.get(code="H24.37")
    assert west.one_stop.code == "H24.37.MC"
    kinds = set(west.units.values_list("kind", flat=True))
    assert kinds == {"one_stop", "leadership", "records", "division"}
    assert Competence.objects.in_force().filter(agency=west).exists()
    assert Succession.objects.filter(predecessor__code="H24.31", kind="split").count() == 2
    undone_without_trace(made, before)


def test_a_division_moves_to_another_department_with_its_posts_and_competences() -> None:
    before = towns.everything()
    made = done({"loai": "chuyen_don_vi", "don_vi": "H24.06.DKDD", "ve": "H24.05"})
    unit = Unit.objects.get(code="H24.05.DKDD")
    moved = Competence.objects.filter(division__code="H24.06.DKDD").values_list("procedure")
    assert moved.exists()
    assert set(Competence.objects.filter(division=unit).values_list("procedure")) == set(moved)
    assert PostHolding.objects.in_force().filter(post__unit=unit).exists()
    assert UnitSuccession.objects.get(successor=unit).kind == "move"
    assert Agency.objects.get(code="H24.06").is_in_force()
    undone_without_trace(made, before)


def test_a_rename_keeps_the_row_or_begins_a_new_code() -> None:
    dossier = people.carry_to(towns.receive("H24.31", "a"), "process")
    before = towns.everything()
    made = done({"loai": "doi_ten", "ma": "H24.32", "ten": "Ủy ban nhân dân phường Mới"})
    assert Agency.objects.get(code="H24.32").name == "Ủy ban nhân dân phường Mới"
    assert Succession.objects.get(kind="rename").former_name == "Ủy ban nhân dân phường Lê Chân"
    undone_without_trace(made, before)
    made = done(
        {
            "loai": "doi_ten",
            "ma": "H24.31",
            "ten": "Ủy ban nhân dân phường Mới",
            "ma_moi": "H24.38",
        },
        {"loai": "doi_ten", "ma": "H24.03.HCTP", "ten": "Phòng Hành chính"},
    )
    dossier.refresh_from_db()
    assert (dossier.agency.code, dossier.code[:6]) == ("H24.38", "H24.31")
    assert Agency.objects.get(code="H24.38").commune_code == "11311"
    assert Unit.objects.get(code="H24.03.HCTP").name == "Phòng Hành chính"
    undone_without_trace(made, before)


def test_an_agency_comes_under_another_and_one_is_absorbed() -> None:
    before = towns.everything()
    made = done(
        {"loai": "chuyen_co_quan", "co_quan": "H24.21.01", "ve": "H24"},
        {"loai": "sap_nhap", "tu": ["H24.32"], "thanh": {"ma": "H24.33"}},
    )
    assert Agency.objects.get(code="H24.21.01").parent.code == "H24"
    assert not Unit.objects.filter(agency__code="H24.33", valid_from=timezone.localdate()).exists()
    assert people.officer("ld.lechan").desks[0].unit.code == "H24.33.LD"
    undone_without_trace(made, before)


def test_hours_and_delegations_follow() -> None:
    hours = {"0": ["07:30-11:30"]}
    one_stop = Unit.objects.get(code="H24.31.MC")
    OfficeHours.objects.create(unit=one_stop, weekly=hours, valid_from=date(2026, 1, 1))
    today = timezone.localdate()
    Delegation.objects.create(
        post=Post.objects.get(code="H24.31.LD.1"),
        from_officer=people.officer("ld.hongbang").officer,
        to_officer=people.officer("tp.hongbang").officer,
        kind="delegated",
        reason="Nghỉ phép",
        valid_from=today - timedelta(days=2),
        valid_to=today + timedelta(days=2),
    )
    before = towns.everything()
    towns.add_district()
    service.apply(read_plan(towns.plan()), people.officer("qt"))
    copied = OfficeHours.objects.get(unit__code="H24.36.MC")
    assert (copied.weekly, copied.valid_from) == (hours, date(2026, 1, 1))
    post = people.officer("tp.hongbang").desks[-1]
    assert post.code == "H24.36.LD.1"
    assert before


def test_a_dossier_nobody_knows_where_to_send_is_a_decision_to_make() -> None:
    towns.add_district()
    lost = towns.receive(towns.DISTRICT, "lost", address=towns.NOWHERE)
    far = towns.receive(towns.DISTRICT, "far", address="phường Hạc Thành, tỉnh Thanh Hóa")
    split = towns.receive(
        towns.DISTRICT, "split", address="phường Đại Bản, quận Hồng Bàng, Hải Phòng"
    )
    job = towns.plan()["viec"][-1]
    said = conflicts(job)
    assert [str(lost) in said[0], str(far) in said[1]] == [True, True]
    assert "không rõ thuộc xã nào" in said[0]
    with pytest.raises(service.NotDone):
        done(job)
    assert not Reorganisation.objects.exists()
    done(job, ho_so={lost.code: "H24.31", far.code: "H24.34"})
    for dossier, agency in ((lost, "H24.31"), (far, "H24.34"), (split, "H24.03")):
        dossier.refresh_from_db()
        assert dossier.agency.code == agency
    assert Event.objects.filter(act="reorganise").count() == 3


def test_a_decision_about_no_dossier_is_a_slip() -> None:
    towns.add_district()
    (said,) = service.preview(
        read_plan(towns.plan(ho_so={"H24.51-260101-0001": "H24.31"}))
    ).conflicts
    assert "không có hồ sơ đang mở nào mang mã H24.51-260101-0001" in said


def test_a_dossier_goes_only_to_an_agency_that_has_the_competence() -> None:
    towns.add_district()
    dossier = towns.receive(towns.DISTRICT, "x", address="xã Vĩnh Am, thành phố Hải Phòng")
    job = towns.plan()["viec"][-1]
    (said,) = conflicts(job)
    assert f"Hồ sơ {dossier}" in said
    assert "không có thẩm quyền" in said
    assert conflicts(job, ho_so={dossier.code: "H24.34"}) == []


def test_a_procedure_must_be_decided_by_somebody() -> None:
    towns.add_district()
    procedure = Procedure.objects.get(code=people.BUILDING)
    Competence.objects.filter(procedure=procedure).delete()
    Competence.objects.create(
        procedure=procedure,
        agency=Agency.objects.get(code=towns.DISTRICT),
        division=Unit.objects.get(code=f"{towns.DISTRICT}.TP"),
    )
    job = towns.plan()["viec"][-1]
    (said,) = conflicts(job)
    assert f"{people.BUILDING} không còn cơ quan nào giải quyết" in said
    granted = {"thu_tuc": people.BUILDING, "co_quan": "H24.05", "don_vi": "H24.05.HDXD"}
    assert conflicts(job, tham_quyen=[granted]) == []


def test_an_officer_in_two_places_is_a_decision_to_make() -> None:
    towns.add_district()
    officer = people.officer("cv.hongbang").officer
    post = Post.objects.get(code="H24.34.VP.CV1")
    PostHolding.objects.create(officer=officer, post=post, valid_from=date(2026, 1, 1))
    (said,) = service.preview(read_plan(towns.plan())).conflicts
    assert f"({officer.staff_code}) sẽ giữ vị trí ở H24.34 và H24.36" in said
    plan = towns.plan(can_bo={officer.staff_code: ["H24.36.VP.CV2"]})
    service.apply(read_plan(plan), people.officer("qt"))
    held = {post.code for post in people.officer("cv.hongbang").desks}
    assert held == {"H24.34.VP.CV1", "H24.36.VP.CV2"}


@pytest.mark.parametrize(
    ("job", "said"),
    [
        ({"loai": "doi_ten", "ma": "H24.99", "ten": "X"}, "Không có cơ quan nào mang mã H24.99"),
        (
            {"loai": "sap_nhap", "tu": ["H24.31"], "thanh": {"ma": "H24.32", "ten": "Y"}},
            "Mã cơ quan H24.32 đã là của",
        ),
        (
            {"loai": "sap_nhap", "tu": ["H24.31"], "thanh": {"ma": "H24.40"}},
            "cơ quan mới phải có “ten”",
        ),
        ({"loai": "doi_ten", "ma": "H24.303", "ten": "Z"}, "không còn hoạt động"),
        (
            {"loai": "chuyen_don_vi", "don_vi": "H24.05.XX", "ve": "H24.06"},
            "Không có đơn vị nào mang mã H24.05.XX",
        ),
        (
            {"loai": "chuyen_don_vi", "don_vi": "H24.31.VP", "ve": "H24.32"},
            "Mã đơn vị H24.32.VP đã có",
        ),
        (
            SPLIT | {"thanh": [SPLIT["thanh"][0], SPLIT["thanh"][1] | {"don_vi": ["H24.05.HDXD"]}]},
            "không có đơn vị nào mang mã H24.05.HDXD để tách",
        ),
    ],
)
def test_what_the_plan_names_must_be_there(job: dict[str, Any], said: str) -> None:
    assert said in "; ".join(conflicts(job))


MISTAKES = [
    (lambda plan: plan.pop("ngay"), "“ngay”: bị thiếu"),
    (lambda plan: plan.update(ngay="1/1/2027x"), "“ngay”: phải là một ngày, viết 2027-01-01"),
    (lambda plan: plan.update(viec=[]), "“viec”: thiếu mục"),
    (lambda plan: plan.update(viec="x"), "“viec”: phải là một danh sách"),
    (lambda plan: plan.update(them=1), "“them”: không có trong mẫu kế hoạch"),
    (lambda plan: plan["viec"][0].update(loai="gop"), "việc thứ 1"),
    (lambda plan: plan["viec"][0].pop("loai"), "việc thứ 1: thiếu “loai”"),
    (lambda plan: plan["viec"][0].pop("thanh"), "việc thứ 1 (sap_nhap), “thanh”: bị thiếu"),
    (
        lambda plan: plan["viec"][0]["thanh"].update(ma="h24 36"),
        "việc thứ 1 (sap_nhap), “thanh”, “ma”: không đúng dạng mã",
    ),
    (lambda plan: plan["viec"][0].update(tu=["H24.31", 5]), "“tu”, mục 2: phải là chữ"),
    (
        lambda plan: plan["viec"].append({"loai": "giai_the", "tu": "H24.31", "ho_so": "H24.34"}),
        "việc thứ 4 (giai_the): H24.31 đã được xử lý ở việc thứ 1",
    ),
    (lambda plan: plan.update(quyet_dinh=" "), "“quyet_dinh”: không được để trống"),
]


@pytest.mark.parametrize(("spoil", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_every_mistake_in_a_file_is_named_with_its_place(spoil: Any, said: str) -> None:
    plan = towns.plan()
    spoil(plan)
    with pytest.raises(BadPlan) as refused:
        read_plan(plan)
    assert said in "; ".join(refused.value.problems)


def test_several_mistakes_are_named_together() -> None:
    with pytest.raises(BadPlan) as refused:
        read_plan({"viec": [{"loai": "doi_ten"}]})
    assert len(refused.value.problems) >= 5


def motcua(file: Path, *arguments: str) -> Any:
    return CliRunner().invoke(main, ["reorganise", str(file), *arguments])


def test_the_command_previews_applies_and_undoes(tmp_path: Path) -> None:
    towns.add_district()
    dossier = towns.receive("H24.31", "a")
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(towns.plan()))
    before = towns.everything()
    seen = motcua(file)
    assert seen.exit_code == 0, seen.output
    assert "H24.31 Ủy ban nhân dân phường Hồng Bàng → H24.36" in seen.output
    assert "1 hồ sơ chuyển" in seen.output
    assert "chưa thay đổi gì" in seen.output
    assert towns.everything() == before
    assert motcua(file, "--apply").exit_code == 1
    assert "quản trị hệ thống của tỉnh" in motcua(file, "--apply", "--by", "qt.hongbang").output
    assert "1 hồ sơ đã chuyển" in motcua(file, "--apply", "--by", "qt").output
    dossier.refresh_from_db()
    assert dossier.agency.code == "H24.36"
    again = motcua(file, "--apply", "--by", "qt")
    assert again.exit_code == 1
    assert "đã được thực hiện" in again.output
    assert "Đã hoàn tác" in motcua(file, "--undo", "--by", "qt").output
    assert towns.everything() == before
    assert motcua(file, "--undo", "--by", "qt").exit_code == 1


def test_the_command_names_mistakes_and_conflicts_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(towns.plan(viec=[{"loai": "doi_ten"}])))
    wrong = motcua(file)
    assert wrong.exit_code == 1
    assert "việc thứ 1 (doi_ten), “ma”: bị thiếu" in wrong.output
    file.write_text(json.dumps(of({"loai": "doi_ten", "ma": "H24.99", "ten": "X"})))
    shown = motcua(file)
    assert shown.exit_code == 1
    assert "XUNG ĐỘT CẦN QUYẾT ĐỊNH (1)" in shown.output


def test_nothing_is_applied_before_its_day() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    plan = read_plan(of({"loai": "doi_ten", "ma": "H24.32", "ten": "X"}, ngay=tomorrow.isoformat()))
    assert service.preview(plan).is_clear
    with pytest.raises(service.NotDone, match="hãy thực hiện từ ngày ấy"):
        service.apply(plan, people.officer("qt"))
    with pytest.raises(service.NotDone, match="Chỉ quản trị"):
        service.apply(plan, people.officer("qt.hongbang"))


def test_plans_are_undone_last_first() -> None:
    first = done({"loai": "doi_ten", "ma": "H24.32", "ten": "Một"})
    done({"loai": "doi_ten", "ma": "H24.32", "ten": "Hai"})
    with pytest.raises(service.NotDone, match="hoàn tác trước kế hoạch thực hiện sau"):
        service.undo(first, people.officer("qt"))


def test_who_did_it_stands_in_the_history_of_every_row() -> None:
    done({"loai": "doi_ten", "ma": "H24.32", "ten": "Một"})
    agency = Agency.objects.get(code="H24.32")
    latest = agency.pgh_event_model.objects.filter(pgh_obj=agency).latest("pgh_id")  # type: ignore[attr-defined]
    assert latest.pgh_context["who"] == str(people.officer("qt"))
    assert latest.pgh_context["reason"] == "01/NQ-MAU"
    assert not Dossier.objects.exists()
