"""Amounts of money in figures and in words, as Vietnamese administrations write them.

Words follow the reading taught at school and used on receipts: linh, mốt, tư, lăm; the hundreds
of a later group are said even when they are none ("một nghìn không trăm linh năm"). The library
num2words says "một nghìn lẻ năm" and "hai mươi bốn", so it is not used.
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# After "mươi" these digits are read otherwise.
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
BILLION = 10**9
GROUPS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def amount_in_figures(amount: int) -> str:
    """``1250000`` as "1.250.000"."""
    return f"{amount:,}".replace(",", ".")


def amount_in_words(amount: int) -> str:
    """``25000`` as "Hai mươi lăm nghìn đồng". Raises ``ValueError`` for a negative amount."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def number_in_words(number: int) -> str:
    """A whole number from zero in words, without upper bound ("nghìn tỷ", "tỷ tỷ")."""
    if number < 0:
        raise ValueError(f"A number in words is not negative: {number}")
    return " ".join(_number(number, led=False)) if number else DIGITS[0]


def _number(number: int, *, led: bool) -> list[str]:
    """``led``: something larger was said before, so hundreds are said even when none."""
    words: list[str] = []
    if number >= BILLION:
        words += [*_number(number // BILLION, led=led), "tỷ"]
    rest = number % BILLION
    for size, name in GROUPS:
        group, rest = divmod(rest, size)
        if group:
            words += _below_thousand(group, led=led or bool(words))
            words += [name] if name else []
    return words


def _below_thousand(number: int, *, led: bool) -> list[str]:
    hundreds, below = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or led else []
    return words + (_below_hundred(below, led=bool(words)) if below else [])


def _below_hundred(number: int, *, led: bool) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return ["linh", DIGITS[unit]] if led else [DIGITS[unit]]
    if tens == 1:
        return ["mười", *([AFTER_TENS[5] if unit == 5 else DIGITS[unit]] if unit else [])]
    return [DIGITS[tens], "mươi", *([AFTER_TENS.get(unit, DIGITS[unit])] if unit else [])]
