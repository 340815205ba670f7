"""E-forms for machines: which there are, and the contract and layout of each."""

from __future__ import annotations

import hashlib
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import condition
from ninja import Field, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError

from motcua.api.problems import Problem
from motcua.forms import service as forms
from motcua.forms.models import EFormVersion

router = Router(tags=["forms"])
_NO_BYTE = "\x00"


class FormSource(Schema):
    """The text of law that prints the form."""

    text: str
    verified: bool = Field(description="Đã đối chiếu từng chữ với bản công bố.")


class FormHead(Schema):
    """The edition of an e-form in force today."""

    code: str
    title: str
    edition: int
    valid_from: date | None
    source: FormSource


class FormContract(FormHead):
    """What right answers are, and how they are asked for."""

    contract: dict[str, Any] = Field(
        description="JSON Schema 2020-12 của câu trả lời, đủ trong một tài liệu, gồm cả điều kiện."
    )
    layout: dict[str, Any] = Field(description="Bố cục JSON Forms: trang, thứ tự, điều kiện.")


def _head(edition: EFormVersion) -> dict[str, Any]:
    source = edition.definition.source
    return {
        "code": edition.form.code,
        "title": edition.title,
        "edition": edition.number,
        "valid_from": edition.valid_from,
        "source": {"text": source["text"], "verified": bool(source.get("verified"))},
    }


def _mark_of_all(request: HttpRequest) -> str:
    said = repr(list(forms.forms_in_force().values_list("form__code", "number", "digest")))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def _mark_of_one(request: HttpRequest, code: str) -> str | None:
    found = _found(code)
    return f'"{found.number}-{found.digest[:32]}"' if found else None


def _found(code: str) -> EFormVersion | None:
    return None if _NO_BYTE in code else forms.form_in_force(code)


@router.get(
    "",
    response=list[FormHead],
    operation_id="forms",
    summary="Các mẫu điện tử đang áp dụng",
    description="Có ETag: gửi lại bằng If-None-Match, chưa đổi thì trả 304.",
)
@decorate_view(condition(etag_func=_mark_of_all))
def all_forms(request: HttpRequest) -> list[dict[str, Any]]:
    return [_head(each) for each in forms.forms_in_force()]


@router.get(
    "/{code}",
    response={200: FormContract, 404: Problem},
    operation_id="form",
    summary="Một mẫu điện tử: câu hỏi nào, câu trả lời thế nào là đúng",
    description="Có ETag: gửi lại bằng If-None-Match, chưa đổi thì trả 304.",
)
@decorate_view(condition(etag_func=_mark_of_one))
def one_form(request: HttpRequest, code: str) -> dict[str, Any]:
    found = _found(code)
    if found is None:
        raise HttpError(HTTPStatus.NOT_FOUND, f"Không có mẫu điện tử nào mang mã {code}.")
    return {
        **_head(found),
        "contract": forms.contract(found.definition),
        "layout": found.data["layout"],
    }
