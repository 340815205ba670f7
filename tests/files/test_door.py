"""What is not let in: refused by its content, in words that say what to do, and nothing kept."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.files import service as files
from motcua.files.models import StoredFile
from tests.files import hostile

pytestmark = pytest.mark.django_db

ALIEN = "có dữ liệu lạ trước hoặc sau tài liệu PDF"
SCRIPT = "có chương trình tự chạy bên trong"
BROKEN = "hỏng hoặc chưa tải hết"
BOMB = "nén bất thường"
LOCKED = "khóa bằng mật khẩu"
BOTH = "vừa là PDF vừa là trang web hoặc tệp nén"
OTHER = "không phải PDF, JPG hay PNG"

REFUSED = {
    "nothing": (b"", "trống (0 byte)"),
    "a program": (b"MZ\x90\x00 this is a program", OTHER),
    "a film": (b"RIFF....AVI LIST", OTHER),
    "a page of the web": (b"<!doctype html><title>x</title>", OTHER),
    "too large": (hostile.pdf() + bytes(settings.UPLOAD_MAX_BYTES), "lớn hơn 10 MB"),
    "page of the web before": (b"<html>\n" + hostile.pdf(), ALIEN),
    "program after": (hostile.pdf() + b"MZ\x90 payload", ALIEN),
    "page of the web within": (hostile.page_of_the_web(), BOTH),
    "archive at its end": (hostile.archive(), BOTH),
    "script": (hostile.script_on_opening(), SCRIPT),
    "script spelt otherwise": (hostile.script_under_another_spelling(), SCRIPT),
    "script packed": (hostile.script_in_a_packed_object(), SCRIPT),
    "program started": (hostile.program_started(), SCRIPT),
    "file inside": (hostile.file_inside(), "tệp khác đính kèm bên trong"),
    "password to read": (hostile.locked("bi-mat"), LOCKED),
    "password to change": (hostile.locked(), LOCKED),
    "cut off": (hostile.pdf(3)[:-40], BROKEN),
    "cut off at its head": (b"%PDF-1.7\n%%EOF\n", BROKEN),
    "no page": (hostile.pdf(0), BROKEN),
    "too many pages": (hostile.pdf(settings.UPLOAD_MAX_PAGES + 1), "nhiều nhất 200 trang"),
    "bomb in one stream": (hostile.bomb(200), BOMB),
    "bomb in many streams": (hostile.bomb(100, streams=5), BOMB),
    "bomb of objects": (hostile.bomb_of_objects(), BOMB),
    "packing out of use": (hostile.old_packing(), BOMB),
    "picture cut off": (hostile.photograph()[:4000], BROKEN),
    "picture of no pixels": (b"\xff\xd8\xff\xe0 not a picture", BROKEN),
    "picture too large to open": (hostile.photograph((9000, 9000), "PNG"), "quá lớn để mở"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_cannot_be_taken_is_said_and_not_kept(wrong: str, tmp_path: Path, settings) -> None:
    settings.STORAGES["default"]["OPTIONS"] = {"location": tmp_path}
    data, said = REFUSED[wrong]
    before = StoredFile.objects.count()
    with pytest.raises(files.UploadRefused) as refused:
        files.store(SimpleUploadedFile("to-khai.pdf", data, "application/pdf"))
    assert "to-khai.pdf" in str(refused.value)
    assert said in str(refused.value)
    assert str(refused.value).count("Hãy") == 1  # what to do
    assert StoredFile.objects.count() == before
    assert not list(tmp_path.iterdir())


def test_a_sound_pdf_is_kept_as_it_came() -> None:
    for sound in (hostile.pdf(), hostile.pdf(settings.UPLOAD_MAX_PAGES), hostile.bomb(20)):
        kept = files.store(SimpleUploadedFile("x.pdf", sound + b"\r\n"))
        assert files.open_stored(kept).read() == sound + b"\r\n"
        assert kept.content_type == "application/pdf"


def test_a_page_with_a_link_and_a_form_is_no_program() -> None:
    link = hostile.pikepdf.Dictionary(
        S=hostile.pikepdf.Name("/URI"), URI=hostile.pikepdf.String("https://example.vn/")
    )
    assert files.store(SimpleUploadedFile("x.pdf", hostile.pdf(OpenAction=link)))
