"""What several commands have in common: the dossier's folder, the report, the exit code."""

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import click

from briefings.problems import Problem
from briefings.report import render
from briefings.report.as_text import visible
from briefings.selection import UnknownCodeError, selected

CONTENT = click.option("--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True,
                       help="The folder of the dossier.")


def finish(passed: bool) -> None:
    """Exit 0 where all is well, 1 where content or site has errors."""
    sys.exit(0 if passed else 1)


def by_the_clock() -> date:
    """The day by the clock; exit 2, in words, where the time that stands for it is none."""
    from briefings.pipeline import clock  # it brings all checks along, and a site that stands needs none

    try:
        return clock().date()
    except ValueError as reason:
        raise click.UsageError(str(reason)) from reason


def say(words: str, err: bool = False) -> None:
    """Print a line with words that others wrote: nothing in them is obeyed by a terminal, or hidden."""
    click.echo(visible(words), err=err)


def own(path: Path, content: Path) -> Path:
    """A path within the dossier that a command will write to; exit 2, in words, where a link leads out of it."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(content)):
        raise click.UsageError(f"{path} is not written: a link there leads out of the dossier")
    return path


@contextmanager
def writing(what: object) -> Iterator[None]:
    """Say in words that `what` cannot be written, where the disk refuses, and exit 2."""
    try:
        yield
    except OSError as reason:
        raise click.UsageError(f"{what} cannot be written: {reason.strerror}") from reason


def underway() -> AbstractContextManager[Callable[[str], None]]:
    """A function that names the work at hand: to a person at a terminal, where it takes long; otherwise to nobody."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    from briefings.commands.terminal import line
    return line(sys.stderr)


def chosen(problems: Iterable[Problem], select: Sequence[str], ignore: Sequence[str],
           codes: Collection[str]) -> tuple[Problem, ...]:
    """The problems that --select and --ignore leave; exit 2, in words, where one of them names no code."""
    try:
        return selected(problems, select, ignore, codes)
    except UnknownCodeError as unknown:
        raise click.UsageError(f"no rule is called {unknown} here; briefings explain lists them") from unknown


def in_a_line() -> dict[str, str]:
    """Code → its rule in a line. The manual takes its time to import, since it is that of all checks."""
    from briefings.manual import manual
    return {code: parts["rule"] for code, parts in manual().items()}


def report(problems: Iterable[Problem], summary: dict[str, Any], form: str = "text", verbose: bool = False) -> None:
    """Print problems and counts: as plain lines, or in colour where a person looks."""
    is_watched = form == "text" and sys.stdout.isatty()
    rules = in_a_line() if is_watched or form == "sarif" else {}
    if is_watched:
        # Rich takes its time to import, so it is only where somebody looks.
        from briefings.commands.terminal import show
        show(tuple(problems), summary, rules, verbose, sys.stdout)
        return
    click.echo(render(tuple(problems), summary, form, rules=rules, verbose=verbose), nl=False)
