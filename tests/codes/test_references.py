"""Secrets and public references: unguessable, and forgiving to whoever types them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.codes import (
    MalformedCode,
    normalise_reference,
    normalise_secret,
    random_reference,
    random_secret,
)

DRAWS = 2000


def test_secrets_are_eight_clear_characters_and_differ():
    drawn = {random_secret() for _ in range(DRAWS)}
    assert len(drawn) == DRAWS
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{8}", secret) for secret in drawn)
    assert set("".join(drawn)) == set("23456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_references_are_twelve_characters_in_three_groups_and_differ():
    drawn = {random_reference() for _ in range(DRAWS)}
    assert len(drawn) == DRAWS
    assert all(
        re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", one) for one in drawn
    )


@pytest.mark.parametrize(
    "typed",
    [
        "7KX4-MQ2D-90TB",
        "7kx4mq2d90tb",
        " 7KX4 MQ2D 90TB ",
        "7KX4–MQ2D—90TB",
        "7KX4-MQ2D-9OTB",
        "7kx4-mq2d-9otb",
    ],
)
def test_a_reference_is_read_however_it_is_typed(typed):
    assert normalise_reference(typed) == "7KX4-MQ2D-90TB"


def test_look_alikes_are_one_character():
    assert normalise_reference("iIlL-1111-oO00") == "1111-1111-0000"


@pytest.mark.parametrize(
    "typed", ["", "7KX4-MQ2D", "7KX4-MQ2D-90TBA", "7KX4-MQ2D-90TU", "7KX4-MQ2D-90T?"]
)
def test_other_references_are_refused(typed):
    with pytest.raises(MalformedCode, match=r"Mã tham chiếu .* không hợp lệ"):
        normalise_reference(typed)


@pytest.mark.parametrize("typed", ["7kx4mq2d", " 7KX4 MQ2D ", "7KX4-MQ2D"])
def test_a_secret_is_read_however_it_is_typed(typed):
    assert normalise_secret(typed) == "7KX4MQ2D"


@pytest.mark.parametrize("typed", ["", "7KX4MQ2", "7KX4MQ2DA", "7KX4MQ20", "7KX4MQ2L"])
def test_other_secrets_are_refused(typed):
    with pytest.raises(MalformedCode, match=r"Mã tra cứu .* không hợp lệ"):
        normalise_secret(typed)


def test_what_is_drawn_reads_back():
    reference, secret = random_reference(), random_secret()
    assert normalise_reference(reference.lower()) == reference
    assert normalise_secret(secret.lower()) == secret


@given(st.text(max_size=60))
def test_no_text_ends_in_any_other_error(text):
    for normalise in (normalise_reference, normalise_secret):
        try:
            plain = normalise(text)
        except MalformedCode:
            continue
        assert normalise(plain) == plain
