"""Drafts, publication from a day, trials; suspended, withdrawn, replaced procedures."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.catalog import service
from motcua.catalog.models import Procedure, ProcedureVersion, Standing
from motcua.catalog.tasks import settle_names
from motcua.dated import NotPublished
from motcua.dossiers import acts
from tests.catalog import texts
from tests.dossiers import people
from tests.portal.pages import words

pytestmark = pytest.mark.django_db

RENAMED = (b'"ma_tthc": "2.000635"', b'"ma_tthc": "9.000635"')


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def extract() -> Procedure:
    return Procedure.objects.get(code=people.EXTRACT)


def found(said: str) -> list[str]:
    """Codes of the procedures citizens find."""
    response = Client().get(reverse("portal:procedures"), {"q": said})
    return [procedure.code for procedure in response.context["page"]]


def page(code: str = people.EXTRACT) -> str:
    return words(Client().get(reverse("portal:procedure", args=[code])))


class TestDrafts:
    def test_a_draft_is_a_whole_copy_and_changes_nothing_in_force(self):
        before = extract().current()
        draft = service.draft_from(before, texts.administrator())
        assert draft.is_draft
        assert extract().current() == before
        assert draft.cases.get().components.count() == before.cases.get().components.count()
        assert draft.fees.count() == before.fees.count()
        assert [case.pk for case in draft.cases.all()] != [case.pk for case in before.cases.all()]

    def test_published_from_a_day_it_is_in_force_that_day_and_not_the_eve(self):
        procedure = extract()
        before = procedure.current()
        draft = service.draft_from(before, texts.administrator())
        draft.publish(in_days(10), by=texts.administrator())
        assert procedure.current(in_days(9)) == before
        assert procedure.current(in_days(10)) == draft

    def test_a_name_shows_from_the_day_its_text_is_in_force(self):
        draft = service.draft_from(extract().current(), texts.administrator())
        draft.name = "Cấp trích lục zyzzyva"
        draft.save()
        draft.publish(in_days(3), by=texts.administrator())
        settle_names(0)
        assert found("zyzzyva") == []
        ProcedureVersion.objects.filter(pk=draft.pk).update(valid_from=in_days(0))
        settle_names(0)
        assert found("zyzzyva") == [people.EXTRACT]

    def test_a_publication_not_yet_in_force_can_be_undone(self):
        procedure = extract()
        before = procedure.current()
        draft = service.draft_from(before, texts.administrator())
        draft.publish(in_days(3), by=texts.administrator())
        draft.unpublish(by=texts.administrator())
        assert procedure.current(in_days(30)) == before

    def test_a_draft_can_be_thrown_away_a_published_text_cannot(self):
        procedure = extract()
        draft = service.draft_from(procedure.current(), texts.administrator())
        with pytest.raises(service.NotChanged, match="không xóa được"):
            service.discard(procedure.current(), texts.administrator())
        service.discard(draft, texts.administrator())
        assert not ProcedureVersion.objects.filter(pk=draft.pk).exists()

    def test_a_procedure_that_is_only_a_draft_is_not_found(self):
        import_as_draft = service.Terms(as_drafts=True)
        content = service.export_json([people.EXTRACT]).replace(*RENAMED)
        (report,) = service.import_file(content, terms=import_as_draft)
        assert report.outcome is service.Outcome.DRAFT
        assert Procedure.objects.get(code="9.000635").standing() is Standing.DRAFT
        assert "9.000635" not in found("trich luc ho tich")
        assert Client().get(reverse("portal:procedure", args=["9.000635"])).status_code == 404
        (again,) = service.import_file(content, terms=import_as_draft)
        assert again.outcome is service.Outcome.UNCHANGED


class TestTrial:
    def tried(self) -> ProcedureVersion:
        draft = service.draft_from(extract().current(), texts.administrator())
        draft.trial = True
        draft.save()
        draft.publish(timezone.localdate(), by=texts.administrator())
        return draft

    def test_a_trial_stands_beside_the_official_text_at_counters_only(self):
        official = extract().current()
        tried = self.tried()
        assert extract().current() == official
        online = service.cases_for(extract(), "online")
        counter = service.cases_for(extract(), "counter")
        assert [case.version for case in online] == [official]
        assert [case.version for case in counter] == [official, tried]

    def test_online_a_trial_is_refused_at_the_counter_it_is_taken(self):
        case = self.tried().cases.get()
        assert "thử nghiệm" in service.cannot_file(case, "online")
        assert service.cannot_file(case, "counter") == ""

    def test_a_procedure_only_on_trial_says_so(self):
        tried = self.tried()
        extract().versions.filter(trial=False).update(valid_to=in_days(-1))
        assert extract().standing() is Standing.TRIAL
        assert "đang thử nghiệm, chỉ nhận trực tiếp" in page()
        official = service.draft_from(tried, texts.administrator())
        official.trial = False
        official.save()
        official.publish(in_days(5), by=texts.administrator())
        assert extract().on_trial(in_days(4)) == tried
        assert extract().on_trial(in_days(5)) is None


class TestStanding:
    def test_suspended_it_is_found_and_marked_and_takes_nothing_new(self):
        draft = people.draft()
        service.suspend(
            extract(),
            notice="Phần mềm hộ tịch đang bảo trì.",
            decision="12/TB-UBND",
            to_day=in_days(2),
            by=texts.administrator(),
        )
        assert people.EXTRACT in found("2.000635")
        assert "Tạm ngừng tiếp nhận" in words(
            Client().get(reverse("portal:procedures"), {"q": "2.000635"})
        )
        said = page()
        assert "Phần mềm hộ tịch đang bảo trì." in said
        assert f"{in_days(2):%d/%m/%Y}" in said
        assert "12/TB-UBND" in said
        with pytest.raises(acts.Refused, match="bảo trì"):
            acts.submit(draft, account=draft.account)
        assert extract().standing(in_days(3)) is Standing.OFFICIAL

    def test_resumed_it_takes_dossiers_again(self):
        service.suspend(extract(), notice="Bảo trì.", by=texts.administrator())
        service.resume(extract(), by=texts.administrator())
        assert service.closed_because(extract()) == ""
        assert people.filed().pk
        with pytest.raises(service.NotChanged, match="không tạm ngừng"):
            service.resume(extract(), by=texts.administrator())

    def test_a_dossier_received_before_goes_on(self):
        dossier = people.received()
        service.suspend(extract(), notice="Bảo trì.", by=texts.administrator())
        assert people.carry_on(dossier).pk == dossier.pk

    def test_withdrawn_it_is_not_found(self):
        service.withdraw(extract(), decision="1/QĐ-UBND", by=texts.administrator())
        assert people.EXTRACT not in found("2.000635")
        assert "Thủ tục đã bãi bỏ" in page()
        draft = service.draft_from(extract().current(), texts.administrator())
        with pytest.raises(NotPublished, match="không công bố được"):
            draft.publish(in_days(1), by=texts.administrator())

    def test_replaced_it_names_its_successor(self):
        successor = Procedure.objects.get(code=people.BUILDING)
        service.replace(
            extract(), successor=successor, decision="1/QĐ-UBND", by=texts.administrator()
        )
        assert successor.name in page()
        assert extract().standing() is Standing.REPLACED

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda p, by: service.suspend(p, notice=" ", by=by), "Hãy ghi thông báo"),
            (lambda p, by: service.withdraw(p, decision="", by=by), "Hãy ghi số quyết định"),
            (
                lambda p, by: service.withdraw(p, decision="1", from_day=in_days(-1), by=by),
                "đã qua",
            ),
            (
                lambda p, by: service.suspend(
                    p, notice="n", from_day=in_days(2), to_day=in_days(1), by=by
                ),
                "Ngày kết thúc phải sau",
            ),
            (
                lambda p, by: service.replace(p, successor=p, decision="1", by=by),
                "không thể thay thế chính nó",
            ),
        ],
    )
    def test_a_change_without_sense_is_refused_in_words(self, change, said):
        with pytest.raises(service.NotChanged, match=said):
            change(extract(), texts.administrator())
        assert extract().standing() is Standing.OFFICIAL

    def test_two_cannot_replace_each_other(self):
        other = Procedure.objects.get(code=people.BUILDING)
        service.replace(extract(), successor=other, decision="1", by=texts.administrator())
        with pytest.raises(service.NotChanged, match="đã được thay thế bằng thủ tục này"):
            service.replace(other, successor=extract(), decision="2", by=texts.administrator())

    def test_twice_at_once_is_refused(self):
        service.suspend(extract(), notice="Một.", by=texts.administrator())
        with pytest.raises(service.NotChanged, match="Tạm ngừng tiếp nhận"):
            service.suspend(extract(), notice="Hai.", by=texts.administrator())


def test_a_limit_of_the_online_channel_binds_online_dossiers_alone():
    case = people.case_of(people.EXTRACT)
    case.limit, case.online_limit = "5wd", "1wd"
    case.save()
    dossier = people.received()
    online = dossier.due_at
    case.online_limit = ""
    case.save()
    later = people.received()
    assert online < later.due_at
    assert "trực tuyến: 01 ngày làm việc" not in page()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1.004873", "Giấy xác nhận tình trạng hôn nhân (có giá trị 6 tháng)"),
        ("1.001193", "Miễn: Người có công với cách mạng"),
        ("3.000346", "nộp trực tiếp"),
        (people.EXTRACT, "Mọi Bộ phận Một cửa trong tỉnh"),
        ("1.009374", "Dịch vụ công toàn trình"),
    ],
)
def test_the_page_says_what_the_catalogue_knows(code, said):
    assert said in page(code)


def test_from_a_day_to_come_a_file_leaves_today_as_it_is():
    content = service.export_json([people.EXTRACT]).replace(b"so_luong * 8000", b"so_luong * 9000")
    (report,) = service.import_file(content, terms=service.Terms(from_day=in_days(10)))
    assert report.outcome is service.Outcome.NEW_VERSION
    assert extract().current().fees.get().formula == "so_luong * 8000"
    assert extract().current(in_days(10)).fees.get().formula == "so_luong * 9000"
    said = service.differences(extract().current(), extract().current(in_days(10)))
    assert any("8.000 đồng × số lượng → 9.000 đồng × số lượng" in each for each in said)


def test_a_check_writes_nothing():
    content = service.export_json([people.EXTRACT]).replace(*RENAMED)
    (report,) = service.import_file(content, only_check=True)
    assert report.outcome is service.Outcome.CREATED
    assert not Procedure.objects.filter(code="9.000635").exists()
