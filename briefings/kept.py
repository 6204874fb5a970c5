"""What a build shows of the past, from content/records/, committed with the content: the last self-test, the link log."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefings.dossier import Dossier
from briefings.linklog import LINKS, Entry, read_log

SELFTEST = "records/selftest.json"


@dataclass(frozen=True)
class KeptSelftest:
    """The counts of the last self-test that was kept; `stale` when facts or sources have changed since."""

    date: date
    altered: int
    refused: int
    kinds: Mapping[str, tuple[int, int]]
    stale: bool


def kept_selftest(dossier: Dossier) -> KeptSelftest | None:
    """The self-test kept with the dossier; None where there is none, or none that can be read."""
    try:
        value = json.loads((dossier.corpus.root / SELFTEST).read_text(encoding="utf-8"))
        kinds = {str(kind): (int(row["altered"]), int(row["refused"])) for kind, row in value["kinds"].items()}
        return KeptSelftest(date.fromisoformat(value["date"]), int(value["altered"]), int(value["refused"]), kinds,
                            value["facts"] != digest(dossier))
    except (OSError, ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # A record is written by a command; one that is not as it writes it counts as none, and the page says so.
        return None


def kept_links(dossier: Dossier) -> Mapping[str, Entry]:
    """Address → what was learned of it when the web was last asked; empty where there is no log that can be read."""
    try:
        return read_log(dossier.corpus.root / LINKS)
    except (ValueError, OSError):
        # L903 tells the editor of it; a page shows of it what it shows without a log.
        return {}


def digest(dossier: Dossier) -> str:
    """A hash of the facts and the texts they rest on: by it a page tells whether a record is stale. Sheets of drafts
    alone do not count."""
    total = hashlib.sha256()
    drafts = {name for name, sheet in dossier.corpus.sheets.items() if all(fact.draft for fact in sheet.facts)}
    for path in sorted((dossier.corpus.root / "facts").glob("*.yaml")):
        if path.stem not in drafts:
            total.update(path.read_bytes())
    for source in dossier.sources.values():
        total.update(source.sha256.encode())
    return total.hexdigest()
