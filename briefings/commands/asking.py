"""The web asked by `briefings verify --external`: what is due, what is learned, what could not be asked."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from briefings.commands.shared import by_the_clock, own
from briefings.external import Manners
from briefings.external.asking import Run, due, run
from briefings.external.links import Outgoing, read_outgoing
from briefings.external.rule import CODE, tally
from briefings.external.rule import report as report_links
from briefings.linklog import LINKS, Entry, read_log, write_log
from briefings.load import Corpus, load
from briefings.problems import Level, Place, Problem
from briefings.web.answers import Limits


def ask(site: Path, content: Path, times: tuple[float, float, float, int], allow_private: bool) -> list[Problem]:
    """Ask what is due, keep what is learned, and tell all that is known.

    `times` are the pause between two requests to one host, the time of one answer, the time of the whole run, all in
    seconds, and the days that an answer counts. Ask `briefings.web.missing()` before this module is imported.
    """
    delay, timeout, budget, max_age = times
    if not content.is_dir():
        _refuse(f"there is no folder {content} to keep the log in; --content names that of the dossier")
    corpus, _ = load(content)
    if corpus is None:
        click.echo("verify: the dossier has errors, so only what the site links to is asked; see briefings check", err=True)
    manners = Manners(delay, budget, contact=_contact(corpus), limits=Limits(timeout, allow_private=allow_private))
    path = own(content / LINKS, content)
    try:
        log = read_log(path)
        links = read_outgoing(site, corpus)
        run = _run(links, log, path, manners, max_age)
    except (ValueError, OSError) as error:
        return [Problem(CODE, Level.ERROR, f"the links were not asked: {error}", Place(path.as_posix()))]
    click.echo(f"verify: {tally(links, run.log)}; {len(run.asked)} asked now", err=True)
    return report_links(links, run.log, run.left, site, site.as_posix())


def _run(links: list[Outgoing], log: dict[str, Entry], path: Path, manners: Manners, max_age: int) -> Run:
    day, known = by_the_clock(), Run(log)
    late = due(links, log, day, max_age)

    def save() -> None:
        if known.asked:
            write_log(path, known.log)
            click.echo(f"verify: {len(known.asked)} of {len(late)} asked", err=True)

    try:
        run(late, known, day, manners, save)
    except KeyboardInterrupt:
        click.echo(f"verify: broken off; what was learned is in {path}, and the next run goes on from there", err=True)
        raise
    return known


def _refuse(reason: str) -> NoReturn:
    click.echo(f"verify: {reason}", err=True)
    sys.exit(2)


def _contact(corpus: Corpus | None) -> str:
    """Whom a server's keeper can ask about us: the site, or the address for errors."""
    record = corpus.dossier if corpus else None
    return str(record.site_url or record.report_to or "") if record else ""
