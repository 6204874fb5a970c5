"""Who promised or planned what, by when, and whether any source reports it done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.dossier import Fact
from briefings.site.catalogue import Catalogue
from briefings.site.facts import FactView, Link, links, overdue
from briefings.site.wording import day


@dataclass(frozen=True)
class CommitmentView:
    """A promise or plan. `state` is `done`, `open` or `past` (its date has passed and no source reports it done)."""

    fact: FactView
    who: str
    by_when: str
    state: str
    state_words: str
    done_by: tuple[Link, ...]


def commitment_views(catalogue: Catalogue, views: Mapping[str, FactView]) -> tuple[CommitmentView, ...]:
    """Commitments first, then plans, each in the dossier's order."""
    facts = catalogue.dossier.facts.values()
    return tuple(
        commitment(fact, catalogue, views[fact.id]) for kind in ("commitment", "plan") for fact in facts
        if fact.record.kind == kind
    )


def commitment(fact: Fact, catalogue: Catalogue, view: FactView) -> CommitmentView:
    """One promise or plan, measured on the dossier's own date."""
    done_by = links(catalogue.pointing.get(("fulfils", fact.id), ()))
    if done_by:
        state, words = "done", "Reported done"
    elif fact.record.due and overdue(fact.record.due, catalogue.dossier.measured_on):
        state, words = "past", "Due date has passed; no source in this dossier reports it done"
    else:
        state, words = "open", "No source in this dossier reports it done"
    said_by = catalogue.label(fact.record.said.by) if fact.record.said else "Not stated"
    return CommitmentView(view, said_by, " or ".join(dates(fact)) or "No date given", state, words, done_by)


def dates(fact: Fact) -> Iterator[str]:
    """When it falls due, or else when it is to hold."""
    date = fact.record.due or fact.record.date
    if date:
        yield day(date).words
