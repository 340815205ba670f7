"""What was declared on an e-form: to read on a page, and printed as the official form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone, translation

from motcua.dossiers import applicants
from motcua.dossiers.issuing.keeping import notice, place_of, qr_text
from motcua.dossiers.models import Dossier, Draft
from motcua.forms import service as forms
from motcua.forms.models import EFormVersion
from motcua.forms.specimen import APPLICANT as SPECIMEN_APPLICANT
from motcua.forms.summary import AnsweredPage
from motcua.organization.models import Agency, Unit
from motcua.papers import Application, PaperKind, render


def declared(dossier: Dossier) -> list[AnsweredPage]:
    """Question and answer, page by page; none of a dossier filed with the generic form."""
    if dossier.form is None:
        return []
    return forms.summary(dossier.form.definition, dossier.content.get("form", {}))


def print_declaration(dossier: Dossier) -> bytes:
    """The form as the applicant filed it, as PDF. The dossier has an e-form."""
    assert dossier.form is not None  # noqa: S101 asked only of one that has
    return _printed(
        dossier.form,
        dossier.content.get("form", {}),
        applicant=applicants.of_dossier(dossier.applicant),
        agency=dossier.agency,
        one_stop=dossier.one_stop,
        procedure=dossier.procedure_name,
        at=dossier.submitted_at,
        code=dossier.code or dossier.reference,
        qr=qr_text(dossier, dossier.form.title, dossier.submitted_at),
    )


def print_draft(draft: Draft) -> bytes:
    """The form as it stands before filing, as PDF. The draft has an e-form."""
    assert draft.form is not None  # noqa: S101 asked only of one that has
    return _printed(
        draft.form,
        draft.content.get("form", {}),
        applicant=draft.content.get("applicant", {}),
        agency=draft.agency,
        one_stop=draft.agency.one_stop if draft.agency else None,
        procedure=draft.case.version.procedure.name,
        at=timezone.now(),
        code="",
        qr="",
    )


def print_specimen(form: EFormVersion) -> bytes:
    """The form with invented answers, as PDF: how its paper looks."""
    definition = form.definition
    return _printed(
        form,
        forms.specimen(definition),
        applicant=SPECIMEN_APPLICANT,
        agency=Agency.objects.order_by("pk").first(),
        one_stop=None,
        procedure=definition.title,
        at=timezone.now(),
        code="",
        qr="",
    )


def _printed(
    form: EFormVersion,
    answers: Mapping[str, Any],
    *,
    applicant: Mapping[str, Any],
    agency: Agency | None,
    one_stop: Unit | None,
    procedure: str,
    at: datetime,
    code: str,
    qr: str,
) -> bytes:
    definition = form.definition
    to = definition.paper.get("to", "agency")
    # The official form is Vietnamese, whoever prints it.
    with translation.override("vi"):
        around = forms.Printed(
            applicant=applicant,
            agency=str(agency or ""),
            procedure=procedure,
            today=timezone.localdate(at),
        )
        content = Application(
            heading=definition.paper["heading"],
            addressee=str(agency or "") if to == "agency" else to,
            place=place_of(one_stop) if one_stop else "",
            issued_at=at,
            body=forms.blocks(definition, answers, around),
            signer=definition.paper.get("sign", "Người khai"),
            signer_name=str(applicant.get("full_name") or ""),
            form_source=definition.source["text"],
            dossier_code=code,
            qr_text=qr,
            notice=notice(),
        )
    return render(PaperKind.APPLICATION, content)
