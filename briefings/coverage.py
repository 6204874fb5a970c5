"""Which of a source's own sentences no fact quotes: what an editor may have overlooked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings.dossier import Dossier, Source
from briefings.text.span import Span


@dataclass(frozen=True)
class Gap:
    """A stretch of a source's own words that no quote touches; `span` in code points of the captured text."""

    source: Source
    span: Span

    @property
    def text(self) -> str:
        """The words, on one line."""
        return " ".join(self.span.of(self.source.text).split())

    @property
    def line(self) -> int:
        return self.source.line_at(self.span.start)


def gaps(dossier: Dossier, parts: bool = False) -> Iterator[Gap]:
    """The sentences that no quote touches and that are neither in a zone nor set aside.

    With `parts`, also what a quote leaves of the sentence that it stands in.
    """
    for name, source in dossier.sources.items():
        quoted = [span for _, evidence in dossier.by_source[name] for span in evidence.spans]
        closed = [*(zone.span for zone in source.zones), *source.set_aside]
        for sentence in source.all_sentences:
            yield from sentence_gaps(source, sentence, quoted, closed, parts)


def sentence_gaps(source: Source, sentence: Span, quoted: list[Span], closed: list[Span], parts: bool) -> Iterator[Gap]:
    """The gaps of one sentence: all of its open words, or with `parts` what the quotes leave."""
    touched = any(span.overlaps(sentence) for span in quoted)
    if touched and not parts:
        return
    for span in without(sentence, [*closed, *quoted]):
        if any(letter.isalnum() for letter in span.of(source.text)):
            yield Gap(source, trimmed(span, source.text))


def without(span: Span, cuts: Iterable[Span]) -> Iterator[Span]:
    """What is left of a stretch when others are cut out of it."""
    at = span.start
    for cut in sorted(cut for cut in cuts if cut.overlaps(span)):
        if cut.start > at:
            yield Span(at, cut.start)
        at = max(at, cut.end)
    if at < span.end:
        yield Span(at, span.end)


def trimmed(span: Span, text: str) -> Span:
    """The stretch without white space at its ends."""
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, start + len(inside.strip()))
