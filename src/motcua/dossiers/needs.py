"""Which papers a draft needs, by what was answered before it was begun and on its e-form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.catalog import service as catalog
from motcua.catalog.models import CaseChannel, Component
from motcua.dossiers.models import Draft
from motcua.forms import service as forms
from motcua.forms.models import EFormVersion

Facts = Mapping[str, Any]


def facts_of_draft(draft: Draft) -> dict[str, Any]:
    """By the names of `catalog.FACTS`: the e-form's answers over those given before."""
    declared = forms.facts(draft.form, draft.content.get("form", {}))
    content = {**draft.answers.get("content", {}), **declared.get("content", {})}
    kind = draft.content.get("applicant", {}).get("kind", "")
    return {
        **draft.answers,
        **declared,
        "content": content,
        "channel": CaseChannel.ONLINE.value,
        "case": {"code": draft.case.code},
        "applicant": {"kind": kind} if kind else {},
    }


def declared_before(form: EFormVersion, answers: Facts) -> dict[str, Any]:
    """Answers of an e-form that were given before it was begun: nobody answers them twice.

    By the form's own facts, and by questions named as its answers are.
    """
    asked = form.definition.schema["properties"]
    given = {name: value for name, value in answers.get("content", {}).items() if name in asked}
    declared: dict[str, Any] = {name: value for name, value in given.items() if value}
    for fact, name in form.definition.facts.items():
        if answers.get(fact):
            forms.put(declared, tuple(name.split(".")), answers[fact])
    wrong = {name.partition(".")[0] for name in forms.errors(form.definition, declared)}
    return {name: value for name, value in declared.items() if name not in wrong}


def is_asked(component: Component, facts: Facts | None) -> bool:
    """Whether a paper is asked for at all: not one the facts rule out."""
    return facts is None or catalog.is_needed(component, facts) is not False


def is_due(component: Component, facts: Facts | None) -> bool:
    """Whether a dossier without this paper is incomplete.

    Where the facts do not tell, and at a counter (no facts), what the text says of the paper.
    """
    if component.kind != Component.Kind.FILED:
        return False
    told = catalog.is_needed(component, facts) if facts is not None and component.rule else None
    return component.mandatory if told is None else told
