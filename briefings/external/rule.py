"""What the log says of the links, as problems: L903 for every build, and the whole report after the web was asked."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefings.external.links import Outgoing, placed, read_outgoing
from briefings.linklog import ArchivedCopy, Entry, State, read_log
from briefings.load import Corpus
from briefings.problems import Level, Place, Problem

CODE = "L903"


def l903(site: Path, shown: str, corpus: Corpus | None, log: Path) -> list[Problem]:
    """No external link is dead: gone on three different days, as the log of the last look at the web says.

    Why: a reader who follows a source to a page that is no more cannot see for themselves. The web is never asked
    by a build: `briefings verify --external` asks it and keeps what it learned in content/records/links.json.
    A page that turns programs away, answers late or failed once is not dead.

    Mend: give the source an archived copy, by the entry that the report offers; then it is told as information
    only. Elsewhere, write the new address, or take the link away.

    Fails: a link to a page that answered 404 on 1, 2 and 5 March.

    Passes: a link to a page that answers 403 to programs, or did not answer today.
    """
    try:
        entries = read_log(log)
        dead = {address for address, entry in entries.items() if entry.state is State.DEAD}
        links = read_outgoing(site, corpus) if dead else []
    except (ValueError, OSError) as error:
        return [Problem(CODE, Level.WARNING, "the link log cannot be read", Place(log.as_posix()), (str(error),))]
    return _in_order(_dead(each, entries[each.address], site, shown) for each in links if each.address in dead)


def report(links: list[Outgoing], log: Mapping[str, Entry], left: Mapping[str, str], site: Path, shown: str) -> list[Problem]:
    """All that is known of the links: what is dead, has moved, could not be verified, or was not asked (`left`: why)."""
    return _in_order(
        problem for each in links for problem in _told(each, log.get(each.address), left.get(each.address), site, shown)
    )


def tally(links: list[Outgoing], log: Mapping[str, Entry]) -> str:
    """The counts in words: `41 external links: 38 live, 1 moved, 2 blocked`."""
    counts = Counter(log[each.address].state for each in links if each.address in log)
    states = [f"{counts[state]} {state.value}" for state in State if counts[state]]
    unknown = len(links) - counts.total()
    parts = ", ".join([*states, *([f"{unknown} not asked yet"] if unknown else [])])
    return f"{len(links)} external link{'s' if len(links) != 1 else ''}: {parts or 'none'}"


def archive_hint(address: str, copy: ArchivedCopy | None) -> str:
    """The line that an editor pastes into source.yaml; where no copy is known, where to look for one."""
    if copy:
        return f"archive: {{url: {json.dumps(copy.url, ensure_ascii=False)}, date: {copy.date.isoformat()}}}"
    return f"look for an archived copy at https://web.archive.org/web/*/{address}"


def _in_order(problems: Iterator[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.order)


def _told(each: Outgoing, entry: Entry | None, left: str | None, site: Path, shown: str) -> Iterator[Problem]:
    if left:
        yield _problem(each, f"{each.address} was not asked: {left}", (), site, shown, unchecked=True)
    if entry is None:
        return
    if entry.state is State.DEAD:
        yield _dead(each, entry, site, shown)
    elif entry.state is State.MOVED:
        yield _moved(each, entry, site, shown)
    elif entry.state is not State.LIVE and not left:
        yield _problem(each, f"{each.address}: {entry.reason}", _days(entry), site, shown, unchecked=True)
    for fragment in entry.missing:
        yield _problem(each, f"{each.address} answers, but its page has no id for #{fragment}", (), site, shown)


def _dead(each: Outgoing, entry: Entry, site: Path, shown: str) -> Problem:
    days = ", ".join(day.isoformat() for day in entry.failed)
    message = f"{each.address} is dead: {entry.reason}"
    if each.archived:
        detail = (f"it was gone on {days}", f"readers have the archived copy of {each.archived.date.isoformat()}")
        return _problem(each, message, detail, site, shown)
    hints = _hints(each, entry)
    return _problem(each, message, (f"it was gone on {days}", *hints), site, shown, Level.WARNING)


def _moved(each: Outgoing, entry: Entry, site: Path, shown: str) -> Problem:
    caution = (entry.reason,) if entry.reason else ()
    hints = _hints(each, entry) if not each.archived else ()
    return _problem(each, f"{each.address} has moved to {entry.moved_to}", (*caution, *hints), site, shown)


def _hints(each: Outgoing, entry: Entry) -> tuple[str, ...]:
    if each.source:
        return (f"add to source {each.source}:", archive_hint(each.address, entry.archived)) if entry.archived else (
            archive_hint(each.address, None),)
    return (f"an archived copy: {entry.archived.url}",) if entry.archived else (archive_hint(each.address, None),)


def _days(entry: Entry) -> tuple[str, ...]:
    if not entry.failed:
        return ()
    return (f"gone on {', '.join(day.isoformat() for day in entry.failed)}; after three different days it counts as dead",)


def _problem(each: Outgoing, message: str, detail: tuple[str, ...], site: Path, shown: str, level: Level = Level.INFO,
             unchecked: bool = False) -> Problem:
    """A problem at the link's place, with the built files that carry it."""
    pages = [f"{shown}/{path}" for path, _ in each.pages]
    more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
    where = (f"linked from {pages[0]}{more}",) if pages and (each.source or more) else ()
    return Problem(CODE, level, message, placed(each, site, shown), (*where, *detail), source=each.source or None,
                   unchecked=unchecked)
