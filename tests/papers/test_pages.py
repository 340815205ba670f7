"""How a paper falls onto pages: few and many components, long names, odd characters."""

from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.papers import (
    ComponentLine,
    PageSize,
    PaperContent,
    PaperKind,
    Party,
    Passage,
    Signatory,
    render,
)
from tests.papers import samples
from tests.papers.reading import open_pdf, page_texts, text_of
from tests.papers.slip_samples import SAMPLES, control, register, register_row

TABLE_HEAD = "TT Tên giấy tờ"


def components(count: int) -> tuple[ComponentLine, ...]:
    return tuple(
        ComponentLine(name=f"Giấy tờ thứ {index} kèm theo đơn đề nghị", originals=1)
        for index in range(1, count + 1)
    )


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (12, 2), (60, 3)])
def test_components_run_over_pages_under_a_repeated_head(count, pages):
    texts = page_texts(render(PaperKind.RECEIPT, samples.receipt(components=components(count))))
    assert len(texts) == pages
    assert all(f"{n} Giấy tờ thứ {n} kèm" in " ".join(texts) for n in range(1, count + 1))
    for text in texts:
        assert ("Giấy tờ thứ" in text) == (TABLE_HEAD in text)


def test_pages_are_numbered_and_named_only_when_there_are_several():
    one = page_texts(render(PaperKind.RECEIPT, samples.receipt()))
    many = page_texts(render(PaperKind.RECEIPT, samples.receipt(components=components(60))))
    assert "Trang" not in one[0]
    for number, text in enumerate(many, start=1):
        assert f"Mã hồ sơ H24-260115-0001 · Trang {number}/{len(many)}" in text


@pytest.mark.parametrize("count", range(12, 40))
def test_signatures_never_stand_alone_on_a_page(count):
    texts = page_texts(render(PaperKind.RECEIPT, samples.receipt(components=components(count))))
    (signed,) = [text for text in texts if "NGƯỜI TIẾP NHẬN HỒ SƠ" in text]
    assert "Vào Sổ theo dõi hồ sơ" in signed
    assert "Đăng ký nhận kết quả tại" in signed


def test_a_long_result_keeps_its_last_paragraph_with_the_signature():
    paragraphs = tuple(f"Điều {n}. " + "Nội dung quyết định. " * 30 for n in range(1, 13))
    texts = page_texts(render(PaperKind.RESULT, samples.result(paragraphs=paragraphs)))
    assert len(texts) > 2
    assert "Phạm Đức Thuận" in texts[-1]
    assert "Nội dung quyết định" in texts[-1]


LONG_NAME = (
    "Công ty trách nhiệm hữu hạn một thành viên đầu tư phát triển hạ tầng khu công nghiệp và dịch "
    "vụ hậu cần cảng biển quốc tế Nam Đình Vũ - Chi nhánh thành phố Hải Phòng"
)
LONG_EMAIL = "bo.phan.phap.ly.du.an@cong-ty-phat-trien-ha-tang-khu-cong-nghiep-nam-dinh-vu.vn"


@pytest.mark.parametrize("size", PageSize)
def test_long_content_is_printed_whole_and_inside_the_sheet(size):
    content = samples.receipt(
        applicant=Party(name=LONG_NAME, address="Lô CN-12, " * 30 + "hết", email=LONG_EMAIL),
        requested_content="Cấp giấy phép môi trường " * 40 + "hết yêu cầu",
        components=(ComponentLine(name="w" * 400, originals=1, note="ghi chú dài " * 20),),
        dossier_code="H24.01.02.03.04.05-260115-000123456789",
        receiver=Signatory(name=LONG_NAME, post=LONG_NAME, signed_at=samples.at(15, 9, 16)),
    )
    paper = render(PaperKind.RECEIPT, content, size=size)
    text = text_of(paper)
    for part in (LONG_NAME, "Lô CN-12, hết", LONG_EMAIL, "hết yêu cầu"):
        assert part.replace(" ", "") in text.replace(" ", "")
    assert text.count("w") == 400
    for page in open_pdf(paper).pages:
        rights = []
        page.extract_text(visitor_text=lambda _t, _cm, tm, _f, _s, r=rights: r.append(tm[4]))
        assert max(rights) < float(page.mediabox.width)


