"""Who says what in English news prose: speakers, verbs of speech, and the stretch that is attributed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefings.text.clauses import CONTRASTS, QUOTED, Piece, clause_start, pieces
from briefings.text.layout import trimmed
from briefings.text.span import Span
from briefings.text.verbs import BELIEFS, NEEDS_THAT, NEUTRAL, NOUN_LIKE, VERBS
from briefings.text.wordlists import AUXILIARIES, CALENDAR, listed

Kind = Literal["direct", "indirect", "according-to", "impersonal"]

PRONOUNS = listed("he she they it we i who")
BE = listed("is are was were been be being isn't wasn't aren't weren't")
SKIPPED = listed(
    "has had have having also later again openly repeatedly recently earlier then now only still even once",
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
TAIL = PREPOSITIONS | SKIPPED | listed("reporters journalists parliament television")
CLOSING = frozenset({".", ",", ")", "(", "!", "?", "…", ";"})
NEGATORS = listed("not never didn't doesn't don't won't wouldn't cannot can't couldn't hasn't haven't hadn't")
DETERMINERS = listed("a an the this that these those his her its their our my no any some please in of")
COUNTING = listed(
    "two three four five six seven eight nine ten both all many several other few member most some"
)
MODALS = listed("to will would may might could can should must shall")


@dataclass(frozen=True)
class Speech:
    """Somebody's words in a text; offsets in code points into the text that was read."""

    speaker: Span | None
    """The words that name the speaker; None where the subject is left out or nobody is named."""
    speaker_text: str
    verb: str
    """The lemma, or `according to`."""
    verb_span: Span
    strength: int
    """As in `verbs.VERBS`: 1 neutral, 2 stated, 3 asserted, 4 committing."""
    content: Span
    kind: Kind

    @property
    def by_pronoun(self) -> bool:
        """Whether the speaker has to be looked for in the sentences before."""
        return self.kind != "impersonal" and self.speaker_text.lower() in PRONOUNS | {""}


@dataclass(frozen=True)
class _Reading:
    """A sentence under reading."""

    text: str
    span: Span
    row: tuple[Piece, ...]

    def form(self, index: int) -> str:
        """The form of a piece, empty outside the sentence."""
        return self.row[index].form if 0 <= index < len(self.row) else ""

    def stretch(self, first: int, last: int) -> Span:
        """From the beginning of one piece to the end of another."""
        return Span(self.row[first].span.start, self.row[last].span.end)


def speeches(text: str, span: Span) -> tuple[Speech, ...]:
    """The speeches in one sentence of `text`, in the order of their verbs."""
    reading = _Reading(text, span, pieces(text, span))
    found: list[tuple[int, Speech]] = []
    for index in range(len(reading.row)):
        speech = _speech_at(reading, index, [speech for _, speech in found])
        if speech:
            found.append((index, speech))
    return tuple(_parted(text, [speech for _, speech in found]))


def _parted(text: str, found: list[Speech]) -> Iterator[Speech]:
    """Each content ends where the next speech that stands behind it begins."""
    for number, speech in enumerate(found):
        start, end = speech.content
        limit = min((_begin(later, start) for later in found[number + 1 :]), default=end)
        cuts = speech.kind == "indirect" and start < limit < end
        yield replace(speech, content=_up_to(text, start, limit)) if cuts else speech


def _up_to(text: str, start: int, end: int) -> Span:
    """A content cut before the next speech, without the conjunction that joins the two."""
    span = _without_marks(text, Span(start, end))
    last = span.of(text).rpartition(" ")[2]
    return _without_marks(text, Span(start, span.end - len(last))) if last in BOUNDARIES else span


def _begin(speech: Speech, after: int) -> int:
    """Where a speech begins that stands behind `after`: at its speaker, its verb, or an impersonal clause."""
    starts = [speech.verb_span.start]
    if speech.speaker:
        starts.append(speech.speaker.start)
    if speech.kind == "impersonal":
        starts.append(speech.content.start)
    return min((start for start in starts if start > after), default=after)


