"""How well numbers and dates are read, measured on public test suites: `python benchmarks/number_reading.py [-v]`.

The cases are those of `../shared/cases/numbers.jsonl`. The matching rule, by suite:

- number, percent, age, ordinal, quantities: a reading matches an expected entry where the values are equal; for
  percent, age and ordinal the kind must be the reading's own. A range gives both its ends, and for quantities
  its middle, which is what that suite writes.
- currency, dimension: value and unit must be equal (`UNITS` has their names in ours).
- number-range: each finite end must be read with a bound on its side, including or excluding the end as expected.
- date, date-period: the mention must overlap the expected stretch.

Each reading answers one entry. Precision counts readings of the suite's own kind that answer none. Entries that
have no value ("the dollar") are left out; so are suites' cases that expect nothing, except in precision.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from briefings.text.dates import mentions
from briefings.text.numbers import Bound, NumberKind, Quantity, quantities

CASES = Path(__file__).parents[1] / ".." / "shared" / "cases" / "numbers.jsonl"

UNITS = {
    "Dollar": "USD", "United States dollar": "USD", "Pound": "GBP", "British pound": "GBP", "Euro": "EUR",
    "Cent": "cent", "Pence": "penny", "Penny": "penny", "Japanese yen": "JPY", "Chinese yuan": "CNY",
    "Canadian dollar": "CAD", "Australian dollar": "AUD", "Hong Kong dollar": "HKD", "New Zealand dollar": "NZD",
    "Swiss franc": "CHF", "Finnish markka": "FIM", "Peseta": "ESP", "Netherlands guilder": "NLG", "Bitcoin": "BTC",
    "Turkish lira": "TRY", "Rupee": "INR", "Georgian lari": "GEL", "Sri Lankan rupee": "LKR", "Russian ruble": "RUB",
    "Milliliter": "millilitre", "Mile": "mile", "Foot": "foot", "Acre": "acre", "Gallon": "gallon", "Ton": "ton",
    "Square meter": "square metre", "Metric ton": "tonne", "Mile per hour": "mile per hour", "Inch": "inch",
    "Kilometer": "kilometre", "Millimeter": "millimetre", "Square kilometer": "square kilometre", "Meter": "metre",
    "Decimeter": "decimetre", "Tablespoon": "tablespoon", "Cup": "cup", "Kilogram": "kilogram", "Pound weight": "pound",
    "Kilometer per hour": "kilometre per hour", "Microgram": "microgram", "Degree": "degree",
}  # fmt: skip
SAME_UNITS = {("tonne", "ton"), ("ton", "tonne")}  # the suite writes "Ton" for tonnes too


class Score(NamedTuple):
    """Counts of one suite."""

    expected: int
    found: int
    read: int
    right: int

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0


class Verdict(NamedTuple):
    """What one case showed: entries found and missed, readings right and wrong."""

    found: int
    missed: list[str]
    right: int
    wrong: list[str]


def cases(path: Path = CASES) -> Iterator[dict[str, Any]]:
    """The cases, one dict a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def suite(case: dict[str, Any]) -> str:
    """The suite that a case is from, by its id: "currency", "number-range", "quantities"."""
    return str(case["id"]).split("/")[1].removesuffix(".ambiguity")


def judge(case: dict[str, Any]) -> Verdict:
    """Our reading of one case against the expected entries."""
    kind = suite(case)
    if kind.startswith("date"):
        return _judge_dates(case)
    if kind == "number-range":
        return _judge_ranges(case)
    return _judge_values(case, kind)


