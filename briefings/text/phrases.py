"""Noun phrases in a sentence: from where to where the words that name somebody reach."""

from dataclasses import dataclass

from briefings.text.clauses import CONTRASTS, Piece
from briefings.text.span import Span
from briefings.text.verbs import NOUN_LIKE, VERBS
from briefings.text.wordlists import AUXILIARIES, CALENDAR, listed

SKIPPED = listed(
    "has had have having also later again openly repeatedly recently earlier then now only still even once ever",
    "further moreover reportedly previously publicly privately briefly initially reluctantly finally already",
    "long widely generally never often sometimes always all both each just strongly flatly categorically",
    "himself herself themselves itself today yesterday tonight",
)
BOUNDARIES = CONTRASTS | listed(
    "after before until and or that which as because when where if so what since how why whether"
)
PREPOSITIONS = listed(
    "in on at after before during ahead amid by for from with to under following despite since late early last",
    "this next earlier later today yesterday today's about over until within upon per near against speaking",
)
CLOSING = frozenset({".", ",", ")", "(", "!", "?", "…", ";"})
NEGATORS = listed("not never didn't doesn't don't won't wouldn't cannot can't couldn't hasn't haven't hadn't")
MODALS = listed("to will would may might could can should must shall")
DETERMINERS = listed("a an the this that these those his her its their our my no any some please in of")

_ADVERBIAL = SKIPPED | NEGATORS | MODALS | AUXILIARIES
_DATED = frozenset({"on", "in", "last", "late", "early"})
_TAIL = frozenset({"on", "in", "at", "during", "after", "last", "earlier", "this", "who"})
_ENDS_PHRASE = (BOUNDARIES | PREPOSITIONS | AUXILIARIES | {"who"}) - {"for"}


@dataclass(frozen=True)
class Reading:
    """A sentence under reading."""

    text: str
    span: Span
    row: tuple[Piece, ...]

    def form(self, index: int) -> str:
        """The form of a piece, empty outside the sentence."""
        return self.row[index].form if 0 <= index < len(self.row) else ""

    def stretch(self, first: int, last: int) -> Span:
        """From the beginning of one piece to the end of another."""
        return Span(self.row[first].start, self.row[last].end)


def before_auxiliaries(reading: Reading, index: int) -> int:
    """The last piece at or before `index` that is no auxiliary, adverb or day (`on Friday`)."""
    while index >= 0:
        form = reading.form(index)
        if form in _ADVERBIAL or form.endswith("ly"):
            index -= 1
        elif form.title() in CALENDAR:
            index -= 2 if reading.form(index - 1) in _DATED else 1
        else:
            return index
    return index


def noun_phrase_before(reading: Reading, last: int) -> tuple[int, int] | None:
    """The first and last piece of the noun phrase that ends at `last`."""
    first = last
    while first > 0 and _extends(reading, first - 1):
        first -= 1
    first = _after_opening(reading, first, last)
    last = _before_tail(reading, first, last)
    return (first, last) if last >= first and reading.row[last].is_word else None


def _extends(reading: Reading, index: int) -> bool:
    piece = reading.row[index]
    if piece.form == "and":
        neighbours = reading.row[max(index - 1, 0)], reading.row[index + 1]
        return all(near.capital for near in neighbours) and index > 0
    joined = (
        piece.is_word
        or piece.form in ("-", "'", "’", "/")
        or (piece.form == "." and len(reading.form(index - 1)) < 3)
    )
    return joined and piece.form not in BOUNDARIES and (piece.form not in VERBS or piece.form in NOUN_LIKE)


def _after_opening(reading: Reading, first: int, last: int) -> int:
    """Past a preposition phrase before the name (`In June Siluanov`): its last capitalised run begins the phrase."""
    if reading.form(first) not in PREPOSITIONS:
        return first
    start = last
    while (
        start > first + 1
        and reading.row[start - 1].capital
        and reading.form(start - 1).title() not in CALENDAR
    ):
        start -= 1
    return start


def _before_tail(reading: Reading, first: int, last: int) -> int:
    for at in range(first + 1, last + 1):
        if reading.form(at) in _TAIL:
            return at - 1
    return last


def noun_phrase_after(reading: Reading, first: int) -> tuple[int, int] | None:
    """The first and last piece of the noun phrase that begins at `first`."""
    last = first - 1
    while last + 1 < len(reading.row):
        form = reading.form(last + 1)
        joins = reading.row[last + 1].is_word or form in ("-", "/", "'", "’")
        if not joins or form in _ENDS_PHRASE:
            break
        last += 1
    return (first, last) if last >= first else None
