"""Each fact and each source as the files of data/ list it: made once, however many of them do."""

from dataclasses import dataclass
from functools import cached_property

from briefings.dossier import Source
from briefings.site.catalogue import Catalogue
from briefings.site.exports.documents import fact_item
from briefings.site.exports.references import Item, bibtex, csl_item, ris
from briefings.site.exports.rows import fact_row
from briefings.site.exports.written import Written, written

DEPTH = 2
"""How deep a fact or source lies in a document: in a list, in the map of all."""


@dataclass(frozen=True)
class Reference:
    """A source in the three forms that reference managers read; `csl` is its item as it lies in a document of facts."""

    item: Item
    csl: Written
    bib: str
    ris: str


class Entries:
    """The entries of one dossier, by the ids of facts and sources."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @cached_property
    def facts(self) -> dict[str, Written]:
        """Fact id → the fact in JSON, as it lies in a document."""
        facts = self.catalogue.dossier.facts
        return {name: Written(written(fact_item(self.catalogue, fact), DEPTH)) for name, fact in facts.items()}

    @cached_property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """Fact id → its row."""
        return {name: fact_row(self.catalogue, fact) for name, fact in self.catalogue.dossier.facts.items()}

    @cached_property
    def references(self) -> dict[str, Reference]:
        """Source id → its references, in the order of ids."""
        return {name: reference(source) for name, source in sorted(self.catalogue.dossier.sources.items())}


def reference(source: Source) -> Reference:
    """One source."""
    item = csl_item(source)
    return Reference(item, Written(written(item, DEPTH)), bibtex([item]), ris([item]))
