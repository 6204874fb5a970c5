"""All checks, in families; what they find, and what editors waived with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    facts = tuple(of_facts(library))  # first, since prose then asks of each fact what was read of many together
    every = (*problems("dossier", dossier), *problems("library", library), *facts)
    table = dossiers.waive_table(dossier)
    waivers = {problem: dossiers.waiver(problem, table) for problem in every}
    idle = dossiers.X002.run((dossier, {used for used in waivers.values() if used}, CHECKS.keys()))
    standing = tuple(problem for problem, used in waivers.items() if not used)
    return Found((*standing, *idle), tuple(problem for problem, used in waivers.items() if used))


TOGETHER = 50
"""How many facts are put to one check before the next: its code stays in the processor's nearest memory meanwhile, which
saves a tenth of the time or more, and what was read of the facts is still remembered by the readers."""


def of_facts(library: Library) -> Iterator[Problem]:
    """What the checks of facts find, fact by fact."""
    cases = tuple(library.cases.values())
    for start in range(0, len(cases), TOGETHER):
        some = cases[start : start + TOGETHER]
        found = examined([case for case in some if not (lasting(case) and library.knows(case))])
        for case in some:
            yield from known(case, library, found)


def examined(cases: Sequence[Case]) -> Mapping[str, list[Problem]]:
    """Fact → what the checks of facts find in it, in the order of their codes."""
    found: dict[str, list[Problem]] = {case.fact.id: [] for case in cases}
    for each in BY_SCOPE["fact"]:
        for case in cases:
            found[case.fact.id].extend(each.run(case))
    return found


def lasting(case: Case) -> bool:
    """Whether what is found depends on the fact alone. Where a quotation was not found, checks look for it in every source."""
    return all(each.verified for each in case.fact.evidence)


def known(case: Case, library: Library, found: Mapping[str, list[Problem]]) -> tuple[Problem, ...]:
    """What was `found` in a fact just now, or what the cache knows; if that is damaged, what is found now."""
    name = case.fact.id

    def make() -> tuple[Problem, ...]:
        return tuple((found if name in found else examined([case]))[name])

    return library.recall("facts", lambda: library.keys[name], make) if lasting(case) else make()


def problems(scope: Scope, subject: Any) -> tuple[Problem, ...]:
    """What the checks of one scope find in their subject."""
    return tuple([problem for each in BY_SCOPE[scope] for problem in each.run(subject)])


def manual() -> Mapping[str, Mapping[str, str]]:
    """Code → its page of the manual, in parts: rule, why, mend, fails, passes."""
    pages = {code: each.manual for code, each in CHECKS.items()}
    return dict(sorted({**pages, **form.RULES}.items()))
