"""A mandate begun: by whom, for whom, for what. It is in force only once it is agreed to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.mandates.models import Helper, Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.people.models import Account

# Of age at 18 (Civil Code 2015, Art. 20); from then on nobody stands for them by law alone.
ADULT = 18
LONGEST = timedelta(days=5 * 366)
_PERSON = re.compile(r"\d{12}", re.ASCII)
_ORGANISATION = re.compile(r"\d{10}(-\d{3})?", re.ASCII)


@dataclass(frozen=True)
class Party:
    """For whom: named well enough to be told from everybody else."""

    full_name: str
    identity_number: str
    address: str
    birth_date: date | None = None
    phone: str = ""
    email: str = ""


def grant(
    party: Party,
    *,
    account: Account,
    kind: str,
    scope: str,
    procedure_id: int | None = None,
    until: date | None = None,
) -> Mandate:
    """A mandate of a citizen, waiting for its consent.

    procedure_id: which procedure, for the scopes of one dossier or one procedure. until: the last
    day, at most five years away; a child's ends before the child is of age. Raises MandateRefused.
    """
    chosen = Mandate.Kind(kind)
    _check_party(party, chosen, account)
    last = _last_day(party, chosen, until)
    if scope == Mandate.Scope.PROCEDURE and procedure_id is None:
        raise _refused(_("Chưa chọn thủ tục."), _("Hãy chọn thủ tục, hoặc chọn mọi thủ tục."))
    return _waiting(party, account, chosen, scope, procedure_id, last)


def grant_to_helper(
    party: Party, *, account: Account, helper: Helper, procedure_id: int
) -> Mandate:
    """One dossier of one procedure at a support point. Raises MandateRefused."""
    own = Helper.objects.in_force().filter(pk=helper.pk, account=account)
    if not own.exists():
        raise _refused(
            _("Bạn không còn là người hỗ trợ của điểm này."),
            _("Hãy hỏi quản trị của xã, phường."),
        )
    _check_party(party, Mandate.Kind.OTHER, account)
    scope = Mandate.Scope.DOSSIER
    return _waiting(party, account, Mandate.Kind.OTHER, scope, procedure_id, None, helper)


def _waiting(
    party: Party,
    account: Account,
    kind: Mandate.Kind,
    scope: str,
    procedure_id: int | None,
    last: date | None,
    helper: Helper | None = None,
) -> Mandate:
    return Mandate.objects.create(
        account=account,
        helper=helper,
        kind=kind,
        scope=Mandate.Scope(scope),
        procedure_id=None if scope == Mandate.Scope.ALL else procedure_id,
        identity_number=party.identity_number,
        full_name=party.full_name,
        birth_date=party.birth_date,
        phone=party.phone,
        email=party.email,
        address=party.address,
        valid_from=timezone.localdate(),
        valid_to=last,
    )


def _check_party(party: Party, kind: Mandate.Kind, account: Account) -> None:
    organisation = kind in Mandate.ORGANISATIONS
    if not (_ORGANISATION if organisation else _PERSON).fullmatch(party.identity_number):
        raise _refused(
            _("Số định danh cá nhân gồm 12 chữ số; mã số tổ chức gồm 10 chữ số."),
            _("Hãy ghi lại số."),
        )
    citizen = getattr(account, "citizen", None)
    if citizen is not None and citizen.identity_number == party.identity_number:
        raise _refused(
            _("Số này là của chính bạn."), _("Hồ sơ của mình, bạn nộp không cần ủy quyền.")
        )
    if not organisation and party.birth_date is None:
        raise _refused(_("Chưa có ngày sinh."), _("Hãy ghi ngày sinh của người ấy."))
    if party.birth_date and party.birth_date > timezone.localdate():
        raise _refused(_("Ngày sinh ở tương lai."), _("Hãy ghi lại ngày sinh."))


def _last_day(party: Party, kind: Mandate.Kind, until: date | None) -> date | None:
    today = timezone.localdate()
    if until is not None and not today <= until <= today + LONGEST:
        raise _refused(
            _("Ngày cuối đã qua, hoặc xa quá 5 năm."), _("Hãy chọn một ngày trong 5 năm tới.")
        )
    if kind != Mandate.Kind.CHILD or party.birth_date is None:
        return until
    of_age = _years_after(party.birth_date, ADULT)
    if of_age <= today:
        raise _refused(
            _("Người này đã đủ 18 tuổi nên cha mẹ không còn đương nhiên đại diện."),
            _("Hãy chọn “Người khác” để người ấy xác nhận đồng ý."),
        )
    eve = of_age - timedelta(days=1)
    return min(eve, until) if until else eve


def _years_after(day: date, years: int) -> date:
    """The birthday; who was born on 29 February has it on 1 March of a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _refused(why: str, todo: str) -> MandateRefused:
    return MandateRefused(_("Chưa lập được ủy quyền."), why, todo)
