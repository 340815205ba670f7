"""Agencies, units, posts and the officers who hold them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from motcua.organization.models import Agency, Post, Unit
from motcua.people.models import Account, Citizen, Officer, PostHolding, Representation
from motcua.seeds.data import add_missing, read_data

# Reserved for examples (RFC 2606): no such mailbox exists anywhere.
MAIL_DOMAIN = "motcua.example"
_FACTS = (
    "kind",
    "identity_number",
    "birth_date",
    "gender",
    "ethnicity",
    "nationality",
    "phone",
    "address",
    "permanent_address",
)
PASSWORD = "motcua-demo"  # noqa: S105 of invented people, printed on the sign-in page


def add_organization() -> None:
    """The agencies with their units and posts, and an officer in every post."""
    data = read_data("organization.json")
    since = date.fromisoformat(data["_meta"]["hieu_luc_tu"])
    agencies = _add_agencies(data["agencies"], since)
    units = _add_units(data["agencies"], agencies)
    _place_agencies(data["agencies"], agencies, units)
    posts = _add_posts(data["agencies"], units)
    _add_officers(data["agencies"], posts, since)


def _add_agencies(described: list[dict[str, Any]], since: date) -> dict[str, Agency]:
    facts = ("code", "name", "short_name", "level", "address", "phone")
    return add_missing(
        Agency,
        "code",
        [
            Agency(
                **{fact: agency[fact] for fact in facts},
                commune_code=agency.get("commune_code", ""),
                valid_from=since,
            )
            for agency in described
        ],
    )


def _add_units(described: list[dict[str, Any]], agencies: dict[str, Agency]) -> dict[str, Unit]:
    rows = [
        Unit(
            agency=agencies[agency["code"]],
            code=unit["code"],
            name=unit["name"],
            kind=unit["kind"],
            address=unit.get("address", ""),
            phone=unit.get("phone", ""),
        )
        for agency in described
        for unit in agency["units"]
    ]
    return add_missing(Unit, "code", rows)


def _place_agencies(
    described: list[dict[str, Any]], agencies: dict[str, Agency], units: dict[str, Unit]
) -> None:
    """Parent and one-stop of the agencies that have none yet."""
    unplaced = []
    for facts in described:
        agency = agencies[facts["code"]]
        if agency.one_stop_id is None:
            agency.one_stop = units[facts["one_stop"]]
            agency.parent = agencies[facts["parent"]] if facts["parent"] else None
            unplaced.append(agency)
    Agency.objects.bulk_update(unplaced, ["parent", "one_stop"])


def _described_posts(described: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for agency in described:
        for unit in agency["units"]:
            for post in unit["posts"]:
                yield unit["code"], post


def _add_posts(described: list[dict[str, Any]], units: dict[str, Unit]) -> dict[str, Post]:
    rows = [
        Post(unit=units[unit], code=post["code"], name=post["name"], role=post["role"])
        for unit, post in _described_posts(described)
    ]
    return add_missing(Post, "code", rows)


def _add_officers(described: list[dict[str, Any]], posts: dict[str, Post], since: date) -> None:
    held = {post["code"]: post["officer"] for _, post in _described_posts(described)}
    accounts = add_accounts(list(held.values()))
    officers = add_missing(
        Officer,
        "staff_code",
        [
            Officer(account=accounts[facts["username"]], staff_code=facts["staff_code"])
            for facts in held.values()
        ],
    )
    # A post someone has held keeps its history, whoever holds it now.
    taken = set(PostHolding.objects.values_list("post_id", flat=True))
    PostHolding.objects.bulk_create(
        PostHolding(officer=officers[facts["staff_code"]], post=posts[code], valid_from=since)
        for code, facts in held.items()
        if posts[code].pk not in taken
    )


def add_accounts(people: list[dict[str, Any]]) -> dict[str, Account]:
    """The accounts of invented people, by user name.

    All have one password; it is hashed once, for a hash is slow by design.
    """
    known = set(Account.objects.values_list("username", flat=True))
    new = [each for each in people if each["username"] not in known]
    password = make_password(PASSWORD) if new else ""
    rows = [
        Account(
            username=each["username"],
            full_name=each["full_name"],
            email=f"{each['username']}@{MAIL_DOMAIN}",
            password=password,
        )
        for each in new
    ]
    return add_missing(Account, "username", rows)


def add_citizens() -> None:
    """The people and the enterprise of the demonstration, who have signed in before."""
    people = seeded_citizens()
    accounts = add_accounts(people)
    known = set(Citizen.objects.values_list("account_id", flat=True))
    Citizen.objects.bulk_create(
        Citizen(
            account=accounts[each["username"]],
            assurance_level=each["level"],
            verified_at=timezone.now(),
            **{fact: each[fact] for fact in _FACTS},
        )
        for each in people
        if accounts[each["username"]].pk not in known
    )


def add_representatives() -> None:
    """Who acts for the invented organisations, as the provider has said before."""
    today = timezone.localdate()
    citizens = {each.account.username: each for each in Citizen.objects.select_related("account")}
    for each in seeded_citizens():
        if "represented_by" in each:
            Representation.objects.get_or_create(
                organisation=citizens[each["username"]],
                person=citizens[each["represented_by"]],
                defaults={"role": each["role"], "valid_from": today},
            )


def seeded_citizens() -> list[dict[str, Any]]:
    """The invented citizens whose accounts are there from the start."""
    return [each for each in read_data("citizens.json")["citizens"] if each.get("seeded", True)]
