"""Where each link leads: a file of the site, somewhere else, or nowhere and why."""

import posixpath
import unicodedata
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import unquote

from briefings.verify import contacts
from briefings.verify.addresses import Address, clean, fault, parse, resolve
from briefings.verify.documents import Document, Link, Use
from briefings.verify.site import FRONT, NOT_FOUND, Site, folded
from briefings.verify.vocabulary import ACTIVE, OUTGOING

# What may follow `#` in the address of a PDF (RFC 8118) and of a picture, besides the name of a place.
_PDF_VIEWS = frozenset(("zoom", "view", "viewrect", "toolbar", "statusbar", "navpanes", "scrollbar", "messages",
                        "pagemode", "search", "highlight", "comment", "collab", "fdf", "ef", "structelem"))
_PICTURE_VIEWS = ("svgView(", "xywh=", "t=")


class Way(NamedTuple):
    """The file of the site that a link leads to, "" for anywhere else; `message` says why it leads nowhere."""

    target: str
    message: str = ""


class Ends(NamedTuple):
    """The files that a reader of a document can come to, sorted, and its links that lead nowhere, each with why."""

    targets: tuple[str, ...]
    dead: tuple[tuple[Link, str], ...]


ELSEWHERE = Way("")


class Ways:
    """The way of every link, found out once for each folder that it is written in: the same menu stands on many pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._known: defaultdict[tuple[str, bool], dict[Link, Way]] = defaultdict(dict)
        self._good: dict[str, Way] = {}
        self._found: dict[str, Ends] = {}

    def of(self, document: Document) -> Ends:
        """What the links of a document lead to, and those that lead nowhere."""
        if found := self._found.get(document.path):
            return found
        folder, is_anywhere = posixpath.dirname(document.home), document.path == NOT_FOUND
        here = self._known[folder, is_anywhere]
        # What begins one folder up means the same in all folders side by side.
        above = self._known[posixpath.join(posixpath.dirname(folder), "*") if folder else "..", is_anywhere]
        dead, targets = [], set()
        for link in document.links:
            way = above.get(link) or here.get(link) or self._way(
                document, link, above if link.value.startswith("../") else here)
            if way.message:
                dead.append((link, way.message))
            if way.target:
                targets.add(way.target)
        self._found[document.path] = found = Ends(tuple(sorted(targets)), tuple(dead))
        return found

    def _way(self, document: Document, link: Link, known: dict[Link, Way]) -> Way:
        """A way for readers, not known yet: what is only named leads them nowhere. Of equal ones one is kept; one that
        counts from the page itself is that page's alone."""
        way = way_of(self.site, document, link)
        if link.use is Use.NAME:
            way = Way("", way.message)
        if not way.message:
            way = self._good.setdefault(way.target, way)
        if link.address.path or link.address.host:
            known[link] = way
        return way


def way_of(site: Site, document: Document, link: Link) -> Way:
    """Where one link leads."""
    shown, address = quoted(link.value), link.address
    if not address.plain:
        return Way("", f"{_holder(link)} is empty")
    if address.scheme or address.host:
        inside = _inside(site, address.plain)
        return _away(site, link, address) if inside is None else _own(site, document, link, parse(inside or FRONT))
    if link.element == "loc":
        return _no_page_of_ours(site, shown)
    if address.path.startswith("/"):
        return Way("", f"{shown} starts at the root of a server; the site must work from any folder")
    needs_none = document.path != NOT_FOUND or link.use is not Use.LOAD or not address.path
    if not needs_none:
        return Way("", f"{shown} is another file; {NOT_FOUND} is shown at any address, so it can need none")
    return _within(site, document.home, address, shown)


def _away(site: Site, link: Link, address: Address) -> Way:
    """An address that names a scheme or a host, and is none of the site's own."""
    shown = quoted(link.value)
    if not address.scheme:
        return Way("", f"{shown} has no https: before it, so it leads nowhere from a file")
    if link.element == "loc":
        return _no_page_of_ours(site, shown)
    if address.scheme == "data" and "," not in address.rest:
        return Way("", f"{shown} holds no data: a comma is missing")
    reason = fault(address) or contacts.fault(address.scheme, clean(address.rest))
    return Way("", f"{shown} {reason}") if reason else ELSEWHERE


