"""What pages look up again and again: sources by number, names in texts, and which facts stand against which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefings.dossier import Dossier, Evidence, Fact, Source
from briefings.kept import kept_links
from briefings.linklog import Entry
from briefings.records import Measure
from briefings.site.links import source_path
from briefings.site.robust import Robust, robust
from briefings.site.wording import Day, day


@dataclass(frozen=True)
class SourceLink:
    """A source as other pages name it. `name` is who published it, or what it is where that is not stated."""

    id: str
    number: str
    path: str
    title: str
    name: str
    date: Day | None
    date_inferred: bool
    stated: str
    cautions: tuple[str, ...]
    robust: Robust | None


@dataclass(frozen=True)
class Group:
    """Facts that stand against each other: by a measure whose dispute is declared, or by `disputes` between facts."""

    facts: tuple[Fact, ...]
    measure_id: str | None = None
    measure: Measure | None = None

    @property
    def id(self) -> str:
        """The fragment of the group on the page of disputes."""
        return self.measure_id or f"over-{self.facts[0].id}"


class Catalogue:
    """Indexes of one dossier, each made once when it is first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @cached_property
    def sources(self) -> Mapping[str, SourceLink]:
        """Source id → how it is named; numbered in the order of ids."""
        return {
            name: source_link(f"S{number}", source)
            for number, (name, source) in enumerate(sorted(self.dossier.sources.items()), 1)
        }

    @cached_property
    def links(self) -> Mapping[str, Entry]:
        """Address → what the log of links knows of it."""
        return kept_links(self.dossier)

    @cached_property
    def origins(self) -> int:
        """How many origins the dossier's sources have: sources that repeat one text count once."""
        return len({str(source.record.origin or name) for name, source in self.dossier.sources.items()})

    @property
    def mentioned(self) -> Mapping[str, frozenset[str]]:
        """Fact id → the entities that its claim names, its record lists, or that speak in it."""
        return self.dossier.mentioned

    @cached_property
    def naming(self) -> Mapping[str, tuple[Fact, ...]]:
        """Entity id → the facts that mention it."""
        found: dict[str, list[Fact]] = {}
        for fact in self.dossier.facts.values():
            for name in self.mentioned[fact.id]:
                found.setdefault(name, []).append(fact)
        return {name: tuple(facts) for name, facts in found.items()}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Where sources differ: measures first, in their file's order, then facts joined by `disputes`."""
        return (*self._by_measure, *self._by_link())

    @cached_property
    def _by_measure(self) -> tuple[Group, ...]:
        having: dict[str, dict[str, Fact]] = {}
        for fact in self.dossier.facts.values():
            for figure in fact.record.figures:
                having.setdefault(str(figure.measure), {})[fact.id] = fact
        disputes = ((name, each, each.dispute) for name, each in self.dossier.corpus.measures.items() if each.dispute)
        groups = []
        for name, measure, dispute in disputes:
            covered = {self.dossier.addresses.get(each) for each in dispute.facts}
            facts = tuple(fact for fact in having.get(name, {}).values() if not covered or fact.id in covered)
            if len(facts) > 1:
                groups.append(Group(facts, name, measure))
        return tuple(groups)

    def _by_link(self) -> Iterator[Group]:
        """Facts that dispute each other, gathered into groups; those that a measure gathers already are left out."""
        by_measure = [{fact.id for fact in group.facts} for group in self._by_measure]
        groups: list[set[str]] = []
        for fact in self.dossier.facts.values():
            for other in self.targets(fact.record.disputes):
                pair = {fact.id, other.id}
                if any(pair <= covered for covered in by_measure):
                    continue
                touching = [group for group in groups if group & pair]
                groups = [group for group in groups if not group & pair] + [pair.union(*touching)]
        place = {name: at for at, name in enumerate(self.dossier.facts)}
        for names in sorted((sorted(group, key=place.__getitem__) for group in groups), key=lambda names: place[names[0]]):
            yield Group(tuple(self.dossier.facts[name] for name in names))

    @cached_property
    def disputed(self) -> Mapping[str, tuple[Group, ...]]:
        """Fact id → the groups that it stands in."""
        found: dict[str, list[Group]] = {}
        for group in self.groups:
            for fact in group.facts:
                found.setdefault(fact.id, []).append(group)
        return {name: tuple(groups) for name, groups in found.items()}

    def differs(self, fact: Fact) -> bool:
        """Whether sources differ over a fact: it stands in a group, or one of its own passages speaks against it."""
        against = any(evidence.record.role in ("disputes", "corrects") for evidence in fact.evidence)
        return against or fact.id in self.disputed

    def targets(self, names: Iterable[str]) -> Iterator[Fact]:
        """The published facts behind ids, former ones followed."""
        for name in names:
            if fact := self.dossier.facts.get(self.dossier.addresses.get(str(name), "")):
                yield fact

    @cached_property
    def pointing(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """(relation, fact id) → the facts that name it so: ("fulfils", "gas-2022") → those that fulfil it."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.dossier.facts.values():
            for relation in ("disputes", "updates", "corrects", "fulfils"):
                for target in self.targets(getattr(fact.record, relation)):
                    found.setdefault((relation, target.id), []).append(fact)
        return {key: tuple(facts) for key, facts in found.items()}

    def label(self, name: str) -> str:
        """The label of an entity, or the free text itself."""
        entity = self.dossier.corpus.entities.get(name)
        return str(entity.label) if entity else name


def source_link(number: str, source: Source) -> SourceLink:
    """How pages name a source."""
    record = source.record
    publishers = dict.fromkeys(str(name) for name in (record.container_title, record.publisher) if name)
    stated = " / ".join(publishers) or "; ".join(author.name for author in record.author)
    unstated = f"{record.origin}-based report" if record.origin else "Unsigned report"
    return SourceLink(
        source.id, number, source_path(source.id), str(record.title), stated or unstated,
        day(record.issued) if record.issued else None, "issued" in record.inferred,
        stated or "Publisher not stated in the copy held", tuple(map(str, record.cautions)),
        robust(record),
    )


def origin(evidence: Evidence) -> str:
    """Whose word a passage is: its own origin, its source's, or the source itself."""
    return str(evidence.record.origin or evidence.source.record.origin or evidence.source.id)
