"""Old and new addresses are both understood: real communes, as people write them."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from motcua.cli import main
from motcua.organization import addresses
from motcua.organization.models import Commune, FormerUnit, Province
from motcua.organization.units_data import rows_of

pytestmark = pytest.mark.django_db


def understood(text: str) -> list[str]:
    return [str(commune) for commune in addresses.understand(text)]


HONG_BANG = ["Phường Hồng Bàng, Thành phố Hải Phòng"]
HONG_AN = ["Phường Hồng An, Thành phố Hải Phòng"]


def test_the_lists_are_whole() -> None:
    assert addresses.provinces().count() == 34
    assert Commune.objects.count() == 3321
    assert FormerUnit.objects.values("code").distinct().count() == 10040
    assert not Commune.objects.filter(former_units=None).exists()
    assert not FormerUnit.objects.exclude(
        code__in=FormerUnit.objects.filter(main=True).values("code")
    )


@pytest.mark.parametrize(
    "text",
    [
        "phường Hồng Bàng, thành phố Hải Phòng",
        "12 Đinh Tiên Hoàng, phường Hồng Bàng, thành phố Hải Phòng",
        "12 dinh tien hoang, p. hong bang, tp hai phong, Viet Nam",
        "Số 5 ngõ 3, tổ dân phố 2, Phường Hồng Bàng, HP",
        "11311",
        "phường Minh Khai, quận Hồng Bàng, thành phố Hải Phòng",
        "Phường Hoàng Văn Thụ, Quận Hồng Bàng, Hải Phòng",
        "số 1 phố Cầu Đất, phường Sở Dầu, quận Hồng Bàng",
        "phuong hong bang, hai phong",
        "phường Hồng Bàn, thành phố Hải Phòng",
    ],
)
def test_one_place_written_in_many_ways(text: str) -> None:
    assert understood(text) == HONG_BANG


def test_an_old_commune_that_was_split_gives_every_part_the_largest_first() -> None:
    assert understood("phường Đại Bản, quận Hồng Bàng, thành phố Hải Phòng") == [
        *HONG_AN,
        "Phường An Phong, Thành phố Hải Phòng",
    ]
    assert [str(each) for each in addresses.convert("11587")] == understood(
        "Đại Bản, Hồng Bàng, Hải Phòng"
    )


def test_a_merged_province_and_a_province_of_today_may_both_stand_last() -> None:
    assert understood("thị trấn Kẻ Sặt, huyện Bình Giang, tỉnh Hải Dương") == [
        "Xã Kẻ Sặt, Thành phố Hải Phòng"
    ]
    assert understood("thị trấn Kẻ Sặt, huyện Bình Giang, Hải Phòng") == [
        "Xã Kẻ Sặt, Thành phố Hải Phòng"
    ]


def test_a_commune_nobody_knows_is_not_guessed_across_the_country() -> None:
    assert understood("xã An Phú, huyện Bình Giang, tỉnh Hải Dương") == []
    assert understood("xã Vĩnh Bảoo, huyện Không Có, Hải Phòng") == []


def test_numbered_wards() -> None:
    found = understood("phường 1, quận 3, thành phố Hồ Chí Minh")
    assert found == ["Phường Bàn Cờ, Thành phố Hồ Chí Minh"]
    assert understood("P1, Q3, HCM") == found
    assert understood("Phường 01, Quận 3, TP. Hồ Chí Minh") == found


def test_what_says_nothing_gives_nothing() -> None:
    for text in ("", "  ", "Việt Nam", "00000", ",,,", "zzqq xxyy"):
        assert understood(text) == []


def test_a_search_forgives_diacritics_and_a_typo() -> None:
    assert addresses.communes("hong bang", "31").first().code == "11311"
    assert addresses.communes("hong bnag hai phong", "31").exists()
    assert all(each.province_id == "31" for each in addresses.communes("an", "31"))


def test_every_old_commune_of_a_city_is_understood_as_what_it_became() -> None:
    for row in FormerUnit.objects.filter(province_code="31", main=True).select_related("became"):
        text = f"{row.name}, {row.district_name}, {row.province_name}"
        assert addresses.understand(text)[0] == row.became, text


def test_every_commune_of_a_province_is_understood_as_itself() -> None:
    for commune in Commune.objects.filter(province="31").select_related("province"):
        assert commune in addresses.understand(str(commune)), commune


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    addresses.understand(text.replace("\x00", ""))


def test_the_command_loads_and_a_second_time_changes_nothing() -> None:
    before = list(FormerUnit.objects.order_by("pk").values())
    Province.objects.filter(code="31").update(name="Tên đã sửa")
    done = CliRunner().invoke(main, ["import", "units"])
    assert done.exit_code == 0, done.output
    assert "34 tỉnh, thành phố; 3321 xã, phường, đặc khu; 10040 xã cũ." in done.output
    assert Province.objects.get(code="31").name == "Thành phố Hải Phòng"
    assert list(FormerUnit.objects.order_by("pk").values()) == before


def test_the_lists_agree_with_each_other() -> None:
    codes = {row["ma_xa"] for row in rows_of("communes")}
    assert {row["ma_xa_moi"] for row in rows_of("former_units")} == codes
