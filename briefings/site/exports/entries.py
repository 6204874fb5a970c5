"""Each fact and each source as the files of data/ list it: made once, however many of them do."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from briefings.cache import Cache, digest
from briefings.dossier import Source
from briefings.site.catalogue import Catalogue
from briefings.site.exports.csl import Item, csl_item
from briefings.site.exports.documents import fact_item
from briefings.site.exports.rows import fact_row


@dataclass(frozen=True)
class Reference:
    """A source in the three forms that reference managers read."""

    csl: Item
    bib: str
    ris: str


class Entries:
    """The entries of one dossier, by the ids of facts and sources; references that the `cache` knows are not made again."""

    def __init__(self, catalogue: Catalogue, cache: Cache) -> None:
        self.catalogue = catalogue
        self.cache = cache

    @cached_property
    def facts(self) -> dict[str, dict[str, Any]]:
        """Fact id → the fact in values of JSON."""
        return {name: fact_item(self.catalogue, fact) for name, fact in self.catalogue.dossier.facts.items()}

    @cached_property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """Fact id → its row."""
        return {name: fact_row(self.catalogue, fact) for name, fact in self.catalogue.dossier.facts.items()}

    @cached_property
    def references(self) -> dict[str, Reference]:
        """Source id → its references, in the order of ids."""
        return {name: reference(source, self.cache) for name, source in sorted(self.catalogue.dossier.sources.items())}


def reference(source: Source, cache: Cache) -> Reference:
    """One source."""
    item = csl_item(source)
    bib, ris = cache.recall("forms", digest(item), partial(forms, item))
    return Reference(item, bib, ris)


def forms(item: Item) -> tuple[str, str]:
    """BibTeX and RIS. What writes them takes its time to import, and most builds know them all."""
    from briefings.site.exports.bibliography import bibtex, ris

    return bibtex([item]), ris([item])
