"""Running Pelican inside one process, so that whatever goes wrong in it fails the build.

Pelican alone logs a plugin that cannot be imported, registered or run, and leaves with exit code 0.
"""

import logging
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from weakref import ReferenceType

from pelican import Pelican, signals
from pelican.log import console
from pelican.settings import read_settings

from briefings.cache import Cache, files
from briefings.house import SETTINGS as HOUSE_SETTINGS
from briefings.pipeline import Examined
from briefings.site.pelican_plugin import STANDING
from briefings.site.reuse import Standing

FILES = "pelican.utils"  # who copies the theme: a file cut short by a full disk is but a warning to it


class Failures(logging.Handler):
    """Keeps the messages of errors, and of whatever befell a file."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.addFilter(lambda record: record.levelno >= logging.ERROR or record.name == FILES)

    def emit(self, record: logging.LogRecord) -> None:
        """Note one message, with the error it came with."""
        self.messages.append(record.getMessage() + cause(record))


def cause(record: logging.LogRecord) -> str:
    """The error behind a log record, where there is one that its message does not name."""
    error = record.exc_info[1] if record.exc_info else None
    return "" if error is None or str(error) in record.getMessage() else f": {type(error).__name__}: {error}"


def run_pelican(
    content: Path, output: Path, settings_file: Path | None, examined: Examined, pdfs: tuple[str, ...] = (),
    look: set[str] | None = None, cache: Cache | None = None, standing: Path | None = None,
) -> list[str]:
    """Render the examined dossier of `content` into `output`. Returns what failed: an empty list where nothing did.

    `pdfs` are the names of the PDFs that the build makes (`energy.pdf`), so that pages link to them. What shapes the
    pages beside the content is added to `look`: files and folders of settings, theme and plugins. Of the site in the folder
    `standing`, pages are taken over that would come out the same, as far as the `cache` knows.
    """
    override = {
        "PATH": str(content.resolve()), "OUTPUT_PATH": str(output.resolve()), "DELETE_OUTPUT_DIRECTORY": False,
        "BRIEFINGS_EXAMINED": examined, "BRIEFINGS_PDFS": pdfs,
    }
    file = settings_file or HOUSE_SETTINGS
    with listening() as failures, signals_kept(), modules_kept() as modules:
        try:
            override[STANDING] = Standing(cache or Cache(), standing, lambda settings: files(
                sorted(map(Path, shaping(file.resolve(), settings, modules)))))
            settings = read_settings(str(file), override=override)
            Pelican(settings).run()
            (set() if look is None else look).update(shaping(file.resolve(), settings, modules))
        except Exception as error:
            # The boundary to foreign code: any plugin or template may raise anything, and each is a failed build.
            failures.messages.append(f"{type(error).__name__}: {error}{template_place(error)}")
    return list(dict.fromkeys(failures.messages))


def template_place(error: BaseException) -> str:
    """Where in a template an error arose, if it did."""
    places, trace = [], error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            places.append(f" ({Path(name).name}:{trace.tb_lineno})")
        trace = trace.tb_next
    return places[-1] if places else ""


@contextmanager
def listening() -> Iterator[Failures]:
    """Every error that Pelican or a plugin logs meanwhile is kept, and nothing of it is printed."""
    failures, logger = Failures(), logging.getLogger()
    handlers, logger.handlers = logger.handlers, [failures]
    quiet, console.quiet = console.quiet, True
    try:
        yield failures
    finally:
        logger.handlers, console.quiet = handlers, quiet


@contextmanager
def signals_kept() -> Iterator[None]:
    """The receivers that plugins connect meanwhile are gone afterwards."""
    before = {name: set(signal.receivers) for name, signal in each_signal()}
    try:
        yield
    finally:
        for name, signal in each_signal():
            for key, kept in list(signal.receivers.items()):
                receiver = kept() if isinstance(kept, ReferenceType) else kept
                if key not in before[name] and receiver is not None:
                    signal.disconnect(receiver)


@contextmanager
def modules_kept() -> Iterator[frozenset[str]]:
    """Plugins imported meanwhile from outside the installed packages are read anew by the next run. Yields the names of
    those modules that were imported before."""
    modules, path = frozenset(sys.modules), list(sys.path)
    try:
        yield modules
    finally:
        sys.path[:] = path
        for name in loose(modules):
            del sys.modules[name]


def loose(before: frozenset[str], ours: str = "briefings") -> list[str]:
    """The modules that were imported since, from files that belong to no installed package."""
    return [name for name in set(sys.modules) - before if name.partition(".")[0] != ours and is_loose(sys.modules[name])]


def shaping(file: Path, settings: Mapping[str, Any], before: frozenset[str]) -> Iterator[str]:
    """The files and folders that shape the pages: settings, theme and plugins, with all that these have imported."""
    yield from map(str, (file, settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"], *settings["PLUGIN_PATHS"]))
    yield from (str(sys.modules[name].__file__) for name in loose(before))


def is_loose(module: ModuleType) -> bool:
    """Whether a module was read from a file that belongs to no installed package and not to Python."""
    file = getattr(module, "__file__", None)
    installed = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    return file is not None and not any(Path(file).is_relative_to(place) for place in installed)


def each_signal() -> Iterator[tuple[str, Any]]:
    """Pelican's signals by name."""
    return ((name, value) for name, value in vars(signals).items() if hasattr(value, "receivers"))
