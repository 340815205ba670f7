"""What an edition of a form changes, one sentence a change, for who is about to publish it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.forms.conditions import all_of
from motcua.forms.definition import Definition, Note, Question
from motcua.forms.wording import KINDS, in_words


@dataclass(frozen=True)
class _Placed:
    """A question with the page it stands on and all it depends on, in words."""

    question: Question
    page: str
    when: str


def differences(before: Definition, after: Definition) -> list[str]:
    """From the title to the printed paper; none between equal files."""
    parts = (_heads, _pages, _questions, _notes, _rest)
    return [sentence for part in parts for sentence in part(before, after)]


def _heads(before: Definition, after: Definition) -> Iterator[str]:
    yield from _changed(_("Tên mẫu"), before.title, after.title)
    yield from _changed(_("Căn cứ của mẫu"), before.source["text"], after.source["text"])
    checked = [bool(each.source.get("verified")) for each in (before, after)]
    if checked[0] != checked[1]:
        yield (
            _("Nay đã đối chiếu với bản công bố.")
            if checked[1]
            else _("Nay ghi là chưa đối chiếu với bản công bố.")
        )


def _pages(before: Definition, after: Definition) -> Iterator[str]:
    old = {page.name: page for page in before.pages}
    new = {page.name: page for page in after.pages}
    for name in old.keys() - new.keys():
        yield _("Bỏ trang “%(page)s”.") % {"page": old[name].label}
    for name, page in new.items():
        if name not in old:
            yield _("Thêm trang “%(page)s”.") % {"page": page.label}
            continue
        where = _("Trang “%(page)s”") % {"page": page.label}
        yield from _changed(where + _(", tên"), old[name].label, page.label)
        yield from _condition(where, in_words(before, old[name].shown), in_words(after, page.shown))
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        yield _("Đổi thứ tự các trang.")


def _questions(before: Definition, after: Definition) -> Iterator[str]:
    old, new = _placed(before), _placed(after)
    for name, each in old.items():
        if name not in new:
            yield _("Bỏ câu hỏi “%(label)s” (trang “%(page)s”).") % _named(each)
    for name, each in new.items():
        if name not in old:
            said = _("Thêm câu hỏi “%(label)s” (trang “%(page)s”).") % _named(each)
            yield said.removesuffix(".") + _(", bắt buộc.") if each.question.required else said
        else:
            yield from _of_question(old[name], each)
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        yield _("Đổi thứ tự các câu hỏi.")


def _named(each: _Placed) -> dict[str, str]:
    return {"label": each.question.label, "page": each.page}


def _placed(definition: Definition) -> dict[str, _Placed]:
    """By dotted name; what a repeating group asks of each item after the group itself."""
    found: dict[str, _Placed] = {}
    for page in definition.pages:
        for question, (_page, section, own) in page.questions():
            when = in_words(definition, all_of(section, own))
            found[question.name] = _Placed(question, page.label, when)
            for inner in question.detail:
                found[f"{question.name}.{inner.name}"] = _Placed(
                    inner, page.label, in_words(definition, inner.shown, question.detail)
                )
    return found


def _of_question(old: _Placed, new: _Placed) -> Iterator[str]:
    before, after = old.question, new.question
    where = _("Câu hỏi “%(label)s”") % {"label": after.label}
    if old.page != new.page:
        yield f"{where}: " + _("chuyển từ trang “%(old)s” sang trang “%(new)s”.") % {
            "old": old.page,
            "new": new.page,
        }
    yield from _changed(where + _(", tên"), before.label, after.label)
    yield from _changed(where + _(", lời hướng dẫn"), before.hint, after.hint)
    if before.required != after.required:
        yield f"{where}: " + (_("nay bắt buộc.") if after.required else _("nay không bắt buộc."))
    if before.kind != after.kind:
        yield from _changed(
            where + _(", cách hỏi"), str(KINDS[before.kind]), str(KINDS[after.kind])
        )
    else:
        yield from _choices(where, before, after)
        if _limits(before) != _limits(after):
            yield f"{where}: " + _("đổi giới hạn của câu trả lời.")
    if before.options != after.options and _own(before) != _own(after):
        yield f"{where}: " + _("đổi cách điền sẵn, gợi ý hoặc cách tính.")
    yield from _condition(where, old.when, new.when)


def _choices(where: str, before: Question, after: Question) -> Iterator[str]:
    if before.kind not in ("choice", "choices"):
        return
    old, new = dict(before.choices), dict(after.choices)
    for value in old.keys() - new.keys():
        yield f"{where}: " + _("bỏ lựa chọn “%(choice)s”.") % {"choice": old[value]}
    for value, words in new.items():
        if value not in old:
            yield f"{where}: " + _("thêm lựa chọn “%(choice)s”.") % {"choice": words}
        else:
            yield from _changed(where + _(", lựa chọn"), old[value], words)


_WORDS = ("title", "description", "oneOf", "items", "properties", "required")


def _limits(question: Question) -> dict[str, Any]:
    return {key: value for key, value in question.schema.items() if key not in _WORDS}


def _own(question: Question) -> dict[str, Any]:
    """Options but the questions of an item, which are compared one by one."""
    return {key: value for key, value in question.options.items() if key not in ("detail",)}


def _notes(before: Definition, after: Definition) -> Iterator[str]:
    old, new = set(_said(before)), set(_said(after))
    for text in _said(before):
        if text not in new:
            yield _("Bỏ lời dẫn “%(text)s”.") % {"text": text}
    for text in _said(after):
        if text not in old:
            yield _("Thêm lời dẫn “%(text)s”.") % {"text": text}


def _said(definition: Definition) -> list[str]:
    """Sentences and headings between questions."""
    sections = [section for page in definition.pages for section in page.sections]
    return [section.label for section in sections if section.label] + [
        each.text for section in sections for each in section.questions if isinstance(each, Note)
    ]


def _rest(before: Definition, after: Definition) -> Iterator[str]:
    old, new = ([check["say"] for check in each.checks] for each in (before, after))
    yield from (_("Bỏ quy tắc kiểm tra “%(say)s”") % {"say": s} for s in old if s not in new)
    yield from (_("Thêm quy tắc kiểm tra “%(say)s”") % {"say": s} for s in new if s not in old)
    if old == new and before.checks != after.checks:
        yield _("Đổi biểu thức của quy tắc kiểm tra.")
    if before.facts != after.facts:
        yield _("Đổi dữ kiện dùng để tính phí, chọn trường hợp hoặc chọn quy trình.")
    if before.paper != after.paper:
        yield _("Đổi nội dung hoặc cách trình bày tờ khai in ra.")
    kept = before.english.keys() & after.english.keys()
    reworded = sum(before.english[text] != after.english[text] for text in kept)
    if reworded:
        yield _("Đổi lời tiếng Anh ở %(count)s chỗ.") % {"count": reworded}


def _changed(where: str, old: str, new: str) -> Iterable[str]:
    if old == new:
        return []
    empty = _("(trống)")
    return [f"{where}: “{old or empty}” → “{new or empty}”."]


def _condition(where: str, old: str, new: str) -> Iterable[str]:
    """When something is asked, before and after."""
    if old == new:
        return []
    always = _("luôn hỏi")
    when = where + _(", khi nào hỏi")
    return [f"{when}: {old or always} → {new or always}."]
