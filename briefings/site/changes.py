"""What changed between two editions, by content: what readers see otherwise, fact by fact.

A fact is laid out as items, each a field, what it is of, and its words as a page shows them. Items that stand in both
editions, quotation marks, dashes and white space aside, did not change; what is left is paired by field. So order,
comments and typography are no changes, and a field that is shown anew one day is compared without a further line here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefings.editions.edition import Edition, FrozenFact, FrozenSource, Quotation
from briefings.site.catalogue import Catalogue
from briefings.site.freeze import folded
from briefings.site.wording import count, day, figure
from briefings.values import Id


class Kind(StrEnum):
    """What happened to a fact, or to a source (`source`), or to the prose (`account`)."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    REVISED = "revised"
    DISPUTED = "newly disputed"
    CORROBORATED = "newly corroborated"
    ADDED = "added"
    SOURCE = "source"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Difference:
    """One field in its old and new words; None where there was or is none. `about` says of what, where a fact has
    several: a source, a measure.
    """

    field: str
    about: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Change:
    """One thing that changed. `id` is that of a fact, a source or a page; `fact` is as it stands now, or last stood."""

    kind: Kind
    id: str
    fact: FrozenFact | None
    differences: tuple[Difference, ...] = ()


Item = tuple[str, str, str]
"""Field, what it is of, its words."""


def changes(catalogue: Catalogue, old: Edition | None, new: Edition) -> tuple[Change, ...]:
    """All that changed from one edition to the next, kind by kind, then by number; from nothing to the first, every
    fact is added.

    `catalogue` gives the labels of people, topics and measures for both, so that a new label alone is no change.
    """
    found = [*fact_changes(catalogue, old, new)]
    if old is not None:
        found += [*source_changes(old.sources, new.sources), *account_changes(old, new)]
    order = {kind: at for at, kind in enumerate(Kind)}
    return tuple(sorted(found, key=lambda each: (order[each.kind], *(each.fact.number.parts if each.fact else ("", 0)))))


def fact_changes(catalogue: Catalogue, old: Edition | None, new: Edition) -> Iterator[Change]:
    """Each fact of the new edition beside itself in the old one; then those that are gone."""
    earlier = old.facts if old else {}
    comparison = Comparison(catalogue, old, new) if old else None
    by_number = {str(fact.number): (str(name), fact) for name, fact in earlier.items()}
    for name, fact in new.facts.items():
        before = by_number.pop(str(fact.number), None)
        if before is None or comparison is None:
            yield Change(Kind.ADDED, str(name), fact)
        else:
            yield from comparison.of(str(name), before[1], fact)
    for gone, fact in by_number.values():
        yield Change(Kind.WITHDRAWN, gone, fact, (Difference("Reason", "", None, reason(gone, new)),))


def reason(name: str, new: Edition) -> str:
    """Why a fact is gone: as its editor says, or because it was joined to another."""
    if declared := new.withdrawn.get(Id(name)):
        return str(declared.reason)
    return next((f"now part of {fact.number}" for fact in new.facts.values() if name in fact.formerly), "not stated")


