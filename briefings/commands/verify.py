"""A built site: links, anchors, ids, files."""

from pathlib import Path

import click

from briefings.commands.shared import finish, report
from briefings.problems import Level, stops
from briefings.swap import restore
from briefings.verify import verify as verify_site


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("build/site"))
def verify(site: Path) -> None:
    """Check links, anchors, ids and files of a built site.

    Example: briefings verify build/site
    """
    restore(site)
    problems = tuple(verify_site(site, site.as_posix()))
    report(problems, {"errors": sum(problem.level is Level.ERROR for problem in problems)})
    finish(not stops(problems))
