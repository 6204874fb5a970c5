"""A new dossier, copied from `starter/`: it builds at once, and every field stands in it with what it is for."""

import shutil
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from briefings.schema import TITLES, text

STARTER = Path(__file__).parent / "starter"
RECIPES = tuple(sorted(path.name for path in (STARTER / "deploy").iterdir()))
"""The hosts that there is a recipe for."""

DOTTED = ("gitignore", "pre-commit-config.yaml")
"""Files that lie in `starter/` without their dot: hidden files would act on this repository."""


class UnfitError(Exception):
    """No dossier can be laid there, and why; nothing was written."""


def start(folder: Path, recipe: str | None) -> tuple[Path, ...]:
    """Lay a new dossier into `folder`, with the recipe of a host where one is named: all of it, or nothing.

    Returns the paths written, in order. Raises UnfitError where the folder is not empty or cannot be one, and OSError
    where it cannot be written.
    """
    if reason := unfit(folder):
        raise UnfitError(reason)
    home = folder.resolve()
    if home.is_dir():
        lay(home, home, recipe)
    else:
        home.parent.mkdir(parents=True, exist_ok=True)
        lay(home, home.parent, recipe)
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def unfit(folder: Path) -> str | None:
    """Why no dossier can be laid there; None where one can."""
    if not folder.name.isprintable():
        return "the name of a folder holds no control character"
    if folder.is_dir():
        return f"{folder} is not empty" if any(folder.iterdir()) else None
    taken = next((path for path in (folder, *folder.parents) if path.exists() and not path.is_dir()), None)
    return f"{taken} is a file" if taken else None


def lay(home: Path, beside: Path, recipe: str | None) -> None:
    """Make a dossier in a hidden folder in `beside`, and move it to `home`; into it, if it is there: a shell may stand in it."""
    with tempfile.TemporaryDirectory(prefix=".briefings-", dir=beside) as hidden:
        made = Path(hidden) / "dossier"
        fill(made, recipe)
        if not home.is_dir():
            made.rename(home)
            return
        names = [path.name for path in made.iterdir()]
        try:
            for name in names:
                (made / name).rename(home / name)
        except BaseException:
            for name in names:
                remove(home / name)
            raise


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def fill(folder: Path, recipe: str | None) -> None:
    """Write every file of a new dossier."""
    for origin in origins(recipe):
        for path in sorted(each for each in origin.rglob("*") if each.is_file()):
            target = folder / path.relative_to(origin)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for name in DOTTED:
        (folder / name).rename(folder / f".{name}")
    (folder / "requirements.txt").write_text(f"briefings[pdf]=={version('briefings')}\n", encoding="utf-8")
    (folder / ".schemas").mkdir()
    for name in TITLES:
        (folder / ".schemas" / f"{name}.json").write_text(text(name), encoding="utf-8")


def origins(recipe: str | None) -> Iterator[Path]:
    """The folders to copy."""
    yield STARTER / "dossier"
    if recipe:
        yield STARTER / "deploy" / recipe
