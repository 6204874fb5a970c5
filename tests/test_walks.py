"""Documents that can be walked: what they show is done in order, in one folder, and what they say is printed is compared.

| block | is |
|---|---|
| `sh` | run where the one before left off; `briefings serve` is asked for its page, then ended by Ctrl-C |
| `sh machine` | about the machine or the network: not run |
| any language and a path | written to that file |
| `text output` | what the commands before it print, errors too; `…` is anything in a line, a line of `…` any lines |

A document with a block of the last kind is a walk. Commands whose output is not shown must succeed.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.test_docs import ROOT, WALKS, blocks

SERVE = "briefings serve\n"
ENVIRONMENT = os.environ | {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
    "SOURCE_DATE_EPOCH": "1710460800", }


def matches(shown: str, printed: str) -> bool:
    """Whether a document shows what was printed."""
    lines = ("(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in shown.splitlines())
    return re.fullmatch("".join(lines), printed) is not None


def run(commands: str, folder: Path) -> tuple[bool, str, Path]:
    """The commands, up to the first that fails: whether none did, what was printed, and where they left off."""
    where = folder / ".where"
    done = subprocess.run(["bash", "-ec", f"trap 'pwd > {where}' EXIT\n{commands}"], cwd=folder, env=ENVIRONMENT, text=True,
                          check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    left = Path(where.read_text().strip())
    where.unlink()
    return done.returncode == 0, done.stdout, left


def served(folder: Path) -> str:
    """What `briefings serve` prints until its page has been read and Ctrl-C is typed. It takes a free port in place of 8000."""
    command = [sys.executable, "-c", "from briefings.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as server:
        assert server.stdout
        first, second = server.stdout.readline(), server.stdout.readline()
        address = first.split()[0]
        with urllib.request.urlopen(address) as page:
            assert "</html>" in page.read().decode()
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
    return re.sub(r":\d+/", ":8000/", first) + second + rest


@pytest.mark.pdf
@pytest.mark.parametrize("document", WALKS, ids=lambda path: path.name)
def test_a_walk_leads_where_it_says(document: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs/tutorial", tmp_path / "briefings/docs/tutorial")
    folder, succeeded, printed = tmp_path, True, ""
    for language, name, text in blocks(document):
        if name == "output":
            assert matches(text, printed), f"{document.name} shows:\n{text}\nprinted is:\n{printed}"
            succeeded = True
        elif language == "sh" and name != "machine":
            assert succeeded, printed
            succeeded, printed, folder = (True, served(folder), folder) if text == SERVE else run(text, folder)
        elif "." in name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    assert succeeded, printed


@pytest.mark.parametrize(("shown", "printed", "same"), [
    ("a … c\n", "a b c\n", True), ("a\n…\nd\n", "a\nb\nc\nd\n", True), ("a\n…\nd\n", "a\nd\n", True),
    ("a.c\n", "abc\n", False), ("a …\n", "a b\nc\n", False), ("a\n", "a\nb\n", False),
])
def test_what_is_shown_is_compared(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same
