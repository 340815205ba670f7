"""Codes nobody can guess: the secret on a receipt, and references shown to the public."""

import re
import secrets

from motcua.codes.written import MalformedCode, readings

# Crockford's base 32: no I, L, O, U. A secret also leaves out 0 and 1, so that
# nothing printed on a receipt can be read as two different characters.
_BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CLEAR = _BASE_32[2:]
_LOOK_ALIKES = str.maketrans("OIL", "011")
_REFERENCE = re.compile(f"([{_BASE_32}]{{4}})([{_BASE_32}]{{4}})([{_BASE_32}]{{4}})")
_SECRET = re.compile(f"[{_CLEAR}]{{8}}")


def random_secret() -> str:
    """Eight characters (39 bits) that open a dossier's details together with its code."""
    return "".join(secrets.choice(_CLEAR) for _ in range(8))


def normalise_secret(text: str) -> str:
    """A secret as typed, in the form it was printed. Raises `MalformedCode`."""
    secret = readings(text)[0].replace("-", "")
    if not _SECRET.fullmatch(secret):
        raise MalformedCode("Mã tra cứu", text, "cần đúng 8 ký tự in trên giấy hẹn", "7KX4MQ2D")
    return secret


def random_reference() -> str:
    """Twelve characters (60 bits) as `XXXX-XXXX-XXXX`, to name a thing in public."""
    drawn = "".join(secrets.choice(_BASE_32) for _ in range(12))
    return "-".join((drawn[:4], drawn[4:8], drawn[8:]))


def normalise_reference(text: str) -> str:
    """A reference as typed, in its one printed form; O is 0, I and L are 1.

    Raises `MalformedCode`.
    """
    match = _REFERENCE.fullmatch(readings(text)[0].replace("-", "").translate(_LOOK_ALIKES))
    if match is None:
        reason = "cần 12 chữ và số, không có chữ U"
        raise MalformedCode("Mã tham chiếu", text, reason, "7KX4-MQ2D-90TB")
    return "-".join(match.groups())
