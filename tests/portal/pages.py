"""Reading pages as people do, and filling them in."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from motcua.catalog.models import Component, ProcedureCase
from motcua.dossiers.models import Draft
from motcua.people.models import Account
from tests.dossiers import people

APPLICANT = {
    "kind": "person",
    "full_name": "Nguyễn Thị Mẫu",
    "identity_number": "0310 9900 0999",
    "birth_date_day": "27",
    "birth_date_month": "3",
    "birth_date_year": "1990",
    "phone": "0900 000 999",
    "email": "",
    "address": "12 Đinh Tiên Hoàng, phường Hồng Bàng, thành phố Hải Phòng",
}


def words(response: HttpResponse) -> str:
    """What a page says, without its marks."""
    page = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(strip_tags(page)).split())


def errors(response: HttpResponse) -> str:
    """What the error summary says; empty when there is none."""
    found = re.search(
        r'<div class="govuk-error-summary".*?</ul>', response.content.decode(), flags=re.S
    )
    return " ".join(unescape(strip_tags(found[0])).split()) if found else ""


def owed(case: ProcedureCase) -> list[Component]:
    return list(case.components.filter(mandatory=True, kind=Component.Kind.FILED))


@dataclass
class Citizens:
    """A citizen at the pages of filing."""

    client: Client
    account: Account

    def get(self, name: str, *args: object) -> HttpResponse:
        return self.client.get(reverse(f"portal:{name}", args=args))

    def post(self, name: str, *args: object, **values: Any) -> HttpResponse:
        return self.client.post(reverse(f"portal:{name}", args=args), values)

    def begin(self, code: str = people.PENSION) -> Draft:
        case = people.case_of(code)
        self.post("begin", code, case=case.pk)
        return Draft.objects.filter(account=self.account, case=case).first()

    def fill_in(self, draft: Draft) -> None:
        """Every page up to the papers."""
        self.post("agency", draft.pk, agency=people.commune().pk)
        self.post("applicant", draft.pk, **APPLICANT)
        self.post("request", draft.pk, text="Xin hưởng trợ cấp")

    def hand_in(self, draft: Draft) -> HttpResponse:
        """A file for every paper that is owed."""
        return self.post("papers", draft.pk, **slots(draft.case))

    def file(self, code: str = people.PENSION) -> Draft:
        draft = self.begin(code)
        self.fill_in(draft)
        self.hand_in(draft)
        self.post("review", draft.pk, delivery="electronic")
        draft.refresh_from_db()
        return draft


def slots(case: ProcedureCase, **upload: Any) -> dict[str, Any]:
    """One file for every paper owed, as the page of papers sends them."""
    return {f"component-{component.pk}": people.upload(**upload) for component in owed(case)}
