"""Which addresses of the web a site and its sources name, and where each stands."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefings.linklog import ArchivedCopy
from briefings.load import Corpus
from briefings.problems import Place
from briefings.records import SourceRecord
from briefings.values import NOWHERE, Date
from briefings.verify.addresses import clean
from briefings.verify.documents import Link, Use
from briefings.verify.places import places
from briefings.verify.site import Site, decode, is_page, read


@dataclass(frozen=True)
class Outgoing:
    """An address of the web, without its fragment, and everything in the dossier that leads there.

    `pages` are the built files that link to it, each with its first such link; `source` is the source whose page it
    is, at `place` in its source.yaml.
    """

    address: str
    fragments: tuple[str, ...] = ()
    pages: tuple[tuple[str, Link], ...] = ()
    source: str = ""
    place: Place = NOWHERE
    archived: ArchivedCopy | None = None
    near: date | None = None


def outgoing(site: Site, corpus: Corpus | None) -> list[Outgoing]:
    """Every address of the web that the site or, where there is one, its dossier names, in order."""
    pages: defaultdict[str, dict[str, Link]] = defaultdict(dict)
    fragments: defaultdict[str, set[str]] = defaultdict(set)
    for path, link in _links(site):
        address = clean(link.value).partition("#")[0]
        pages[address].setdefault(path, link)
        fragments[address].update(filter(None, (link.address.fragment,)))
    sources = dict(_sources(corpus)) if corpus else {}
    return [
        Outgoing(address, tuple(sorted(fragments[address])), tuple(pages[address].items()), *sources.get(address, ()))
        for address in sorted({*pages, *sources})
    ]


def read_outgoing(folder: Path, corpus: Corpus | None) -> list[Outgoing]:
    """`outgoing` of the site in a folder. Raises OSError where it cannot be read."""
    return outgoing(read(folder), corpus)


def placed(each: Outgoing, folder: Path, shown: str) -> Place:
    """Where an editor mends it: in the source's file, or else in the first built page that links there."""
    if each.source or not each.pages:
        return each.place
    path, link = each.pages[0]
    line, column = link.at or (_in_page(folder / path, link) if is_page(path) else (1, 1))
    return Place(f"{shown}/{path}", line, column, line, column)


def _in_page(path: Path, link: Link) -> tuple[int, int]:
    found = places(decode(path.read_bytes())[0]).get((link.element, link.attribute, link.written))
    return found[0] if found else (1, 1)


def _links(site: Site) -> Iterator[tuple[str, Link]]:
    """Every link out of the site that a reader may follow, or that names a page of somebody else; pages first, then data."""
    for path, document in sorted(site.documents.items(), key=lambda each: (not is_page(each[0]), each[0])):
        for link in document.links:
            out = link.address.scheme in ("http", "https") and link.address.host and link.use is not Use.LOAD
            own = site.public and clean(link.value).startswith(site.public)
            if out and not own and link.element != "meta":
                yield path, link


_Known = tuple[str, Place, ArchivedCopy | None, date | None]


def _sources(corpus: Corpus) -> Iterator[tuple[str, _Known]]:
    """Address → the source whose page it is, where that is written, its archived copy, the day it was read."""
    for name, record in corpus.sources.items():
        if record.url:
            yield str(record.url).partition("#")[0], (name, record.url.place, _copy(record), _read_on(record))


def _copy(record: SourceRecord) -> ArchivedCopy | None:
    day = _day(record.archive.date) if record.archive else None
    return ArchivedCopy(str(record.archive.url), day) if record.archive and day else None


def _read_on(record: SourceRecord) -> date | None:
    return _day(record.accessed) or _day(record.issued)


def _day(written: Date | None) -> date | None:
    """A date that is one whole day."""
    when = written.when if written else None
    return when.earliest if when and when.earliest == when.latest else None


