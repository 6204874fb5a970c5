"""An edition: what was published, frozen. Every text in it is as readers saw it on that day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefings.records import FactKind, Figure, Reasons, Role, Said, none
from briefings.values import Date, Digest, Id, Text

FOLDER = "editions"


class Number(Text):
    """The number by which a fact is cited: a sheet's prefix, a hyphen, digits from 1."""

    @classmethod
    def fault(cls, value: str) -> str | None:
        return None if re.fullmatch(r"[A-Z][A-Z0-9]{0,7}-[1-9][0-9]{0,8}", value) else "a fact's number is such as ENE-3"

    @property
    def parts(self) -> tuple[str, int]:
        """`ENE` and 3 of `ENE-3`."""
        prefix, _, ordinal = self.rpartition("-")
        return prefix, int(ordinal)


@dataclass(frozen=True)
class Quotation:
    """One piece of evidence: the source's characters, and the code points at which each stretch stands (`start-end`).

    `origin` is whose word it is: that of the passage, of its source, or the source itself.
    """

    source: Id
    role: Role
    quote: tuple[Text, ...]
    at: tuple[Text, ...]
    origin: Text
    gloss: Reasons = none()
    translation: Text | None = None


@dataclass(frozen=True)
class FrozenFact:
    """A fact as it was published. `differs`: sources differed over it."""

    number: Number
    claim: Text
    kind: FactKind
    topics: tuple[Id, ...]
    evidence: tuple[Quotation, ...]
    said: Said | None = None
    date: Date | None = None
    due: Date | None = None
    figures: tuple[Figure, ...] = ()
    inferred: Reasons = none()
    computed: Reasons = none()
    formerly: tuple[Id, ...] = ()
    disputes: tuple[Id, ...] = ()
    updates: tuple[Id, ...] = ()
    corrects: tuple[Id, ...] = ()
    fulfils: tuple[Id, ...] = ()
    rank: Literal["normal", "preferred", "deprecated"] = "normal"
    rank_reason: Text | None = None
    differs: bool = False

    @property
    def origins(self) -> frozenset[str]:
        """The origins that bear it out."""
        return frozenset(str(each.origin) for each in self.evidence if each.role == "supports")


@dataclass(frozen=True)
class FrozenSource:
    """A source as it was published; `status` says what its publisher did with it later."""

    title: Text
    sha256: Digest
    name: Text
    issued: Date | None = None
    status: Literal["retracted", "corrected"] | None = None


@dataclass(frozen=True)
class FrozenWithdrawal:
    """A fact that was published earlier, and why it no longer stands."""

    number: Number
    reason: Text


@dataclass(frozen=True)
class Edition:
    """One edition. `date` is the day of publication; `tag` begins the ids of its entries in feeds (RFC 4151), and is the
    same in all editions; `accounts` are hashes of the prose, by page.
    """

    edition: int
    date: Date
    as_of: Date
    title: Text
    tag: Text
    facts: Mapping[Id, FrozenFact]
    sources: Mapping[Id, FrozenSource]
    accounts: Mapping[Text, Digest]
    withdrawn: Mapping[Id, FrozenWithdrawal] = none()

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Id, former ones too → the fact's number."""
        return {str(each): str(fact.number) for name, fact in self.facts.items() for each in (*fact.formerly, name)}

    @cached_property
    def corrected(self) -> Mapping[str, tuple[str, ...]]:
        """A fact's number → the numbers of those that correct it."""
        found: dict[str, tuple[str, ...]] = {}
        for fact in self.facts.values():
            for target in fact.corrects:
                corrected = self.numbers.get(target, "")
                found[corrected] = (*found.get(corrected, ()), str(fact.number))
        return found
