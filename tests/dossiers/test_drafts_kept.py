"""A draft is kept for a time: warned of twice, extended by saving, then gone with its files."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings as project
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers import acts, keeping
from motcua.dossiers.models import Draft, Outbox
from motcua.dossiers.outbox import outbox_problems
from motcua.dossiers.tasks import deliver
from motcua.files.models import StoredFile
from motcua.files.tasks import NEW_FOR, forget
from motcua.messages.models import Notice
from tests.dossiers import people
from tests.dossiers.post_office import Mailbox, mailbox

__all__ = ["mailbox"]

pytestmark = pytest.mark.django_db


def saved_days_ago(days: float, **facts) -> Draft:
    draft = people.draft()
    saved = timezone.now() - timedelta(days=days)
    Draft.objects.filter(pk=draft.pk).update(saved_at=saved, **facts)
    draft.refresh_from_db()
    return draft


def kinds(draft: Draft) -> list[str]:
    return list(Outbox.objects.filter(draft=draft).values_list("kind", flat=True))


def deliver_all(draft: Draft) -> None:
    for number in draft.outbox.values_list("pk", flat=True):
        deliver(outbox_id=number)


KEPT = project.DRAFT_KEPT_DAYS


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (KEPT - 15, []),
        (KEPT - 13, ["draft_ends_first"]),
        (KEPT - 2, ["draft_ends_last"]),
        (KEPT + 40, ["draft_ends_last"]),
    ],
)
def test_it_is_warned_of_once_for_its_age_however_often_the_worker_looks(
    age: int, told: list[str]
) -> None:
    draft = saved_days_ago(age)
    for _ in range(3):
        keeping.watch_drafts()
    assert kinds(draft) == told


def test_its_whole_life() -> None:
    draft = saved_days_ago(0)
    saved = draft.saved_at
    seen: list[tuple[int, str]] = []
    for day in range(KEPT + 10):
        keeping.watch_drafts(saved + timedelta(days=day, minutes=1))
        if not Draft.objects.filter(pk=draft.pk).exists():
            seen.append((day, "gone"))
            break
        if (new := kinds(draft)[len([each for each in seen]) :]) != []:
            seen.append((day, new[0]))
    assert seen == [(KEPT - 14, "draft_ends_first"), (KEPT - 3, "draft_ends_last"), (KEPT, "gone")]


def test_saving_starts_the_days_anew_and_warnings_with_them() -> None:
    draft = saved_days_ago(KEPT - 2)
    keeping.watch_drafts()
    acts.save_draft(draft, account=draft.account, part="request", values={"text": "Xin 2 bản"})
    draft.refresh_from_db()
    assert keeping.kept_until(draft) > timezone.now() + timedelta(days=KEPT - 1)
    keeping.watch_drafts(timezone.now() + timedelta(days=4))
    assert Draft.objects.filter(pk=draft.pk).exists()
    keeping.watch_drafts(draft.saved_at + timedelta(days=KEPT - 13))
    assert kinds(draft) == ["draft_ends_last", "draft_ends_first"]


def test_a_worker_that_was_down_for_long_still_gives_the_last_days() -> None:
    draft = saved_days_ago(KEPT + 40)
    keeping.watch_drafts()
    draft.refresh_from_db()
    assert keeping.kept_until(draft) > timezone.now() + timedelta(days=2)
    keeping.watch_drafts(timezone.now() + timedelta(days=2))
    assert Draft.objects.filter(pk=draft.pk).exists()
    keeping.watch_drafts(timezone.now() + timedelta(days=3, minutes=1))
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_one_that_was_filed_is_proof_and_stays() -> None:
    dossier = people.filed()
    Draft.objects.filter(dossier=dossier).update(saved_at=timezone.now() - timedelta(days=900))
    keeping.watch_drafts()
    keeping.watch_drafts(timezone.now() + timedelta(days=30))
    assert Draft.objects.filter(dossier=dossier).exists()
    assert not Outbox.objects.exclude(draft=None).exists()


def test_its_owner_reads_which_and_until_when_and_opens_it(client: Client) -> None:
    draft = saved_days_ago(KEPT - 13)
    keeping.watch_drafts()
    deliver_all(draft)
    notice = Notice.objects.get(account=draft.account)
    assert draft.case.version.procedure.name in notice.body
    assert f"{timezone.localtime(keeping.kept_until(draft)):%d/%m/%Y}" in notice.body
    assert "Nguyễn Thị Mẫu" not in notice.body
    assert notice.path == reverse("portal:resume", args=[draft.pk])
    assert list(outbox_problems()) == []


def test_by_email_where_there_is_an_address(mailbox: Mailbox) -> None:
    draft = saved_days_ago(KEPT - 2)
    draft.account.email = "thom@example.vn"
    draft.account.save()
    keeping.watch_drafts()
    deliver_all(draft)
    letter = mailbox.letters[0]
    assert letter["To"] == "thom@example.vn"
    assert str(draft.pk) in letter.get_body().get_content()
    assert "Nguyễn Thị Mẫu" not in letter.as_string()


def test_a_warning_not_yet_sent_goes_with_its_draft() -> None:
    draft = saved_days_ago(KEPT - 2)
    keeping.watch_drafts()
    owed = list(draft.outbox.values_list("pk", flat=True))
    acts.discard(draft, account=draft.account)
    for number in owed:
        deliver(outbox_id=number)
    assert owed
    assert not Notice.objects.filter(account=draft.account).exists()


def test_its_page_and_the_list_say_until_when(client: Client) -> None:
    draft = saved_days_ago(1)
    client.force_login(draft.account, "django.contrib.auth.backends.ModelBackend")
    until = f"{timezone.localtime(keeping.kept_until(draft)):%d/%m/%Y}"
    assert until in client.get(reverse("portal:applicant", args=[draft.pk])).content.decode()
    assert until in client.get(reverse("portal:my_dossiers")).content.decode()


def old(digest: str) -> datetime:
    StoredFile.objects.filter(pk=digest).update(stored_at=timezone.now() - 2 * NEW_FOR)
    return timezone.now()


def test_files_nothing_else_holds_are_forgotten_and_others_stay() -> None:
    draft, kept = people.draft(), people.draft()
    component = draft.case.components.filter(kind="nop").first()
    alone = people.PDF + b"% alone\n%%EOF\n"
    mine = acts.attach(draft, component, people.upload(data=alone), account=draft.account).stored
    shared = kept.files.first().stored if kept.files.exists() else mine
    for each in (mine, shared):
        old(each.pk)
    acts.discard(draft, account=draft.account)
    forget(digests=[mine.pk, shared.pk])
    assert not StoredFile.objects.filter(pk=mine.pk).exists()
    assert not default_storage.exists(mine.path)
    if shared != mine:
        assert default_storage.exists(shared.path)


def test_a_file_just_handed_in_again_is_not_forgotten() -> None:
    draft = people.draft()
    component = draft.case.components.filter(kind="nop").first()
    data = people.PDF + b"% again\n%%EOF\n"
    stored = acts.attach(draft, component, people.upload(data=data), account=draft.account).stored
    old(stored.pk)
    acts.discard(draft, account=draft.account)
    again = people.draft()
    acts.attach(again, component, people.upload(data=data), account=again.account)
    again.files.all().delete()
    forget(digests=[stored.pk])
    assert default_storage.exists(stored.path)
