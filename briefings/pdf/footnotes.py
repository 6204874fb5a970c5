"""A topic's prose for paper: each citation calls a footnote with the quotation, the first time a fact is cited."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefings.dossier import Dossier
from briefings.site.facts import FactView
from briefings.site.markup import for_print

LONGEST = 420  # code points of a quotation in a footnote; beyond it the quotation stands with its fact only


@dataclass(frozen=True)
class Footnotes:
    """The prose of a topic, and the facts that it may cite."""

    dossier: Dossier
    views: Mapping[str, FactView]
    topic: str

    def prose(self, top: int, first: Callable[[FactView], str], again: Callable[[FactView], str]) -> Markup:
        """The prose with headings from `h{top}`. `first` writes the citation of a fact, `again` every later one."""
        seen: set[str] = set()

        def cite(names: Sequence[str]) -> str:
            return "\u00a0".join((again if _known(fact.id, seen) else first)(fact) for fact in self.facts(names))

        return for_print(self.dossier.corpus.topics[self.topic].body, cite, top)

    def facts(self, names: Sequence[str]) -> Iterator[FactView]:
        """The facts behind cited ids, former ones followed."""
        for name in names:
            if fact := self.views.get(self.dossier.addresses.get(name, "")):
                yield fact


def _known(name: str, seen: set[str]) -> bool:
    """Whether a name was met before; from now on it was."""
    before = name in seen
    seen.add(name)
    return before


def brief_quote(text: str) -> str:
    """A quotation as long as a footnote has room for, cut at a word; what is left out is marked."""
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return (head[: head.rfind(" ")] if " " in head else head).rstrip() + " […]"
