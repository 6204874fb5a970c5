"""For a person at a terminal: problems in colour, with a table of what was found; on long work, what is being done.

Colour respects NO_COLOR (no-color.org).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import Any, TextIO

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from briefings.problems import Level, Problem
from briefings.report.as_text import details, is_quiet, marked, sentence, visible

COLOURS = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "cyan"}
PATIENCE = 1.0  # seconds before anything is said of work that may end at once
NARROWEST = 40  # columns: in fewer a table has no room for words, and some terminals say that they have none


def show(problems: Sequence[Problem], summary: Mapping[str, Any], rules: Mapping[str, str], verbose: bool, out: TextIO) -> None:
    """Print the problems, the table where there are several, and the counts; the words are those of the plain report.

    Lines are never wrapped, so that a place can be clicked and the marks below two wordings stand where they belong.
    """
    console = console_of(out)
    shown = [problem for problem in problems if verbose or not is_quiet(problem)]
    for problem in shown:
        for line in lines(problem):
            console.print(line, soft_wrap=True)
        console.print()
    if len(shown) > 1:
        console.print(table(shown, rules))
        console.print()
    console.print(Text(sentence(summary), "bold red" if summary.get("errors") else "bold green"), soft_wrap=True)


def console_of(out: TextIO) -> Console:
    """The terminal, taken to be wide enough for words."""
    console = Console(file=out, highlight=False)
    console.width = max(console.width, NARROWEST)
    return console


def lines(problem: Problem) -> Iterator[Text]:
    """The lines of one problem."""
    place = Text(visible(str(problem.place)), "bold")
    yield place.append(": ", "none").append(problem.code, COLOURS[problem.level]).append(f" {marked(problem)}", "not bold")
    for detail in details(problem):
        yield Text(f"  {detail}", "dim" if set(detail.strip()) != {"^"} else COLOURS[problem.level])


def table(problems: Sequence[Problem], rules: Mapping[str, str]) -> Table:
    """How often each code was found, the commonest first, with its rule."""
    made = Table("code", "found", "the rule that holds", box=None, header_style="dim", pad_edge=False)
    levels = {problem.code: problem.level for problem in reversed(problems)}
    for code, number in Counter(problem.code for problem in problems).most_common():
        made.add_row(Text(code, COLOURS[levels[code]]), str(number), Text(rules.get(code, "")))
    return made


@contextmanager
def line(out: TextIO) -> Iterator[Callable[[str], None]]:
    """A function that names the work at hand; its words stand in one line of `out`, which goes when the work is done.

    Nothing refreshes the line in between: PDFs are set in forked processes, and a thread that writes does not go with a fork.
    """
    shown = Live(console=console_of(out), auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False)
    begin = Timer(PATIENCE, lambda: shown.start(refresh=True))
    begin.daemon = True
    begin.start()
    try:
        yield lambda words: shown.update(Text(f"{visible(words)} …", "dim"), refresh=shown.is_started)
    finally:
        begin.cancel()
        begin.join()
        shown.stop()
