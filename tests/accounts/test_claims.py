"""The claims, as providers write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts import claims

LEAST = {"SoDinhDanh": "031088000987", "HoVaTen": "Hoàng Minh Đức"}


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"IAL": "2"}, 2),
        ({"IAL": 1, "loAs": "LoA2"}, 1),
        ({"loAs": ["LoA1", "LoA2"]}, 2),
        ({"acr": "LoA1"}, 1),
        ({"IAL": "3"}, 2),
        ({"IAL": None}, 0),
        ({}, 0),
    ],
)
def test_levels(said: dict, level: int) -> None:
    assert claims.read(LEAST | said).level == level


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("21/07/1988", dt.date(1988, 7, 21)),
        ("1988-07-21", dt.date(1988, 7, 21)),
        ("19880721", dt.date(1988, 7, 21)),
        ("1988", None),
        ("", None),
        ("31/02/1988", None),
    ],
)
def test_days(said: str, day: dt.date | None) -> None:
    assert claims.read(LEAST | {"NgayThangNamSinh": said}).facts["birth_date"] == day


def test_an_address_that_is_none_is_left_out() -> None:
    assert claims.read(LEAST | {"ThuDienTu": "không có"}).email == ""


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"SoDinhDanh": "031088000987"},
        {"HoVaTen": "Hoàng Minh Đức"},
        LEAST | {"SoDinhDanh": "<script>"},
        LEAST | {"LoaiTaiKhoan": "2"},
        {"LoaiTaiKhoan": "2", "MaSoThue": "0200000123"},
    ],
)
def test_nobody_named(said: dict) -> None:
    with pytest.raises(claims.NoIdentity):
        claims.read(said)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "ThuongTru",
                "NoiOHienNay",
                "DanToc",
                "QuocTich",
                "SoDienThoai",
                "GioiTinh",
                "NgayThangNamSinh",
                "ThuDienTu",
                "IAL",
                "loAs",
                "TonGiao",
            ]
        ),
        st.one_of(st.none(), st.text(max_size=500), st.integers(), st.lists(st.text(max_size=20))),
    )
)
def test_whatever_is_said_fits(said: dict) -> None:
    read = claims.read(LEAST | said)
    assert read.level in (0, 1, 2)
    assert all(len(text) <= 200 for text in read.facts.values() if isinstance(text, str))
    assert len(read.facts["phone"]) <= 20
    assert read.facts["gender"] in ("", "male", "female")
