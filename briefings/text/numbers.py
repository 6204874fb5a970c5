"""Quantities in news text: what number, of what unit, bounded how.

`quantities` reads them; `same_value`, `same_unit` and `bounds_agree` say whether a claim's quantity and its quote's are
one, and `more_precise` whether the claim says more than the quote. What is read and what is not: docs/numbers.md.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from briefings.text.amount import Amount, at, glued, kind_at
from briefings.text.amounts import amount
from briefings.text.bounds import Bound, bound_after, bound_before
from briefings.text.nouns import counted
from briefings.text.number_tables import FEW, FRACTION_SIGNS, OPENERS, PARTS, SCALES, SMALL
from briefings.text.number_tokens import Row, may_hold_number, tokens
from briefings.text.quantity import NumberKind, Quantity, bounds_agree, more_precise, same_unit, same_value
from briefings.text.span import Span
from briefings.text.units import CODE_NAMES, CURRENCY_SIGNS, DOLLARS, Unit, currency_before, unit_at

__all__ = [
    "Bound", "NumberKind", "Quantity", "bounds_agree", "more_precise", "quantities", "same_unit", "same_value",
]  # fmt: skip


class _Reading:
    """Where one quantity stands among the tokens while it is being read."""

    def __init__(self, first: int, end: int, number: Amount, unit: Unit | None) -> None:
        self.first, self.end, self.number, self.unit = first, end, number, unit
        factor = unit.factor if unit else Decimal(1)
        self.value, self.step = number.value * factor, number.step * factor
        self.upper = number.upper * factor if number.upper is not None else None


@lru_cache(maxsize=4096)  # one text is read by many checks
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text`, in order and not overlapping. Dates, years and clock times are not among them, nor are
    names with digits in them (S-400, Zapad-2021) and what is no number (1.2.3)."""
    if not may_hold_number(text):
        return ()
    found = tokens(text)
    return tuple(_quantity(text, found, *parts) for parts in _readings(found))


def _readings(found: Row) -> Iterator[tuple[_Reading, _Reading | None]]:
    """Each quantity, with the other end where it is a range."""
    after = 0
    for i in _beginnings(found):
        if i < after:
            continue
        if _is_name(found, i):
            after = _after_name(found, i)
        elif reading := _read(found, i):
            other = _range_end(found, reading)
            yield reading, other
            after = other.end if other else reading.end


def _beginnings(found: Row) -> list[int]:
    """Where a quantity may begin; at an article only before what it counts: "a dozen", "a half-hour", "A$5"."""
    return [i for i, text in enumerate(found.texts) if (text in _BEGINNINGS or found.kinds[i] == "num")
            and (text not in _ARTICLES or at(found, i + 1) in _AFTER_ARTICLE)]  # fmt: skip


_MINUS = ("-", "−", "–", "minus", "negative")
_SIGNS = {sign for sign in CURRENCY_SIGNS if not sign.isalpha()}
_BEGINNINGS = {*OPENERS, *FRACTION_SIGNS, *DOLLARS, *CODE_NAMES, *_SIGNS, *_MINUS}
_ARTICLES = ("a", "an")
_AFTER_ARTICLE = {*FEW, *PARTS, *SCALES, "decade", "century", "$", "-", "‑"}


def _is_name(found: Row, i: int) -> bool:
    """Whether a numeral is part of a name or of something that is no number: S-400, A4, 16x9, 1.2.3, --5, 12:30:9."""
    if found.kinds[i] != "num":
        return False
    if (glued(found, i) and _names(found, i)) or _divides(found, i):
        return True
    chain = glued(found, i + 1) and glued(found, i + 2) and glued(found, i + 3) and glued(found, i + 4)
    return chain and at(found, i + 1) == at(found, i + 3) == "-" and kind_at(found, i + 2) == kind_at(found, i + 4) == "num"


def _names(found: Row, i: int) -> bool:
    """Whether what is glued before the numeral makes a name of it."""
    before = at(found, i - 1)
    if kind_at(found, i - 1) == "word":
        return currency_before(found, i - 1) is None
    if before in ("-", "‑"):
        return glued(found, i - 1) and kind_at(found, i - 2) in ("word", "wall", "sign") and not _is_bracket(at(found, i - 2))
    return before in ("_", ".", "#", ":", "/", "\\", "=", "@", "&")


