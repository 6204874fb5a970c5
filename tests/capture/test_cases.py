"""Golden captures: each file in cases/ holds files, commands, and every word that they print.

A case is a first line that says what it shows, then sections: `=== path` begins a file, laid over the small dossier of
`tests/cases/base`; `=== commands` holds one a line, of `capture`, `check`, `draft`, or `show PATH`; `=== output` is what
is printed. With UPDATE_CASES=1 in the environment the outputs are written anew, to be read aloud before they are committed.
"""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefings.cli import main
from tests.test_cases import lay, sections

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.case")), ids=lambda path: path.stem)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = case.read_text(encoding="utf-8")
    files = sections(text)
    expected, commands = files.pop("output"), files.pop("commands")
    lay(files, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718000000")
    output = "".join(said(line) for line in commands.splitlines())
    if os.environ.get("UPDATE_CASES"):
        case.write_text(text[: text.index("=== output\n")] + "=== output\n" + output, encoding="utf-8")
    assert output == expected or os.environ.get("UPDATE_CASES")


def said(line: str) -> str:
    """One command with what it prints, and its exit status where that is not 0."""
    program, *words = shlex.split(line)
    if program == "show":
        return f"$ {line}\n" + "".join(shown(Path(words[0])))
    result = CliRunner().invoke(main, [program, *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return f"$ {line}\n{result.output}" + (f"(exit {result.exit_code})\n" if result.exit_code else "")


def shown(path: Path) -> Iterator[str]:
    """A file's text, or the names in a folder."""
    if path.is_dir():
        yield from (f"{each.relative_to(path).as_posix()}\n" for each in sorted(path.rglob("*")) if each.is_file())
    elif not path.exists():
        yield "(nothing)\n"
    else:
        yield path.read_bytes().decode("utf-8").replace("\r", "\\r").replace("\ufeff", "\\ufeff")
