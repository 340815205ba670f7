"""Support points and their helpers: invented neighbours who file for those who cannot."""

from datetime import date

from motcua.mandates.models import Helper, SupportPoint
from motcua.organization.models import Agency
from motcua.people.models import Account
from motcua.seeds.data import read_data


def add_support_points() -> None:
    """The points that are not there yet, each with its helpers; a point that is there stays."""
    data = read_data("support_points.json")
    since = date.fromisoformat(data["_meta"]["hieu_luc_tu"])
    agencies = Agency.objects.in_bulk(field_name="code")
    accounts = Account.objects.in_bulk(field_name="username")
    known = set(SupportPoint.objects.values_list("name", flat=True))
    for described in data["points"]:
        if described["name"] in known:
            continue
        point = SupportPoint.objects.create(
            name=described["name"],
            agency=agencies[described["agency"]],
            address=described["address"],
            valid_from=since,
        )
        Helper.objects.bulk_create(
            Helper(
                account=accounts[each["username"]],
                point=point,
                trained_on=date.fromisoformat(each["trained_on"]),
                valid_from=since,
            )
            for each in described["helpers"]
        )


def helper_lines() -> list[str]:
    """Accounts to help with, and where, as they are printed."""
    helpers = Helper.objects.in_force().select_related("account", "point").order_by("pk")
    return [
        f"{each.account.username:22} {each.account.full_name}, {each.point.name}"
        for each in helpers
    ]
