"""tus 1.0.0 as its clients speak it: announced, dropped, gone on with, given up."""

import base64
import hashlib
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers.models import DossierFile
from motcua.files import parts
from motcua.files import service as files
from motcua.files.models import IncomingFile, StoredFile
from motcua.people.models import Account
from motcua.portal.steps import papers_of
from tests.dossiers import people
from tests.files import hostile
from tests.portal import test_supplement as supplements
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

BYTES = "application/offset+octet-stream"
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


@pytest.fixture(autouse=True)
def parts_directory(tmp_path: Path, settings) -> Path:
    settings.UPLOAD_PARTS = tmp_path / "parts"
    return settings.UPLOAD_PARTS


class Sender:
    """A client of the protocol, who keeps nothing but the address."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def announce(self, slot: str, size: int | str, name: str = "to-khai.pdf"):
        told = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}"
            for key, value in (("filename", name), ("slot", slot))
        )
        return self.client.post(
            reverse("portal:uploads"),
            HTTP_UPLOAD_LENGTH=str(size),
            HTTP_UPLOAD_METADATA=told,
            **TUS,
        )

    def send(self, address: str, offset: int, data: bytes, **headers: str):
        return self.client.patch(
            address, data, content_type=BYTES, HTTP_UPLOAD_OFFSET=str(offset), **TUS, **headers
        )

    def ask(self, address: str):
        return self.client.head(address, **TUS)

    def whole(self, slot: str, data: bytes, name: str = "to-khai.pdf") -> str:
        """All of it in two pieces; gives the id a form names."""
        address = self.announce(slot, len(data), name)["Location"]
        self.send(address, 0, data[:100])
        assert self.send(address, 100, data[100:]).status_code == 204
        return address.rstrip("/").rpartition("/")[2]


@pytest.fixture
def sender(citizen: Citizens) -> Sender:
    return Sender(citizen.client)


@pytest.fixture
def slot(citizen: Citizens) -> str:
    draft = citizen.begin()
    return f"draft/{draft.pk}/component-{papers_of(draft)[0].pk}"


def test_a_file_goes_on_where_the_line_dropped(citizen: Citizens, sender: Sender, slot: str):
    data = hostile.bomb(30) + b"\n" * 5000
    begun = sender.announce(slot, len(data))
    assert begun.status_code == 201
    assert begun["Upload-Offset"] == "0"
    address, dropped_at = begun["Location"], len(data) * 9 // 10
    sender.send(address, 0, data[:dropped_at])
    asked = sender.ask(address)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == (str(dropped_at), str(len(data)))
    assert "no-store" in asked["Cache-Control"]
    sent = sender.send(address, dropped_at, data[dropped_at:])
    assert (sent.status_code, sent["Upload-Offset"]) == (204, str(len(data)))

    _draft, pk, field = slot.split("/")
    arrived = address.rstrip("/").rpartition("/")[2]
    citizen.post("papers", pk, upload="1", arrived=arrived)
    kept = citizen.account.drafts.get().files.get()
    assert (kept.name, f"component-{kept.component_id}") == ("to-khai.pdf", field)
    assert files.open_stored(kept.stored).read() == data
    assert not IncomingFile.objects.exists()
    assert not list(Path(settings.UPLOAD_PARTS).iterdir())


def test_the_protocol_says_what_it_can(sender: Sender):
    told = sender.client.options(reverse("portal:uploads"))
    assert told["Tus-Version"] == told["Tus-Resumable"] == "1.0.0"
    assert told["Tus-Max-Size"] == str(settings.UPLOAD_MAX_BYTES)
    assert "creation" in told["Tus-Extension"]
    assert "termination" in told["Tus-Extension"]
    other = sender.client.post(reverse("portal:uploads"), HTTP_TUS_RESUMABLE="0.2.2")
    assert (other.status_code, other["Tus-Version"]) == (412, "1.0.0")


@pytest.mark.parametrize(
    ("size", "status", "said"),
    [
        (settings.UPLOAD_MAX_BYTES + 1, 413, "lớn hơn 10 MB"),
        (0, 400, "trống"),
        ("-5", 400, "trống"),
        ("nhiều", 400, "trống"),
        ("", 400, "trống"),
    ],
)
def test_a_size_that_cannot_be(sender: Sender, slot: str, size: object, status: int, said: str):
    answer = sender.announce(slot, size)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not IncomingFile.objects.exists()


def test_bytes_that_do_not_follow_are_a_conflict_and_change_nothing(sender: Sender, slot: str):
    address = sender.announce(slot, 100)["Location"]
    sender.send(address, 0, b"a" * 40)
    for offset in (0, 39, 41, 100):
        refused = sender.send(address, offset, b"b" * 10)
        assert (refused.status_code, refused["Upload-Offset"]) == (409, "40")
    assert sender.send(address, 40, b"c" * 61).status_code == 413  # more than was announced
    assert sender.ask(address)["Upload-Offset"] == "40"
    wrong = sender.client.patch(address, b"x", HTTP_UPLOAD_OFFSET="40", **TUS)
    assert wrong.status_code == 415
    assert sender.client.patch(address, b"x", content_type=BYTES, **TUS).status_code == 400


def test_a_piece_that_came_broken_is_not_kept(sender: Sender, slot: str):
    address = sender.announce(slot, 100)["Location"]
    piece = b"a" * 50
    for algorithm in ("sha1", "sha256"):
        right = base64.b64encode(hashlib.new(algorithm, piece).digest()).decode()
        broken = sender.send(address, 0, b"b" * 50, HTTP_UPLOAD_CHECKSUM=f"{algorithm} {right}")
        assert broken.status_code == 460
    assert sender.send(address, 0, piece, HTTP_UPLOAD_CHECKSUM="md5 x").status_code == 400
    assert sender.ask(address)["Upload-Offset"] == "0"
    assert sender.send(address, 0, piece, HTTP_UPLOAD_CHECKSUM=f"sha256 {right}").status_code == 204


def test_given_up_it_is_gone(sender: Sender, slot: str):
    address = sender.announce(slot, 100)["Location"]
    override = {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}
    assert sender.client.post(address, **TUS, **override).status_code == 204
    assert sender.ask(address).status_code == 404
    assert not list(Path(settings.UPLOAD_PARTS).iterdir())


def test_anothers_file_on_its_way_does_not_exist(
    citizen: Citizens, sender: Sender, slot: str, stranger: Account
):
    address = sender.announce(slot, len(hostile.pdf()))["Location"]
    arrived = address.rstrip("/").rpartition("/")[2]
    sender.send(address, 0, hostile.pdf())
    other = Citizens(Client(headers={"accept-language": "vi"}), stranger)
    other.client.force_login(stranger)
    theirs = Sender(other.client)
    assert theirs.ask(address).status_code == 404
    assert theirs.send(address, 0, b"x").status_code == 404
    assert theirs.client.delete(address, **TUS).status_code == 404
    draft = other.begin()
    other.post("papers", draft.pk, upload="1", arrived=arrived)
    assert not draft.files.exists()
    assert IncomingFile.objects.filter(account=citizen.account).exists()


def test_a_file_sent_for_one_paper_is_not_taken_for_another_page(
    citizen: Citizens, sender: Sender, slot: str
):
    arrived = sender.whole(slot, hostile.pdf())
    second = people.draft(account=citizen.account)
    before = second.files.count()
    citizen.post("papers", second.pk, upload="1", arrived=arrived)
    assert second.files.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        "draft/{other}/component-{paper}",
        "draft/{mine}/component-999999",
        "draft/{mine}/component-x",
        "draft/{mine}/note",
        "draft/nothing/component-{paper}",
        "draft/00000000-0000-4000-8000-000000000000/component-{paper}",
        "dossier/AAAA-AAAA-AAAA/component-{paper}",
        "dossier/{reference}/component-{paper}",
        "elsewhere/{mine}/component-{paper}",
        "",
    ],
)
def test_what_takes_no_files_is_not_sent_any(
    citizen: Citizens, sender: Sender, stranger: Account, wrong: str
):
    mine, other = citizen.begin(), people.draft(account=stranger)
    names = {
        "mine": mine.pk,
        "other": other.pk,
        "paper": papers_of(mine)[0].pk,
        "reference": "H24-X",
    }
    assert sender.announce(wrong.format(**names), 100).status_code == 404
    assert not IncomingFile.objects.exists()


def test_a_stranger_sends_nothing(visitor: Client, thom: Account):
    draft = people.draft(account=thom)
    slot = f"draft/{draft.pk}/component-{draft.files.get().component_id}"
    answer = Sender(visitor).announce(slot, 100)
    assert answer.status_code == 403
    assert "đăng nhập lại" in answer.content.decode()


def test_a_form_of_another_site_announces_nothing(thom: Account):
    client = Client(enforce_csrf_checks=True)
    client.force_login(thom)
    assert Sender(client).announce("draft/x/component-1", 100).status_code == 403


def test_no_more_than_so_many_at_once(sender: Sender, slot: str):
    answers = [sender.announce(slot, 10).status_code for _each in range(parts.OPEN_AT_MOST + 1)]
    assert answers == [201] * parts.OPEN_AT_MOST + [429]


def test_what_is_not_whole_is_not_filed_and_said(citizen: Citizens, sender: Sender, slot: str):
    address = sender.announce(slot, 100)["Location"]
    sender.send(address, 0, b"%PDF-")
    draft = slot.split("/")[1]
    named = {"arrived": [address.rstrip("/").rpartition("/")[2], str(uuid.uuid4()), "x"]}
    citizen.post("papers", draft, upload="1", **named)
    assert "Có tệp chưa gửi xong" in words(citizen.get("papers", draft))
    assert not citizen.account.drafts.get().files.exists()


def test_what_the_door_refuses_is_not_kept_on_its_way_either(
    citizen: Citizens, sender: Sender, slot: str
):
    before = StoredFile.objects.count()
    arrived = sender.whole(slot, hostile.script_on_opening(), "doc.pdf")
    answer = citizen.post("papers", slot.split("/")[1], upload="1", arrived=arrived)
    assert "doc.pdf" in errors(answer)
    assert StoredFile.objects.count() == before
    assert not IncomingFile.objects.exists()
    assert not list(Path(settings.UPLOAD_PARTS).iterdir())


def test_what_waited_too_long_is_swept_away(sender: Sender, slot: str, parts_directory: Path):
    address = sender.announce(slot, 100)["Location"]
    (parts_directory / "left-behind").touch()
    kept = sender.announce(slot, 200)["Location"]
    IncomingFile.objects.filter(size=100).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert sender.ask(address).status_code == 404
    parts.sweep()
    assert sender.ask(kept).status_code == 200
    assert IncomingFile.objects.count() == 1
    assert len(list(parts_directory.iterdir())) == 2  # one without a row is young: it may be new


def test_a_supplement_takes_what_arrived_in_parts(citizen: Citizens, sender: Sender):
    dossier = supplements.asked()
    field = supplements.slot(dossier)
    arrived = sender.whole(f"dossier/{dossier.reference}/{field}", hostile.pdf(2), "ky-lai.pdf")
    supplements.answer(citizen, dossier, note="Tôi đã ký lại", arrived=arrived)
    sent = DossierFile.objects.get(dossier_component__dossier=dossier, name="ky-lai.pdf")
    assert f"component-{sent.dossier_component.component_id}" == field
    assert not IncomingFile.objects.exists()
