"""Briefings on paper: the dossier, each topic, and each topic on one page, as PDF. WeasyPrint is loaded only if needed."""

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from briefings.pdf.jobs import CFF, Job, UnsetError, job
from briefings.pipeline import Examined
from briefings.standing import Mode

WORKERS = 2
RECYCLED = 4  # briefings that the workers set each before they are replaced: the engine's memory grows with each
KILLED = ("the process that set it ended without a word: most likely the machine had no memory left, of which a briefing "
          "of 500 pages wants 1.3 GB; close other programs, or build with --pdf never")
LACKS_FONT = (".notdef glyph", CFF)  # what the engine says where the machine lacks a font for some script
INSTALL = (
    "install WeasyPrint and Pango (pip install 'briefings[pdf]'; Debian: apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango)"
)


@dataclass(frozen=True)
class Made:
    """What came of it. `names` are the files made (`energy.pdf`); `failures` stop a build, `notices` do not."""

    names: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def make_pdfs(examined: Examined, folder: Path, cache: Path, mode: Mode = "auto") -> Made:
    """Set every briefing of an examined dossier into `folder`. What is in `cache` from before is not set again.

    Where a part of the machine is missing, `auto` leaves out what cannot be set and says so; with `always` that is a
    failure. Whatever else the engine complains of is a failure.
    """
    if mode == "never":
        return Made()
    from briefings.pdf.briefs import Briefs  # most of what it takes to import is for PDFs alone

    jobs = {each.key: each for each in map(job, Briefs(examined))}
    unchanged = all((cache / f"{key}.pdf").exists() for key in jobs)
    if not unchanged and (lacking := missing()):
        return Made((), (lacking,)) if mode == "always" else Made((), (), (lacking,))
    made, unset = obtained(jobs, cache)
    fill(folder, made, jobs)
    keep_only(cache, made)
    lines = tuple((name, line) for name, messages in unset.items() for line in messages)
    excused = tuple(pair for pair in lines if mode == "auto" and any(sign in pair[1] for sign in LACKS_FONT))
    return Made(
        tuple(f"{jobs[key].name}.pdf" for key in made),
        tuple(f"pdf/{name}.pdf: {line}" for name, line in lines if (name, line) not in excused),
        tuple(f"pdf/{name}.pdf is not made: {line}; install a TrueType font for it (Debian: fonts-droid-fallback)"
              for name, line in excused),
    )


def missing() -> str | None:
    """What this machine lacks to set PDFs, and how to get it, in one line; None where nothing is lacking."""
    try:
        import pikepdf  # noqa: F401

        import briefings.pdf.engine  # noqa: F401
    except (ImportError, OSError) as error:
        # ImportError: the package is not there; OSError: Pango or another library that it loads is not.
        reason = " ".join(str(error).split())[:120]
        return f"no PDFs are made, since they cannot be set here ({reason}): {INSTALL}, then build again"
    return None


def obtained(jobs: Mapping[str, Job], cache: Path) -> tuple[dict[str, Path], dict[str, list[str]]]:
    """Key → the PDF's file in the cache; and name → what was said of a briefing that could not be set."""
    cache.mkdir(parents=True, exist_ok=True)
    places = {key: cache / f"{key}.pdf" for key in jobs}
    waiting = [(jobs[key], place) for key, place in places.items() if not place.exists()]
    # The longest first, so that no worker is left with it at the end.
    waiting.sort(key=lambda pair: -len(pair[0].documents[0]))
    unset = {name: messages for name, messages in each_set(waiting) if messages}
    return {key: place for key, place in places.items() if jobs[key].name not in unset}, unset


def each_set(waiting: list[tuple[Job, Path]]) -> Iterator[tuple[str, list[str]]]:
    """Set what waits, two at a time; each with its name and what was said of it.

    A worker that is killed breaks its pool: what it had before it is said to be unset, and never waited for.
    """
    if len(waiting) < 2:
        yield from map(set_one, waiting)
        return
    from briefings.pdf.engine import unpack_fonts

    unpack_fonts()  # once, for workers that are forked have what this process has
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    for start in range(0, len(waiting), WORKERS * RECYCLED):
        # Ctrl-C ends a worker at once and without a word; who waits for it has the last one.
        with ProcessPoolExecutor(WORKERS, context, signal.signal, (signal.SIGINT, signal.SIG_DFL)) as pool:
            given = [(task.name, pool.submit(set_one, (task, place)))
                     for task, place in waiting[start : start + WORKERS * RECYCLED]]
            yield from (outcome(name, future) for name, future in given)


def outcome(name: str, future: "Future[tuple[str, list[str]]]") -> tuple[str, list[str]]:
    """What came of one briefing; in words where its worker was killed."""
    try:
        return future.result()
    except BrokenProcessPool:
        return name, [KILLED]


def set_one(waiting: tuple[Job, Path]) -> tuple[str, list[str]]:
    """Set one briefing into its place: its name, and why it could not be set."""
    from briefings.pdf.engine import typeset
    from briefings.pdf.standards import conform

    task, place = waiting
    try:
        pdf = conform(typeset(task))
    except UnsetError as reason:
        return task.name, reason.messages
    fresh = place.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(pdf)
    fresh.replace(place)
    return task.name, []


def fill(folder: Path, made: Mapping[str, Path], jobs: Mapping[str, Job]) -> None:
    """Copy the PDFs to where readers find them."""
    folder.mkdir(parents=True, exist_ok=True)
    for key, place in made.items():
        shutil.copyfile(place, folder / f"{jobs[key].name}.pdf")


def keep_only(cache: Path, made: Iterable[str]) -> None:
    """Drop from the cache what this content no longer needs."""
    wanted = set(made)
    for file in cache.glob("*.pdf"):
        if file.stem not in wanted:
            file.unlink(missing_ok=True)
