"""What people read of a move: officers on the dossier's page, the applicant in "my dossiers"."""

import pytest
from django.test import Client

from motcua.reorganisation import service
from motcua.reorganisation.plan import read_plan
from tests.dossiers import people
from tests.reorganisation import towns

pytestmark = pytest.mark.django_db

MOVED = "Chuyển cơ quan giải quyết do sắp xếp tổ chức"
WAY = "Ủy ban nhân dân phường Hồng Bàng → Ủy ban nhân dân phường Trung Tâm"


def shown(client: Client, username: str, address: str) -> str:
    client.force_login(people.officer(username))
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_move_and_its_undoing_are_told(client: Client) -> None:
    towns.add_district()
    dossier = people.carry_to(people.received(), "process")
    specialist = people.on_desk(dossier)[1].username
    done = service.apply(read_plan(towns.plan()), people.officer("qt"))
    at_the_desk = shown(client, specialist, f"/can-bo/ho-so/{dossier.reference}/")
    assert MOVED in at_the_desk
    assert WAY in at_the_desk
    assert "Quản trị hệ thống của thành phố" in at_the_desk
    mine = shown(client, dossier.submitter.username, f"/ho-so/{dossier.reference}/")
    assert f"{WAY}. Mã hồ sơ và ngày hẹn giữ nguyên." in mine
    service.undo(done, people.officer("qt"))
    at_the_desk = shown(client, specialist, f"/can-bo/ho-so/{dossier.reference}/")
    assert "Chuyển lại, hoàn tác việc sắp xếp tổ chức" in at_the_desk
