"""What a person sees at a terminal: the words of the plain report, in colour unless NO_COLOR is set."""

import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefings.build import build
from briefings.commands.terminal import show
from briefings.problems import Level, Place, Problem
from briefings.report import render
from briefings.start import start

ANSI = re.compile("\x1b\\[[0-9;]*m")
PROBLEMS = (
    Problem("Q301", Level.ERROR, "these words are not in source [red]a[/red]", Place("facts/a.yaml", 3, 4),
            ("quoted:  five", "source:  six", "         ^^^")),
    Problem("Q301", Level.ERROR, "nor are \x1b[2J these", Place("facts/a.yaml", 9, 4)),
    Problem("W605", Level.WARNING, "claimed is stronger", Place("facts/a.yaml", 12, 4), ("x" * 300,)),
)
SUMMARY = {"facts": 2, "quotes": {"verified": 1, "refuted": 2}, "errors": 2, "warnings": 1}


def shown(problems: tuple[Problem, ...] = PROBLEMS) -> str:
    out = io.StringIO()
    show(problems, SUMMARY, {"Q301": "The quoted words stand in the source."}, False, out)
    return out.getvalue()


def test_the_words_are_those_of_the_plain_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    plain = render(PROBLEMS, SUMMARY)
    coloured = shown()
    assert ANSI.search(coloured)
    for line in plain.split("\n"):
        assert line.rstrip() in [each.rstrip() for each in ANSI.sub("", coloured).split("\n")]


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", shown())


@pytest.mark.parametrize("columns", ["0", "1", "7"])
def test_a_terminal_without_room_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "facts/a.yaml:3:4: Q301 these words are not in source" in ANSI.sub("", shown())
    assert re.search(r"Q301 +2 +The quoted words", ANSI.sub("", shown()))


def test_the_table_counts_by_code() -> None:
    assert re.search(r"Q301 +2 +The quoted words stand in the source\.\nW605 +1", ANSI.sub("", shown()))
    assert "found" not in ANSI.sub("", shown(PROBLEMS[:1]))


@pytest.mark.parametrize(("setting", "colour"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_at_a_terminal(setting: dict[str, str], colour: bool, tmp_path: Path) -> None:
    """In a terminal of its own, as a person has it."""
    start(tmp_path / "new", None)
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm"}
    command = [sys.executable, "-c", "from briefings.cli import main; main()", "check"]
    subprocess.run(command, cwd=tmp_path / "new", env=environment | setting, stdout=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 10000).decode()
    os.close(ours)
    assert "3 facts checked, 3 quotes: 3 verified." in said
    assert bool(re.search("\x1b\\[[0-9;]*3[0-9]m", said)) is colour


WORK = """
from briefings.commands import terminal
from briefings.commands.shared import underway
import sys, time
terminal.PATIENCE = float(sys.argv[1])
with underway() as tell:
    tell("setting \\x1b[2J")
    time.sleep(0.2)
    tell("verifying")
print("done")
"""


def at_work(patience: float, setting: Mapping[str, str] | None = None) -> str:
    """What the work says to a terminal; its last line is what it prints on its standard output."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")} | {"TERM": "xterm"}
    command = [sys.executable, "-c", WORK, str(patience)]
    subprocess.run(command, env=environment | (setting or {}), stdout=theirs, stderr=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 10000).decode()
    os.close(ours)
    return said


def test_long_work_is_named_and_leaves_no_trace() -> None:
    said = at_work(0)
    assert "setting \\x1b[2J …" in said
    assert said.index("setting") < said.index("verifying …") < said.index("\x1b[2K", said.index("verifying")) < said.index("done")


def test_short_work_is_not_named() -> None:
    assert at_work(60) == "done\r\n"


def test_the_name_of_work_has_no_colour_where_none_is_wanted() -> None:
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", at_work(0, {"NO_COLOR": "1"}))


def test_nothing_is_named_where_nobody_looks() -> None:
    command = [sys.executable, "-c", WORK, "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_a_build_names_its_stages(tmp_path: Path) -> None:
    start(tmp_path / "new", None)
    said: list[str] = []
    assert build(tmp_path / "new/content", tmp_path / "site", packed=tmp_path / "site.zip", tell=said.append).passed
    assert said == ["checking the facts", "writing the pages", "verifying the site", "packing the evidence bundle"]
