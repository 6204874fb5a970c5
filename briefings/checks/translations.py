"""What a translation shares with the quotation that it renders: its numbers and its dates."""

import re
from collections.abc import Iterator

from briefings.checks.case import Case, stated
from briefings.checks.passage import Passage
from briefings.checks.registry import Finding
from briefings.problems import Level
from briefings.text.dates import mentions
from briefings.text.number_tables import SCALES, SHORT_SCALES
from briefings.text.numbers import Quantity, same_value

DIGITS = re.compile(r"\d+")

FOREIGN_SCALES = tuple((re.compile(rf"\s*(?:{words})(?!\w)", re.IGNORECASE), scale) for words, scale in (
    (r"триллион\w{0,3}|трлн|трильйон\w{0,3}|трыльён\w{0,3}", 10**12),
    (r"миллиард\w{0,3}|млрд|мільярд\w{0,3}|milliards?|milliarden?|miliard\w{0,2}|miljarde?r?|mrd|mld", 10**9),
    (r"миллион\w{0,3}|млн|мільйон\w{0,3}|мільён\w{0,3}|millions?|millionen|mill[oó]n|millones|milion\w{0,2}|"
     r"milhão|milhões|miljoen|miljoner|mio|mln", 10**6),
    (r"тысяч\w?|тыс|тисяч\w?|тис|tausend|tysi\w{2,3}|mille|mila|mil|duizend|tusen", 10**3),
))
"""The words of other languages for a thousand, a million and more. "Billion" is left out: it is two numbers."""


def differing(case: Case) -> Iterator[Finding]:
    """A number in a translation equals one of the quote; a scale or number word of an unknown language is not read."""
    for passage in case.passages:
        if not (translation := passage.evidence.record.translation):
            continue
        found = scaled(passage)
        for quantity in stated(str(translation.text), case.dossier.lexicon):
            if not any(same_value(quantity, each) for each, _ in found):
                yield from wrong(quantity, found, passage, case)


def scaled(passage: Passage) -> list[tuple[Quantity, int]]:
    """The quantities of a quotation, each with the scale word behind it taken in, and that scale; 1 where there is none."""
    found = []
    for each in passage.quantities:
        scale = scale_after(passage.source.text, each.span.end) if passage.foreign else 1
        upper = each.upper * scale if each.upper is not None else None
        found.append((each._replace(value=each.value * scale, upper=upper), scale))
    return found


def scale_after(text: str, at: int) -> int:
    """The scale that words at an offset say: "millions", "mil millones"."""
    for pattern, scale in FOREIGN_SCALES:
        if match := pattern.match(text, at, at + 40):
            return scale * scale_after(text, match.end()) if scale == 10**3 else scale
    return 1


def wrong(quantity: Quantity, found: list[tuple[Quantity, int]], passage: Passage, case: Case) -> Iterator[Finding]:
    """What is told of a number that no number of the quotation equals, as far as both could be read."""
    digits = set(DIGITS.findall(quantity.written))
    has_scale = any(word in (SCALES | SHORT_SCALES) for word in re.findall(r"[^\W\d]+", quantity.written.lower()))
    same = bool(digits) and digits <= set(DIGITS.findall(passage.words_quoted))
    scales = {scale for each, scale in found if digits & set(DIGITS.findall(each.written))}
    if same and not has_scale and scales <= {1}:
        return
    unread = passage.foreign and (not digits or (same and scales <= {1}))
    yield told(f'the number "{quantity.written}"', passage, case, unread)


def differing_dates(case: Case) -> Iterator[Finding]:
    """The days and years of a date in a translation stand in the quote; where that writes no digits they are not read."""
    for passage in case.passages:
        if not (translation := passage.evidence.record.translation):
            continue
        numbers = {int(each) for each in DIGITS.findall(passage.words_quoted)}
        dated = any(each <= 31 or 1000 <= each < 2200 for each in numbers)
        for mention in mentions(str(translation.text)):
            if not {int(each) for each in DIGITS.findall(mention.written)} <= numbers:
                yield told(f'the date "{mention.written}"', passage, case, unread=not dated)


def told(what: str, passage: Passage, case: Case, unread: bool) -> Finding:
    """A number or date of a translation that is not the quote's, or that could not be compared."""
    result = "could not be compared with the quote" if unread else "does not stand in the quote"
    return Finding(passage.evidence.record.place, f"{what} of the translation {result}",
                   (f"the quote says: {passage.words_quoted}",), Level.WARNING if unread else Level.ERROR, case.fact.id,
                   unchecked=unread)
