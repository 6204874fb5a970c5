"""What a person sees at a terminal: the words of the plain report, in colour unless NO_COLOR is set."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

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
