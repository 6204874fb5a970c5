"""Freezes an edition."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from briefings.commands.shared import CONTENT, by_the_clock, finish, own, report, say, underway, writing
from briefings.editions.edition import FOLDER, Edition
from briefings.editions.form import keep
from briefings.pipeline import examine
from briefings.site.catalogue import Catalogue
from briefings.site.freeze import freeze
from briefings.site.history import ChangeView, History
from briefings.text.difference import Run
from briefings.values import Date


@click.command()
@CONTENT
@click.option("--dry-run", is_flag=True, help="Show what changed since the last edition, and write nothing.")
def publish(content: Path, dry_run: bool) -> None:
    """Freeze an edition in content/editions/: from then on the numbers of its facts are permanent.

    What changed since the last edition is shown, as changes.html tells it. Where nothing changed, nothing is written.

    Example: briefings publish --dry-run
    """
    with underway() as tell:
        tell("checking the facts")
        examined = examine(content)
    if examined.dossier is None or not examined.passed:
        report(examined.problems, examined.summary)
        click.echo("no edition was published: the dossier has errors", err=True)
        finish(False)
        return
    history = History(Catalogue(examined.dossier))
    for line in lines(history):
        say(line)
    if history.pending.changes and not dry_run:
        edition = freeze(history.catalogue, today(examined.dossier.corpus.editions))
        click.echo(f"edition {edition.edition} is published: {kept(edition, content).as_posix()}; commit it, and build the site")


def today(editions: Sequence[Edition]) -> Date:
    """The day of publication, which is not before that of the last edition."""
    day = Date(by_the_clock().isoformat())
    if editions and day < editions[-1].date:
        raise click.UsageError(f"the clock says {day}, and edition {editions[-1].edition} is of {editions[-1].date}: set the clock "
                               "(or SOURCE_DATE_EPOCH) right")
    return day


def kept(edition: Edition, content: Path) -> Path:
    """The edition's file, written."""
    with writing(f"edition {edition.edition}"):
        try:
            return keep(edition, own(content / FOLDER, content))
        except FileExistsError as reason:
            raise click.UsageError(f"edition {edition.edition} was published meanwhile: run briefings publish again") from reason


def lines(history: History) -> Iterator[str]:
    """What has changed since the last edition, a line a field."""
    pending = history.pending
    if pending.first:
        yield f"the first edition: {pending.words}"
        return
    last = history.published[0]
    since = f"edition {last.number}, {last.date.words if last.date else ''}"
    if not pending.changes:
        yield f"nothing has changed since {since}"
        return
    yield f"since {since}: {pending.words}"
    for heading, group in pending.groups:
        yield ""
        yield heading
        yield from told(group)


def told(group: Iterable[ChangeView]) -> Iterator[str]:
    """Each change with its fields; words that went stand in [- -], those that came in {+ +}, as wdiff has it."""
    for each in group:
        yield "  " + " ".join(filter(None, (each.number, each.text)))
        for field in each.differences:
            if field.old and field.new:
                yield f"    {field.label} was: {marked(field.old, '[-', '-]')}"
                yield f"    {field.label} now: {marked(field.new, '{+', '+}')}"
            else:
                yield f"    {field.label}{' no longer' if field.old else ''}: {marked(field.old or field.new, '', '')}"


def marked(runs: Iterable[Run], before: str, after: str) -> str:
    """Runs of words, those that changed between two marks."""
    return "".join(f"{before}{run.text}{after}" if run.changed else run.text for run in runs)
