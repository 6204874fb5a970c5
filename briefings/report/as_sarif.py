"""Problems in SARIF 2.1.0 (OASIS), which code hosts and editors read."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from briefings.problems import Fix, Level, Place, Problem
from briefings.report.as_json import dump
from briefings.report.as_text import details, message

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def render(problems: Sequence[Problem], summary: Mapping[str, Any], rules: Mapping[str, str]) -> str:
    """See `briefings.report.render`. `rules` are listed by code, and any further code that occurs."""
    codes = sorted({*rules, *(problem.code for problem in problems)})
    driver = {
        "name": "briefings",
        "rules": [_rule(code, rules.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(problems, codes)),
        "properties": {"summary": summary},
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, rule: str | None) -> dict[str, object]:
    return {"id": code, "shortDescription": {"text": rule}} if rule else {"id": code}


def _results(problems: Sequence[Problem], codes: Sequence[str]) -> Iterator[dict[str, object]]:
    numbers = {code: number for number, code in enumerate(codes)}
    seen: Counter[str] = Counter()
    for problem in problems:
        mark = _fingerprint(problem)
        seen[mark] += 1
        yield {
            "ruleId": problem.code,
            "ruleIndex": numbers[problem.code],
            # SARIF's word for a rule that could not be decided; such a result carries no level.
            "kind": "open" if problem.unchecked else "fail",
            "level": "none" if problem.unchecked else _LEVELS[problem.level],
            "message": {"text": _text(problem)},
            "locations": [{"physicalLocation": _location(problem.place)}],
            "partialFingerprints": {"problem/v1": f"{mark}:{seen[mark]}"},
            **_more(problem),
        }


def _text(problem: Problem) -> str:
    """Message and details; `[…](…)` would be read as a link, so its bracket is escaped."""
    return "\n".join((message(problem), *details(problem))).replace("](", "\\](")


def _fingerprint(problem: Problem) -> str:
    """The same for the same problem on another line: its file, code, record and words, no line."""
    parts = (problem.code, problem.place.path, problem.fact, problem.source, problem.measure, problem.message)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _more(problem: Problem) -> dict[str, object]:
    ids = {"fact": problem.fact, "source": problem.source, "measure": problem.measure}
    properties = {name: value for name, value in ids.items() if value}
    more: dict[str, object] = {"properties": properties} if properties else {}
    if problem.origin:
        more["relatedLocations"] = [{"physicalLocation": _location(problem.origin)}]
    return more | ({"fixes": [_fix(problem.fix)]} if problem.fix else {})


def _location(place: Place) -> dict[str, object]:
    return {"artifactLocation": _artifact(place), "region": _region(place)}


def _artifact(place: Place) -> dict[str, object]:
    """The file as a URI (RFC 3986): relative to the folder of the run, unless its path is absolute."""
    path = quote(place.path.encode("utf-8", "surrogatepass"))
    return {"uri": f"file://{path}" if path.startswith("/") else path}


def _region(place: Place) -> dict[str, object]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(fix: Fix) -> dict[str, object]:
    replacement = {"deletedRegion": _region(fix.place), "insertedContent": {"text": fix.text}}
    return {"artifactChanges": [{"artifactLocation": _artifact(fix.place), "replacements": [replacement]}]}
