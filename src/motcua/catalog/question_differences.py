"""What changes in the questions from one text of a procedure to the next."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.catalog.eligibility import Choice, Question, questions_of
from motcua.catalog.models import ProcedureVersion


def question_differences(before: ProcedureVersion, after: ProcedureVersion) -> Iterator[str]:
    """Questions added, left out, asked otherwise; answers added, left out, that now refuse."""
    was, now = ({each.code: each for each in questions_of(version)} for version in (before, after))
    for code, question in now.items():
        if code not in was:
            yield _("thêm câu hỏi “%(ask)s”") % {"ask": question.ask}
    for code, question in was.items():
        if code not in now:
            yield _("bỏ câu hỏi “%(ask)s”") % {"ask": question.ask}
            continue
        for said in _changes(question, now[code]):
            yield _("câu hỏi “%(ask)s”: %(change)s") % {"ask": question.ask, "change": said}
    kept = [[code for code in each if code in was and code in now] for each in (was, now)]
    if kept[0] != kept[1]:
        yield _("đổi thứ tự câu hỏi")


def _changes(before: Question, after: Question) -> Iterator[str]:
    if before.ask != after.ask:
        yield _("hỏi “%(ask)s”") % {"ask": after.ask}
    if before.hint != after.hint:
        yield _("gợi ý thay đổi")
    if before.when != after.when:
        yield _("hỏi khi %(rule)s") % {"rule": after.when} if after.when else _("luôn được hỏi")
    if before.about != after.about:
        yield f"{before.about} → {after.about}"
    if (before.low, before.high) != (after.low, after.high):
        yield _("nhận số từ %(low)s đến %(high)s") % {"low": after.low, "high": after.high}
    was, now = ({each.value: each for each in question.choices} for question in (before, after))
    for value, choice in now.items():
        if value not in was:
            yield _("thêm lựa chọn “%(choice)s”") % {"choice": choice.text}
    for value, choice in was.items():
        if value not in now:
            yield _("bỏ lựa chọn “%(choice)s”") % {"choice": choice.text}
        else:
            yield from _choice_changes(choice, now[value])


def _choice_changes(before: Choice, after: Choice) -> Iterator[str]:
    label = {"choice": before.text}
    if before.text != after.text:
        yield f"“{before.text}” → “{after.text}”"
    if bool(before.refusal) != bool(after.refusal):
        if after.refusal:
            yield _("chọn “%(choice)s” không còn nộp được") % label
        else:
            yield _("chọn “%(choice)s” nay nộp được") % label
    elif _refusal(before) != _refusal(after):
        yield _("lời hướng dẫn khi chọn “%(choice)s” thay đổi") % label


def _refusal(choice: Choice) -> tuple[str, str, str]:
    return choice.refusal, choice.instead, choice.procedure
