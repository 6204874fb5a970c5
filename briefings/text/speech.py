"""Who says what in English news prose: speakers, verbs of speech, and the stretch that is attributed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from briefings.text.attributed import content_of, without_marks
from briefings.text.clauses import QUOTED, Piece, clause_start, pieces
from briefings.text.phrases import (
    BOUNDARIES,
    CLOSING,
    DETERMINERS,
    MODALS,
    NEGATORS,
    SKIPPED,
    Reading,
    before_auxiliaries,
    noun_phrase_after,
)
from briefings.text.span import Span
from briefings.text.speakers import BE, Naming, speaker_of
from briefings.text.spoken import PRONOUNS, Kind, Speech
from briefings.text.stems import words
from briefings.text.verbs import BELIEFS, NEEDS_THAT, NEUTRAL, NOUN_LIKE, VERBS
from briefings.text.wordlists import CALENDAR, listed

__all__ = ["Kind", "Speech", "speeches"]

COUNTING = listed(
    "two three four five six seven eight nine ten both all many several other few member most some"
)
LONGEST = 4000
"""No sentence is longer than this many characters."""

_UNSAID = NEGATORS | MODALS
_NO_SPEECH_BEFORE = CLOSING | {"of", "to"}


@lru_cache(maxsize=4096)  # one text is read by many checks
def speeches(text: str, span: Span) -> tuple[Speech, ...]:
    """The speeches in one sentence of `text`, in the order of their verbs.

    What is longer than any sentence is read a stretch at a time, so that hostile text takes linear time.
    """
    if not _may_speak(span.of(text)):
        return ()
    starts = range(span.start, span.end, LONGEST)
    windows = (Span(start, min(start + LONGEST, span.end)) for start in starts)
    return tuple(speech for window in windows for speech in _parted(text, _read(text, window)))


def _may_speak(sentence: str) -> bool:
    """Whether a word of speech stands in a sentence; where letters are not plain, it is not told from here."""
    return not _SAYING.isdisjoint(words(sentence)) or (not sentence.isascii() and _UNPLAIN.search(sentence) is not None)


_SAYING = frozenset(VERBS) | {"according"}
_UNPLAIN = re.compile("[\u0300-\u036f\u00ad\u200c\u200d]")


def _read(text: str, span: Span) -> list[Speech]:
    reading = Reading(text, span, pieces(text, span))
    found: list[Speech] = []
    for index, piece in enumerate(reading.row):
        if piece.form in _SAYING and (speech := _speech_at(reading, index, found)):
            found.append(speech)
    return found


def _parted(text: str, found: list[Speech]) -> Iterator[Speech]:
    """Each content ends where the next speech that stands behind it begins."""
    for number, speech in enumerate(found):
        start, end = speech.content
        limit = min((_begin(later, start) for later in found[number + 1 :]), default=end)
        cuts = speech.kind == "indirect" and start < limit < end
        yield replace(speech, content=_up_to(text, start, limit)) if cuts else speech


def _up_to(text: str, start: int, end: int) -> Span:
    """A content cut before the next speech, without the conjunction that joins the two."""
    span = without_marks(text, Span(start, end))
    last = span.of(text).rpartition(" ")[2]
    return without_marks(text, Span(start, span.end - len(last))) if last in BOUNDARIES else span


def _begin(speech: Speech, after: int) -> int:
    """Where a speech begins that stands behind `after`: at its speaker, its verb, or an impersonal clause."""
    starts = [speech.verb_span.start]
    if speech.speaker:
        starts.append(speech.speaker.start)
    if speech.kind == "impersonal":
        starts.append(speech.content.start)
    return min((start for start in starts if start > after), default=after)


def _speech_at(reading: Reading, index: int, before: Sequence[Speech]) -> Speech | None:
    piece = reading.row[index]
    if piece.form == "according" and reading.form(index + 1) == "to":
        return _according(reading, index)
    if piece.form not in VERBS or piece.capital or reading.form(index - 1) in DETERMINERS:
        return None
    if _is_passive(reading, index):
        return _impersonal(reading, index)
    if not _is_verb(reading, index):
        return None
    named = speaker_of(reading, index, before)
    if named is None:
        return None
    content, kind = content_of(reading, index, named)
    return _made(reading, index, named, content, kind) if content else None


def _made(reading: Reading, index: int, named: Naming, content: Span, kind: Kind) -> Speech:
    lemma, strength = VERBS[reading.form(index)]
    speaker = _span_of(reading, named)
    written = speaker.of(reading.text) if speaker else ""
    return Speech(speaker, written, lemma, reading.row[index].span, strength, content, kind)


def _span_of(reading: Reading, named: Naming) -> Span | None:
    if isinstance(named, str):
        return None
    return named if isinstance(named, Span) else reading.stretch(*named)


def _is_verb(reading: Reading, index: int) -> bool:
    form, after = reading.form(index), reading.form(index + 1)
    if "-" in (reading.form(index - 1), after):
        return False
    back = before_auxiliaries(reading, index - 1)
    between = {reading.form(at) for at in range(back, index)}
    if between & _UNSAID:
        return False
    lemma = VERBS[form][0]
    at_speech = after in ("that", QUOTED) or QUOTED in _near(reading, index, back)
    if lemma in NEEDS_THAT and not at_speech and after not in (":", "out", "for"):
        return False
    if form not in NOUN_LIKE:
        return True
    if reading.form(index - 1) in COUNTING:
        return False
    subject = reading.row[back] if back >= 0 else None
    return at_speech or bool(subject and _can_speak(subject) and after and after not in _NO_SPEECH_BEFORE)


def _near(reading: Reading, index: int, back: int) -> tuple[str, ...]:
    """The pieces right before a verb, and before its one-word subject."""
    single = back >= 0 and _can_speak(reading.row[back])
    return (reading.form(index - 1), reading.form(back - 1)) if single else (reading.form(index - 1),)


def _can_speak(piece: Piece) -> bool:
    name = piece.capital and not piece.possessive
    return (
        piece.form in PRONOUNS
        or (name and piece.form.title() not in CALENDAR)
        or piece.form
        in (
            "officials",
            "analysts",
            "media",
            "observers",
            "experts",
            "critics",
            "sources",
            "reports",
            "ministers",
        )
    )


def _is_passive(reading: Reading, index: int) -> bool:
    if not reading.form(index).endswith(("ed", "id", "ught", "ld")):
        return False
    return _follows_be(reading, index) or _is_reduced(reading, index)


def _follows_be(reading: Reading, index: int) -> bool:
    at = index - 1
    while reading.form(at) in SKIPPED or reading.form(at).endswith("ly") or reading.form(at) == "not":
        at -= 1
    return reading.form(at) in BE


def _is_reduced(reading: Reading, index: int) -> bool:
    """Whether a participle stands for a clause (`integration, thought to be sought by Moscow`)."""
    followed = reading.form(index + 1) == "to" and reading.form(index + 2) in ("be", "have")
    return followed and VERBS[reading.form(index)][0] in BELIEFS


def _impersonal(reading: Reading, index: int) -> Speech | None:
    lemma = VERBS[reading.form(index)][0]
    if lemma not in BELIEFS or reading.form(index + 1) not in ("to", "that", "by", ",", "as"):
        return None
    by = noun_phrase_after(reading, index + 2) if reading.form(index + 1) == "by" else None
    start = clause_start(reading.row, index) if _follows_be(reading, index) else index
    content = Span(reading.row[start].start, reading.span.end)
    kind: Kind = "according-to" if by else "impersonal"
    return _made(reading, index, by or "elided", content, kind)


def _according(reading: Reading, index: int) -> Speech | None:
    named = noun_phrase_after(reading, index + 2)
    if named is None:
        return None
    before = Span(reading.span.start, reading.row[index].start)
    after = Span(reading.row[named[1]].span.end, reading.span.end)
    content = after if index == 0 or len(before.of(reading.text)) < 4 else before
    content = without_marks(reading.text, content)
    verb = reading.stretch(index, index + 1)
    speaker = reading.stretch(*named)
    words = speaker.of(reading.text)
    return Speech(speaker, words, "according to", verb, NEUTRAL, content, "according-to")
