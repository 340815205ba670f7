"""From the content of a paper to PDF, through Typst templates a province may override."""

import json
import re
import threading
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from motcua.papers.content import CONTENT_OF_KIND, PageSize, PaperContent, PaperKind
from motcua.papers.symbols import code128_svg, qr_svg
from motcua.papers.wording import moment_words

TEMPLATES = Path(__file__).parent / "templates"
# Tinos, of the same widths as Times New Roman and free; the asset build puts it here.
FONTS = Path(__file__).parent / "fonts"

# A-2u: text searchable for as long as the archive lasts. UA-1: tagged, read aloud in order; it
# also makes Typst refuse a template without title, language or alternative texts.
PDF_STANDARDS: list[Any] = ["a-2u", "ua-1"]

# What Typst says of a character no font of the machine has, quoted as Rust writes it.
UNPRINTABLE = re.compile(r'`"(.+?)"` could not be displayed|disallowed codepoint `"(.+?)"`')
PLACEHOLDER = "□"
MOST_TRIES = 5
# A word no line can hold. Breaking it takes a rule that looks at every word of the paper, a tenth
# of the time of printing, so the templates are told whether they need it.
LONG_WORD = re.compile(r"\S{46,}")
CONTROLS = dict.fromkeys(set(range(0x20)) - {0x09, 0x0A} | set(range(0x7F, 0xA0)))


class PaperError(RuntimeError):
    """A template, usually an overriding one, could not be compiled."""


def render(
    kind: PaperKind,
    content: PaperContent,
    *,
    overrides: Path | None = None,
    size: PageSize = PageSize.A4,
) -> bytes:
    """The paper as PDF/A-2u, tagged, with its fonts embedded; equal content gives equal bytes.

    Files in the directory ``overrides`` win over the templates of the same name, so a province
    restyles ``layout.typ`` alone or one paper alone. A character no font on the machine has (an
    emoji in what a citizen typed) is printed as a hollow square. Raises ``TypeError`` when the
    content is not that of the kind, ``ValueError`` for a moment without time zone or a QR text
    too long, and ``PaperError`` when a template does not compile.
    """
    sources = _sources(kind, content, overrides, size)
    issued = int(content.issued_at.timestamp())
    return _compile(kind, sources, issued)


def _sources(
    kind: PaperKind, content: PaperContent, overrides: Path | None, size: PageSize
) -> dict[str, bytes]:
    """The files Typst sees: templates, the content as JSON, the two symbols as SVG."""
    if not isinstance(content, CONTENT_OF_KIND[kind]):
        raise TypeError(f"{kind} needs {CONTENT_OF_KIND[kind].__name__}, got {type(content)!r}")
    sources = dict(_templates())
    if overrides is not None:
        sources |= {path.name: path.read_bytes() for path in overrides.iterdir() if path.is_file()}
    values = _plain(content) | {"size": size, "qr_modules": 0, "bar_modules": 0}
    if values.pop("qr_text"):
        sources["qr.svg"], values["qr_modules"] = qr_svg(content.qr_text)
    if content.dossier_code:
        sources["code128.svg"], values["bar_modules"] = code128_svg(content.dossier_code)
    written = json.dumps(values, ensure_ascii=False)
    values["has_long_words"] = LONG_WORD.search(written) is not None
    sources["content.json"] = json.dumps(values, ensure_ascii=False).encode(errors="replace")
    sources["main.typ"] = f'#import "{kind}.typ": paper\n#paper(json("content.json"))'.encode()
    return sources


def _plain(value: Any) -> Any:
    """``value`` in what JSON can say; a moment becomes its printed forms."""
    if isinstance(value, str):
        return value.translate(CONTROLS)
    if isinstance(value, datetime):
        return moment_words(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}


def _compile(kind: PaperKind, sources: dict[str, bytes], issued: int) -> bytes:
    # The wheel's annotations do not know that a mapping of names to bytes is a set of files.
    files: Any = sources
    for _ in range(MOST_TRIES):
        try:
            pdf: Any = _compiler().compile(
                input=files, format="pdf", pdf_standards=PDF_STANDARDS, timestamp=issued
            )
        except typst.TypstError as error:
            if not _replace_unprintable(sources, error.diagnostic):
                raise PaperError(f"{kind}.typ: {error.message}\n{error.diagnostic}") from error
        else:
            return bytes(pdf)
    raise PaperError(f"{kind}.typ: characters no font has, after {MOST_TRIES} tries without them")


def _replace_unprintable(sources: dict[str, bytes], diagnostic: str) -> bool:
    """Whether the trouble is with characters of the content, which then are placeholders."""
    before = content = sources["content.json"].decode()
    for found in UNPRINTABLE.finditer(diagnostic):
        quoted = found[1] or found[2]
        for character in re.sub(r"\\u\{([0-9a-f]+)\}", lambda e: chr(int(e[1], 16)), quoted):
            joins = unicodedata.category(character) in ("Cf", "Mn", "Me")
            content = content.replace(character, "" if joins else PLACEHOLDER)
    sources["content.json"] = content.encode()
    return content != before


_own = threading.local()


def _compiler() -> typst.Compiler:
    """The compiler of this thread: the type refuses to be entered twice, and takes 1 ms to make."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(font_paths=_fonts())
    compiler: typst.Compiler = _own.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the machine and ours, searched once a process (about 0.1 s)."""
    return typst.Fonts(font_paths=[FONTS])
