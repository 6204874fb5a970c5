"""A quantity as a text writes it, and whether a claim's and its quote's are one."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Self

from briefings.text.bounds import Bound
from briefings.text.span import Span


class NumberKind(StrEnum):
    """What sort of quantity it is. Only money, percentages and measures have units."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"


class Quantity(NamedTuple):
    """One quantity of a text.

    `span` covers number, scale and unit without the bound word, in code points, half-open; `written` is its text.
    `value` is scaled ("$1.2bn" is 1200000000). `upper` is the high end of a range; of a vague amount, value and upper
    are our reading. `unit` is "USD", "%", "percentage point", "year" and the like, empty for counts; `noun` is the
    counted thing, lower-case and singular, a hint only. `step` is the size of the last written place (100000 for
    "1.2 million" and for "200,000"), so that a claim more precise than its quote is seen.
    """

    span: Span
    value: Decimal
    upper: Decimal | None
    kind: NumberKind
    unit: str
    noun: str
    bound: Bound
    bound_span: Span | None
    written: str
    scale_span: Span | None
    step: Decimal

    def moved(self, by: int) -> Self:
        """The same quantity in a text in which this one's begins at `by`."""
        bound, scale = self.bound_span, self.scale_span
        return self._replace(span=self.span.moved(by), bound_span=bound and bound.moved(by), scale_span=scale and scale.moved(by))


def same_value(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are the same number or range, however written. "half" and "50%" are; the second and two
    are not. Units and bounds are not looked at."""
    if (a.kind == NumberKind.ORDINAL) != (b.kind == NumberKind.ORDINAL):
        return False
    a, b = _as_share(a, b), _as_share(b, a)
    return a.value == b.value and a.upper == b.upper


def _as_share(one: Quantity, other: Quantity) -> Quantity:
    """A fraction in hundredths where the other is a percentage."""
    if one.kind != NumberKind.FRACTION or other.unit != "%":
        return one
    upper = one.upper * 100 if one.upper is not None else None
    return one._replace(value=one.value * 100, upper=upper)


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether the units agree: currency, %, physical and time units. Counted nouns are hints, never a difference."""
    shares = {a.kind, b.kind} == {NumberKind.FRACTION, NumberKind.PERCENT} and "%" in (a.unit, b.unit)
    return a.unit == b.unit or shares


def bounds_agree(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the claim keeps the evidence's bound: none lost, none added, none turned round."""
    return claim.bound == evidence.bound


def more_precise(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the claim writes a finer place than the evidence does: "$3.40 billion" for "$3.4 billion". A fraction in
    words or signs has no last place, so it is never the more precise one, nor the less."""
    if NumberKind.FRACTION in (claim.kind, evidence.kind):
        return False
    return claim.step < evidence.step
