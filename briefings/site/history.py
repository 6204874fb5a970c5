"""What pages tell of editions: each with its changes, newest first, and what has changed since the last."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from briefings.editions.edition import Edition
from briefings.published import Withdrawn
from briefings.site.catalogue import Catalogue
from briefings.site.changes import Change, Difference, Kind, changes, quoted
from briefings.site.facts import Link
from briefings.site.freeze import freeze
from briefings.site.links import fact_path, topic_path
from briefings.site.wording import Day, count, day, joined
from briefings.text.difference import Run, difference
from briefings.values import Id

CHANGES = "changes.html"
HEADINGS = {
    Kind.CORRECTED: "Corrected", Kind.WITHDRAWN: "Withdrawn", Kind.REVISED: "Revised", Kind.DISPUTED: "Newly disputed",
    Kind.CORROBORATED: "Newly corroborated", Kind.ADDED: "Added", Kind.SOURCE: "Sources", Kind.ACCOUNT: "Accounts",
}
OF_FACTS = frozenset(HEADINGS) - {Kind.SOURCE, Kind.ACCOUNT}
BADGES = HEADINGS | {Kind.ADDED: "New"}


@dataclass(frozen=True)
class DifferenceView:
    """One field: its old words and its new ones in runs; empty where there was or is none."""

    label: str
    old: tuple[Run, ...]
    new: tuple[Run, ...]


@dataclass(frozen=True)
class ChangeView:
    """One thing that changed. `number` is that of a fact, empty otherwise; `id` the one it had in that edition. `anchor`
    is its fragment on the page of changes, for the first change of each fact in an edition.
    """

    kind: Kind
    id: str
    number: str
    text: str
    path: str | None
    differences: tuple[DifferenceView, ...]
    topics: tuple[str, ...] = ()
    anchor: str | None = None


@dataclass(frozen=True)
class EditionView:
    """An edition and what changed in it; `number` is None for what is not yet published."""

    number: int | None
    title: str
    anchor: str
    date: Day | None
    words: str
    changes: tuple[ChangeView, ...]
    first: bool

    @property
    def path(self) -> str:
        """Where it stands on the page of changes."""
        return f"{CHANGES}#{self.anchor}"

    @property
    def groups(self) -> tuple[tuple[str, tuple[ChangeView, ...]], ...]:
        """The changes under their headings."""
        return tuple((HEADINGS[kind], tuple(group)) for kind, group in groupby(self.changes, key=lambda each: each.kind))

    @cached_property
    def facts(self) -> dict[str, list[ChangeView]]:
        """A fact's number → its changes."""
        found: dict[str, list[ChangeView]] = {}
        for each in self.changes:
            if each.kind in OF_FACTS:
                found.setdefault(each.number, []).append(each)
        return found


@dataclass(frozen=True)
class WithdrawnView:
    """A fact that stands no more, for its page: its last words, why it went, and in which editions it stood."""

    number: str
    path: str
    claim: str
    reason: str
    stood: str
    quotes: tuple[tuple[str, Link], ...]
    history: tuple[tuple[EditionView, tuple[ChangeView, ...]], ...]
    formerly: tuple[Link, ...]


