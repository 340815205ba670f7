"""A record of a catalogue file as rows of the database, and those rows as the record again."""

from __future__ import annotations

from datetime import time
from typing import Any

from motcua.catalog.limits import published_as
from motcua.catalog.models import (
    CaseChannel,
    Component,
    Fee,
    ProcedureCase,
    ProcedureVersion,
)
from motcua.catalog.reading import AUDIENCES
from motcua.catalog.record import (
    Authority,
    Case,
    ChannelLimit,
    ClockRules,
    Exemption,
    FeeLine,
    Paper,
    ProcedureRecord,
    ResultLine,
    StepLine,
    TimeLimit,
    Validity,
)
from motcua.catalog.stored_questions import question_line, stored_question
from motcua.catalog.wording import UNLIMITED
from motcua.clock import Policy, SilenceRule, SupplementRule
from motcua.processes.models import InternalProcess

# Words of a file <-> values of the models.
LEVELS = {
    "toan_trinh": ProcedureVersion.Level.FULL,
    "mot_phan": ProcedureVersion.Level.PARTIAL,
    "": ProcedureVersion.Level.UNKNOWN,
}
CHANNELS = {
    "truc_tiep": CaseChannel.COUNTER,
    "truc_tuyen": CaseChannel.ONLINE,
    "buu_chinh": CaseChannel.POST,
}
_PERIODS = {"ngay": "d", "thang": "m", "nam": "y"}
_SILENCE = {"": SilenceRule.NONE, "dong_y": SilenceRule.GRANTED, "tu_choi": SilenceRule.REFUSED}
_SUPPLEMENT = {"": SupplementRule.RESTART, "tam_dung": SupplementRule.PAUSE}


def store_version(version: ProcedureVersion, record: ProcedureRecord) -> None:
    """Fill a new version with what a canonical record says, and save it with its cases."""
    for name, value in _version_values(record).items():
        setattr(version, name, value)
    version.save()
    processes = InternalProcess.objects.in_bulk(
        [case.quy_trinh for case in record.truong_hop if case.quy_trinh], field_name="code"
    )
    fees = [Fee(version=version, **_fee_values(each)) for each in record.phi_le_phi]
    for each in record.truong_hop:
        case = ProcedureCase.objects.create(
            version=version, process=processes.get(each.quy_trinh), **_case_values(each)
        )
        Component.objects.bulk_create(
            Component(case=case, order=order, **_component_values(paper))
            for order, paper in enumerate(each.thanh_phan_ho_so, start=1)
        )
        fees += [Fee(version=version, case=case, **_fee_values(fee)) for fee in each.phi_le_phi]
    for order, fee in enumerate(fees, start=1):
        fee.order = order
    Fee.objects.bulk_create(fees)


def record_of(version: ProcedureVersion) -> ProcedureRecord:
    """The canonical record of a version, as an export writes it."""
    procedure = version.procedure
    fees = list(version.fees.all())
    authority = Authority(tu_20250701=version.authority, phoi_hop=version.coordination)
    cases = version.cases.order_by("pk").select_related("process")
    return ProcedureRecord(
        ma_tthc=procedure.code,
        ten=version.name,
        linh_vuc=procedure.domain.name,
        cap=version.levels,
        co_quan=authority if version.authority or version.coordination else None,
        quyet_dinh_cong_bo=version.decision,
        doi_tuong=[_key(AUDIENCES, each) for each in version.audience],
        muc_do=_key(LEVELS, version.level),
        muc_do_cu=version.old_level,  # type: ignore[arg-type]
        ly_do_mot_phan=version.level_reason,
        thu_nghiem=version.trial,
        thoi_han=TimeLimit(text=version.limit_note) if version.limit_note else None,
        phi_le_phi=[_fee(fee) for fee in fees if fee.case_id is None],
        truong_hop=[
            _case(case, [fee for fee in fees if fee.case_id == case.pk])
            for case in cases.prefetch_related("components")
        ],
        cau_hoi=[question_line(each) for each in version.questions],
        ket_qua=[_result(each) for each in version.results],
        can_cu=version.legal_bases,
        trinh_tu=[
            StepLine(noi_dung=each["text"], vai_tro=each["by"], thoi_gian=each["time"])
            for each in version.sequence
        ],
        ghi_chu=version.note,
    )


def policy_of(rules: ClockRules | None) -> dict[str, Any]:
    """The clock's rules as the database keeps them."""
    rules = rules or ClockRules()
    in_day = rules.gio_chot_trong_ngay or "15:00"
    return Policy(
        cutoff=time.fromisoformat(rules.gio_chot) if rules.gio_chot else None,
        in_day_cutoff=None if in_day == "khong" else time.fromisoformat(in_day),
        last_hour=rules.gio_cuoi_tinh_hom_sau,
        supplement=_SUPPLEMENT[rules.bo_sung],
        payment_pauses=rules.dung_khi_cho_nop_phi,
        extensions_max=rules.so_lan_gia_han,
        close_after=rules.tu_dong_sau,
        silence=_SILENCE[rules.im_lang],
    ).to_dict()


def _rules_of(stored: dict[str, Any]) -> ClockRules | None:
    policy = Policy.from_dict(stored)
    in_day = policy.in_day_cutoff.isoformat("minutes") if policy.in_day_cutoff else "khong"
    rules = ClockRules(
        gio_chot=policy.cutoff.isoformat("minutes") if policy.cutoff else "",
        gio_chot_trong_ngay="" if in_day == "15:00" else in_day,
        gio_cuoi_tinh_hom_sau=policy.last_hour,
        bo_sung=_key(_SUPPLEMENT, policy.supplement),
        dung_khi_cho_nop_phi=policy.payment_pauses,
        so_lan_gia_han=policy.extensions_max,
        tu_dong_sau=policy.close_after,
        im_lang=_key(_SILENCE, policy.silence),
    )
    return None if rules == ClockRules() else rules


