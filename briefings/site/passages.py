"""A source's text as its page shows it: paragraphs with cited passages marked, and what is left out counted.

Marks never nest: where quotations overlap, the text is cut at every boundary, and each piece lists its facts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from briefings.dossier import Evidence, Fact, Source
from briefings.site.evidence import surroundings
from briefings.site.links import piece_id
from briefings.text.layout import words
from briefings.text.span import Span


@dataclass(frozen=True)
class Cut:
    """A run of a paragraph. `facts` are the ids of those that quote it; `left_out` counts words not reproduced."""

    text: str
    id: str = ""
    facts: tuple[str, ...] = ()
    zone: str | None = None
    left_out: int = 0


@dataclass(frozen=True)
class Row:
    """A paragraph that is shown, and the ids of the facts that quote it."""

    number: int
    cuts: tuple[Cut, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """Paragraphs that are not reproduced."""

    first: int
    last: int
    words: int
    zones: tuple[str, ...] = field(default=())


def rows(source: Source, quoting: Sequence[tuple[Fact, Evidence]], publish: str) -> tuple[Row | Gap, ...]:
    """The paragraphs of a source, as far as `publish` (`excerpts`, `full`, `quotes`) lets them be shown."""
    placed = [(span, fact.id) for fact, evidence in quoting for span in evidence.spans]
    quotes = sorted(placed, key=lambda pair: pair[0])  # stable: facts of one passage stay in the dossier's order
    shown = merged(open_spans(source, quoting, publish))
    made = (row(source, number, paragraph, quotes, shown) for number, paragraph in enumerate(source.paragraphs, 1))
    return tuple(closed_up(made))


def open_spans(source: Source, quoting: Sequence[tuple[Fact, Evidence]], publish: str) -> Iterator[Span]:
    """What may be shown."""
    if publish == "full":
        yield Span(0, len(source.text))
        return
    for _, evidence in quoting:
        yield from evidence.spans
        if publish == "excerpts" and evidence.spans:
            for span in evidence.spans:
                yield surroundings(source, [span]) or span


def merged(spans: Iterator[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made


def row(
    source: Source, number: int, paragraph: Span, quotes: Sequence[tuple[Span, str]], shown: Sequence[Span]
) -> Row | Gap:
    """One paragraph: shown in part or whole, or a gap."""
    here = [(span, fact) for span, fact in quotes if span.overlaps(paragraph)]
    visible = [span for span in shown if span.overlaps(paragraph)]
    if not visible:
        zones = tuple(zone.kind for zone in source.zones_at(paragraph))
        return Gap(number, number, words(source.text, paragraph), zones)
    cuts = tuple(cut(source, piece, here, visible) for piece in atoms(source, paragraph, here, visible))
    return Row(number, tuple(joined_up(cuts)), tuple(dict.fromkeys(fact for _, fact in here)))


def atoms(
    source: Source, paragraph: Span, quotes: Sequence[tuple[Span, str]], visible: Sequence[Span]
) -> Iterator[Span]:
    """The paragraph cut wherever a quotation, a zone or what is shown begins or ends."""
    spans = [span for span, _ in quotes] + list(visible) + [zone.span for zone in source.zones_at(paragraph)]
    edges = {at for span in spans for at in span if paragraph.start < at < paragraph.end}
    yield from (Span(start, end) for start, end in pairwise(sorted({paragraph.start, paragraph.end} | edges)))


def cut(source: Source, piece: Span, quotes: Sequence[tuple[Span, str]], visible: Sequence[Span]) -> Cut:
    """One atom: left out, marked, or plain."""
    if not any(piece.within(span) for span in visible):
        return Cut("", left_out=max(words(source.text, piece), 1))
    facts = tuple(dict.fromkeys(fact for span, fact in quotes if piece.within(span)))
    zone = next((zone.kind for zone in source.zones_at(piece)), None)
    return Cut(piece.of(source.text), piece_id(piece.start) if facts else "", facts, zone)


def joined_up(cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Neighbours that are left out become one, their words added."""
    for left_out, group in groupby(cuts, key=lambda each: each.left_out > 0):
        if left_out:
            yield Cut("", left_out=sum(each.left_out for each in group))
        else:
            yield from group


def closed_up(made: Iterator[Row | Gap]) -> Iterator[Row | Gap]:
    """Gaps that follow each other become one."""
    for is_gap, group in groupby(made, key=lambda each: isinstance(each, Gap)):
        if not is_gap:
            yield from group
            continue
        gaps = [each for each in group if isinstance(each, Gap)]
        kinds = tuple(dict.fromkeys(kind for gap in gaps for kind in gap.zones))
        yield Gap(gaps[0].first, gaps[-1].last, sum(gap.words for gap in gaps), kinds)
