"""A draft goes by the law of the day it is taken up again; what was filled in is kept."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.catalog import service as catalog
from motcua.catalog.models import Component, ProcedureVersion
from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def taken_up(draft: Draft) -> Draft:
    """As a page reads it on another day."""
    return Draft.objects.get(pk=draft.pk)


def new_text(version: ProcedureVersion, *, without: Component | None = None) -> ProcedureVersion:
    """The procedure published anew from today, with one paper more and perhaps one less."""
    administrator = people.officer("qt")
    draft = catalog.draft_from(version, by=administrator)
    case = draft.cases.get(code=people.case_of(people.EXTRACT).code)
    if without is not None:
        case.components.filter(name=without.name).delete()
    Component.objects.create(
        case=case, order=99, code="GT-MOI", name="Giấy xác nhận mới", mandatory=False
    )
    draft.publish(timezone.localdate(), by=administrator)
    return draft


def test_a_draft_is_brought_to_the_text_in_force_with_its_files() -> None:
    draft = people.draft()
    names = {file.name for file in draft.files.all()}
    version = new_text(draft.case.version)
    draft = taken_up(draft)
    assert acts.renew_draft(draft, account=draft.account)
    assert {file.name for file in draft.files.all()} == names
    assert {file.component.case.version for file in draft.files.all()} <= {version}
    dossier = acts.submit(draft, account=draft.account)
    assert dossier.case.version == version
    assert not acts.renew_draft(people.draft(), account=draft.account)


def test_a_file_for_a_paper_no_longer_asked_for_goes() -> None:
    draft = people.draft()
    part = draft.case.components.filter(kind=Component.Kind.FILED).first()
    acts.attach(draft, part, people.upload("thua.pdf"), account=draft.account)
    new_text(draft.case.version, without=part)
    draft = taken_up(draft)
    assert acts.renew_draft(draft, account=draft.account)
    assert not draft.files.filter(name="thua.pdf").exists()


def test_the_page_says_that_the_rules_have_changed(client: Client) -> None:
    draft = people.draft()
    new_text(draft.case.version)
    client.force_login(draft.account)
    page = client.get(reverse("portal:papers", args=[draft.pk])).content.decode()
    assert "Quy định của thủ tục đã thay đổi." in page
    assert "Giấy xác nhận mới" in page


def test_anothers_draft_is_not_touched() -> None:
    draft = people.draft()
    new_text(draft.case.version)
    with pytest.raises(acts.Refused):
        acts.renew_draft(taken_up(draft), account=people.citizen(1))