def _speech_at(reading: _Reading, index: int, before: Sequence[Speech]) -> Speech | None:
    piece = reading.row[index]
    if piece.form == "according" and reading.form(index + 1) == "to":
        return _according(reading, index)
    if piece.form not in VERBS or piece.capital or reading.form(index - 1) in DETERMINERS:
        return None
    if _is_passive(reading, index):
        return _impersonal(reading, index)
    if not _is_verb(reading, index):
        return None
    named = _speaker(reading, index, before)
    if named is None:
        return None
    content, kind = _content(reading, index, named)
    return _made(reading, index, named, content, kind) if content else None


Naming = tuple[int, int] | Span | Literal["elided"]
"""The first and last piece that name a speaker, the span of one named before, or a subject left out."""


def _made(reading: _Reading, index: int, named: Naming, content: Span, kind: Kind) -> Speech:
    lemma, strength = VERBS[reading.form(index)]
    speaker = _span_of(reading, named)
    written = speaker.of(reading.text) if speaker else ""
    return Speech(speaker, written, lemma, reading.row[index].span, strength, content, kind)


def _span_of(reading: _Reading, named: Naming) -> Span | None:
    if isinstance(named, str):
        return None
    return named if isinstance(named, Span) else reading.stretch(*named)


def _is_verb(reading: _Reading, index: int) -> bool:
    form, after = reading.form(index), reading.form(index + 1)
    if "-" in (reading.form(index - 1), after):
        return False
    back = _back(reading, index - 1)
    between = {reading.form(at) for at in range(back, index)}
    if between & (NEGATORS | MODALS):
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
    return at_speech or bool(
        subject and _can_speak(subject) and after and after not in CLOSING | {"of", "to"}
    )


def _near(reading: _Reading, index: int, back: int) -> tuple[str, ...]:
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


def _back(reading: _Reading, index: int) -> int:
    """The last piece at or before `index` that is no auxiliary, adverb or day (`on Friday`)."""
    while index >= 0:
        form = reading.form(index)
        if form in SKIPPED or form in NEGATORS | MODALS or form in AUXILIARIES or form.endswith("ly"):
            index -= 1
        elif form.title() in CALENDAR:
            index -= 2 if reading.form(index - 1) in ("on", "in", "last", "late", "early") else 1
        else:
            return index
    return index


def _is_passive(reading: _Reading, index: int) -> bool:
    form = reading.form(index)
    if not form.endswith(("ed", "id", "ught", "ld")):
        return False
    at = index - 1
    while reading.form(at) in SKIPPED or reading.form(at).endswith("ly") or reading.form(at) == "not":
        at -= 1
    if reading.form(at) in BE:
        return True
    reduced = reading.form(index + 1) == "to" and reading.form(index + 2) in ("be", "have")
    return reduced and VERBS[form][0] in BELIEFS


def _impersonal(reading: _Reading, index: int) -> Speech | None:
    lemma = VERBS[reading.form(index)][0]
    if lemma not in BELIEFS or reading.form(index + 1) not in ("to", "that", "by", ",", "as"):
        return None
    by = _noun_phrase_after(reading, index + 2) if reading.form(index + 1) == "by" else None
    start = clause_start(reading.row, index)
    content = Span(reading.row[start].span.start, reading.span.end)
    kind: Kind = "according-to" if by else "impersonal"
    return _made(reading, index, by or "elided", content, kind)


def _according(reading: _Reading, index: int) -> Speech | None:
    named = _noun_phrase_after(reading, index + 2)
    if named is None:
        return None
    before = Span(reading.span.start, reading.row[index].span.start)
    after = Span(reading.row[named[1]].span.end, reading.span.end)
    content = after if index == 0 or len(before.of(reading.text)) < 4 else before
    content = _without_marks(reading.text, content)
    verb = reading.stretch(index, index + 1)
    speaker = reading.stretch(*named)
    words = speaker.of(reading.text)
    return Speech(speaker, words, "according to", verb, NEUTRAL, content, "according-to")


