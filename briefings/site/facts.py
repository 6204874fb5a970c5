"""A fact as pages show it: our words, how far sources agree, who said it, and the quotations that bear it out."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefings.dossier import Fact
from briefings.records import FactRecord
from briefings.site.catalogue import Catalogue, origin
from briefings.site.evidence import EvidenceView, evidence_view
from briefings.site.links import anchor, entity_path, fact_path, on_topic, report_address, topic_path
from briefings.site.wording import Day, count, day
from briefings.text.dates import written
from briefings.values import Date

MOST_DOTS = 7
KINDS = {
    "event": "Event", "statement": "Statement", "plan": "Plan", "commitment": "Commitment", "estimate": "Estimate",
    "allegation": "Allegation", "background": "Background",
}
SPOKEN = {"commitment": "Promise by", "allegation": "Allegation by", "plan": "Plan of", "estimate": "Estimate by"}
RELATIONS = (
    ("disputes", "Stands against", "Stands against"),
    ("updates", "Later account than", "Later account in"),
    ("corrects", "Corrects", "Corrected by"),
    ("fulfils", "Reports as done", "Reported done by"),
)


@dataclass(frozen=True)
class Status:
    """How many origins bear a fact out. `on` of `total` dots are filled; `total` is 0 where there are too many to draw."""

    words: str
    differs: bool
    on: int = 0
    total: int = 0


@dataclass(frozen=True)
class Link:
    """A page by name: `text` leads to `path`; `title` says more."""

    text: str
    path: str
    title: str = ""


@dataclass(frozen=True)
class Note:
    """Something that is not a source's words and that the reader should know: inferred, computed, waived."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True)
class Relation:
    """How a fact stands to others."""

    words: str
    facts: tuple[Link, ...]


@dataclass(frozen=True)
class FactView:
    """All that any page shows of a fact. Paths are from the site's root."""

    id: str
    number: str
    anchor: str
    path: str
    home: str
    topic: Link
    topics: tuple[str, ...]
    kind: str
    kind_words: str
    claim: str
    status: Status
    sources_words: str
    attribution: str | None
    said_by: str | None
    speaker: Link | None
    said_on: Day | None
    date: Day | None
    due: Day | None
    reported: Day | None
    evidence: tuple[EvidenceView, ...]
    notes: tuple[Note, ...]
    relations: tuple[Relation, ...]
    entities: tuple[Link, ...]
    deprecated: bool
    report: str | None
    news: Link | None = None

    @property
    def same_day(self) -> bool:
        """Whether it was reported on the day on which it was said, so that one date says both."""
        return self.said_on is not None and self.said_on == self.reported


def fact_views(catalogue: Catalogue) -> dict[str, FactView]:
    """Fact id → its view, in the dossier's order."""
    return {name: fact_view(fact, catalogue) for name, fact in catalogue.dossier.facts.items()}


def fact_view(fact: Fact, catalogue: Catalogue) -> FactView:
    """What pages show of one fact."""
    record, corpus = fact.record, catalogue.dossier.corpus
    home = topic_path(fact.topics[0])
    shown = in_order(fact, catalogue)
    return FactView(
        id=fact.id, number=fact.number, anchor=anchor(fact), path=fact_path(fact.id), home=on_topic(fact),
        topic=Link(str(corpus.topics[fact.topics[0]].front.title), home), topics=fact.topics,
        kind=record.kind, kind_words=KINDS[record.kind], claim=str(record.claim),
        status=status(fact, catalogue),
        sources_words=f"{len(fact.sources)} of {count(len(catalogue.dossier.sources), 'source')}",
        attribution=attribution(record, catalogue),
        said_by=catalogue.label(record.said.by) if record.said else None, speaker=speaker(record, catalogue),
        said_on=shown_day(record.said.on if record.said else None),
        date=shown_day(record.date), due=shown_day(record.due), reported=reported(fact),
        evidence=shown, notes=tuple(notes(fact, catalogue)), relations=tuple(relations(fact, catalogue)),
        entities=tuple(
            Link(catalogue.label(name), entity_path(name))
            for name in sorted(catalogue.mentioned[fact.id], key=catalogue.label)
        ),
        deprecated=record.rank == "deprecated",
        report=report_address(corpus.dossier.report_to, f"{fact.number}: {corpus.dossier.title}"),
    )


def shown_day(date: Date | None) -> Day | None:
    """A date's words, where there is a date."""
    return day(date) if date else None


def in_order(fact: Fact, catalogue: Catalogue) -> tuple[EvidenceView, ...]:
    """The quotations: those that support first, earliest source first, then those that speak against."""
    placed = [evidence for evidence in fact.evidence if evidence.spans]
    placed.sort(key=lambda evidence: (not evidence.supports, str(evidence.source.record.issued or "~")))
    return tuple(evidence_view(evidence, catalogue) for evidence in placed)


