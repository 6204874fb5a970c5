"""The number that begins at a token, in digits or in words."""

from decimal import Decimal

from briefings.text.amount import Amount, at, glued, kind_at
from briefings.text.number_shares import half, one_in, ordinal, share, vague
from briefings.text.number_tables import FRACTION_SIGNS, OPENERS, WRITTEN_PARTS
from briefings.text.number_tokens import Numeral, Row, numeral
from briefings.text.number_words import cardinal, scaled


def amount(tokens: Row, i: int, money: bool = False) -> Amount | None:
    """The number that begins at `i`, in digits or words, with its scale; None where none does."""
    if kind_at(tokens, i) == "num" or at(tokens, i) in FRACTION_SIGNS:
        return (one_in(tokens, i + 2) if at(tokens, i) == "1" else None) or _digits(tokens, i, money)
    if at(tokens, i) not in OPENERS:
        return None
    return vague(tokens, i) or half(tokens, i) or share(tokens, i) or ordinal(tokens, i) or cardinal(tokens, i)


def _digits(tokens: Row, i: int, money: bool) -> Amount | None:
    plain = _mixed(tokens, i)
    if plain is None:
        return None
    number, end, is_share = plain
    if at(tokens, end) in ("st", "nd", "rd", "th") and glued(tokens, end):
        return Amount(number.value, None, end + 1, Decimal(1), ordinal=True)
    found = scaled(tokens, number.value, number.step, end, money)
    return found._replace(share=True) if is_share and found.scale is None else found


def _mixed(tokens: Row, i: int) -> tuple[Numeral, int, bool] | None:
    """Digits with a fraction after them or as one: "2 1/2", "2½", "3/4", "½"."""
    fraction = _sign_fraction(tokens, i)
    if fraction:
        return Numeral(fraction[0], Decimal("0.01")), fraction[1], True
    whole = numeral(at(tokens, i))
    if whole is None:
        return None
    part = _sign_fraction(tokens, i + 1)
    if part and whole.value == whole.value.to_integral_value():
        return Numeral(whole.value + part[0], Decimal("0.01")), part[1], False
    return whole, i + 1, False


def _sign_fraction(tokens: Row, i: int) -> tuple[Decimal, int] | None:
    if at(tokens, i) in FRACTION_SIGNS:
        top, bottom = FRACTION_SIGNS[at(tokens, i)]
        return Decimal(top) / bottom, i + 1
    if at(tokens, i + 1) != "/" or not (at(tokens, i).isdecimal() and at(tokens, i + 2).isdecimal()):
        return None
    if not (glued(tokens, i + 1) and glued(tokens, i + 2)) or len(at(tokens, i) + at(tokens, i + 2)) > 4:
        return None
    top, bottom = int(at(tokens, i)), int(at(tokens, i + 2))
    return (Decimal(top) / bottom, i + 3) if bottom in WRITTEN_PARTS and 0 < top < bottom else None
