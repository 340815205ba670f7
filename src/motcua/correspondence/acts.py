"""What may be done in a thread: one function each, one transaction each.

A message is an event of the dossier, which remembers the hash of what was written and moves
nothing; by it the other side is told, without a word of the text (docs/messages.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.correspondence.limits import LONGEST, MOST_FILES, PER_HOUR, is_open
from motcua.correspondence.models import Message, MessageFile, Thread
from motcua.dossiers import journal, policies
from motcua.dossiers.acts import Refused
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier
from motcua.files import service as files
from motcua.files.models import StoredFile
from motcua.people.models import Account

Uploads = Sequence[UploadedFile]
Kept = list[tuple[StoredFile, str]]


def write_to_one_stop(
    dossier: Dossier, *, account: Account | None, text: str, uploads: Uploads = (), key: str
) -> Message:
    """The applicant writes; account: who filed, None for who came with the receipt's secret.

    The same key is the same message. Raises Refused and files.UploadRefused.
    """
    if account is not None and not policies.is_submitter(account, dossier):
        raise _refused(
            _("Tài khoản này không nộp hồ sơ."), _("Hãy đăng nhập bằng tài khoản đã nộp hồ sơ.")
        )
    with transaction.atomic():
        thread = _locked(dossier)
        if done := _written(thread.dossier, key):
            return done
        since = timezone.now() - timedelta(hours=1)
        if thread.messages.filter(from_office=False, at__gte=since).count() >= PER_HOUR:
            raise _refused(
                _("Bạn đã gửi %(count)s tin trong một giờ.") % {"count": PER_HOUR},
                _("Hãy chờ Bộ phận Một cửa trả lời, rồi gửi tiếp."),
            )
        message = _write(thread, account, text, uploads, key, from_office=False)
        if thread.waiting_since is None:
            thread.waiting_since = message.at
            thread.save(update_fields=["waiting_since"])
        return message


def write_to_applicant(
    dossier: Dossier, *, account: Account, text: str, uploads: Uploads = (), key: str
) -> Message:
    """A clerk of the one-stop writes; nobody else of the office does (NĐ 61/2018 Art. 5).

    Raises Refused and files.UploadRefused.
    """
    _check_clerk(account, dossier)
    with transaction.atomic():
        thread = _locked(dossier)
        if done := _written(thread.dossier, key):
            return done
        message = _write(thread, account, text, uploads, key, from_office=True)
        _no_longer_waits(thread)
        return message


def settle(dossier: Dossier, *, account: Account) -> None:
    """The clerk finds that the applicant's last message needs no answer."""
    _check_clerk(account, dossier)
    with transaction.atomic():
        _no_longer_waits(_locked(dossier))


def mark_read(dossier: Dossier, *, by_office: bool) -> None:
    """Note that one side has now seen what the other wrote."""
    unread = Message.objects.filter(thread=dossier.pk, from_office=not by_office, read_at=None)
    unread.update(read_at=timezone.now())


def _locked(dossier: Dossier) -> Thread:
    """The thread of a dossier whose row is locked: its next event is about to be written."""
    locked = Dossier.objects.locked(dossier.pk)
    thread, _made = Thread.objects.get_or_create(dossier=locked)
    thread.dossier = locked
    return thread


def _written(dossier: Dossier, key: str) -> Message | None:
    """What the same key has written before."""
    event = dossier.events.filter(key=key).first()
    return Message.objects.get(pk=event.detail["message"]) if event else None


def _write(
    thread: Thread,
    account: Account | None,
    text: str,
    uploads: Uploads,
    key: str,
    *,
    from_office: bool,
) -> Message:
    dossier, text = thread.dossier, _sound(thread.dossier, text, uploads)
    kept: Kept = [(files.store(upload), (upload.name or "")[-200:]) for upload in uploads]
    message = Message.objects.create(
        thread=thread,
        at=timezone.now(),
        from_office=from_office,
        author=account,
        post=policies.post_line(account, dossier) if from_office else "",
        text=text,
    )
    MessageFile.objects.bulk_create(
        MessageFile(message=message, stored=stored, name=name) for stored, name in kept
    )
    event = journal.append(
        "write_to_applicant" if from_office else "write_to_one_stop",
        dossier,
        account,
        {"message": message.pk, "sha256": digest_of(text, [stored.pk for stored, _name in kept])},
        message.at,
        key,
    )
    journal.owe(event)
    return message


def digest_of(text: str, stored: Sequence[str]) -> str:
    """What the event remembers of a message: the hash of its text and of its files' hashes."""
    return hashlib.sha256("\n".join([text, *stored]).encode()).hexdigest()


def _sound(dossier: Dossier, text: str, uploads: Uploads) -> str:
    """The text as it is kept. Raises Refused when it cannot be sent."""
    if not is_open(dossier):
        raise _refused(
            _("Hồ sơ đã kết thúc, phần trao đổi đã đóng."),
            _("Hãy gửi phản ánh, kiến nghị, hoặc liên hệ Bộ phận Một cửa."),
        )
    text = required_text(text, _("nội dung tin"))
    if len(text) > LONGEST:
        raise _refused(
            _("Nội dung dài quá %(most)s ký tự.") % {"most": LONGEST},
            _("Hãy viết gọn lại."),
        )
    if len(uploads) > MOST_FILES:
        raise _refused(
            _("Mỗi tin kèm nhiều nhất %(most)s tệp.") % {"most": MOST_FILES},
            _("Hãy bỏ bớt tệp."),
        )
    return text


def _no_longer_waits(thread: Thread) -> None:
    thread.waiting_since = None
    thread.save(update_fields=["waiting_since"])


def _check_clerk(account: Account, dossier: Dossier) -> None:
    if not policies.is_reception_clerk(account, dossier):
        raise _refused(
            _("Chỉ Bộ phận Một cửa tiếp nhận hồ sơ được liên hệ với người nộp."),
            _("Hãy chuyển điều cần hỏi cho công chức của Bộ phận Một cửa."),
        )


def _refused(why: str, todo: str) -> Refused:
    return Refused(_("Chưa gửi được."), why, todo)
