"""Where a quote may begin and end: at the edge of a word and of a number."""

import re
from functools import cache

from briefings.text.characters import (
    APOSTROPHES,
    CURRENCY,
    DASHES,
    HAN_NUMERALS,
    HYPHENS,
    IGNORABLE,
    MARKS,
    PERCENTS,
    SIGNS,
    UNSPACED,
)

# The longest thing but white space that stands before a cut, "seventeen", and to spare.
_WIDEST = 16
# What can be seen from an offset: enough for any number and the longest scale word after it.
_REACH = 64

_ANY = rf"(?:[^\W_]|[{MARKS}])"
_WORD = rf"(?:[^\W_{UNSPACED}]|[{MARKS}])"
_BREAK = r"[^\S\r\n]*(?:\r\n|[\r\n\f\u2028])[^\S\r\n]*"
_GAP = r"[^\S\r\n]*(?:\r\n|[\r\n])?[^\S\r\n]*"
_BETWEEN_DIGITS = rf"[.,:/⁄·٫٬{APOSTROPHES}{DASHES}\u00a0\u2007\u2009\u200a\u202f]"
_BOUND = rf"(?<![\w{MARKS}])[{SIGNS}+±~≈<>≤≥]"
_PRICED = rf"[{CURRENCY}]\s?"
_TAIL = rf"\d[^\W\d_]{{0,3}}[{PERCENTS}{CURRENCY}]?"
_NUMBER = (
    r"(?:\d|(?<![^\W_])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|million|billion|trillion))"
)
_SCALE = (
    r"(?:hundred|thousand|million|billion|trillion|bn|mn|mln|tn|тыс|тысяч|млн|млрд|трлн|(?:миллион|миллиард"
    r"|триллион)(?:а|ов)?)(?![^\W_])"
)

# What must not be torn: each row is what one unit is made of, with ¦ wherever a cut would fall inside it.
_UNITS = (
    rf"{_WORD}¦{_WORD}",
    rf"[^\s]¦[{MARKS}🏻-🏿]",
    rf"[\d{HAN_NUMERALS}]¦[\d{HAN_NUMERALS}]",
    rf"{_ANY}¦[{APOSTROPHES}]¦[^\W_]",
    rf"{_ANY}¦[{HYPHENS}]¦[^\W_]",
    rf"{_ANY}¦[{HYPHENS}]¦{_BREAK}¦[^\W\d_]",
    rf"\d¦{_BETWEEN_DIGITS}¦\d",
    # A plain space, too, where what follows it can only be the rest of a number: 200 000.
    r"(?<!\d)\d{1,3}¦ ¦0\d\d(?!\d)",
    rf"{_TAIL}¦[{DASHES}]¦(?:{_PRICED})?\d",
    rf"{_BOUND}¦(?:{_PRICED})?\.?\d",
    rf"[{CURRENCY}]¦\s?¦[{SIGNS}]?\.?\d",
    rf"[^\W\d_]¦{_PRICED}\d",
    rf"(?<![^\s({CURRENCY}{SIGNS}+])[.٫]¦\d",
    rf"\d¦\s?¦[{PERCENTS}]",
    rf"\d¦\s?¦[{CURRENCY}](?!\s?\d)",
    r"\d¦[°′″]",
    rf"{_NUMBER}¦{_GAP}¦{_SCALE}",
)


def _cuts(unit: str) -> list[tuple[str, str]]:
    """What stands after and before a cut inside `unit`, for each ¦ in it."""
    parts = unit.split("¦")
    return [("".join(parts[at:]), f"(?:{''.join(parts[:at])})\\Z") for at in range(1, len(parts))]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, made when it is first asked for: most texts never meet most cuts."""
    return re.compile(pattern, re.IGNORECASE)


_CUTS = [cut for unit in _UNITS for cut in _cuts(unit)]
_UNSEEN = re.compile(f"[{IGNORABLE}]+")
_SPACED_LETTER = re.compile(rf"[^\W_{UNSPACED}]")
_STOPS = ".,;:!?)”\""
_PLAIN = re.compile(rf"(?:[^\W\d_]|[{_STOPS}])[ \n]|[ \n][^\W\d_]")
_SCALES = re.compile(rf"\s*{_SCALE}", re.IGNORECASE)
WORD_RUN = re.compile(rf"[^\W_{UNSPACED}]+")


def _is_plainly_between(text: str, offset: int) -> bool:
    """Whether a letter or a stop and a space meet at `offset`, with no number, hyphen or scale word near."""
    if not _PLAIN.match(text, offset - 1):
        return False
    line = text[max(0, offset - _REACH) : offset].rstrip()[-1:]
    return (line.isalpha() or line in _STOPS) and not _SCALES.match(text, offset, offset + _REACH)


def is_edge(text: str, offset: int) -> bool:
    """Whether a quote may begin or end at `offset` (code points) of `text`: not inside a word or a number.

    Characters that are not seen (soft hyphens, zero-width marks) hide nothing: the ones around count.
    """
    if offset <= 0 or offset >= len(text):
        return True
    if _SPACED_LETTER.match(text[offset - 1]) and _SPACED_LETTER.match(text[offset]):
        return False
    if _is_plainly_between(text, offset):
        return True
    before = _UNSEEN.sub("", text[max(0, offset - _REACH) : offset])
    after = _UNSEEN.sub("", text[offset : offset + _REACH])
    tail = max(len(before.rstrip()) - _WIDEST, 0)
    return not any(_compiled(right).match(after) and _compiled(left).search(before, tail) for right, left in _CUTS)
