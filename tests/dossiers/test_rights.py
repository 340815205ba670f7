"""Role × act × relation to the dossier: what the table in docs/rights.md says is what happens.

`RIGHTS=write pytest tests/dossiers/test_rights.py` writes the table anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import transaction

from motcua.dossiers import acts
from motcua.dossiers.acts.passing_time import system_account
from motcua.dossiers.models import Dossier
from motcua.organization.models import Post, Unit
from motcua.people.models import Account
from tests.dossiers import people
from tests.dossiers.ready import MOMENTS, ready

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parents[2] / "docs" / "rights.md"
# Who, as the table names them, seen from the dossier: "here" is the agency that decides it.
WHO = (
    "Người nộp",
    "Người khác",
    "Một cửa nơi nhận",
    "Một cửa nơi khác",
    "Trưởng phòng",
    "Trưởng phòng khác",
    "Chuyên viên thụ lý",
    "Chuyên viên cùng phòng",
    "Chuyên viên phòng khác",
    "Lãnh đạo",
    "Lãnh đạo nơi khác",
    "Văn thư",
    "Văn thư nơi khác",
    "Đơn vị được hỏi",
    "Quản trị",
    "Hệ thống",
)
HEAD = """# Who may do what

Vietnamese law gives a right to a post, not to a person. This table is written by
`tests/dossiers/test_rights.py`, which does every act in every role on a real dossier and compares.
Each act is tried at a moment when it may be done. “Trưởng phòng”, “Lãnh đạo”, “Văn thư” are of the
deciding division and agency; “khác” of another division of the agency, “nơi khác” of another
agency; “Đơn vị được hỏi” is the unit asked for an opinion. ● may, · refused.

A post somebody stands in for (uỷ quyền, làm thay) gives its rights for the period of the
delegation. Reading follows `dossiers.policies.visible_to`; every reading by an officer is on record
with its purpose, and the applicant sees it.

“Người nộp” is the account that filed, for itself or by a mandate (ủy quyền, docs/helpers.md). A
mandate is looked at anew in every act: once it has ended or its consent was taken back, who filed
by it may neither read nor do anything, and a helper's ends by itself when the dossier does.

"""


def everybody(dossier: Dossier) -> dict[str, Account]:
    """One account for each of WHO who is there: not every division has a second colleague."""
    filer = dossier.submitter or people.citizen(0)
    stranger = next(each for each in map(people.citizen, range(3)) if each != filer)
    here, away = {"unit__agency": dossier.agency_id}, people.officer("ld.ngoquyen").desks[0]
    there = {"unit__agency": away.unit.agency_id}
    own, own_one_stop = {"unit": dossier.division_id}, {"unit": dossier.one_stop_id}
    specialist = dossier.specialist.account if dossier.specialist else _holder("specialist", own)
    asked = dossier.tasks.filter(closed_at=None).exclude(unit__in=_units_of(dossier)).first()
    found = {
        "Người nộp": filer,
        "Người khác": stranger,
        "Một cửa nơi nhận": _holder("reception", own_one_stop),
        "Một cửa nơi khác": _holder("reception", there),
        "Trưởng phòng": _holder("division_head", own),
        "Trưởng phòng khác": _holder("division_head", here, besides=own),
        "Chuyên viên thụ lý": specialist,
        "Chuyên viên cùng phòng": _holder("specialist", own, but=specialist),
        "Chuyên viên phòng khác": _holder("specialist", here, besides=own),
        "Lãnh đạo": _holder("leader", here),
        "Lãnh đạo nơi khác": _holder("leader", there),
        "Văn thư": _holder("records", here),
        "Văn thư nơi khác": _holder("records", there),
        "Đơn vị được hỏi": _holder(asked.role, {"unit": asked.unit_id}) if asked else None,
        "Quản trị": people.officer("qt"),
        "Hệ thống": system_account(),
    }
    return {name: account for name, account in found.items() if account is not None}


def _units_of(dossier: Dossier) -> list[int]:
    own = Unit.objects.filter(agency=dossier.agency_id).exclude(kind=Unit.Kind.DIVISION)
    return [dossier.division_id, dossier.one_stop_id, *own.values_list("pk", flat=True)]


def _holder(
    role: str,
    where: dict[str, int],
    besides: dict[str, int] | None = None,
    but: Account | None = None,
) -> Account | None:
    posts = Post.objects.filter(role=role, **where).exclude(holdings=None)
    posts = posts.exclude(**besides) if besides else posts
    accounts = Account.objects.filter(officer__holdings__post__in=posts).order_by("username")
    return accounts.exclude(pk=but.pk if but else None).first()


def may(act: str, account: Account, dossier: Dossier) -> bool:
    return any(rule.name == act for rule in acts.offered(account, dossier))


@pytest.mark.parametrize("act", sorted(acts.RULES))
def test_whoever_is_offered_an_act_can_do_it_and_nobody_else(act: str) -> None:
    dossier, details = ready(act)
    present = everybody(dossier)
    able = [name for name, account in present.items() if may(act, account, dossier)]
    assert able, f"nobody may do {act}"
    for name, account in present.items():
        with transaction.atomic():
            if name in able:
                done = getattr(acts, act)(dossier, account=account, **details)
                assert done.version == dossier.version + 1
                assert done.events.order_by("sequence").last().act == act
            else:
                with pytest.raises(acts.Refused):
                    getattr(acts, act)(dossier, account=account, **details)
            transaction.set_rollback(True)


def test_every_act_has_its_moment() -> None:
    assert set(MOMENTS) == set(acts.RULES)


def test_the_table_in_the_documentation_is_what_the_rules_say() -> None:
    rows = []
    for name, rule in acts.RULES.items():
        dossier, _details = ready(name)
        present = everybody(dossier)
        marks = ["●" if who in present and may(name, present[who], dossier) else "·" for who in WHO]
        rows.append([f"{rule.label} (`{name}`)", *marks])
    head = ["Hành vi", *WHO]
    lines = [head, ["---"] + [":-:"] * len(WHO), *rows]
    table = HEAD + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
    if os.environ.get("RIGHTS") == "write":
        TABLE.write_text(table, "utf-8")
    assert TABLE.read_text("utf-8") == table
