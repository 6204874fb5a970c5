"""Problems as lines for a terminal: `place: code message`, details indented, the counts last."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefings.problems import Level, Problem

# Controls, format characters (bidi, zero width), line separators, lone surrogates: never sent to a terminal.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_MARKS = {Level.ERROR: "", Level.WARNING: "warning: ", Level.INFO: "info: "}


def render(problems: Sequence[Problem], summary: Mapping[str, Any], verbose: bool) -> str:
    """See `briefings.report.render`."""
    lines = [line for problem in problems if verbose or not is_quiet(problem) for line in _lines(problem)]
    return "\n".join([*lines, *([""] if lines else []), sentence(summary), ""])


def visible(text: str) -> str:
    """The text with every character that a terminal would obey or hide as its escape: `\\x1b`, `\\u202e`."""
    return text if text.isprintable() else "".join(_escape(one) if is_hidden(one) else one for one in text)


def is_hidden(one: str) -> bool:
    """Whether a terminal would obey or hide the character."""
    return unicodedata.category(one) in _HIDDEN


def is_quiet(problem: Problem) -> bool:
    """Whether the problem is only counted unless more is asked for."""
    return problem.level is Level.INFO and not problem.unchecked


def message(problem: Problem) -> str:
    """The message in visible characters; a problem that could not be decided says so."""
    return ("could not check: " if problem.unchecked else "") + visible(problem.message)


def marked(problem: Problem) -> str:
    """The message behind its level, where it is no error."""
    return ("" if problem.unchecked else _MARKS[problem.level]) + message(problem)


def details(problem: Problem) -> Iterator[str]:
    """The lines below the message, in visible characters."""
    for detail in problem.detail:
        yield from map(visible, detail.split("\n"))
    if problem.origin:
        yield visible(f"from {problem.origin}")


def sentence(summary: Mapping[str, Any]) -> str:
    """The counts as people say them: `61 facts checked, 88 quotes: 88 verified. 1 error, 2 warnings.`"""
    return " ".join(part for part in (_checked(summary), _found(summary)) if part)


def _lines(problem: Problem) -> Iterator[str]:
    yield f"{visible(str(problem.place))}: {problem.code} {marked(problem)}"
    for line in details(problem):
        yield f"  {line}".rstrip()


def _escape(one: str) -> str:
    number = ord(one)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _checked(summary: Mapping[str, Any]) -> str:
    if "facts" not in summary:
        return ""
    facts = _count(summary["facts"], "fact") + " checked"
    statuses = {status: count for status, count in summary.get("quotes", {}).items() if count}
    if not statuses:
        return f"{facts}."
    counts = ", ".join(f"{count} {status}" for status, count in statuses.items())
    return f"{facts}, {_count(sum(statuses.values()), 'quote')}: {counts}."


def _found(summary: Mapping[str, Any]) -> str:
    def number(key: str) -> int:
        return int(summary.get(key, 0))

    errors, warnings = number("errors"), number("warnings")
    parts = [
        _count(errors, "error") if errors else "No errors",
        _count(warnings, "warning") if warnings else "",
        f"{number('infos')} for information" if number("infos") else "",
        f"{number('could_not_check')} could not check" if number("could_not_check") else "",
        f"{number('waived')} waived" if number("waived") else "",
    ]
    return ", ".join(filter(None, parts)) + "."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
