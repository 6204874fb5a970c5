"""N4xx: numbers. Every number of a claim stands in its evidence, with its unit and its bound."""

import re
from collections.abc import Iterable, Iterator

from briefings.checks import translations
from briefings.checks.case import Case
from briefings.checks.counts import exchanged, foreign_noun, reversal
from briefings.checks.registry import Finding, check
from briefings.problems import Level
from briefings.text.numbers import (
    Bound,
    NumberKind,
    Quantity,
    bounds_agree,
    more_precise,
    quantities,
    same_unit,
    same_value,
)
from briefings.text.span import Span
from briefings.values import Text


def is_named(quantity: Quantity, key: str) -> bool:
    """Whether a key of `inferred` or `computed` means this quantity: as written, or the same value and unit."""
    if key == quantity.written:
        return True
    read = quantities(key)
    return len(read) == 1 and same_value(read[0], quantity) and (same_unit(read[0], quantity) or not read[0].unit)


def accounted(quantity: Quantity, case: Case) -> bool:
    """Whether `inferred` or `computed` accounts for a quantity of the claim."""
    return any(is_named(quantity, str(key)) for key in (*case.fact.record.inferred, *case.fact.record.computed))


def open_quantities(case: Case) -> Iterator[Quantity]:
    """The quantities of the claim that only the quotations can bear out."""
    if case.readable:
        yield from (each for each in case.quantities if not accounted(each, case) and not singles_out(each))


def singles_out(quantity: Quantity) -> bool:
    """Whether "one" only picks one of a kind in our own words: "one report says"."""
    named = ("report", "source", "article", "account", "reason", "side", "point")
    return quantity.written.lower() == "one" and quantity.noun in named


def is_end(claimed: Quantity, found: Quantity) -> bool:
    """Whether a claim names one end of a range in the evidence."""
    return claimed.upper is None and found.upper is not None and claimed.value in (found.value, found.upper) and (
        found.kind is not NumberKind.VAGUE and claimed.kind is not NumberKind.ORDINAL)


def of_value(quantity: Quantity, case: Case) -> list[Quantity]:
    """The quoted quantities of a claim's value."""
    return [each for each in case.quoted if same_value(quantity, each) or is_end(quantity, each)]


def of_unit(quantity: Quantity, case: Case) -> list[Quantity]:
    """The quoted quantities of a claim's value and unit."""
    return [each for each in of_value(quantity, case) if same_unit(quantity, each)]


def listed(found: Iterable[Quantity]) -> str:
    """Quantities for a message, with their bound words."""
    return ", ".join(dict.fromkeys(shown(each) for each in found)) or "no number"


def shown(quantity: Quantity) -> str:
    """A quantity as written, with what its bound means where it has one."""
    return quantity.written + (f" ({quantity.bound})" if quantity.bound not in (Bound.EXACT, Bound.RANGE) else "")


def wrong(case: Case, message: str, *detail: str, level: Level = Level.ERROR, place: Text | None = None) -> Finding:
    """A finding about the claim."""
    return Finding((place or case.fact.record.claim).place, message, detail, level, case.fact.id)


@check("N401", "fact")
def N401(case: Case) -> Iterator[Finding]:
    """Every number in a claim stands in its evidence, by value.

    Why: a number is the first thing a reader repeats, and the easiest to get wrong.

    Mend: quote the words that hold the number. A number that follows from quoted ones goes under `computed`, one
    that no quote states under `inferred`, with the reason.

    Fails: "27 programmes", with the quote "agreed on 28 programmes".

    Passes: "1.2 million", with the quote "1,200,000 people"; "9", with the quote "nine".
    """
    for quantity in open_quantities(case):
        found = of_value(quantity, case)
        if not found:
            yield wrong(case, f'the number "{quantity.written}" does not stand in the evidence',
                        f"the evidence says: {listed(case.quoted)}",
                        "quote the words that hold it, or account for it under computed or inferred")
        elif other := counted_otherwise(quantity, found, case):
            yield wrong(case, f'"{quantity.written}" counts another thing than in the claim',
                        f"the evidence says: {listed([other, *found])}", f'the source gives "{other.written}" for '
                        f"{other.noun}")
    yield from unread(case)
    for mine, theirs in exchanged(case) if case.readable else ():
        if not accounted(mine, case) and of_value(mine, case):
            yield wrong(case, f'"{mine.written}" stands in the claim where the evidence has "{theirs.written}"',
                        f"the evidence says: {listed(case.quoted)}", "write each number beside what it is the number of")
    if case.readable and case.quantities and (word := reversal(case)):
        yield wrong(case, f'the claim turns the change of "{word}" round: what rose in the evidence falls, or the reverse',
                    *(f"source:  {' '.join(passage.sentence.split())}" for passage in case.passages),
                    "write the direction of the source")
    yield from translations.differing(case)


_WITH_DIGIT = re.compile(r"(?<!\S)[^\s\d]*\d\S*")


