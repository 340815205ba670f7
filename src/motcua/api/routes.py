"""The public API: what anyone may ask without signing in. Errors are RFC 9457 problem details."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from motcua.api import forms
from motcua.api.problems import Problem
from motcua.codes import MalformedCode
from motcua.dossiers import progress, sealing
from motcua.dossiers.models import DayRoot

api = NinjaAPI(
    title="Một Cửa",
    version="1",
    description=(
        "Tra cứu tiến độ hồ sơ thủ tục hành chính; mẫu điện tử; gốc ngày của nhật ký hồ sơ."
    ),
    urls_namespace="api",
)
api.add_router("/forms", forms.router)


class Stage(Schema):
    """One step of the road a dossier travels, without any name."""

    name: str
    status: str


class Progress(Schema):
    """What anybody may know of a dossier from its code alone."""

    code: str
    state: int
    state_name: str
    received_at: datetime | None
    appointment_at: datetime | None
    finished_at: datetime | None
    stages: list[Stage]


class PublishedRoot(Schema):
    """The Merkle root over a day's events, in hexadecimal, and their number."""

    root: str
    size: int


class SealedDay(PublishedRoot):
    day: date
    sealed_at: datetime


@api.get(
    "/dossiers/{code}/progress",
    response={200: Progress, 404: Problem, 422: Problem},
    operation_id="dossier_progress",
    summary="Tiến độ của hồ sơ theo mã",
)
def dossier_progress(request: HttpRequest, code: str) -> Progress:
    try:
        found = progress.by_code(code)
    except MalformedCode as error:
        raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    if found is None:
        raise HttpError(HTTPStatus.NOT_FOUND, f"Không có hồ sơ nào mang mã {code}.")
    return Progress(
        code=found.code,
        state=found.state,
        state_name=str(found.state_name),
        received_at=found.received_at,
        appointment_at=found.appointment_at,
        finished_at=found.finished_at,
        stages=[Stage(name=s.name, status=s.status) for s in found.stages],
    )


@api.get(
    "/roots",
    response=dict[str, PublishedRoot],
    operation_id="day_roots",
    summary="Mọi gốc ngày đã niêm phong, là tệp roots.json của chương trình kiểm tra",
)
def day_roots(request: HttpRequest) -> dict[str, dict[str, str | int]]:
    return sealing.published_roots()


@api.get(
    "/roots/{day}",
    response={200: SealedDay, 404: Problem, 422: Problem},
    operation_id="day_root",
    summary="Gốc của một ngày, viết 2026-11-21",
)
def day_root(request: HttpRequest, day: str) -> SealedDay:
    try:
        asked = date.fromisoformat(day)
    except ValueError as error:
        message = f"“{day}” không phải là ngày; hãy viết như 2026-11-21."
        raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, message) from error
    found = DayRoot.objects.filter(day=asked).first()
    if found is None:
        message = f"Ngày {asked:%d/%m/%Y} chưa được niêm phong."
        raise HttpError(HTTPStatus.NOT_FOUND, message)
    return SealedDay(
        day=found.day, root=bytes(found.root).hex(), size=found.size, sealed_at=found.sealed_at
    )


def _problem(status: int, detail: str) -> HttpResponse:
    title = HTTPStatus(status).phrase
    body = Problem(title=title, status=status, detail=detail).model_dump()
    return JsonResponse(body, status=status, content_type="application/problem+json")


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(error.status_code, str(error))


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error.errors))
