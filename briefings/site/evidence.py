"""A quotation as readers see it: the source's characters, what is glossed, where it was cut, and its surroundings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.dossier import Evidence, Source
from briefings.records import EvidenceRecord
from briefings.site.catalogue import Catalogue, SourceLink
from briefings.site.links import passage, text_fragment
from briefings.site.wording import language_name, language_tag
from briefings.text.layout import sentence_at
from briefings.text.span import Span

AROUND = 2  # sentences before and after a passage: as many as count as its surroundings for the checks
ROLES = {"supports": "", "disputes": "Disputes this", "qualifies": "Qualifies this", "corrects": "Corrects this"}
_ALIKE = str.maketrans("‘’“”\u00a0\n\r\t", "''\"\"    ")
_OPENING = re.compile(r"[\s\"'“”‘’„«»(\[\ufeff]*")
_CLOSING = re.compile(r"[\s\"'“”‘’«»)\].,;:!?…]*")


@dataclass(frozen=True)
class Piece:
    """A run of a quotation. `gloss` says what these words refer to; `omitted` stands for words left out by the editor."""

    text: str
    gloss: str | None = None
    omitted: bool = False


@dataclass(frozen=True)
class Around:
    """The sentences in which a passage stands: runs of text, those of the passage itself marked."""

    runs: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True)
class TranslationView:
    """A quotation in the dossier's language."""

    text: str
    language: str | None
    by: str | None


@dataclass(frozen=True)
class EvidenceView:
    """A quotation beside a fact. `passage` is where it stands on its source's page, `original` on the publisher's."""

    source: SourceLink
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    language: str | None
    language_name: str | None
    paragraph: int
    passage: str
    original: str | None
    role: str
    origin: str | None
    translation: TranslationView | None
    around: Around | None

    @property
    def quote(self) -> str:
        """The quotation in plain characters, for search and citation."""
        return "".join(" […] " if piece.omitted else piece.text for piece in self.pieces)


def evidence_view(evidence: Evidence, catalogue: Catalogue) -> EvidenceView:
    """What a page shows of one verified quotation."""
    source, record = evidence.source, evidence.record
    home = catalogue.dossier.corpus.dossier.language
    foreign = source.record.language if source.record.language and source.record.language != home else None
    first, last = evidence.spans[0], evidence.spans[-1]
    return EvidenceView(
        source=catalogue.sources[source.id],
        pieces=tuple(quotation(evidence)),
        cut_before=cut_before(source, first.start),
        cut_after=cut_after(source, last.end),
        language=language_tag(foreign),
        language_name=language_name(foreign) if foreign else None,
        paragraph=source.paragraph_at(first.start),
        passage=passage(evidence),
        original=text_fragment(evidence),
        role=ROLES[record.role],
        origin=str(record.origin) if record.origin else None,
        translation=translation(record),
        around=around(evidence, catalogue),
    )


def quotation(evidence: Evidence) -> Iterator[Piece]:
    """The stretches in order, glosses set after the words that they explain."""
    waiting = {str(words): str(meaning) for words, meaning in evidence.record.gloss.items()}
    for number, stretch in enumerate(evidence.stretches):
        if number:
            yield Piece("", omitted=True)
        yield from glossed(stretch, waiting)


def glossed(stretch: str, waiting: dict[str, str]) -> Iterator[Piece]:
    """A stretch cut around each glossed word; each gloss of `waiting` is used up where its words first stand."""
    folded, at = stretch.translate(_ALIKE), 0
    for start, words in sorted((place_of(words, folded), words) for words in waiting):
        if start >= at:
            end = start + len(words)
            yield from (Piece(stretch[at:start]),) if start > at else ()
            yield Piece(stretch[start:end], waiting.pop(words))
            at = end
    if at < len(stretch):
        yield Piece(stretch[at:])


def place_of(words: str, folded: str) -> int:
    """Where words first stand whole in a folded stretch, or -1."""
    found = re.search(rf"(?<!\w){re.escape(words.translate(_ALIKE))}(?!\w)", folded)
    return found.start() if found else -1


def translation(record: EvidenceRecord) -> TranslationView | None:
    """The translation of a quotation, where one is written."""
    made = record.translation
    if made is None:
        return None
    return TranslationView(str(made.text), language_tag(made.language), str(made.by) if made.by else None)


def sentence_of(source: Source, offset: int) -> Span | None:
    """The sentence at an offset."""
    row = source.sentences(source.paragraph_at(offset) - 1) if source.paragraphs else ()
    index = sentence_at(row, offset)
    return None if index is None else row[index]


def cut_before(source: Source, start: int) -> bool:
    """Whether a passage begins inside its sentence; opening marks do not count."""
    sentence = sentence_of(source, start)
    return sentence is not None and not _OPENING.fullmatch(source.text, sentence.start, start)


def cut_after(source: Source, end: int) -> bool:
    """Whether a passage ends inside its sentence; closing marks do not count."""
    sentence = sentence_of(source, end - 1)
    return sentence is not None and end < sentence.end and not _CLOSING.fullmatch(source.text, end, sentence.end)


def around(evidence: Evidence, catalogue: Catalogue) -> Around | None:
    """The passage with up to two sentences before and after it in its paragraph, where the source may be shown so."""
    source = evidence.source
    if published(source, catalogue) == "quotes":
        return None
    whole = surroundings(source, evidence.spans)
    if whole is None or whole == Span(evidence.spans[0].start, evidence.spans[-1].end):
        return None
    paragraph = source.paragraphs[source.paragraph_at(whole.start) - 1]
    runs = tuple(marked(source.text, whole, evidence.spans))
    return Around(runs, whole.start > paragraph.start, whole.end < paragraph.end)


def published(source: Source, catalogue: Catalogue) -> str:
    """How much of a source its page shows: `excerpts`, `full` or `quotes`."""
    return source.record.publish or catalogue.dossier.corpus.dossier.publish


def surroundings(source: Source, spans: Sequence[Span]) -> Span | None:
    """From two sentences before the first stretch to two after the last, within one paragraph; else None."""
    number = source.paragraph_at(spans[0].start)
    if number != source.paragraph_at(spans[-1].start):
        return None
    row = source.sentences(number - 1)
    first, last = sentence_at(row, spans[0].start), sentence_at(row, spans[-1].end - 1)
    if first is None or last is None:
        return None
    return Span(
        min(row[max(first - AROUND, 0)].start, spans[0].start),
        max(row[min(last + AROUND, len(row) - 1)].end, spans[-1].end),
    )


def marked(text: str, whole: Span, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """The runs of `whole`, those that lie in a span marked."""
    at = whole.start
    for span in spans:
        yield text[at : span.start], False
        yield span.of(text), True
        at = span.end
    yield text[at : whole.end], False
