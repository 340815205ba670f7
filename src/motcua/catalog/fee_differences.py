"""What changes in the fees from one text of a procedure to the next."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.catalog.models import Fee, ProcedureVersion
from motcua.catalog.wording import amount_in_words, channel_in_words, exemption_in_words

# Of which case, under which name, for which channel, and which of several alike.
Key = tuple[str, str, str, int]


def fee_differences(before: ProcedureVersion, after: ProcedureVersion) -> Iterator[str]:
    """Fees added, left out, and changed: "lệ phí hộ tịch: 8.000 → 10.000 đồng"."""
    was, now = _fees(before), _fees(after)
    for key, fee in now.items():
        if key not in was:
            what = {"fee": _label(fee), "amount": amount_in_words(fee)}
            yield _("thêm %(fee)s: %(amount)s") % what
    for key, fee in was.items():
        if key not in now:
            yield _("bỏ %(fee)s") % {"fee": _label(fee)}
        else:
            yield from _changes(fee, now[key])


def _changes(before: Fee, after: Fee) -> Iterator[str]:
    label = _label(before)
    was, now = amount_in_words(before), amount_in_words(after)
    if was != now:
        number, _space, unit = was.partition(" ")
        both_sums = before.amount and after.amount and not before.formula and not after.formula
        yield f"{label}: {number if both_sums and now.endswith(unit) else was} → {now}"
    said = [exemption_in_words(each) for each in before.exemptions]
    says = [exemption_in_words(each) for each in after.exemptions]
    for each in says:
        if each not in said:
            yield _("%(fee)s: thêm %(exemption)s") % {"fee": label, "exemption": each}
    for each in said:
        if each not in says:
            yield _("%(fee)s: bỏ %(exemption)s") % {"fee": label, "exemption": each}
    if before.note != after.note:
        yield _("%(fee)s: ghi chú thay đổi") % {"fee": label}


def _fees(version: ProcedureVersion) -> dict[Key, Fee]:
    found: dict[Key, Fee] = {}
    for fee in version.fees.select_related("case"):
        alike = (fee.case.code if fee.case else "", fee.name, fee.channel)
        place = sum(1 for key in found if key[:3] == alike)
        found[*alike, place] = fee
    return found


def _label(fee: Fee) -> str:
    """ "lệ phí hộ tịch (trực tuyến)", with the kind where the name does not begin with it."""
    name = fee.name[:1].lower() + fee.name[1:]
    kind = str(fee.get_kind_display()).lower()
    named = name if name.lower().startswith(("phí", "lệ phí")) else f"{kind} “{fee.name}”"
    extra = [fee.case.name or fee.case.code] if fee.case else []
    extra += [channel_in_words(fee.channel).lower()] if fee.channel else []
    return f"{named} ({', '.join(extra)})" if extra else named
