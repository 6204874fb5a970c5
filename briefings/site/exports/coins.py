"""A source as COinS (OpenURL ContextObject in a span, ANSI/NISO Z39.88-2004), by which Zotero saves it from a page."""

from collections.abc import Iterator
from urllib.parse import urlencode

from briefings.site.exports.csl import Item, iso, parts

GENRES = {"article-newspaper": "article", "article-magazine": "article", "article-journal": "article"}


def coins(item: Item) -> str:
    """The `title` of a `<span class="Z3988">`: the CSL item as key-encoded values."""
    return urlencode(list(pairs(item)))


def pairs(item: Item) -> Iterator[tuple[str, str]]:
    """Key and value of each part; what is not known is left out."""
    genre = GENRES.get(item["type"])
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'journal' if genre else 'dc'}"
    if genre:
        yield "rft.genre", genre
        yield "rft.atitle", item["title"]
        yield from ((("rft.jtitle", item["container-title"]),) if "container-title" in item else ())
    else:
        yield "rft.type", item["type"]
        yield "rft.title", item["title"]
        yield from (("rft.source", item[key]) for key in ("container-title",) if key in item)
        yield from (("rft.publisher", item[key]) for key in ("publisher",) if key in item)
    for name in item.get("author", ()):
        yield "rft.au" if genre else "rft.creator", " ".join(name[key] for key in ("given", "family", "literal") if key in name)
    if issued := parts(item.get("issued")):
        yield "rft.date", iso(issued)
    for key, names in {"URL": ("rft_id", "rft.identifier"), "language": ("rft.language", "rft.language")}.items():
        if key in item:
            yield names[0 if genre else 1], item[key]
