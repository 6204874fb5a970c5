"""The commands: one function each, and the only place where anything is printed."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from briefings.build import build as build_site
from briefings.build import restore, unfit
from briefings.coverage import gaps
from briefings.fixes import mend
from briefings.kept import SELFTEST
from briefings.lookup import UnreadableError, answer, batch, texts
from briefings.manual import level, manual
from briefings.pdf import MODES, Mode, missing
from briefings.pipeline import Examined, clock, examine
from briefings.problems import Level, Problem, stops
from briefings.report import FORMATS, render
from briefings.selection import selected, strict
from briefings.selftest import record
from briefings.selftest import selftest as run_selftest
from briefings.verify import verify as verify_site

CONTENT = click.option("--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True,
                       help="The folder of the dossier.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefings")
def main() -> None:
    """Briefings whose every claim is borne out by the words of a source.

    Start with `briefings check`, then `briefings build`.
    """


def finish(passed: bool) -> None:
    """Exit 0 where all is well, 1 where content or site has errors."""
    sys.exit(0 if passed else 1)


def report(problems: Iterable[Problem], summary: dict[str, Any], form: str = "text", verbose: bool = False) -> None:
    """Print problems and counts."""
    rules = {code: parts["rule"] for code, parts in manual().items()}
    click.echo(render(tuple(problems), summary, form, rules=rules, verbose=verbose), nl=False)


@main.command()
@CONTENT
@click.option("--strict", "as_errors", is_flag=True, help="Count warnings as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--select", multiple=True, metavar="CODE", help="Show these codes or families only (Q, N401).")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave these codes or families out.")
@click.option("--today", is_flag=True, help="Measure review and due dates on the clock instead of the as-of date.")
@click.option("--fix", is_flag=True, help="Give quotes the source's own quotation marks, dashes and spaces, in place.")
@click.option("--verbose", is_flag=True, help="Show information, too.")
def check(content: Path, as_errors: bool, form: str, select: tuple[str, ...], ignore: tuple[str, ...],
          today: bool, fix: bool, verbose: bool) -> None:
    """Check everything that can be known before rendering.

    Example: briefings check --strict --format json
    """
    day = clock().date() if today else None
    examined = examine(content, day)
    if fix and examined.dossier:
        mended = mend(examined.dossier)
        for repair in mended.done:
            click.echo(f"{repair.quoted.place}: mended: {repair.written}", err=True)
        for repair in mended.left:
            click.echo(f"{repair.quoted.place}: mend by hand; the source has: {repair.written}", err=True)
        examined = examine(content, day)
    problems = selected(examined.problems, select, ignore, tuple(manual()))
    if problems is None:
        raise click.UsageError(f"no check is called {' or '.join((*select, *ignore))}; see briefings explain")
    problems = strict(problems) if as_errors else problems
    counts = Examined(examined.dossier, problems, examined.waived).summary
    report(problems, counts, form, verbose)
    finish(not stops(problems))


@main.command()
@CONTENT
@click.option("--pdf", type=click.Choice(MODES), default="auto", show_default=True,
              help="Make the briefings on paper, too; auto: unless the machine lacks what sets them.")
@click.option("--output", type=click.Path(path_type=Path), default=Path("build/site"), show_default=True)
@click.option("--settings", type=click.Path(path_type=Path, dir_okay=False), default=Path("pelicanconf.py"),
              show_default=True, help="Pelican's settings; where the file is missing, those of Briefings serve.")
def build(content: Path, output: Path, settings: Path, pdf: Mode) -> None:
    """Check, render, verify; the last good site stands until the new one has passed.

    Example: briefings build, then open build/site/index.html
    """
    if reason := unfit(output, content):
        raise click.UsageError(f"no site can be put into {output}: {reason}")
    if pdf == "always" and (lacking := missing()):
        click.echo(f"build: {lacking}", err=True)
        sys.exit(2)
    built = build_site(content, output, settings if settings.exists() else None, pdf)
    report(built.problems, built.summary)
    for notice in built.notices:
        click.echo(f"build: {notice}", err=True)
    for failure in built.failures:
        click.echo(f"build: {failure}", err=True)
    if built.passed:
        click.echo(f"{built.pages} pages in {output}: open {output / 'index.html'}")
    else:
        stands = "the last good site still stands" if output.exists() else "no site was made"
        click.echo(f"build failed; {stands} ({output})", err=True)
    finish(built.passed)


@main.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
def verify(site: Path) -> None:
    """Check links, anchors, ids and files of a built site.

    Example: briefings verify build/site
    """
    restore(site)
    problems = tuple(verify_site(site, site.as_posix()))
    report(problems, {"errors": sum(problem.level is Level.ERROR for problem in problems)})
    finish(not stops(problems))


@main.command()
@click.argument("source", required=False)
@click.argument("quote", nargs=-1)
@CONTENT
@click.option("--prefix", default="", help="Words just before the quote.")
@click.option("--suffix", default="", help="Words just after it.")
@click.option("--batch", "lines", type=click.File("rb"), metavar="FILE", help="Read JSON Lines (- for standard input).")
def locate(source: str | None, quote: tuple[str, ...], content: Path, prefix: str, suffix: str, lines: Any) -> None:
    """Say where quoted words stand in a source, or why they do not. SOURCE is an id, or the path of a text file.

    Example: briefings locate efe-2021 "Putin has promised gas tariffs"

    Several quotes are the stretches of one, in order.
    """
    try:
        if lines is not None:
            for found in batch(lines, content):
                click.echo(json.dumps(found))
            return
        if not source or not quote:
            raise click.UsageError("give a source and a quote, or --batch FILE")
        found = answer({"source": source, "quote": list(quote), "prefix": prefix, "suffix": suffix}, texts(content))
    except UnreadableError as reason:
        raise click.UsageError(str(reason)) from reason
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    finish(found["status"] == "verified")


@main.command()
@CONTENT
@click.option("--parts", is_flag=True, help="List what a quote leaves of its sentence, too.")
def coverage(content: Path, parts: bool) -> None:
    """List the sentences of the sources that no fact quotes, and that are neither in a zone nor set aside.

    Example: briefings coverage --parts
    """
    examined = examine(content)
    if examined.dossier is None:
        report(examined.problems, examined.summary)
        finish(False)
        return
    for gap in gaps(examined.dossier, parts):
        click.echo(f"{gap.source.path}:{gap.line}: {gap.text}")


@main.command()
@CONTENT
@click.option("--record", "keep", is_flag=True, help="Keep the outcome in content/records/, for the method page.")
def selftest(content: Path, keep: bool) -> None:
    """Alter every passing fact, one thing at a time, and say how many alterations the checks refuse.

    Example: briefings selftest --record
    """
    examined = examine(content)
    if examined.dossier is None:
        report(examined.problems, examined.summary)
        finish(False)
        return
    outcome = run_selftest(examined.dossier)
    for kind, (total, refused) in outcome.kinds.items():
        click.echo(f"{kind:18} {refused:5} of {total:5} refused  {refused / total:7.1%}")
    for trial in outcome.survivors:
        click.echo(f"survives: {trial.fact}: {trial.alteration.kind}: "
                   f'"{trial.alteration.before}" → "{trial.alteration.after}"')
    click.echo(f"of {len(outcome.trials)} alterations {len(outcome.trials) - len(outcome.survivors)} were refused")
    if keep:
        path = content / SELFTEST
        path.parent.mkdir(exist_ok=True)
        path.write_text(record(outcome, examined.dossier, clock().date().isoformat()), encoding="utf-8")


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print what a check demands, why, and how to mend it; without CODE, the list of all checks.

    Example: briefings explain Q301
    """
    pages = manual()
    if code is None:
        click.echo("\n".join(f"{name}  {parts['rule']}" for name, parts in pages.items()))
        return
    if code.upper() not in pages:
        raise click.UsageError(f"no check is called {code}; briefings explain lists them")
    parts = dict(pages[code.upper()])
    click.echo(f"{code.upper()}  {parts.pop('rule')}\n\nLevel: {level(code.upper())}")
    for name, text in parts.items():
        click.echo(f"\n{name.capitalize()}: {text}")
