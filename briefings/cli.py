"""The commands by name. Each is a module of `commands/`, imported when it is called: `check` waits for no Pelican."""

import atexit
import errno
import gc
import io
import sys
from importlib import import_module
from typing import Any, TextIO

import click

# In the order of an editor's work, as `--help` shows them.
COMMANDS = (
    "init", "capture", "draft", "check", "coverage", "locate", "selftest", "explain", "schema", "build", "verify", "serve",
    "publish",
)

# What a command reads stays until the command ends. Python looks through all of it for garbage at every 700 new objects,
# which takes a quarter of the time of a check of 4,000 facts and grows faster than they do; and once more when it ends,
# which takes a sixth of the time of a build of 1,000.
COLLECTED = (100_000, 50, 100)


def command(name: str) -> click.Command:
    """The command of that name: the function called so in the module called so."""
    found: click.Command = getattr(import_module(f"briefings.commands.{name}"), name)
    return found


def fit(stream: TextIO | None) -> TextIO:
    """The stream made fit for the words of any language: UTF-8, as reports in JSON and XML are, whatever the system's own
    encoding. A terminal keeps its own; what it cannot show is an escape there.

    Whoever closed the stream wants nothing of it; Python then has none at all.
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    return io.StringIO() if stream is None else stream


def refused(error: OSError) -> str | None:
    """What the system refuses to any command, in words; None where the error is a mistake of ours."""
    if error.filename is None:  # no file, but the output or the current folder
        return {errno.ENOSPC: "the output cannot be written: the disk is full",
                errno.ENOENT: "the folder that you are in is gone"}.get(error.errno or 0)
    return f"{error.filename}: you may not open it" if isinstance(error, PermissionError) else None


class Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None,
                     **extra: Any) -> click.Context:
        """The first step of every run, before it can say a word."""
        sys.stdout, sys.stderr = fit(sys.stdout), fit(sys.stderr)
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, None where there is none."""
        return command(cmd_name) if cmd_name in COMMANDS else None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what the system refuses ends it in words."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error.__context__, KeyboardInterrupt):
                raise error.__context__ from None  # Ctrl-C, at which what tidies up fell over
            if isinstance(error, OSError) and (words := refused(error)):
                raise click.UsageError(words) from error
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefings")
def main() -> None:
    """Briefings whose every claim is borne out by the words of a source.

    Start with `briefings init DIR`; in a dossier, with `briefings check`, then `briefings build`.
    """
    gc.set_threshold(*COLLECTED)
    atexit.register(gc.freeze)