class Comparison:
    """Compares facts of two editions."""

    def __init__(self, catalogue: Catalogue, old: Edition, new: Edition) -> None:
        self.catalogue, self.old, self.new = catalogue, old, new
        self.names = {str(name): str(source.name) for edition in (old, new) for name, source in edition.sources.items()}

    def of(self, name: str, before: FrozenFact, after: FrozenFact) -> Iterator[Change]:
        """What happened to one fact: for each kind that applies, the differences that belong to it."""
        sorted_out: dict[Kind, list[Difference]] = defaultdict(list)
        for each in (*differences(self.items(before, self.old), self.items(after, self.new)), *self.retold(before, after)):
            sorted_out[self.kind(each, before, after)].append(each)
        for kind, found in sorted_out.items():
            yield Change(kind, name, after, tuple(found))

    def kind(self, each: Difference, before: FrozenFact, after: FrozenFact) -> Kind:
        """To which change of a fact a difference belongs."""
        if each.field == "No longer relied on" and not each.old:
            return Kind.WITHDRAWN
        if each.field in CORRECTING and each.new:
            return Kind.CORRECTED
        if each.field in DISPUTING and each.new and after.differs and not before.differs:
            return Kind.DISPUTED
        rose = len(after.origins) > len(before.origins)
        if rose and (each.field == "Origins that agree" or (each.field == "Quotation" and not each.old)):
            return Kind.CORROBORATED
        return Kind.REVISED

    def retold(self, before: FrozenFact, after: FrozenFact) -> Iterator[Difference]:
        """What other facts and sources say of a fact: corrections, and that its sources were corrected or taken back."""
        earlier = self.old.corrected.get(before.number, ())
        yield from (Difference("Corrected by", "", None, each) for each in self.new.corrected.get(after.number, ())
                    if each not in earlier)
        for source in dict.fromkeys(each.source for each in after.evidence):
            then, now = self.old.sources.get(source), self.new.sources.get(source)
            if now and now.status and not (then and then.status == now.status):
                yield Difference(f"Source {now.status}", "", None, f"{now.name}: {now.title}")

    def items(self, fact: FrozenFact, edition: Edition) -> Iterator[Item]:
        """Everything that a page shows of a fact."""
        label = self.catalogue.label
        yield "Claim", "", str(fact.claim)
        yield "Kind", "", fact.kind
        if fact.said:
            yield "Said by", "", label(str(fact.said.by))
        dates = {"Said on": fact.said.on if fact.said else None, "Date": fact.date, "Due": fact.due}
        yield from ((field, "", day(date).words) for field, date in dates.items() if date)
        yield from (("Topic", "", self.topic(str(each))) for each in fact.topics)
        for each in fact.figures:
            words = " ".join(filter(None, (figure(each), str(each.unit or ""))))
            yield "Figure", self.measure(str(each.measure)), words + (f", as of {day(each.as_of).words}" if each.as_of else "")
        yield from (("Inferred", str(what), str(why)) for what, why in fact.inferred.items())
        yield from (("Computed", str(what), str(how)) for what, how in fact.computed.items())
        yield from self.evidence(fact)
        for field, targets in (("Stands against", fact.disputes), ("Later account than", fact.updates),
                               ("Corrects", fact.corrects), ("Reports as done", fact.fulfils)):
            yield from ((field, "", edition.numbers.get(target, target)) for target in targets)
        if fact.rank == "deprecated":
            yield "No longer relied on", "", str(fact.rank_reason)
        elif fact.rank == "preferred":
            yield "Rank", "", "preferred"
        if fact.differs:
            yield "Agreement", "", "sources differ"

    def evidence(self, fact: FrozenFact) -> Iterator[Item]:
        """The quotations by role and source, and how many origins bear the fact out."""
        for each in fact.evidence:
            source = self.names.get(str(each.source), str(each.source))
            yield ROLES[each.role], source, quoted(each)
            if each.translation:
                yield "Translation", source, str(each.translation)
            yield from (("Gloss", source, f"{words} [{meaning}]") for words, meaning in each.gloss.items())
        yield "Origins that agree", "", count(len(fact.origins), "origin")

    def topic(self, name: str) -> str:
        """A topic's title."""
        page = self.catalogue.dossier.corpus.topics.get(name)
        return str(page.front.title) if page else name

    def measure(self, name: str) -> str:
        """A measure's label."""
        measure = self.catalogue.dossier.corpus.measures.get(name)
        return str(measure.label) if measure else name


ROLES = {"supports": "Quotation", "disputes": "Quotation that disputes this", "qualifies": "Quotation that qualifies this",
         "corrects": "Quotation that corrects this"}
CORRECTING = ("Corrected by", "Quotation that corrects this", "Source corrected", "Source retracted")
DISPUTING = ("Agreement", "Stands against", "Quotation that disputes this")


def quoted(each: Quotation) -> str:
    """A quotation as readers see it."""
    return " […] ".join(each.quote)


def differences(old: Iterator[Item], new: Iterator[Item]) -> Iterator[Difference]:
    """The items that do not stand in both, those of one field and about one thing paired in their order."""
    before, after = list(old), list(new)
    fields = dict.fromkeys((field, about) for field, about, _ in (*before, *after))
    for field, about in fields:
        gone, come = left_over([words for *key, words in before if key == [field, about]],
                               [words for *key, words in after if key == [field, about]])
        for at in range(max(len(gone), len(come))):
            yield Difference(field, about, *(side[at] if at < len(side) else None for side in (gone, come)))


def left_over(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """What stands on one side alone, typography aside."""
    if before == after:
        return [], []
    had, have = {folded(text) for text in before}, {folded(text) for text in after}
    return [text for text in before if folded(text) not in have], [text for text in after if folded(text) not in had]


def source_changes(old: Mapping[Id, FrozenSource], new: Mapping[Id, FrozenSource]) -> Iterator[Change]:
    """Sources added, replaced, described otherwise, marked by their publishers, or gone."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        found = tuple(differences(source_items(before), source_items(after)))
        if found:
            yield Change(Kind.SOURCE, str(name), None, found)


def source_items(source: FrozenSource | None) -> Iterator[Item]:
    """What a page shows of a source."""
    if source:
        yield "Title", "", str(source.title)
        yield "Published by", "", str(source.name)
        yield "Captured text", "", f"SHA-256 {source.sha256[:16]}"
        if source.issued:
            yield "Published", "", day(source.issued).words
        if source.status:
            yield "Status", "", source.status


def account_changes(old: Edition, new: Edition) -> Iterator[Change]:
    """Pages whose prose was written anew, and the dossier's own date."""
    for name in dict.fromkeys((*old.accounts, *new.accounts)):
        if old.accounts.get(name) != new.accounts.get(name):
            yield Change(Kind.ACCOUNT, str(name), None)
    if found := tuple(differences(dossier_items(old), dossier_items(new))):
        yield Change(Kind.ACCOUNT, "dossier", None, found)


def dossier_items(edition: Edition) -> Iterator[Item]:
    """What every page shows of the dossier."""
    yield "Title", "", str(edition.title)
    yield "As of", "", day(edition.as_of).words
