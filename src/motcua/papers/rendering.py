"""From the content of papers to PDF, through Typst templates a province may override."""

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from motcua.papers.content import CONTENT_OF_KIND, KIND_OF_CONTENT, PaperContent
from motcua.papers.editions import Edition, PaperKind, paper_name
from motcua.papers.parts import PageSize
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

    Files in the directory ``overrides``, by default the setting ``PAPER_TEMPLATES``, win over the
    templates of the same name, so a province restyles ``layout.typ`` alone or one paper alone. A
    character no font on the machine has (an emoji in what a citizen typed) is printed as a hollow
    square. The register is on A4 across whatever the size. Raises ``TypeError`` when the content
    is not that of the kind, ``ValueError`` for a moment without time zone, a form its circular
    does not have or a QR text too long, and ``PaperError`` when a template does not compile.
    """
    if not isinstance(content, CONTENT_OF_KIND[kind]):
        raise TypeError(f"{kind} needs {CONTENT_OF_KIND[kind].__name__}, got {type(content)!r}")
    return render_batch([content], overrides=overrides, size=size)


def render_batch(
    contents: Sequence[PaperContent],
    *,
    overrides: Path | None = None,
    size: PageSize = PageSize.A4,
) -> bytes:
    """Papers of any kinds one after the other in one PDF, each as ``render`` prints it.

    Each begins on a new page and counts its own pages. The document bears the title of the last.
    """
    if not contents:
        raise ValueError("A batch has at least one paper")
    kinds = [KIND_OF_CONTENT[type(content)] for content in contents]
    sources = _templates() | _overriding(overrides or _province_templates())
    values = [_values(kind, content, size) for kind, content in zip(kinds, contents, strict=True)]
    sources["content.json"] = json.dumps(values, ensure_ascii=False).encode(errors="replace")
    sources["main.typ"] = _main(kinds).encode()
    issued = max(int(content.issued_at.timestamp()) for content in contents)
    return _compile(", ".join(sorted(set(kinds))), sources, issued)


def _main(kinds: list[PaperKind]) -> str:
    """The document: each content printed by the template of its kind."""
    imports = [f'#import "{kind}.typ": paper as {kind}' for kind in sorted(set(kinds))]
    papers = [f"#{kind}(contents.at({place}))" for place, kind in enumerate(kinds)]
    return "\n".join([*imports, '#let contents = json("content.json")', *papers])


def _values(kind: PaperKind, content: PaperContent, size: PageSize) -> dict[str, Any]:
    """What a template reads: the fields, what derives from them, the symbols as SVG."""
    values = {"paper_name": ""} | _plain(content) | _plain(content.derived()) | {"size": size}
    if not values["paper_name"]:
        values["paper_name"] = paper_name(kind, values.get("edition", Edition.TT_03_2025))
    written = json.dumps(values, ensure_ascii=False)
    values["has_long_words"] = LONG_WORD.search(written) is not None
    symbols = {
        "qr": (qr_svg, values.pop("qr_text")),
        "payment": (qr_svg, values.pop("payment_text", "")),
        "bars": (code128_svg, content.dossier_code),
    }
    for name, (draw, text) in symbols.items():
        svg, modules = draw(text) if text else (b"", 0)
        values |= {f"{name}_svg": svg.decode(), f"{name}_modules": modules}
    return values


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
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}


def _province_templates() -> Path | None:
    return Path(settings.PAPER_TEMPLATES) if settings.PAPER_TEMPLATES else None


def _overriding(directory: Path | None) -> dict[str, bytes]:
    """The province's files; what they replace stays within their reach under ``packaged/``."""
    if directory is None:
        return {}
    packaged = {f"packaged/{name}": source for name, source in _templates().items()}
    own = {path.name: path.read_bytes() for path in directory.iterdir() if path.is_file()}
    return packaged | own


def _compile(names: str, sources: dict[str, bytes], issued: int) -> bytes:
    # The wheel's annotations do not know that a mapping of names to bytes is a set of files.
    files: Any = sources
    for _ in range(MOST_TRIES):
        try:
            pdf: Any = _compiler().compile(
                input=files, format="pdf", pdf_standards=PDF_STANDARDS, timestamp=issued
            )
        except typst.TypstError as error:
            if not _replace_unprintable(sources, error.diagnostic):
                # Warnings come first: fonts this machine does not have.
                where = error.diagnostic[error.diagnostic.find("error:") :].strip()
                raise PaperError(f"{names}.typ: {error.message}\n{where}") from error
        else:
            return bytes(pdf)
    raise PaperError(f"{names}.typ: characters no font has, after {MOST_TRIES} tries without them")


def _replace_unprintable(sources: dict[str, bytes], diagnostic: str) -> bool:
    """Whether the trouble is with characters of the content, which then are placeholders."""
    before = content = sources["content.json"].decode()
    for found in UNPRINTABLE.finditer(diagnostic):
        quoted = found[1] or found[2]
        quoted = re.sub(r"\\u\{([0-9a-f]+)\}", lambda e: chr(int(e[1], 16)), quoted)
        for character in _strangers(quoted):
            joins = unicodedata.category(character) in ("Cf", "Mn", "Me")
            content = content.replace(character, "" if joins else PLACEHOLDER)
    sources["content.json"] = content.encode()
    return content != before


def _strangers(quoted: str) -> list[str]:
    """Whom to blame in a cluster without a font: not the digit or letter a strange mark stands on,
    which would vanish from the whole paper, dates and all."""
    foreign = [character for character in quoted if not character.isascii()]
    return [c for c in foreign if "LATIN" not in unicodedata.name(c, "")] or foreign


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
