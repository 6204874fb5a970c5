"""Candidate facts from a source."""

from pathlib import Path

import click

from briefings.commands.shared import CONTENT, finish, report, writing
from briefings.draft import draft as drafts_of
from briefings.draft.reading import reads
from briefings.pipeline import examine
from briefings.whole import create

HEAD = """\
# Candidates from {source}, each with the words that it rests on. They pass check and are not published.
# Read each beside its source; mend the claim; delete what is of no use; then delete its line `draft: true`.
"""
FOREIGN = """\
nothing is drafted: {source} is in "{language}", and drafts are made of English sentences alone. Write its facts by hand, each \
quotation with its translation; briefings coverage lists its sentences. Where its language is another, mend it in source.yaml."""


@click.command()
@click.argument("source")
@CONTENT
@click.option("--topic", default="", metavar="TOPIC", help="The sheet's topic; otherwise the dossier's first.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write them into this new file.")
def draft(source: str, content: Path, topic: str, output: Path | None) -> None:
    """Print candidate facts: sentences of SOURCE with numbers, dates, speakers, promises or outcomes, as a fact sheet.

    Example: briefings draft efe-2021 --output content/facts/efe-drafts.yaml

    Each passes check, and is marked as a draft, which no page shows. What facts quote already is not proposed again. Only
    sources in English are read.
    """
    examined = examine(content)
    dossier = examined.dossier
    if dossier is None:
        report(examined.problems, examined.summary)
        finish(False)
        return
    if source not in dossier.sources:
        known = f"the sources are: {', '.join(dossier.sources)}" if dossier.sources else "briefings capture archives one"
        raise click.UsageError(f"there is no source {source}; {known}")
    topics = tuple(map(str, dossier.corpus.dossier.topics))
    if topic and topic not in topics:
        raise click.UsageError(f"there is no topic {topic}; the topics are: {', '.join(topics)}")
    if not reads(dossier.sources[source]):
        click.echo(FOREIGN.format(source=source, language=dossier.sources[source].record.language), err=True)
        return
    found = drafts_of(dossier, source, topic or topics[0])
    if found.facts:
        hand_over(HEAD.format(source=source) + found.yaml, output)
    click.echo(f"{len(found.facts)} candidates from {found.sentences} open sentences of {source}", err=True)
    language = str(dossier.corpus.dossier.language)
    if found.facts and not language.lower().startswith("en"):
        click.echo(f'their claims are in English, as the source is: translate them, since the dossier is in "{language}"', err=True)


def hand_over(sheet: str, output: Path | None) -> None:
    """Print the sheet, or write it into a file that is not there yet.

    A shell that redirects into the dossier makes the file before the dossier is read, and an empty sheet is an error.
    """
    if output is None:
        click.echo(sheet, nl=False)
        return
    with writing(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        create(output, sheet)
