"""PDF files: the links of their pages and outline, and whatever in them would run."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import pikepdf

from briefings.verify.documents import Document, Fault, Link, Use, unreadable

_ACTIVE = ("/OpenAction", "/AA", "/JavaScript")
# What a malformed object makes of reading it: each is a file that cannot be read, none is our own mistake.
_BROKEN = (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, ValueError, RuntimeError, NotImplementedError)
_MOST_OBJECTS = 1_000_000


def read(path: str, data: bytes) -> Document:
    """The links of a PDF: a place in it is written `#name`, at the page and the number of the link on it (from 1).

    A destination given as a place on a page has no name, and is a link only where that page is missing.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            base = str(pdf.Root.get("/URI", pikepdf.Dictionary()).get("/Base", ""))
            links = tuple(dict.fromkeys(
                link._replace(value=urljoin(base, link.value)) for link in (*_page_links(pdf), *_outline_links(pdf))))
            faults = (*_active(pdf.Root), *_active(pdf.Root.get("/Names", pikepdf.Dictionary())))
            # Named places, and pages as browsers take them in an address (`#page=3`).
            names = (*_names(pdf), *(f"page={number}" for number in range(1, len(pdf.pages) + 1)))
            return Document(path, links, names=names, faults=faults)
    except _BROKEN as error:
        # The library begins with where in memory the file lies, which is another place in every run.
        return unreadable(path, f"it is no PDF that can be read ({str(error).rpartition('>: ')[2]})")


def _names(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    yield from map(str, pikepdf.NameTree(tree)) if tree is not None else ()
    # Before PDF 1.2 places had their names in a dictionary of their own.
    yield from (name.lstrip("/") for name, _ in pdf.Root.get("/Dests", pikepdf.Dictionary()).items())


def _page_links(pdf: pikepdf.Pdf) -> Iterator[Link]:
    pages = {page.objgen for page in pdf.pages}
    for number, page in enumerate(pdf.pages, 1):
        for nth, note in enumerate(page.get("/Annots", ()), 1):
            value = _target(note, pages)
            if value is not None:
                yield Link("Link", "", value, Use.FOLLOW, value, (number, nth))


def _outline_links(pdf: pikepdf.Pdf) -> Iterator[Link]:
    pages = {page.objgen for page in pdf.pages}
    waiting, seen = [pdf.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")], set[Any]()
    while waiting and len(seen) < _MOST_OBJECTS:
        item = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        waiting += [item.get("/Next"), item.get("/First")]
        value = _target(item, pages)
        if value is not None:
            yield Link("Outlines", "", value, Use.FOLLOW, value, (1, len(seen)))


def _target(holder: Any, pages: set[Any]) -> str | None:
    """Where an annotation or an entry of the outline leads; None for a place on a page that is there."""
    action = holder.get("/A", pikepdf.Dictionary())
    if "/URI" in action:
        return str(action.URI)
    if "/F" in action:
        return _file(action)
    place = holder.get("/Dest", action.get("/D"))
    if place is None:
        # An action without a place: GoTo and the viewer's own (next page, print) run nothing.
        kind = str(action.get("/S", "")).lstrip("/").lower()
        return f"{kind}:" if kind not in ("", "goto", "named", "gotor", "gotoe") else None
    if isinstance(place, pikepdf.Array):
        return None if len(place) and getattr(place[0], "objgen", None) in pages else "#no such page"
    return f"#{str(place).lstrip('/')}"


def _file(action: Any) -> str:
    """Another file, as an address: a PDF to go to (GoToR), or anything to be opened (Launch), which runs it."""
    file = action.F
    name = str(file.get("/UF", file.get("/F", "")) if isinstance(file, pikepdf.Dictionary) else file)
    if str(action.get("/S")) != "/GoToR":
        return f"{str(action.get('/S')).lstrip('/').lower()}:{name}"
    place = action.get("/D")
    return name + (f"#{str(place).lstrip('/')}" if place is not None and not isinstance(place, pikepdf.Array) else "")


def _active(holder: Any) -> Iterator[Fault]:
    """Programs that a PDF runs by itself. A place on a page at which it opens is none."""
    for name in _ACTIVE:
        if name in holder and not (name == "/OpenAction" and _is_place(holder[name])):
            yield Fault("L904", f"<PDF> runs a program of its own in {name.lstrip('/')}")


def _is_place(action: Any) -> bool:
    return isinstance(action, pikepdf.Array) or action.get("/S") == "/GoTo"
