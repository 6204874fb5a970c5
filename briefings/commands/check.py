"""Everything that can be known before rendering."""

from pathlib import Path

import click

from briefings.commands.shared import CONTENT, by_the_clock, chosen, finish, in_a_line, report, say, underway, writing
from briefings.fixes import mend, offered
from briefings.pipeline import Examined, examine
from briefings.problems import stops
from briefings.report import FORMATS
from briefings.selection import strict

REPAIRING = ("json", "sarif")  # the reports that tell a program how to mend


@click.command()
@CONTENT
@click.option("--strict", "as_errors", is_flag=True, help="Count warnings as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--select", multiple=True, metavar="CODE", help="Show these codes or families only (Q,N401).")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave these codes or families out.")
@click.option("--today", is_flag=True, help="Measure review and due dates on the clock instead of the as-of date.")
@click.option("--fix", is_flag=True, help="Give quotes the source's own quotation marks, dashes and spaces, in place.")
@click.option("--verbose", is_flag=True, help="Show information, too.")
def check(content: Path, as_errors: bool, form: str, select: tuple[str, ...], ignore: tuple[str, ...],
          today: bool, fix: bool, verbose: bool) -> None:
    """Check everything that can be known before rendering.

    Example: briefings check --strict --format json
    """
    day = by_the_clock() if today else None
    with underway() as tell:
        tell("checking the facts")
        examined = examine(content, day)
    if fix and examined.dossier:
        with writing("the fact sheets"):
            mended = mend(examined.dossier)
        for repair in mended.done:
            say(f"{repair.quoted.place}: mended: {repair.written}", err=True)
        for repair in mended.left:
            say(f"{repair.quoted.place}: mend by hand; the source has: {repair.written}", err=True)
        examined = examine(content, day)
    problems = chosen(examined.problems, select, ignore, in_a_line()) if select or ignore else examined.problems
    if not examined.summary["facts"]:
        problems = examined.problems  # a run that checked no fact is an error, whatever of it is selected
    problems = strict(problems) if as_errors else problems
    if examined.dossier and form in REPAIRING:
        problems = offered(problems, examined.dossier)
    counts = Examined(examined.dossier, problems, examined.waived).summary
    report(problems, counts, form, verbose)
    finish(not stops(problems))
