"""PDF files: the links of their pages and outline, and whatever in them would run."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from briefings.verify.documents import Document, Link, Use

_ACTIVE = ("/OpenAction", "/AA", "/JavaScript")


def read(path: str, data: bytes) -> Document:
    """The links of a PDF: a place in it is written `#name`, at the page and the number of the link on it (from 1).

    A destination given as a place on a page has no name, and is a link only where that page is missing.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            links = (*_page_links(pdf), *_outline_links(pdf))
            active = (*_active(pdf.Root), *_active(pdf.Root.get("/Names", {})))
            # Named places, and pages as browsers take them in an address (`#page=3`).
            names = (*_names(pdf), *(f"page={number}" for number in range(1, len(pdf.pages) + 1)))
            return Document(path, links, names=names, active=active)
    except pikepdf.PdfError as error:
        return Document(path, unreadable=f"it is no PDF that can be read ({error})")


def _names(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    return map(str, pikepdf.NameTree(tree)) if tree is not None else iter(())


def _page_links(pdf: pikepdf.Pdf) -> Iterator[Link]:
    pages = {page.objgen for page in pdf.pages}
    for number, page in enumerate(pdf.pages, 1):
        for nth, note in enumerate(page.get("/Annots", ()), 1):
            value = _target(note, pages)
            if value is not None:
                yield Link("Link", "", value, Use.FOLLOW, value, (number, nth))


def _outline_links(pdf: pikepdf.Pdf) -> Iterator[Link]:
    pages = {page.objgen for page in pdf.pages}
    waiting, seen = [pdf.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")], set()
    while waiting:
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
    action = holder.get("/A", {})
    if "/URI" in action:
        return str(action.URI)
    place = holder.get("/Dest", action.get("/D"))
    if place is None:
        return f"{str(action.S).lstrip('/').lower()}:" if "/S" in action else None
    if isinstance(place, pikepdf.Array):
        return None if place[0].objgen in pages else "#no such page"
    return f"#{str(place).lstrip('/')}"


def _active(holder: Any) -> Iterator[tuple[str, str, str]]:
    return (("PDF", name.lstrip("/"), "") for name in _ACTIVE if name in holder)