def _divides(found: Row, i: int) -> bool:
    """Whether a slash follows that makes no fraction: 24/7, 9/11, 2021/953."""
    slash = at(found, i + 1) == "/" and glued(found, i + 1) and glued(found, i + 2) and kind_at(found, i + 2) == "num"
    number = amount(found, i) if slash else None
    return slash and not (number and number.share)


def _is_bracket(text: str) -> bool:
    return text in "([{“\"‘'$€£"


def _after_name(found: Row, i: int) -> int:
    i += 1
    while glued(found, i) and (found.kinds[i] != "sign" or found.texts[i] in "-‑./:"):
        i += 1
    return i


def _read(found: Row, i: int) -> _Reading | None:
    """The quantity that begins at token `i`: sign, currency, number, unit."""
    start = _after_sign(found, i)
    currency = currency_before(found, start)
    j = currency[1] if currency else start
    j = _after_sign(found, j) if currency and j == start + 1 else j
    number = amount(found, j, money=currency is not None) or _article(found, j)
    if number is None or _runs_into_name(found, number):
        return None
    if start != i or (currency and j != currency[1]):
        number = number._replace(value=-number.value)
    if number.ordinal:
        return _Reading(i, number.end, number, None) if currency is None else None
    return _with_unit(found, i, number, currency[0] if currency else "")


def _article(found: Row, i: int) -> Amount | None:
    """The article of "a decade", "a century": it is a one, as it is not before shorter times ("a year ago")."""
    return Amount(Decimal(1), None, i + 1, Decimal(1)) if at(found, i) == "a" and at(found, i + 1) in _SPANS else None


_SPANS = ("decade", "century")


def _after_sign(found: Row, i: int) -> int:
    """The index after a minus that belongs to the number behind it, or the same index."""
    if at(found, i) not in _MINUS or i + 1 >= len(found.texts):
        return i
    if found.kinds[i] == "word":
        return i + 1
    opens = i == 0 or not glued(found, i) or _is_bracket(found.texts[i - 1])
    return i + 1 if opens and glued(found, i + 1) else i


def _runs_into_name(found: Row, number: Amount) -> bool:
    """Whether letters or an "x" are glued to the digits that no scale or unit explains: 16x9, 5G, 24703L202."""
    i = number.end
    if not glued(found, i) or found.kinds[i - 1] != "num":
        return False
    if found.texts[i] == ":":
        return glued(found, i + 1)
    if found.kinds[i] != "word" and found.texts[i] != "_":
        return False
    unit = unit_at(found, i)
    return unit is None or (glued(found, unit[1]) and kind_at(found, unit[1]) == "num")


def _with_unit(found: Row, i: int, number: Amount, currency: str) -> _Reading | None:
    end = number.end
    if currency:
        unit: Unit | None = Unit(currency, "money")
        named = unit_at(found, end)
        end = named[1] if named and named[0].name == currency and found.kinds[end] == "word" else end  # "$10 dollars"
        return _Reading(i, end, number, unit)
    after = unit_at(found, end)
    if after is None and at(found, end) == "of":
        after = unit_at(found, end + (2 if at(found, end + 1) in ("a", "an") else 1))
        after = after if after and (after[0].kind == "money" or at(found, after[1] - 1) == "century") else None
    if after is None and number.share and at(found, end) in ("a", "an"):
        after = unit_at(found, end + 1)  # "half an hour"
    if after is None:
        return _Reading(i, end, number, None)
    scale = SCALES.get(at(found, after[1])) if after[0].kind == "money" and number.upper is None else None
    if scale:  # "75 USD million"
        number = number._replace(value=number.value * scale, step=number.step * scale, scale=after[1])
    return _Reading(i, after[1] + 1 if scale else after[1], number, after[0])


# Ranges

