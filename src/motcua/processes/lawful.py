"""Makes a lawful, runnable table of a source record, and tells every change it makes."""

import re
from dataclasses import replace
from typing import Any

from motcua.processes import limits
from motcua.processes.blocks import blocks, span
from motcua.processes.errors import ProcessError
from motcua.processes.kinds import Place, StepKind
from motcua.processes.lawfulness import check, needs_assignment, problems
from motcua.processes.source_steps import Draft, Work, ascii_name, drafts, is_leader, solving_unit
from motcua.processes.tables import DEFAULT_POSTS, ProcessTable, StepRow, numbered

DECIDING = "Cơ quan giải quyết"
_UNNAMED = re.compile(r"được hỏi ý kiến|tỉnh khác", re.IGNORECASE)
_PLACE_OF = {
    Work.RECEPTION: Place.ONE_STOP,
    Work.ASSIGN: Place.DIVISION,
    Work.PROCESS: Place.DIVISION,
    Work.REVIEW: Place.DIVISION,
    Work.SIGN: Place.LEADERSHIP,
    Work.NUMBER: Place.RECORDS,
    Work.RETURN: Place.ONE_STOP,
    Work.OPINION: Place.DIVISION,
    Work.FEE: Place.ONE_STOP,
}


def normalise(record: dict[str, Any]) -> ProcessTable:
    """The table of one record of the internal processes file.

    Raises ProcessError, in Vietnamese, when the record cannot be read or made lawful.
    """
    try:
        return _table(record)
    except (KeyError, TypeError, AttributeError) as error:
        code = record.get("ma_quy_trinh") if isinstance(record, dict) else None
        raise ProcessError(f"Quy trình {code or 'không mã'} thiếu hoặc sai mục {error}.") from error


def _table(record: dict[str, Any]) -> ProcessTable:
    notes: list[str] = []
    found = drafts(record, notes)
    if not found:
        raise ProcessError(f"Quy trình {record['ma_quy_trinh']} không có bước nào.")
    _settle_conditional(found)
    _settle_signature(found, notes)
    _settle_processing(found, notes)
    found = _settle_hand_overs(found, notes)
    found = _settle_ends(found, notes)
    _settle_groups(found, notes)
    rows = numbered(_assigned([_row(draft) for draft in found], notes))
    table = ProcessTable(
        code=record["ma_quy_trinh"],
        name=record["ten"],
        limit=_limit(record, rows, notes),
        rows=rows,
        agency=_agency(record),
        source=_source(record),
    )
    check(table)
    notes += [str(each) for each in problems(table) if each.order is None]
    notes += _lacking(record)
    return replace(table, notes=tuple(notes))


def _lacking(record: dict[str, Any]) -> list[str]:
    """What the source itself leaves open, for the administrator to complete."""
    lacking = [f"Nguồn: {words}." for words in record.get("bat_thuong_nguon") or ()]
    for step in record["buoc"]:
        if _UNNAMED.search(step["don_vi"]):
            lacking.append(
                f"Bước {step['stt']} không nêu cơ quan nào («{step['don_vi']}»): việc nằm ở phòng "
                "giải quyết cho đến khi quy trình ghi mã cơ quan."
            )
    return lacking


def _settle_conditional(found: list[Draft]) -> None:
    """Work that only sometimes arises is done with the other work, before the decision."""
    usual = [n for n, d in enumerate(found) if d.work is Work.PROCESS and not d.condition]
    if not usual:
        return
    place = usual[-1] + 1
    late = [d for d in found[place:] if d.condition and d.work in (Work.PROCESS, Work.OPINION)]
    for draft in late:
        found.remove(draft)
    found[place:place] = late


def _settle_signature(found: list[Draft], notes: list[str]) -> None:
    """Exactly one signature, and no work after it: what is signed is what is returned."""
    end = max((i for i, draft in enumerate(found) if draft.work is Work.PROCESS), default=-1) + 1
    signing = [draft for draft in found if draft.work is Work.SIGN]
    for draft in signing:
        if draft is not signing[-1] or draft in found[:end]:
            draft.work = Work.REVIEW
            notes.append(f"«{draft.name}» là xét duyệt: sau đó còn việc trước khi ký.")
    if any(draft.work is Work.SIGN for draft in found):
        return
    reviews = [draft for draft in found[end:] if draft.work is Work.REVIEW]
    if reviews:
        notes.append(f"Nguồn không có bước ký: «{reviews[-1].name}» cuối cùng thành ký duyệt.")
        _make_signature(reviews[-1])
        return
    while end < len(found) and found[end].work is Work.HAND_OVER:
        end += 1
    found.insert(end, _added(Work.SIGN, "Ký duyệt kết quả", ("Kết quả đã ký",)))
    notes.append("Thêm bước «Ký duyệt kết quả» sau bước thụ lý cuối cùng: nguồn không có.")


