"""Which stretch of a sentence a verb of speech attributes."""

from briefings.text.clauses import QUOTED
from briefings.text.layout import trimmed
from briefings.text.phrases import BOUNDARIES, CLOSING, PREPOSITIONS, SKIPPED, Reading
from briefings.text.span import Span
from briefings.text.speakers import Naming
from briefings.text.spoken import Kind
from briefings.text.verbs import VERBS
from briefings.text.wordlists import listed

TAIL = PREPOSITIONS | SKIPPED | listed("reporters journalists parliament television")
_LEADING = PREPOSITIONS | SKIPPED
_OPENERS = PREPOSITIONS | BOUNDARIES


def content_of(reading: Reading, index: int, named: Naming) -> tuple[Span | None, Kind]:
    """What is attributed by the verb at `index`, and how."""
    opening = named[0] if isinstance(named, tuple) and not isinstance(named, Span) else index
    before = min(opening, index) - 1
    if reading.form(before) == ",":
        before -= 1
    if before >= 0 and _is_speech(reading, before):
        return _direct(reading, before, index), "direct"
    at = index + 1
    if reading.form(at) in (":", ","):
        at += 1
    if reading.form(at) == QUOTED and at < len(reading.row):
        return _to_end(reading, at), "direct"
    if _trails(reading, index, opening):
        return Span(reading.row[0].start, reading.row[min(opening, index) - 1].start), "indirect"
    return _to_end(reading, _content_start(reading, index)), "indirect"


def _is_speech(reading: Reading, index: int) -> bool:
    """Whether a quoted stretch is a speech, not a phrase in somebody's sentence."""
    piece = reading.row[index]
    return piece.form == QUOTED and (piece.closed or index == 0 or piece.span.of(reading.text).count(" ") > 5)


def _says_something(reading: Reading, index: int) -> bool:
    return any(letter.isalnum() for letter in reading.row[index].span.of(reading.text))


def _direct(reading: Reading, quote: int, verb: int) -> Span:
    """From the first quoted stretch to the last that goes on behind the verb."""
    while quote > 0 and not _says_something(reading, quote):
        quote = next((at for at in range(quote - 1, -1, -1) if reading.form(at) == QUOTED), 0)
    later = [at for at in range(verb, len(reading.row)) if reading.form(at) == QUOTED]
    goes_on = later and reading.form(later[-1] - 1) in (",", ".", ":")
    return reading.stretch(quote, later[-1] if goes_on else quote)


def _to_end(reading: Reading, first: int) -> Span | None:
    if first >= len(reading.row):
        return None
    return Span(reading.row[first].start, reading.span.end)


def _trails(reading: Reading, index: int, opening: int) -> bool:
    """Whether the verb closes its sentence (`Talks failed, Peskov said on Monday.`)."""
    comma = min(opening, index) - 1
    if comma < 2 or reading.form(comma) not in (",", QUOTED):
        return False
    rest = reading.row[index + 1 :]
    if opening > index:
        return True
    if reading.form(0) in _OPENERS:
        return False
    if not rest or rest[0].form in CLOSING:
        return True
    words = [piece for piece in rest if piece.is_word]
    return rest[0].form in TAIL and len(words) <= 8 and "that" not in {piece.form for piece in words}


def _content_start(reading: Reading, index: int) -> int:
    """The piece after the verb, its addressee and `that`."""
    lead = reading.form(index + 1)
    for at in range(index + 1, min(index + 16, len(reading.row))):
        if reading.form(at) == "that":
            addressed = VERBS[reading.form(index)][0] in ("tell", "assure", "warn")
            return at + 1 if at == index + 1 or addressed or lead in _LEADING else index + 1
        if not reading.row[at].is_word:
            break
    return index + 1


def without_marks(text: str, span: Span) -> Span:
    inner = trimmed(text, span)
    start, end = inner
    while start < end and text[start] in ",;:. ":
        start += 1
    while start < end and text[end - 1] in ",;: ":
        end -= 1
    return Span(start, end)
