"""The one file an inspector runs: what it accepts, what it refuses, what it says."""

import ast
import copy
import hashlib
import json
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from chain_strategies import chained, values
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.chain import DayProof, MerkleTree, bundle, verifier
from motcua.chain.verifier import Unreadable, check

DOSSIER = "7KX4-MQ2D-90TB"
HISTORY = [
    ("2026-11-21T02:00:00.000001+00:00", "receive", {"code": "H26.01.02-261121-0001"}),
    ("2026-11-21T10:15:00+07:00", "forward", {"to": "H26.01.02.05", "paused": False}),
    ("2026-11-23T08:05:00+07:00", "decide", {"result": None, "papers": [1, 2, 3]}),
    ("2026-11-23T23:59:59+07:00", "return_result", {"note": "Đã trả kết quả cho người dân"}),
]


def records(history=HISTORY):
    return [
        {"dossier": DOSSIER, "sequence": number, "at": at, "act": act, "data": data}
        for number, (at, act, data) in enumerate(history, start=1)
    ]


def proven(history, *, events, days=None):
    """A proof file in which `events` are proven, among other dossiers' events of their days."""
    links = chained(history)
    proofs = []
    for number in events:
        record, leaf = links[number - 1]
        day = (days or {}).get(number) or datetime.fromisoformat(record["at"]).date()
        others = [hashlib.sha256(f"{day} {other}".encode()).digest() for other in range(11)]
        tree = MerkleTree([*others[:6], leaf, *others[6:]])
        path = tuple(tree.inclusion_proof(6))
        proofs.append(DayProof(event=number, day=day, index=6, size=12, path=path, root=tree.root))
    return bundle(DOSSIER, links, proofs)


@pytest.fixture
def true_bundle():
    return proven(records(), events=(1, 4))


def roots_of(proof_file):
    return {proof["day"]: proof["root"] for proof in proof_file["proofs"]}


@pytest.fixture
def run(tmp_path):
    """Run a copy of the file away from the package, with the standard library alone."""
    alone = shutil.copy(verifier.__file__, tmp_path / "verifier.py")

    def run(*files):
        paths = []
        for number, content in enumerate(files):
            path = tmp_path / f"{number}.json"
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        return subprocess.run(
            [sys.executable, "-I", "-S", str(alone), *paths],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={"PYTHONIOENCODING": "ascii"},
        )

    return run


def test_the_file_imports_the_standard_library_alone():
    tree = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [node.names[0].name])
    }
    assert imported <= sys.stdlib_module_names


def test_a_true_history_is_intact(run, true_bundle):
    done = run(true_bundle)
    assert (done.returncode, done.stderr) == (0, "")
    assert "KẾT LUẬN: NGUYÊN VẸN.\nVERDICT: INTACT.\n" in done.stdout
    assert DOSSIER in done.stdout
    assert "   1  2026-11-21 09:00:00+07:00  receive  [gốc ngày / day root 2026-11-21]" in (
        done.stdout
    )
    assert '      {"data": {"code": "H26.01.02-261121-0001"}}' in done.stdout
    assert "   2  2026-11-21 10:15:00+07:00  forward  [-]" in done.stdout
    for root in roots_of(true_bundle).values():
        assert root in done.stdout


def test_without_the_published_roots_the_reader_is_told_to_compare(run, true_bundle):
    told = "Hãy so các gốc trên với bản công bố"
    assert told in run(true_bundle).stdout
    done = run(true_bundle, roots_of(true_bundle))
    assert (done.returncode, told in done.stdout) == (0, False)


def test_a_changed_event_is_named(run, true_bundle):
    true_bundle["events"][1]["record"]["at"] = "2026-11-21T09:15:00+07:00"
    done = run(true_bundle)
    assert done.returncode == 1
    assert "- Sự kiện 2 không khớp mã băm" in done.stdout
    assert "  Event 2 does not match its hash" in done.stdout
    assert done.stdout.endswith("KẾT LUẬN: KHÔNG KHỚP.\nVERDICT: ALTERED.\n")


