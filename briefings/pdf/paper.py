"""A briefing as the HTML that is set on paper, by the templates in theme/templates/print/."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from briefings.house import THEME
from briefings.pdf.briefs import Brief
from briefings.pdf.footnotes import brief_quote, one_line, quoted
from briefings.site.facts import FactView
from briefings.site.sources import NOT_STATED, Provenance

SHEET = THEME / "static" / "print" / "print.css"
LABEL = 90  # code points of a claim in the outline
HALF_PAGE = 1000  # code points of quotations that fill about half a page's height in their column


def html_of(brief: Brief, room: int = 0) -> str:
    """The whole document; all text escaped, undefined names errors. The higher `room`, the less a glance shows."""
    return environment().get_template(f"print/{brief.template}.html").render(brief=brief, room=room, **brief.values)


@cache
def environment() -> Environment:
    """The templates, read once in each process."""
    made = Environment(
        loader=FileSystemLoader(THEME / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
    )
    made.filters |= {"direction": direction, "label": label, "brief_quote": brief_quote, "quoted": quoted,
                     "one_line": one_line, "breakable": breakable,
                     "is_short": is_short, "is_long": is_long, "unstated": unstated}
    return made


def direction(text: str) -> str:
    """`rtl` where the first letter with a direction runs from right to left, else `ltr` (as HTML's `dir=auto`)."""
    strong = (kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL"))
    return "rtl" if next(strong, "L") != "L" else "ltr"


def label(text: str, most: int = LABEL) -> str:
    """A text of at most `most` code points, cut at a word, as for the outline of a viewer."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def is_short(fact: FactView) -> bool:
    """Whether a fact with its quotations takes less than half a page, so that no page break may part it."""
    return max(len(fact.claim), sum(len(each.quote) + 150 for each in fact.evidence)) < HALF_PAGE


def is_long(fact: FactView) -> bool:
    """Whether a quotation would fill most of a page in its column: then it stands below our words, and wider."""
    return any(len(each.quote) > 2 * HALF_PAGE for each in fact.evidence)


def unstated(rows: Iterable[Provenance]) -> list[Provenance]:
    """Of what is told of a source, what its copy does not say, and of which nothing else is known."""
    return [row for row in rows if row.known == "unknown" and row.value == NOT_STATED and not row.why]


def breakable(text: str) -> str:
    """An address that may break after each of its signs, as zero-width spaces say."""
    return "".join(letter + "\u200b" if letter in "/.-_?&=#:" else letter for letter in text)
