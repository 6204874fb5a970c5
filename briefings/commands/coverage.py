"""What of the sources no fact uses."""

from pathlib import Path

import click

from briefings.commands.shared import CONTENT, finish, report, say
from briefings.coverage import gaps
from briefings.pipeline import examine


@click.command()
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
        say(f"{gap.source.path}:{gap.line}: {gap.text}")
