"""What procedures and processes have in common: texts that are drafted, compared and published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration import past
from motcua.catalog import service as catalog
from motcua.catalog.models import (
    Competence,
    Component,
    Fee,
    Procedure,
    ProcedureCase,
    ProcedureStatus,
    ProcedureVersion,
    ReceivingUnit,
)
from motcua.dated import Version
from motcua.forms import service as eforms
from motcua.forms.models import EForm, EFormVersion
from motcua.people.models import Account
from motcua.processes import service as processes
from motcua.processes.models import InternalProcess, ProcessVersion
from motcua.processes.service import ProcessError


@dataclass(frozen=True)
class Wrong:
    """Something to put right in a draft, and the page where that is done."""

    where: str
    what: str
    is_error: bool
    url: str = ""


class Texts:
    """A kind of thing with versions. `thing` is the procedure or the process itself."""

    area: ClassVar[str]
    name: ClassVar[str | Promise]
    prefix: ClassVar[str]
    # The field of a version that names the thing.
    parent: ClassVar[str]
    # What a refusal of the room is raised as.
    refusals: ClassVar[tuple[type[Exception], ...]]

    def all(self) -> Any:
        """Every version there is, with what its name is made of."""
        raise NotImplementedError

    def thing(self, code: str) -> Any:
        raise NotImplementedError

    def versions(self, thing: Any) -> QuerySet[Any]:
        return thing.versions.all()

    def version(self, code: str, number: int) -> Any:
        return get_object_or_404(self.versions(self.thing(code)), number=number)

    def of(self, version: Any) -> Any:
        """The thing a version is a text of."""
        raise NotImplementedError

    def kept(self, version: Any) -> list[QuerySet[Any]]:
        """The states kept of a version and its parts."""
        raise NotImplementedError

    def kept_of(self, thing: Any) -> list[QuerySet[Any]]:
        """The states kept of the thing, its versions, and what was decided about it."""
        raise NotImplementedError

    def problems(self, version: Any) -> list[Wrong]:
        raise NotImplementedError

    def differences(self, before: Any, after: Any) -> list[str]:
        raise NotImplementedError

    def draft_from(self, version: Any, by: Account) -> Any:
        raise NotImplementedError

    def discard(self, draft: Any, by: Account) -> None:
        raise NotImplementedError

    def mark(self, version: Any) -> str:
        """Changes whenever the version or one of its parts does."""
        latest = [events.aggregate(latest=Max("pgh_id"))["latest"] for events in self.kept(version)]
        return ".".join(str(each or 0) for each in latest)

    def rows(self, things: Sequence[Any]) -> list[dict[str, Any]]:
        """Each thing with its texts in force, in draft and to come; one query for all."""
        path = f"{self.parent}_id"
        versions: dict[int, list[Any]] = {}
        for each in self.all().filter(**{f"{self.parent}__in": things}).order_by("number"):
            versions.setdefault(getattr(each, path), []).append(each)
        return [
            {
                "thing": thing,
                "url": self.url(thing),
                "in_force": next(
                    (v for v in reversed(texts) if not v.is_draft and v.is_in_force()), None
                ),
                "drafts": [(v, self.version_url(v)) for v in texts if v.is_draft],
                "to_come": [(v, self.version_url(v)) for v in texts if v.is_to_come],
            }
            for thing in things
            for texts in [versions.get(thing.pk, [])]
        ]

    def grouped(self, things: QuerySet[Any], group: str) -> QuerySet[Any]:
        """Only things with a draft, or with a text in force soon, when the group says so."""
        versions = self.all().filter(**{self.parent: OuterRef("pk")})
        if group == "ban-nhap":
            return things.filter(Exists(versions.drafts()))
        if group == "sap-co":
            to_come = versions.published().filter(valid_from__gt=timezone.localdate())
            return things.filter(Exists(to_come))
        return things

    def before(self, version: Version) -> Any:
        """The published text a draft would follow, or a published one followed; None at first."""
        others = version.siblings().published().exclude(pk=version.pk)
        if not version.is_draft:
            others = others.filter(number__lt=version.number)
        return others.order_by(F("valid_from").desc(nulls_last=True), "-number").first()

    def url_without_draft(self, code: str) -> str:
        """Where one goes on once a draft is thrown away."""
        return self.url(self.thing(code))

    def url(self, thing: Any) -> str:
        return reverse(f"administration:{self.prefix}", args=[thing.code])

    def version_url(self, version: Any, page: str = "version") -> str:
        return reverse(
            f"administration:{self.prefix}_{page}", args=[self.of(version).code, version.number]
        )


class ProcedureTexts(Texts):
    area, prefix, parent = "procedures", "procedure", "procedure"
    name = gettext_lazy("Thủ tục")
    refusals = (catalog.NotChanged,)

    def all(self) -> Any:
        return ProcedureVersion.objects.select_related("procedure")

    def thing(self, code: str) -> Procedure:
        return get_object_or_404(Procedure.objects.select_related("domain"), code=code)

    def versions(self, thing: Procedure) -> QuerySet[Any]:
        return thing.versions.select_related("procedure", "published_by")

    def of(self, version: Any) -> Any:
        return version.procedure

    def kept(self, version: Any) -> list[QuerySet[Any]]:
        cases = past.events_where(ProcedureCase, version_id=version.pk)
        return [
            past.events_where(ProcedureVersion, pgh_obj_id=version.pk),
            cases,
            past.events_where(Component, case_id__in=cases.values("pgh_obj_id")),
            past.events_where(Fee, version_id=version.pk),
        ]

    def kept_of(self, thing: Any) -> list[QuerySet[Any]]:
        return [
            past.events_where(Procedure, pgh_obj_id=thing.pk),
            past.events_where(ProcedureVersion, procedure_id=thing.pk),
            past.events_where(ProcedureStatus, procedure_id=thing.pk),
            past.events_where(Competence, procedure_id=thing.pk),
            past.events_where(ReceivingUnit, procedure_id=thing.pk),
        ]

    def problems(self, version: Any) -> list[Wrong]:
        """Where they are put right is known by the name of the place."""
        found = catalog.check(version)
        cases = list(version.cases.all()) if found and version.is_draft else []
        return [
            Wrong(each.where, each.what, each.is_error, self._place(version, cases, each.where))
            for each in found
        ]

    def _place(self, version: Any, cases: list[Any], where: str) -> str:
        if not version.is_draft:
            return ""
        base = self.version_url(version)
        case = next((each for each in cases if each.name and each.name in where), None)
        case = case or (cases[0] if cases else None)
        said = where.lower()
        if "phí" in said:
            return f"{base}le-phi/"
        if case and ("giấy" in said or "thành phần" in said):
            return f"{base}truong-hop/{case.pk}/giay-to/"
        if case and ("trường hợp" in said or "thời hạn" in said or "quy trình" in said):
            return f"{base}truong-hop/{case.pk}/"
        return f"{base}noi-dung/"

    def differences(self, before: Any, after: Any) -> list[str]:
        return catalog.differences(before, after)

    def draft_from(self, version: Any, by: Account) -> Any:
        return catalog.draft_from(version, by)

    def discard(self, draft: Any, by: Account) -> None:
        catalog.discard(draft, by)


class ProcessTexts(Texts):
    area, prefix, parent = "processes", "process", "process"
    name = gettext_lazy("Quy trình")
    refusals = (ProcessError,)

    def all(self) -> Any:
        return ProcessVersion.objects.select_related("process").defer("bpmn")

    def thing(self, code: str) -> InternalProcess:
        return get_object_or_404(InternalProcess, code=code)

    def versions(self, thing: InternalProcess) -> QuerySet[Any]:
        return thing.versions.select_related("process", "published_by")

    def of(self, version: Any) -> Any:
        return version.process

    def kept(self, version: Any) -> list[QuerySet[Any]]:
        return [past.events_where(ProcessVersion, pgh_obj_id=version.pk)]

    def kept_of(self, thing: Any) -> list[QuerySet[Any]]:
        return [past.events_where(ProcessVersion, process_id=thing.pk)]

    def mark(self, version: Any) -> str:
        """Steps are not kept one by one, so what they say is part of the mark."""
        said = repr(list(version.steps.order_by("order").values_list()))
        return f"{super().mark(version)}.{hashlib.sha256(said.encode()).hexdigest()[:16]}"

    def problems(self, version: Any) -> list[Wrong]:
        base = self.version_url(version)
        return [
            Wrong(
                _("Bước %(order)s") % {"order": each.order} if each.order else "",
                each.message,
                each.level == processes.Level.ERROR,
                f"{base}cac-buoc/#row{each.order - 1}" if each.order and version.is_draft else "",
            )
            for each in processes.check(version)
        ]

    def differences(self, before: Any, after: Any) -> list[str]:
        return processes.differences(before, after)

    def draft_from(self, version: Any, by: Account) -> Any:
        return processes.draft_from(version, by)

    def discard(self, draft: Any, by: Account) -> None:
        processes.discard(draft, by)


class EFormTexts(Texts):
    """E-forms: their drafts come from files, and are right when they are there."""

    area, prefix, parent = "e_forms", "e_form", "form"
    name = gettext_lazy("Mẫu điện tử")
    refusals = ()

    def all(self) -> Any:
        return EFormVersion.objects.select_related("form")

    def thing(self, code: str) -> EForm:
        return get_object_or_404(EForm, code=code)

    def versions(self, thing: EForm) -> QuerySet[Any]:
        return thing.versions.select_related("form", "published_by")

    def of(self, version: Any) -> Any:
        return version.form

    def kept(self, version: Any) -> list[QuerySet[Any]]:
        return [past.events_where(EFormVersion, pgh_obj_id=version.pk)]

    def kept_of(self, thing: Any) -> list[QuerySet[Any]]:
        return [past.events_where(EFormVersion, form_id=thing.pk)]

    def problems(self, version: Any) -> list[Wrong]:
        return [Wrong("", each, is_error=True) for each in eforms.mistakes(version.data)]

    def differences(self, before: Any, after: Any) -> list[str]:
        return eforms.differences(before.definition, after.definition)

    def discard(self, draft: Any, by: Account) -> None:
        eforms.discard(draft, by=by)

    def url_without_draft(self, code: str) -> str:
        """A form that was a draft alone is gone with it."""
        there = EForm.objects.filter(code=code).exists()
        return super().url_without_draft(code) if there else reverse("administration:e_forms")


PROCEDURES, PROCESSES, E_FORMS = ProcedureTexts(), ProcessTexts(), EFormTexts()
TEXTS: dict[str, Texts] = {"thu-tuc": PROCEDURES, "quy-trinh": PROCESSES, "bieu-mau": E_FORMS}


def texts_of(kind: str) -> Texts:
    try:
        return TEXTS[kind]
    except KeyError as error:
        raise Http404 from error
