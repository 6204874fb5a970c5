"""Build, serve, rebuild on change."""

from pathlib import Path

import click

from briefings.commands.shared import CONTENT, report
from briefings.serve import Site, builds, serving
from briefings.swap import unfit


@click.command()
@CONTENT
@click.option("--output", type=click.Path(path_type=Path), default=Path("build/site"), show_default=True)
@click.option("--settings", type=click.Path(path_type=Path, dir_okay=False), default=Path("pelicanconf.py"),
              show_default=True, help="Pelican's settings; where the file is missing, those of Briefings serve.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
def serve(content: Path, output: Path, settings: Path, port: int) -> None:
    """Show the site on this machine while you write: every saved change is built, and open pages follow.

    Example: briefings serve, then open http://127.0.0.1:8000/

    While something is wrong, the last good site stays, with the problems above it. PDFs are left to briefings build.
    """
    if not content.is_dir():
        raise click.UsageError(f"there is no dossier in {content}; briefings init DIR makes one")
    if reason := unfit(output, content):
        raise click.UsageError(f"no site can be put into {output}: {reason}")
    try:
        site = Site(output, port)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be used: {error.strerror}; name another with --port") from error
    click.echo(f"{site.address} (Ctrl-C ends it)")
    watched = (content, *(path for path in (settings, Path("theme")) if path.exists()))
    try:
        with serving(site):
            for built in builds(content, output, settings if settings.exists() else None, watched):
                site.state.tell(built)
                report(built.problems, built.summary)
                for failure in built.failures:
                    click.echo(f"serve: {failure}", err=True)
    except KeyboardInterrupt:
        click.echo("\nended")
