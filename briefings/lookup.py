"""`locate` for people and for programs: a request as plain values in, a verdict as plain values out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefings.load import Reading, captured
from briefings.records import SourceRecord
from briefings.resolve import laid_out
from briefings.structure import shown
from briefings.text.locate import Searchable, Status, Verdict, locate

TextOf = Callable[[str], Searchable]
"""The text of a source, by its name."""


class UnreadableError(ValueError):
    """The request itself cannot be understood; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What came of one line: a verdict as plain values, and whether the line could be read at all."""

    verdict: dict[str, Any]
    read: bool = True


def batch(lines: Iterable[bytes], content: Path) -> Iterator[Answer]:
    """One answer for each line of JSON. A line that cannot be read is uncheckable, by a reason that begins with its number."""
    text_of = texts(content)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield each(number, line, text_of)


def each(number: int, line: bytes, text_of: TextOf) -> Answer:
    """The answer to one line."""
    asked: Mapping[str, Any] = {}
    try:
        asked = request(line)
        return Answer(answer(asked, text_of))
    except UnreadableError as reason:
        unread = Verdict(Status.UNCHECKABLE, reason=f"line {number}: {reason}")
        return Answer(told(asked.get("id"), unread), read=False)


def request(line: bytes) -> Mapping[str, Any]:
    """The JSON object of a line."""
    try:
        value = json.loads(line.decode("utf-8-sig").rstrip("\r\n"), parse_constant=refused)
    except json.JSONDecodeError as reason:
        raise UnreadableError(f"this is no JSON: {reason.msg} (column {reason.colno})") from reason
    except (ValueError, RecursionError) as reason:
        raise UnreadableError(f"this is not JSON in UTF-8: {reason}") from reason
    if not isinstance(value, dict):
        raise UnreadableError("a request is a JSON object")
    return value


def refused(constant: str) -> None:
    """Raises ValueError: Python would read NaN, which is no JSON."""
    raise ValueError(f"{constant} is no value")


def texts(content: Path) -> TextOf:
    """The texts of the dossier in the folder `content`, each prepared once."""
    return lru_cache(maxsize=64)(lambda source: source_text(source, content))


def answer(asked: Mapping[str, Any], text_of: TextOf) -> dict[str, Any]:
    """Locate one quote: `source` (an id of the dossier, or a path) or `text`, `quote`, `prefix`, `suffix`."""
    quote = asked.get("quote")
    stretches = [quote] if isinstance(quote, str) else quote
    if not isinstance(stretches, list) or not stretches or not all(isinstance(each, str) for each in stretches):
        raise UnreadableError("quote is a text, or a list of texts")
    around = [asked.get(name) or "" for name in ("prefix", "suffix")]
    if not all(isinstance(each, str) for each in around):
        raise UnreadableError("prefix and suffix are texts")
    return told(asked.get("id"), locate(searched(asked, text_of), stretches, *around))


def searched(asked: Mapping[str, Any], text_of: TextOf) -> Searchable:
    """The text to search in."""
    text, source = asked.get("text"), asked.get("source")
    if isinstance(text, str):
        return Searchable(text)
    if not isinstance(source, str) or not source:
        raise UnreadableError("a request names a source, or brings its text")
    return text_of(source)


def source_text(source: str, content: Path) -> Searchable:
    """The captured text of a source of the dossier, with its zones' edges, or the text of a file."""
    folder = content / "sources" / source
    try:
        if "/" not in source and (folder / "article.txt").is_file():
            return archived(folder)
        return Searchable(Path(source).read_bytes().decode("utf-8"))
    except UnreadableError:
        raise
    except (OSError, ValueError) as reason:
        why = reason.strerror if isinstance(reason, OSError) else reason
        raise UnreadableError(f"no source {shown(source)} can be read: {why}") from reason


def archived(folder: Path) -> Searchable:
    """A source of the dossier. Raises UnreadableError where its record or its text has a mistake."""
    reading = Reading(folder)
    record, text = reading.record(folder / "source.yaml", SourceRecord), captured(folder / "article.txt", reading)
    if record is None or text is None:
        raise UnreadableError("; ".join(f"{each.place}: {each.message}" for each in reading.problems))
    return laid_out(folder.name, record, text, reading.problems).searchable


def told(name: Any, verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain values."""
    nearest = verdict.nearest
    return {
        "id": name,
        "status": str(verdict.status),
        "level": verdict.level and str(verdict.level),
        "spans": [list(span) for span in verdict.spans],
        "nearest": nearest and {"span": list(nearest.span), "text": nearest.text, "diverges_at": nearest.diverges_at},
        "reason": verdict.reason,
    }
