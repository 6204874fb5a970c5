"""The folder that a site is put into: fit or not, one build at a time, the swap, and what a killed build left behind."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PATIENCE = 10  # seconds: the workers of a build that was killed may hold its lock a little longer than it


class BusyError(Exception):
    """Another build is at work on the same folder."""


def unfit(site: Path, content: Path) -> str | None:
    """Why a site may not be put into the folder `site`, or None: what stands there would be replaced."""
    place, dossier = real(site), real(content)
    if dossier.is_relative_to(place) or place.is_relative_to(dossier):
        return "it holds the dossier, or lies in it"
    if holds_home(place):
        return "it is your home folder, or holds it"
    if Path.cwd().is_relative_to(place):
        return "you are in it: go to the folder that holds content/"
    if site.is_symlink():
        return f"it is a link; name the folder itself: --output {place}"
    for part in (place, *place.parents):
        if os.path.lexists(part) and not part.is_dir():
            return f"{part} is no folder"
    if (place / ".git").exists():
        return "it is a git repository: build beside it, and copy the site into it"
    if place.is_dir() and any(place.iterdir()) and not (place / "index.html").is_file():
        return "it holds something else than a site"
    return None


def real(path: Path) -> Path:
    """The path with its links followed; links that lead in a circle stay (`Path.resolve` falls over them before Python 3.13)."""
    return Path(os.path.realpath(path))


def holds_home(place: Path) -> bool:
    """Whether a folder is the home folder of who builds, or holds it; in a container, a user may have none."""
    try:
        return real(Path.home()).is_relative_to(place)
    except RuntimeError:
        return False


@contextmanager
def alone(site: Path) -> Iterator[Path]:
    """A new folder on the same disk as `site`, with no other build of it at work. Raises BusyError.

    What a killed build left is mended before, and what this one leaves, afterwards. The system drops the lock with the
    process that holds it, however that ends: there is no stale one.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(beside(site, "lock"), timeout=PATIENCE):
            mend(site)
            try:
                fresh = beside(site, "new")
                fresh.mkdir()
                yield fresh
            finally:
                with suppress(OSError):  # what cannot be cleared now, the next command clears
                    mend(site)
    except Timeout as busy:
        raise BusyError(f"another build is at work on {site}; try again when it has ended") from busy


def beside(site: Path, name: str) -> Path:
    """`build/site` → `build/.site.new`."""
    place = real(site)
    return place.parent / f".{place.name}.{name}"


def swap(fresh: Path, site: Path) -> None:
    """Put the new site in the place of the old, which `mend` brings back or clears."""
    if site.exists():
        site.rename(beside(site, "old"))
    fresh.rename(site)


def restore(site: Path) -> None:
    """Mend what a build that was killed left behind, unless a build is at work. Where nothing is left, nothing is touched."""
    if any(left(site)):
        try:
            with FileLock(beside(site, "lock"), blocking=False):
                mend(site)
        except Timeout:
            return  # those folders are not left over, but in use


def mend(site: Path) -> None:
    """The old site comes back where the new one is not there; half-made folders go."""
    old = beside(site, "old")
    if old.is_dir() and not site.exists():
        old.rename(site)
    for each in left(site):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def left(site: Path) -> list[Path]:
    """What of a build stands beside the site, other than its lock."""
    places = (beside(site, name) for name in ("old", "new", "report"))
    return [place for place in places if place.exists() or place.is_symlink()]
