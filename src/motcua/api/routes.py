"""The public API: what anyone may ask without signing in. Errors are RFC 9457 problem details."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from motcua.codes import MalformedCode
from motcua.dossiers import progress

api = NinjaAPI(
    title="Một Cửa",
    version="1",
    description="Tra cứu tiến độ hồ sơ thủ tục hành chính.",
    urls_namespace="api",
)


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


class Problem(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


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
