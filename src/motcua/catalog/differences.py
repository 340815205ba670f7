"""What changes from one text of a procedure to the next, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from motcua.catalog.fee_differences import fee_differences
from motcua.catalog.models import CaseChannel, Component, ProcedureCase, ProcedureVersion
from motcua.catalog.question_differences import question_differences
from motcua.catalog.wording import limit_in_words, validity_in_words

Row = TypeVar("Row")


def differences(before: ProcedureVersion, after: ProcedureVersion) -> list[str]:
    """One sentence for each change, such as "thời hạn 7 → 5 ngày làm việc từ 01/12/2026"."""
    since = ""
    if after.valid_from:
        since = " " + _("từ %(day)s") % {"day": f"{after.valid_from:%d/%m/%Y}"}
    said = [*_texts(before, after), *_lists(before, after), *_cases(before, after)]
    said += fee_differences(before, after)
    return [f"{each}{since}" for each in said]


def _texts(before: ProcedureVersion, after: ProcedureVersion) -> Iterator[str]:
    labels = {
        "name": _("tên thủ tục"),
        "get_level_display": _("mức độ"),
        "level_reason": _("lý do một phần"),
        "decision": _("quyết định công bố"),
        "authority": _("cơ quan thực hiện"),
        "coordination": _("cơ quan phối hợp"),
        "limit_note": _("ghi chú về thời hạn"),
        "note": _("ghi chú"),
    }
    for field, label in labels.items():
        yield from changed(label, _value(before, field), _value(after, field))
    if before.trial != after.trial:
        yield (
            _("chuyển sang thử nghiệm") if after.trial else _("hết thử nghiệm, áp dụng chính thức")
        )


def _lists(before: ProcedureVersion, after: ProcedureVersion) -> Iterator[str]:
    yield from _listed(_("đối tượng"), before.audience, after.audience)
    yield from _listed(_("căn cứ"), before.legal_bases, after.legal_bases)
    was, now = _results(before), _results(after)
    yield from _listed(_("kết quả"), list(was), list(now))
    for name in was:
        if name in now:
            yield from changed(_("kết quả “%(name)s”") % {"name": name}, was[name], now[name])
    yield from _steps(before.sequence, after.sequence)
    yield from question_differences(before, after)


def _results(version: ProcedureVersion) -> dict[str, str]:
    return {each["name"]: validity_in_words(each.get("validity", "")) for each in version.results}


def _steps(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[str]:
    was, now = ([(each["text"], each["by"], each["time"]) for each in x] for x in (before, after))
    if len(was) != len(now):
        counts = {"before": len(was), "after": len(now)}
        yield _("trình tự thực hiện %(before)s → %(after)s bước") % counts
    for number, (one, other) in enumerate(zip(was, now, strict=False), start=1):
        if one != other:
            yield _("trình tự thực hiện: sửa bước %(number)s") % {"number": number}


def _cases(before: ProcedureVersion, after: ProcedureVersion) -> Iterator[str]:
    was, now = (_by_code(version.cases.order_by("pk")) for version in (before, after))
    several = len(was) > 1 or len(now) > 1
    for code, case in now.items():
        if code not in was:
            yield _("thêm trường hợp “%(case)s”") % {"case": case.name or code}
    for code, case in was.items():
        label = case.name or code
        if code not in now:
            yield _("bỏ trường hợp “%(case)s”") % {"case": label}
            continue
        of = _("trường hợp “%(case)s”: ") % {"case": label} if several else ""
        for said in [*_case(case, now[code]), *_papers(case, now[code])]:
            yield f"{of}{said}"


def _case(before: ProcedureCase, after: ProcedureCase) -> Iterator[str]:
    yield from changed(_("tên"), before.name, after.name)
    yield from limit_changed(_("thời hạn"), before.limit, after.limit)
    for channel in (CaseChannel.ONLINE, CaseChannel.POST):
        own = {CaseChannel.ONLINE: "online_limit", CaseChannel.POST: "post_limit"}[channel]
        if getattr(before, own) != getattr(after, own):
            label = _("thời hạn nộp %(channel)s") % {"channel": str(channel.label).lower()}
            yield from limit_changed(label, before.limit_for(channel), after.limit_for(channel))
    for channel in CaseChannel:
        if before.takes(channel) != after.takes(channel):
            said = (
                _("nhận hồ sơ nộp %(channel)s")
                if after.takes(channel)
                else _("không nhận hồ sơ nộp %(channel)s")
            )
            yield said % {"channel": str(channel.label).lower()}
    yield from changed(_("điều kiện"), before.rule, after.rule)
    yield from changed(_("quy trình nội bộ"), before.process, after.process)
    if before.policy != after.policy:
        yield _("quy tắc tính thời hạn thay đổi")


def _papers(before: ProcedureCase, after: ProcedureCase) -> Iterator[str]:
    was, now = (_by_code(case.components.all()) for case in (before, after))
    for code, paper in now.items():
        if code not in was:
            yield _("thêm giấy tờ “%(paper)s”") % {"paper": paper.name}
    for code, paper in was.items():
        if code not in now:
            yield _("bỏ giấy tờ “%(paper)s”") % {"paper": paper.name}
        else:
            for said in _paper(paper, now[code]):
                yield _("giấy tờ “%(paper)s”: %(change)s") % {"paper": paper.name, "change": said}


def _paper(before: Component, after: Component) -> Iterator[str]:
    labels = {
        "name": _("tên"),
        "get_kind_display": _("loại"),
        "originals": _("bản chính"),
        "certified": _("bản sao chứng thực"),
        "copies": _("bản sao"),
        "form": _("mẫu"),
        "template": _("tệp mẫu"),
        "e_form": _("mẫu điện tử"),
        "condition": _("khi nào cần"),
        "rule": _("điều kiện"),
    }
    if before.mandatory != after.mandatory:
        yield _("thành bắt buộc") if after.mandatory else _("không còn bắt buộc")
    for field, label in labels.items():
        yield from changed(label, _value(before, field), _value(after, field))


def changed(label: str, before: object, after: object) -> Iterator[str]:
    """ "label: một → hai"; nothing when they are the same."""
    was, now = (str(each) if each is not None else "" for each in (before, after))
    if was == now:
        return
    if not was:
        yield _("%(label)s: thêm “%(after)s”") % {"label": label, "after": now}
    elif not now:
        yield _("%(label)s: bỏ “%(before)s”") % {"label": label, "before": was}
    else:
        yield f"{label}: {was} → {now}"


def limit_changed(label: str, before: str, after: str) -> Iterator[str]:
    """ "thời hạn 7 → 5 ngày làm việc": the unit once where it is the same."""
    if before == after:
        return
    was, now = (_unpadded(limit_in_words(each)) or _("chưa công bố") for each in (before, after))
    number, _space, unit = was.partition(" ")
    # "trong ngày làm việc" begins with no number, though its end is that of "3 ngày làm việc".
    counted = number[:1].isdigit() and now[:1].isdigit()
    if counted and unit and now.endswith(f" {unit}") and now.count(" ") == was.count(" "):
        was = number
    yield f"{label} {was} → {now}"


def _unpadded(words: str) -> str:
    """Papers write "05 ngày"; a sentence "5 ngày"."""
    return words[1:] if words[:1] == "0" and words[1:2].isdigit() else words


def _listed(label: str, before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    was, now = list(before), list(after)
    for item in now:
        if item not in was:
            yield _("thêm %(label)s “%(item)s”") % {"label": label, "item": item}
    for item in was:
        if item not in now:
            yield _("bỏ %(label)s “%(item)s”") % {"label": label, "item": item}


def _value(row: object, field: str) -> object:
    value = getattr(row, field)
    return value() if callable(value) else value


def _by_code(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.code: row for row in rows}