def _value(entry: dict[str, Any]) -> Decimal | None:
    raw = entry["value"] if "value" in entry else (entry.get("resolution") or {}).get("value")
    text = str(raw).rstrip("%")
    return Decimal(text) if re.fullmatch(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", text) else None


def _close(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= abs(Fraction(b)) * Fraction(1, 10**9)


_OWN_KIND = {"percent": NumberKind.PERCENT, "ordinal": NumberKind.ORDINAL, "currency": NumberKind.MONEY,
             "dimension": NumberKind.MEASURE, "age": NumberKind.MEASURE}  # fmt: skip
_TIME = {"second", "minute", "hour", "day", "week", "month", "year"}


def _own(kind: str, reading: Quantity) -> bool:
    """Whether a suite that lists all readings of its kind would list this one."""
    if kind in ("number", "quantities"):
        return reading.kind not in (NumberKind.ORDINAL, NumberKind.VAGUE)
    if kind in ("dimension", "age") and (reading.unit in _TIME) != (kind == "age"):
        return False
    return reading.kind == _OWN_KIND[kind]


def _unit_fits(kind: str, entry: dict[str, Any], reading: Quantity) -> bool:
    if kind not in ("currency", "dimension"):
        return True
    name = entry["resolution"]["unit"]
    unit = UNITS.get(name, name)
    return unit == reading.unit or (unit, reading.unit) in SAME_UNITS


def _ends(kind: str, reading: Quantity) -> Iterator[Decimal]:
    yield reading.value
    if reading.upper is not None:
        yield reading.upper
        if kind == "quantities":
            yield (reading.value + reading.upper) / 2


def _judge_values(case: dict[str, Any], kind: str) -> Verdict:
    readings = [reading for reading in quantities(case["text"]) if _own(kind, reading)]
    ends = [(i, end) for i, reading in enumerate(readings) for end in _ends(kind, reading)]
    missed, answered = [], set()
    wanted = [(entry, value) for entry in case["expected"] if (value := _value(entry)) is not None]
    for entry, value in wanted:
        place = next((p for p in ends if _close(p[1], value) and _unit_fits(kind, entry, readings[p[0]])), None)
        if place is None:
            missed.append(f"{entry['surface']} = {value}")
        else:
            ends.remove(place)
            answered.add(place[0])
    wrong = [f"{r.written} = {r.value} {r.unit}" for i, r in enumerate(readings) if i not in answered]
    return Verdict(len(wanted) - len(missed), missed, len(answered), wrong)


_SIDES = {
    "[": {Bound.AT_LEAST, Bound.RANGE}, "(": {Bound.MORE_THAN}, "]": {Bound.AT_MOST, Bound.RANGE},
    ")": {Bound.LESS_THAN, Bound.RANGE},
}  # fmt: skip


def _range_ends(case: dict[str, Any]) -> Iterator[tuple[Decimal, set[Bound]]]:
    for entry in case["expected"]:
        value = entry["resolution"]["value"]
        low, high = value[1:-1].split(",")
        if low == high:
            yield Decimal(low), {Bound.EXACT}
            continue
        if low:
            yield Decimal(low), _SIDES[value[0]]
        if high:
            yield Decimal(high), _SIDES[value[-1]]


def _judge_ranges(case: dict[str, Any]) -> Verdict:
    readings = quantities(case["text"])
    ends = [(i, end) for i, r in enumerate(readings) for end in (r.value, r.upper) if end is not None]
    missed, answered, found = [], set(), 0
    for value, bounds in _range_ends(case):
        place = next((p for p in ends if p[1] == value and readings[p[0]].bound in bounds), None)
        if place is None:
            missed.append(f"{value} {sorted(bounds)}")
        else:
            found += 1
            ends.remove(place)
            answered.add(place[0])
    bounded = [(i, r) for i, r in enumerate(readings) if r.bound != Bound.EXACT]
    wrong = [f"{r.bound} {r.written}" for i, r in bounded if i not in answered]
    return Verdict(found, missed, len(bounded) - len(wrong), wrong)


def _judge_dates(case: dict[str, Any]) -> Verdict:
    found = mentions(case["text"])
    missed, answered = [], set()
    for entry in case["expected"]:
        start = entry["start"]
        overlapping = [i for i, m in enumerate(found) if m.span.start < entry["end"] and start < m.span.end]
        answered.update(overlapping)
        if not overlapping:
            missed.append(entry["surface"])
    wrong = [mention.written for i, mention in enumerate(found) if i not in answered]
    return Verdict(len(case["expected"]) - len(missed), missed, len(answered), wrong)


def measure(path: Path = CASES) -> dict[str, Score]:
    """The score of each suite."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for case in cases(path):
        verdict = judge(case)
        counts = (verdict.found + len(verdict.missed), verdict.found, verdict.right + len(verdict.wrong), verdict.right)
        sums[suite(case)] = [a + b for a, b in zip(sums[suite(case)], counts, strict=True)]
    return {kind: Score(*counts) for kind, counts in sums.items()}


def table(scores: dict[str, Score]) -> str:
    """The scores as a Markdown table."""
    rows = ["| suite | expected | recall | readings | precision |", "|---|---:|---:|---:|---:|"]
    for kind, score in scores.items():
        rows.append(f"| {kind} | {score.expected} | {score.recall:.1%} | {score.read} | {score.precision:.1%} |")
    return "\n".join(rows)


def _show_misses() -> None:
    for case in cases():
        verdict = judge(case)
        if verdict.missed or verdict.wrong:
            print(f"{case['id']}: {case['text'][:160]!r}\n    missed {verdict.missed}\n    wrong {verdict.wrong}")


if __name__ == "__main__":
    if "-v" in sys.argv:
        _show_misses()
    print(table(measure()))
