"""A file that is replaced holds the old text or the new, and a disk that refuses is told in words."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cases import lay

from briefings.cli import main
from briefings.whole import replace


def refuse(_: int) -> None:
    raise OSError(28, os.strerror(28))


def test_the_new_text_stands_with_the_rights_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("old")
    path.chmod(0o640)
    replace(path, "new\r\nё\n")
    assert path.read_bytes() == "new\r\nё\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_where_the_disk_refuses_the_old_text_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        replace(path, "new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.yaml"]


def test_a_link_in_the_place_of_what_is_begun_is_not_followed(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Anna")
    (tmp_path / ".sheet.yaml.new").symlink_to(letter)
    replace(tmp_path / "sheet.yaml", "new")
    assert letter.read_text() == "Dear Anna"
    assert (tmp_path / "sheet.yaml").read_text() == "new"
    assert not (tmp_path / "sheet.yaml").is_symlink()


QUOTE = ("has ordered two cranes", "has ordered two\u00a0cranes")


@pytest.mark.parametrize(("words", "what"), [
    (["check", "--fix"], "the fact sheets"), (["selftest", "--record"], "content/records/selftest.json"),
])
def test_commands_say_what_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], what: str) -> None:
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    sheet = tmp_path / "content/facts/harbour.yaml"
    sheet.write_text(sheet.read_text().replace(*QUOTE))
    written = sheet.read_bytes()
    monkeypatch.setattr(os, "fsync", refuse)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert f"{what} cannot be written: No space left" in result.output
    assert sheet.read_bytes() == written
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, words).exit_code == 0
