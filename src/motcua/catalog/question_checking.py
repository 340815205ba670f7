"""What is wrong with the questions of a text: what they ask by, whom they reach, who needs them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalog.conditions import BadExpression, check_expression
from motcua.catalog.eligibility import Question, case_by, interview, questions_of
from motcua.catalog.models import Procedure, ProcedureVersion

# Ways through the questions that are tried; of a text with more the rest is taken on trust.
MOST_WAYS = 5_000
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Wrong:
    """code: of the question, empty where it is about all of them."""

    code: str
    what: str
    is_error: bool = True


@dataclass(frozen=True)
class Way:
    """A case as the questions lead to it."""

    name: str
    rule: str


def problems_of(version: ProcedureVersion) -> Iterator[Wrong]:
    """Of a text in the database: as `wrong_questions`, and procedures nobody knows."""
    questions = questions_of(version)
    if not questions:
        return
    cases = list(version.cases.order_by("pk").prefetch_related("components"))
    rules = [paper.rule for case in cases for paper in case.components.all()]
    rules += [fee.formula for fee in version.fees.all()]
    ways = [Way(case.name or case.code, case.rule) for case in cases]
    yield from wrong_questions(questions, ways, rules)
    named = {
        choice.procedure: question.code for question in questions for choice in question.choices
    }
    known = set(Procedure.objects.filter(code__in=named).values_list("code", flat=True))
    for code in sorted(set(named) - known - {""}):
        said = _("dẫn đến thủ tục %(code)s, không có trong danh mục.") % {"code": code}
        yield Wrong(named[code], said, is_error=False)


def wrong_questions(
    questions: Sequence[Question], cases: Sequence[Way], rules: Iterable[str]
) -> Iterator[Wrong]:
    """Codes and rules that are wrong, cases no answers lead to, questions that decide nothing.

    rules: of papers and fees.
    """
    wrong = [*_repeated(questions), *_rules(questions)]
    yield from wrong
    yield from _unneeded(questions, [*rules, *(case.rule for case in cases)])
    if questions and not wrong:
        yield from _unreached(questions, cases)


def _repeated(questions: Sequence[Question]) -> Iterator[Wrong]:
    for code, count in Counter(question.code for question in questions).items():
        if count > 1:
            yield Wrong(code, _("mã câu hỏi dùng %(count)s lần.") % {"count": count})


def _rules(questions: Sequence[Question]) -> Iterator[Wrong]:
    """A question may ask by what was asked before it, and by nothing else."""
    before: set[str] = set()
    for question in questions:
        try:
            if question.when:
                check_expression(question.when)
        except BadExpression as refused:
            said = _("“%(rule)s” %(reason)s.") % {"rule": question.when[:80], "reason": refused}
            yield Wrong(question.code, said)
        for fact in sorted(set(re.findall(r"\bcontent\.\w+", question.when)) - before):
            said = _("hỏi theo “%(fact)s”, mà không câu nào trước đó hỏi điều ấy.")
            yield Wrong(question.code, said % {"fact": fact})
        before.add(question.about)


def _unneeded(questions: Sequence[Question], rules: Sequence[str]) -> Iterator[Wrong]:
    """A question that decides nothing: no case, paper, fee or question, and ends no way."""
    deciding = [*rules, *(each.when for each in questions)]
    for question in questions:
        name = re.compile(rf"\b{re.escape(question.about)}\b")
        ends = any(choice.refusal for choice in question.choices)
        if not ends and not any(name.search(rule) for rule in deciding):
            said = _("không quyết định trường hợp, giấy tờ hay khoản phí nào; có thể bỏ.")
            yield Wrong(question.code, said, is_error=False)


def _unreached(questions: Sequence[Question], cases: Sequence[Way]) -> Iterator[Wrong]:
    ends = list(islice(_ends(questions, cases), MOST_WAYS))
    reached = {id(case_by(cases, facts)) for facts in ends}
    if len(ends) < MOST_WAYS:
        for case in cases:
            if id(case) not in reached:
                said = _("không câu trả lời nào dẫn đến trường hợp “%(case)s”.")
                yield Wrong("", said % {"case": case.name})
    if id(None) in reached:
        yield Wrong("", _("có câu trả lời không dẫn đến trường hợp nào."))


def _ends(questions: Sequence[Question], cases: Sequence[Way]) -> Iterator[dict[str, Any]]:
    """The facts at the end of every way through the questions that is not refused."""
    rules = " ".join([each.when for each in questions] + [case.rule for case in cases])
    turning = {int(each) for each in _NUMBER.findall(rules) if len(each) < 10}
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        answers = waiting.pop()
        found = interview(questions, answers)
        if found.is_over:
            yield found.facts
        elif found.next:
            waiting += [answers | {found.next.code: each} for each in _answers(found.next, turning)]


def _answers(question: Question, turning: set[int]) -> list[str]:
    """Every choice; of a number its ends and those at which a rule may turn."""
    if not question.is_number:
        return [choice.value for choice in question.choices]
    low, high = question.low or 0, question.high or 0
    near = {number + step for number in turning for step in (-1, 0, 1)}
    return [str(number) for number in sorted({low, high} | near) if low <= number <= high]
