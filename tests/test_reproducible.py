"""The same content gives the same bytes: in another folder, zone and language, by other hands, in another order, built anew."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from test_cases import lay

from briefings.pdf import missing

ROOT = Path(__file__).parents[1]
Tree = Mapping[str, bytes]


def built(room: Path, *options: str, umask: int = 0o022, words: Sequence[str] = ("--pdf", "never"), **more: str) -> Tree:
    """Build the dossier in the folder `room` in a process of its own; path → bytes of the site and its report.

    What is kept for later builds is no part of it: that tells paths and times of this machine.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    command = [sys.executable, *options, "-c", "from briefings.cli import main; main()", "build", *words]
    done = subprocess.run(command, cwd=room, env=environment, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(room).as_posix(): path.read_bytes() for path in (room / "build").rglob("*")
            if path.is_file() and not path.relative_to(room / "build").parts[0].startswith((".", "cache"))}


def copied(content: Path, room: Path) -> Path:
    """The same content in the folder `room`, its files made in the reverse order and dated anew, one by one."""
    for number, path in enumerate(sorted((path for path in content.rglob("*") if path.is_file()), reverse=True)):
        target = room / "content" / path.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (10**9 + number, 10**9 - number))
    return room


OTHER = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "USER": "anna",
         "PYTHONHASHSEED": "4711", "COLUMNS": "40", "PYTHONUTF8": "0"}


def same(one: Tree, other: Tree) -> None:
    """Both hold the same files, with the same bytes."""
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert len(one) > 40


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tree]:
    """The site of tests/site/fixture, as anyone would build it."""
    room = tmp_path_factory.mktemp("first")
    shutil.copytree(ROOT / "tests/site/fixture", room / "content")
    return room, built(room, PYTHONHASHSEED="0", TZ="UTC")


def test_in_another_place_at_another_time_by_somebody_else(first: tuple[Path, Tree], tmp_path: Path) -> None:
    room, tree = first
    other = copied(room / "content", tmp_path / "a folder with a långer name")
    home = tmp_path / "home"
    home.mkdir()
    same(built(other, umask=0o077, HOME=str(home), **OTHER), tree)


def test_in_plain_ascii_and_optimised(first: tuple[Path, Tree], tmp_path: Path) -> None:
    room, tree = first
    same(built(copied(room / "content", tmp_path), "-O", LC_ALL="C", TZ="America/St_Johns", PYTHONHASHSEED="1"), tree)


def test_over_the_site_that_stands_there(first: tuple[Path, Tree]) -> None:
    room, tree = first
    for path in (room / "build/site").rglob("*.html"):
        os.utime(path, (1, 1))
    same(built(room), tree)


def test_after_another_state_of_the_content(first: tuple[Path, Tree]) -> None:
    room, tree = first
    header = room / "content/dossier.yaml"
    before = header.read_text(encoding="utf-8")
    header.write_text(before.replace("title: ", "title: Another ", 1), encoding="utf-8")
    assert built(room) != tree
    header.write_text(before, encoding="utf-8")
    same(built(room), tree)


def test_times_and_modes_of_the_content_leave_no_trace(first: tuple[Path, Tree], tmp_path: Path) -> None:
    room, tree = first
    other = copied(room / "content", tmp_path)
    for path in (other / "content").rglob("*"):
        path.chmod(0o700)
    same(built(other), tree)


@pytest.mark.pdf
def test_pdfs_too(tmp_path: Path) -> None:
    if lacking := missing():
        pytest.skip(lacking)
    lay({}, tmp_path / "one")
    always = ("--pdf", "always")
    one = built(tmp_path / "one", words=always, PYTHONHASHSEED="0", TZ="UTC")
    other = copied(tmp_path / "one/content", tmp_path / "two")
    two = built(other, words=always, umask=0o077, **OTHER)
    assert "build/site/pdf/dossier.pdf" in one
    same(one, two)
    same(one, built(other, words=always))
