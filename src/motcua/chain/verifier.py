"""Check that a dossier's history was not altered. Needs Python alone:

    python verifier.py bundle.json [roots.json]

`bundle.json` is the proof file the one-stop system gives out for a dossier;
`roots.json` is the list of day roots as published
(`{"2026-11-21": {"root": "…hex…", "size": 12}}`, or `{"2026-11-21": "…hex…"}`).
Exit code: 0 intact, 1 altered or not proven, 2 the files cannot be read.

Tệp này tự kiểm tra nhật ký một hồ sơ, chỉ cần Python, không cần mạng.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = "motcua-chain-1"
GENESIS = hashlib.sha256(FORMAT.encode()).digest()
VIETNAM = timezone(timedelta(hours=7))
_LARGEST = 2**53 - 1
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


# The chain: each event's hash covers the event and the hash before it.


def event_json(record: Mapping[str, Any]) -> bytes:
    """The record as canonical JSON (RFC 8785), for the values an event may hold.

    Those are strings, integers within ±(2**53 - 1), booleans, null, lists and
    objects. Anything else raises ValueError: a fraction, a date or an exotic key
    could be written in two ways, and a history must be written in one.
    """
    plain = dict(record)
    _refuse_ambiguous(plain)
    return _ENCODER.encode(plain).encode()


def _refuse_ambiguous(value: Any) -> None:
    if value is None or isinstance(value, (str, bool)):
        return
    if isinstance(value, int):
        if not -_LARGEST <= value <= _LARGEST:
            raise ValueError(f"integer out of range: {value}")
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_ambiguous(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            # RFC 8785 sorts keys by UTF-16 unit, Python by code point: equal below U+D800.
            if not isinstance(key, str) or not (key.isascii() or max(key) < "\ud800"):
                raise ValueError(f"unsupported key: {key!r}")
            _refuse_ambiguous(item)
    else:
        raise ValueError(f"unsupported value: {value!r}")


def event_hash(previous: bytes, record: Mapping[str, Any]) -> bytes:
    """SHA-256 of the previous event's hash (`GENESIS` for the first) and the record."""
    if len(previous) != len(GENESIS):
        raise ValueError("the previous hash must have 32 bytes")
    return hashlib.sha256(previous + event_json(record)).digest()


class Break(NamedTuple):
    """Where a chain stops holding: the first event that is not what was recorded.

    `position` counts from 1. `expected` follows from the events, None if the
    record cannot be hashed at all; `found` is what is stored. `at_end` means
    that every link holds but the last is not the known head, so that events
    were dropped, added or rewritten together with their hashes.
    """

    position: int
    expected: bytes | None
    found: bytes
    at_end: bool = False


def verify_chain(
    records: Iterable[tuple[Mapping[str, Any], bytes]],
    *,
    previous: bytes = GENESIS,
    head: bytes | None = None,
) -> Break | None:
    """Walk records with their stored hashes; None if every link holds.

    Without `head` (the last hash, known from elsewhere) a chain cut short or
    wholly rewritten cannot be told from a true one.
    """
    position = 0
    for position, (record, found) in enumerate(records, start=1):
        try:
            expected = event_hash(previous, record)
        except ValueError:
            return Break(position, None, found)
        if expected != found:
            return Break(position, expected, found)
        previous = found
    if head is not None and head != previous:
        return Break(position, previous, head, at_end=True)
    return None


# The day's tree: RFC 9162, section 2.1.