def _without_marks(text: str, span: Span) -> Span:
    inner = trimmed(text, span)
    start, end = inner
    while start < end and text[start] in ",;:. ":
        start += 1
    while start < end and text[end - 1] in ",;: ":
        end -= 1
    return Span(start, end)


def _speaker(reading: _Reading, index: int, before: Sequence[Speech]) -> Naming | None:
    """Who speaks by the verb at `index`."""
    back = _back(reading, index - 1)
    previous = reading.form(back)
    if reading.form(index).endswith("ing"):
        return _speaker_of_participle(reading, index, back, before)
    if previous in ("who", "which") and back > 0:
        return _noun_phrase_before(reading, back - (2 if reading.form(back - 1) == "," else 1)) or "elided"
    if previous == QUOTED or (previous == "," and reading.form(back - 1) == QUOTED):
        return _noun_phrase_after(reading, index + 1) or "elided"
    if previous == ",":
        return _inverted(reading, index) or _before_apposition(reading, back) or _last(before) or "elided"
    if previous in ("and", "but") and back > 0:
        return _subject(reading, back, before)
    if back < 0 or previous in BOUNDARIES or not reading.row[back].is_word:
        return _last(before) or "elided"
    return _noun_phrase_before(reading, back)


def _last(before: Sequence[Speech]) -> Span | None:
    return before[-1].speaker if before else None


def _inverted(reading: _Reading, index: int) -> tuple[int, int] | None:
    """The speaker after the verb (`Talks failed, said Peskov.`)."""
    follows = index + 1 < len(reading.row) and reading.row[index + 1]
    if (
        follows
        and reading.form(index) in ("said", "says")
        and (follows.capital or follows.form in ("a", "the"))
    ):
        return _noun_phrase_after(reading, index + 1)
    return None


def _before_apposition(reading: _Reading, comma: int) -> tuple[int, int] | None:
    """The speaker before an inserted phrase (`Peskov, the Kremlin spokesman, said`)."""
    opening = next((at for at in range(comma - 1, 0, -1) if reading.form(at) in (",", QUOTED)), None)
    if opening is None or reading.form(opening) == QUOTED:
        return None
    return _noun_phrase_before(reading, opening - 1)


def _speaker_of_participle(
    reading: _Reading, index: int, back: int, before: Sequence[Speech]
) -> Naming | None:
    if reading.form(back) == "as":
        passive = next((at for at in range(back, 0, -1) if reading.form(at) in BE), None)
        return (_noun_phrase_before(reading, passive - 1) if passive else None) or _last(before) or "elided"
    if reading.form(back) in (",", QUOTED):
        return _subject(reading, back, before)
    start = next((at for at in range(back, max(back - 6, -1), -1) if reading.form(at) == "with"), None)
    return (start + 1, back) if start is not None and start < back else None


def _subject(reading: _Reading, index: int, before: Sequence[Speech]) -> Naming:
    """The subject of the clause that ends before `index`: its speaker, or its first name."""
    start = clause_start(reading.row, index)
    begins = reading.row[start].span.start
    if before and before[-1].verb_span.start >= begins and before[-1].speaker:
        return before[-1].speaker
    names = [at for at in range(start, index) if reading.row[at].capital and reading.row[at].is_word]
    names = [at for at in names if at > 0 or reading.form(at) not in PREPOSITIONS | BOUNDARIES | DETERMINERS]
    if not names:
        return "elided"
    last = names[0]
    while last + 1 < index and (reading.row[last + 1].capital or _links(reading, last + 1)):
        last += 1
    return (names[0], last)


def _links(reading: _Reading, index: int) -> bool:
    """Whether a common noun stands between two parts of a name (`Kremlin spokesman Dmitry Peskov`)."""
    following = reading.row[index + 1] if index + 1 < len(reading.row) else None
    return (
        reading.row[index].is_word
        and reading.form(index).endswith(("man", "person", "er", "ent"))
        and bool(following and following.capital)
    )


