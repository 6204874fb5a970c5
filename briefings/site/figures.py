"""Figures: what each fact measures, as its source writes it and as a number; and the cards that show the chief ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from briefings.dossier import Evidence, Fact
from briefings.records import Figure
from briefings.site.catalogue import Catalogue
from briefings.site.facts import FactView
from briefings.site.wording import Day, day, figure
from briefings.text.dates import When, mentions, resolve
from briefings.text.numbers import Quantity, quantities


@dataclass(frozen=True)
class FigureView:
    """One figure of one fact. `written` is in the source's words, or None where they are not found by value."""

    fact: FactView
    written: str | None
    normalised: str
    unit: str
    as_of: Day | None

    is_date: bool = False

    @property
    def best(self) -> str:
        """The source's wording, or else the value with its unit; a bare number word in digits, a date as we write dates."""
        if self.is_date or (self.written and self.written.isalpha() and self.normalised.isdecimal()):
            return self.normalised
        return self.written or f"{self.normalised} {self.unit}".strip()


@dataclass(frozen=True)
class MeasureView:
    """All figures of one measure."""

    id: str
    label: str
    note: str | None
    differs: bool
    figures: tuple[FigureView, ...]


@dataclass(frozen=True)
class Card:
    """A number card: the wording as written, a second one where sources differ, and what it measures."""

    value: str
    others: tuple[str, ...]
    label: str
    facts: tuple[FactView, ...]
    differs: bool
    quoted: bool
    wide: bool = False


def measure_views(catalogue: Catalogue, views: Mapping[str, FactView]) -> tuple[MeasureView, ...]:
    """Every measure that has figures, in its file's order."""
    found: dict[str, list[FigureView]] = {}
    for fact in catalogue.dossier.facts.values():
        for each in fact.record.figures:
            found.setdefault(str(each.measure), []).append(figure_view(fact, each, catalogue, views))
    disputed = {group.measure_id for group in catalogue.groups}
    return tuple(
        MeasureView(name, str(measure.label), str(measure.note) if measure.note else None, name in disputed,
                    tuple(found[name]))
        for name, measure in catalogue.dossier.corpus.measures.items() if name in found
    )


def figure_view(
    fact: Fact, each: Figure, catalogue: Catalogue, views: Mapping[str, FactView]
) -> FigureView:
    """What tables show of one figure."""
    measure = catalogue.dossier.corpus.measures[each.measure]
    return FigureView(
        views[fact.id], as_written(fact, each), figure(each), str(each.unit or measure.unit or ""),
        day(each.as_of) if each.as_of else None, each.date is not None,
    )


def as_written(fact: Fact, each: Figure) -> str | None:
    """The words of the first supporting quotation that give the figure."""
    wordings = (wording for evidence in fact.evidence if evidence.supports for wording in candidates(evidence, each))
    return next(wordings, None)


def candidates(evidence: Evidence, each: Figure) -> Iterator[str]:
    """The wordings in a quotation that have the figure's value."""
    for stretch in evidence.stretches:
        if each.date is not None:
            yield from dates_in(stretch, evidence, each)
        else:
            yield from (with_bound(stretch, found) for found in quantities(stretch) if equal(found, each))


def equal(found: Quantity, each: Figure) -> bool:
    """Whether a quantity has the value of a figure."""
    low, high = each.amount or each.lower, each.amount or each.upper
    if low is None or high is None:
        return found.value == Decimal(low or high or 0)
    return found.value == Decimal(low) and (found.upper is None or found.upper == Decimal(high))


def with_bound(text: str, found: Quantity) -> str:
    """A quantity with the word that bounds it: `nearly 200,000`."""
    start = min(found.span.start, found.bound_span.start) if found.bound_span else found.span.start
    return text[start : found.span.end]


def dates_in(stretch: str, evidence: Evidence, each: Figure) -> Iterator[str]:
    """The wordings in a stretch that name the figure's date, read against the source's own; the most exact first."""
    issued = evidence.source.record.issued
    found = [(mention.written, resolve(mention, issued.when if issued else None)) for mention in mentions(stretch)]
    fitting = [(length(when), written) for written, when in found if when and each.date and when.overlaps(each.date.when)]
    yield from (written for _, written in sorted(fitting, key=lambda pair: pair[0]))


def length(when: When) -> int:
    """How many days a date leaves open."""
    return (when.latest - when.earliest).days if when.latest and when.earliest else 10**6


def cards(names: Sequence[str], measures: Sequence[MeasureView]) -> tuple[Card, ...]:
    """A card for each measure of `names` that has figures."""
    known = {measure.id: measure for measure in measures}
    return laid_out([card(known[name]) for name in names if name in known])


def laid_out(made: Sequence[Card]) -> tuple[Card, ...]:
    """Two cards a row; one with several wordings has a row of its own, and so has one that would stand alone."""
    placed: list[Card] = []
    for several, group in groupby(made, key=lambda each: bool(each.others)):
        row = list(group)
        alone = len(row) - 1 if len(row) % 2 else -1
        placed += [replace(each, wide=several or at == alone) for at, each in enumerate(row)]
    return tuple(placed)


def card(measure: MeasureView) -> Card:
    """A measure as a card: each wording once; never one number alone where sources differ."""
    current = [each for each in measure.figures if not each.fact.deprecated] or list(measure.figures)
    wordings = list(dict.fromkeys(each.best for each in current))
    facts = tuple({each.fact.id: each.fact for each in current}.values())
    return Card(wordings[0], tuple(wordings[1:]), measure.label, facts, measure.differs, not current[0].is_date)