def leaf_hash(leaf: bytes) -> bytes:
    """What stands for a leaf in the tree."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """What stands for two subtrees in the tree."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Whether `leaf` is number `index` (from 0) of the `size` leaves under `root`.

    RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf_hash(leaf)
    for sibling in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(sibling, found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


# The proof file of one dossier.


class Unreadable(Exception):
    """A file that is not a proof file, or not one of this format."""


class Finding(NamedTuple):
    """Something that keeps the history from being proven, in both languages."""

    vietnamese: str
    english: str
    altered: bool = True


def read_json(path: str) -> Any:
    """The JSON of a file, refused if it could be read in two ways."""
    try:
        return json.loads(
            Path(path).read_text(encoding="utf-8-sig"),
            object_pairs_hook=_without_duplicates,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (OSError, ValueError, RecursionError) as problem:
        raise Unreadable(f"{path}: {problem}") from problem


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) != len(pairs):
        raise ValueError("an object names a key twice")
    return plain


def _refuse_number(text: str) -> Any:
    raise ValueError(f"only whole numbers are allowed: {text}")


def _get(container: Any, key: str, kind: type) -> Any:
    value = container.get(key) if isinstance(container, dict) else None
    if type(value) is not kind:
        raise Unreadable(f"'{key}' must be {kind.__name__}")
    return value


def _hash(text: Any) -> bytes:
    try:
        value = bytes.fromhex(text)
    except (TypeError, ValueError):
        value = b""
    if len(value) != len(GENESIS):
        raise Unreadable(f"not a SHA-256 in hexadecimal: {text!r}")
    return value


def _moment(record: dict[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(_get(record, "at", str))
        if moment.tzinfo is None:
            raise ValueError("no offset from UTC")
        return moment.astimezone(VIETNAM)
    except (ValueError, OverflowError) as problem:
        raise Unreadable(f"'at': {problem}") from problem


def check(bundle: Any, published: Any = None) -> list[Finding]:
    """Everything wrong or missing in a proof file; an empty list if it proves the history.

    `published` maps days to roots in hexadecimal, with or without the number of
    leaves: `{"root": …, "size": …}`. Raises `Unreadable`.
    """
    if _get(bundle, "format", str) != FORMAT:
        raise Unreadable(f"'format' must be {FORMAT}")
    events = _get(bundle, "events", list)
    if not events:
        raise Unreadable("'events' is empty")
    chained = [(_get(event, "record", dict), _hash(event.get("hash"))) for event in events]
    findings = list(_check_records(_get(bundle, "dossier", str), [record for record, _ in chained]))
    if broken := verify_chain(chained):
        findings.append(
            Finding(
                f"Sự kiện {broken.position} không khớp mã băm: bị sửa, xóa, đổi chỗ hoặc thêm.",
                f"Event {broken.position} does not match its hash: changed, dropped, moved, added.",
            )
        )
    proven = 0
    for proof in _get(bundle, "proofs", list):
        position = _get(proof, "event", int)
        if not 0 < position <= len(chained):
            raise Unreadable(f"there is no event {position}")
        findings += _check_proof(proof, *chained[position - 1])
        if published is not None:
            findings += _check_published(proof, published)
        proven = max(proven, position)
    if proven < len(events):
        findings.append(
            Finding(
                f"Các sự kiện sau sự kiện {proven} chưa nằm trong gốc ngày nào đã công bố.",
                f"Events after event {proven} are not yet under any published day root.",
                altered=False,
            )
        )
    return findings


def _check_records(dossier: str, records: list[dict[str, Any]]) -> Iterable[Finding]:
    before = None
    for position, record in enumerate(records, start=1):
        if _get(record, "dossier", str) != dossier:
            yield Finding(
                f"Sự kiện {position} thuộc hồ sơ khác.",
                f"Event {position} belongs to another dossier.",
            )
        if (sequence := _get(record, "sequence", int)) != position:
            yield Finding(
                f"Sự kiện thứ {position} mang số {sequence}.",
                f"Event {position} is numbered {sequence}.",
            )
        moment = _moment(record)
        if before and moment < before:
            yield Finding(
                f"Sự kiện {position} ghi thời điểm trước sự kiện liền trước.",
                f"Event {position} is dated before the one it follows.",
            )
        before = moment


def _check_proof(proof: dict[str, Any], record: dict[str, Any], leaf: bytes) -> Iterable[Finding]:
    position, day, root = proof["event"], _get(proof, "day", str), _hash(proof.get("root"))
    index, size = _get(proof, "index", int), _get(proof, "size", int)
    path = [_hash(step) for step in _get(proof, "path", list)]
    if not verify_inclusion(leaf, index, size, path, root):
        yield Finding(
            f"Sự kiện {position} không có trong gốc ngày {shown(day)}.",
            f"Event {position} is not under the root of {shown(day)}.",
        )
    if day != _moment(record).date().isoformat():
        yield Finding(
            f"Sự kiện {position} ghi ngày khác ngày công bố {shown(day)}.",
            f"Event {position} bears another day than {shown(day)}, when it was published.",
        )


def _check_published(proof: dict[str, Any], published: Any) -> Iterable[Finding]:
    day = proof["day"]
    if not isinstance(published, dict):
        raise Unreadable("the published roots must be one object, day by day")
    if day not in published:
        yield Finding(
            f"Bản công bố không có gốc ngày {shown(day)}.",
            f"No root of {shown(day)} among those published.",
            altered=False,
        )
    elif _root_and_size(published[day], proof) != (_hash(proof["root"]), proof["size"]):
        yield Finding(
            f"Gốc ngày {shown(day)} khác gốc đã công bố.",
            f"The root of {shown(day)} is not the one published.",
        )


def _root_and_size(published: Any, proof: dict[str, Any]) -> tuple[bytes, int]:
    """What was published of a day; where no size was, the proof's own is not in question."""
    if isinstance(published, str):
        return _hash(published), proof["size"]
    return _hash(_get(published, "root", str)), _get(published, "size", int)


def shown(text: Any) -> str:
    """Text from a file, harmless to print: a forged file must not draw its own verdict."""
    return text if isinstance(text, str) and text.isprintable() else ascii(text)


def report(bundle: dict[str, Any], findings: list[Finding], compared: bool) -> str:
    """What the reader is told: the events, the roots, the verdict in both languages."""
    proven = {proof["event"]: proof["day"] for proof in bundle["proofs"]}
    lines = [f"Hồ sơ / Dossier: {shown(bundle['dossier'])}", ""]
    for position, event in enumerate(bundle["events"], start=1):
        lines += _event_lines(position, event["record"], proven.get(position))
    lines += [
        "",
        "[-]: chỉ chứng minh là có trước gốc ngày kế tiếp / only proven older than the next root",
        "",
        "Gốc ngày / Day roots:",
        *sorted(f"  {shown(p['day'])}  {_hash(p['root']).hex()}" for p in bundle["proofs"]),
    ]
    if not compared:
        lines += [
            "  Hãy so các gốc trên với bản công bố: kết luận chỉ đúng khi trùng nhau.",
            "  Compare these roots with those published: the verdict holds only if they agree.",
        ]
    lines.append("")
    for finding in findings:
        lines += [f"- {finding.vietnamese}", f"  {finding.english}"]
    return "\n".join([*lines, *_verdict(findings)])


def _event_lines(position: int, record: dict[str, Any], day: str | None) -> Iterable[str]:
    moment = _moment(record).isoformat(" ", "seconds")
    root = "-" if day is None else f"gốc ngày / day root {shown(day)}"
    yield f"{position:4}  {moment}  {shown(record.get('act', ''))}  [{root}]"
    headed = ("dossier", "sequence", "at", "act")
    rest = {key: value for key, value in record.items() if key not in headed}
    if rest:
        yield f"      {shown(json.dumps(rest, ensure_ascii=False))}"


def _verdict(findings: list[Finding]) -> tuple[str, str]:
    if not findings:
        return "KẾT LUẬN: NGUYÊN VẸN.", "VERDICT: INTACT."
    if any(finding.altered for finding in findings):
        return "KẾT LUẬN: KHÔNG KHỚP.", "VERDICT: ALTERED."
    return "KẾT LUẬN: CHƯA ĐỦ CHỨNG CỨ.", "VERDICT: NOT PROVEN YET."


def main(arguments: list[str]) -> int:
    """Check the files named; the exit code is 0, 1 or 2 as the head of this file says."""
    if len(arguments) not in (1, 2):
        sys.stderr.write("Cách dùng / Usage: python verifier.py bundle.json [roots.json]\n")
        return 2
    try:
        bundle, *published = map(read_json, arguments)
        findings = check(bundle, *published)
    except (Unreadable, RecursionError) as problem:
        sys.stderr.write(f"Không đọc được / Cannot read: {problem}\n")
        return 2
    sys.stdout.write(report(bundle, findings, bool(published)) + "\n")
    return 1 if findings else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not speak Vietnamese by itself.
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
