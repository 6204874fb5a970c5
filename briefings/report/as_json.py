"""Problems as JSON, version 1 of the project's own form."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from briefings.problems import Fix, Problem
from briefings.report.as_text import is_hidden

VERSION = 1
_UNCOMMON = re.compile(r"[^\n -~]")


def render(problems: Sequence[Problem], summary: Mapping[str, Any]) -> str:
    """See `briefings.report.render`. Keys that do not apply to a problem are left out."""
    return dump({"version": VERSION, "summary": summary, "problems": [_problem(one) for one in problems]})


def dump(value: object) -> str:
    """JSON in readable characters, a line each; what a terminal would obey or hide is an escape, and a lone surrogate, too."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNCOMMON.sub(lambda one: json.dumps(one[0])[1:-1] if is_hidden(one[0]) else one[0], text) + "\n"


def _problem(problem: Problem) -> dict[str, object]:
    place = problem.place
    always: dict[str, object] = {
        "code": problem.code,
        "level": problem.level.value,
        "message": problem.message,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
    sometimes: dict[str, object] = {
        "detail": list(problem.detail),
        "fact": problem.fact,
        "source": problem.source,
        "measure": problem.measure,
        "unchecked": problem.unchecked,
        "fix": problem.fix and _fix(problem.fix),
        "origin": problem.origin and asdict(problem.origin),
    }
    return always | {key: value for key, value in sometimes.items() if value}


def _fix(fix: Fix) -> dict[str, object]:
    place = fix.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": fix.text,
    }
