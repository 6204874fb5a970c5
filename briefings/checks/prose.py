"""P8xx: prose. Every paragraph of a topic page cites facts, and the facts bear it out."""

from collections.abc import Iterator

from briefings.checks.registry import Finding, check
from briefings.dossier import Dossier
from briefings.load import Corpus
from briefings.problems import Level
from briefings.prose import Prose, cited
from briefings.records import Text
from briefings.structure import near


def cited_in(corpus: Corpus) -> Iterator[Text]:
    """Every id that prose cites: pages, topics, and the main points of the dossier."""
    for page in (*corpus.topics.values(), *corpus.pages.values()):
        yield from page.citations
    for text in (*corpus.dossier.main_points, *((corpus.dossier.summary,) if corpus.dossier.summary else ())):
        yield from cited(text)


@check("P801")
def P801(dossier: Dossier) -> Iterator[Finding]:
    """A citation in prose names a published fact; a fact that no prose cites is told as information.

    Why: a reader follows the mark to the evidence, and must arrive.

    Mend: write the fact's id as it stands in its sheet; a draft has to be published first.

    Fails: `[@gas-tarif-2022]`, where the fact is called gas-tariff-2022.

    Passes: `[@gas-tariff-2022]`, or `[@gas-tariff-2022; @oil-price]`.
    """
    used: set[str] = set()
    known = {name for name, fact in dossier.addresses.items() if fact in dossier.facts}
    for name in cited_in(dossier.corpus):
        if name in known:
            used.add(dossier.addresses[name])
        else:
            draft = " (it is a draft)" if name in dossier.drafts else ""
            yield Finding(name.place, f'no fact is called "{name}"{draft}{near(name, sorted(known))}',
                          ("cite a fact by its id, as in [@fact-id]",))
    for fact in dossier.facts.values():
        if fact.id not in used:
            yield Finding(fact.record.id.place, f"no prose cites {fact.number} {fact.id}", level=Level.INFO, fact=fact.id)


@check("P802")
def P802(dossier: Dossier) -> Iterator[Finding]:
    """A paragraph, list item or main point of a topic page carries a citation.

    Why: what cites nothing cannot be checked, and a reader cannot ask where it comes from.

    Mend: end it with [@fact-id]; if no fact bears it out, write the fact first, or delete the sentence.

    Fails: `Belarus depends on cheap gas.`

    Passes: `Belarus depends on cheap gas. [@cheap-energy-2019]`
    """
    for page in dossier.corpus.topics.values():
        yield from uncited_blocks(page)
        yield from uncited_points(page.front.main_points)
    yield from uncited_points(dossier.corpus.dossier.main_points)


def uncited_blocks(page: Prose) -> Iterator[Finding]:
    for block in page.blocks:
        if block.kind in ("paragraph", "item") and not block.citations:
            kind = "list item" if block.kind == "item" else "paragraph"
            yield Finding(block.place, f'this {kind} cites no fact: "{opening(block.text)}"',
                          ("end it with [@fact-id]",))


def uncited_points(points: tuple[Text, ...]) -> Iterator[Finding]:
    for point in points:
        if not cited(point):
            yield Finding(point.place, f'this main point cites no fact: "{opening(point)}"', ("end it with [@fact-id]",))


def opening(text: str) -> str:
    """The first words of a text, for a message."""
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " ..."
