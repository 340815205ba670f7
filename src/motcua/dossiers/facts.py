"""What gateways of a process may ask about a dossier: the names of `processes.conditions.FACTS`."""

from __future__ import annotations

from typing import Any

from motcua.dossiers.models import Channel, Charge, Dossier, Result
from motcua.processes import service as processes
from motcua.processes.models import ProcessVersion


def facts_of(dossier: Dossier, version: ProcessVersion | None = None) -> dict[str, Any]:
    """The facts as they are now, read from the rows only when the process asks for any.

    version: the one about to be run, when that is not the road's own.
    """
    version = version or dossier.road.version
    asked = processes.asked_facts(version)
    return {name: _FACTS[name](dossier, version) for name in asked if name in _FACTS}


def _result(dossier: Dossier, _version: ProcessVersion) -> dict[str, Any]:
    result = Result.objects.filter(dossier=dossier).first()
    return {"drafted": result is not None, "outcome": result.outcome if result else ""}


def _supplement(dossier: Dossier, _version: ProcessVersion) -> dict[str, Any]:
    asked = list(dossier.supplements.all())
    return {
        "asked": bool(asked),
        "answered": any(each.answered_at for each in asked),
        "times": len(asked),
    }


def _fee(dossier: Dossier, _version: ProcessVersion) -> dict[str, Any]:
    owed = sum(each.amount for each in dossier.charges.filter(status=Charge.Status.DUE))
    return {"owed": owed, "due": owed > 0}


def _decided(dossier: Dossier, version: ProcessVersion) -> dict[str, Any]:
    """What no officer has found is not so."""
    return dict.fromkeys(processes.questions(version), False) | dossier.road.decided


_FACTS = {
    "procedure": lambda dossier, _: {"code": dossier.case.version.procedure.code},
    "case": lambda dossier, _: {"code": dossier.case.code, "name": dossier.case.name},
    "channel": lambda dossier, _: Channel(dossier.channel).name.lower(),
    "delivery": lambda dossier, _: str(dossier.delivery),
    "applicant": lambda dossier, _: {"kind": str(dossier.applicant.kind)},
    "content": lambda dossier, _: dossier.content | dossier.content.get("form", {}),
    "result": _result,
    "supplement": _supplement,
    "fee": _fee,
    "decided": _decided,
}
