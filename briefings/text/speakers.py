"""Whom the words around a verb of speech name as its speaker."""

from collections.abc import Sequence
from typing import Literal

from briefings.text.clauses import DASH, QUOTED, clause_start
from briefings.text.phrases import (
    BOUNDARIES,
    DETERMINERS,
    PREPOSITIONS,
    Reading,
    before_auxiliaries,
    noun_phrase_after,
    noun_phrase_before,
)
from briefings.text.span import Span
from briefings.text.spoken import Speech
from briefings.text.wordlists import CALENDAR, listed

Naming = tuple[int, int] | Span | Literal["elided"]
"""The first and last piece that name a speaker, the span of one named before, or a subject left out."""

BE = listed("is are was were been be being isn't wasn't aren't weren't")
_DESCRIBING = frozenset({"by", "on", "in", "at", "of", "last", "earlier", "during", "as", "for", "to"})
_OPENERS = PREPOSITIONS | BOUNDARIES | DETERMINERS


def speaker_of(reading: Reading, index: int, before: Sequence[Speech]) -> Naming | None:
    """Who speaks by the verb at `index`."""
    back = before_auxiliaries(reading, index - 1)
    previous = reading.form(back)
    if reading.form(index).endswith("ing"):
        return _speaker_of_participle(reading, back, before)
    if previous in ("who", "which") and back > 0:
        return noun_phrase_before(reading, back - (2 if reading.form(back - 1) == "," else 1)) or "elided"
    if previous == QUOTED or (previous == "," and reading.form(back - 1) == QUOTED):
        return noun_phrase_after(reading, index + 1) or "elided"
    if previous in (",", DASH):
        return None if _describes(reading, index) else _after_comma(reading, index, back, before)
    if previous in ("and", "but") and back > 0:
        return _subject(reading, back, before)
    if back < 0 or previous in BOUNDARIES or not reading.row[back].is_word:
        return _last(before) or "elided"
    return noun_phrase_before(reading, back)


def _describes(reading: Reading, index: int) -> bool:
    """Whether the form is a participle that describes (`the deal, announced on Monday, is worth …`)."""
    if reading.form(index) in ("said", "says"):
        return False
    near = [reading.form(at) for at in range(index + 1, index + 8)]
    return near[0] in _DESCRIBING and "that" not in near


def _after_comma(reading: Reading, index: int, comma: int, before: Sequence[Speech]) -> Naming | None:
    named = _inverted(reading, index) or _before_apposition(reading, comma)
    if named or reading.form(index + 1) not in ("that", QUOTED):
        return named
    return _last(before) or "elided"


def _last(before: Sequence[Speech]) -> Span | None:
    return before[-1].speaker if before else None


def _inverted(reading: Reading, index: int) -> tuple[int, int] | None:
    """The speaker after the verb (`Talks failed, said Peskov.`)."""
    follows = index + 1 < len(reading.row) and reading.row[index + 1]
    if (
        follows
        and reading.form(index) in ("said", "says")
        and (follows.capital or follows.form in ("a", "the"))
    ):
        return noun_phrase_after(reading, index + 1)
    return None


def _before_apposition(reading: Reading, closing: int) -> tuple[int, int] | None:
    """The speaker before an inserted phrase (`Peskov, the Kremlin spokesman, said`)."""
    mark = reading.form(closing)
    while reading.form(closing - 1) == mark:
        closing -= 1
    opening = next((at for at in range(closing - 1, 0, -1) if reading.form(at) in (mark, QUOTED)), None)
    if opening is None or reading.form(opening) == QUOTED:
        return None
    while reading.form(opening - 1) == mark:
        opening -= 1
    named = noun_phrase_before(reading, opening - 1)
    is_name = reading.row[opening + 1].capital and reading.form(opening + 1).title() not in CALENDAR
    return (named[0], closing - 1) if named and is_name and mark == "," else named


def _speaker_of_participle(reading: Reading, back: int, before: Sequence[Speech]) -> Naming | None:
    if reading.form(back) == "as":
        passive = next((at for at in range(back, 0, -1) if reading.form(at) in BE), None)
        return (noun_phrase_before(reading, passive - 1) if passive else None) or _last(before) or "elided"
    if reading.form(back) in (",", QUOTED):
        return _subject(reading, back, before)
    start = next((at for at in range(back, max(back - 6, -1), -1) if reading.form(at) == "with"), None)
    return (start + 1, back) if start is not None and start < back else None


def _subject(reading: Reading, index: int, before: Sequence[Speech]) -> Naming:
    """The subject of the clause that ends before `index`: its speaker, or its first name."""
    start = clause_start(reading.row, index)
    begins = reading.row[start].start
    if before and before[-1].verb_span.start >= begins and before[-1].speaker:
        return before[-1].speaker
    names = [at for at in range(start, index) if reading.row[at].capital and reading.row[at].is_word]
    names = [at for at in names if at > 0 or reading.form(at) not in _OPENERS]
    if not names:
        return "elided"
    last = names[0]
    while last + 1 < index and (reading.row[last + 1].capital or _links(reading, last + 1)):
        last += 1
    return (names[0], last)


def _links(reading: Reading, index: int) -> bool:
    """Whether a common noun stands between two parts of a name (`Kremlin spokesman Dmitry Peskov`)."""
    following = reading.row[index + 1] if index + 1 < len(reading.row) else None
    return (
        reading.row[index].is_word
        and reading.form(index).endswith(("man", "person", "er", "ent"))
        and bool(following and following.capital)
    )