def _make_signature(decision: Draft) -> None:
    decision.work, decision.name = Work.SIGN, "Ký duyệt kết quả"
    decision.outputs = ("Kết quả đã ký",)
    if not is_leader(decision.post):
        decision.post = DEFAULT_POSTS[StepKind.SIGN]


def _settle_processing(found: list[Draft], notes: list[str]) -> None:
    """Someone must draft the result: the time of the first decision goes to that work."""
    if any(draft.work is Work.PROCESS for draft in found):
        return
    place = next(i for i, d in enumerate(found) if d.work in (Work.REVIEW, Work.SIGN))
    decision = found[place]
    work = _added(Work.PROCESS, "Thẩm định, dự thảo kết quả", ("Dự thảo kết quả",))
    work.unit, work.limit, decision.limit = decision.unit, decision.limit, ""
    found.insert(place, work)
    notes.append(f"Thêm bước «{work.name}» nhận thời gian của «{decision.name}»: nguồn không có.")


def _settle_hand_overs(found: list[Draft], notes: list[str]) -> list[Draft]:
    """Hand-overs join the step before; one after the signature is the release by records."""
    kept: list[Draft] = []
    for draft in found:
        if draft.work is not Work.HAND_OVER:
            kept.append(draft)
            continue
        works = {other.work for other in found}
        signed = any(other.work is Work.SIGN for other in kept)
        if not kept:
            draft.work = Work.RECEPTION
            kept.append(draft)
        elif signed and not draft.outside and Work.NUMBER not in works:
            notes.append(f"Bước «{draft.name}» sau khi ký thành bước văn thư phát hành.")
            draft.work, draft.name = Work.NUMBER, "Lấy số, đóng dấu, phát hành"
            draft.post = DEFAULT_POSTS[StepKind.NUMBER]
            kept.append(draft)
        else:
            _merge_into_last(kept, draft, notes)
    return kept


def _merge_into_last(kept: list[Draft], draft: Draft, notes: list[str]) -> None:
    last = kept[-1]
    stage = [other for other in kept if last.group and other.group == last.group] or [last]
    for before in stage:
        _merge(before, draft, notes)
        notes.append(f"Gộp «{draft.name}» vào bước «{before.name}».")


def _merge(into: Draft, draft: Draft, notes: list[str]) -> None:
    """Adds time and outputs of a draft to another."""
    time = limits.total([into.limit, draft.limit])
    if time is None:
        notes.append(
            f"Không cộng được thời gian {limits.words(draft.limit)} của «{draft.name}» "
            f"vào {limits.words(into.limit)}."
        )
    else:
        into.limit = time
    if draft.work is Work.HAND_OVER and draft.name not in into.hands_over:
        into.hands_over = "; ".join(filter(None, (into.hands_over, draft.name)))
    into.outputs += tuple(output for output in draft.outputs if output not in into.outputs)


def _settle_ends(found: list[Draft], notes: list[str]) -> list[Draft]:
    """Reception first, records before the return, fees collected between them."""
    received = _only(Work.RECEPTION, found)
    if received is None:
        received = _added(Work.RECEPTION, "Tiếp nhận, kiểm tra, chuyển hồ sơ", ("Mẫu 01",))
        notes.append("Thêm bước tiếp nhận tại Bộ phận Một cửa: nguồn không có.")
    returned = _only(Work.RETURN, found)
    if returned is None:
        returned = _added(Work.RETURN, "Trả kết quả", ("Sổ theo dõi",))
        returned.post = received.post
        notes.append("Thêm bước trả kết quả tại Bộ phận Một cửa: nguồn không có.")
    returned.unit = returned.unit or received.unit
    records = _only(Work.NUMBER, found)
    if records is None:
        records = _added(Work.NUMBER, "Lấy số, đóng dấu, phát hành", ("Kết quả phát hành",))
        notes.append("Thêm bước văn thư lấy số, đóng dấu, phát hành: nguồn không có.")
    ends = (Work.RECEPTION, Work.RETURN, Work.NUMBER, Work.FEE)
    middle = [draft for draft in found if draft.work not in ends]
    fees = [draft for draft in found if draft.work is Work.FEE]
    return [received, *middle, records, *fees, returned]


