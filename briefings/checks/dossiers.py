"""X0xx: the run itself. Something was checked, and no waiver outlives its need."""

from collections.abc import Iterator, Mapping, Set

from briefings.checks.registry import Finding, check
from briefings.dossier import Dossier
from briefings.problems import Level, Place, Problem
from briefings.records import Reasons
from briefings.values import Text

Waiver = tuple[str, str]
"""Whose waiver it is (`fact gas-price`), and the code that it waives."""


@check("X001")
def X001(dossier: Dossier) -> Iterator[Finding]:
    """At least one fact was checked.

    Why: a check of nothing finds nothing, and must not look like success.

    Mend: write a fact in facts/<topic>.yaml, or name the right folder with --content.

    Fails: a dossier whose fact sheets hold no fact, or drafts alone.

    Passes: a dossier with one published fact.
    """
    if not dossier.facts:
        where = f"{dossier.corpus.shown}/facts"
        drafts = " but drafts, and they do not count" if dossier.drafts else ""
        yield Finding(Place(where), f"the dossier holds no fact{drafts}", ("write one in facts/<topic>.yaml",))


@check("X003")
def X003(dossier: Dossier) -> Iterator[Finding]:
    """A draft is no fact yet: it is checked, and shown to nobody. (Information.)

    Why: a candidate that nobody has read must not pass for one that somebody has.

    Mend: read it beside its source; then delete its line `draft: true`, or the whole draft.

    Fails: a fact with `draft: true`.

    Passes: the same fact without that line.
    """
    for fact in dossier.drafts.values():
        yield Finding(fact.record.id.place, f"{fact.id} is a draft, and is not published",
                      ("read it beside its source, then delete draft: true, or the draft",), Level.INFO, fact.id)


@check("X002", "waivers")
def X002(subject: tuple[Dossier, Set[Waiver], Set[str]]) -> Iterator[Finding]:
    """A waiver names a check whose findings can be waived, and is needed by one of them.

    Why: a waiver that nothing needs hides the next mistake of its kind.

    Mend: delete it. Warnings can be waived, and of the errors those of W6xx.

    Fails: `waive: {Q307: a title}` on a fact whose quotes are all long enough.

    Passes: the same waiver on a fact with a quote of two words.
    """
    dossier, used, codes = subject
    for owner, waive in every_waive(dossier):
        for code in waive:
            if str(code) not in codes:
                yield Finding(place(code), f'{owner} waives {code}, and no check is called that', ("briefings explain lists them",))
            elif (owner, str(code)) not in used:
                yield Finding(place(code), f"the waiver of {code} on {owner} is not needed", ("delete it",),
                              level=Level.WARNING, fact=owner.removeprefix("fact ") if owner.startswith("fact") else None)


def place(code: Text) -> Place:
    return code.place


def every_waive(dossier: Dossier) -> Iterator[tuple[str, Reasons]]:
    """Each `waive` of the dossier with its owner's name."""
    corpus = dossier.corpus
    yield "the dossier", corpus.dossier.waive
    yield from ((f"fact {fact.id}", fact.record.waive) for fact in dossier.all_facts)
    yield from ((f"source {name}", source.record.waive) for name, source in dossier.sources.items())
    yield from ((f"measure {name}", measure.waive) for name, measure in corpus.measures.items())
    yield from ((f"page {page.path}", page.front.waive) for page in corpus.topics.values())


def waive_table(dossier: Dossier) -> Mapping[str, Reasons]:
    """Owner → its waivers, without the empty ones."""
    return {owner: waive for owner, waive in every_waive(dossier) if waive}


def waiver(problem: Problem, table: Mapping[str, Reasons]) -> Waiver | None:
    """The waiver that covers a problem: on its fact, source, measure, page or the dossier; the nearest counts.

    Warnings can be waived, and of the errors only those of W6xx.
    """
    if problem.level is Level.INFO or (problem.level is Level.ERROR and not problem.code.startswith("W6")):
        return None
    owners = (f"fact {problem.fact}", f"source {problem.source}", f"measure {problem.measure}",
              f"page {problem.place.path}", "the dossier")
    return next(((owner, problem.code) for owner in owners if problem.code in table.get(owner, ())), None)
