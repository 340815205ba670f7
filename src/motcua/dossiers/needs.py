"""Which papers a draft needs, by what was answered before it was begun and on its e-form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.catalog import service as catalog
from motcua.catalog.models import CaseChannel, Component
from motcua.dossiers.models import Draft
from motcua.forms import service as forms

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
