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


class OccupiedError(Exception):
    """The folder holds something already; nothing was written."""


def start(folder: Path, recipe: str | None) -> tuple[Path, ...]:
    """Lay a new dossier into `folder`, with the recipe of a host where one is named: all of it, or nothing.

    Returns the paths written, in order. Raises OccupiedError where the folder is not empty or is a file, and OSError
    where it cannot be written.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise OccupiedError(f"{folder} is not empty")
    home = folder.absolute()
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{home.name}.", dir=home.parent) as beside:
        made = Path(beside) / "dossier"
        fill(made, recipe)
        made.replace(home)
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def fill(folder: Path, recipe: str | None) -> None:
    """Write every file of a new dossier."""
    for origin in origins(recipe):
        shutil.copytree(origin, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
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
