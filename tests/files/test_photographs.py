"""Photographs of a paper: made light and upright on arrival, put in order, filed as one PDF."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageChops, ImageStat
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.files import service as files
from motcua.files.binding import Sent, bind, bound
from motcua.files.models import StoredFile
from motcua.files.tasks import forget
from motcua.people.models import Account
from motcua.portal.steps import papers_of
from tests.browser.scans import photograph as paper
from tests.dossiers import people
from tests.files import hostile
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

RED, GREEN, BLUE = "#c01010", "#10a010", "#1010c0"
LINES = [f"Dòng {n}: Nguyễn Thị Thơm, số định danh 031199000123" for n in range(14)]


def plain(colour: str, name: str = "anh.jpg", size: tuple[int, int] = (300, 420)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def kept_image(stored: StoredFile) -> Image.Image:
    image = Image.open(files.open_stored(stored))
    image.load()
    return image


def noisy_photograph() -> bytes:
    """A sheet of A4 under a camera of 12 million pixels: text, and the grain of its sensor."""
    sheet = Image.open(io.BytesIO(paper("Tờ khai", "x.jpg", *LINES).data)).resize((3000, 4000))
    grain = Image.effect_noise(sheet.size, 12).convert("RGB")
    out = io.BytesIO()
    ImageChops.add(sheet, grain, offset=-128).save(out, "JPEG", quality=92)
    return out.getvalue()


def test_a_photograph_of_a_page_becomes_light_and_stays_readable() -> None:
    data = noisy_photograph()
    kept = files.store(SimpleUploadedFile("to-khai.jpg", data))
    assert len(data) > 2_000_000
    assert 150_000 <= kept.size <= 350_000
    image = kept_image(kept)
    assert max(image.size) == 1_700
    # Ink is still ink and paper paper where the heading stands.
    grey = image.convert("L")
    assert grey.getextrema()[0] < 70
    assert ImageStat.Stat(grey).median[0] > 200


def test_turned_as_the_telephone_noted_and_nothing_else_it_noted_is_kept() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: turn clockwise by a quarter
    exif[0x010F] = "Dien thoai cua toi"
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    kept = files.store(
        SimpleUploadedFile("anh.jpg", hostile.photograph((1600, 1200), exif=exif.tobytes()))
    )
    image = kept_image(kept)
    assert image.size == (1200, 1600)
    assert not image.getexif()
    assert b"Dien thoai" not in files.open_stored(kept).read()


@pytest.mark.parametrize(
    "hidden", [b"<html><script>alert(1)</script>", b"PK\x03\x04 archive", hostile.pdf()]
)
def test_what_hides_behind_a_picture_is_not_kept(hidden: bytes) -> None:
    sent = SimpleUploadedFile("anh.jpg", hostile.photograph() + hidden)
    assert hidden[:8] not in files.open_stored(files.store(sent)).read()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_picture_becomes_a_page(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (60, 80)).save(out, kind)
    kept = files.store(SimpleUploadedFile("anh.png", out.getvalue()))
    assert kept.content_type == "image/jpeg"
    assert kept_image(kept).size == (60, 80)


def test_an_officers_scan_keeps_its_dots_per_inch() -> None:
    scan = SimpleUploadedFile("quet.jpg", hostile.photograph((2480, 3508)))
    assert max(kept_image(files.store(scan, files.SCANNED)).size) == 2_340


def test_pdfs_stay_as_they_came_and_photographs_become_one_among_them() -> None:
    first, document, second = (
        files.store(each)
        for each in (plain(RED), SimpleUploadedFile("ky.pdf", people.PDF), plain(GREEN))
    )
    sent = [Sent(first, "a.jpg"), Sent(document, "ky.pdf"), Sent(second, "b.jpg", 90)]
    (joined, name), (left, left_name) = bound(sent)
    assert (name, left, left_name) == ("a.pdf", document, "ky.pdf")
    assert bound(sent)[0][0] == joined  # the same photographs, the same bytes
    with pikepdf.open(files.open_stored(joined)) as pdf:
        assert [page.obj.get("/Rotate") for page in pdf.pages] == [0, 90]
        assert float(pdf.pages[0].mediabox[3]) == 842
        assert not pdf.docinfo
        # Not one pixel is encoded anew.
        raw = pdf.pages[1].images["/Page"].read_raw_bytes()
    assert raw == files.open_stored(second).read()


def test_photographs_are_arranged_seen_and_filed_as_one_pdf(citizen: Citizens) -> None:
    draft = people.draft(account=citizen.account)
    paper = papers_of(draft)[-1]
    slot = f"component-{paper.pk}"
    photos = [plain(RED, "mot.jpg"), plain(GREEN, "hai.jpg"), plain(BLUE, "ba.jpg")]
    citizen.post("papers", draft.pk, upload="1", **{slot: photos})
    photographs = draft.files.filter(component=paper)
    mot, hai, ba = photographs

    citizen.post("papers", draft.pk, before=ba.pk)
    citizen.post("papers", draft.pk, after=mot.pk)
    citizen.post("papers", draft.pk, turn=hai.pk)
    citizen.post("papers", draft.pk, before=ba.pk)  # already first
    assert list(photographs.all()) == [ba, mot, hai]
    assert [page.rotation for page in photographs.all()] == [0, 0, 90]

    page = citizen.get("papers", draft.pk)
    said = words(page)
    assert "3 ảnh, sẽ gộp thành một tệp PDF" in said
    assert said.index("ba.jpg") < said.index("mot.jpg") < said.index("hai.jpg")
    small = citizen.get("draft_thumbnail", draft.pk, hai.pk)
    assert Image.open(io.BytesIO(small.content)).size[0] == 192  # lies on its side
    seen = citizen.get("draft_bound", draft.pk, paper.pk)
    assert "Xem tệp sẽ nộp: ba.pdf" in said

    citizen.post("papers", draft.pk, remove=mot.pk)
    dossier = acts.submit(draft, account=citizen.account)
    filed = dossier.components.get(component=paper).files.get()
    assert filed.name == "ba.pdf"
    with pikepdf.open(files.open_stored(filed.stored)) as pdf:
        assert len(pdf.pages) == 2
    assert filed.stored.content_type == "application/pdf"
    assert seen.content != files.open_stored(filed.stored).read()
    # The photographs themselves are not needed any more.
    assert not photographs.all().exists()


def test_the_size_before_and_after_is_said(citizen: Citizens) -> None:
    draft = citizen.begin()
    slot = f"component-{papers_of(draft)[0].pk}"
    heavy = SimpleUploadedFile("anh.jpg", hostile.photograph((3000, 4000)) + bytes(5_242_880))
    citizen.post("papers", draft.pk, upload="1", **{slot: heavy})
    assert re.search(r"KB, ảnh gốc 5,\d MB", words(citizen.get("papers", draft.pk)))


def test_a_page_of_another_draft_is_neither_seen_nor_touched(
    citizen: Citizens,
    stranger: Account,
) -> None:
    other = people.draft(account=stranger)
    component = other.files.get().component
    theirs = acts.attach(other, component, plain(RED), account=stranger)
    mine = citizen.begin()
    for name, args in (
        ("draft_file", (other.pk, theirs.pk)),
        ("draft_thumbnail", (other.pk, theirs.pk)),
        ("draft_bound", (other.pk, component.pk)),
        ("draft_thumbnail", (mine.pk, theirs.pk)),
        ("draft_bound", (mine.pk, component.pk)),
    ):
        assert citizen.get(name, *args).status_code == 404
    for press in ("before", "after", "turn", "remove"):
        citizen.post("papers", mine.pk, **{press: theirs.pk})
        assert citizen.post("papers", other.pk, **{press: theirs.pk}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.rotation == 0
    assert other.files.count() == 2


@pytest.mark.parametrize("press", ["before", "after", "turn", "remove"])
def test_a_press_that_names_no_file_changes_nothing(citizen: Citizens, press: str) -> None:
    draft = citizen.begin()
    for nonsense in ("", "x", "999999", "-1"):
        assert "Lỗi" not in errors(citizen.post("papers", draft.pk, **{press: nonsense}))


def test_the_same_photographs_bind_to_the_same_bytes() -> None:
    leaf = Sent(files.store(plain(BLUE)), "a.jpg")
    assert bind([leaf, leaf]) == bind([leaf, leaf])


def test_photographs_of_a_filed_draft_are_let_go(thom: Account) -> None:
    draft = people.draft(account=thom)
    component = draft.files.get().component
    acts.attach(draft, component, plain(GREEN), account=thom)
    dossier = acts.submit(draft, account=thom)
    names = [file.name for part in dossier.components.all() for file in part.files.all()]
    assert names == ["giay-to.pdf", "anh.pdf"]
    assert [file.name for file in Draft.objects.get(pk=draft.pk).files.all()] == ["giay-to.pdf"]


def test_the_thumbnail_needs_signing_in(visitor: Client, thom: Account) -> None:
    draft = people.draft(account=thom)
    address = reverse("portal:draft_thumbnail", args=[draft.pk, draft.files.get().pk])
    assert visitor.get(address).status_code == 302


def test_what_is_taken_out_of_a_draft_is_forgotten(thom: Account) -> None:
    draft = people.draft(account=thom)
    component = draft.files.get().component
    page = acts.attach(draft, component, plain(BLUE), account=thom)
    digest = page.stored_id
    acts.detach(draft, page.pk, account=thom)
    forget([digest])
    assert StoredFile.objects.filter(pk=digest).exists()  # the same hour: it may come back
    StoredFile.objects.filter(pk=digest).update(stored_at=timezone.now() - timedelta(hours=2))
    path = StoredFile.objects.get(pk=digest).path
    forget([digest])
    assert not StoredFile.objects.filter(pk=digest).exists()
    assert not default_storage.exists(path)
    asked = ProcrastinateJob.objects.filter(task_name="motcua.files.tasks.forget")
    assert {"digests": [digest]} in [job.args for job in asked]
