"""What a page is: where it is written, what renders it, what it shows. What every page shows of the dossier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from briefings.site.facts import FactView, Link
from briefings.site.links import relative
from briefings.site.preview import Preview
from briefings.site.wording import Day


@dataclass(frozen=True)
class Page:
    """One page: where it is written, what renders it, and the values of its own.

    `citation` is how it is cited in full, `short` inside a text, `data` the stem of its references (`.bib`, `.ris`,
    `.csl.json`), `table` the CSV of its facts, `whole` their JSON with all evidence, `shown` the ids of the facts that
    stand on it, `linked` what programs read in it, `preview` the picture that goes with a link to it.
    """

    path: str
    template: str
    title: str
    section: str = ""
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    citation: str = ""
    short: str = ""
    data: str = "data/sources"
    table: str | None = "data/facts.csv"
    whole: str = "data/facts.json"
    pdf: str | None = None
    indexed: bool = True
    shown: frozenset[str] = frozenset()
    linked: tuple[Markup, ...] = ()
    preview: Preview | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def to(self, there: str) -> str:
        """An address from the site's root, as this page writes it."""
        return relative(self.path, there)

    def address(self, fact: FactView) -> str:
        """Where a citation of a fact leads from here: to its place on this page if it is shown, else to its own page."""
        return f"{self.path}#{fact.anchor}" if fact.id in self.shown else fact.path


@dataclass(frozen=True)
class Site:
    """What every page shows of the dossier."""

    title: str
    subtitle: str | None
    language: str
    as_of: Day
    nav: tuple[Link, ...]
    foot: tuple[Link, ...]
    editors: tuple[str, ...]
    licence: str | None
    address: str | None
    report: str | None
    facts: int
    sources: int
    edition: str | None


def home(*more: Link) -> tuple[Link, ...]:
    """The way back to the front page."""
    return (Link("Overview", "index.html"), *more)