@pytest.mark.parametrize(
    ("size", "millimetres"), [(PageSize.A4, (210, 297)), (PageSize.A5, (148, 210))]
)
@pytest.mark.parametrize("kind", PaperKind)
def test_the_sheet_has_the_size_asked_for(kind, size, millimetres):
    if kind == PaperKind.REGISTER:
        millimetres = (297, 210)
    paper = render(kind, SAMPLES[kind](), size=size)
    box = open_pdf(paper).pages[0].mediabox
    assert (round(box.width * 25.4 / 72), round(box.height * 25.4 / 72)) == millimetres


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Xin cấp phép 🙂 gấp", "Xin cấp phép □ gấp"),
        ("gia đình 👨‍👩‍👧", "gia đình □□□"),
        ("a\x07b\x00c\uffffd", "abc□d"),
        ("#panic() *không đậm* $x$ @a \\u{0}", "#panic() *không đậm* $x$ @a \\u{0}"),
        ("0\U00010f82", "0"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("68,4 m² ≥ ½ № 5 - 12.000 ₫", "68,4 m² ≥ ½ № 5 - 12.000 ₫"),
    ],
    ids=["emoji", "joined emoji", "controls", "markup", "strange marks", "decomposed", "signs"],
)
def test_whatever_a_citizen_typed_is_printed_as_text(typed, printed):
    content = samples.receipt(requested_content=typed, components=())
    text = text_of(render(PaperKind.RECEIPT, content))
    assert f"Nội dung yêu cầu giải quyết: {printed}" in text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PaperKind), st.text(max_size=40), st.text(max_size=200))
def test_any_text_is_printed(kind, name, text):
    content = SAMPLES[kind]()
    typed = {
        field.name: replace(getattr(content, field.name), name=name, address=text)
        for field in fields(content)
        if field.name in ("applicant", "payer")
    }
    said = ("requested_content", "reason", "note", "remark", "sector", "title")
    typed |= {field.name: text for field in fields(content) if field.name in said}
    assert open_pdf(render(kind, replace(content, **typed))).pages


CONTROL_HEAD = "Tên cơ quan Thời gian giao, nhận hồ sơ"


@pytest.mark.parametrize("size", PageSize)
@pytest.mark.parametrize("count", [1, 40])
def test_a_control_sheet_repeats_its_head_and_cuts_no_row(count, size):
    passages = tuple(
        Passage(
            giving_unit=f"Đơn vị giao {n}",
            receiving_unit=f"Đơn vị nhận {n}",
            at=samples.at(15, 9, 0),
            note=f"Lần {n}",
        )
        for n in range(1, count + 1)
    )
    texts = page_texts(render(PaperKind.CONTROL, control(passages=passages), size=size))
    assert (len(texts) == 1) == (count == 1)
    for text in texts:
        assert ("Đơn vị giao" in text) == (CONTROL_HEAD in text)
    for n in range(1, count + 1):
        assert sum(f"Đơn vị giao {n} 2. Nhận: Đơn vị nhận {n} " in text for text in texts) == 1


def test_a_register_of_many_dossiers_repeats_its_head():
    rows = tuple(register_row(entry) for entry in range(1, 201))
    texts = page_texts(render(PaperKind.REGISTER, register(rows=rows)))
    assert all("STT Mã hồ sơ Tên thủ tục" in text for text in texts)
    assert all(f"H24-260115-{entry:04}" in " ".join(texts) for entry in range(1, 201))


def test_a_closed_register_says_so():
    text = text_of(render(PaperKind.REGISTER, register(closed_at=samples.at(31, 17, 0))))
    assert "Khóa sổ ngày 31 tháng 01 năm 2026; tổng số 8 hồ sơ." in text


@pytest.mark.parametrize("size", PageSize)
@pytest.mark.parametrize("kind", PaperKind)
def test_long_names_and_codes_stay_inside_the_sheet(kind, size):
    paper = render(kind, lengthened(SAMPLES[kind]()), size=size)
    assert LONG_NAME.replace(" ", "") in text_of(paper).replace(" ", "")
    for page in open_pdf(paper).pages:
        rights = []
        page.extract_text(visitor_text=lambda _t, _cm, tm, _f, _s, r=rights: r.append(tm[4]))
        assert max(rights) < float(page.mediabox.width)


def lengthened(content: PaperContent) -> PaperContent:
    """The content with a long name wherever a person, a unit or a paper is named."""
    names = {"name", "applicant", "giving_unit", "receiving_unit", "lead_agency", "title"}
    names |= {"addressee", "heading", "signer_name"}
    return _with_long(content, names)


def _with_long(value, names):
    if isinstance(value, tuple):
        return tuple(_with_long(item, names) for item in value)
    if not is_dataclass(value):
        return value
    return replace(
        value,
        **{
            field.name: LONG_NAME
            if field.name in names and isinstance(getattr(value, field.name), str)
            else _with_long(getattr(value, field.name), names)
            for field in fields(value)
        },
    )
