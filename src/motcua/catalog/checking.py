"""What is wrong with a text of a procedure before it is published, said to an administrator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalog.conditions import BadExpression, check_expression
from motcua.catalog.models import (
    CaseChannel,
    Component,
    Fee,
    ProcedureCase,
    ProcedureStatus,
    ProcedureVersion,
)
from motcua.catalog.question_checking import problems_of
from motcua.catalog.steps_and_limit import problem_with_steps
from motcua.catalog.wording import UNLIMITED
from motcua.clock import ClockError, Limit, Policy
from motcua.forms.models import EForm

_VALIDITY = re.compile(r"[1-9]\d{0,3}[dmy]")


@dataclass(frozen=True)
class Problem:
    """One thing to put right. An error keeps the text from being published, a warning does not.

    where: the case, paper, fee or field, as the administrator's page names it.
    """

    where: str
    what: str
    is_error: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


def check(version: ProcedureVersion) -> list[Problem]:
    """Everything to put right in a version, errors first."""
    cases = list(version.cases.order_by("pk").prefetch_related("components"))
    problems = [*_text(version), *_periods(version), *_status(version)]
    if not cases:
        problems.append(Problem(_("Trường hợp"), _("chưa có trường hợp nào.")))
    problems += _codes(cases)
    for case in cases:
        of = _("Thủ tục")
        if case.name or len(cases) > 1:
            of = _("Trường hợp “%(case)s”") % {"case": case.name or case.code}
        problems += _case(case, of, version.valid_from)
        problems += _papers(case, of)
    for fee in version.fees.select_related("case"):
        problems += _fee(fee)
    for wrong in problems_of(version):
        where = _("Câu hỏi chọn trường hợp")
        if wrong.code:
            where = _("Câu hỏi “%(code)s”") % {"code": wrong.code}
        problems.append(Problem(where, wrong.what, wrong.is_error))
    return sorted(problems, key=lambda problem: not problem.is_error)


def errors_of(version: ProcedureVersion) -> list[Problem]:
    """What keeps a version from being published."""
    return [problem for problem in check(version) if problem.is_error]


def _text(version: ProcedureVersion) -> Iterator[Problem]:
    if not version.name.strip():
        yield Problem(_("Tên thủ tục"), _("chưa ghi."))
    if version.level == ProcedureVersion.Level.PARTIAL and not version.level_reason.strip():
        yield Problem(
            _("Mức độ"),
            _("dịch vụ công một phần phải công bố lý do (NĐ 118/2025/NĐ-CP)."),
        )
    for number, result in enumerate(version.results, start=1):
        where = _("Kết quả %(number)s") % {"number": number}
        if not str(result.get("name", "")).strip():
            yield Problem(where, _("chưa ghi tên."))
        validity = result.get("validity", "")
        if validity and validity != UNLIMITED and not _VALIDITY.fullmatch(str(validity)):
            yield Problem(
                where,
                _("hiệu lực “%(validity)s” thiếu số hoặc đơn vị (ngày, tháng, năm).")
                % {"validity": validity},
            )


def _periods(version: ProcedureVersion) -> Iterator[Problem]:
    where = _("Thời gian hiệu lực")
    start, end = version.valid_from, version.valid_to
    if start and end and end < start:
        yield Problem(where, _("ngày kết thúc trước ngày bắt đầu."))
    if version.is_draft:
        return
    for other in version.siblings().published().exclude(pk=version.pk):
        if _overlap(version, other) > 1:
            yield Problem(
                where,
                _("trùng với phiên bản %(number)s (%(period)s).")
                % {"number": other.number, "period": _period(other)},
            )


def _overlap(one: ProcedureVersion, other: ProcedureVersion) -> int:
    """Days both are in force. Two published on one day share it: the later number prevails."""
    start = max(one.valid_from or date.min, other.valid_from or date.min)
    end = min(one.valid_to or date.max, other.valid_to or date.max)
    return (end - start).days + 1


def _period(version: ProcedureVersion) -> str:
    days = [f"{day:%d/%m/%Y}" if day else "…" for day in (version.valid_from, version.valid_to)]
    return " - ".join(days)


def _status(version: ProcedureVersion) -> Iterator[Problem]:
    status = version.procedure.status(version.valid_from or timezone.localdate())
    if status and status.kind != ProcedureStatus.Kind.SUSPENDED:
        yield Problem(
            _("Trạng thái"),
            _("thủ tục “%(status)s”, không công bố được.") % {"status": status.get_kind_display()},
        )


def _codes(cases: list[ProcedureCase]) -> Iterator[Problem]:
    for code, count in Counter(case.code for case in cases).items():
        if count > 1:
            what = _("mã “%(code)s” dùng cho %(count)s trường hợp.")
            yield Problem(_("Trường hợp"), what % {"code": code, "count": count})
    if len(cases) > 1 and any(not case.name.strip() for case in cases):
        yield Problem(_("Trường hợp"), _("có nhiều trường hợp thì mỗi trường hợp phải có tên."))


def _case(case: ProcedureCase, of: str, start: date | None) -> Iterator[Problem]:
    yield from _rule(case.rule, of)
    if not case.limit:
        what = _("chưa có thời hạn nên không tiếp nhận được.")
        yield Problem(of, what, is_error=False)
    for limit in filter(None, (case.limit, case.online_limit, case.post_limit)):
        try:
            Limit.parse(limit)
        except ClockError:
            yield Problem(of, _("thời hạn “%(limit)s” không đọc được.") % {"limit": limit})
            return
    own = {CaseChannel.ONLINE: case.online_limit, CaseChannel.POST: case.post_limit}
    for channel, limit in own.items():
        if limit and not case.takes(channel):
            what = _("có thời hạn riêng cho cách thức không nhận: %(channel)s.")
            yield Problem(of, what % {"channel": channel.label})
    if set(case.channels) - set(CaseChannel.values):
        yield Problem(of, _("có cách thức nộp không có trong danh mục."))
    try:
        Policy.from_dict(case.policy)
    except ClockError:
        yield Problem(of, _("quy tắc tính thời hạn không đọc được."))
    if case.process:
        for what, is_error in problem_with_steps(case.process, case.limit, start):
            yield Problem(of, what, is_error)


def _papers(case: ProcedureCase, of: str) -> Iterator[Problem]:
    papers = list(case.components.all())
    named = {paper.e_form for paper in papers if paper.e_form}
    known = (
        set(EForm.objects.filter(code__in=named).values_list("code", flat=True)) if named else ()
    )
    for code, count in Counter(paper.code for paper in papers if paper.code).items():
        if count > 1:
            what = _("mã giấy tờ “%(code)s” dùng %(count)s lần.") % {"code": code, "count": count}
            yield Problem(of, what)
    for paper in papers:
        where = f"{of}, {_('giấy tờ %(order)s') % {'order': paper.order}}"
        if not paper.name.strip():
            yield Problem(where, _("chưa ghi tên."))
        if not paper.code:
            yield Problem(where, _("“%(paper)s” thiếu mã giấy tờ.") % {"paper": paper.name[:80]})
        yield from _rule(paper.rule, where)
        if paper.e_form and paper.e_form not in known:
            what = _("không có mẫu điện tử “%(code)s”; người dân khai bằng mẫu chung.")
            yield Problem(where, what % {"code": paper.e_form}, is_error=False)
    owed = (Component.Kind.FILED, Component.Kind.E_FORM)
    if not any(paper.mandatory and paper.kind in owed for paper in papers):
        yield Problem(of, _("không có giấy tờ bắt buộc nào."), is_error=False)


def _fee(fee: Fee) -> Iterator[Problem]:
    where = _("Phí, lệ phí “%(fee)s”") % {"fee": fee.name[:80]}
    if fee.amount is not None and fee.formula:
        yield Problem(where, _("có cả số tiền và công thức, chỉ được một."))
    yield from _rule(fee.formula, where)
    if fee.case and fee.case.version_id != fee.version_id:
        yield Problem(where, _("thuộc trường hợp của phiên bản khác."))
    for exemption in fee.exemptions:
        percent = exemption.get("percent")
        if not isinstance(percent, int) or not 1 <= percent <= 100 or not exemption.get("who"):
            yield Problem(where, _("dòng miễn, giảm phải có đối tượng và mức từ 1 đến 100%."))


def _rule(rule: str, where: str) -> Iterator[Problem]:
    if not rule:
        return
    try:
        check_expression(rule)
    except BadExpression as refused:
        said = _("“%(rule)s” %(reason)s.") % {"rule": rule[:80], "reason": refused}
        yield Problem(where, said)
