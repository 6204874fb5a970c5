"""C7xx: conflicts. What sources say against each other is declared, and shown."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from briefings.cache import digest
from briefings.checks.library import Library
from briefings.checks.registry import Finding, check
from briefings.dossier import Dossier, Fact, Source
from briefings.problems import Level
from briefings.records import Figure, Measure
from briefings.text.dates import When
from briefings.values import Id

ABOUT = Decimal("0.1")
"""How far, as a part of the amount, "about" reaches to either side."""

SHINGLE = 8
"""Words in a row that two texts share only by copying."""

COPIED = 0.3
"""The part of the shorter text's shingles from which two texts are called near-copies."""


@dataclass(frozen=True)
class Reading:
    """A fact's figure as an interval: the values, or days as ordinals, that it allows; ends are included."""

    fact: Fact
    figure: Figure
    low: Decimal
    high: Decimal

    @property
    def shown(self) -> str:
        """The figure as written, with its fact."""
        figure = self.figure
        value = figure.amount or figure.date or f"{figure.lower or ''} to {figure.upper or ''}"
        bound = f"{figure.bound} " if figure.bound and figure.bound not in ("exact", "range") else ""
        return f"{self.fact.number} {self.fact.id}: {bound}{value}"

    @property
    def time(self) -> When | None:
        """The time for which the figure holds; None where it says none."""
        date = self.figure.as_of or self.fact.record.date
        return date.when if date else None


def interval(figure: Figure) -> tuple[Decimal, Decimal]:
    """The values that a figure allows."""
    if figure.date:
        when = figure.date.when
        days = (when.earliest.toordinal() if when.earliest else 0, when.latest.toordinal() if when.latest else 10**7)
        return Decimal(days[0]), Decimal(days[1])
    if figure.amount is None:
        return Decimal(figure.lower or "-Infinity"), Decimal(figure.upper or "Infinity")
    value = Decimal(figure.amount)
    reach = abs(value) * ABOUT
    ends = {"about": (value - reach, value + reach), "at-least": (value, Decimal("Infinity")),
            "more-than": (value.next_plus(), Decimal("Infinity")), "at-most": (Decimal("-Infinity"), value),
            "less-than": (Decimal("-Infinity"), value.next_minus())}
    return ends.get(figure.bound or "exact", (value, value))


def readings(dossier: Dossier) -> Mapping[str, list[Reading]]:
    """The figures of the standing facts, by measure and unit."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for fact in dossier.facts.values():
        for figure in fact.record.figures if fact.record.rank != "deprecated" else ():
            found[str(figure.measure)].append(Reading(fact, figure, *interval(figure)))
    return found


def exclude(one: Reading, other: Reading) -> bool:
    """Whether two figures of one measure cannot both hold."""
    same_kind = (one.figure.date is None) == (other.figure.date is None) and one.figure.unit == other.figure.unit
    apart_in_time = one.time and other.time and not one.figure.date and not one.time.overlaps(other.time)
    return same_kind and not apart_in_time and (one.high < other.low or other.high < one.low)


def declared(one: Fact, other: Fact, measure: Measure) -> bool:
    """Whether the measure's dispute covers two facts, or one of them names the other."""
    dispute = measure.dispute
    if dispute and (not dispute.facts or {one.id, other.id} <= set(dispute.facts)):
        return True
    return other.id in points_at(one) or one.id in points_at(other)


def points_at(fact: Fact) -> tuple[Id, ...]:
    """The facts that a fact disputes, updates or corrects."""
    return (*fact.record.disputes, *fact.record.updates, *fact.record.corrects)


@check("C701")
def C701(dossier: Dossier) -> Iterator[Finding]:
    """Figures of one measure and time that exclude each other are declared.

    Why: a reader who is shown one of two figures is misled by what is left out.

    Mend: write `dispute` on the measure, or `disputes`, `updates` or `corrects` on one of the facts.

    Fails: "tens of thousands" and "nearly 200,000" troops in one exercise, side by side without a word.

    Passes: the same, with a `dispute` on the measure that says whose figures they are.
    """
    for name, found in readings(dossier).items():
        measure = dossier.corpus.measures[name]
        if measure.dispute and not measure.dispute.facts:
            continue
        for one, other in combinations(found, 2):
            if one.fact is not other.fact and exclude(one, other) and not declared(one.fact, other.fact, measure):
                yield Finding(other.figure.place, f'two figures of "{measure.label}" exclude each other, and nothing '
                              "says so", (one.shown, other.shown,
                                          f"add dispute to the measure {name}, or disputes, updates or corrects to one "
                                          "of the facts"), fact=other.fact.id, measure=name)


