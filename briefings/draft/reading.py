"""The sentences of a source that a fact could be made of: open, and saying something that can be checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefings.checks.passage import Passage
from briefings.dossier import Dossier, Evidence, Source
from briefings.problems import Place
from briefings.records import EvidenceRecord
from briefings.text.clauses import quoted
from briefings.text.dates import DateMention, When, resolve
from briefings.text.hedges import Hedge, modality
from briefings.text.locate import Status, locate
from briefings.text.numbers import Quantity
from briefings.text.span import Span
from briefings.text.speech import Speech
from briefings.text.verbs import OUTCOMES
from briefings.values import Id, Text

SHORTEST, LONGEST = 6, 70
"""How many words a sentence has of which one claim can be made."""

SUBORDINATE = frozenset("after before when since because as that which while although though until unless if whether".split())
RELATIVE = re.compile(r"\b(?:which|that|who)(?:\s\w+)?\s$")
"""What a clause begins with that only describes."""

ATTRIBUTES = frozenset({"planned", "proposed", "upcoming", "draft", "aimed", "promised", "would"})
"""Words of plan that as often describe a thing."""

HALF_A_YEAR = 183
"""So many days after the last such day, the next is the nearer one."""

AROUND = 40
"""How many characters before and after a sentence that stands twice are taken to tell the two apart."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a source, read as the checks read it. Spans are offsets into the source's text."""

    dossier: Dossier
    source: Source
    span: Span
    passage: Passage

    @property
    def text(self) -> str:
        """The sentence as the source writes it."""
        return self.span.of(self.source.text)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands between quotation marks in it."""
        return quoted(self.source.text, self.span)

    @cached_property
    def speech(self) -> Speech | None:
        """The first speech by somebody, named in it or in a neighbouring sentence; none in passing ("after Putin said that")."""
        return next((each for each in self.passage.spoken if each.kind == "direct" or self.is_main(each)), None)

    def is_main(self, speech: Speech) -> bool:
        """Whether a speech is what the sentence reports, and not a clause or participle of something else."""
        if speech.kind == "according-to" and speech.speaker_text.islower():
            return False  # "according to the plans": nobody speaks
        before = self.source.text[self.span.start : (speech.speaker or speech.verb_span).start].split()
        within = bool(before) and before[-1].lower() in SUBORDINATE and len(before) > 1
        return not within and not speech.verb_span.of(self.source.text).endswith("ing")

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return self.passage.quantities

    @cached_property
    def dates(self) -> tuple[tuple[DateMention, When | None], ...]:
        """The dates that it names, each with what it means in a text of this date; None where that is not settled."""
        found = ((each, resolve(each, self.passage.anchor)) for each in self.passage.dates)
        return tuple((each, when if when and not when.candidates and not self.may_come(each, when) else None)
                     for each, when in found)

    def may_come(self, mention: DateMention, when: When) -> bool:
        """Whether a day or month without its year lies so far back that the next may as well be meant."""
        if mention.edtf() is not None or not mention.month or mention.relative:
            return False
        today = self.passage.anchor and self.passage.anchor.earliest
        return bool(today and when.earliest and (today - when.earliest).days > HALF_A_YEAR)

    @cached_property
    def hedges(self) -> tuple[Hedge, ...]:
        """Words of plan, hope and expectation."""
        return modality(self.source.text, self.span)

    @cached_property
    def planned(self) -> bool:
        """Whether it is about what is to come: not in a clause by the way (", which will"), nor as a mere attribute."""
        found = (hedge for hedge in self.hedges if hedge.kind in ("future", "plan"))
        return any(hedge.span.of(self.source.text).lower() not in ATTRIBUTES
                   and not RELATIVE.search(self.source.text[self.span.start : hedge.span.start]) for hedge in found)

    @property
    def says_something(self) -> bool:
        """Whether it has a number, a date, a speaker, a plan or an outcome."""
        done = any(word in OUTCOMES for word in re.findall(r"\w+", self.text.lower()))
        return bool(self.quantities or self.passage.dates or self.speech or self.planned or done)


def open_sentences(dossier: Dossier, source: Source) -> Iterator[Sentence]:
    """The sentences that no fact and no draft quotes, that are in no zone and not set aside, and that say something.

    None in a language that the checks do not read.
    """
    if not reads(source):
        return
    taken = [span for _, evidence in dossier.each_evidence() if evidence.source is source for span in evidence.spans]
    taken += [*(zone.span for zone in source.zones), *source.set_aside]
    for span in (without_bullet(source, each) for each in source.all_sentences):
        words = span.of(source.text).split()
        if words[0] == "|" or any(span.overlaps(other) for other in taken) or not SHORTEST <= len(words) <= LONGEST:
            continue
        evidence = evidence_of(source, span)
        if evidence and (sentence := Sentence(dossier, source, span, Passage(evidence))).says_something:
            yield sentence


def without_bullet(source: Source, span: Span) -> Span:
    """A sentence without the dash or dot before an item of a list."""
    mark = re.match(r"[-–—•*·]\s+", span.of(source.text))
    return Span(span.start + mark.end(), span.end) if mark else span


def reads(source: Source) -> bool:
    """Whether the checks read the source's language: English."""
    return str(source.record.language or "en").lower().startswith("en")


def evidence_of(source: Source, span: Span) -> Evidence | None:
    """A stretch as evidence, with the words around it where it stands twice; None where it cannot be quoted."""
    quote = " ".join(span.of(source.text).split())
    before, after = source.text[max(span.start - AROUND, 0) : span.start], source.text[span.end : span.end + AROUND]
    for prefix, suffix in (("", ""), (whole_words(before, last=True), ""), ("", whole_words(after, last=False))):
        verdict = locate(source.searchable, [quote], prefix, suffix)
        if verdict.status is Status.VERIFIED and verdict.spans == (span,):
            record = EvidenceRecord(Place(""), Id(source.id), (Text(quote),), text_of(prefix), text_of(suffix))
            return Evidence(record, source, verdict)
    return None


def text_of(words: str) -> Text | None:
    """Words as a field; none where there are none."""
    return Text(words) if words else None


def whole_words(text: str, last: bool) -> str:
    """The words of a stretch that was cut at one end, without the one that the cut went through."""
    words = text.split()
    return " ".join(words[1:] if last else words[:-1]) if len(words) > 1 else ""
