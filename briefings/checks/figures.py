"""N406: figures. What tables are made of agrees with the sentence that a reader of the table does not see."""

from collections.abc import Iterator
from decimal import Decimal

from briefings.checks.case import Case
from briefings.checks.numbers import accounted, listed
from briefings.checks.registry import Finding, check
from briefings.records import Figure
from briefings.text.dates import agrees, resolve
from briefings.text.numbers import NumberKind, Quantity, quantities


@check("N406", "fact")
def N406(case: Case) -> Iterator[Finding]:
    """A figure (amount or date, unit, bound, as-of) agrees with the claim and the evidence of its fact.

    Why: tables and comparisons are made of the figures, and a reader of a table does not see the sentence.

    Mend: correct the figure: plain digits in `amount`, the currency in `unit`, the source's bound in `bound`.

    Fails: `amount: 600000`, with the claim "$600 million".

    Passes: `amount: 600000000`, `unit: USD`.
    """
    for figure in case.fact.record.figures if case.readable else ():
        if reason := disagreement(figure, case):
            said = "; ".join((listed(case.quantities), listed(case.quoted)))
            yield Finding(figure.place, f"the figure of {figure.measure} does not agree with its fact: {reason}",
                          (f"claim; evidence: {said}",), fact=case.fact.id, measure=str(figure.measure))


def disagreement(figure: Figure, case: Case) -> str | None:
    """What of a figure the claim or the evidence does not say, or None."""
    if figure.date is not None:
        return None if date_said(figure, case) else f"the date {figure.date} stands in neither"
    matching = [each for each in figured(case) if amounts_agree(figure, each)]
    if not matching:
        return f"the amount {figure.amount or f'{figure.lower} to {figure.upper}'} stands in neither"
    unit = figure.unit or case.dossier.corpus.measures[figure.measure].unit
    if not any(unit_agrees(str(unit or ""), each) for each in matching):
        return f"its unit is {unit}"
    if not any(bound_agrees(figure, each) for each in matching):
        return f"its bound is {figure.bound or 'exact'}"
    return None


def figured(case: Case) -> tuple[Quantity, ...]:
    """The quantities that a figure may repeat: those of the claim, and those quoted beside them."""
    accounted_for = tuple(each for each in case.quantities if accounted(each, case))
    return (*accounted_for, *case.quoted)


def amounts_agree(figure: Figure, quantity: Quantity) -> bool:
    """Whether a figure has the value, or both ends, of a quantity; of a vague one, our reading within its order."""
    if figure.amount is not None:
        return Decimal(figure.amount) in (quantity.value, quantity.upper)
    ends = (Decimal(figure.lower) if figure.lower else None, Decimal(figure.upper) if figure.upper else None)
    if quantity.upper is None:
        return quantity.value in ends
    if quantity.kind is NumberKind.VAGUE and None not in ends:
        return quantity.value <= Decimal(figure.lower or 0) <= Decimal(figure.upper or 0) <= quantity.upper + 1
    return ends[0] in (quantity.value, None) and ends[1] in (quantity.upper, None)


def unit_agrees(unit: str, quantity: Quantity) -> bool:
    """Whether a unit is that of a quantity; a counted noun is a hint, and money is money only with its currency."""
    read = quantities(f"1 {unit}")
    named = read[0].unit if read else ""
    if quantity.kind in (NumberKind.MONEY, NumberKind.PERCENT):
        return named == quantity.unit or unit.upper() == quantity.unit
    return not (read and read[0].kind in (NumberKind.MONEY, NumberKind.PERCENT))


def bound_agrees(figure: Figure, quantity: Quantity) -> bool:
    """Whether a figure has the bound of a quantity; both ends written mean a range."""
    if figure.amount is None:
        return True
    if quantity.upper is not None:
        return figure.bound is not None
    return (figure.bound or "exact") == quantity.bound


def date_said(figure: Figure, case: Case) -> bool:
    """Whether the claim or the quotation writes the figure's date."""
    assert figure.date is not None
    when = figure.date.when
    for passage in case.passages:
        for mention in (*case.dates, *passage.dates_of_sentence):
            found = resolve(mention, passage.anchor)
            if found and (agrees(when, found) or agrees(found, when)):
                return True
    return case.explained(str(figure.date), "date")
