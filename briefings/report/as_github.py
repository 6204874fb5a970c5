"""Problems as GitHub Actions workflow commands, which become annotations on the lines of a change.

GitHub shows ten errors and ten warnings of a step, and fifty of a job, as annotations; the log has them all.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefings.problems import Level, Problem
from briefings.report.as_text import details, message, sentence, visible

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
# A carriage return, and a line break within a line, are already shown as `\x0d` and `\x0a`.
_MESSAGE = str.maketrans({"%": "%25", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def render(problems: Sequence[Problem], summary: Mapping[str, Any]) -> str:
    """See `briefings.report.render`. One command a line, then the counts."""
    return "\n".join([*map(_command, problems), sentence(summary), ""])


def _command(problem: Problem) -> str:
    where = ((name, visible(str(value)).translate(_PROPERTY)) for name, value in _where(problem))
    properties = ",".join(f"{name}={value}" for name, value in where)
    text = "\n".join((message(problem), *details(problem))).translate(_MESSAGE)
    return f"::{_COMMANDS[problem.level]} {properties}::{text}"


def _where(problem: Problem) -> Iterator[tuple[str, object]]:
    # Annotations stand on the lines of a change, so a built file gives way to the content that it came from.
    place = problem.origin or problem.place
    yield "file", place.path
    yield "line", place.line
    # GitHub takes columns only where the stretch begins and ends on one line.
    if place.line == place.end_line:
        yield "col", place.column
    yield "endLine", place.end_line
    if place.line == place.end_line:
        yield "endColumn", place.end_column
    yield "title", problem.code
