"""A topic's prose for paper: each citation calls a footnote with the quotation, the first time a fact is cited."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefings.dossier import Dossier
from briefings.site.facts import FactView
from briefings.site.markup import for_print, headings

DOUBLE_MARKS = '"“”„«»'
First = Callable[[Sequence[FactView], FactView | None], str]
_BREAKS = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")
QUOTATION_MARKS = DOUBLE_MARKS + "'‘’‚"
LONGEST = 420  # code points of a quotation in a footnote; beyond it the quotation stands with its fact only
NEAR = 6  # notes, about half of those on a page: so far back a quotation is referred to, and not repeated


@dataclass(frozen=True)
class Footnotes:
    """The prose of a topic, and the facts that it may cite."""

    dossier: Dossier
    views: Mapping[str, FactView]
    topic: str

    @property
    def place(self) -> str:
        """What the ids of the headings begin with."""
        return f"account-{self.topic}"

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """The id and the words of each heading of the prose, for the contents."""
        return tuple((f"{self.place}-{number}", words) for number, words in headings(self.body))

    @property
    def body(self) -> str:
        """The prose as Markdown."""
        return str(self.dossier.corpus.topics[self.topic].body)

    def prose(self, top: int, first: First, again: Callable[[FactView], str]) -> Markup:
        """The prose with headings from `h{top}`. `first` writes the note of facts that one quotation bears out, where
        they are first cited, with the fact at which a note just before has the same words; `again` every later
        citation of a fact."""
        seen: set[str] = set()
        noted: list[tuple[object, FactView]] = []

        def note(facts: Sequence[FactView]) -> str:
            words = first_words(facts[0])
            earlier = next((fact for before, fact in noted[-NEAR:] if before == words), None)
            noted.append((words, earlier or facts[0]))
            return first(facts, earlier)

        def cite(names: Sequence[str]) -> str:
            fresh: list[FactView] = []
            known: list[FactView] = []
            for fact in self.facts(names):
                (known if _known(fact.id, seen) else fresh).append(fact)
            return "\u00a0".join([*map(note, by_quotation(fresh)), *map(again, known)])

        return for_print(self.body, cite, top, self.place)

    def facts(self, names: Sequence[str]) -> Iterator[FactView]:
        """The facts behind cited ids, former ones followed."""
        for name in names:
            if fact := self.views.get(self.dossier.addresses.get(name, "")):
                yield fact


def by_quotation(facts: Sequence[FactView]) -> tuple[tuple[FactView, ...], ...]:
    """Facts in groups of one first quotation, so that no note repeats the words of the one before."""
    groups: dict[object, list[FactView]] = {}
    for fact in facts:
        groups.setdefault(first_words(fact), []).append(fact)
    return tuple(map(tuple, groups.values()))


def first_words(fact: FactView) -> object:
    """The first quotation of a fact with its source; the fact's id where it has none."""
    first = fact.evidence[0] if fact.evidence else None
    return (first.source, first.quote) if first else fact.id


def _known(name: str, seen: set[str]) -> bool:
    """Whether a name was met before; from now on it was."""
    before = name in seen
    seen.add(name)
    return before


def quoted(text: str) -> str:
    """A text between quotation marks: single ones where it has double ones of its own, which stay as they are.

    A thin space (U+2009) parts two marks that would touch.
    """
    if not any(mark in text for mark in DOUBLE_MARKS):
        return f"“{text}”"
    before, after = ("\u2009" if edge in QUOTATION_MARKS else "" for edge in (text[0], text[-1]))
    return f"‘{before}{text}{after}’"


def one_line(text: str) -> str:
    """A text whose line breaks are spaces: a source may break its lines where ours do not end."""
    return _BREAKS.sub(" ", text)


def brief_quote(text: str) -> str:
    """A quotation as long as a footnote has room for, cut at a word; what is left out is marked."""
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    return (head[: head.rfind(" ")] if " " in head else head).rstrip() + " […]"