_CHANGES = {
    "rose", "rise", "rises", "rising", "fell", "fall", "falls", "falling", "grew", "grow", "grows", "growing",
    "increased", "increase", "increases", "increasing", "dropped", "drop", "drops", "dropping", "decreased",
    "decrease", "climbed", "climb", "jumped", "jump", "cut", "raised", "raise", "reduced", "reduce", "went",
    "go", "up", "down", "expanded", "declined", "decline", "doubled", "shrank", "by",
}  # fmt: skip


def _range_end(found: Row, low: _Reading) -> _Reading | None:
    """The other end of "10-16", "9 to 14", "between 5 and 7", "two or three"; None where these are two quantities."""
    if low.number.ordinal or low.number.upper is not None:
        return None
    start = _after_joiner(found, low)
    if start is None:
        return None
    high = _read(found, start)
    if high is None or high.number.ordinal or high.upper is not None or not _alike(low, high):
        return None
    return high if _shared(low, high) < high.value else None


def _alike(low: _Reading, high: _Reading) -> bool:
    return (
        low.unit is None
        or (high.unit is not None and low.unit.name == high.unit.name)
        or (high.unit is None and low.unit.kind == "money")
    )


def _after_joiner(found: Row, low: _Reading) -> int | None:
    i = low.end
    joiner, before = at(found, i), at(found, low.first - 1)
    if joiner in ("-", "–", "‑", "—"):
        both = glued(found, i) == glued(found, i + 1)
        return i + 1 if both and i + 1 < len(found.texts) and (joiner != "—" or glued(found, i)) else None
    if joiner in ("to", "through"):
        recent = {at(found, k) for k in range(low.first - 6, low.first)}
        return None if before == "from" and recent & _CHANGES else i + 1
    if joiner == "and" and before == "between":
        return i + 1
    if joiner == "or" and at(found, i + 1) in SMALL and at(found, i - 1) in SMALL:
        return i + 1
    return None


def _shared(low: _Reading, high: _Reading) -> Decimal:
    """The low end, with the scale that both share where only the high end writes it: "$3 to $5 million"."""
    factor = high.number.factor
    shares = low.number.factor == 1 and low.number.value < high.number.value / factor
    return low.value * factor * (high.unit.factor if high.unit and not low.unit else 1) if shares else low.value


# Putting together


def _quantity(text: str, found: Row, low: _Reading, high: _Reading | None) -> Quantity:
    last = high or low
    span = found.span(low.first, last.end)
    unit = last.unit or low.unit
    scale = last.number.scale
    upper = high.value if high else low.upper
    noun, after = counted(found, last.end)
    bound, bound_span = _bound(found, low, high, noun, after)
    return Quantity(
        span=span,
        value=_tidy(_shared(low, high) if high else low.value),
        upper=_tidy(upper) if upper is not None else None,
        kind=_kind(last, unit),
        unit=unit.name if unit else "",
        noun=noun,
        bound=bound,
        bound_span=bound_span,
        written=span.of(text),
        scale_span=found.span(scale, scale + 1) if scale is not None else None,
        step=_tidy(last.step),
    )  # fmt: skip


def _tidy(value: Decimal) -> Decimal:
    """The same number without noughts after the point or an exponent, as it is fit to be shown."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**27 else value.normalize()


def _kind(reading: _Reading, unit: Unit | None) -> NumberKind:
    if reading.number.ordinal:
        return NumberKind.ORDINAL
    if reading.number.upper is not None:
        return NumberKind.VAGUE
    if unit:
        return NumberKind(unit.kind)
    return NumberKind.FRACTION if reading.number.share else NumberKind.COUNT


def _bound(
    found: Row, low: _Reading, high: _Reading | None, noun: str, after_noun: int
) -> tuple[Bound, Span | None]:
    if high:
        opens = at(found, low.first - 1) in ("from", "between")
        return Bound.RANGE, found.span(low.first - 1, low.first) if opens else None
    after = bound_after(found, low.end) or (bound_after(found, after_noun) if noun else None)
    before = bound_before(found, low.first, noun)
    if after and (before is None or before[0] == Bound.ABOUT):
        return after
    return before or (Bound.EXACT, None)
