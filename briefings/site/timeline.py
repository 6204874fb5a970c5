"""Facts in date order: each with how precisely its date is known, and a strip that draws them along time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefings.dossier import Fact
from briefings.records import FactRecord
from briefings.site.catalogue import Catalogue
from briefings.site.facts import FactView
from briefings.site.wording import Day, day
from briefings.values import Date

STRIP = 1000  # width of the strip, in its own units
EDGE = 12


@dataclass(frozen=True)
class Event:
    """A fact at a date. `kind` is `day`, `fz` (a month, a year, uncertain), `span` or `differ`."""

    date: Day
    kind: str
    fact: FactView
    lead: str
    first: int
    last: int
    year: str
    ongoing: bool = False  # a period without an end: "since 1994"

    @property
    def precision(self) -> str:
        """The kind in words, for those who do not see the mark."""
        return {"day": "", "fz": "date not exact", "span": "period", "differ": "sources differ on the date"}[self.kind]


@dataclass(frozen=True)
class Year:
    """The events of one year."""

    label: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class StripMark:
    """One event on the strip: from `x` to `end`."""

    x: float
    end: float
    kind: str
    title: str
    ongoing: bool


@dataclass(frozen=True)
class Strip:
    """The drawing above a timeline. `rows` is how many marks stand above each other at most."""

    marks: tuple[tuple[int, StripMark], ...]
    years: tuple[tuple[float, str], ...]
    height: int


def events(facts: Sequence[Fact], views: dict[str, FactView], catalogue: Catalogue) -> tuple[Event, ...]:
    """Every dated fact, and every due date, from the earliest day on."""
    found = [event for fact in facts for event in events_of(fact, views[fact.id], catalogue)]
    return tuple(sorted(found, key=along))


def along(each: Event) -> tuple[int, int, str, str, bool]:
    """The order of a timeline; events that share it are drawn as one mark."""
    return (each.first, each.last, each.kind, each.date.words, each.ongoing)


def events_of(fact: Fact, view: FactView, catalogue: Catalogue) -> Iterator[Event]:
    """The dates of one fact: when it happened, or else was said; and when it falls due."""
    record = fact.record
    told = main_date(record)
    if told:
        yield event(told, view, "", date_differs(fact, catalogue))
    if record.due and record.due != told:
        yield event(record.due, view, "Due: ", False)


def main_date(record: FactRecord) -> Date | None:
    """When what the claim says happened, or else when it was said."""
    return record.date or (record.said.on if record.said else None)


def event(told: Date, view: FactView, lead: str, differs: bool) -> Event:
    """A fact at one of its dates."""
    when = told.when
    first, last = when.earliest or when.latest, when.latest or when.earliest
    exact = when.precision == "day" and not when.uncertain and not when.approximate
    kind = "differ" if differs else "span" if when.precision == "interval" else "day" if exact else "fz"
    year = day(told).words if when.precision in ("decade", "century") else str(first.year if first else "")
    return Event(day(told), kind, view, lead, first.toordinal() if first else 0, last.toordinal() if last else 0, year,
                 kind == "span" and when.latest is None)


def date_differs(fact: Fact, catalogue: Catalogue) -> bool:
    """Whether sources differ on the date itself: a disputed figure of the fact is a date."""
    measures = {group.measure_id for group in catalogue.disputed.get(fact.id, ())}
    return any(each.date is not None and each.measure in measures for each in fact.record.figures)


def undated(facts: Sequence[Fact], views: dict[str, FactView]) -> tuple[FactView, ...]:
    """Facts without any date."""
    return tuple(
        views[fact.id] for fact in facts if not main_date(fact.record) and not fact.record.due
    )


def years(found: Sequence[Event]) -> tuple[Year, ...]:
    """The events grouped by the year in which they begin."""
    return tuple(
        Year(label, tuple(group)) for label, group in groupby(found, key=lambda event: event.year)
    )


def year_of(ordinal: int) -> int:
    """The year of a day."""
    return date.fromordinal(max(ordinal, 1)).year


def strip(found: Sequence[Event]) -> Strip | None:
    """The events drawn along time: none where there are fewer than two days to draw."""
    if not found or found[0].first == max(event.last for event in found):
        return None
    low, high = found[0].first, max(event.last for event in found)

    def at(ordinal: int) -> float:
        return round(EDGE + (ordinal - low) / (high - low) * (STRIP - 2 * EDGE), 1)

    marks: list[tuple[int, StripMark]] = []
    free: list[float] = []
    for (first, last, kind, words, ongoing), group in groupby(found, key=along):
        numbers = ", ".join(dict.fromkeys(each.fact.number for each in group))
        mark = StripMark(at(first), at(high if ongoing else last), kind, f"{words}: {numbers}", ongoing)
        row = next((number for number, end in enumerate(free) if end < mark.x), len(free))
        free[row : row + 1] = [max(mark.end, mark.x + 14)]
        marks.append((row, mark))
    return Strip(tuple(marks), tuple(year_ticks(low, high, at)), len(free))


def year_ticks(low: int, high: int, at: Callable[[int], float]) -> Iterator[tuple[float, str]]:
    """The first day of each year on the strip, as many as can be read."""
    first, last = year_of(low) + 1, year_of(high)
    step = max(1, (last - first) // 8 + 1)
    for year in range(first, last + 1, step):
        yield at(date(year, 1, 1).toordinal()), str(year)
