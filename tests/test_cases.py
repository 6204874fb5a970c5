"""The golden cases: each file in cases/ holds a dossier's files and the exact words of `briefings check` on it.

A case is a text: a first line that says what it shows, then sections. `=== path` begins a file, laid over the
small dossier of `cases/base`; `=== output` is what is printed; `=== options` adds words to the command.
With UPDATE_CASES=1 in the environment the outputs are written anew, to be read aloud before they are committed.
"""

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefings.cli import main

CASES = Path(__file__).parent / "cases"
SECTION = re.compile(r"^=== (.+)\n", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """Name → text of each section."""
    _, *parts = SECTION.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def lay(files: dict[str, str], folder: Path) -> None:
    """Write the base and the case's files; DIGEST in a source.yaml stands for the hash of its article."""
    whole = sections((CASES / "base").read_text(encoding="utf-8")) | files
    for name, text in whole.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        article = whole.get(str(Path(name).with_name("article.txt")), "")
        path.write_bytes(unescaped(text.replace("DIGEST", sha256(unescaped(article)).hexdigest())))


def unescaped(text: str) -> bytes:
    r"""The bytes of a section: \x.., \t, \r stand for what cannot be seen in a case file."""
    return re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode()).replace(
        b"\\t", b"\t").replace(b"\\r", b"\r")


def every_case() -> Iterator[Path]:
    return iter(sorted(CASES.glob("*.case")))


@pytest.mark.parametrize("case", list(every_case()), ids=lambda path: path.stem)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = case.read_text(encoding="utf-8")
    files = sections(text)
    expected = files.pop("output")
    options = files.pop("options", "").split()
    for gone in files.pop("without", "").split():
        files[gone] = ""
    lay(files, tmp_path)
    for gone in sections(text).get("without", "").split():
        (tmp_path / gone).unlink()
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    if os.environ.get("UPDATE_CASES"):
        case.write_text(text[: text.index("=== output\n")] + "=== output\n" + result.output, encoding="utf-8")
    else:
        assert result.output == expected
        failed = ": " in expected and re.search(r"^\S+:\d+:\d+: [A-Z]\d+ (?!warning|info)", expected, re.MULTILINE)
        assert result.exit_code == (1 if failed else 0)
