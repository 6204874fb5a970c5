"""Where sources differ: each account in its own words, who gives it, and where it lies on a drawn axis.

Nothing is averaged and no account is picked. What is drawn is only a figure's own value: a dot where it is stated, a
ring where it is somebody's claim, a hatched band where the figure is our reading of a vague phrase or a range. From a
bound (`at most`, `since 1994`) an arrow leads to the side that is open; what is `about` has dashes instead of an edge.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import ceil, log10

from briefings.dossier import Fact
from briefings.records import Figure
from briefings.site.catalogue import Catalogue, Group
from briefings.site.facts import FactView
from briefings.site.figures import as_written
from briefings.site.naming import names_of
from briefings.site.wording import day, figure

WIDTH = 300  # of the drawing, in its own units; the axis leaves room at both ends for marks and numerals
LEFT, RIGHT = 8, 276
POINT = 5  # radius of a dot and a ring
SOFT = 18  # how far dashes reach from what is about right
CLAIMED = ("statement", "allegation", "estimate", "commitment")
OPEN = {"at-most": "down", "less-than": "down", "at-least": "up", "more-than": "up", "about": "about"}
LEGENDS = {
    "ring": "Ring: somebody’s claim, which the source reports.", "arrow": "Arrow: open to that side.",
    "band": "Hatched band: our reading of a range or of a vague phrase.", "about": "Dashes: about.",
}
SAID = {"": "", "up": ", open above", "down": ", open below", "about": ", with soft ends"}


@dataclass(frozen=True)
class Mark:
    """What is drawn for one account: from `x` to `end`, in units of the drawing.

    `reach` is `up` or `down` where the figure is a bound and an arrow leads on from it, `about` where its ends are soft.
    """

    kind: str
    x: float
    end: float
    reach: str = ""

    @property
    def caps(self) -> str:
        """The path of a band's ends; soft ones have none."""
        return "" if self.reach == "about" else f"M{self.x} 5v14M{self.end} 5v14"

    @property
    def tail(self) -> str:
        """The path that leads on: an arrow to the edge of the drawing, or dashes to both sides."""
        if self.reach == "down":
            return f"M{self.x - POINT} 12H{min(LEFT, self.x - SOFT)}l6-4m-6 4l6 4"
        if self.reach == "up":
            return f"M{self.end + POINT} 12H{max(RIGHT, self.end + SOFT)}l-6-4m6 4l-6 4"
        edge = 0 if self.kind == "band" else POINT
        return f"M{self.x - SOFT} 12H{self.x - edge}M{self.end + edge} 12H{self.end + SOFT}" if self.reach else ""

    @property
    def hatch(self) -> str:
        """The path of the slanted lines that fill a band."""
        return "".join(f"M{x} 17l5-10" for x in range(round(self.x), max(round(self.end) - 4, round(self.x) + 1), 6))


@dataclass(frozen=True)
class Tick:
    """A numeral on the axis."""

    x: float
    text: str
    align: str = "middle"


@dataclass(frozen=True)
class Account:
    """One side: the wording as written, who says so, and the mark. `drawn` says the mark in words."""

    wording: str
    quoted: bool
    who: str
    fact: FactView
    mark: Mark | None
    drawn: str


@dataclass(frozen=True)
class DisputeView:
    """A table of accounts, with the editor's note and the axis under its drawings."""

    id: str
    label: str
    caption: str
    note: str | None
    accounts: tuple[Account, ...]
    facts: tuple[FactView, ...]
    ticks: tuple[Tick, ...]
    legend: str


def dispute_views(catalogue: Catalogue, views: Mapping[str, FactView]) -> tuple[DisputeView, ...]:
    """Every place where sources differ."""
    return tuple(
        dispute_view(group, label, views) for group, label in zip(catalogue.groups, names_of(catalogue), strict=True)
    )


def dispute_view(group: Group, label: str, views: Mapping[str, FactView]) -> DisputeView:
    """One group of facts that stand against each other."""
    pairs = tuple(sides(group))
    scale = axis([each for _, each in pairs if each])
    accounts = told_apart([account(fact, each, scale, views[fact.id]) for fact, each in pairs])
    note = group.measure.dispute.note if group.measure and group.measure.dispute else None
    marks = [each.mark for each in accounts if each.mark]
    return DisputeView(
        group.id, label, f"{label}, by account" if group.measure else label,
        str(note) if note else None, accounts, tuple(views[fact.id] for fact in group.facts),
        scale.ticks if marks else (), legend(marks),
    )


def legend(marks: Sequence[Mark]) -> str:
    """What the marks of a drawing mean; a dot needs no words."""
    drawn = {mark.kind for mark in marks} | {"about" if mark.reach == "about" else "arrow" for mark in marks if mark.reach}
    return " ".join(words for kind, words in LEGENDS.items() if kind in drawn)


def sides(group: Group) -> Iterator[tuple[Fact, Figure | None]]:
    """Each fact with each of its figures of the measure; without a measure, each fact once."""
    for fact in group.facts:
        figures: list[Figure | None] = [each for each in fact.record.figures if each.measure == group.measure_id]
        yield from ((fact, each) for each in figures or [None])


