"""Posts, who holds them, who stands in, counters and office hours: all begin anew at successors."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q

from motcua.calendars.models import OfficeHours
from motcua.organization.models import Counter, Post, Role, Unit
from motcua.people.models import Delegation, Officer, PostHolding
from motcua.reorganisation.work import Work

# Roles of which an agency or a unit seldom has two.
HEADS = (Role.LEADER, Role.DIVISION_HEAD)


def settle(work: Work) -> None:
    """Rights end on the eve and are given again from the day on, in the posts that follow."""
    posts = _posts(work)
    _holdings(work, posts)
    _delegations(work, posts)
    _counters(work)
    _hours(work)
    _placed_as_decided(work)
    _nobody_in_two_places(work)


def _not_over(work: Work) -> Q:
    """Rows with a period that is not over on the day the plan begins."""
    return Q(valid_to=None) | Q(valid_to__gte=work.day)


def _posts(work: Work) -> dict[int, Post]:
    """Old post -> the one that goes on for it, under the successor's code."""
    ending = list(Post.objects.filter(_not_over(work), unit__in=work.ended_units).order_by("code"))
    taken = set(Post.objects.values_list("code", flat=True))
    posts: dict[int, Post] = {}
    alike: dict[tuple[int, str], list[str]] = defaultdict(list)
    for post in ending:
        unit = work.units.get(post.unit_id)
        if unit is None:
            continue
        code = _free(f"{unit.code}.{_own_code(work, post)}", taken)
        taken.add(code)
        posts[post.pk] = Post(
            unit=unit, code=code, name=post.name, role=post.role, valid_from=work.day
        )
        if post.role in HEADS:
            alike[unit.pk, post.name].append(code)
    work.ledger.add(posts.values())
    work.ledger.change(ending, valid_to=work.eve)
    work.report.totals["vị trí chuyển"] += len(posts)
    for (_unit, name), codes in alike.items():
        if len(codes) > 1:
            work.report.warnings.append(
                f"{len(codes)} vị trí “{name}”: {', '.join(codes)}."
                " Nếu chỉ giữ một, hãy bố trí lại ở “can_bo”."
            )
    return posts


def _own_code(work: Work, post: Post) -> str:
    """What tells a post within its unit: the end of its code."""
    within = post.code.removeprefix(f"{work.ended_units[post.unit_id].code}.")
    return within if within != post.code else post.code.rsplit(".", 1)[-1]


def _free(code: str, taken: set[str]) -> str:
    number, free = 2, code
    while free in taken:
        free, number = f"{code}.{number}", number + 1
    return free


def _holdings(work: Work, posts: dict[int, Post]) -> None:
    held = PostHolding.objects.filter(_not_over(work), post__unit__in=work.ended_units).order_by(
        "post__code", "valid_from"
    )
    ending, begun, to_come = [], [], []
    placed = set(work.plan.can_bo)
    for holding in held.select_related("officer__account", "post"):
        after = posts.get(holding.post_id)
        decided = holding.officer.staff_code in placed
        if holding.valid_from > work.eve and after and not decided:
            to_come.append((holding, {"post_id": after.pk}))
            continue
        ending.append((holding, {"valid_to": max(work.eve, holding.valid_from)}))
        if after and not decided:
            begun.append(
                PostHolding(
                    officer=holding.officer,
                    post=after,
                    valid_from=work.day,
                    valid_to=holding.valid_to,
                )
            )
            work.report.say("Cán bộ", f"{holding.officer}: {holding.post.code} → {after.code}")
        elif not decided:
            work.report.warnings.append(
                f"{holding.officer} ({holding.officer.staff_code}) thôi giữ {holding.post.code};"
                " chưa được bố trí vị trí mới (ghi ở “can_bo”)."
            )
    work.ledger.change_each([*ending, *to_come])
    work.ledger.add(begun)
    work.report.totals["cán bộ chuyển"] += len({each.officer_id for each in begun})


def _delegations(work: Work, posts: dict[int, Post]) -> None:
    rows = list(Delegation.objects.filter(_not_over(work), post__unit__in=work.ended_units))
    changes: list[tuple[Delegation, dict[str, Any]]] = []
    begun = []
    for row in rows:
        after = posts.get(row.post_id)
        if row.valid_from and row.valid_from > work.eve and after:
            changes.append((row, {"post_id": after.pk}))
            continue
        changes.append((row, {"valid_to": max(work.eve, row.valid_from or work.eve)}))
        if after:
            same = ("from_officer", "to_officer", "kind", "reason", "decision", "decided_by")
            kept = {name: getattr(row, name) for name in same}
            begun.append(Delegation(post=after, valid_from=work.day, valid_to=row.valid_to, **kept))
    work.ledger.change_each(changes)
    work.ledger.add(begun)
    work.report.totals["ủy quyền chuyển"] += len(begun)


