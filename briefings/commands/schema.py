"""JSON Schemas of the files that editors write."""

from pathlib import Path

import click

from briefings.commands.shared import writing
from briefings.schema import TITLES, text
from briefings.whole import replace


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def schema(folder: Path) -> None:
    """Write JSON Schemas of the files of a dossier into DIR, so that an editor completes and explains every field.

    Example: briefings schema .schemas

    A file names its own in its first line: # yaml-language-server: $schema=../../.schemas/facts.json
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name in TITLES:
            replace(folder / f"{name}.json", text(name))
