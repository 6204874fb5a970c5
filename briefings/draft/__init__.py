"""Candidate facts: the sentences of a source that say something, written as facts that pass every check, marked as drafts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from briefings.checks import run_checks
from briefings.dossier import Dossier
from briefings.draft.claims import claims
from briefings.draft.facts import Fact, fact
from briefings.draft.reading import Sentence, open_sentences
from briefings.problems import Level, Place
from briefings.records import Sheet
from briefings.resolve import resolve
from briefings.structure import read
from briefings.typeset import typeset

DETAILS = ("figures", "topics", "date", "due")
"""Fields without which a candidate is tried again."""


Known = tuple[str, Place]
"""A problem that is there without any draft: its code and place."""


@dataclass(frozen=True)
class Drafts:
    """The candidates of a source, as a fact sheet; `sentences` is how many say something and are open."""

    sheet: Mapping[str, Any]
    sentences: int

    @property
    def facts(self) -> list[Fact]:
        """The candidates."""
        found: list[Fact] = self.sheet["facts"]
        return found

    @property
    def yaml(self) -> str:
        """The sheet as editors write it."""
        return typeset(self.sheet)


def draft(dossier: Dossier, name: str, topic: str) -> Drafts:
    """Candidates from the open sentences of the source `name`, in a sheet of `topic`; each passes every check."""
    sentences = list(open_sentences(dossier, dossier.sources[name]))
    ways = [list(variants(sentence, topic)) for sentence in sentences]
    known = frozenset((each.code, each.place) for each in run_checks(dossier).problems)
    kept: dict[int, Fact] = {}
    for row in zip_longest(*ways):
        waiting = {at: each for at, each in enumerate(row) if each and at not in kept}
        kept |= passing(dossier, sheet(dossier, name, topic, []), kept, waiting, known)
    return Drafts(sheet(dossier, name, topic, [kept[at] for at in sorted(kept)]), len(sentences))


def variants(sentence: Sentence, topic: str) -> Iterator[Fact]:
    """The ways to write a sentence as a fact, the fullest first, each also without its details."""
    for claim in claims(sentence):
        full = fact(sentence, claim, frozenset(), topic)
        yield full
        if any(name in full for name in DETAILS):
            yield type(full)({key: value for key, value in full.items() if key not in DETAILS})


def sheet(dossier: Dossier, name: str, topic: str, facts: list[Fact]) -> dict[str, Any]:
    """A fact sheet. Its prefix is one that no other sheet has."""
    used = {str(each.prefix) for each in dossier.corpus.sheets.values()}
    prefix = next(each for each in ("DRA", *(f"DRA{number}" for number in range(2, 10_000))) if each not in used)
    return {"topic": topic, "title": f"Drafts from {name}", "prefix": prefix, "facts": facts}


def passing(dossier: Dossier, empty: Mapping[str, Any], kept: Mapping[int, Fact], waiting: Mapping[int, Fact],
            known: frozenset[Known]) -> dict[int, Fact]:
    """Those of the waiting candidates that bring no error and no warning beside those that are kept already."""
    taken = {*dossier.addresses, *(each["id"] for each in kept.values())}
    fresh: dict[int, Fact] = {}
    for at, each in waiting.items():
        fresh[at] = type(each)(each | {"id": free(each["id"], taken)})
        taken.add(fresh[at]["id"])
    while fresh:
        blamed = to_blame(dossier, {**empty, "facts": [*kept.values(), *fresh.values()]}, known)
        bad = {at for at, each in fresh.items() if each["id"] in blamed}
        if not blamed:
            return fresh
        fresh = {at: each for at, each in fresh.items() if at not in bad} if bad else {}
    return {}


def free(name: str, taken: set[str]) -> str:
    """The id, with a number where it is taken."""
    number, choice = 1, name
    while choice in taken:
        number += 1
        choice = f"{name}-{number}"
    return choice


def to_blame(dossier: Dossier, candidates: Mapping[str, Any], known: frozenset[Known]) -> set[str]:
    """The ids of the candidates to which new errors and warnings are due; empty where there are none."""
    path = "drafts.yaml"
    record, faults = read(typeset(candidates), path, Sheet)
    if record is None:
        return {each["id"] for each in candidates["facts"] if unreadable(each, candidates)}
    corpus = replace(dossier.corpus, sheets={**dossier.corpus.sheets, "drafts": record})
    resolved, more = resolve(corpus, dossier.measured_on)
    found = [*faults, *more, *(run_checks(resolved).problems if resolved else ())]
    new = [each for each in found if each.level is not Level.INFO and (each.code, each.place) not in known]
    lines = [fact.place.line for fact in record.facts]
    at_fault = {str(record.facts[max(sum(line <= each.place.line for line in lines) - 1, 0)].id)
                for each in new if each.place.path == path}
    others = {each for each in new if each.place.path != path}
    measures = {str(each.measure) for each in others if each.measure}
    at_fault |= {str(fact.id) for fact in record.facts if any(figure.measure in measures for figure in fact.figures)}
    return at_fault or ({str(fact.id) for fact in record.facts} if others else set())


def unreadable(candidate: Fact, candidates: Mapping[str, Any]) -> bool:
    """Whether a candidate by itself is no fact."""
    return read(typeset({**candidates, "facts": [candidate]}), "drafts.yaml", Sheet)[0] is None
