"""A running dossier goes on by another version of its process, by an administrator's act."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import policies, road
from motcua.dossiers.acts.base import PRE_RECEPTION, UNDECIDED, Refused, Work, act
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.facts import facts_of
from motcua.dossiers.migrating import Steps, preview
from motcua.dossiers.models import Dossier, State
from motcua.dossiers.versions import version_of
from motcua.people.models import Account
from motcua.processes import service as processes
from motcua.processes.models import ProcessVersion


@act(
    gettext_lazy("Chuyển hồ sơ sang phiên bản quy trình khác"),
    done=gettext_lazy("Đã chuyển hồ sơ %(dossier)s sang phiên bản quy trình đã chọn."),
    states=[*PRE_RECEPTION, *UNDECIDED, State.FINISHED],
    allowed=policies.is_administrator,
)
def migrate_process(work: Work, *, to: ProcessVersion, steps: Steps, reason: str) -> None:
    """Stand where `steps` says in the other version; what is done stays done, dates stay.

    steps: old key to new key, as `migrating.preview` showed it. Refused when the version is of
    another process or not published, or when the dossier has no place in it.
    """
    dossier, reason = work.dossier, required_text(reason, _("căn cứ chuyển phiên bản"))
    before, after = dossier.road.version, version_of(to.pk)
    if to.is_draft or to.process_id != before.process_id or to.pk == before.pk:
        raise Refused(
            _("Chưa chuyển được phiên bản quy trình."),
            _("Phiên bản được chọn không phải bản khác đã công bố của cùng quy trình."),
            _("Hãy chọn một phiên bản đã công bố của quy trình này."),
        )
    position = processes.carried_over(dossier.road.position, after, steps, facts_of(dossier, after))
    road.move(dossier, to, position, steps, work.now)
    work.detail = {
        "from": before.number,
        "to": to.number,
        "at": [task.step.name for task in dossier.tasks.waiting() if task.step],
        "reason": reason,
    }


def migrate(
    version_from: ProcessVersion,
    version_to: ProcessVersion,
    *,
    account: Account,
    reason: str,
    steps: Steps | None = None,
) -> tuple[list[Dossier], list[tuple[Dossier, str]]]:
    """Move every dossier that can be, each in its own transaction: those moved, those not and why.

    Doing it again goes on where it was broken off.
    """
    seen = preview(version_from, version_to, steps)
    moved, left = [], [(each.dossier, each.trouble) for each in seen.unable]
    for each in seen.able:
        try:
            moved.append(
                migrate_process(
                    each.dossier, account=account, to=version_to, steps=seen.steps, reason=reason
                )
            )
        except Refused as refusal:
            left.append((each.dossier, str(refusal)))
    return moved, left
