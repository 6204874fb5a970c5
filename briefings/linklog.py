"""What is known of the web's side of our links: content/records/links.json, written by `verify --external`, read by all.

The log is committed with the content, so that a build without a network can tell which links are dead.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefings.whole import replace

LINKS = "records/links.json"


class State(StrEnum):
    """What became of a link. Only `dead` is told by a build; `blocked` says nothing of the page."""

    LIVE = "live"
    MOVED = "moved"
    BLOCKED = "blocked"
    DEAD = "dead"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class ArchivedCopy:
    """A public archived copy: its address, and the day it was taken."""

    url: str
    date: date


@dataclass(frozen=True)
class Entry:
    """One address, without its fragment, as it was last asked.

    `status` is that of the last answer, 0 where none came; `reason` says in words what stood in the way. `failed`
    are the days on which the page was not there, since it last was. `moved_to` is where it redirects for good.
    `missing` are the fragments that its HTML has no id for.
    """

    state: State
    asked: date
    status: int = 0
    reason: str = ""
    failed: tuple[date, ...] = ()
    moved_to: str = ""
    missing: tuple[str, ...] = ()
    archived: ArchivedCopy | None = None


def read_log(path: Path) -> dict[str, Entry]:
    """Address → what is known of it; empty where there is no log.

    Raises ValueError, in words for an editor, where the file is not as `write_log` leaves it, and OSError where it
    cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        return {str(address): _entry(row) for address, row in json.loads(text)["links"].items()}
    except (ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("it is not a link log; put back the last good one, or delete it to begin anew") from None


def write_log(path: Path, log: Mapping[str, Entry]) -> None:
    """Write the log whole or not at all: the old one stands until the new one is on the disk. Raises OSError."""
    path.parent.mkdir(exist_ok=True)
    value = {"version": 1, "links": {address: _row(log[address]) for address in sorted(log)}}
    replace(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _entry(row: Mapping[str, Any]) -> Entry:
    archived = row.get("archived")
    return Entry(
        State(row["state"]),
        date.fromisoformat(row["asked"]),
        int(row.get("status", 0)),
        str(row.get("reason", "")),
        tuple(map(date.fromisoformat, row.get("failed", ()))),
        str(row.get("moved_to", "")),
        tuple(map(str, row.get("missing", ()))),
        ArchivedCopy(str(archived["url"]), date.fromisoformat(archived["date"])) if archived else None,
    )


def _row(entry: Entry) -> dict[str, Any]:
    """The entry as JSON; what is empty is left out."""
    archived = entry.archived
    row = {
        "state": entry.state.value,
        "asked": entry.asked.isoformat(),
        "status": entry.status,
        "reason": entry.reason,
        "failed": [day.isoformat() for day in entry.failed],
        "moved_to": entry.moved_to,
        "missing": list(entry.missing),
        "archived": {"url": archived.url, "date": archived.date.isoformat()} if archived else None,
    }
    return {key: value for key, value in row.items() if value}
