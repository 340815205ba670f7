"""The generic form every procedure without an e-form of its own is filed with.

The contract is JSON Schema 2020-12, shared by pages and API; messages are for people.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jsonschema_rs
from django.utils.translation import gettext as _

SCHEMAS: dict[str, dict[str, Any]] = {
    "applicant": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["kind", "full_name", "identity_number", "address", "phone"],
        "properties": {
            "kind": {"enum": ["person", "organisation"]},
            "full_name": {"type": "string", "pattern": r"\S.*\S", "maxLength": 200},
            # 12 digits for a person, 10 or 10-3 for an organisation's tax number.
            "identity_number": {"type": "string", "pattern": r"^(\d{12}|\d{10}(-\d{3})?)$"},
            "birth_date": {"type": "string", "anyOf": [{"const": ""}, {"format": "date"}]},
            "phone": {"type": "string", "pattern": r"^(\+84|0)\d{9,10}$"},
            "email": {"type": "string", "pattern": r"^(|[^@\s]+@[^@\s]+\.[^@\s]+)$"},
            "address": {"type": "string", "pattern": r"\S.*\S", "maxLength": 300},
        },
        "additionalProperties": False,
    },
    "request": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {"text": {"type": "string", "maxLength": 2000}},
        "additionalProperties": False,
    },
}


# People write numbers as 0912 345 678 or 0912.345.678; a tax number's branch keeps its hyphen.
_SEPARATORS = str.maketrans("", "", " .\u00a0")
_BRANCH = re.compile(r"^\d{10}-\d{3}$")


def without_separators(number: str) -> str:
    """A phone or identity number as the contract wants it."""
    plain = number.translate(_SEPARATORS)
    return plain if _BRANCH.match(plain) else plain.replace("-", "")


def errors(part: str, values: dict[str, Any]) -> dict[str, str]:
    """What is wrong with one part, by field, each saying what to do; empty when nothing is.

    Raises KeyError for a part the form does not have.
    """
    found: dict[str, str] = {}
    messages = _messages()
    for error in _validator(part).iter_errors(values):
        for field in _fields(error, values):
            found.setdefault(field, messages.get(field, str(error.message)))
    return found


@cache
def _validator(part: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(SCHEMAS[part], validate_formats=True)


def _fields(error: jsonschema_rs.ValidationError, values: dict[str, Any]) -> list[str]:
    if error.instance_path:
        return [str(error.instance_path[0])]
    required = SCHEMAS["applicant"]["required"]
    return [name for name in required if name not in values]


def _messages() -> dict[str, str]:
    return {
        "kind": _("Hãy chọn cá nhân hoặc tổ chức."),
        "full_name": _("Hãy ghi họ và tên, hoặc tên tổ chức."),
        "identity_number": _("Số định danh cá nhân gồm 12 chữ số; mã số tổ chức gồm 10 chữ số."),
        "birth_date": _("Ngày sinh chưa đúng. Hãy ghi ngày, tháng, năm, ví dụ 27 3 1990."),
        "phone": _("Hãy ghi số điện thoại, ví dụ 0912 345 678."),
        "email": _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn."),
        "address": _("Hãy ghi địa chỉ: số nhà, đường (thôn), xã (phường), tỉnh (thành phố)."),
        "text": _("Nội dung dài quá 2.000 ký tự. Hãy rút gọn."),
    }
