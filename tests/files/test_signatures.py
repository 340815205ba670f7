"""Signatures of PDFs that come in: judged by invented authorities, and told."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.dossiers import acts
from motcua.files import service as files
from motcua.files.models import FileSignature, StoredFile
from motcua.portal.steps import papers_of
from tests.dossiers import people
from tests.files import hostile
from tests.files.authority import NOW, YEAR, authority, sign
from tests.portal.pages import Citizens, words

pytestmark = pytest.mark.django_db

Verdict = FileSignature.Verdict
MAU = "Nguyễn Văn Mẫu"


@pytest.fixture(autouse=True)
def roots(tmp_path: Path, settings) -> Path:
    directory = tmp_path / "roots"
    directory.mkdir()
    authority().trusted_in(directory)
    settings.SIGNATURE_ROOTS = str(directory)
    return directory


def kept(data: bytes) -> StoredFile:
    return files.store(SimpleUploadedFile("da-ky.pdf", data))


def verdicts(data: bytes) -> list[str]:
    return [each.verdict for each in kept(data).signatures.all()]


def test_a_good_signature_says_who_when_and_whose_certificate() -> None:
    data = sign(authority().certify(MAU))
    stored = kept(data)
    signature = stored.signatures.get()
    assert signature.verdict == Verdict.VALID
    assert (signature.signer, signature.issuer) == (MAU, "CA Trình Diễn")
    assert abs(signature.signed_at - NOW) < dt.timedelta(minutes=30)
    assert not signature.is_timestamped
    assert files.open_stored(stored).read() == data  # not one byte is changed


def test_two_people_sign_one_after_the_other() -> None:
    first = sign(authority().certify(MAU))
    assert verdicts(sign(authority().certify("Trần Thị Hai"), first)) == [Verdict.VALID] * 2


def test_a_document_changed_after_it_was_signed() -> None:
    signed = sign(authority().certify(MAU))
    in_the_bytes = signed.replace(b"/MediaBox", b"/BleedBox", 1)
    assert len(in_the_bytes) == len(signed)
    assert verdicts(in_the_bytes) == [Verdict.MODIFIED]


def test_a_page_turned_after_it_was_signed() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sign(authority().certify(MAU))))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Rotate")] = NumberObject(90)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    assert verdicts(out.getvalue()) == [Verdict.MODIFIED]


def test_a_certificate_that_has_run_out() -> None:
    old = authority().certify(MAU, start=NOW - 2 * YEAR, end=NOW - dt.timedelta(days=100))
    assert verdicts(sign(old)) == [Verdict.EXPIRED]


def test_a_trusted_timestamp_from_when_the_certificate_was_good() -> None:
    old = authority().certify(MAU, start=NOW - 2 * YEAR, end=NOW - dt.timedelta(days=100))
    stamper = authority().certify("Dấu thời gian", stamps=True)
    signature = kept(sign(old, stamped_by=stamper)).signatures.get()
    assert signature.verdict == Verdict.VALID
    assert signature.is_timestamped
    assert signature.signed_at == NOW - dt.timedelta(days=200)


def test_a_timestamp_of_nobody_knows_who_proves_nothing() -> None:
    old = authority().certify(MAU, start=NOW - 2 * YEAR, end=NOW - dt.timedelta(days=100))
    stamper = authority("CA Lạ").certify("Dấu lạ", stamps=True)
    assert verdicts(sign(old, stamped_by=stamper)) == [Verdict.EXPIRED]


def test_an_issuer_nobody_knows() -> None:
    assert verdicts(sign(authority("CA Lạ").certify(MAU))) == [Verdict.UNKNOWN_ISSUER]


def test_without_roots_every_issuer_is_unknown(settings) -> None:
    settings.SIGNATURE_ROOTS = ""
    assert verdicts(sign(authority().certify(MAU))) == [Verdict.UNKNOWN_ISSUER]


def test_a_certificate_that_was_revoked(roots: Path) -> None:
    holder = authority().certify(MAU)
    authority().revoke(holder, roots)
    assert verdicts(sign(holder)) == [Verdict.REVOKED]
    assert verdicts(sign(authority().certify("Người khác"))) == [Verdict.VALID]


def test_a_key_too_short_to_be_accepted() -> None:
    assert verdicts(sign(authority().certify(MAU, bits=1024))) == [Verdict.WEAK]


def test_a_signature_nobody_can_read() -> None:
    signed = sign(authority().certify(MAU))
    start = signed.index(b"/Contents <") + 11
    assert verdicts(signed[:start] + b"ff" * 40 + signed[start + 80 :]) == [Verdict.UNREADABLE]


def test_a_paper_without_a_signature_says_nothing() -> None:
    assert verdicts(hostile.pdf()) == []


def test_the_same_bytes_are_judged_anew_when_they_come_again(settings, roots: Path) -> None:
    data = sign(authority().certify(MAU))
    settings.SIGNATURE_ROOTS = ""
    assert verdicts(data) == [Verdict.UNKNOWN_ISSUER]
    settings.SIGNATURE_ROOTS = str(roots)
    assert verdicts(data) == [Verdict.VALID]


def test_the_sender_and_the_officer_are_told_and_nobody_is_stopped(citizen: Citizens) -> None:
    draft = people.draft(account=citizen.account)
    field = f"component-{papers_of(draft)[-1].pk}"
    good, bad = sign(authority().certify(MAU)), sign(authority("CA Lạ").certify("Ai Đó"))
    sent = [people.upload("tot.pdf", good), people.upload("la.pdf", bad)]
    citizen.post("papers", draft.pk, upload="1", **{field: sent})
    told = (
        f"Chữ ký hợp lệ: {MAU}, ký lúc ",
        "chứng thư do CA Trình Diễn cấp.",
        "Không xác định được người cấp chứng thư: Ai Đó",
        "Cán bộ sẽ kiểm tra người cấp chứng thư khi tiếp nhận.",
    )
    for sentence in told:
        assert sentence in words(citizen.get("papers", draft.pk))
    dossier = acts.submit(draft, account=citizen.account)
    clerk = Client(headers={"accept-language": "vi"})
    clerk.force_login(people.officer("mc.hongbang"))
    desk = clerk.get(reverse("office:dossier", args=[dossier.reference]))
    for page in (citizen.get("dossier", dossier.reference), desk):
        for sentence in told:
            assert sentence in words(page)


def test_verdicts_are_told_in_english_too() -> None:
    with override("en"):
        assert str(Verdict.MODIFIED.label) == "The document was changed after it was signed"
        assert all(str(each.label).isascii() for each in Verdict)
