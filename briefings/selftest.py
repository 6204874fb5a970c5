"""The gate's own measure: how many small alterations of passing facts the checks refuse."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefings.alterations import Alteration, alterations
from briefings.checks import problems
from briefings.checks.case import Case
from briefings.dossier import Dossier
from briefings.kept import digest
from briefings.problems import Level
from briefings.resolve import located

SOFT = ("negation added", "negation dropped", "modality", "outcome")
"""The kinds for which a warning counts: language leaves them open more often than numbers and names."""


@dataclass(frozen=True)
class Trial:
    """An alteration of a fact, and the codes by which the checks met it; `refused` by an error, or as `SOFT` says."""

    fact: str
    alteration: Alteration
    codes: tuple[str, ...]
    refused: bool


@dataclass(frozen=True)
class Outcome:
    """All trials of a dossier."""

    trials: tuple[Trial, ...]

    @property
    def survivors(self) -> tuple[Trial, ...]:
        """The alterations that passed."""
        return tuple(trial for trial in self.trials if not trial.refused)

    @property
    def kinds(self) -> dict[str, tuple[int, int]]:
        """Kind → how many trials, how many refused."""
        names = dict.fromkeys(trial.alteration.kind for trial in self.trials)
        return {name: self.count(name) for name in names}

    def count(self, kind: str) -> tuple[int, int]:
        of_kind = [trial for trial in self.trials if trial.alteration.kind == kind]
        return len(of_kind), sum(trial.refused for trial in of_kind)


def selftest(dossier: Dossier, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Alter every passing fact, one thing at a time, and examine each altered fact. `tell` is called as each begins."""
    made: list[Trial] = []
    for number, fact in enumerate(dossier.facts.values(), 1):
        tell(f"altering fact {number} of {len(dossier.facts)}")
        made += trials(Case(dossier, fact))
    return Outcome(tuple(made))


def trials(case: Case) -> Iterator[Trial]:
    """The trials of one fact; none for a fact that does not pass as it is."""
    before = {(problem.code, problem.message) for problem in problems("fact", case)}
    if any(problem.level is Level.ERROR for problem in problems("fact", case)):
        return
    for alteration in alterations(case):
        found = [problem for problem in problems("fact", altered(case, alteration))
                 if (problem.code, problem.message) not in before and not problem.unchecked]
        levels = {problem.level for problem in found}
        weights = {Level.ERROR, Level.WARNING} if alteration.kind in SOFT else {Level.ERROR}
        codes = tuple(dict.fromkeys(problem.code for problem in found if problem.level is not Level.INFO))
        yield Trial(case.fact.id, alteration, codes, bool(levels & weights))


def altered(case: Case, alteration: Alteration) -> Case:
    """The case of the altered fact, its quotations located anew."""
    new = alteration.record.evidence
    evidence = tuple(known if known.record is record else located(record, case.dossier.sources)
                     for known, record in zip(case.fact.evidence, new, strict=True))
    return Case(case.dossier, replace(case.fact, record=alteration.record, evidence=evidence))


def record(outcome: Outcome, dossier: Dossier, day: str) -> str:
    """The outcome as JSON for content/records/selftest.json: the day, what was examined, the counts, the survivors."""
    kinds = {kind: {"altered": total, "refused": refused} for kind, (total, refused) in outcome.kinds.items()}
    value: dict[str, Any] = {
        "date": day, "facts": digest(dossier), "altered": len(outcome.trials),
        "refused": len(outcome.trials) - len(outcome.survivors), "kinds": kinds,
        "survivors": [{"fact": trial.fact, "kind": trial.alteration.kind, "before": trial.alteration.before,
                       "after": trial.alteration.after} for trial in outcome.survivors],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
