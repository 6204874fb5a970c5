"""What was published stays: numbers of facts that stood in an edition, and facts that were withdrawn since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefings.editions.edition import Edition, FrozenFact
from briefings.load import Corpus
from briefings.problems import Level, Place, Problem
from briefings.records import FactRecord, Sheet, Withdrawal
from briefings.structure import near, shown


@dataclass(frozen=True)
class Withdrawn:
    """A fact that stood in an edition and stands in no sheet any more: its last words, and why it went.

    `edition` is the last in which it stood; `formerly` are the other ids under which it was published.
    """

    id: str
    reason: str
    fact: FrozenFact
    edition: int
    formerly: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The number that no other fact will bear."""
        return str(self.fact.number)


@dataclass(frozen=True)
class Published:
    """Every fact of every edition. Later editions win: what a fact was last is what it is."""

    editions: Sequence[Edition] = ()

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Id, former ones too → number."""
        found: dict[str, str] = {}
        for edition in self.editions:
            found |= edition.numbers
        return found

    @cached_property
    def highest(self) -> Mapping[str, int]:
        """Prefix → the highest number that was ever given."""
        found: dict[str, int] = {}
        for edition in self.editions:
            for fact in edition.facts.values():
                prefix, ordinal = fact.number.parts
                found[prefix] = max(found.get(prefix, 0), ordinal)
        return found

    @cached_property
    def last(self) -> Mapping[str, tuple[FrozenFact, int]]:
        """Id → the fact as it was last published, and in which edition."""
        return {str(name): (fact, edition.edition) for edition in self.editions for name, fact in edition.facts.items()}

    @cached_property
    def later(self) -> Mapping[str, str]:
        """Former id → the id that its fact had later."""
        return {str(former): str(name) for edition in self.editions for name, fact in edition.facts.items()
                for former in fact.formerly}

    def number(self, fact: FactRecord) -> str | None:
        """The number that a fact was published under: by its id, or else by a former one."""
        return next((self.numbers[name] for name in (fact.id, *fact.formerly) if name in self.numbers), None)

    def withdrawn(self, declared: Withdrawal) -> Withdrawn:
        """A declared withdrawal with the words that are withdrawn; it must stand in an edition."""
        fact, edition = self.last[str(declared.id)]
        formerly = tuple(sorted(old for old in self.later if self.now(old, {str(declared.id)}) == declared.id != old))
        return Withdrawn(str(declared.id), str(declared.reason), fact, edition, formerly)

    def now(self, name: str, known: set[str]) -> str | None:
        """The first of `known` to which an id leads over its later ids; None where it leads to none."""
        seen: set[str] = set()
        while name not in known and name in self.later and name not in seen:
            seen.add(name)
            name = self.later[name]
        return name if name in known else None


def kept(corpus: Corpus) -> Iterator[Problem]:
    """Whether all that was published stands or is withdrawn (S117), each under a number of its own (S112)."""
    published = Published(corpus.editions)
    standing = [fact for sheet in corpus.sheets.values() for fact in sheet.facts if not fact.draft]
    declared = [each for sheet in corpus.sheets.values() for each in sheet.withdrawn]
    known = {str(name) for fact in standing for name in (fact.id, *fact.formerly)} | {str(each.id) for each in declared}
    for name in published.last:
        if published.now(name, known) is None:
            yield lost(name, published, corpus)
    for each in declared:
        if str(each.id) not in published.last:
            message = f"no edition has a fact {shown(each.id)}{near(each.id, sorted(published.last))}"
            yield Problem("S109", Level.ERROR, message, each.id.place, ("only what was published can be withdrawn",))
    yield from claimed(standing, published)


def lost(name: str, published: Published, corpus: Corpus) -> Problem:
    """S117 for a fact that is gone, at the sheet that bore it."""
    fact, edition = published.last[name]
    sheet = next((each for each in corpus.sheets.values() if each.prefix == fact.number.parts[0]), None)
    place = sheet.prefix.place if sheet else Place(f"{corpus.shown}/editions/{edition}.json")
    drafts = {str(each.id) for each in (each for sheet in corpus.sheets.values() for each in sheet.facts) if each.draft}
    what, back = ("it is a draft now", "publish it again") if name in drafts else ("no sheet has it now", "put it back")
    return Problem("S117", Level.ERROR, f"{fact.number} {name} stands in edition {edition}, and {what}", place, (
        f"{back}; or, where it was renamed, add formerly: [{name}] to its new record;",
        f"or withdraw it: add withdrawn: [{{id: {name}, reason: ...}}] to this sheet"), fact=name)


def claimed(standing: Sequence[FactRecord], published: Published) -> Iterator[Problem]:
    """S112 for each fact whose number another has: two records that were one fact once."""
    owners: dict[str, FactRecord] = {}
    for fact in standing:
        number = published.number(fact)
        if number and (first := owners.setdefault(number, fact)) is not fact:
            yield Problem("S112", Level.ERROR, f"the number {number} of {fact.id} is taken", fact.id.place, (
                f"{first.id} at {first.id.place} was published under it, too: strike from formerly what is not this fact",))


def numbered(sheets: Sequence[Sheet], published: Published) -> Iterator[tuple[Sheet, FactRecord, str]]:
    """The facts of each sheet in order, each with its number; drafts bear none.

    A published fact keeps its number; any other takes the next that its sheet's prefix never had.
    """
    for sheet in sheets:
        count = published.highest.get(str(sheet.prefix), 0)
        for record in sheet.facts:
            number = f"{sheet.prefix}-draft" if record.draft else published.number(record)
            if number is None:
                count += 1
                number = f"{sheet.prefix}-{count}"
            yield sheet, record, number
