"""What changes from one text of a procedure to the next, in plain words."""

from __future__ import annotations

from motcua.catalog.models import ProcedureVersion


def differences(before: ProcedureVersion, after: ProcedureVersion) -> list[str]:
    """One sentence for each change, such as "thời hạn: 7 → 5 ngày làm việc từ 01/12/2026"."""
    return []
