"""For `motcua verify`: every message against the event that remembers its hash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from motcua.correspondence.acts import digest_of
from motcua.correspondence.models import Message, Thread
from motcua.dossiers.models import Event
from motcua.dossiers.verification import Wrong

SOME = 500  # dossiers held in memory at a time
ACTS = {"write_to_one_stop": False, "write_to_applicant": True}


def wrong_messages() -> Iterator[Wrong]:
    """Messages altered after they were written, without an event, or no longer there."""
    dossiers = Thread.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=SOME)
    while some := list(islice(dossiers, SOME)):
        yield from _wrong_among(some)
    written = Event.objects.filter(act__in=ACTS).select_related("dossier")
    for event in written.filter(dossier__thread=None).iterator(chunk_size=SOME):
        yield _gone(event)


def _wrong_among(dossiers: list[int]) -> Iterator[Wrong]:
    events = Event.objects.filter(dossier__in=dossiers, act__in=ACTS).select_related("dossier")
    said = {event.detail["message"]: event for event in events}
    messages = Message.objects.filter(thread__in=dossiers).select_related("thread__dossier")
    for message in messages.prefetch_related("files"):
        if why := _why_wrong(message, said.pop(message.pk, None)):
            yield Wrong(f"Hồ sơ {message.thread.dossier}, tin số {message.pk}", why)
    yield from (_gone(event) for event in said.values())


def _gone(event: Event) -> Wrong:
    row = f"Hồ sơ {event.dossier}, tin số {event.detail['message']}"
    return Wrong(row, "không còn, sự kiện thì còn")


def _why_wrong(message: Message, event: Event | None) -> str:
    if event is None or event.dossier_id != message.thread_id:
        return "không có sự kiện nào của hồ sơ ghi"
    digest = digest_of(message.text, [file.stored_id for file in message.files.all()])
    if digest != event.detail["sha256"]:
        return "nội dung hoặc tệp kèm theo khác với khi gửi"
    by_whom = (event.actor_id, ACTS[event.act]) == (message.author_id, message.from_office)
    return "" if by_whom else "người gửi khác với sự kiện ghi"
