"""From the content of a paper to PDF, through Typst templates a province may override."""

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from motcua.papers.content import CONTENT_OF_KIND, PageSize, PaperContent, PaperKind
from motcua.papers.symbols import code128_svg, qr_svg
from motcua.papers.wording import VIETNAM, moment_words

TEMPLATES = Path(__file__).parent / "templates"

# A-2u: text searchable for as long as the archive lasts. UA-1: tagged, read aloud in order; it
# also makes Typst refuse a template without title, language or alternative texts.
PDF_STANDARDS: list[Any] = ["a-2u", "ua-1"]


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
    restyles ``layout.typ`` alone or one paper alone. Raises ``TypeError`` when the content is not
    that of the kind, ``ValueError`` for a moment without time zone or a QR text too long, and
    ``PaperError`` when a template does not compile.
    """
    issued = content.issued_at.astimezone(VIETNAM)
    try:
        pdf = _compiler(_sources(kind, content, overrides, size)).compile(
            pdf_standards=PDF_STANDARDS, timestamp=int(issued.timestamp())
        )
    except typst.TypstError as error:
        raise PaperError(f"{kind}.typ: {error.message}\n{error.diagnostic}") from error
    if not isinstance(pdf, bytes):
        raise PaperError(f"{kind}.typ gave no document")
    return pdf


def render_pages(
    kind: PaperKind,
    content: PaperContent,
    *,
    overrides: Path | None = None,
    size: PageSize = PageSize.A4,
    dots_per_inch: int = 150,
) -> list[bytes]:
    """The pages of the paper as PNG, for a preview on screen. Raises as ``render`` does."""
    try:
        pages = _compiler(_sources(kind, content, overrides, size)).compile(
            format="png", ppi=dots_per_inch
        )
    except typst.TypstError as error:
        raise PaperError(f"{kind}.typ: {error.message}\n{error.diagnostic}") from error
    return [pages] if isinstance(pages, bytes) else list(pages or [])


def _compiler(sources: dict[str, bytes]) -> typst.Compiler:
    """A compiler of its own for each paper: the type is not safe across threads, and cheap."""
    return typst.Compiler(sources, font_paths=_fonts())  # type: ignore[type-var]


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the machine, searched once a process (about 0.1 s)."""
    return typst.Fonts()


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}


def _sources(
    kind: PaperKind, content: PaperContent, overrides: Path | None, size: PageSize
) -> dict[str, bytes]:
    """The files Typst sees: templates, the content as JSON, the two symbols as SVG."""
    if not isinstance(content, CONTENT_OF_KIND[kind]):
        raise TypeError(f"{kind} needs {CONTENT_OF_KIND[kind].__name__}, got {type(content)!r}")
    sources = dict(_templates())
    if overrides is not None:
        sources |= {path.name: path.read_bytes() for path in overrides.iterdir() if path.is_file()}
    if content.qr_text:
        sources["qr.svg"] = qr_svg(content.qr_text)
    if content.dossier_code:
        sources["code128.svg"] = code128_svg(content.dossier_code)
    sources["content.json"] = json.dumps({"size": size} | _plain(content)).encode()
    sources["main.typ"] = f'#import "{kind}.typ": paper\n#paper(json("content.json"))'.encode()
    return sources


def _plain(value: Any) -> Any:
    """``value`` in what JSON can say; a moment becomes its printed forms."""
    if isinstance(value, datetime):
        return moment_words(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
