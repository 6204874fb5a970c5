"""The dossier with the reading of each fact, and what earlier builds found out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from briefings.cache import Cache, Digests
from briefings.checks.case import Case
from briefings.dossier import Dossier, Fact
from briefings.records import SourceRecord

Value = TypeVar("Value")


@dataclass(frozen=True)
class Library:
    """What the checks of prose and of sources look at; what takes long, they ask of the `cache` first."""

    dossier: Dossier
    cases: Mapping[str, Case]
    cache: Cache | None = None

    def recall(self, kind: str, key: Callable[[], bytes], make: Callable[[], Value]) -> Value:
        """What the cache knows under a key, or else what `make` makes; without a cache nothing is hashed."""
        return self.cache.recall(kind, key(), make) if self.cache else make()

    def knows(self, case: Case) -> bool:
        """Whether the cache has what the checks find in a fact."""
        return self.cache is not None and self.cache.knows("facts", self.keys[case.fact.id])

    @cached_property
    def keys(self) -> Mapping[str, bytes]:
        """Fact id → a hash of all that the checks of a fact read, where its quotations are found."""
        digests, corpus = Digests(SourceRecord), self.dossier.corpus
        basis = digests.of(corpus.entities, corpus.measures, self.dossier.measured_on)
        return {name: digests.of(basis, *self.read(case.fact)) for name, case in self.cases.items()}

    def read(self, fact: Fact) -> tuple[object, ...]:
        """What is read of a fact itself, its sources, and the facts that fulfil it."""
        sources = [(source.record, source.path, source.sha256) for source in fact.sources]
        return fact.number, fact.record, fact.sheet.topic, fact.sheet.prefix, sources, fact.id in self.dossier.fulfilled
