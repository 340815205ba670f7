"""Standing in for another: over a period, for a reason, and named as such."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.dossiers import acts, policies
from motcua.dossiers.models import Dossier, Task
from motcua.organization.models import Post
from motcua.people.models import Account, Delegation, PostHolding
from tests.dossiers import people

pytestmark = pytest.mark.django_db

HEAD = "H24.31.VP.TP"
Kind = Delegation.Kind


def stand_in(
    username: str,
    post: str = HEAD,
    kind: Delegation.Kind = Kind.DELEGATED,
    days: tuple[int, int] = (0, 0),
    instead_of: str = "tp.hongbang",
) -> Delegation:
    today = timezone.localdate()
    return Delegation.objects.create(
        post=Post.objects.get(code=post),
        from_officer=people.officer(instead_of).officer,
        to_officer=people.officer(username).officer,
        kind=kind,
        valid_from=today + timedelta(days=days[0]),
        valid_to=today + timedelta(days=days[1]),
        reason="Đi công tác",
    )


def to_assign() -> Dossier:
    return people.carry_to(people.received(), "assign")


def test_who_stands_in_may_do_the_work_and_is_named_as_standing_in() -> None:
    dossier = to_assign()
    with pytest.raises(acts.Refused, match="không nằm trên bàn"):
        people_assign(dossier, "cv2.hongbang")
    stand_in("cv2.hongbang")
    assert list(Task.objects.on_desk_of(people.officer("cv2.hongbang"))) == list(
        dossier.tasks.filter(closed_at=None)
    )
    people_assign(dossier, "cv2.hongbang")
    event = dossier.events.get(act="assign")
    head = people.officer("tp.hongbang")
    assert event.actor == people.officer("cv2.hongbang")
    assert event.actor_post == (f"Chánh Văn phòng, Văn phòng HĐND và UBND, thay {head} (ủy quyền)")


def people_assign(dossier: Dossier, username: str) -> Dossier:
    chosen = acts.specialists(dossier)[0]
    return acts.assign(dossier, account=people.officer(username), specialist=chosen)


def test_in_his_own_post_he_is_named_by_his_own_post() -> None:
    stand_in("cv.hongbang")
    dossier = people_assign(to_assign(), "cv.hongbang")
    assert dossier.tasks.get(closed_at=None).assignee == people.officer("cv.hongbang").officer
    acts.propose(
        dossier, account=people.officer("cv.hongbang"), title="Quyết định", body="Đồng ý.", note="x"
    )
    posts = dict(dossier.events.values_list("act", "actor_post"))
    assert "thay" in posts["assign"]
    assert "thay" not in posts["propose"]


def test_what_is_assigned_to_one_officer_may_be_taken_by_who_stands_in_for_that_officer() -> None:
    dossier = people.carry_to(people.received(), "process")
    task = dossier.tasks.get(closed_at=None)
    assigned = task.assignee.account.username
    other = "cv2.hongbang" if assigned == "cv.hongbang" else "cv.hongbang"
    assert not policies.may_take(people.officer(other), task)
    post = PostHolding.objects.get(officer=task.assignee).post.code
    stand_in(other, post, instead_of=assigned)
    assert policies.may_take(people.officer(other), task)
    assert task in Task.objects.on_desk_of(people.officer(other))
    stranger = people.officer("cv.lechan")
    assert not policies.may_take(stranger, task)


@pytest.mark.parametrize("days", [(1, 3), (-3, -1)])
def test_before_and_after_the_period_there_is_no_right(days: tuple[int, int]) -> None:
    stand_in("cv2.hongbang", days=days)
    dossier = to_assign()
    with pytest.raises(acts.Refused, match="không nằm trên bàn"):
        people_assign(dossier, "cv2.hongbang")
    assert not Task.objects.on_desk_of(people.officer("cv2.hongbang")).exists()


def test_who_has_left_the_post_delegates_nothing_but_a_superior_may_name_a_substitute() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    head = people.officer("tp.hongbang").officer
    PostHolding.objects.filter(officer=head).update(valid_to=yesterday)
    delegated = stand_in("cv2.hongbang")
    assert len(people.officer("cv2.hongbang").desks) == 1
    delegated.kind = Kind.SUBSTITUTE
    delegated.save()
    assert [post.code for post in people.officer("cv2.hongbang").desks][-1] == HEAD


def test_a_delegation_has_a_period_and_is_given_to_somebody_else() -> None:
    stands = stand_in("cv2.hongbang")
    stands.valid_to = None
    with pytest.raises(IntegrityError, match="stands_in_over_a_period"):
        stands.save()


def test_its_history_is_kept() -> None:
    stands = stand_in("cv2.hongbang")
    stands.valid_to = date(2030, 1, 1)
    stands.save()
    history = Delegation.pgh_event_model.objects.filter(pgh_obj_id=stands.pk)  # type: ignore[attr-defined]
    labels = history.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(labels) == ["insert", "update"]


def test_desks_cost_as_many_queries_however_many_they_are() -> None:
    for post in ("H24.31.VP.TP", "H24.31.LD.1", "H24.31.VT.1"):
        holder = PostHolding.objects.get(post__code=post).officer.account.username
        stand_in("cv2.hongbang", post, instead_of=holder)
    account = Account.objects.get(username="cv2.hongbang")
    with CaptureQueriesContext(connection) as queries:
        assert len(account.desks) == 4
        stood_in = [account.stands_in_for(post) is not None for post in account.desks]
        assert stood_in == [False, True, True, True]
    # Its own posts, whether it stands in for anybody, and for whom.
    assert len(queries) == 3


def test_an_administrator_sees_no_dossier_and_does_no_act() -> None:
    dossier = people.received()
    for username in ("qt", "qt.hongbang"):
        account = people.officer(username)
        assert not policies.visible_to(account).exists()
        assert not policies.is_officer(account)
        # What an administrator may do is no work on any desk.
        assert not any(rule.on for rule in acts.offered(account, dossier))
    other = people.officer("qt.hongbang")
    assert policies.is_administrator(other, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(
        agency=people.officer("cv.lechan").desks[0].unit.agency
    )
    dossier.refresh_from_db()
    assert not policies.is_administrator(other, dossier)
    assert policies.is_administrator(people.officer("qt"), dossier)
