"""What a number is the number of: its direction, its place in the sentence, the thing it counts."""

import re
from collections.abc import Iterator
from itertools import chain

from briefings.checks.case import Case
from briefings.text.alignment import NUMBER, Word, words
from briefings.text.characters import lowered
from briefings.text.numbers import NumberKind, Quantity, quantities, same_unit, same_value
from briefings.text.stems import stem, stems

CHANGE = re.compile(
    r"\b(?:(?P<rise>rose|risen|ris(?:e|es|ing)|increas\w+|grew|grow(?:s|n|ing|th)|climb\w+|gain(?:s|ed|ing)?|soar\w+|jump\w+|"
    r"doubl\w+|tripl\w+|widen\w+|expand\w+)|(?P<fall>fell|fall(?:s|en|ing)?|decreas\w+|drop(?:s|ped|ping)?|declin\w+|"
    r"shr(?:ank|unk|inks?|inking)|reduc\w+|lower(?:ed|ing)|narrow(?:ed|s|ing)|halv\w+|plung\w+|slump\w+|sank))\b")
"""Words of change, in two directions."""

SENTENCE_END = re.compile(r"[.;!?](?=\s)")

COUNTED = tuple(frozenset(map(stem, row.split())) for row in (
    "soldier troop serviceman personnel military fighter force man men",
    "people person resident inhabitant citizen civilian man men woman women human",
    "programme program plan roadmap",
    "plane aircraft jet fighter warplane airplane",
    "ship vessel boat",
    "polygon range ground site area field",
    "dead death victim casualty fatality killed die person people",
    "worker employee staff job post position",
    "country state nation member",
    "company firm business enterprise",
    "home house household building flat apartment",
    "vote ballot seat deputy lawmaker member",
    "car vehicle", "child pupil student", "talk meeting round encounter", "demonstrator protester people",
))
"""Nouns that may stand for each other."""


NEAR = 60
"""How many characters before a number are searched for its word of change."""


def reversal(case: Case) -> str | None:
    """The claim's word of change before a number, where the evidence has one of the other direction before it."""
    for quantity in case.quantities:
        if mine := direction(case.claim, quantity):
            theirs = {direction(passage.source.text, each) for passage in case.passages for each in passage.quantities
                      if same_value(quantity, each)} - {None}
            if theirs and mine not in theirs:
                return quantity.written
    return None


def direction(text: str, quantity: Quantity) -> str | None:
    """Whether the last word of change before a number, in its sentence, speaks of a rise or a fall."""
    before = SENTENCE_END.split(text[max(quantity.span.start - NEAR, 0) : quantity.span.start])[-1]
    found = [match.lastgroup for match in CHANGE.finditer(lowered(before))]
    return found[-1] if found else None


def exchanged(case: Case) -> Iterator[tuple[Quantity, Quantity]]:
    """Numbers of the claim beside words that the quotation has beside another number of the same unit, and not beside its own."""
    if not case.quantities or sum(len(passage.quantities) for passage in case.passages) < 2:
        return
    for passage in case.passages:
        found = quantities(passage.glossed)
        if not any(has_rival(mine, found) for mine in case.quantities):
            continue
        claim, quote = numbered(case.claim, case, case.quantities), numbered(passage.glossed, case, found)
        for at, mine in places(claim):
            own = [place for place, each in places(quote) if same_value(mine, each)]
            others = [(place, each) for place, each in places(quote) if not same_value(mine, each) and same_unit(mine, each)]
            yield from ((mine, each) for place, each in others if own and strays(claim, at, quote, own[0], place))


def has_rival(mine: Quantity, found: tuple[Quantity, ...]) -> bool:
    """Whether numbers that were found are the claim's, and another of its unit."""
    same = [same_value(mine, each) for each in found]
    return any(same) and any(not equal and same_unit(mine, each) for equal, each in zip(same, found, strict=True))


def places(row: tuple[Word, ...]) -> list[tuple[int, Quantity]]:
    """Where the quantities stand in a row of words."""
    return [(at, word.quantity) for at, word in enumerate(row) if word.quantity]


def strays(claim: tuple[Word, ...], at: int, quote: tuple[Word, ...], own: int, other: int) -> bool:
    """Whether the words beside a number of the claim are those beside the other number of the quote, on one side at least,
    and on neither side those beside its own. A number that follows another at once ("from 80 to 45") shares its words."""
    toward_other, toward_own = False, False
    for step in (-1, 1):
        mine, here, there = beside(claim, at, step), beside(quote, own, step), beside(quote, other, step)
        toward_other |= bool(here and mine & (there - here))
        toward_own |= bool(mine & (here - there))
    return toward_other and not toward_own


def beside(row: tuple[Word, ...], at: int, step: int) -> frozenset[str]:
    """The words on one side of a number, as far as the next number."""
    found: set[str] = set()
    at += step
    while 0 <= at < len(row) and row[at].form != NUMBER and len(found) < REACH:
        found.add(row[at].form)
        at += step
    return frozenset(found)


REACH = 8
"""How many words to either side of a number are taken to say what it is the number of."""


def numbered(text: str, case: Case, found: tuple[Quantity, ...]) -> tuple[Word, ...]:
    """The words of a text, its quantities as one kind of word, and names by whom they name."""
    return words(text, case.dossier.lexicon, found)


def foreign_noun(quantity: Quantity, found: list[Quantity], case: Case) -> str | None:
    """What the evidence counts, where the claim counts a thing that the evidence does not speak of."""
    nouns = {each.noun for each in found if each.noun}
    if any(passage.foreign and not passage.evidence.record.translation for passage in case.passages):
        return None
    if not quantity.noun or not nouns or quantity.kind not in (NumberKind.COUNT, NumberKind.VAGUE):
        return None
    mine, theirs = stem(quantity.noun), {stem(noun) for noun in nouns}
    if mine in theirs:
        return None
    spoken = stems(" ".join(chain.from_iterable((passage.words, passage.sentence) for passage in case.passages)))
    kin = frozenset().union(*(row for row in COUNTED if mine in row))
    if mine in spoken | theirs or kin & (spoken | theirs):
        return None
    return ", ".join(sorted(nouns))


