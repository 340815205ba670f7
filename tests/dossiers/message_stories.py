"""For every act a short story that ends with it, told through the acts themselves."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from motcua.catalog.models import ProcedureCase
from motcua.dossiers import acts, clocks
from motcua.dossiers.models import ClockPause, Dossier, Extension, Opinion, Result, State, Task
from motcua.organization.models import Role, Unit
from motcua.people.models import Account
from tests.dossiers import people

Story = Callable[[], Dossier]
SHOP_CHANGE = "2.000720"  # its process has a step of review
REASON = "Lý do của cơ quan"
STORIES: dict[str, Story] = {}


def story(tell: Story) -> Story:
    STORIES[tell.__name__] = tell
    return tell


def holder(unit: int, role: str) -> Account:
    account = Account.objects.filter(
        officer__holdings__post__unit=unit, officer__holdings__post__role=role
    ).first()
    assert account is not None
    return account


def clerk(dossier: Dossier) -> Account:
    return holder(dossier.one_stop_id, Role.RECEPTION)


def head(dossier: Dossier) -> Account:
    return holder(dossier.division_id, Role.DIVISION_HEAD)


def leader(dossier: Dossier) -> Account:
    account = Account.objects.filter(
        officer__holdings__post__unit__agency=dossier.agency,
        officer__holdings__post__role=Role.LEADER,
    ).first()
    assert account is not None
    return account


def at_work(code: str = people.BUILDING) -> Dossier:
    """On the desk of the specialist it was assigned to."""
    dossier = people.carry_to(people.received(code), "assign")
    first = acts.specialists(dossier)[0]
    return acts.assign(dossier, account=people.on_desk(dossier)[1], specialist=first)


def specialist(dossier: Dossier) -> Account:
    assert dossier.specialist is not None
    return dossier.specialist.account


def administrator() -> Account:
    return people.officer("qt")


@story
def submit() -> Dossier:
    return people.filed()


@story
def file_at_counter() -> Dossier:
    return people.at_counter()


@story
def receive() -> Dossier:
    return people.received()


@story
def refuse() -> Dossier:
    dossier = people.filed()
    return acts.refuse(dossier, account=people.officer("mc.hongbang"), reason=REASON)


@story
def correct_reception() -> Dossier:
    dossier = at_work()
    applicant = people.APPLICANT | {"phone": "0900000111"}
    return acts.correct_reception(
        dossier, account=clerk(dossier), applicant=applicant, reason=REASON
    )


@story
def hand_over() -> Dossier:
    dossier = people.at_counter()
    return acts.hand_over(dossier, account=people.officer("mc.hongbang"))


@story
def acknowledge_hand_over() -> Dossier:
    dossier = hand_over()
    return acts.acknowledge_hand_over(dossier, account=head(dossier), note="Thiếu một bản vẽ")


@story
def propose_supplement() -> Dossier:
    dossier = at_work()
    return acts.propose_supplement(
        dossier, account=specialist(dossier), items="Bản vẽ mặt cắt\nSổ đỏ", reason=REASON
    )


@story
def request_supplement() -> Dossier:
    dossier, account = people.filed(), people.officer("mc.hongbang")
    return acts.request_supplement(dossier, account=account, items="Tờ khai", reason=REASON)


@story
def send_supplement_request() -> Dossier:
    dossier = propose_supplement()
    return acts.send_supplement_request(dossier, account=clerk(dossier))


@story
def supplement() -> Dossier:
    dossier = send_supplement_request()
    assert dossier.submitter is not None
    return acts.supplement(dossier, account=dossier.submitter, components={}, note="Đã sửa")


@story
def close_unanswered() -> Dossier:
    return acts.close_unanswered(unanswered(), account=acts.passing_time.system_account())


def unanswered() -> Dossier:
    """The time to answer its supplement request is over."""
    dossier = send_supplement_request()
    case = dossier.case
    ProcedureCase.objects.filter(pk=case.pk).update(policy=case.policy | {"close_after": 1})
    long_ago = timezone.now() - timedelta(days=30)
    Dossier.objects.filter(pk=dossier.pk).update(received_at=long_ago)
    ClockPause.objects.filter(dossier=dossier).update(started_at=long_ago)
    return Dossier.objects.get(pk=dossier.pk)


@story
def assign() -> Dossier:
    return at_work()


@story
def propose() -> Dossier:
    return people.carry_on(at_work())


@story
def approve() -> Dossier:
    return people.carry_on(people.carry_to(at_work(SHOP_CHANGE), "review"))


@story
def sign() -> Dossier:
    return people.carry_on(people.carry_to(at_work(), "sign"))


@story
def number() -> Dossier:
    dossier = people.carry_to(at_work(), "number")
    return acts.number(dossier, account=people.on_desk(dossier)[1])


@story
def return_to_previous() -> Dossier:
    dossier = people.carry_to(at_work(SHOP_CHANGE), "review")
    return acts.return_to_previous(dossier, account=people.on_desk(dossier)[1], reason=REASON)


@story
def reassign() -> Dossier:
    dossier = at_work()
    other = another_specialist(dossier)
    return acts.reassign(dossier, account=head(dossier), specialist=other.officer, reason=REASON)


def another_specialist(dossier: Dossier) -> Account:
    """A second one in the division, should it have only one."""
    from motcua.organization.models import Post
    from motcua.people.models import Officer, PostHolding

    account = Account.objects.create(username="cv.khac", full_name="Chuyên Viên Khác")
    officer = Officer.objects.create(account=account, staff_code="KHAC")
    post = Post.objects.filter(unit=dossier.division_id, role=Role.SPECIALIST).first()
    today = timezone.localdate()
    PostHolding.objects.create(officer=officer, post=post, valid_from=today)
    return account


@story
def take_back() -> Dossier:
    dossier = at_work()
    return acts.take_back(dossier, account=head(dossier), reason=REASON)


@story
def pull_back() -> Dossier:
    dossier = at_work()
    return acts.pull_back(dossier, account=head(dossier), reason=REASON)


@story
def ask_opinion() -> Dossier:
    dossier = at_work()
    unit = Unit.objects.filter(
        kind=Unit.Kind.DIVISION, posts__role=Role.DIVISION_HEAD, posts__holdings__isnull=False
    ).exclude(pk=dossier.division_id)
    due = timezone.now() + timedelta(hours=3)
    return acts.ask_opinion(
        dossier, account=specialist(dossier), unit=unit[0], question="Có vướng quy hoạch?", due=due
    )


@story
def answer_opinion() -> Dossier:
    dossier = ask_opinion()
    asked = dossier.tasks.get(kind=Task.Kind.OPINION)
    return acts.answer_opinion(
        dossier, account=holder(asked.unit_id, asked.role), answer="Không vướng"
    )


@story
def report_late_opinion() -> Dossier:
    dossier = ask_opinion()
    Opinion.objects.update(due_at=timezone.now() - timedelta(hours=1))
    return acts.report_late_opinion(dossier, account=specialist(dossier), note="Đã nhắc hai lần")


@story
def record_inspection() -> Dossier:
    dossier = at_work()
    return acts.record_inspection(
        dossier,
        account=specialist(dossier),
        held_at=timezone.now(),
        place="Tại công trình",
        participants="Chủ đầu tư",
        findings="Đúng hiện trạng",
    )


@story
def propose_extension() -> Dossier:
    dossier = at_work()
    return acts.propose_extension(
        dossier, account=head(dossier), reason=REASON, until=later_day(dossier)
    )


def later_day(dossier: Dossier):
    """A working day after the limit."""
    assert dossier.due_at is not None
    calendar, day = clocks.calendar(dossier), timezone.localdate(dossier.due_at)
    while True:
        day += timedelta(days=1)
        if calendar.day(day).works:
            return day


@story
def apologise_and_extend() -> Dossier:
    dossier = propose_extension()
    assert Extension.objects.filter(dossier=dossier).exists()
    return acts.apologise_and_extend(dossier, account=clerk(dossier))


@story
def require_payment() -> Dossier:
    dossier = at_work()
    owed = [acts.Owed("Lệ phí cấp phép", 75_000)]
    return acts.require_payment(dossier, account=clerk(dossier), charges=owed, waits=True)


@story
def record_payment() -> Dossier:
    dossier = require_payment()
    return acts.record_payment(dossier, account=clerk(dossier), method="cash")


@story
def waive_payment() -> Dossier:
    dossier = require_payment()
    return acts.waive_payment(dossier, account=clerk(dossier), reason=REASON)


@story
def refund() -> Dossier:
    dossier = record_payment()
    return acts.refund(dossier, account=clerk(dossier), reason=REASON)


@story
def ask_withdrawal() -> Dossier:
    dossier = at_work()
    assert dossier.submitter is not None
    return acts.ask_withdrawal(dossier, account=dossier.submitter, reason=REASON)


@story
def accept_withdrawal() -> Dossier:
    dossier = ask_withdrawal()
    return acts.accept_withdrawal(dossier, account=clerk(dossier))


@story
def decline_withdrawal() -> Dossier:
    dossier = sign()
    assert dossier.submitter is not None
    dossier = acts.ask_withdrawal(dossier, account=dossier.submitter, reason=REASON)
    return acts.decline_withdrawal(dossier, account=clerk(dossier), reason=REASON)


@story
def stop() -> Dossier:
    dossier = at_work()
    return acts.stop(dossier, account=leader(dossier), reason=REASON, basis="Điều 5")


@story
def decide_by_silence() -> Dossier:
    dossier = at_work()
    case = dossier.case
    ProcedureCase.objects.filter(pk=case.pk).update(policy=case.policy | {"silence": "granted"})
    long_ago = timezone.now() - timedelta(days=200)
    Dossier.objects.filter(pk=dossier.pk).update(received_at=long_ago, due_at=long_ago)
    dossier = Dossier.objects.get(pk=dossier.pk)
    return acts.decide_by_silence(dossier, account=acts.passing_time.system_account())


@story
def release() -> Dossier:
    dossier = people.carry_to(at_work(people.EXTRACT), "return")
    assert dossier.state == State.FINISHED
    return dossier


@story
def return_result() -> Dossier:
    return people.carry_on(release())


@story
def mark_uncollected() -> Dossier:
    dossier = release()
    Dossier.objects.filter(pk=dossier.pk).update(appointment_at=timezone.now() - timedelta(days=1))
    return acts.mark_uncollected(dossier, account=people.on_desk(dossier)[1])


@story
def correct_result() -> Dossier:
    dossier = release()
    return acts.correct_result(
        dossier, account=leader(dossier), title="Quyết định", body="Nội dung đúng.", reason=REASON
    )


@story
def reissue_result() -> Dossier:
    dossier = return_result()
    return acts.reissue_result(dossier, account=leader(dossier), reason=REASON)


@story
def revoke_result() -> Dossier:
    dossier = release()
    assert Result.objects.filter(dossier=dossier).exists()
    return acts.revoke_result(
        dossier, account=leader(dossier), reason=REASON, decision="12/QĐ-UBND"
    )


@story
def recalculate_due() -> Dossier:
    dossier = at_work()
    moved = timezone.now() + timedelta(days=300)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=moved)
    dossier = Dossier.objects.get(pk=dossier.pk)
    return acts.recalculate_due(dossier, account=administrator(), decision="99/TB-UBND")