def _version_values(record: ProcedureRecord) -> dict[str, Any]:
    authority = record.co_quan or Authority()
    return {
        "name": record.ten,
        "trial": record.thu_nghiem,
        "level": LEVELS[record.muc_do],
        "level_reason": record.ly_do_mot_phan,
        "old_level": record.muc_do_cu,
        "decision": record.quyet_dinh_cong_bo,
        "authority": authority.tu_20250701,
        "coordination": authority.phoi_hop,
        "levels": list(record.cap),
        "audience": [AUDIENCES.get(each, each) for each in record.doi_tuong],
        "legal_bases": record.can_cu,
        "sequence": [
            {"order": order, "text": each.noi_dung, "by": each.vai_tro, "time": each.thoi_gian}
            for order, each in enumerate(record.trinh_tu, start=1)
        ],
        "results": [
            {"name": each.ten, "code": each.ma, "validity": _validity(each.hieu_luc)}
            for each in record.ket_qua
        ],
        "questions": [stored_question(each) for each in record.cau_hoi],
        "limit_note": record.thoi_han.text if record.thoi_han else "",
        "note": record.ghi_chu,
    }


def _case_values(case: Case) -> dict[str, Any]:
    own = {each.kenh: each.thoi_han.limit for each in case.cach_thuc if each.thoi_han}
    return {
        "code": case.ma,
        "name": case.ten,
        "rule": case.dieu_kien,
        "limit": case.thoi_han.limit if case.thoi_han else "",
        "online_limit": own.get("truc_tuyen", ""),
        "post_limit": own.get("buu_chinh", ""),
        "channels": [CHANNELS[each.kenh].value for each in case.cach_thuc],
        "policy": policy_of(case.quy_tac),
    }


def _component_values(paper: Paper) -> dict[str, Any]:
    return {
        "code": paper.ma,
        "name": paper.ten,
        "kind": paper.loai,
        "mandatory": paper.bat_buoc,
        "originals": paper.ban_chinh,
        "certified": paper.ban_chung_thuc,
        "copies": paper.ban_sao,
        "form": paper.mau,
        "template": paper.mau_tep,
        "e_form": paper.mau_dien_tu,
        "condition": paper.truong_hop,
        "rule": paper.dieu_kien,
    }


def _fee_values(fee: FeeLine) -> dict[str, Any]:
    return {
        "kind": fee.loai,
        "name": fee.ten,
        "amount": fee.so_tien,
        "formula": fee.cong_thuc,
        "channel": CHANNELS[fee.kenh].value if fee.kenh else "",
        "exemptions": [
            {"who": each.doi_tuong, "percent": each.muc, "basis": each.can_cu}
            for each in fee.mien_giam
        ],
        "note": fee.ghi_chu,
    }


def _case(case: ProcedureCase, fees: list[Fee]) -> Case:
    own = {CaseChannel.ONLINE: case.online_limit, CaseChannel.POST: case.post_limit}
    order = [channel for channel in CaseChannel if case.takes(channel)]
    told = case.channels or any(own.values())
    return Case(
        ma=case.code,
        ten=case.name,
        dieu_kien=case.rule,
        thoi_han=_limit(case.limit),
        cach_thuc=[
            ChannelLimit(kenh=_key(CHANNELS, channel), thoi_han=_limit(own.get(channel, "")))
            for channel in order
            if told
        ],
        quy_trinh=case.process.code if case.process else "",
        quy_tac=_rules_of(case.policy),
        thanh_phan_ho_so=[_paper(each) for each in case.components.all()],
        phi_le_phi=[_fee(fee) for fee in fees],
    )


def _paper(component: Component) -> Paper:
    return Paper(
        ma=component.code,
        ten=component.name,
        loai=component.kind,  # type: ignore[arg-type]
        bat_buoc=component.mandatory,
        ban_chinh=component.originals,
        ban_chung_thuc=component.certified,
        ban_sao=component.copies,
        mau=component.form,
        mau_tep=component.template,
        mau_dien_tu=component.e_form,
        truong_hop=component.condition,
        dieu_kien=component.rule,
    )


def _fee(fee: Fee) -> FeeLine:
    return FeeLine(
        ten=fee.name,
        loai=fee.kind,  # type: ignore[arg-type]
        so_tien=fee.amount,
        cong_thuc=fee.formula,
        kenh=_key(CHANNELS, fee.channel) if fee.channel else "",
        mien_giam=[
            Exemption(doi_tuong=each["who"], muc=each["percent"], can_cu=each.get("basis", ""))
            for each in fee.exemptions
        ],
        ghi_chu=fee.note,
    )


def _result(stored: dict[str, Any]) -> ResultLine:
    validity = stored.get("validity", "")
    read = None
    if validity == UNLIMITED:
        read = Validity(unit="khong_thoi_han")
    elif validity:
        read = Validity(value=int(validity[:-1]), unit=_key(_PERIODS, validity[-1]))
    return ResultLine(ten=stored["name"], ma=stored.get("code", ""), hieu_luc=read)


def _validity(period: Validity | None) -> str:
    if period is None or not period.unit:
        return ""
    return UNLIMITED if period.value is None else f"{period.value}{_PERIODS[period.unit]}"


def _limit(limit: str) -> TimeLimit | None:
    if not limit:
        return None
    value, unit = published_as(limit)
    return TimeLimit(value=value, unit=unit)


def _key(words: dict[str, Any], value: object) -> Any:
    """The word of a file for a value; the value itself where it has none."""
    return next((word for word, each in words.items() if each == value), value)