def account(fact: Fact, each: Figure | None, scale: "Axis", view: FactView) -> Account:
    """One row of the table."""
    wording = as_written(fact, each) if each else first_words(view)
    mark = scale.mark(each, fact.record.kind in CLAIMED) if each else None
    mark = softened(mark, wording) if mark and wording else mark
    return Account(
        wording or (figure(each) if each else view.claim), wording is not None,
        who(view), view, mark, f"drawn: {figure(each)}{SAID[mark.reach]}" if each and mark else "",
    )


def softened(mark: Mark, wording: str) -> Mark:
    """A band with soft ends where a phrase names no number (tens of thousands): the ends are ours, not the source's."""
    return replace(mark, reach="about") if mark.kind == "band" and not any(map(str.isdigit, wording)) else mark


def told_apart(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Where no figures are compared and one passage bears several accounts, our claims stand for its words."""
    if any(each.mark for each in accounts) or len({each.wording for each in accounts}) == len(accounts):
        return tuple(accounts)
    return tuple(replace(each, wording=each.fact.claim, quoted=False) for each in accounts)


def first_words(view: FactView) -> str | None:
    """The first quotation that bears a fact out: its account, where there is no figure to compare."""
    return next((each.quote for each in view.evidence if not each.role), None)


def who(view: FactView) -> str:
    """Who gives the account: the speaker, and the source that reports it."""
    sources = list(dict.fromkeys(f"{each.source.number} {each.source.name}" for each in view.evidence))
    told = ", ".join(sources)
    return f"{view.attribution}, in {told}" if view.attribution else told


@dataclass(frozen=True)
class Axis:
    """A scale from `low` to `high`: amounts from nought, dates from the first to the last."""

    low: float
    high: float
    ticks: tuple[Tick, ...]

    def at(self, value: float) -> float:
        """The place of a value in the drawing."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def mark(self, each: Figure, claimed: bool) -> Mark | None:
        """What is drawn for a figure."""
        ends = extent(each)
        if ends is None:
            return None
        kind = "band" if ends[0] != ends[1] else "ring" if claimed else "dot"
        return Mark(kind, self.at(ends[0]), self.at(ends[1]), reach(each))


def reach(each: Figure) -> str:
    """The side on which a figure is open, `about` where it is vague, or nothing."""
    if each.date is not None:
        when = each.date.when
        return "up" if when.latest is None else "down" if when.earliest is None else "about" if when.approximate else ""
    if each.amount is None and (each.lower is None or each.upper is None):
        return "up" if each.upper is None else "down"
    return OPEN.get(each.bound or "exact", "")


def extent(each: Figure) -> tuple[float, float] | None:
    """The lowest and highest value of a figure, dates in days; one known end stands for both."""
    if each.date is not None:
        when = each.date.when
        days = [end.toordinal() for end in (when.earliest, when.latest) if end]
        return (days[0], days[-1]) if days else None
    known = [float(value) for value in (each.amount or each.lower, each.amount or each.upper) if value is not None]
    return (known[0], known[-1]) if known else None


def axis(figures: Sequence[Figure]) -> Axis:
    """The scale that holds all figures of a group."""
    extents = [ends for each in figures if (ends := extent(each))]
    if not extents:
        return Axis(0, 1, ())
    if figures[0].date is not None:
        return date_axis(figures)
    high = max(max(end for _, end in extents), 0)
    low = min(min(start for start, _ in extents), 0)
    step = nice(max(high - low, 1) / 2)
    top, bottom = ceil(high / step) * step or step, -ceil(-low / step) * step
    scale = Axis(bottom, top, ())
    values = [bottom + step * number for number in range(round((top - bottom) / step) + 1)]
    return Axis(bottom, top, tuple(aligned([Tick(scale.at(value), short(value)) for value in values])))


def date_axis(figures: Sequence[Figure]) -> Axis:
    """From the first day to the last; over more than two years the ends are labelled by their years."""
    extents = [ends for each in figures if (ends := extent(each))]
    low, high = min(start for start, _ in extents), max(end for _, end in extents)
    scale, length = Axis(low, high, ()), 4 if high - low > 730 else 10
    ticks = [Tick(scale.at(at), day(date.fromordinal(int(at)).isoformat()[:length]).words) for at in sorted({low, high})]
    return Axis(low, high, tuple(aligned(ticks)))


def aligned(ticks: Sequence[Tick]) -> Iterator[Tick]:
    """The first numeral stands to the right of its place and the last to the left, so that none leaves the drawing."""
    for number, tick in enumerate(ticks):
        align = "middle" if len(ticks) == 1 else "start" if not number else "end" if number == len(ticks) - 1 else "middle"
        yield Tick(tick.x, tick.text, align)


def nice(rough: float) -> float:
    """The round number (1, 2 or 5 times a power of ten) next above a step."""
    power = 10.0 ** (ceil(log10(rough)) - 1)
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


def short(value: float) -> str:
    """A numeral on the axis."""
    size = Decimal(str(value)).normalize()
    for name, unit in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if abs(size) >= unit:
            return f"{(size / unit).normalize():f} {name}"
    return f"{size:,f}"