def unread(case: Case) -> Iterator[Finding]:
    """Digits that are read as no number and no date (S-400, 1.2.3): the evidence has them letter for letter."""
    read = [*(each.span for each in case.quantities), *(each.span for each in case.dates), *(each.span for each in case.names)]
    for token in _WITH_DIGIT.finditer(case.claim) if case.readable else ():
        word = token[0].strip(".,;:!?()[]\"'“”‘’")
        if any(span.overlaps(Span(*token.span())) for span in read) or case.explained(word):
            continue
        if word not in " ".join(passage.context for passage in case.passages):
            yield wrong(case, f'"{word}" is read as no number, and does not stand in the evidence as it is written',
                        f"the evidence says: {listed(case.quoted)}", "write the number as the source does")


def counted_otherwise(quantity: Quantity, found: list[Quantity], case: Case) -> Quantity | None:
    """The quoted quantity that counts what the claim counts, where the number claimed counts something else."""
    nouns = {each.noun for each in found}
    if not found or not quantity.noun or quantity.noun in nouns or not all(nouns):
        return None
    same = (each for each in case.quoted if each.noun == quantity.noun and each.kind is quantity.kind)
    return next((each for each in same if not same_value(each, quantity)), None)


@check("N402", "fact")
def N402(case: Case) -> Iterator[Finding]:
    """A number has the unit, currency and scale that its evidence gives it.

    Why: 600 million dollars and 600 million roubles differ by a factor of sixty.

    Mend: write the unit of the quote.

    Fails: "€600 million", with the quote "$600 million".

    Passes: "600 million dollars", with the quote "$600m".
    """
    for quantity in open_quantities(case):
        found = of_value(quantity, case)
        if found and not of_unit(quantity, case):
            yield wrong(case, f'"{quantity.written}" has another unit than in the evidence',
                        f"the evidence says: {listed(found)}", "write the unit of the quote")
        elif other := foreign_noun(quantity, found, case):
            yield wrong(case, f'"{quantity.written}" counts "{quantity.noun}" in the claim, and in the evidence: {other}',
                        "write what the source counts", level=Level.WARNING)


@check("N403", "fact")
def N403(case: Case) -> Iterator[Finding]:
    """A number keeps its bound: nearly, as many as, at least, more than, an estimated are neither lost, added nor reversed.

    Why: "as many as 200,000" says that there may have been far fewer.

    Mend: write the bound of the source. nearly, almost, about, around, some, an estimated are one class; as many
    as, up to, at most another; so are under and fewer than; at least; over and more than.

    Fails: "200,000 soldiers", with the quote "nearly 200,000 soldiers".

    Passes: "about 200,000 soldiers", with the same quote.
    """
    for quantity in open_quantities(case):
        found = of_unit(quantity, case)
        if found and not any(bounds_agree(quantity, each) or keeps_end(quantity, each) for each in found):
            if all_foreign(case):
                yield Finding(case.fact.record.claim.place, f'the bound of "{quantity.written}" could not be compared: '
                              "the evidence is in another language", ("add a translation",), Level.WARNING,
                              case.fact.id, unchecked=True)
            else:
                yield wrong(case, f'the bound of "{quantity.written}" is not that of the evidence',
                            f"the claim says:    {bound_words(quantity)}",
                            f"the evidence says: {'; '.join(dict.fromkeys(map(bound_words, found)))}",
                            "write the bound of the source")


def all_foreign(case: Case) -> bool:
    """Whether all evidence is in a language whose bound words are not read, without a translation that lends its own."""
    return all(passage.foreign and not passage.translated_quantities for passage in case.passages)


def keeps_end(claimed: Quantity, found: Quantity) -> bool:
    """Whether a claim names the end of a range as what it is: at least the low one, at most the high one."""
    if not is_end(claimed, found):
        return False
    low = (Bound.AT_LEAST, Bound.MORE_THAN)
    return claimed.bound in (low if claimed.value == found.value else (Bound.AT_MOST, Bound.LESS_THAN))


BOUND_WORDS = {Bound.EXACT: "the number itself", Bound.ABOUT: "about", Bound.AT_LEAST: "at least",
               Bound.MORE_THAN: "more than", Bound.AT_MOST: "at most", Bound.LESS_THAN: "less than",
               Bound.RANGE: "a range"}


def bound_words(quantity: Quantity) -> str:
    """The bound in plain words, and the number."""
    return f"{BOUND_WORDS[quantity.bound]} ({quantity.written})"


@check("N405", "fact")
def N405(case: Case) -> Iterator[Finding]:
    """A claim is no more precise than its quote.

    Why: "1,200,000" for "1.2 million" pretends to a count that nobody made.

    Mend: write the number as the source does.

    Fails: "$3.40 billion", with the quote "$3.4 billion".

    Passes: "$3.4bn", with the same quote.
    """
    for quantity in open_quantities(case):
        found = of_unit(quantity, case)
        if found and all(more_precise(quantity, each) for each in found):
            yield wrong(case, f'"{quantity.written}" is more precise than the evidence',
                        f"the evidence says: {listed(found)}", "write the number as the source does", level=Level.WARNING)
