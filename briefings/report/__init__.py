"""Problems shown: as text for people, JSON for programs, and the forms that code hosts and CI read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefings.problems import Problem
from briefings.report import as_github, as_json, as_junit, as_sarif, as_text

Summary = Mapping[str, Any]

_FORMATS: Mapping[str, Callable[[Sequence[Problem], Summary, Mapping[str, str], bool], str]] = {
    "text": lambda problems, summary, _rules, verbose: as_text.render(problems, summary, verbose),
    "json": lambda problems, summary, _rules, _verbose: as_json.render(problems, summary),
    "github": lambda problems, summary, _rules, _verbose: as_github.render(problems, summary),
    "sarif": lambda problems, summary, rules, _verbose: as_sarif.render(problems, summary, rules),
    "junit": lambda problems, summary, _rules, _verbose: as_junit.render(problems, summary),
}
FORMATS = tuple(_FORMATS)


def render(
    problems: Sequence[Problem],
    summary: Summary,
    format: str = "text",
    *,
    rules: Mapping[str, str] | None = None,
    verbose: bool = False,
) -> str:
    """The problems, in the order given, and the counts of the run, ending in a line break.

    `format` is one of FORMATS (KeyError otherwise). `summary` is plain values, ready for JSON: `facts`,
    `quotes` by status, `errors`, `warnings`, `infos`, `could_not_check`, `waived`; a key may be missing.
    `rules` gives each code's rule in one line, for SARIF. Text shows information only if `verbose`.
    The same input gives the same text, which can always be encoded as UTF-8.
    """
    return _FORMATS[format](problems, summary, rules or {}, verbose)
