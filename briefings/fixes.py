"""Quotes get the source's own characters: by `check --fix`, where typography alone differs; as an offer, where a little more does.

A repair is made, or offered, only if the file then reads the same but for that quote; otherwise it is left to the editor.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path

import yaml

from briefings.dossier import Dossier
from briefings.problems import Fix, Place, Problem
from briefings.text.locate import MatchLevel
from briefings.values import Text
from briefings.whole import replace


@dataclass(frozen=True)
class Repair:
    """A stretch of a quote, and how the source writes it."""

    quoted: Text
    written: str


@dataclass(frozen=True)
class Mended:
    """What was repaired, and what an editor has to mend by hand."""

    done: tuple[Repair, ...]
    left: tuple[Repair, ...]


def repairs(dossier: Dossier) -> Iterator[Repair]:
    """The quotes that were found in their source only after typography was folded."""
    for _, evidence in dossier.each_evidence():
        if evidence.verified and evidence.verdict.level is MatchLevel.TYPOGRAPHIC:
            for quoted, found in zip(evidence.record.quote, evidence.stretches, strict=True):
                if " ".join(quoted.split(" ")) != written(found):
                    yield Repair(quoted, written(found))


def mend(dossier: Dossier) -> Mended:
    """Make every repair that can be made safely, in place. Raises OSError where a sheet cannot be written."""
    done: list[Repair] = []
    left: list[Repair] = []
    for repair in repairs(dossier):
        (done if mend_one(repair) else left).append(repair)
    return Mended(tuple(done), tuple(left))


def mend_one(repair: Repair) -> bool:
    """Make one repair; False where the file would not read the same otherwise, and is left as it was."""
    path = Path(repair.quoted.place.path)
    text = path.read_bytes().decode()
    fix = safe(repair, text)
    if fix:
        replace(path.resolve(), changed(text, fix))  # a link within the dossier stays one
    return fix is not None


def offered(problems: Iterable[Problem], dossier: Dossier) -> tuple[Problem, ...]:
    """The problems, each Q308 with the repair that an editor's program can make; `check --fix` leaves those to a person."""
    loose = {quoted.place: Repair(quoted, written(found)) for _, evidence in dossier.each_evidence()
             if evidence.verified and evidence.verdict.level is not MatchLevel.EXACT and len(evidence.record.quote) == 1
             for quoted, found in zip(evidence.record.quote, evidence.stretches, strict=True)}
    return tuple(replaced(each, fix=safe(loose[each.place], Path(each.place.path).read_bytes().decode()))
                 if each.code == "Q308" and each.place in loose else each for each in problems)


def safe(repair: Repair, text: str) -> Fix | None:
    """The repair as a change of the file's text; None where the file would not read the same otherwise."""
    start, end = offsets(text, repair.quoted.place)
    scalar = rewritten(text[start:end], repair)
    if scalar is None:
        return None
    fix = Fix(repair.quoted.place, text[start:end], scalar)
    expected = [repair.written if each == repair.quoted else each for each in values(text) or []]
    return fix if values(changed(text, fix)) == expected else None


def changed(text: str, fix: Fix) -> str:
    """The file's text with the repair made."""
    start, end = offsets(text, fix.place)
    return text[:start] + fix.text + text[end:]


def written(found: str) -> str:
    """A stretch of a source on one line."""
    return " ".join(found.split("\n")).replace("\r", "")


def rewritten(scalar: str, repair: Repair) -> str | None:
    """The scalar with the quote's words as the source has them, its lines broken where they were; None where the quote
    does not stand in it once, or the source has spaces of another kind between words that two lines part.
    """
    if scalar.count(repair.quoted) == 1:
        return scalar.replace(repair.quoted, repair.written)
    old, new = repair.quoted.split(" "), repair.written.split(" ")
    found = list(re.finditer(r"(\s+)".join(map(re.escape, old)), scalar))
    if len(found) != 1 or len(old) != len(new):
        return None
    breaks = (*found[0].groups(), "")
    words = "".join(word + space for word, space in zip(new, breaks, strict=True))
    return scalar[: found[0].start()] + words + scalar[found[0].end() :]


def offsets(text: str, place: Place) -> tuple[int, int]:
    """Where a place begins and ends in its file's text."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[: number - 1]) for number in (place.line, place.end_line)]
    return starts[0] + place.column - 1, starts[1] + place.end_column - 1


def values(text: str) -> list[str] | None:
    """Every scalar of a YAML text in order; None where it cannot be read."""
    try:
        return [event.value for event in yaml.parse(text, Loader=yaml.CSafeLoader) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return None
