"""The tokens that numbers are read from: numerals, words and single signs, with where they stand.

What is no quantity is walled off first (dates, clock times, web addresses), so that each digit belongs either to a
date or to a number and nothing is read across the wall.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from briefings.text.characters import lowered
from briefings.text.date_reading import addresses, mentions
from briefings.text.number_tables import FRACTION_SIGNS, NUMBER_WORDS
from briefings.text.span import Span


class Row(NamedTuple):
    """The tokens of a text, by column, since an object for each would cost as much as finding it. A kind is "num", "word",
    "sign" or "wall"; texts are in small letters, a wall's is empty; offsets are code points, half-open.
    """

    kinds: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, first: int, end: int) -> Span:
        """From the beginning of one token to the end of the one before `end`."""
        return Span(self.starts[first], self.ends[end - 1])


_TOKEN = re.compile(
    r"(?P<num>\d+(?:\.\d+)?e[+-]?\d{1,2}(?![\w.])"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,'’٫٬]\d+)*|(?<![\w.])\.\d+)"
    r"|(?P<word>u\.s\.?|[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_DIGIT = re.compile(rf"[\d{''.join(FRACTION_SIGNS)}]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(
    r"\d(?<![\d:.,].)\d?(?:(?:[:.][0-5]\d(?::[0-5]\d)?)?\s?[ap]\.?m\b\.?(?=\W|$)|:\d\d(?::\d\d)?(?![\d:])"
    r"|(?:[:.]\d\d)?\s(?:o[’']clock|gmt|utc|cet|est)\b)"
)
_SAME = {"u.s": "us", "u.s.": "us"}


def may_hold_number(text: str) -> bool:
    """Whether `text` has a digit, a sign or a word that only numbers have: without one there is no number in it."""
    return bool(_DIGIT.search(text)) or not NUMBER_WORDS.isdisjoint(_LETTERS.findall(text.lower()))


def tokens(text: str) -> Row:
    """The tokens of `text` in order, white space left out, one wall for each date, clock time and address; none where no
    number can stand between the walls.
    """
    small, walls = lowered(text), _walls(text)
    between = [*zip([0, *(wall.end for wall in walls)], [*(wall.start for wall in walls), len(text)], strict=True)]
    if not any(may_hold_number(text[start:end]) for start, end in between):
        return Row()
    found = _between(small, *between[0])
    for wall, after in zip(walls, between[1:], strict=True):
        found += [("wall", "", *wall), *_between(small, *after)]
    return Row(*zip(*found, strict=True))


def _walls(text: str) -> list[Span]:
    clocks = (Span(*match.span()) for match in _CLOCK.finditer(lowered(text)))
    walls: list[Span] = []
    for wall in sorted([*(mention.span for mention in mentions(text)), *clocks, *addresses(text)]):
        if not walls or wall.start >= walls[-1].end:
            walls.append(wall)
    return walls


def _between(small: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    found = [(match.lastgroup or "", match[0], match.start(), match.end()) for match in _TOKEN.finditer(small, start, end)]
    return [(kind, _SAME.get(text, text), start, end) for kind, text, start, end in found] if "u.s" in small else found


_GROUPED = re.compile(r"\d{1,3}(?:([ ,.'’\u00a0\u2009\u202f٬])\d{3})(?:\1\d{3})*(?:[.,٫]\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d*(?:[.٫]\d+)?(?:e[+-]?\d{1,2})?")
_LONGEST = 28  # digits; longer runs are keys and hashes, and Decimal would round them


class Numeral(NamedTuple):
    """A number written in digits: its value and the size of one in its last written place."""

    value: Decimal
    step: Decimal


@lru_cache(maxsize=4096)  # a claim and its quote write the same numbers
def numeral(text: str) -> Numeral | None:
    """The value of digits as news writes them, or None for what is no number (1.2.3, 10.5.2021, a long key).

    Commas, spaces and apostrophes group thousands; a full stop is the decimal sign ("4.800" is 4.8) unless more than
    one stands there or a decimal comma follows; a comma before one or two last digits is a decimal comma.
    """
    if len(text) > _LONGEST and sum(char.isdigit() for char in text) > _LONGEST:
        return None
    if text.isdecimal():
        return Numeral(Decimal(text), step_of(Decimal(text)))
    if _is_grouped(text):
        text = _ungrouped(text)
    elif _INDIAN.fullmatch(text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    if not _PLAIN.fullmatch(text):
        return None
    value = Decimal(text.replace("٫", "."))
    return Numeral(value, _step(value, "." in text))


def _is_grouped(text: str) -> bool:
    match = _GROUPED.fullmatch(text)
    if not match:
        return False
    return match[1] != "." or text.count(".") > 1 or "," in text


def _ungrouped(text: str) -> str:
    """Digits without their grouping signs; the last sign is the decimal one where it differs from the first."""
    signs = [char for char in text if not char.isdigit()]
    if signs[-1] == signs[0]:
        return text.replace(signs[0], "")
    return text.replace(signs[0], "").replace(signs[-1], ".")


def _step(value: Decimal, has_point: bool) -> Decimal:
    exponent = value.as_tuple().exponent
    if has_point and isinstance(exponent, int):
        return Decimal(1).scaleb(exponent)
    return step_of(value)


def step_of(value: Decimal) -> Decimal:
    """The size of the last place that is not a nought: 200,000 is written to the nearest 100,000."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
