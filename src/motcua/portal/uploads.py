"""Files that resume after the line drops: tus 1.0.0, core with creation, expiration, checksum and
termination (docs/files.md). A form then names what has arrived instead of carrying it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.dossiers.models import Dossier, DossierComponent, Draft, State
from motcua.files import parts
from motcua.files.models import IncomingFile
from motcua.portal.access import account_of, own_dossiers

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum,termination"
PIECE = 64 * 1024  # bytes written at once: what came before the line dropped is kept in these
HASHES = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
CHECKSUM_MISMATCH = 460
_ABLE = {
    "Tus-Version": VERSION,
    "Tus-Extension": EXTENSIONS,
    "Tus-Max-Size": str(settings.UPLOAD_MAX_BYTES),
    "Tus-Checksum-Algorithm": ",".join(HASHES),
}
# The field of a form that names what has arrived.
ARRIVED = "arrived"


def place_of(owner: Draft | Dossier) -> str:
    """What the files of a page are for; slots are fields of it."""
    if isinstance(owner, Draft):
        return f"draft/{owner.pk}"
    return f"dossier/{owner.reference}"


def files_of(request: HttpRequest, owner: Draft | Dossier) -> MultiValueDict[str, UploadedFile]:
    """The files of a form by its fields: carried in it, or arrived in parts before it."""
    files: MultiValueDict[str, UploadedFile] = request.FILES.copy()
    place = place_of(owner)
    for named in request.POST.getlist(ARRIVED):
        incoming = _own(request, named)
        if incoming is None or parts.arrived(incoming) != incoming.size:
            messages.error(request, _("Có tệp chưa gửi xong. Hãy chọn lại tệp rồi gửi lại."))
        elif incoming.slot.rpartition("/")[0] == place:
            files.appendlist(incoming.slot.rpartition("/")[2], parts.ArrivedFile(incoming))
    return files


def let_go(upload: UploadedFile) -> None:
    """The bytes on their way are not needed any more: taken, or never to be taken."""
    if isinstance(upload, parts.ArrivedFile):
        upload.close()
        parts.let_go(upload.incoming)


def _tus(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who is signed in, in the version of the protocol we speak."""

    @never_cache
    @wraps(view)
    def answered(request: HttpRequest, **named: UUID) -> HttpResponse:
        if not request.user.is_authenticated:
            answer = _said(403, _("Bạn đã ra khỏi hệ thống. Hãy đăng nhập lại rồi gửi tiếp."))
        elif request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            answer = HttpResponse(status=412 if request.method != "GET" else 405)
            answer["Tus-Version"] = VERSION
        else:
            answer = view(request, **named)
        answer["Tus-Resumable"] = VERSION
        return answer

    return answered