def _counters(work: Work) -> None:
    """Counters go to the one-stop that follows; a number taken there becomes the next free one."""
    ending = list(Counter.objects.filter(_not_over(work), unit__in=work.ended_units))
    used: dict[int, set[int]] = defaultdict(set)
    for one_stop, taken in Counter.objects.values_list("unit_id", "number"):
        used[one_stop].add(taken)
    begun = []
    for counter in ending:
        if unit := work.units.get(counter.unit_id):
            number = counter.number
            while number in used[unit.pk]:
                number += 1
            used[unit.pk].add(number)
            begun.append(Counter(unit=unit, number=number, name=counter.name, valid_from=work.day))
            work.report.say("Quầy", f"{counter} → {unit}, quầy số {number}")
    work.ledger.change(ending, valid_to=work.eve)
    work.ledger.add(begun)


def _hours(work: Work) -> None:
    """A unit that has no hours of its own takes over those of the first it follows, all of them.

    The past too: what was promised under the old hours is counted by them for ever.
    """
    own = set(OfficeHours.objects.values_list("unit_id", flat=True))
    taken: dict[int, list[OfficeHours]] = {}
    for before, unit in work.units.items():
        hours = list(OfficeHours.objects.filter(unit=before).order_by("valid_from"))
        if unit.pk in own or unit.pk in taken:
            _compare(work, before, unit, hours, taken.get(unit.pk))
        else:
            taken[unit.pk] = hours
    begun = [
        OfficeHours(unit_id=unit, weekly=row.weekly, valid_from=row.valid_from)
        for unit, rows in taken.items()
        for row in rows
    ]
    for row in work.ledger.add(begun):
        work.report.say("Giờ làm việc", f"Mang sang: {row}")


def _compare(
    work: Work, before: int, unit: Unit, hours: list[OfficeHours], taken: list[OfficeHours] | None
) -> None:
    kept = list(OfficeHours.objects.filter(unit=unit)) if taken is None else taken
    if [row.weekly for row in hours[-1:]] != [row.weekly for row in kept[-1:]]:
        work.report.warnings.append(
            f"Giờ làm việc của {work.ended_units[before]} khác của {unit}: theo {unit}."
            " Hạn đã hẹn không đổi."
        )


def _placed_as_decided(work: Work) -> None:
    """What the plan says of officers, one by one."""
    officers = Officer.objects.in_bulk(list(work.plan.can_bo), field_name="staff_code")
    codes = {code for placed in work.plan.can_bo.values() for code in placed}
    posts = Post.objects.filter(_not_over(work)).in_bulk(list(codes), field_name="code")
    begun = []
    for staff_code, placed in work.plan.can_bo.items():
        officer = officers.get(staff_code)
        if officer is None:
            work.conflict(f"“can_bo”: không có cán bộ nào mang mã {staff_code}.")
            continue
        for code in placed:
            if code not in posts:
                work.conflict(f"“can_bo”, {staff_code}: không có vị trí nào mang mã {code}.")
                continue
            if (
                PostHolding.objects.in_force(work.day)
                .filter(officer=officer, post=posts[code])
                .exists()
            ):
                continue
            begun.append(PostHolding(officer=officer, post=posts[code], valid_from=work.day))
            work.report.say("Cán bộ", f"{officer}: bố trí {code}")
    work.ledger.add(begun)


def _nobody_in_two_places(work: Work) -> None:
    """An officer whom the plan leaves in two agencies is somebody's decision to make."""
    moved = {
        change.after["officer_id"]
        for change in work.ledger.changes
        if change.model == PostHolding._meta.label and change.before is None and change.after
    }
    held = PostHolding.objects.in_force(work.day).filter(officer__in=moved)
    agencies: dict[Officer, set[str]] = defaultdict(set)
    for holding in held.select_related("officer__account", "post__unit__agency"):
        agencies[holding.officer].add(holding.post.unit.agency.code)
    for officer, codes in agencies.items():
        if len(codes) > 1 and officer.staff_code not in work.plan.can_bo:
            work.conflict(
                f"{officer} ({officer.staff_code}) sẽ giữ vị trí ở {' và '.join(sorted(codes))}:"
                " hãy ghi vị trí được bố trí vào “can_bo”."
            )
