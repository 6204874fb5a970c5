"""P8xx: prose. Every paragraph of a topic page cites facts, and the facts bear it out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from briefings.cache import digest
from briefings.checks.case import Case, stated
from briefings.checks.library import Library
from briefings.checks.numbers import singles_out
from briefings.checks.registry import Finding, check
from briefings.dossier import Dossier
from briefings.load import Corpus
from briefings.problems import Level, Place
from briefings.prose import Prose, cited, uncited
from briefings.structure import near
from briefings.text.dates import DateMention, When, agrees, borne, mentions, resolve
from briefings.text.names import Lexicon
from briefings.text.numbers import Quantity, bounds_agree, same_unit, same_value
from briefings.values import Text


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
    gone = {name: each.reason for each in dossier.withdrawn.values() for name in (each.id, *each.formerly)}
    for name in cited_in(dossier.corpus):
        if name in known:
            used.add(dossier.addresses[name])
        elif name in gone:
            yield Finding(name.place, f'the fact "{name}" was withdrawn: {gone[name]}',
                          ("take the citation out, and what rests on it",))
        else:
            draft = " (it is a draft)" if name in dossier.drafts else near(name, sorted(known))
            yield Finding(name.place, f'no fact is called "{name}"{draft}', ("cite a fact by its id, as in [@fact-id]",))
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


def shelf(library: Library, names: Iterable[str]) -> "Shelf":
    """The readings of the facts that these ids name; unknown ones are P801's to report."""
    found = dict.fromkeys(library.dossier.addresses.get(str(name), "") for name in names)
    return Shelf(tuple(library.cases[name] for name in found if name in library.cases))


@dataclass(frozen=True)
class Shelf:
    """Facts that a text may draw on, and what they bear out: claims, quotations, and the fields of date."""

    cases: tuple[Case, ...]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of claims and quotations."""
        quoted = (each for case in self.cases for passage in case.passages for each in passage.quantities)
        return (*(each for case in self.cases for each in case.quantities), *quoted)

    @cached_property
    def dates(self) -> tuple[tuple[DateMention, When | None], ...]:
        """The dates of claims and quotations, each with the date of the text it stands in."""
        quoted = ((each, passage.anchor) for case in self.cases for passage in case.passages
                  for each in passage.dates_of_sentence)
        return (*((each, None) for case in self.cases for each in case.dates), *quoted)

    @cached_property
    def fields(self) -> tuple[When, ...]:
        """The dates in the facts' fields, and those of their sources."""
        records = [case.fact.record for case in self.cases]
        dates = [date for each in records for date in (each.date, each.due, each.said.on if each.said else None)]
        anchors = [passage.anchor for case in self.cases for passage in case.passages]
        return (*(date.when for date in dates if date), *(anchor for anchor in anchors if anchor))

    @cached_property
    def entities(self) -> frozenset[str]:
        """Who is named in claims, quotations and glosses, and who speaks."""
        named = frozenset().union(*(case.named_in(text) for case in self.cases for text in
                                    (case.claim, *(passage.words for passage in case.passages))))
        said = (str(case.fact.record.said.by) for case in self.cases if case.fact.record.said)
        return named | frozenset(said) | frozenset(str(each) for case in self.cases for each in case.fact.record.entities)

    def bears_number(self, quantity: Quantity) -> bool:
        """Whether some fact has the number, with its unit and its bound."""
        return any(same_value(quantity, each) and same_unit(quantity, each) and bounds_agree(quantity, each)
                   for each in self.quantities)

    def bears_date(self, mention: DateMention) -> bool:
        """Whether some fact has the date, in words or in a field."""
        if any(borne(mention, each, anchor) for each, anchor in self.dates):
            return True
        claimed = resolve(mention, None)
        if claimed is None:
            return any(fits(mention, field) for field in self.fields)
        return any(agrees(claimed, field) for field in self.fields)


def fits(mention: DateMention, field: When) -> bool:
    """Whether a date without a year ("in September") may be a field's."""
    found = resolve(mention, field)
    return found is not None and found.overlaps(field)


def texts(library: Library) -> Iterator[tuple[str, Place, Shelf]]:
    """Every text of the prose that is compared, its place, and the facts it may draw on."""
    corpus = library.dossier.corpus
    for name, page in (*corpus.topics.items(), *corpus.pages.items()):
        for block in page.blocks:
            if block.citations and block.kind != "heading":
                yield block.text, block.place, shelf(library, block.citations)
        for point in page.front.main_points:
            yield uncited(point), point.place, shelf(library, cited(point))
        if name in corpus.topics and (standfirst := page.front.standfirst):
            named = (fact.id for fact in library.dossier.by_topic.get(name, ()))
            yield str(standfirst), standfirst.place, shelf(library, named)
    for point in corpus.dossier.main_points:
        yield uncited(point), point.place, shelf(library, cited(point))
    for text in (corpus.dossier.title, corpus.dossier.subtitle, corpus.dossier.summary):
        if text:
            yield uncited(text), text.place, shelf(library, library.cases)


