"""Check, render, verify, swap."""

import sys
from pathlib import Path

import click

from briefings.commands.shared import CONTENT, finish, report, underway
from briefings.standing import MODES, Built, Mode, Order, standing
from briefings.swap import unfit


@click.command()
@CONTENT
@click.option("--pdf", type=click.Choice(MODES), default="auto", show_default=True,
              help="Make the briefings on paper, too; auto: unless the machine lacks what sets them.")
@click.option("--output", type=click.Path(path_type=Path), default=Path("build/site"), show_default=True)
@click.option("--settings", type=click.Path(path_type=Path, dir_okay=False), default=Path("pelicanconf.py"),
              show_default=True, help="Pelican's settings; where the file is missing, those of Briefings serve.")
@click.option("--bundle", is_flag=True, help="Pack site, data, sources and hashes into a zip beside the site, too.")
def build(content: Path, output: Path, settings: Path, pdf: Mode, bundle: bool) -> None:
    """Check, render, verify; the last good site stands until the new one has passed.

    Example: briefings build, then open build/site/index.html
    """
    if reason := unfit(output, content):
        raise click.UsageError(f"no site can be put into {output}: {reason}")
    packed = output.with_name(f"{output.name}.zip") if bundle else None
    if packed and packed.is_dir():
        raise click.UsageError(f"the evidence bundle cannot be put at {packed}: a folder stands there")
    order = Order(content, output, settings if settings.exists() else None, pdf)
    built = (None if packed else standing(order)) or made(order, packed)
    if built.busy:
        click.echo(f"build: {built.failures[0]}", err=True)
        sys.exit(2)
    report(built.problems, built.summary)
    for notice in built.notices:
        click.echo(f"build: {notice}", err=True)
    for failure in built.failures:
        click.echo(f"build: {failure}", err=True)
    if built.passed:
        click.echo(f"{built.pages} pages in {output}: open {output / 'index.html'}")
        if packed:
            click.echo(f"the evidence bundle is {packed}")
    else:
        stands = "the last good site still stands" if output.exists() else "no site was made"
        click.echo(f"build failed; {stands} ({output})", err=True)
    finish(built.passed)


def made(order: Order, packed: Path | None) -> Built:
    """Build the site. What renders it takes its time to import, so it is only where the site is not there already."""
    from briefings.build import build
    from briefings.pdf import missing
    if order.pdf == "always" and (lacking := missing()):
        click.echo(f"build: {lacking}", err=True)
        sys.exit(2)
    with underway() as tell:
        return build(order.content, order.site, order.settings, order.pdf, packed, tell)
