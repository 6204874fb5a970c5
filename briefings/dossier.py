"""The resolved dossier: facts numbered, passages located, every reference followed. Frozen, and the same for all stages."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from math import inf

from briefings.load import Corpus
from briefings.published import Withdrawn
from briefings.records import Entity, EvidenceRecord, FactRecord, Sheet, SourceRecord
from briefings.text.layout import line_of, paragraphs, sentences
from briefings.text.locate import Searchable, Status, Verdict
from briefings.text.names import Lexicon
from briefings.text.span import Span

# White space that is a control character, as in a text taken from a PDF: no feed may hold it (XML 1.0).
UNSEEN = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f", " "))


@dataclass(frozen=True)
class ZoneSpan:
    """A stretch of a source that is not the article's own words, and of what kind it is."""

    kind: str
    span: Span


@dataclass(frozen=True)
class Source:
    """A source with its text laid out: offsets are code points of `text`, as stored."""

    id: str
    record: SourceRecord
    path: str
    text: str
    sha256: str
    zones: tuple[ZoneSpan, ...] = ()
    set_aside: tuple[Span, ...] = ()

    @cached_property
    def searchable(self) -> Searchable:
        """The text prepared for locating, once."""
        return Searchable(self.text, frozenset(self.edges))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs, in order."""
        return paragraphs(self.text)

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """Where zones begin and end: a sentence never runs over one."""
        return tuple(sorted({at for zone in self.zones for at in zone.span}))

    def sentences(self, paragraph: int) -> tuple[Span, ...]:
        """The sentences of a paragraph, by its index: few paragraphs of a long source are ever asked for."""
        return sentences(self.text, self.paragraphs[paragraph], self.edges)

    @property
    def all_sentences(self) -> Iterator[Span]:
        """The sentences of all paragraphs, in order."""
        return (sentence for number in range(len(self.paragraphs)) for sentence in self.sentences(number))

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph at an offset, from 1: the last that begins at or before it."""
        return max(bisect_right(self.paragraphs, (offset, inf)), 1)

    def touched(self, span: Span) -> range:
        """The indexes of the paragraphs that a stretch touches, or stands behind."""
        return range(self.paragraph_at(span.start) - 1, bisect_left(self.paragraphs, (span.end,)))

    def line_at(self, offset: int) -> int:
        """The line at an offset, from 1."""
        return line_of(self.text, offset)

    def zones_at(self, span: Span) -> Iterator[ZoneSpan]:
        """The zones that a stretch runs into."""
        return (zone for zone in self.zones if zone.span.overlaps(span))


@dataclass(frozen=True)
class Evidence:
    """One quotation of a fact, and where it was found."""

    record: EvidenceRecord
    source: Source
    verdict: Verdict

    @cached_property
    def verified(self) -> bool:
        """Whether the words were found, in one place."""
        return self.verdict.status is Status.VERIFIED

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where its stretches stand; empty unless verified."""
        return self.verdict.spans if self.verified else ()

    @property
    def supports(self) -> bool:
        """Whether it bears the claim out, rather than disputing, qualifying or correcting it."""
        return self.record.role == "supports"

    @cached_property
    def stretches(self) -> tuple[str, ...]:
        """The source's characters, never the editor's; a page break is a space."""
        return tuple(span.of(self.source.text).translate(UNSEEN) for span in self.spans)

    @property
    def quote(self) -> str:
        """The quotation as readers see it: stretches joined by an ellipsis in brackets."""
        return " […] ".join(self.stretches)


@dataclass(frozen=True)
class Fact:
    """A claim with its evidence, and the number by which it is cited (ENE-3)."""

    number: str
    record: FactRecord
    sheet: Sheet
    evidence: tuple[Evidence, ...]

    @cached_property
    def id(self) -> str:
        return str(self.record.id)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Its sheet's topic, then the further ones."""
        return tuple(dict.fromkeys((str(self.sheet.topic), *map(str, self.record.topics))))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its evidence, each once, in the order of the evidence."""
        return tuple({each.source.id: each.source for each in self.evidence}.values())


@dataclass(frozen=True)
class Dossier:
    """Everything a stage after `resolve` needs. `facts` holds the published ones, `drafts` the candidates, `withdrawn`
    those that stood in an edition and stand no more.

    `measured_on` is the day that time-bound checks take for today: the dossier's own as-of, unless the editor
    asked for the clock.
    """

    corpus: Corpus
    measured_on: date
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    drafts: Mapping[str, Fact] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every spelling of every entity's name."""
        return Lexicon({name: spellings(entity) for name, entity in self.corpus.entities.items()})

    @cached_property
    def persons(self) -> Lexicon:
        """The same, of people alone: whom a "he" can mean."""
        people = {name: each for name, each in self.corpus.entities.items() if each.kind == "person"}
        return Lexicon({name: spellings(entity) for name, entity in people.items()})

    @property
    def all_facts(self) -> Iterator[Fact]:
        """Published facts, then drafts: both are checked."""
        yield from self.facts.values()
        yield from self.drafts.values()

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Every id by which a fact can be cited, former ones too → its id."""
        return {
            str(name): fact.id
            for fact in self.all_facts
            for name in (*fact.record.formerly, fact.record.id)
        }

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Fact, ...]]:
        """Topic id → its facts: those of the sheet that bears its name, of its other sheets, then of other topics."""
        found: dict[str, list[Fact]] = {str(topic): [] for topic in self.corpus.dossier.topics}
        for fact in self.facts.values():
            for topic in fact.topics:
                found[topic].append(fact)
        return {topic: tuple(sorted(facts, key=partial(self._nearness, topic))) for topic, facts in found.items()}

    def _nearness(self, topic: str, fact: Fact) -> int:
        """0 for a fact of the topic's own sheet, 1 for one of another sheet of the topic, 2 for one of another topic."""
        if fact.sheet is self.corpus.sheets.get(topic):
            return 0
        return 1 if fact.sheet.topic == topic else 2

    @cached_property
    def by_source(self) -> Mapping[str, tuple[tuple[Fact, Evidence], ...]]:
        """Source id → the evidence taken from it, in the order of the facts."""
        found: dict[str, list[tuple[Fact, Evidence]]] = {name: [] for name in self.sources}
        for fact in self.facts.values():
            for evidence in fact.evidence:
                found[evidence.source.id].append((fact, evidence))
        return {name: tuple(pairs) for name, pairs in found.items()}

    @cached_property
    def fulfilled(self) -> frozenset[str]:
        """The ids of commitments and plans that some fact reports done."""
        return frozenset(self.addresses[name] for fact in self.facts.values() for name in fact.record.fulfils)

    @cached_property
    def mentioned(self) -> Mapping[str, frozenset[str]]:
        """Fact id → the entities that its claim names, its record lists, or that speak in it."""
        return {name: frozenset(self._entities(fact)) for name, fact in self.facts.items()}

    def _entities(self, fact: Fact) -> Iterator[str]:
        yield from map(str, fact.record.entities)
        for mention in self.lexicon.find(str(fact.record.claim)):
            yield from mention.entities
        if fact.record.said and fact.record.said.by in self.corpus.entities:
            yield str(fact.record.said.by)

    def each_evidence(self) -> Iterator[tuple[Fact, Evidence]]:
        """Every fact with each piece of its evidence."""
        return ((fact, evidence) for fact in self.all_facts for evidence in fact.evidence)


def spellings(entity: Entity) -> list[tuple[str, str]]:
    """The label and the aliases of an entity, each with its language where one is written."""
    aliases = [(str(alias.text), str(alias.language or "")) for alias in entity.aliases]
    return [(str(entity.label), ""), *aliases]