def _only(work: Work, found: list[Draft]) -> Draft | None:
    same = [draft for draft in found if draft.work is work]
    if len(same) > 1:
        raise ProcessError(f"Có {len(same)} bước «{StepKind(work.value).label}», chỉ được một.")
    return same[0] if same else None


def _settle_groups(found: list[Draft], notes: list[str]) -> None:
    """A lone parallel step runs beside the last work before it that always arises."""
    for draft in list(found):
        if not draft.group or [other.group for other in found].count(draft.group) > 1:
            continue
        before = found[: found.index(draft)]
        while before and before[-1].condition:
            before.pop()
        if before and before[-1].work is Work.PROCESS and not before[-1].group:
            before[-1].group = draft.group
            found.remove(draft)
            found.insert(len(before), draft)
            notes.append(f"«{draft.name}» làm song song với «{before[-1].name}».")
        else:
            draft.group = ""
            notes.append(f"«{draft.name}» ghi song song nhưng không có bước cùng nhóm.")


def _row(draft: Draft) -> StepRow:
    return StepRow(
        name=draft.name,
        kind=StepKind(draft.work.value),
        place=_place(draft),
        unit_name=draft.unit,
        post_name=draft.post,
        limit=draft.limit,
        outputs=draft.outputs,
        parallel_group=draft.group,
        hands_over=draft.hands_over,
        part=""
        if _UNNAMED.search(draft.unit) or not draft.outside
        else ascii_name(draft.unit)[:40],
        condition=draft.condition,
        condition_label=draft.condition_label,
        pauses=draft.pauses,
        resumes=draft.resumes,
        silence=draft.silence,
    )


def _place(draft: Draft) -> Place:
    if draft.outside:
        return Place.OTHER
    if draft.work is Work.REVIEW and is_leader(draft.post) and "phòng" not in draft.post.lower():
        return Place.LEADERSHIP
    return _PLACE_OF[draft.work]


def _assigned(rows: list[StepRow], notes: list[str]) -> list[StepRow]:
    """Puts an assignment before the first work of each division that lacks one."""
    units = {row.unit_name for row in rows if row.kind == StepKind.ASSIGN}
    result: list[StepRow] = []
    for row in rows:
        if needs_assignment(row) and row.unit_name not in units:
            units.add(row.unit_name)
            place = len(result)
            while row.parallel_group and result[place - 1].parallel_group == row.parallel_group:
                place -= 1
            result.insert(place, _assignment(row))
            notes.append(f"Thêm bước phân công trước «{row.name}»: nguồn không có.")
        result.append(row)
    return result


def _assignment(row: StepRow) -> StepRow:
    return StepRow(
        name="Phân công người thụ lý",
        kind=StepKind.ASSIGN,
        place=Place.DIVISION,
        unit_name=row.unit_name,
        post_name=DEFAULT_POSTS[StepKind.ASSIGN],
    )


def _added(work: Work, name: str, outputs: tuple[str, ...]) -> Draft:
    return Draft(work, name, "", DEFAULT_POSTS[StepKind(work.value)], outputs=outputs)


def _limit(record: dict[str, Any], rows: tuple[StepRow, ...], notes: list[str]) -> str:
    """The whole limit; when the source gives none, the sum of its steps."""
    whole = limits.from_source(record["tong_thoi_gian"])
    steps = span(blocks(rows))
    if not whole:
        if steps:
            notes.append(f"Nguồn không ghi tổng thời hạn; lấy tổng các bước {limits.words(steps)}.")
        return steps or ""
    return whole


def _agency(record: dict[str, Any]) -> str:
    """Who decides, as the steps name it: the source's own place is not every reader's."""
    return solving_unit(record["buoc"]).removeprefix("Lãnh đạo ") or DECIDING


def _source(record: dict[str, Any]) -> str:
    return " · ".join(part for part in (record["co_quan"], record["thoi_ky"]) if part)
