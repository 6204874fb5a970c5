"""What a check is: a code, a generator of findings, and a docstring that is its page in the manual.

A docstring begins with the rule in one line; then paragraphs `Why:`, `Mend:`, `Fails:` and `Passes:`.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

from briefings.problems import Fix, Level, Place, Problem

Scope = Literal["dossier", "fact", "library", "waivers"]


@dataclass(frozen=True)
class Finding:
    """What a check found; its code is the check's own, so that no check can speak for another."""

    place: Place
    message: str
    detail: tuple[str, ...] = ()
    level: Level = Level.ERROR
    fact: str | None = None
    source: str | None = None
    measure: str | None = None
    fix: Fix | None = None
    unchecked: bool = False


@dataclass(frozen=True)
class Check:
    """A rule of the contract. `find` takes what its scope says: the Dossier, the Case of one fact, the Library
    of all of them, or the dossier with the waivers that were used."""

    code: str
    scope: Scope
    find: Callable[[Any], Iterable[Finding]]

    @property
    def manual(self) -> Mapping[str, str]:
        """The docstring in parts: `rule`, then `why`, `mend`, `fails`, `passes`."""
        return page(self.find)

    def problem(self, found: Finding) -> Problem:
        """A finding as a problem of this check's code."""
        return Problem(self.code, found.level, found.message, found.place, found.detail, found.fact, found.source,
                       found.fix, found.unchecked, found.measure)

    def run(self, subject: Any) -> Iterator[Problem]:
        """What it finds, as problems."""
        return map(self.problem, self.find(subject))


def page(rule: Callable[..., object]) -> Mapping[str, str]:
    """A rule's page in the manual: its docstring in parts, `rule`, `why`, `mend`, `fails`, `passes`."""
    first, *rest = (inspect.getdoc(rule) or "").split("\n\n")
    parts = (paragraph.partition(":") for paragraph in rest)
    return {"rule": " ".join(first.split())} | {name.lower(): inspect.cleandoc(text) for name, _, text in parts}


def check(code: str, scope: Scope = "dossier") -> Callable[[Callable[[Any], Iterable[Finding]]], Check]:
    """Make a check of a generator of findings."""
    return lambda find: Check(code, scope, find)


def collect(*modules: ModuleType) -> tuple[Check, ...]:
    """The checks that the modules define, by code."""
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Check))
    return tuple(sorted(found, key=lambda each: each.code))
