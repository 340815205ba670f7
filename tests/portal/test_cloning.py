"""A dossier begun from an earlier one of one's own: what goes along, and what does not."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from motcua.dossiers.acts import Refused, cloning
from motcua.dossiers.models import Dossier, DossierFile, Draft
from tests.dossiers import people
from tests.portal.pages import words

pytestmark = pytest.mark.django_db


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def page(dossier: Dossier) -> str:
    return reverse("portal:begin_like", args=[dossier.reference])


def test_content_and_papers_go_along_and_nothing_is_filed() -> None:
    dossier = people.filed(people.BUILDING)
    client = signed_in(dossier.submitter)
    assert (
        page(dossier)
        in client.get(reverse("portal:dossier", args=[dossier.reference])).content.decode()
    )
    assert "Giấy tờ được chép sang" in words(client.get(page(dossier)))
    filed = Dossier.objects.count()
    shown = client.post(page(dossier), follow=True)
    draft = Draft.objects.get(copied_from=dossier)
    assert Dossier.objects.count() == filed
    assert draft.content["applicant"]["full_name"] == dossier.applicant.full_name
    assert draft.content["applicant"]["birth_date"] == "1990-03-27"
    assert draft.agency == dossier.agency
    for part, content in dossier.content.items():
        assert draft.content[part] == content
    handed_in = DossierFile.objects.filter(dossier_component__dossier=dossier)
    assert draft.files.count() == handed_in.count() > 0
    assert f"hồ sơ {dossier}" in words(shown)


def test_the_copy_can_be_filed_as_it_stands() -> None:
    dossier = people.filed()
    draft = cloning.begin_like(dossier, account=dossier.submitter)
    client = signed_in(dossier.submitter)
    client.post(reverse("portal:review", args=[draft.pk]), {"delivery": "counter"})
    draft.refresh_from_db()
    assert draft.dossier is not None
    assert draft.dossier.pk != dossier.pk


def test_anothers_dossier_is_not_there_to_copy() -> None:
    dossier = people.filed()
    other = people.citizen(1)
    assert signed_in(other).get(page(dossier)).status_code == 404
    assert signed_in(other).post(page(dossier)).status_code == 404
    assert Client().post(page(dossier)).status_code == 302
    with pytest.raises(Refused, match="không phải của tài khoản"):
        cloning.begin_like(dossier, account=other)
    assert not Draft.objects.filter(copied_from=dossier).exists()


def test_with_the_secret_alone_nothing_is_begun() -> None:
    dossier = people.received()
    visitor = Client()
    visitor.post(reverse("portal:track"), {"code": dossier.code, "secret": dossier.secret})
    assert visitor.post(page(dossier)).status_code == 302
    assert not Draft.objects.filter(copied_from=dossier).exists()


def test_a_file_that_is_gone_is_not_promised() -> None:
    dossier = people.filed(people.BUILDING)
    handed_in = DossierFile.objects.filter(dossier_component__dossier=dossier)
    for file in handed_in.select_related("stored"):
        default_storage.delete(file.stored.path)
    client = signed_in(dossier.submitter)
    assert "Giấy tờ không chép" in words(client.get(page(dossier)))
    client.post(page(dossier))
    assert Draft.objects.get(copied_from=dossier).files.count() == 0
    assert (
        client.get(
            reverse("portal:review", args=[Draft.objects.get(copied_from=dossier).pk])
        ).status_code
        == 200
    )


def test_a_paper_no_longer_asked_for_stays_behind() -> None:
    dossier = people.filed(people.BUILDING)
    part = dossier.components.filter(files__isnull=False).select_related("component").first()
    part.component.kind = "he_thong_sinh"
    part.component.save()
    left = [
        each.part
        for each in cloning.carried(dossier, cloning.case_for_copy(dossier))
        if each.component is None
    ]
    assert left == [part]
