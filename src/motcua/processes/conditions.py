"""Gateway conditions: small questions about a dossier in CEL, never program code."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import cel

from motcua.processes.errors import ProcessError

# Long enough for a real rule, short enough to be read by a person.
LONGEST_CONDITION = 500

# What a rule needs to compare facts. Anything else, loops over lists included, is refused:
# the cost of a condition stays bounded and no name reaches outside the facts.
ALLOWED_FUNCTIONS = frozenset(
    {
        "_==_",
        "_!=_",
        "_<_",
        "_<=_",
        "_>_",
        "_>=_",
        "_&&_",
        "_||_",
        "!_",
        "-_",
        "_+_",
        "_-_",
        "_*_",
        "_/_",
        "_%_",
        "_?_:_",
        "_[_]",
        "@in",
        "size",
        "contains",
        "startsWith",
        "endsWith",
    }
)


# What a gateway may ask about a dossier; `dossiers/facts.py` fills them.
FACTS = {
    "procedure": "mã thủ tục: procedure.code",
    "case": "trường hợp: case.code, case.name",
    "channel": "kênh nộp: 'counter', 'online', 'post'",
    "delivery": "cách nhận kết quả: 'counter', 'electronic', 'post'",
    "applicant": "chủ hồ sơ: applicant.kind là 'person' hoặc 'organisation'",
    "content": "nội dung kê khai: content.request.text …",
    "result": "dự thảo kết quả: result.drafted, result.outcome là 'granted' hoặc 'refused'",
    "supplement": "bổ sung: supplement.asked, supplement.answered",
    "fee": "phí, lệ phí: fee.owed (đồng), fee.due",
    "decided": "điều cán bộ xác định khi xử lý: decided.ten_viec (đúng hoặc sai)",
}
_DECIDED = re.compile(r"\bdecided\.([A-Za-z_][A-Za-z0-9_]*)")


def check(condition: str) -> None:
    """Raises ProcessError unless the condition is CEL and asks only about facts there are."""
    unknown = set(compiled(condition).variables()) - FACTS.keys()
    if unknown:
        names, known = ", ".join(sorted(unknown)), ", ".join(FACTS)
        raise ProcessError(f"Điều kiện hỏi dữ kiện không có ({names}); chỉ có: {known}.")


def questions(condition: str) -> list[str]:
    """Names of what officers are asked to find: «decided.van_khong_dat» asks van_khong_dat."""
    return list(dict.fromkeys(_DECIDED.findall(condition)))


@lru_cache(maxsize=2048)
def compiled(condition: str) -> cel.Program:
    """The compiled condition; raises ProcessError when it is not an acceptable CEL expression."""
    if len(condition) > LONGEST_CONDITION:
        raise ProcessError(f"Điều kiện rẽ nhánh dài quá {LONGEST_CONDITION} ký tự.")
    try:
        program = cel.compile(condition)
    except ValueError as error:
        raise ProcessError(f"Điều kiện rẽ nhánh không đúng cú pháp CEL: {condition}") from error
    refused = set(program.functions()) - ALLOWED_FUNCTIONS
    if refused:
        names = ", ".join(sorted(refused))
        raise ProcessError(f"Điều kiện rẽ nhánh dùng hàm không được phép ({names}): {condition}")
    return program


def holds(condition: str, facts: Mapping[str, Any]) -> bool:
    """Whether the condition is true of the facts; raises ProcessError when it cannot be told."""
    try:
        answer = compiled(condition).execute(dict(facts))
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise ProcessError(f"Chưa đủ dữ kiện để xét điều kiện rẽ nhánh: {condition}") from error
    if not isinstance(answer, bool):
        raise ProcessError(f"Điều kiện rẽ nhánh phải trả lời đúng hoặc sai: {condition}")
    return answer
