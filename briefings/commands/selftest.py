"""How many altered facts the checks refuse."""

from pathlib import Path

import click

from briefings.commands.shared import CONTENT, by_the_clock, finish, own, report, say, underway, writing
from briefings.kept import SELFTEST
from briefings.pipeline import examine
from briefings.selftest import record
from briefings.selftest import selftest as run_selftest
from briefings.whole import replace


@click.command()
@CONTENT
@click.option("--record", "keep", is_flag=True, help="Keep the outcome in content/records/, for the method page.")
def selftest(content: Path, keep: bool) -> None:
    """Alter every passing fact, one thing at a time, and say how many alterations the checks refuse.

    Example: briefings selftest --record
    """
    with underway() as tell:
        tell("checking the facts")
        examined = examine(content)
        outcome = run_selftest(examined.dossier, tell) if examined.dossier else None
    if examined.dossier is None or outcome is None:
        report(examined.problems, examined.summary)
        finish(False)
        return
    for kind, (total, refused) in outcome.kinds.items():
        click.echo(f"{kind:18} {refused:5} of {total:5} refused  {refused / total:7.1%}")
    for trial in outcome.survivors:
        say(f"survives: {trial.fact}: {trial.alteration.kind}: "
            f'"{trial.alteration.before}" → "{trial.alteration.after}"')
    click.echo(f"of {len(outcome.trials)} alterations {len(outcome.trials) - len(outcome.survivors)} were refused")
    if keep:
        path = own(content / SELFTEST, content)
        with writing(path):
            path.parent.mkdir(exist_ok=True)
            replace(path, record(outcome, examined.dossier, by_the_clock().isoformat()))
