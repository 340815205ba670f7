"""The applicant from an identity card: camera, scanner, or a photograph read and forgotten."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.forms.id_card import LONGEST, IdCard, UnreadableCard, read_card, read_photo
from motcua.portal.access import account_of
from motcua.portal.drafts import on_draft
from motcua.portal.forms import PageForm


class CardForm(PageForm):
    """The text of the code, typed by a scanner or found by the camera; else its photograph."""

    card = forms.CharField(
        label=gettext_lazy("Mã QR trên thẻ căn cước"),
        help_text=gettext_lazy("Có máy quét: đặt con trỏ vào ô rồi quét. Không có: bỏ trống."),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("Đây không phải mã của thẻ căn cước.")},
    )
    photo = forms.FileField(
        label=gettext_lazy("Hoặc ảnh chụp mã QR"),
        help_text=gettext_lazy("Chụp gần, chỉ phần mã QR ở góc thẻ. Ảnh được đọc rồi bỏ ngay."),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png"}),
        error_messages={"empty": gettext_lazy("Ảnh trống (0 byte). Hãy chụp lại.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Neither is optional, though each is where the other is given.
            field.one_of_several = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed, photo = given.get("card"), given.get("photo")
        if not typed and not photo and not self.errors:
            self.add_error("card", _("Hãy quét mã QR, hoặc chọn ảnh chụp mã QR."))
        return given

    def read(self) -> IdCard:
        """The card that was typed or photographed. Raises UnreadableCard."""
        typed = self.cleaned_data["card"]
        return read_card(typed or read_photo(self.cleaned_data["photo"].read()))

    @property
    def given_in(self) -> str:
        """The field the card came in: where the page says what is wrong with it."""
        return "card" if self.cleaned_data.get("card") else "photo"


class _InMemory(MemoryFileUploadHandler):
    """The photograph of a card never touches a disk; one too large is not taken at all."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.activated = content_length <= settings.UPLOAD_MAX_BYTES


@csrf_exempt
def card(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Handlers are set before anything of the request is read; then it is checked as any other."""
    request.upload_handlers = [_InMemory(request)]
    return _card(request, draft_id)


@never_cache
@csrf_protect
@sensitive_post_parameters("card")
@on_draft
def _card(request: HttpRequest, draft: Draft) -> HttpResponse:
    posted = request.method == "POST"
    form = CardForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        try:
            found = form.read()
            acts.take_card(draft, found, account=account_of(request))
        except UnreadableCard as unusable:
            form.refuse(unusable, form.given_in)
        except acts.Refused as refused:
            form.refuse(refused)
        else:
            said = _("Đã điền theo thẻ căn cước của %(name)s. Hãy kiểm tra lại.")
            messages.success(request, said % {"name": found.full_name})
            return redirect("portal:applicant", draft.pk)
    context = {
        "draft": draft,
        "procedure": draft.case.version.procedure,
        "form": form,
        "back": reverse("portal:applicant", args=[draft.pk]),
        "section": "my_dossiers",
    }
    shown = render(request, "portal/card.html", context, status=422 if form.errors else 200)
    shown["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return shown
