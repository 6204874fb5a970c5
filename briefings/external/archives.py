"""Archived copies of pages that have died: the Wayback Machine is asked, and its answer made an `archive` entry."""

import json
import re
from datetime import date
from urllib.parse import quote

from briefings.external.manners import Asker
from briefings.linklog import ArchivedCopy

WAYBACK = "https://archive.org/wayback/available"
_COPY = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d{6}[a-z_]*/")


async def archived_copy(asker: Asker, address: str, near: date | None = None) -> ArchivedCopy | None:
    """The public copy of a page nearest to a day (the newest, where none is given); None where none is known."""
    stamp = f"&timestamp={near:%Y%m%d}" if near else ""
    fetched = await asker.consult(f"{WAYBACK}?url={quote(address, safe='')}{stamp}")
    return read(fetched.answer.body) if fetched.ok and not fetched.answer.broken else None


def read(body: bytes) -> ArchivedCopy | None:
    """The copy that an answer of the archive names, if it is whole and says from which day."""
    try:
        closest = json.loads(body)["archived_snapshots"]["closest"]
        address, is_page = str(closest["url"]), str(closest.get("status", "200")).startswith("2")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    found = _COPY.match(address)
    if not found or not is_page:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return ArchivedCopy(address.replace("http://", "https://", 1), day)
