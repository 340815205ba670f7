"""How people write codes: copied from paper, dictated, pasted from a chat, scanned."""

import unicodedata

_LONGEST = 100
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−_"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)


class MalformedCode(ValueError):
    """A text that is not the code it was given as; its message is for the person who typed it."""

    def __init__(self, kind: str, text: str, reason: str, example: str) -> None:
        shown = text if len(text) <= 40 else text[:39] + "…"
        super().__init__(f"{kind} “{shown}” không hợp lệ: {reason}. Ví dụ đúng: {example}.")
        self.text = text
        self.reason = reason


def tidy(text: str) -> str:
    """Upper case, plain digits, plain single dashes, no invisible characters.

    White space is left, because only the reader of one kind of code knows
    whether it is a slip or stands for a separator.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE | _DASHES)
    plain = "-".join(part.strip() for part in plain.upper().split("-") if part.strip())
    return ".".join(part.strip() for part in plain.split("."))


def readings(text: str) -> tuple[str, str]:
    """The two ways to read white space: as a slip to drop, or as a dash someone left out."""
    words = tidy(text).split() if len(text) <= _LONGEST else []
    return "".join(words), "-".join(words)
