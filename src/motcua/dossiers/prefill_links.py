"""Links that begin a draft with what somebody else already knows of a citizen.

The link carries a token and nothing personal. What it opens is kept here, encrypted with a key
made from the token, which is kept nowhere: neither the database without the link nor the link
without the database tells anything, and what was changed underneath does not open.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalog import service as catalog
from motcua.catalog.models import CaseChannel, Procedure, ProcedureCase
from motcua.dossiers.models import PrefillLink
from motcua.forms import generic
from motcua.forms import service as forms
from motcua.forms.known import FIELDS
from motcua.people.models import Account

MOST_DAYS = 30
LONGEST_FACT = 300
_PARTS = {"case", "applicant", "form", "request"}


class NotPrefilled(Exception):
    """A link that is not made, or does not open; says what, why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Prefilled:
    """What a link opens: facts of the applicant, answers to the e-form or the generic form."""

    case: ProcedureCase
    issuer: str
    applicant: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)
    request: dict[str, Any] = field(default_factory=dict)


def make_link(
    procedure: Procedure,
    data: Mapping[str, Any],
    *,
    issuer: str,
    days: int,
    by: Account | None = None,
) -> str:
    """Keep the values for so many days; the token that opens them, told only now.

    data: `{"case": code, "applicant": {facts of urn:motcua:person}, "form": {answers}}`, each
    part optional; without an e-form `{"request": {"text"}}` for `form`.
    Raises NotPrefilled with everything that is wrong.
    """
    issuer = " ".join(issuer.split())
    wrong = [] if issuer else [_("Chưa ghi cơ quan, tổ chức lập đường dẫn.")]
    if not 1 <= days <= MOST_DAYS:
        wrong.append(_("Số ngày phải từ 1 đến %(most)s.") % {"most": MOST_DAYS})
    wrong += _wrong_in(procedure, data)
    if wrong:
        raise NotPrefilled(" ".join(wrong))
    forget_expired()
    token = secrets.token_urlsafe(32)
    content = {"procedure": procedure.code, "issuer": issuer, "data": dict(data)}
    PrefillLink.objects.create(
        digest=_digest(token),
        procedure=procedure,
        issuer=issuer,
        sealed=_cipher(token).encrypt(json.dumps(content).encode()),
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token


def find_link(token: str) -> PrefillLink:
    """The link of a token, while it is valid. Raises NotPrefilled."""
    link = PrefillLink.objects.select_related("procedure").filter(digest=_digest(token)).first()
    if link is None or link.expires_at <= timezone.now():
        raise NotPrefilled(
            _(
                "Đường dẫn không đúng hoặc đã hết hạn. Hãy mở lại đúng đường dẫn đã nhận, xin"
                " đường dẫn mới, hoặc tự điền hồ sơ từ trang của thủ tục."
            )
        )
    return link


def open_link(link: PrefillLink, token: str, *, account: Account) -> Prefilled:
    """What the link holds, for the person it is meant for. Raises NotPrefilled."""
    try:
        content = json.loads(_cipher(token).decrypt(bytes(link.sealed)))
    except InvalidToken as error:
        raise NotPrefilled(_changed()) from error
    if (content["procedure"], content["issuer"]) != (link.procedure.code, link.issuer):
        raise NotPrefilled(_changed())
    data = content["data"]
    _check_person(data.get("applicant", {}).get("identity_number", ""), account)
    case = _case(link.procedure, data.get("case", ""))
    if case is None or _wrong_in(link.procedure, data):
        raise NotPrefilled(
            _(
                "Quy định của thủ tục đã thay đổi từ khi lập đường dẫn này. Hãy xin đường dẫn mới,"
                " hoặc tự điền hồ sơ từ trang của thủ tục."
            )
        )
    parts = {name: dict(data.get(name, {})) for name in ("applicant", "form", "request")}
    return Prefilled(case=case, issuer=link.issuer, **parts)


def forget_expired() -> None:
    """Values past their days are not kept."""
    PrefillLink.objects.filter(expires_at__lte=timezone.now()).delete()


def _check_person(number: str, account: Account) -> None:
    """A link that names a person opens for that person alone, signed in as themself."""
    citizen = getattr(account, "citizen", None)
    if number and not (
        citizen and citizen.verified_at is not None and citizen.identity_number == number
    ):
        raise NotPrefilled(
            _(
                "Đường dẫn này dành cho một người khác, hoặc tài khoản của bạn chưa được định"
                " danh. Hãy đăng nhập bằng tài khoản định danh của đúng người nhận."
            )
        )


def _case(procedure: Procedure, code: str) -> ProcedureCase | None:
    cases = catalog.cases_for(procedure, CaseChannel.ONLINE)
    return (cases.filter(code=code) if code else cases).first()


def _wrong_in(procedure: Procedure, data: Mapping[str, Any]) -> list[str]:
    """What is wrong in what was given; what was not given is left to the citizen."""
    if not isinstance(data, Mapping) or any(
        not isinstance(value, str if name == "case" else Mapping) for name, value in data.items()
    ):
        return [_("Tệp phải là một đối tượng JSON; “case” là mã, các phần khác là đối tượng.")]
    case = _case(procedure, data.get("case", ""))
    if case is None:
        return [_("Thủ tục không nhận trực tuyến, hoặc không có trường hợp ấy.")]
    form = forms.form_of(case)
    unknown = set(data) - (_PARTS - {"request"} if form else _PARTS - {"form"})
    wrong = [_("Không có phần “%(part)s”.") % {"part": part} for part in sorted(unknown)]
    facts = data.get("applicant", {})
    for name in sorted(set(facts) - set(FIELDS)):
        wrong.append(_("“applicant.%(name)s” không có trong mẫu.") % {"name": name})
    wrong += [
        _("“applicant.%(name)s” có giá trị không hợp lệ.") % {"name": name}
        for name, value in facts.items()
        if not _is_fact(name, value)
    ]
    given = {"applicant": facts}
    if form is not None:
        answers = data.get("form", {})
        for name in sorted(set(answers) - set(form.definition.schema["properties"])):
            wrong.append(_("“form.%(name)s” không có trong mẫu.") % {"name": name})
        said = forms.errors(form.definition, answers, facts)
        wrong += _of_given("form", said, answers)
    else:
        given["request"] = data.get("request", {})
    for part, values in given.items():
        wrong += _of_given(part, generic.errors(part, dict(values)), values)
    return wrong


def _is_fact(name: str, value: Any) -> bool:
    """Words; "male" or "female"; of an address also `{"detail", "commune"}`."""
    if name == "gender":
        return value in ("male", "female")
    if name.endswith("residence") and isinstance(value, Mapping):
        return set(value) <= {"detail", "commune"} and all(
            isinstance(each, str) and len(each) <= LONGEST_FACT for each in value.values()
        )
    return isinstance(value, str) and len(value) <= LONGEST_FACT


def _of_given(part: str, said: Mapping[str, str], given: Mapping[str, Any]) -> list[str]:
    """Mistakes in what was given alone: an answer that is missing is no mistake of a link."""
    return [
        f"“{part}.{name}”: {message}"
        for name, message in said.items()
        if forms.answer_at(given, tuple(name.split("."))) is not None
    ]


def _digest(token: str) -> str:
    return hashlib.sha256(f"prefill:{token}".encode()).hexdigest()


def _cipher(token: str) -> Fernet:
    # The token has 256 random bits: no slow derivation is needed to make a key of it.
    key = hashlib.sha256(f"prefill-key:{token}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _changed() -> str:
    return _(
        "Nội dung của đường dẫn đã bị thay đổi nên không dùng được. Hãy xin đường dẫn mới, hoặc"
        " tự điền hồ sơ."
    )
