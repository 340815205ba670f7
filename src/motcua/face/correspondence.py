"""A thread as both sides see it: the same messages, each side's own words for who wrote them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.correspondence.limits import LONGEST, MOST_FILES
from motcua.correspondence.models import Message
from motcua.dossiers.models import Dossier
from motcua.face.forms import FilesField
from motcua.files.service import ACCEPTED


class MessageForm(forms.Form):
    """What one side writes; whether it may be sent is for the act to say."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Nội dung tin"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={
            "required": gettext_lazy("Hãy ghi nội dung tin."),
            "max_length": gettext_lazy("Nội dung dài quá 3.000 ký tự. Hãy rút gọn."),
        },
    )
    attachments = FilesField(
        accept=ACCEPTED,
        label=gettext_lazy("Tệp kèm theo"),
        help_text=gettext_lazy("Nhiều nhất %(most)s tệp PDF, JPG hoặc PNG.") % {"most": MOST_FILES},
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One for each rendering: the same key sent twice is the same click.
        self.fields["key"].initial = uuid.uuid4

    def details(self) -> dict[str, Any]:
        """What the act is told."""
        given = self.cleaned_data
        return {"text": given["text"], "uploads": given["attachments"], "key": str(given["key"])}


@dataclass(frozen=True)
class Shown:
    """One message on a page."""

    by: str
    # Written by the side that reads the page.
    own: bool
    at: datetime
    text: str
    files: list[dict[str, Any]]
    read_at: datetime | None


def messages_of(dossier: Dossier, *, at_desk: bool) -> list[Shown]:
    """The messages of a thread, oldest first, as one side reads them."""
    place = "office" if at_desk else "portal"
    found = Message.objects.filter(thread=dossier.pk).select_related("author")
    return [
        Shown(
            by=_writer(each, at_desk=at_desk),
            own=each.from_office == at_desk,
            at=each.at,
            text=each.text,
            files=[
                {
                    "name": file.name,
                    "url": reverse(f"{place}:message_file", args=[dossier.reference, file.pk]),
                    "size": file.stored.size,
                }
                for file in each.files.all()
            ],
            read_at=each.read_at,
        )
        for each in found.prefetch_related("files__stored")
    ]


def _writer(message: Message, *, at_desk: bool) -> str:
    """An officer by the post, to the applicant; by name besides, at a desk."""
    if not message.from_office:
        return _("Người nộp") if at_desk else _("Bạn")
    if at_desk and message.author:
        return f"{message.author}, {message.post}"
    return message.post
