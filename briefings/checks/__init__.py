"""All checks, in families; what they find, and what editors waived with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, get_args

from briefings.cache import Cache
from briefings.checks import (
    archive,
    conflicts,
    dates,
    dossiers,
    figures,
    form,
    hedges,
    names,
    numbers,
    prose,
    quotes,
    speech,
    sums,
)
from briefings.checks.case import Case
from briefings.checks.library import Library
from briefings.checks.registry import Check, Scope, collect
from briefings.dossier import Dossier
from briefings.problems import Problem

FAMILIES = (archive, quotes, numbers, sums, figures, dates, names, hedges, speech, conflicts, prose, dossiers)
CHECKS: Mapping[str, Check] = {each.code: each for each in collect(*FAMILIES)}
BY_SCOPE: Mapping[Scope, tuple[Check, ...]] = {
    scope: tuple(each for each in CHECKS.values() if each.scope == scope) for scope in get_args(Scope)}


@dataclass(frozen=True)
class Found:
    """What stands, and what an editor waived."""

    problems: tuple[Problem, ...]
    waived: tuple[Problem, ...]


def run_checks(dossier: Dossier, cache: Cache | None = None) -> Found:
    """Run every check on the dossier, then take away what is waived; a waiver that nothing needs is a problem. Facts of
    which the `cache` knows what is found are not checked again."""
    library = Library(dossier, {fact.id: Case(dossier, fact) for fact in dossier.all_facts}, cache)
    every = tuple(chain(problems("dossier", dossier), problems("library", library),
                        *(known(case, library) for case in library.cases.values())))
    table = dossiers.waive_table(dossier)
    waivers = {problem: dossiers.waiver(problem, table) for problem in every}
    idle = dossiers.X002.run((dossier, {used for used in waivers.values() if used}, CHECKS.keys()))
    standing = tuple(problem for problem, used in waivers.items() if not used)
    return Found((*standing, *idle), tuple(problem for problem, used in waivers.items() if used))


def known(case: Case, library: Library) -> tuple[Problem, ...]:
    """What the checks of one fact find. Where a quotation was not found, they look for it in every source."""
    if not all(each.verified for each in case.fact.evidence):
        return problems("fact", case)
    return library.recall("facts", lambda: library.keys[case.fact.id], lambda: problems("fact", case))


def problems(scope: Scope, subject: Any) -> tuple[Problem, ...]:
    """What the checks of one scope find in their subject."""
    return tuple([problem for each in BY_SCOPE[scope] for problem in each.run(subject)])


def manual() -> Mapping[str, Mapping[str, str]]:
    """Code → its page of the manual, in parts: rule, why, mend, fails, passes."""
    pages = {code: each.manual for code, each in CHECKS.items()}
    return dict(sorted({**pages, **form.RULES}.items()))