@check("P803", "library")
def P803(library: Library) -> Iterator[Finding]:
    """Every number, date and known name in a paragraph is borne by a fact cited there.

    Why: prose is what most readers read, and a slip of the pen there is as wrong as in a fact.

    Mend: cite the fact that bears it, or write what the cited facts say. A standfirst is compared with all facts of
    its topic, the dossier's titles and summary with all facts. In pages/ only what is cited is compared.

    Fails: "They agreed on 27 programmes. [@programmes-agreed]", where the fact says 28.

    Passes: "They agreed on 28 programmes. [@programmes-agreed]"
    """
    for text, place, facts in texts(library):
        yield from library.recall("prose", partial(key, library, text, place, facts),
                                  partial(tuple, unborne(text, place, facts, library.dossier.lexicon)))


def key(library: Library, text: str, place: Place, facts: Shelf) -> bytes:
    """A hash of all that is read where a text is compared with facts."""
    return digest(text, place, [library.keys[case.fact.id] for case in facts.cases])


def unborne(text: str, place: Place, facts: Shelf, lexicon: Lexicon) -> Iterator[Finding]:
    """What of one text no fact bears that it draws on."""
    for quantity in stated(text, lexicon):
        if not facts.bears_number(quantity) and not singles_out(quantity):
            yield missing(f'the number "{quantity.written}"{limits(quantity)}', place,
                          [each.written + limits(each) for each in facts.quantities], with_unit(quantity, facts))
    for mention in mentions(text):
        if not facts.bears_date(mention):
            yield missing(f'the date "{mention.written}"', place, [each.written for each, _ in facts.dates])
    for named in lexicon.find(text):
        if not named.entities & facts.entities:
            yield missing(f'the name "{named.written}"', place, sorted(facts.entities))


def limits(quantity: Quantity) -> str:
    """A quantity's bound, as a message adds it."""
    return "" if quantity.bound == "exact" else f" ({quantity.bound})"


def with_unit(quantity: Quantity, facts: Shelf) -> str:
    """How to mend a number that a fact bears with a unit; empty where none does."""
    same = (each.written for each in facts.quantities if each.value == quantity.value and each.unit and not quantity.unit)
    return next((f'write its unit, too: "{written}"' for written in same), "")


def missing(what: str, place: Place, known: list[str], mend: str = "") -> Finding:
    listed = ", ".join(list(dict.fromkeys(known))[:12]) or "none"
    return Finding(place, f"{what} is borne by no fact cited here",
                   (f"the facts cited here have: {listed}", mend or "cite the fact that bears it, or mend the text"))


DISSENT = re.compile(
    r"\b(differ\w*|disput\w*|contradict\w*|contest\w*|disagree\w*|conflict\w*|but|while|whereas|however|although|though|"
    r"yet|not all|other (sources?|articles?|reports?)|another|one (source|article|report)|according to|by contrast|"
    r"claim\w*|den(y|ied|ies)|inflated|on the other hand)\b", re.IGNORECASE)


@check("P804", "library")
def P804(library: Library) -> Iterator[Finding]:
    """Where a fact is disputed, the paragraph that uses it says so.

    Why: a reader of the paragraph alone must not take one side's figure for the figure.

    Mend: say that sources differ, or cite the other side, too.

    Fails: "200,000 troops took part. [@zapad-troops-moscow]", where another source gives tens of thousands.

    Passes: "Sources differ on how many took part: ..."
    """
    rivals = opponents(library.dossier)
    for text, place, facts in texts(library):
        cited_here = {case.fact.id for case in facts.cases}
        if len(cited_here) > 12 or DISSENT.search(text):
            continue
        for case in facts.cases:
            if (others := rivals.get(case.fact.id)) and not others & cited_here:
                yield Finding(place, f"{case.fact.number} {case.fact.id} is disputed, and this paragraph does not say so",
                              (f"the other side: {', '.join(sorted(others))}", "say that sources differ, or cite it, too"),
                              Level.WARNING)


def opponents(dossier: Dossier) -> Mapping[str, frozenset[str]]:
    """Fact id → the facts that dispute it, or that it disputes."""
    found: dict[str, frozenset[str]] = {}
    for fact in dossier.facts.values():
        for name in fact.record.disputes:
            other = dossier.addresses[name]
            found[fact.id] = found.get(fact.id, frozenset()) | {other}
            found[other] = found.get(other, frozenset()) | {fact.id}
    return found
