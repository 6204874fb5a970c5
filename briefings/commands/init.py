"""A new dossier that builds at once."""

import shlex
from pathlib import Path

import click

from briefings.commands.shared import writing
from briefings.start import RECIPES, UnfitError, start


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--deploy", type=click.Choice(RECIPES), help="Add the recipe of a host.")
def init(folder: Path, deploy: str | None) -> None:
    """Lay a new dossier into DIR: it builds at once, and explains each of its fields. What stands there is never touched.

    Example: briefings init my-dossier --deploy github
    """
    try:
        with writing(folder):
            written = start(folder, deploy)
    except UnfitError as reason:
        raise click.UsageError(f"{reason}; a new dossier needs a folder of its own") from reason
    for path in written:
        click.echo(path.as_posix())
    into = "" if folder.samefile(Path()) else f"cd {quoted(folder)}, "
    click.echo(f"\nNow: {into}briefings check, briefings build; then begin with content/dossier.yaml.")


def quoted(folder: Path) -> str:
    """A folder as a shell takes it."""
    return shlex.quote(f"./{folder}" if str(folder).startswith("-") else str(folder))