def _noun_phrase_before(reading: _Reading, last: int) -> tuple[int, int] | None:
    """The first and last piece of the noun phrase that ends at `last`."""
    first = last
    while first > 0 and _extends(reading, first - 1):
        first -= 1
    first = _after_opening(reading, first, last)
    last = _before_tail(reading, first, last)
    return (first, last) if last >= first and reading.row[last].is_word else None


def _extends(reading: _Reading, index: int) -> bool:
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


def _after_opening(reading: _Reading, first: int, last: int) -> int:
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


def _before_tail(reading: _Reading, first: int, last: int) -> int:
    for at in range(first + 1, last + 1):
        if reading.form(at) in ("on", "in", "at", "during", "after", "last", "earlier", "this", "who"):
            return at - 1
    return last


def _noun_phrase_after(reading: _Reading, first: int) -> tuple[int, int] | None:
    """The first and last piece of the noun phrase that begins at `first`."""
    last = first - 1
    while last + 1 < len(reading.row):
        form = reading.form(last + 1)
        joins = reading.row[last + 1].is_word or form in ("-", "/", "'", "’")
        if not joins or form in BOUNDARIES | PREPOSITIONS - {"for"} or form in AUXILIARIES | {"who"}:
            break
        last += 1
    return (first, last) if last >= first else None


def _content(reading: _Reading, index: int, named: Naming) -> tuple[Span | None, Kind]:
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
        return Span(reading.row[0].span.start, reading.row[min(opening, index) - 1].span.start), "indirect"
    return _to_end(reading, _content_start(reading, index)), "indirect"


def _is_speech(reading: _Reading, index: int) -> bool:
    """Whether a quoted stretch is a speech, not a phrase in somebody's sentence."""
    piece = reading.row[index]
    return piece.form == QUOTED and (piece.closed or index == 0 or piece.span.of(reading.text).count(" ") > 5)


def _says_something(reading: _Reading, index: int) -> bool:
    return any(letter.isalnum() for letter in reading.row[index].span.of(reading.text))


def _direct(reading: _Reading, quote: int, verb: int) -> Span:
    """From the first quoted stretch to the last that goes on behind the verb."""
    while quote > 0 and not _says_something(reading, quote):
        quote = next((at for at in range(quote - 1, -1, -1) if reading.form(at) == QUOTED), 0)
    later = [at for at in range(verb, len(reading.row)) if reading.form(at) == QUOTED]
    goes_on = later and reading.form(later[-1] - 1) in (",", ".", ":")
    return reading.stretch(quote, later[-1] if goes_on else quote)


def _to_end(reading: _Reading, first: int) -> Span | None:
    if first >= len(reading.row):
        return None
    return Span(reading.row[first].span.start, reading.span.end)


def _trails(reading: _Reading, index: int, opening: int) -> bool:
    """Whether the verb closes its sentence (`Talks failed, Peskov said on Monday.`)."""
    comma = min(opening, index) - 1
    if comma < 2 or reading.form(comma) not in (",", QUOTED):
        return False
    rest = reading.row[index + 1 :]
    if opening > index:
        return True
    if reading.form(0) in PREPOSITIONS | BOUNDARIES:
        return False
    if not rest or rest[0].form in CLOSING:
        return True
    words = [piece for piece in rest if piece.is_word]
    return rest[0].form in TAIL and len(words) <= 8 and "that" not in {piece.form for piece in words}


def _content_start(reading: _Reading, index: int) -> int:
    """The piece after the verb, its addressee and `that`."""
    lead = reading.form(index + 1)
    for at in range(index + 1, min(index + 16, len(reading.row))):
        if reading.form(at) == "that":
            addressed = VERBS[reading.form(index)][0] in ("tell", "assure", "warn")
            return at + 1 if at == index + 1 or addressed or lead in PREPOSITIONS | SKIPPED else index + 1
        if not reading.row[at].is_word:
            break
    return index + 1