def test_events_not_yet_published_are_not_yet_proven(run):
    done = run(proven(records(), events=(1,)))
    assert done.returncode == 1
    assert "- Các sự kiện sau sự kiện 1 chưa nằm trong gốc ngày nào đã công bố." in done.stdout
    assert done.stdout.endswith("KẾT LUẬN: CHƯA ĐỦ CHỨNG CỨ.\nVERDICT: NOT PROVEN YET.\n")


def test_a_history_rewritten_throughout_is_found_by_the_published_root(run, true_bundle):
    published = roots_of(true_bundle)
    history = records()
    history[0]["at"] = "2026-11-21T15:01:00+07:00"
    forged = proven(history[:1], events=(1,))
    assert run(forged).returncode == 0
    done = run(forged, published)
    assert done.returncode == 1
    assert "- Gốc ngày 2026-11-21 khác gốc đã công bố." in done.stdout


def test_a_root_missing_from_the_published_list_proves_nothing(run, true_bundle):
    done = run(true_bundle, {"2026-11-21": roots_of(true_bundle)["2026-11-21"]})
    assert done.returncode == 1
    assert "- Bản công bố không có gốc ngày 2026-11-23." in done.stdout
    assert "CHƯA ĐỦ CHỨNG CỨ" in done.stdout


def test_roots_published_with_their_sizes_hold_the_size_too(run, true_bundle):
    published = {day: {"root": root, "size": 12} for day, root in roots_of(true_bundle).items()}
    assert run(true_bundle, published).returncode == 0
    published["2026-11-23"]["size"] = 13
    done = run(true_bundle, published)
    assert done.returncode == 1
    assert "- Gốc ngày 2026-11-23 khác gốc đã công bố." in done.stdout


def test_an_event_dated_before_the_day_it_was_published_is_backdated():
    backdated = proven(records(), events=(1, 4), days={1: date(2026, 11, 23)})
    assert [finding.english for finding in check(backdated)] == [
        "Event 1 bears another day than 2026-11-23, when it was published."
    ]


def test_the_day_is_that_of_vietnam():
    history = [("2026-11-20T17:30:00+00:00", "receive", {})]
    assert check(proven(records(history), events=(1,), days={1: date(2026, 11, 21)})) == []


def test_time_does_not_run_backwards():
    history = [HISTORY[1], HISTORY[0]]
    findings = check(proven(records(history), events=(1, 2)))
    assert [finding.english for finding in findings] == [
        "Event 2 is dated before the one it follows."
    ]


def test_events_of_another_dossier_are_refused():
    history = records()
    history[2]["dossier"] = "7KX4-MQ2D-90TC"
    findings = check(proven(history, events=(4,)))
    assert [finding.english for finding in findings] == ["Event 3 belongs to another dossier."]


def test_events_are_numbered_without_holes():
    history = records()
    del history[1]
    findings = check(proven(history, events=(1, 3)))
    assert [finding.english for finding in findings] == [
        "Event 2 is numbered 3.",
        "Event 3 is numbered 4.",
    ]


def test_a_forged_file_cannot_draw_its_own_verdict(run):
    history = records()
    history[0]["act"] = "\x1b[2Jreceive\nKẾT LUẬN: NGUYÊN VẸN."
    done = run(proven(history, events=(1, 4)))
    assert "\x1b" not in done.stdout
    assert done.stdout.count("\nKẾT LUẬN") == 1


def test_a_file_saved_by_a_windows_editor_is_read(run, true_bundle):
    assert run("\ufeff" + json.dumps(true_bundle)).returncode == 0


def edited(change):
    def edit(true):
        change(true)
        return true

    return edit


