"""Links that outlive their pages: Robust Links (robustlinks.mementoweb.org), and what the log of links knows of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefings.linklog import Entry, State
from briefings.records import SourceRecord
from briefings.site.wording import Day, day
from briefings.values import Date


@dataclass(frozen=True)
class Robust:
    """A page of the web: its address, its public archived copy, and the day for which a copy of it counts.

    That is the day of the archived copy or, without one, the day on which the page was read; empty where neither is
    known to the day.
    """

    url: str
    archived: str | None = None
    date: str = ""


def robust(record: SourceRecord) -> Robust | None:
    """The page that a source was taken from, where its address is known."""
    if not record.url:
        return None
    if record.archive:
        return Robust(str(record.url), str(record.archive.url), whole_day(record.archive.date))
    return Robust(str(record.url), date=whole_day(record.accessed) or whole_day(record.issued))


def whole_day(written: Date | None) -> str:
    """A date as ISO 8601, if it is one day."""
    when = written.when if written else None
    return when.earliest.isoformat() if when and when.earliest and when.earliest == when.latest else ""


@dataclass(frozen=True)
class LinksView:
    """How many sources name a page of the web, the day of the newest answer, and how many were found in what state."""

    pages: int
    day: Day
    states: tuple[str, ...]


STATES = {State.LIVE: "still there", State.MOVED: "moved", State.DEAD: "gone", State.BLOCKED: "closed to programs",
          State.UNCERTAIN: "uncertain"}


def links_view(sources: Iterable[SourceRecord], log: Mapping[str, Entry]) -> LinksView | None:
    """What the log of links knows of the pages of the sources; None where it knows nothing."""
    addresses = {page(record) for record in sources if record.url}
    known = [log[address] for address in addresses if address in log]
    if not known:
        return None
    counts = Counter(entry.state for entry in known)
    states = [f"{counts[state]} {words}" for state, words in STATES.items() if counts[state]]
    unknown = len(addresses) - len(known)
    newest = max(entry.asked for entry in known)
    return LinksView(len(addresses), day(newest.isoformat()), (*states, *([f"{unknown} not asked yet"] if unknown else [])))


def page(record: SourceRecord) -> str:
    """The address of a source's page as the log has it, without its fragment."""
    return str(record.url or "").partition("#")[0]


def became(record: SourceRecord, log: Mapping[str, Entry]) -> str | None:
    """What a reader meets at the address of a source, where the log of links knows that it is not the page."""
    entry = log.get(page(record))
    if entry is None or entry.state not in (State.DEAD, State.MOVED):
        return None
    asked = day(entry.asked.isoformat()).words
    if entry.state is State.DEAD:
        return f"no longer there when it was last asked, on {asked}"
    return f"moved to {entry.moved_to}, as asked on {asked}"
