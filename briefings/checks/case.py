"""One fact under examination: its claim and its evidence, each read once for all checks."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypeVar

from briefings.dossier import Dossier, Evidence, Fact, Source
from briefings.text.dates import DateMention, When, mentions
from briefings.text.names import Mention
from briefings.text.numbers import Quantity, quantities
from briefings.text.span import Span

AROUND = 2
"""How many sentences before and after a passage, in its paragraph, may bear a name out."""


class Placed(Protocol):
    """Anything that was read from a text and knows where it stands there."""

    @property
    def span(self) -> Span: ...


Read = TypeVar("Read", bound=Placed)


@dataclass(frozen=True)
class Passage:
    """A verified quotation in its surroundings, read in the source's own text."""

    evidence: Evidence

    @property
    def source(self) -> Source:
        return self.evidence.source

    @property
    def anchor(self) -> When | None:
        """The source's own date, against which "Thursday" and "this year" resolve."""
        issued = self.source.record.issued
        return issued.when if issued else None

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in which the quotation stands."""
        return tuple(self._near(0))

    @cached_property
    def surroundings(self) -> tuple[Span, ...]:
        """Those, and up to two before and after them in the same paragraph."""
        return tuple(self._near(AROUND))

    def _near(self, reach: int) -> Iterator[Span]:
        for number in sorted({each for span in self.evidence.spans for each in self._paragraphs(span)}):
            row = self.source.sentences[number]
            hit = [at for at, sentence in enumerate(row) if any(sentence.overlaps(s) for s in self.evidence.spans)]
            if hit:
                yield from row[max(hit[0] - reach, 0) : hit[-1] + reach + 1]

    def _paragraphs(self, span: Span) -> Iterator[int]:
        """The indexes of the paragraphs that a stretch touches."""
        paragraphs = self.source.paragraphs
        first = max(bisect_right(paragraphs, span.start, key=lambda each: each.start) - 1, 0)
        for number in range(first, len(paragraphs)):
            if paragraphs[number].start >= span.end:
                return
            yield number

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities inside the quotation, with the bound that the source gives them, even just outside it."""
        return tuple(within(self.evidence.spans, self._read(quantities)))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates inside the quotation."""
        return tuple(within(self.evidence.spans, self._read(mentions)))

    @cached_property
    def dates_of_sentence(self) -> tuple[DateMention, ...]:
        """The dates in the sentences of the quotation."""
        return tuple(self._read(mentions))

    def _read(self, reader: "Reader[Read]") -> Iterator[Read]:
        """What a reader finds in the sentences, placed in the source's text."""
        for sentence in self.sentences:
            yield from shifted(reader(sentence.of(self.source.text)), sentence.start)

    @property
    def foreign(self) -> bool:
        """Whether the source is in a language that the checks do not read."""
        language = str(self.source.record.language or "en")
        return not language.lower().startswith("en")

    @cached_property
    def translated_quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the translation, where there is one."""
        translation = self.evidence.record.translation
        return quantities(str(translation.text)) if translation else ()

    @property
    def words_quoted(self) -> str:
        """The quotation alone."""
        return " \n".join(self.evidence.stretches)

    @property
    def words(self) -> str:
        """What bears the claim out in words: the quotation, its glosses, its translation."""
        record = self.evidence.record
        translation = (str(record.translation.text),) if record.translation else ()
        return " \n".join((self.words_quoted, *record.gloss.values(), *translation))

    @property
    def context(self) -> str:
        """The words, and the surroundings in which a name may stand."""
        return " \n".join((self.words, *(span.of(self.source.text) for span in self.surroundings)))


class Reader(Protocol[Read]):
    """A reader of texts, such as `quantities`."""

    def __call__(self, text: str) -> tuple[Read, ...]: ...


def shifted(found: Iterable[Read], by: int) -> Iterator[Read]:
    """The same things, placed in the text of which theirs was a part that began at `by`."""
    for each in found:
        yield replace(each, span=Span(each.span.start + by, each.span.end + by))  # type: ignore[type-var]


def within(spans: Iterable[Span], found: Iterable[Read]) -> Iterator[Read]:
    """Those that lie wholly inside one of the spans."""
    kept = tuple(spans)
    return (each for each in found if any(each.span.within(span) for span in kept))


@dataclass(frozen=True)
class Case:
    """A fact, and the dossier it belongs to."""

    dossier: Dossier
    fact: Fact

    @property
    def claim(self) -> str:
        return str(self.fact.record.claim)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The verified evidence of role `supports`: what may bear the claim out."""
        return tuple(Passage(each) for each in self.fact.evidence if each.supports and each.verified)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that the claim states."""
        return quantities(self.claim)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates that the claim states."""
        return mentions(self.claim)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The known names in the claim."""
        return self.dossier.lexicon.find(self.claim)

    def explained(self, *names: str) -> bool:
        """Whether `inferred` explains a field, number, year or name under one of these names."""
        return any(name in self.fact.record.inferred for name in names)

    @property
    def readable(self) -> bool:
        """Whether there is verified evidence to compare the claim with."""
        return bool(self.passages)
