"""Identification codes of agencies: QĐ 20/2020/QĐ-TTg and, before it, TT 10/2016/TT-BTTTT."""

import re
from dataclasses import dataclass

from motcua.codes.written import MalformedCode, readings

_KIND, _EXAMPLE = "Mã cơ quan", "H26.01.02"
_LONGEST = 35
_LEVEL_ONE = re.compile(r"[A-Y][0-9]{2}")
_GROUP = re.compile(r"[0-9A-Z]+")
_OLD_WIDTHS = (2, 2, 3)


@dataclass(frozen=True, order=True)
class AgencyCode:
    """An agency's code, most significant level first, as QĐ 20/2020 Art. 4 writes it.

    Raises `MalformedCode` unless level 1 is a letter A-Y with two digits, every
    other group is made of 0-9 and A-Z, and the whole has at most 35 characters.
    """

    groups: tuple[str, ...]

    def __post_init__(self) -> None:
        text = ".".join(self.groups)
        if not self.groups or not _LEVEL_ONE.fullmatch(self.groups[0]):
            raise MalformedCode(_KIND, text, "cấp 1 phải là một chữ A-Y và hai chữ số", _EXAMPLE)
        if not all(_GROUP.fullmatch(group) for group in self.groups):
            raise MalformedCode(_KIND, text, "mỗi cấp chỉ gồm chữ số và chữ A-Z", _EXAMPLE)
        if len(text) > _LONGEST:
            raise MalformedCode(_KIND, text, f"dài quá {_LONGEST} ký tự", _EXAMPLE)

    def __str__(self) -> str:
        return ".".join(self.groups)

    @property
    def level(self) -> int:
        """1 for a ministry or province, one more for each group after it."""
        return len(self.groups)

    @property
    def parent(self) -> "AgencyCode | None":
        """The code one level up, or None at level 1."""
        return AgencyCode(self.groups[:-1]) if self.level > 1 else None

    @property
    def old_order(self) -> str | None:
        """The agency as TT 10/2016 wrote it (`000.00.14.H20`); None below its four levels."""
        lower = self.groups[1:]
        if len(lower) > len(_OLD_WIDTHS):
            return None
        filled = [
            (lower[level] if level < len(lower) else "0" * width)
            for level, width in enumerate(_OLD_WIDTHS)
        ]
        return ".".join([*reversed(filled), self.groups[0]])


def parse_agency_code(text: str) -> AgencyCode:
    """Read an agency code in either order, in any case, with stray spaces.

    `000.00.14.H20` and `h20.14` are the same agency: the zero groups that lead
    the old order stand for levels that are not there. Raises `MalformedCode`.
    """
    groups = readings(text)[0].split(".")
    if len(groups) > 1 and not _LEVEL_ONE.fullmatch(groups[0]) and _LEVEL_ONE.fullmatch(groups[-1]):
        while len(groups) > 1 and set(groups[0]) == {"0"}:
            groups.pop(0)
        groups.reverse()
    try:
        return AgencyCode(tuple(groups))
    except MalformedCode as refused:
        raise MalformedCode(_KIND, text, refused.reason, _EXAMPLE) from None
