"""N404: sums. What follows from quoted numbers is reckoned, and shown as computed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

from briefings.checks.case import Case
from briefings.checks.numbers import is_named, listed, wrong
from briefings.checks.registry import Finding, check
from briefings.problems import Level
from briefings.text.numbers import Quantity, quantities, same_value

SUMS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}
SIGNS = {"−": "-", "–": "-", "×": "*", "x": "*", "÷": "/", ":": "/"}


@check("N404", "fact")
def N404(case: Case) -> Iterator[Finding]:
    """What `computed` says follows from quoted numbers of one unit; readers are told that it is computed.

    Why: a sum is as good as its parts, if they are shown.

    Mend: write the sum with quoted numbers and + - * /, and spaces round the signs. Years and dates are not
    reckoned with. Only the 100 of a percentage need not be quoted.

    Fails: `computed: {"15": "9 + 5"}`.

    Passes: `computed: {"14": "9 + 5"}`, with the quote "nine in Russia and five in Belarus".
    """
    for key, expression in case.fact.record.computed.items() if case.readable else ():
        if reason := miscounted(str(key), str(expression), case):
            yield wrong(case, f'computed "{key}": {reason}', f"the evidence says: {listed(case.quoted)}",
                        place=expression)
        else:
            yield wrong(case, f'"{key}" is computed: {expression}', level=Level.INFO, place=expression)


def miscounted(key: str, expression: str, case: Case) -> str | None:
    """Why a sum will not do, or None."""
    result = quantities(key)
    if len(result) != 1 or not any(is_named(each, key) for each in case.quantities):
        return "the claim states no such number"
    parts = re.split(r"\s+([-+*/−–×x÷:])\s+", expression.strip())
    operands = [quantities(part) for part in parts[::2]]
    for part, read in zip(parts[::2], operands, strict=True):
        if len(read) != 1:
            return f'"{part}" is not one quantity (years and dates are not reckoned with)'
        hundred = read[0].value == 100 and not read[0].unit and "%" in result[0].unit
        if not hundred and not any(same_value(read[0], each) for each in case.quoted):
            return f'"{part}" does not stand in the evidence'
    signs = [SIGNS.get(sign, sign) for sign in parts[1::2]]
    if not signs:
        return "there is nothing to reckon"
    return unequal([read[0] for read in operands], signs, result[0], case)


def unequal(operands: list[Quantity], signs: list[str], result: Quantity, case: Case) -> str | None:
    """Why the operands do not give the result, or None; units are those of the quoted numbers."""
    units = {each.unit for operand in operands for each in case.quoted if same_value(operand, each)}
    if len(units) > 1 and set(signs) & {"+", "-"}:
        return "its parts have different units"
    try:
        value = reckoned([each.value for each in operands], signs)
    except ZeroDivisionError:
        return "it divides by nothing"
    if abs(value - result.value) * 2 > (result.step if "/" in signs else 0):
        return f"it gives {value.normalize():f}"
    return None


def reckoned(values: list[Decimal], signs: list[str]) -> Decimal:
    """The value of a sum: times and divided before plus and minus."""
    terms, pending = [values[0]], []
    for sign, value in zip(signs, values[1:], strict=True):
        if sign in "*/":
            terms[-1] = SUMS[sign](terms[-1], value)
        else:
            pending.append(sign)
            terms.append(value)
    return reduce(lambda total, step: SUMS[step[0]](total, step[1]), zip(pending, terms[1:], strict=True), terms[0])
