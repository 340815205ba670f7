"""What a reorganisation moves, where to, and what stands in its way; read before it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """Headings with lines, in the words of an administrator.

    conflicts: decisions still owed; nothing is applied while there is one. warnings: what to
    look at afterwards.
    """

    sections: dict[str, list[str]] = field(default_factory=dict)
    dossiers: Counter[tuple[str, str]] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def say(self, section: str, line: str) -> None:
        self.sections.setdefault(section, []).append(line)

    @property
    def is_clear(self) -> bool:
        return not self.conflicts

    def lines(self) -> list[str]:
        """The report as text: conflicts first."""
        said = []
        headed = {"XUNG ĐỘT CẦN QUYẾT ĐỊNH": self.conflicts, **self.sections}
        headed["Hồ sơ chuyển đi đâu"] = [
            f"{before} → {after}: {count} hồ sơ"
            for (before, after), count in sorted(self.dossiers.items())
        ]
        headed["Lưu ý sau khi thực hiện"] = self.warnings
        for heading, lines in headed.items():
            if lines:
                said += [f"{heading} ({len(lines)})", *(f"  {line}" for line in lines), ""]
        totals = ", ".join(f"{count} {what}" for what, count in self.totals.items())
        return [*said, f"Tổng: {totals or 'không có gì thay đổi'}."]

    def as_json(self) -> dict[str, Any]:
        return {
            "sections": self.sections,
            "dossiers": [[*way, count] for way, count in sorted(self.dossiers.items())],
            "totals": dict(self.totals),
            "conflicts": self.conflicts,
            "warnings": self.warnings,
        }
