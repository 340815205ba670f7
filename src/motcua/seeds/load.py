"""Loading the demonstration: everything it needs, once; a second time nothing changes."""

from typing import Any

from django.db import transaction

from motcua.catalog.models import Procedure
from motcua.organization.models import Agency, Role, Unit
from motcua.people.models import Officer
from motcua.processes.models import InternalProcess
from motcua.seeds.data import read_data
from motcua.seeds.organization import (
    PASSWORD,
    add_citizens,
    add_organization,
    add_representatives,
    seeded_citizens,
)
from motcua.seeds.procedures import (
    add_competences,
    add_forms,
    add_procedures,
    add_processes,
    link_processes,
)
from motcua.seeds.support import add_support_points, helper_lines
from motcua.seeds.tiers import add_tiers, add_units

# The agencies whose accounts are printed: the city's centre, a department, a ward.
SHOWN = ("H24", "H24.03", "H24.31")


@transaction.atomic
def seed() -> list[tuple[str, list[str]]]:
    """Load what is missing of the demonstration; what is there stays as it is.

    Gives headings and lines to print: what there is, and the accounts to sign in with.
    """
    add_units()
    add_organization()
    add_tiers()
    add_citizens()
    add_representatives()
    add_forms()
    add_procedures()
    add_processes()
    add_competences()
    link_processes()
    add_support_points()
    agencies = read_data("organization.json")["agencies"]
    return [
        _contents(),
        *_officers_by_role(agencies),
        _citizens(),
        ("Người hỗ trợ (đăng nhập như người dân)", helper_lines()),
    ]


def _contents() -> tuple[str, list[str]]:
    return "Dữ liệu trình diễn: thành phố Hải Phòng (H24), người và mã cấp dưới là hư cấu", [
        f"{Agency.objects.count()} cơ quan, {Unit.objects.count()} đơn vị,"
        f" {Officer.objects.count()} cán bộ",
        f"{Procedure.objects.count()} thủ tục hành chính,"
        f" {InternalProcess.objects.count()} quy trình nội bộ",
        f"Mật khẩu chung của mọi tài khoản: {PASSWORD}",
    ]


def _officers_by_role(agencies: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    lines: dict[str, list[str]] = {role: [] for role in Role.values}
    for agency in agencies:
        if agency["code"] in SHOWN:
            for unit in agency["units"]:
                for post in unit["posts"]:
                    officer = post["officer"]
                    lines[post["role"]].append(
                        f"{officer['username']:22} {officer['full_name']}, {post['name']},"
                        f" {unit['name']}"
                    )
    return [(str(Role(role).label), lines[role]) for role in Role.values]


def _citizens() -> tuple[str, list[str]]:
    return "Người dân, doanh nghiệp", [
        f"{each['username']:22} {each['full_name']}, số định danh {each['identity_number']}"
        for each in seeded_citizens()
    ]
