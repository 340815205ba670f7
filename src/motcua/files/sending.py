"""Sending files to a browser: as what they were found to be when they came in."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from motcua.files.models import StoredFile
from motcua.files.service import open_stored


def sent_file(stored: StoredFile, name: str) -> FileResponse:
    """A stored file under a name, shown by the browser itself where it can."""
    response = FileResponse(open_stored(stored), filename=name, content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sent_pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