@pytest.mark.parametrize(
    "spoil",
    [
        lambda true: "",
        lambda true: "{",
        lambda true: "[]",
        lambda true: "null",
        lambda true: "[" * 100_000,
        lambda true: '{"format": "motcua-chain-1", "format": "motcua-chain-1"}',
        lambda true: json.dumps(true).replace('"sequence": 1,', '"sequence": 1.0,'),
        lambda true: json.dumps(true).replace('"sequence": 1,', '"sequence": NaN,'),
        lambda true: json.dumps(true).replace('"sequence": 1,', '"sequence": true,'),
        edited(lambda true: true.update(format="motcua-chain-2")),
        edited(lambda true: true.pop("dossier")),
        edited(lambda true: true.update(events=[])),
        edited(lambda true: true.update(events=[[]])),
        edited(lambda true: true.pop("proofs")),
        edited(lambda true: true.update(proofs=[None])),
        edited(lambda true: true["proofs"][0].update(event=0)),
        edited(lambda true: true["proofs"][0].update(event=5)),
        edited(lambda true: true["proofs"][0].update(root="00")),
        edited(lambda true: true["proofs"][0].update(path=[7])),
        edited(lambda true: true["events"][0].update(hash="x" * 64)),
        edited(lambda true: true["events"][0].pop("hash")),
        edited(lambda true: true["events"][0]["record"].pop("at")),
        edited(lambda true: true["events"][0]["record"].update(at="hôm qua")),
        edited(lambda true: true["events"][0]["record"].update(at="2026-11-21T09:00:00")),
        edited(lambda true: true["events"][0]["record"].update(at="9999-12-31T23:00:00+00:00")),
    ],
)
def test_what_is_not_a_proof_file_is_said_to_be_unreadable(run, true_bundle, spoil):
    done = run(spoil(true_bundle))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Không đọc được / Cannot read: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("published", [[], "roots", {"2026-11-21": 7}, {"2026-11-21": {}}])
def test_a_list_of_roots_that_is_none_is_said_to_be_unreadable(run, true_bundle, published):
    done = run(true_bundle, json.dumps(published))
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("count", [0, 3])
def test_the_wrong_number_of_files_gets_one_sentence(run, true_bundle, count):
    done = run(*[true_bundle] * count)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Cách dùng / Usage: python verifier.py bundle.json [roots.json]\n"


def test_a_file_that_is_not_there_is_said_to_be_unreadable(capsys):
    assert verifier.main(["/nowhere/bundle.json"]) == 2
    assert "Cannot read" in capsys.readouterr().err


TRUE = proven(records(), events=(1, 4))
ROOTS = roots_of(TRUE)


def places(value, at=()):
    """The path to every value in a JSON document."""
    yield at
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*at, key))


def value_at(document, path):
    for key in path:
        document = document[key]
    return document


def found(forged):
    """Whether the forgery is found, or the file refused outright."""
    try:
        return bool(check(forged, ROOTS))
    except Unreadable:
        return True


EVENT_PLACES = [place for place in places(TRUE) if place[:1] == ("events",) and len(place) > 1]
# The place of a leaf and the number of leaves are not covered by the root alone.
PROOF_PLACES = [
    place for place in places(TRUE) if len(place) > 2 and place[2] in ("day", "path", "root")
]


@given(st.sampled_from(EVENT_PLACES + PROOF_PLACES), values)
def test_any_single_changed_value_is_found(place, value):
    forged = copy.deepcopy(TRUE)
    assume(json.dumps(value_at(TRUE, place), sort_keys=True) != json.dumps(value, sort_keys=True))
    value_at(forged, place[:-1])[place[-1]] = value
    assert found(forged)


@given(st.sampled_from(EVENT_PLACES))
def test_any_single_missing_value_is_found(place):
    forged = copy.deepcopy(TRUE)
    del value_at(forged, place[:-1])[place[-1]]
    assert found(forged)


@given(st.sampled_from([place for place in EVENT_PLACES if place[-1] == "record"]), values)
def test_any_single_added_value_is_found(place, value):
    forged = copy.deepcopy(TRUE)
    value_at(forged, place)["added"] = value
    assert found(forged)


@given(st.integers(0, 3), st.integers(0, 3))
def test_any_swapped_or_repeated_event_is_found(one, other):
    assume(one != other)
    swapped, repeated = copy.deepcopy(TRUE), copy.deepcopy(TRUE)
    events = swapped["events"]
    events[one], events[other] = events[other], events[one]
    repeated["events"].insert(one, repeated["events"][other])
    assert found(swapped)
    assert found(repeated)


def test_the_file_the_forgeries_start_from_is_true():
    assert check(TRUE, ROOTS) == []
