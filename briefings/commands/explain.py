"""The manual of the checks."""

import click

from briefings.manual import level, manual


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print what a check demands, why, and how to mend it; without CODE, the list of all checks.

    Example: briefings explain Q301
    """
    pages = manual()
    if code is None:
        click.echo("\n".join(f"{name}  {parts['rule']}" for name, parts in pages.items()))
        return
    if code.upper() not in pages:
        raise click.UsageError(f"no check is called {code}; briefings explain lists them")
    parts = dict(pages[code.upper()])
    click.echo(f"{code.upper()}  {parts.pop('rule')}\n\nLevel: {level(code.upper())}")
    for name, text in parts.items():
        click.echo(f"\n{name.capitalize()}: {text}")
