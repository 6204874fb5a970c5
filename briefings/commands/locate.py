"""Where quoted words stand, or why they do not."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from briefings.commands.shared import CONTENT, finish
from briefings.lookup import UnreadableError, answer, batch, texts
from briefings.report.as_json import dump


@click.command()
@click.argument("source", required=False)
@click.argument("quote", nargs=-1)
@CONTENT
@click.option("--prefix", default="", help="Words just before the quote.")
@click.option("--suffix", default="", help="Words just after it.")
@click.option("--batch", "lines", type=click.File("rb"), metavar="FILE", help="Read JSON Lines (- for standard input).")
def locate(source: str | None, quote: tuple[str, ...], content: Path, prefix: str, suffix: str, lines: Any) -> None:
    """Say where quoted words stand in a source, or why they do not. SOURCE is an id, or the path of a text file.

    Example: briefings locate efe-2021 "Putin has promised gas tariffs"

    Several quotes are the stretches of one, in order. With --batch, each line has its answer, and one that cannot be read
    makes the exit status 2.
    """
    if lines is not None:
        every(lines, content)
        return
    if not source or not quote:
        raise click.UsageError("give a source and a quote, or --batch FILE")
    try:
        found = answer({"source": source, "quote": list(quote), "prefix": prefix, "suffix": suffix}, texts(content))
    except UnreadableError as reason:
        raise click.UsageError(str(reason)) from reason
    click.echo(dump(found), nl=False)
    finish(found["status"] == "verified")


def every(lines: Iterable[bytes], content: Path) -> None:
    """Answer every line; then exit 2 where some could not be read."""
    unread = total = 0
    for found in batch(lines, content):
        click.echo(json.dumps(found.verdict))
        total, unread = total + 1, unread + (not found.read)
    if unread:
        raise click.UsageError(f"{unread} of {total} requests cannot be read; the reason of each begins with its line")
