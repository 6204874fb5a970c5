"""A quotation that was found, in its surroundings: what its source's own text says there, each thing read once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, Self, TypeVar

from briefings.dossier import Evidence, Source
from briefings.text.attribution import attribution, resolve_pronoun
from briefings.text.dates import DateMention, When, mentions
from briefings.text.names import Lexicon
from briefings.text.numbers import Quantity, quantities
from briefings.text.span import Span
from briefings.text.speech import Speech, speeches

AROUND = 2
"""How many sentences before and after a passage, in its paragraph, may bear a name out."""

ASIDE = re.compile(r"[,–—-]\s*(?:who|which|when|where|whose|referring|an?\s)|\bamid\b")
"""What begins the source's own remark inside somebody's reported speech."""


class Placed(Protocol):
    """Anything that was read from a text and knows where it stands there."""

    @property
    def span(self) -> Span: ...

    def moved(self, by: int) -> Self:
        """The same in a text in which its own begins at `by`."""


Read = TypeVar("Read", bound=Placed)
Found = TypeVar("Found", bound=Placed, covariant=True)


class Reader(Protocol[Found]):
    """A reader of texts, such as `quantities`."""

    def __call__(self, text: str) -> tuple[Found, ...]: ...


@dataclass(frozen=True)
class Passage:
    """A verified quotation in its surroundings, read in the source's own text."""

    evidence: Evidence

    @property
    def source(self) -> Source:
        return self.evidence.source

    @cached_property
    def anchor(self) -> When | None:
        """The source's own date, against which "Thursday" and "this year" resolve."""
        issued = self.source.record.issued
        return issued.when if issued else None

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in which the quotation stands."""
        return tuple(sentence for row, first, last in self._touched for sentence in row[first : last + 1])

    @cached_property
    def surroundings(self) -> tuple[Span, ...]:
        """Those, and up to two before and after them in the same paragraph."""
        return tuple(sentence for row, first, last in self._touched
                     for sentence in row[max(first - AROUND, 0) : last + AROUND + 1])

    @cached_property
    def _touched(self) -> tuple[tuple[tuple[Span, ...], int, int], ...]:
        """The sentences of each paragraph that the quotation touches, and which of them it touches first and last."""
        spans = self.evidence.spans
        rows = [self.source.sentences(number) for number in self._paragraphs]
        hits = [[at for at, sentence in enumerate(row) if any(map(sentence.overlaps, spans))] for row in rows]
        return tuple((row, hit[0], hit[-1]) for row, hit in zip(rows, hits, strict=True) if hit)

    @cached_property
    def _paragraphs(self) -> tuple[int, ...]:
        """The indexes of the paragraphs that the quotation touches, in order."""
        return tuple(sorted({number for span in self.evidence.spans for number in self.source.touched(span)}))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities inside the quotation, with the bound that the source gives them, even just outside it."""
        return tuple(within(self.evidence.spans, self._read(quantities)))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates inside the quotation."""
        return tuple(within(self.evidence.spans, self.dates_of_sentence))

    @cached_property
    def dates_of_sentence(self) -> tuple[DateMention, ...]:
        """The dates in the sentences of the quotation."""
        return tuple(self._read(mentions))

    def _read(self, reader: Reader[Read]) -> Iterator[Read]:
        """What a reader finds in the sentences, placed in the source's text."""
        for sentence in self.sentences:
            yield from (each.moved(sentence.start) for each in reader(sentence.of(self.source.text)))

    @cached_property
    def foreign(self) -> bool:
        """Whether the source is in a language that the checks do not read."""
        language = str(self.source.record.language or "en")
        return not language.lower().startswith("en")

    @cached_property
    def translated_quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the translation, where there is one."""
        translation = self.evidence.record.translation
        return quantities(str(translation.text)) if translation else ()

    @cached_property
    def words_quoted(self) -> str:
        """The quotation alone."""
        return " \n".join(self.evidence.stretches)

    @cached_property
    def sentence(self) -> str:
        """The whole sentences of the quotation."""
        return " \n".join(span.of(self.source.text) for span in self.sentences)

    @cached_property
    def speeches(self) -> tuple[Speech, ...]:
        """Every speech in the sentences of the quotation."""
        return tuple(speech for span in self.sentences for speech in speeches(self.source.text, span))

    @cached_property
    def spoken(self) -> tuple[Speech, ...]:
        """The speeches to which the source attributes words of the quotation; empty where it speaks in its own voice."""
        if self.foreign:
            return ()
        found = tuple(each for each in self.speeches if each.kind != "impersonal" and self._quotes(each))
        if found:
            return found
        number, previous = self._first_paragraph()
        span = Span(self.evidence.spans[0].start, self.evidence.spans[-1].end)
        text, paragraphs = self.source.text, self.source.paragraphs
        near = attribution(text, paragraphs[number], self.source.sentences(number), span, previous)
        return (near,) if near and near.kind == "direct" else ()

    def _quotes(self, speech: Speech) -> bool:
        """Whether words of a speech are quoted, other than an aside (", which ...") that is the source's own."""
        for span in self.evidence.spans:
            if span.overlaps(speech.content):
                begins = max(span.start, speech.content.start)
                before = self.source.text[speech.content.start : begins + 8]
                if speech.kind == "direct" or not ASIDE.search(before):
                    return True
        return False

    def outside(self, speech: Iterable[Speech]) -> str:
        """The quoted words that belong to no speech: neither said, nor saying who says it."""
        taken = [span for each in speech for span in (self.content(each), each.speaker, each.verb_span) if span]
        cut = {at for span in taken for at in range(*span)}
        text = self.source.text
        return "".join(text[at] for span in self.evidence.spans for at in range(*span) if at not in cut)

    def said(self, speech: Iterable[Speech]) -> str:
        """The quoted words that are said by somebody."""
        contents = [self.content(each) for each in speech]
        return " ".join(self.source.text[max(span.start, content.start) : min(span.end, content.end)]
                        for content in contents for span in self.evidence.spans)

    def content(self, speech: Speech) -> Span:
        """What is said, as far as the source's own remark (", which ...") in reported speech."""
        aside = ASIDE.search(speech.content.of(self.source.text)) if speech.kind == "indirect" else None
        return Span(speech.content.start, speech.content.start + aside.start()) if aside else speech.content

    def _first_paragraph(self) -> tuple[int, Span | None]:
        """The index of the paragraph in which the quotation begins, and the one before it."""
        number = self._paragraphs[0]
        return number, self.source.paragraphs[number - 1] if number else None

    @property
    def paragraph_before(self) -> str:
        """The paragraph before that of the quotation, where a "he" may have been named; empty for the first."""
        before = self._first_paragraph()[1]
        return before.of(self.source.text) if before else ""

    def speakers(self, lexicon: Lexicon, persons: Lexicon) -> frozenset[str]:
        """The entities to whom the source attributes the quotation: people before those whom they speak for."""
        return frozenset().union(*(self.speaker(speech, lexicon, persons) for speech in self.spoken))

    def speaker(self, speech: Speech, lexicon: Lexicon, persons: Lexicon) -> frozenset[str]:
        """The entities that one speech is by."""
        words = self.glossed_speaker(speech.speaker_text) or self.speaker_words(speech, persons)
        return entities(persons, words) or entities(lexicon, words)

    def glossed_speaker(self, words: str) -> str:
        """Whom a gloss says that the words for a speaker mean; empty where there is none."""
        glosses = self.evidence.record.gloss
        return " ".join(str(means) for key, means in glosses.items() if key.lower() in words.lower() or (
            words and words.lower() in key.lower()))

    def speaker_words(self, speech: Speech, persons: Lexicon) -> str:
        """The words that name the speaker, a pronoun's from the sentences before; empty where none do."""
        if not speech.by_pronoun:
            return speech.speaker_text
        number, previous = self._first_paragraph()
        named = resolve_pronoun(self.source.text, self.source.sentences(number), speech, persons, previous)
        return named.of(self.source.text) if named else ""

    @cached_property
    def glossed(self) -> str:
        """The quotation, the words that a gloss explains replaced by what they mean."""
        text = self.words_quoted
        for key, means in self.evidence.record.gloss.items():
            text = re.sub(rf"(?<!\w){re.escape(key)}(?!\w)", lambda _, means=means: str(means), text)  # type: ignore[misc]
        return text

    @cached_property
    def words(self) -> str:
        """What bears the claim out in words: the quotation, its glosses, its translation."""
        record = self.evidence.record
        translation = (str(record.translation.text),) if record.translation else ()
        return " \n".join((self.words_quoted, *record.gloss.values(), *translation))

    @cached_property
    def context(self) -> str:
        """The words, and the surroundings in which a name may stand."""
        return " \n".join((self.words, *(span.of(self.source.text) for span in self.surroundings)))


def entities(lexicon: Lexicon, text: str) -> frozenset[str]:
    """The entities that a text names."""
    return frozenset().union(*[mention.entities for mention in lexicon.find(text)])


def within(spans: Iterable[Span], found: Iterable[Read]) -> Iterator[Read]:
    """Those that lie wholly inside one of the spans."""
    kept = tuple(spans)
    return (each for each in found if any(each.span.within(span) for span in kept))