@_tus
def begin(request: HttpRequest) -> HttpResponse:
    """Announce a file: its size, its name and what it is for; the answer is where to send it."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_ABLE)
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "OPTIONS, POST"})
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    size = request.headers.get("Upload-Length", "")
    refusal = _size_refused(size) or _place_refused(request, told.get("slot", ""))
    if refusal is not None:
        return refusal
    name = told.get("filename", "")[-200:]
    incoming = parts.begin(account_of(request).pk, told["slot"], name, int(size))
    answer = HttpResponse(status=201, headers=_state(incoming))
    answer["Location"] = reverse("portal:upload", args=[incoming.pk])
    return answer


def _size_refused(size: str) -> HttpResponse | None:
    if not (size.isascii() and size.isdigit()) or int(size) == 0:
        return _said(400, _("Tệp trống (0 byte). Hãy chọn lại tệp."))
    if int(size) > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        said = _("Tệp lớn hơn %(limit)s MB. Hãy giảm dung lượng rồi tải lại.")
        return _said(413, said % {"limit": limit})
    return None


def _place_refused(request: HttpRequest, slot: str) -> HttpResponse | None:
    if not _takes_files(request, slot):
        return _said(404, _("Không nhận tệp cho giấy tờ này. Hãy tải lại trang rồi chọn lại."))
    if account_of(request).incoming_files.count() >= parts.OPEN_AT_MOST:
        return _said(429, _("Quá nhiều tệp đang gửi dở. Hãy gửi xong rồi tải thêm."))
    return None


@_tus
def part(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """One file on its way: how far it is, more of it, or no more of it."""
    answers = {"HEAD": _tell, "PATCH": _append, "DELETE": _end}
    method = request.headers.get("X-HTTP-Method-Override", request.method)
    if method not in answers:
        return HttpResponse(status=405, headers={"Allow": ", ".join(answers)})
    incoming = _own(request, str(upload_id))
    if incoming is None:
        return HttpResponse(status=404)
    return answers[method](request, incoming)


def _tell(request: HttpRequest, incoming: IncomingFile) -> HttpResponse:
    return HttpResponse(headers=_state(incoming) | {"Upload-Length": str(incoming.size)})


def _append(request: HttpRequest, incoming: IncomingFile) -> HttpResponse:
    if request.content_type != "application/offset+octet-stream":
        return HttpResponse(status=415)
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdigit()):
        return HttpResponse(status=400)
    try:
        pieces = _verified(request) if "Upload-Checksum" in request.headers else _pieces(request)
        parts.append(incoming, int(offset), pieces)
    except (parts.Conflict, FileNotFoundError):
        return HttpResponse(status=409, headers=_state(incoming))
    except parts.TooMuch:
        return _said(413, _("Tệp đã thay đổi trong lúc gửi. Hãy chọn lại tệp."))
    except _Mismatch as mismatch:
        return HttpResponse(status=mismatch.status)
    return HttpResponse(status=204, headers=_state(incoming))


def _end(request: HttpRequest, incoming: IncomingFile) -> HttpResponse:
    parts.let_go(incoming)
    return HttpResponse(status=204)


class _Mismatch(Exception):
    def __init__(self, status: int) -> None:
        self.status = status


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes; it may end early, with the line."""
    try:
        while piece := request.read(PIECE):
            yield piece
    except (UnreadablePostError, OSError):
        return


def _verified(request: HttpRequest) -> Iterator[bytes]:
    """The whole body, once it is what its sum says; nothing of it otherwise."""
    algorithm, _space, told = request.headers["Upload-Checksum"].partition(" ")
    if algorithm not in HASHES:
        raise _Mismatch(400)
    body = b"".join(_pieces(request))
    if base64.b64encode(HASHES[algorithm](body).digest()).decode() != told:
        raise _Mismatch(CHECKSUM_MISMATCH)
    return iter((body,))


def _state(incoming: IncomingFile) -> dict[str, str]:
    return {
        "Upload-Offset": str(parts.arrived(incoming)),
        "Upload-Expires": http_date(incoming.expires_at.timestamp()),
    }


def _own(request: HttpRequest, named: str) -> IncomingFile | None:
    """One's own file on its way; anybody else's does not exist."""
    try:
        known = IncomingFile.objects.filter(pk=UUID(named), account=account_of(request))
    except ValueError:
        return None
    return known.filter(expires_at__gt=timezone.now()).first()


def _takes_files(request: HttpRequest, slot: str) -> bool:
    """Whether the slot is a paper of one's own draft, or of one's dossier that waits for papers."""
    kind, _slash, rest = slot.partition("/")
    which, _slash, field = rest.partition("/")
    component = field.removeprefix("component-")
    if not (component.isascii() and component.isdecimal()):
        return False
    if kind == "dossier":
        waiting = own_dossiers(request).filter(reference=which, state=State.SUPPLEMENT)
        papers = DossierComponent.objects.filter(dossier__in=waiting)
        return papers.filter(component=int(component)).exists()
    return kind == "draft" and _is_paper_of_draft(request, which, int(component))


def _is_paper_of_draft(request: HttpRequest, which: str, component: int) -> bool:
    try:
        drafts = Draft.objects.filter(pk=UUID(which), account=account_of(request), dossier=None)
    except ValueError:
        return False
    return drafts.filter(case__components=component).exists()


def _metadata(header: str) -> dict[str, str]:
    """Keys and values of Upload-Metadata; what is not in its form is left out."""
    told = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            told[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return told


def _said(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
