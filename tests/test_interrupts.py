"""Ctrl-C and a full disk at every moment of the commands that write: what they write is there whole, or not at all.

`build` has test_atomic.py. The commands run in processes of their own; Ctrl-C comes before each change that one of them
makes to its folder, at random moments, and while the program is still starting.
"""

import multiprocessing
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cases import lay

from briefings.capture import capture as _loaded  # noqa: F401  the processes below start with all that they need
from briefings.cli import COMMANDS, command, main

FORK = multiprocessing.get_context("fork")
Tree = Mapping[str, bytes]
PAGE = """<html lang="en"><head><title>The wall</title></head><body><article><h1>The wall</h1><p>The harbour wall of Seaport will be
rebuilt from June, the council said on Monday, and it will cost twice as much as was planned in 2021.</p></article></body></html>"""
WRITING = {
    "init": ["init", "new", "--deploy", "github"],
    "init into a folder": ["init", "empty"],
    "capture": ["capture", "page.html"],
    "draft": ["draft", "gazette-2024", "--output", "content/facts/drafts.yaml"],
    "publish": ["publish"],
}
named = pytest.mark.parametrize("name", list(WRITING))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a dossier that has something to draft, and a page to capture."""
    for each in COMMANDS:
        command(each)
    lay({}, tmp_path)
    (tmp_path / "content/topics/harbour.md").write_text(
        "---\ntitle: Harbour\n---\n\nThe Port Authority has ordered two cranes. [@cranes-ordered]\n")
    sheet = tmp_path / "content/facts/harbour.yaml"
    text = sheet.read_text()
    sheet.write_text(text[: text.index("  - id: dredging-cost")] + text[text.index("  - id: cranes-ordered") :])
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718000000")
    return tmp_path


def tree(folder: Path) -> Tree:
    """Path → bytes of every file, but for hidden ones that were to be deleted when Ctrl-C came: nothing reads them."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not (path.name[0] == "." and path.suffix == ".new"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def restore(folder: Path, before: Tree) -> None:
    """Remove what a command wrote."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in before:
            path.unlink()
        elif path.is_dir() and path.name != "empty" and not any(path.iterdir()):
            path.rmdir()


def forked(words: list[str], before: Callable[[], object]) -> int:
    """The exit status of a command in a process of its own, which calls `before` first."""

    def run() -> None:
        before()
        result = CliRunner().invoke(main, words)
        in_words = isinstance(result.exception, SystemExit | None) and not re.search("Traceback|None", result.output)
        os._exit(result.exit_code if in_words else 99)

    process = FORK.Process(target=run)
    process.start()
    process.join()
    return process.exitcode or 0


def whole(name: str, room: Path) -> tuple[Tree, Tree]:
    """The files without the command's work and with it."""
    before = tree(room)
    assert forked(WRITING[name], lambda: None) == 0
    after = tree(room)
    assert after != before
    restore(room, before)
    assert tree(room) == before
    return before, after


def at_change(room: Path, moment: int) -> Callable[[], None]:
    """Press Ctrl-C before the change of that number that is made below the folder."""
    numbers = iter(range(10**6))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod")) and (
                str(room) in str(Path(str(arguments[0])).absolute()) and next(numbers) == moment):
            os.kill(os.getpid(), signal.SIGINT)

    return lambda: sys.addaudithook(hook)


@named
def test_ctrl_c_before_any_change(room: Path, name: str) -> None:
    before, after = whole(name, room)
    for moment in range(200):
        status = forked(WRITING[name], at_change(room, moment))
        found = tree(room)
        assert found in (before, after), (moment, set(found) ^ set(before))
        restore(room, before)
        if status == 0:
            assert moment > 1
            return
        assert status == 1
    pytest.fail("it never comes to its end")


@named
def test_ctrl_c_at_random_moments(room: Path, name: str) -> None:
    start = time.monotonic()
    before, after = whole(name, room)
    lasts, dice = time.monotonic() - start, random.Random(7)
    for _ in range(12):
        status = forked(WRITING[name], after_a_while(dice.uniform(0.01, lasts)))
        assert status in (0, 1, 99)  # 99: it came while nothing of ours ran yet
        restore_if_whole(room, before, after)


def after_a_while(seconds: float) -> Callable[[], None]:
    """Press Ctrl-C so much later."""

    def press() -> None:
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return press


def restore_if_whole(room: Path, before: Tree, after: Tree) -> None:
    """All or nothing is there; then nothing is."""
    assert tree(room) in (before, after)
    restore(room, before)


@named
@pytest.mark.parametrize("after", [0.05, 0.3, 0.7])
def test_ctrl_c_while_the_program_starts(room: Path, name: str, after: float) -> None:
    before, done = whole(name, room)
    program = [sys.executable, "-c", "from briefings.cli import main; main()", *WRITING[name]]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        running.wait(timeout=30)
    restore_if_whole(room, before, done)


@named
@pytest.mark.parametrize("most", [0, 1, 300, 3_000])
def test_a_disk_that_takes_no_more(room: Path, name: str, most: int) -> None:
    """As on a full disk, a folder and a file can be made, and a write fails midway; it is told in words."""
    before, after = whole(name, room)

    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    status = forked(WRITING[name], fill)
    found = tree(room)
    assert (status, found) in ((0, after), (1, before), (2, before))
