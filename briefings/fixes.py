"""`check --fix`: quotes get the source's own characters, where typography alone differs. Nothing else is touched.

A file is written only if it then reads the same but for the mended quotes; otherwise the repair is left to the editor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from briefings.dossier import Dossier
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
        if evidence.verdict.level is MatchLevel.TYPOGRAPHIC:
            for quoted, found in zip(evidence.record.quote, evidence.stretches, strict=True):
                written = " ".join(found.split("\n")).replace("\r", "")
                if " ".join(quoted.split(" ")) != written:
                    yield Repair(quoted, written)


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
    start, end = offsets(text, repair)
    scalar = rewritten(text[start:end], repair)
    if scalar is None:
        return False
    changed = text[:start] + scalar + text[end:]
    before = values(text) or []
    if values(changed) != [repair.written if each == repair.quoted else each for each in before]:
        return False
    replace(path, changed)
    return True


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


def offsets(text: str, repair: Repair) -> tuple[int, int]:
    """Where the quote's scalar stands in its file."""
    lines, place = text.split("\n"), repair.quoted.place
    starts = [sum(len(line) + 1 for line in lines[: number - 1]) for number in (place.line, place.end_line)]
    return starts[0] + place.column - 1, starts[1] + place.end_column - 1


def values(text: str) -> list[str] | None:
    """Every scalar of a YAML text in order; None where it cannot be read."""
    try:
        return [event.value for event in yaml.parse(text, Loader=yaml.CSafeLoader) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return None