def _no_page_of_ours(site: Site, shown: str) -> Way:
    own = quoted(site.public) if site.public else f"not known, since {FRONT} has no canonical link"
    return Way("", f"{shown} is not an address of this site; its own is {own}")


def _own(site: Site, document: Document, link: Link, address: Address) -> Way:
    """An address of the site itself, written in full: where that is right, it is looked up in the folder."""
    path = address.path + FRONT if address.path == "" or address.path.endswith("/") else address.path
    way = _within(site, FRONT, address._replace(path=path), quoted(link.value))
    is_in_page = document.path.endswith((".html", ".htm", ".xhtml")) and document.path != NOT_FOUND
    if is_in_page and link.use is not Use.NAME and not way.message:
        return Way(way.target, f"{quoted(link.value)} names this site's own server, so it leaves the folder; "
                               "write it relative to the page")
    return way


def _inside(site: Site, plain: str) -> str | None:
    """The part after the site's own public address, or None where the address is not one of the site's."""
    if not site.public:
        return None
    if plain.startswith(site.public):
        return plain.removeprefix(site.public)
    return "" if plain == site.public.rstrip("/") else None


def _within(site: Site, page: str, address: Address, shown: str) -> Way:
    """Where an address leads that counts from the file `page`."""
    try:
        target = resolve(page, address.path)
    except ValueError as error:
        return Way("", f"{shown} cannot be read: {error}")
    if target.partition("/")[0] == "..":
        return Way("", f"{shown} leads out of the site")
    if target.rstrip("/") in site.folders:
        return Way("", f"{shown} leads to a folder, which opens only on a server; name the file in it")
    if target not in site.files:
        return Way("", f"{shown} leads to no file" + _misspelt(site, target))
    if address.fragment and target in site.anchors and not _has_anchor(site, target, address.fragment):
        return Way(target, f"{shown} leads to no id in {target}" + _misspelt_id(site.anchors[target], address.fragment))
    return Way(target)


def _misspelt(site: Site, target: str) -> str:
    alike = site.by_folded_name.get(folded(target))
    if alike is None:
        return ""
    return f"; the file is called {alike}" + _in_another_form(alike, target)


def _misspelt_id(anchors: frozenset[str], fragment: str) -> str:
    wanted = unquote(fragment)
    alike = min((name for name in anchors if folded(name) == folded(wanted)), default=None)
    return f"; the id is {quoted(alike)}" + _in_another_form(alike, wanted) if alike else ""


def _in_another_form(one: str, other: str) -> str:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    return ", which looks the same but is written in other Unicode characters" if same else ""


def _has_anchor(site: Site, target: str, fragment: str) -> bool:
    anchors = site.anchors[target]
    if fragment in anchors or unquote(fragment) in anchors:
        return True
    if target.endswith(".pdf"):
        return all(_is_view(anchors, part) for part in unquote(fragment).split("&"))
    return fragment.lower() == "top" or (target.endswith(".svg") and fragment.startswith(_PICTURE_VIEWS))


def _is_view(anchors: frozenset[str], part: str) -> bool:
    """Whether a part of a PDF's fragment leads to a place that is there, or only says how it is shown."""
    key, _, value = part.partition("=")
    if key == "page":
        return f"page={value.lstrip('0')}" in anchors
    return value in anchors if key == "nameddest" else key in _PDF_VIEWS


def _holder(link: Link) -> str:
    name = f"<{link.element}>" if link.attribute else link.element
    return f"the address in {name} {link.attribute}".rstrip()


def is_active(link: Link) -> bool:
    """Whether an address has a scheme that its use forbids: what is only named may be any that runs nothing."""
    scheme = link.address.scheme
    if not scheme or clean(link.value).lower() == "about:blank":
        return False
    return scheme in ACTIVE if link.use is Use.NAME else scheme not in OUTGOING


def quoted(value: str) -> str:
    """A value in quotes, cut where it is long."""
    return f'"{value}"' if len(value) <= 100 else f'"{value[:99]}…"'