class History:
    """The editions of one dossier, compared one with the next when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.past = catalogue.dossier.corpus.editions

    @cached_property
    def now(self) -> Edition:
        """The edition that would be published."""
        return freeze(self.catalogue)

    @cached_property
    def published(self) -> tuple[EditionView, ...]:
        """The published editions, newest first."""
        pairs = zip((None, *self.past), self.past, strict=False)
        return tuple(self.view(before, edition, f"Edition {edition.edition}", edition.edition) for before, edition in pairs)[::-1]

    @cached_property
    def pending(self) -> EditionView:
        """What has changed since the last edition; before the first, every fact is new."""
        return self.view(self.past[-1] if self.past else None, self.now, "Not yet published", None)

    @property
    def all(self) -> Iterator[EditionView]:
        """What is not yet published, where something changed, then the editions."""
        if self.past and self.pending.changes:
            yield self.pending
        yield from self.published

    @cached_property
    def words(self) -> str | None:
        """The edition that this site shows: `Edition 2, 22 Nov 2026`; None where none was published."""
        if not self.past:
            return None
        last = self.past[-1]
        later = " with later changes" if self.pending.changes else ""
        return f"Edition {last.edition}{later}, {day(last.date).words}"

    def view(self, before: Edition | None, edition: Edition, title: str, number: int | None) -> EditionView:
        """One edition beside the one before it."""
        anchor = f"edition-{number}" if number else "unpublished"
        found = [self.change(each, edition, before) for each in changes(self.catalogue, before, edition)]
        first = {each.number: at for at, each in reversed(list(enumerate(found))) if each.number}
        shown = tuple(replace(each, anchor=f"{anchor}-{each.number.lower()}") if first.get(each.number) == at else each
                      for at, each in enumerate(found))
        return EditionView(number, title, anchor, day(edition.date) if number else None,
                           summary(shown, edition, before is None), shown, before is None)

    def change(self, each: Change, edition: Edition, before: Edition | None) -> ChangeView:
        """A change in words; what changed inside a wording is marked."""
        views = tuple(DifferenceView(label(one), *marked(one)) for one in each.differences)
        if each.fact:
            path = self.address(each.id)
            return ChangeView(each.kind, each.id, str(each.fact.number), str(each.fact.claim), path, views,
                              tuple(map(str, each.fact.topics)))
        if each.kind is Kind.SOURCE:
            words, path = self.source_words(each.id, edition, before), self.source(each.id).path
            return ChangeView(each.kind, each.id, "", words, path or None, views)
        return ChangeView(each.kind, each.id, "", *self.account(each.id), views)

    def address(self, name: str) -> str | None:
        """The page of a fact by an id that it ever had: that of the fact as it stands, or as it was withdrawn."""
        return fact_path(name) if name in self.catalogue.dossier.addresses or name in self.gone else None

    @cached_property
    def gone(self) -> frozenset[str]:
        """Every id of withdrawn facts."""
        return frozenset(name for each in self.catalogue.dossier.withdrawn.values() for name in (each.id, *each.formerly))

    def source(self, name: str) -> Link:
        """A source by its name now, or as it was last published."""
        if link := self.catalogue.sources.get(name):
            return Link(link.name, link.path, link.title)
        old = next(edition.sources[Id(name)] for edition in reversed(self.past) if Id(name) in edition.sources)
        return Link(str(old.name), "", str(old.title))

    def source_words(self, name: str, edition: Edition, before: Edition | None) -> str:
        """What happened to a source as a whole."""
        new, old = edition.sources.get(Id(name)), before.sources.get(Id(name)) if before else None
        what = "added" if old is None else "removed" if new is None else (
            "text replaced" if new.sha256 != old.sha256 else "described anew")
        return f"{self.source(name).text}: {self.source(name).title} ({what})"

    def account(self, name: str) -> tuple[str, str | None]:
        """Which page was written anew, and its address."""
        corpus = self.catalogue.dossier.corpus
        if name in ("index", "dossier"):
            return {"index": "The front page was written anew", "dossier": str(corpus.dossier.title)}[name], "index.html"
        page = corpus.topics.get(name)
        return (f"The account of {page.front.title} was written anew", topic_path(name)) if page else (
            f"The topic {name} was removed", None)

    @cached_property
    def told(self) -> tuple[EditionView, ...]:
        """What is news: what is not yet published, and the last edition where it is not the first."""
        return tuple(each for each in list(self.all)[:2] if not each.first and (each is self.pending or each is self.published[0]))

    def news(self, number: str) -> Link | None:
        """The badge of a fact that changed lately, which leads to what changed."""
        for edition in self.told:
            if found := edition.facts.get(number):
                return Link(f"{BADGES[found[0].kind]} {self.when(edition)}", f"{CHANGES}#{edition.anchor}-{number.lower()}")
        return None

    def when(self, edition: EditionView) -> str:
        """`in edition 2`, `since edition 2`."""
        return f"in edition {edition.number}" if edition.number else f"since edition {self.past[-1].edition}"

    def lately(self, topic: str) -> tuple[Link, ...]:
        """How many of a topic's facts changed, for the head of its page: `3 facts changed since edition 2`."""
        counted = ((edition, sum(topic in found[0].topics for found in edition.facts.values())) for edition in self.told)
        return tuple(Link(f"{count(number, 'fact')} changed {self.when(edition)}", edition.path)
                     for edition, number in counted if number)

    def of(self, number: str) -> tuple[tuple[EditionView, tuple[ChangeView, ...]], ...]:
        """All that ever happened to a fact, newest first."""
        return tuple((edition, tuple(edition.facts[number])) for edition in self.all if number in edition.facts)

    def withdrawn(self, each: Withdrawn) -> WithdrawnView:
        """The page of a fact that stands no more."""
        stood = [str(edition.edition) for edition in self.past if each.number in set(edition.numbers.values())]
        words = f"{'edition' if len(stood) == 1 else 'editions'} {joined(stood)}"
        return WithdrawnView(
            each.number, fact_path(each.id), str(each.fact.claim), each.reason, f"It stood in {words}.",
            tuple((quoted(one), self.source(str(one.source))) for one in each.fact.evidence), self.of(each.number),
            tuple(Link(name, fact_path(name)) for name in each.formerly))


def summary(shown: tuple[ChangeView, ...], edition: Edition, first: bool) -> str:
    """`2 facts revised, 1 added`; of the first edition, what it holds."""
    if first:
        return f"{count(len(edition.facts), 'fact')} from {count(len(edition.sources), 'source')}"
    tallies = [(kind, len(list(group))) for kind, group in groupby(shown, key=lambda each: each.kind)]
    parts = [f"{number} {HEADINGS[kind].lower()}" if kind in OF_FACTS else count(number, kind.value) + " changed"
             for kind, number in tallies]
    return ", ".join(parts) or "nothing changed"


def label(each: Difference) -> str:
    """`Claim`, `Quotation from EFE`, `Figure: Gas price`."""
    if not each.about:
        return each.field
    return f"{each.field} from {each.about}" if each.field.startswith("Quotation") else f"{each.field}: {each.about}"


def marked(each: Difference) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Old and new words; where both stand, the words that differ are marked."""
    if each.old is not None and each.new is not None:
        return difference(each.old, each.new)
    return tuple((Run(text, False),) if text is not None else () for text in (each.old, each.new))  # type: ignore[return-value]
