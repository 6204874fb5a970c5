"""A built site: links, anchors, ids, files; on demand, the pages of the web that it links to."""

import sys
from operator import attrgetter
from pathlib import Path

import click

from briefings import web
from briefings.commands.shared import CONTENT, chosen, finish, report, underway
from briefings.linklog import LINKS
from briefings.problems import counts, stops
from briefings.report import FORMATS
from briefings.selection import strict
from briefings.swap import restore
from briefings.verify import verify as verify_site

CODES = ("L901", "L902", "L903", "L904")


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
@CONTENT
@click.option("--strict", "as_errors", is_flag=True, help="Count warnings as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--select", multiple=True, metavar="CODE", help="Show these codes only (L, L902).")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave these codes out.")
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
def verify(site: Path, content: Path, as_errors: bool, form: str, select: tuple[str, ...], ignore: tuple[str, ...],
           external: bool, delay: float, timeout: float, budget: float, max_age: int, allow_private: bool) -> None:
    """Check links, anchors, ids and files of a built site, or of any folder of pages.

    With --external, the web is asked, too, politely: what it answers is kept in records/links.json of the dossier,
    and every build tells from there which links are dead.

    Example: briefings verify --external
    """
    restore(site)
    origins = None
    if (site.parent / "report.json").is_file():  # a build left it beside its site
        from briefings.verify.origins import OriginsOf
        origins = OriginsOf(content)
    with underway() as tell:
        tell(f"reading {site}")
        found = verify_site(site, site.as_posix(), origins)
    # What has to do with the web takes its time to import, so it is only where the web, or what it answered, counts.
    if external and (lacking := web.missing()):
        click.echo(f"verify: {lacking}", err=True)
        sys.exit(2)
    if external and site.is_dir():
        from briefings.commands.asking import ask
        found += ask(site, content, (delay, timeout, budget, max_age), allow_private)
    elif (content / LINKS).exists():
        from briefings.external.rule import l903
        from briefings.load import load
        found += l903(site, site.as_posix(), load(content)[0], content / LINKS)
    found.sort(key=attrgetter("order"))
    problems = chosen(found, select, ignore, CODES)
    if any(problem.place.path == site.as_posix() for problem in found):
        problems = tuple(found)  # there is no site: a run that verified nothing is an error, whatever of it is selected
    problems = strict(problems) if as_errors else problems
    report(problems, counts(problems), form, verbose=external)
    finish(not stops(problems))
