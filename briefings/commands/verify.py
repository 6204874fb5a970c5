"""A built site: links, anchors, ids, files; and, only when asked for, the pages of the web that it links to."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefings import web
from briefings.commands.shared import CONTENT, finish, report
from briefings.external import Manners
from briefings.external.links import Outgoing, read_outgoing
from briefings.external.rule import CODE, l903, tally
from briefings.external.rule import report as report_links
from briefings.linklog import LINKS, Entry, read_log, write_log
from briefings.load import Corpus, load
from briefings.pipeline import clock
from briefings.problems import Level, Place, Problem, stops
from briefings.swap import restore
from briefings.verify import verify as verify_site
from briefings.web.answers import Limits

if TYPE_CHECKING:
    from briefings.external.asking import Run


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
@CONTENT
@click.option("--external", is_flag=True, help="Also ask the web whether the pages that the site links to are there.")
@click.option("--delay", type=click.FloatRange(0, 3600), default=1.0, show_default=True, metavar="SECONDS",
              help="The pause between two requests to one host.")
@click.option("--timeout", type=click.FloatRange(0.01, 3600), default=20.0, show_default=True, metavar="SECONDS",
              help="How long one answer may take, to its last byte.")
@click.option("--budget", type=click.FloatRange(0.01, 86400), default=600.0, show_default=True, metavar="SECONDS",
              help="How long it may all take; the next run goes on where this one ended.")
@click.option("--max-age", type=click.IntRange(0, 3650), default=7, show_default=True, metavar="DAYS",
              help="How long an answer in the log counts.")
@click.option("--allow-private", is_flag=True, help="Ask machines of a private network, too, where a link names one.")
def verify(site: Path, content: Path, external: bool, delay: float, timeout: float, budget: float, max_age: int,
           allow_private: bool) -> None:
    """Check links, anchors, ids and files of a built site.

    With --external, the web is asked, too, politely: what it answers is kept in records/links.json of the dossier,
    and every build tells from there which links are dead.

    Example: briefings verify --external
    """
    restore(site)
    corpus, _ = load(content)
    problems = verify_site(site, site.as_posix())
    if not external:
        problems += l903(site, site.as_posix(), corpus, content / LINKS)
    elif site.is_dir():
        manners = Manners(delay, budget, contact=_contact(corpus), limits=Limits(timeout, allow_private=allow_private))
        problems += _ask(site, content, corpus, manners, max_age)
    report(problems, _counts(problems), verbose=external)
    finish(not stops(problems))


def _ask(site: Path, content: Path, corpus: Corpus | None, manners: Manners, max_age: int) -> list[Problem]:
    """Ask what is due, keep what is learned, and tell all that is known."""
    if lacking := web.missing():
        _refuse(lacking)
    if not content.is_dir():
        _refuse(f"there is no folder {content} to keep the log in; --content names that of the dossier")
    try:
        log = read_log(content / LINKS)
        links = read_outgoing(site, corpus)
        run = _run(links, log, content / LINKS, manners, max_age)
    except (ValueError, OSError) as error:
        return [Problem(CODE, Level.ERROR, f"the links were not asked: {error}", Place((content / LINKS).as_posix()))]
    click.echo(f"verify: {tally(links, run.log)}; {len(run.asked)} asked now", err=True)
    return report_links(links, run.log, run.left, site, site.as_posix())


def _run(links: list[Outgoing], log: dict[str, Entry], path: Path, manners: Manners, max_age: int) -> "Run":
    from briefings.external.asking import Run, due, run

    day, known = clock().date(), Run(log)
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


def _counts(problems: list[Problem]) -> dict[str, int]:
    levels = Counter(problem.level for problem in problems if not problem.unchecked)
    return {"errors": levels[Level.ERROR], "warnings": levels[Level.WARNING], "infos": levels[Level.INFO],
            "could_not_check": sum(problem.unchecked for problem in problems)}
