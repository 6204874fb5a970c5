"""All checks, in families; what they find, and what editors waived with a reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from briefings.checks import archive, conflicts, dates, dossiers, form, numbers, prose, quotes
from briefings.checks.case import Case
from briefings.checks.registry import Check, collect
from briefings.dossier import Dossier
from briefings.problems import Problem

CHECKS: Mapping[str, Check] = {each.code: each for each in collect(archive, conflicts, dates, dossiers, form, numbers, prose, quotes)}


@dataclass(frozen=True)
class Found:
    """What stands, and what an editor waived."""

    problems: tuple[Problem, ...]
    waived: tuple[Problem, ...]


def run_checks(dossier: Dossier) -> Found:
    """Run every check on the dossier, then take away what is waived; a waiver that nothing needs is a problem."""
    cases = (fact_problems(Case(dossier, fact)) for fact in dossier.all_facts)
    every = tuple(chain(dossier_problems(dossier), *cases))
    table = dossiers.waive_table(dossier)
    waivers = {problem: dossiers.waiver(problem, table) for problem in every}
    idle = dossiers.X002.run((dossier, {used for used in waivers.values() if used}))
    standing = tuple(problem for problem, used in waivers.items() if not used)
    return Found((*standing, *idle), tuple(problem for problem, used in waivers.items() if used))


def dossier_problems(dossier: Dossier) -> Iterator[Problem]:
    """What the checks of the whole find."""
    return chain.from_iterable(each.run(dossier) for each in CHECKS.values() if each.scope == "dossier")


def fact_problems(case: Case) -> Iterator[Problem]:
    """What the checks of one fact find."""
    return chain.from_iterable(each.run(case) for each in CHECKS.values() if each.scope == "fact")


def manual() -> Mapping[str, Mapping[str, str]]:
    """Code → its page of the manual, in parts: rule, why, mend, fails, passes."""
    pages = {code: each.manual for code, each in CHECKS.items()} | form.RULES
    return dict(sorted(pages.items()))
