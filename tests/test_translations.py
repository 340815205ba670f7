"""Every sentence a person may read has its English, and says the same with the same blanks."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parent.parent / "src/motcua"
ENGLISH = PACKAGE / "locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
BLANKS = re.compile(r"%\(\w+\)[sd]|\{\w*\}")

Found = tuple[str | None, str | tuple[str, ...]]


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        blanked = templatize(path.read_text(), origin=str(path))
        # Read as Python, where an indent would have a meaning.
        yield path, "\n".join(line.strip() for line in blanked.splitlines())


def _extracted() -> dict[Found, str]:
    found: dict[Found, str] = {}
    for path, source in _sources():
        stream = io.BytesIO(source.encode())
        for line, text, _comments, context in extract(
            "python", stream, KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.setdefault((context, text), f"{path.relative_to(PACKAGE)}:{line}")
    return found


@pytest.fixture(scope="module")
def english() -> Catalog:
    with ENGLISH.open("rb") as stream:
        return read_po(stream, locale="en")


def _as_po(place: str, found: Found) -> str:
    context, text = found
    lines = [f"#: {place}"]
    if context:
        lines.append(f'msgctxt "{context}"')
    singular, *plural = text if isinstance(text, tuple) else (text,)
    lines.append(f"msgid {_quoted(singular)}")
    lines += [f"msgid_plural {_quoted(other)}" for other in plural]
    return "\n".join([*lines, 'msgstr ""'])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    answers = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(answers)


def test_every_sentence_has_its_english(english: Catalog) -> None:
    missing = [
        _as_po(place, found)
        for found, place in _extracted().items()
        if not _is_translated(
            english.get(found[1][0] if isinstance(found[1], tuple) else found[1], found[0])
        )
    ]
    assert not missing, f"Add to {ENGLISH}:\n\n" + "\n\n".join(missing)


def test_no_english_is_left_for_a_sentence_that_is_gone(english: Catalog) -> None:
    used = {
        (context, text[0] if isinstance(text, tuple) else text) for context, text in _extracted()
    }
    gone = [
        message.id
        for message in english
        if message.id
        and (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)
        not in used
    ]
    assert not gone


def test_the_blanks_are_the_same_in_both_languages(english: Catalog) -> None:
    for message in english:
        if not message.id:
            continue
        asked = message.id if isinstance(message.id, tuple) else (message.id,)
        answers = message.string if isinstance(message.string, tuple) else (message.string,)
        blanks = set(BLANKS.findall(asked[-1]))
        for answer in answers:
            # A plural may say "one" in words.
            assert set(BLANKS.findall(answer)) <= blanks
        assert set(BLANKS.findall(answers[-1])) == blanks
