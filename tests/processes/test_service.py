"""Importing, versions in force and default processes, on the real database."""

import copy
import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from motcua.processes import service
from motcua.processes.errors import ProcessError
from motcua.processes.models import InternalProcess, ProcessVersion, Step
from motcua.processes.service import Outcome
from tests.processes.records import conditions_of, facts_saying, seed


def fresh(code: str = "", **change: object) -> dict:
    """The seed file under codes of its own: the test database already holds the real ones."""
    data = copy.deepcopy(seed())
    for record in data["processes"]:
        if record["ma_quy_trinh"] == code:
            record.update(change)
        record["ma_quy_trinh"] = f"THU-{record['ma_quy_trinh']}"
    return data


def versions() -> QuerySet[ProcessVersion]:
    return ProcessVersion.objects.filter(process__code__startswith="THU-")


def outcomes(reports: list[service.Report]) -> set[Outcome]:
    return {report.outcome for report in reports}


@pytest.mark.django_db
def test_all_real_processes_import_clean_and_once():
    first = service.import_processes(fresh())
    assert len(first) == 33
    assert outcomes(first) == {Outcome.CREATED}
    counts = ProcessVersion.objects.count(), Step.objects.count()
    assert outcomes(service.import_processes(fresh())) == {Outcome.UNCHANGED}
    assert (ProcessVersion.objects.count(), Step.objects.count()) == counts


@pytest.mark.django_db
def test_every_stored_version_runs_to_its_end():
    service.import_processes(fresh())
    for version in versions().prefetch_related("steps"):
        asked = conditions_of(version.steps.all())
        facts, state = facts_saying(asked, asked), service.start(version)
        for step in version.steps.all():
            state = service.complete(version, state, step.key, facts)
        assert service.is_finished(state)


@pytest.mark.django_db
def test_a_report_reads_as_a_sentence():
    report = service.import_processes(fresh())[0]
    assert str(report).startswith("1. THU-YB-KT01 Cấp giấy phép xây dựng nhà ở riêng lẻ: tạo mới (")


@pytest.mark.django_db
def test_a_changed_process_becomes_a_new_version_and_the_old_one_stays():
    service.import_processes(fresh())
    old = service.version_for("THU-YB-KT01")
    later = fresh("YB-KT01", tong_thoi_gian={"value": 12, "unit": "ngay_lam_viec"})
    reports = service.import_processes(later)
    assert [r.code for r in reports if r.outcome == Outcome.NEW_VERSION] == ["THU-YB-KT01"]
    new, today = service.version_for("THU-YB-KT01"), timezone.localdate()
    assert (old.number, new.number, old.limit, new.limit) == (1, 2, "15wd", "12wd")
    assert service.version_for("THU-YB-KT01", today - timedelta(days=1)) == old
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from) == (today - timedelta(days=1), today)


@pytest.mark.django_db
def test_a_spoilt_record_is_refused_and_the_others_are_taken():
    data = fresh("YB-DT01", buoc=[])
    data["processes"].append(copy.deepcopy(data["processes"][0]))
    data["processes"].append("không phải bản ghi")
    refused = [r for r in service.import_processes(data) if r.outcome == Outcome.REFUSED]
    assert [(r.position, r.code) for r in refused] == [
        (2, "THU-YB-DT01"),
        (34, "THU-YB-KT01"),
        (35, ""),
    ]
    assert "trùng mã" in refused[1].notes[0]
    assert not InternalProcess.objects.filter(code="THU-YB-DT01").exists()
    assert versions().count() == 32


@pytest.mark.parametrize("data", [None, [], {}, {"processes": "x"}])
def test_a_file_without_processes_is_refused(data):
    with pytest.raises(ProcessError):
        service.import_processes(data)


@pytest.mark.django_db
def test_a_default_process_is_written_once_for_each_limit():
    before = ProcessVersion.objects.count()
    version = service.default_version("11.5wd")
    assert version.process.code == "MAC-DINH-11.5wd"
    assert service.default_version("11.50wd") == version
    assert service.default_version("") != version
    assert [step.limit for step in version.steps.all()][2] == "8.5wd"
    assert ProcessVersion.objects.exclude(process__code="MAC-DINH").count() == before + 1


@pytest.mark.django_db
def test_a_default_process_needs_a_limit_that_can_be_counted():
    with pytest.raises(ProcessError):
        service.default_version("sớm")


@pytest.mark.django_db
def test_finding_a_process_does_not_fetch_its_document(django_assert_num_queries):
    version = service.default_version("5wd")
    service.start(version)
    with django_assert_num_queries(1):
        found = service.default_version("5wd")
        state = service.start(found)
        service.complete(found, state, "s1")


@pytest.mark.django_db
def test_an_unknown_process_is_told_with_the_day():
    with pytest.raises(ProcessError, match="01/07/2025"):
        service.version_for("KHONG-CO", date(2025, 7, 1))


@pytest.mark.django_db
def test_current_version_is_found_from_the_process():
    service.import_processes(fresh())
    process = InternalProcess.objects.get(code="THU-QG-2.000986")
    assert service.current_version(process).process_id == process.pk


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Writes of this test are seen by every connection, and taken away after it."""
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            # A published version refuses to go; where triggers do not fire it does.
            cursor.execute("SET session_replication_role = replica")
        Step.objects.filter(version__process__code="MAC-DINH-13wd").delete()
        ProcessVersion.objects.filter(process__code="MAC-DINH-13wd").delete()
        InternalProcess.objects.filter(code="MAC-DINH-13wd").delete()
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = origin")


@pytest.mark.usefixtures("committed")
def test_first_use_by_many_at_once_writes_one_default_process():
    found: list[int] = []

    def first_use() -> None:
        try:
            found.append(service.default_version("13wd").pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=first_use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