@check("C702")
def C702(dossier: Dossier) -> Iterator[Finding]:
    """A dispute or update does not point at the same fact, nor round in a circle.

    Why: of two facts that update each other, neither is the newer.

    Mend: keep the reference on the newer fact. Two facts may dispute each other.

    Fails: a fact with `updates: [itself]`; a updates b, b updates a.

    Passes: b updates a.
    """
    for fact in dossier.all_facts:
        for name in (*points_at(fact), *fact.record.fulfils):
            if dossier.addresses.get(name) == fact.id:
                yield Finding(name.place, f"the fact {fact.id} points at itself", ("name the other fact",), fact=fact.id)
    for field in ("updates", "corrects", "fulfils"):
        yield from circles(dossier, field)


def circles(dossier: Dossier, field: str) -> Iterator[Finding]:
    """An error for each fact from which one relation leads back to itself through others."""
    ways = {fact.id: [str(dossier.addresses[name]) for name in getattr(fact.record, field)] for fact in dossier.all_facts}
    for fact in dossier.all_facts:
        seen: set[str] = set()
        ahead = [each for each in ways[fact.id] if each != fact.id]
        while ahead:
            here = ahead.pop()
            if here not in seen:
                seen.add(here)
                ahead.extend(ways[here])
        if fact.id in seen:
            name = getattr(fact.record, field)[0]
            yield Finding(name.place, f"{field} leads from {fact.id} round in a circle", ("keep it on the newer fact",),
                          fact=fact.id)


def origins(fact: Fact) -> frozenset[str]:
    """Whose word supports a fact: each origin once, where a source repeats an agency or another text."""
    return frozenset(str(each.record.origin or each.source.record.origin or each.source.id)
                     for each in fact.evidence if each.supports)


@check("C703", "library")
def C703(library: Library) -> Iterator[Finding]:
    """A claim that rests on one source says so; several sources of one origin count once. (Information.)

    Why: two newspapers that print one agency's report are one witness.

    Mend: nothing has to be mended. Where two texts share long passages, give both the same `origin`.

    Fails: never; it informs.

    Passes: a claim with evidence from two origins.
    """
    for fact in library.dossier.facts.values():
        if len(origins(fact)) == 1:
            (origin,) = origins(fact)
            supporting = len({each.source.id for each in fact.evidence if each.supports})
            several = f" ({supporting} sources of one origin)" if supporting > 1 else ""
            yield Finding(fact.record.id.place, f"{fact.number} rests on one source, {origin}{several}",
                          level=Level.INFO, fact=fact.id)
    sources = library.dossier.sources.values()
    yield from library.recall(
        "copies", lambda: digest([(each.id, each.record.origin, each.record.place, each.sha256) for each in sources]),
        lambda: tuple(near_copies(sources)))


def near_copies(sources: Iterable[Source]) -> Iterator[Finding]:
    """Pairs of sources that share many runs of eight words, and do not name one origin."""
    named = {source.id: source for source in sources}
    origins = {name: (source.record.origin, None if source.record.origin else name) for name, source in named.items()}
    if len(set(origins.values())) < 2:
        return  # they are one witness, and say so
    runs = {name: shingles(source.text) for name, source in named.items()}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for holding, many in Counter(holders(runs, origins)).items():  # the runs of one sentence have the same holders
        for pair in combinations(holding, 2):
            shared[pair] += many
    for (first, second), count in shared.items():
        least = min(len(runs[first]), len(runs[second]))
        if count >= max(least * COPIED, 3) and origins[first] != origins[second]:
            yield Finding(named[second].record.place, f"{second} shares {count} of {least} runs of words with {first}",
                          ("if one repeats the other, give both the same origin",), Level.INFO, source=second)


def holders(runs: Mapping[str, Set[int]], origins: Mapping[str, Hashable]) -> Iterator[tuple[str, ...]]:
    """For each run of words that sources of several origins have, the first twenty sources that have it."""
    of_origin: dict[Hashable, set[int]] = defaultdict(set)
    for name, own in runs.items():
        of_origin[origins[name]] |= own
    once, again = set[int](), set[int]()
    for own in of_origin.values():
        again |= own & once
        once |= own
    found: dict[int, list[str]] = defaultdict(list)
    for name, own in runs.items():
        for run in own & again:
            found[run].append(name)
    return (tuple(each[:20]) for each in found.values())


def shingles(text: str) -> set[int]:
    """Every run of eight words of a text, in small letters, by its hash."""
    words = re.findall(r"\w+", text.lower())
    return set(map(hash, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))


@check("C704")
def C704(dossier: Dossier) -> Iterator[Finding]:
    """No two facts say the same thing.

    Why: what is said twice is corrected once.

    Mend: merge them: one fact, the evidence of both, and the other's id under `formerly`.

    Fails: two facts with the claim "The two met in Moscow."

    Passes: one fact with two pieces of evidence.
    """
    first: dict[tuple[str, ...], Fact] = {}
    for fact in dossier.facts.values():
        words = tuple(re.findall(r"\w+", fact.record.claim.lower()))
        other = first.setdefault(words, fact)
        if other is not fact:
            yield Finding(fact.record.claim.place, f"{fact.number} says the same as {other.number} {other.id}",
                          ("merge the two, and keep the other id under formerly",), Level.WARNING, fact.id)