def status(fact: Fact, catalogue: Catalogue) -> Status:
    """The status line: sources differ, or how many agree, counted by origin."""
    supporting = [evidence for evidence in fact.evidence if evidence.supports]
    origins = len({origin(evidence) for evidence in supporting})
    sources = len({evidence.source.id for evidence in supporting})
    total = max(catalogue.origins, origins)
    if catalogue.differs(fact):
        return Status("Sources differ", True)
    words = agreement(sources, origins, changed(fact, catalogue))
    if total > MOST_DOTS:
        return Status(f"{words} ({origins} of {total})" if origins > 1 else words, False)
    return Status(words, False, origins, total)


def agreement(sources: int, origins: int, account_changed: bool) -> str:
    """`One source`, `3 sources agree`, `2 sources, one origin`, `2 sources, account changed`."""
    tail = "account changed" if account_changed else "one origin" if sources > 1 and origins == 1 else ""
    if tail:
        return f"{'One source' if sources == 1 else count(sources, 'source')}, {tail}"
    return "One source" if sources <= 1 else f"{origins} sources agree" if origins == sources else (
        f"{sources} sources of {origins} origins agree")


def changed(fact: Fact, catalogue: Catalogue) -> bool:
    """Whether another fact tells a later or an earlier account of the same."""
    return bool(list(catalogue.targets(fact.record.updates)) or ("updates", fact.id) in catalogue.pointing)


def attribution(record: FactRecord, catalogue: Catalogue) -> str | None:
    """`Claim by Lukashenko`, `Promise by Putin`."""
    if record.said is None:
        return None
    return f"{SPOKEN.get(record.kind, 'Claim by')} {catalogue.label(record.said.by)}"


def speaker(record: FactRecord, catalogue: Catalogue) -> Link | None:
    """The page of who said it, where the speaker is an entity of the dossier."""
    if record.said is None or record.said.by not in catalogue.dossier.corpus.entities:
        return None
    return Link(catalogue.label(record.said.by), entity_path(str(record.said.by)))


def reported(fact: Fact) -> Day | None:
    """When it was reported: the date of its sources, or the first and the last of them; None where none is dated."""
    dated = {
        evidence.source.record.issued.when.earliest: evidence.source.record.issued
        for evidence in fact.evidence
        if evidence.supports and evidence.source.record.issued
    }
    known = sorted((start, date) for start, date in dated.items() if start)
    if not known:
        return None
    first, last = known[0][1], known[-1][1]
    if first == last:
        return day(first)
    return Day(f"{written(first.when)} to {written(last.when)}", None)


def notes(fact: Fact, catalogue: Catalogue) -> Iterator[Note]:
    """What stands beside the quotations: what was inferred, computed, waived, put aside, or awaits review."""
    record = fact.record
    if record.rank == "deprecated":
        yield Note("deprecated", "No longer relied on", str(record.rank_reason))
    for what, why in record.inferred.items():
        yield Note("inferred", f"{inferred_value(record, str(what), catalogue)} is inferred", str(why))
    for result, calculation in record.computed.items():
        yield Note("computed", "Computed", f"{result} = {calculation}")
    today = catalogue.dossier.measured_on
    if record.review_by and overdue(record.review_by, today):
        yield Note("review", "Awaits review", f"it was to be reviewed by {day(record.review_by).words}")
    if record.due and overdue(record.due, today) and ("fulfils", fact.id) not in catalogue.pointing:
        yield Note("overdue", "Due date has passed", "no source in this dossier reports it done")
    for code, why in record.waive.items():
        yield Note("waived", f"Check {code} waived", str(why))


def inferred_value(record: FactRecord, field: str, catalogue: Catalogue) -> str:
    """The name of an inferred field and its value as shown, or the number, year or name itself."""
    dates = {"date": record.date, "due": record.due, "said.on": record.said.on if record.said else None}
    names = {"date": "Date", "due": "Due date", "said.on": "Said on"}
    value = dates.get(field)
    if value is not None:
        return f"{names[field]} {day(value).words}"
    return f"Said by {catalogue.label(record.said.by)}" if field == "said.by" and record.said else f"“{field}”"


def overdue(date: Date, today: datetime.date) -> bool:
    """Whether a date has wholly passed, as check D504 has it."""
    last = date.when.latest
    return last is not None and last < today


def relations(fact: Fact, catalogue: Catalogue) -> Iterator[Relation]:
    """The facts that this one names, and those that name it; a dispute is the same from both sides."""
    for relation, outward, inward in RELATIONS:
        named = list(catalogue.targets(getattr(fact.record, relation)))
        naming = list(catalogue.pointing.get((relation, fact.id), ()))
        if outward == inward:
            named, naming = named + [other for other in naming if other not in named], []
        if named:
            yield Relation(outward, links(named))
        if naming:
            yield Relation(inward, links(naming))


def links(facts: Iterable[Fact]) -> tuple[Link, ...]:
    """Facts by their numbers."""
    return tuple(Link(fact.number, fact_path(fact.id), str(fact.record.claim)) for fact in facts)


def chosen(views: dict[str, FactView], facts: Sequence[Fact]) -> tuple[FactView, ...]:
    """The views of some facts, in their order."""
    return tuple(views[fact.id] for fact in facts)
