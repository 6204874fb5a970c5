"""Candidate facts from a source."""

from pathlib import Path

import click

from briefings.commands.shared import CONTENT, finish, report
from briefings.draft import draft as drafts_of
from briefings.draft.reading import reads
from briefings.pipeline import examine

HEAD = """\
# Candidates from {source}, each with the words that it rests on. They pass check and are not published.
# Read each beside its source; mend the claim; delete what is of no use; then delete its line `draft: true`.
"""


@click.command()
@click.argument("source")
@CONTENT
@click.option("--topic", default="", metavar="TOPIC", help="The sheet's topic; otherwise the dossier's first.")
def draft(source: str, content: Path, topic: str) -> None:
    """Print candidate facts: sentences of SOURCE with numbers, dates, speakers, promises or outcomes, as a fact sheet.

    Example: briefings draft efe-2021 > content/facts/efe-drafts.yaml

    Each passes check, and is marked as a draft, which no page shows. What facts quote already is not proposed again.
    """
    examined = examine(content)
    dossier = examined.dossier
    if dossier is None:
        report(examined.problems, examined.summary)
        finish(False)
        return
    if source not in dossier.sources:
        raise click.UsageError(f"there is no source {source}; the sources are: {', '.join(dossier.sources)}")
    topics = tuple(map(str, dossier.corpus.dossier.topics))
    if topic and topic not in topics:
        raise click.UsageError(f"there is no topic {topic}; the topics are: {', '.join(topics)}")
    if not reads(dossier.sources[source]):
        language = dossier.sources[source].record.language
        click.echo(f"{source} is in {language}: drafts are made of English sentences alone", err=True)
        return
    found = drafts_of(dossier, source, topic or topics[0])
    if found.facts:
        click.echo(HEAD.format(source=source) + found.yaml, nl=False)
    click.echo(f"{len(found.facts)} candidates from {found.sentences} open sentences of {source}", err=True)
