"""`briefings init`: what it lays down passes every check, builds, and explains every field; nothing is overwritten."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

from briefings.cli import main
from briefings.schema import TITLES, schema, used
from briefings.start import RECIPES, STARTER, start
from briefings.structure import keys
from tests.test_schema import FILES, Yaml12


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("init", "dossier").exit_code == 0
    monkeypatch.chdir(tmp_path / "dossier")
    return tmp_path / "dossier"


@pytest.mark.usefixtures("begun")
def test_passes_every_check() -> None:
    checked = run("check", "--strict")
    assert checked.exit_code == 0, checked.output
    assert run("coverage", "--parts").output == ""


@pytest.mark.usefixtures("begun")
def test_builds_at_once() -> None:
    """In a process of its own, as an editor would."""
    command = [sys.executable, "-c", "from briefings.cli import main; main()", "build", "--pdf", "never"]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "pages in build/site" in built.stdout


@pytest.mark.parametrize("name", TITLES)
def test_every_field_stands_in_it(begun: Path, name: str) -> None:
    (path,) = (begun / "content").glob(FILES[name])
    written = path.read_text(encoding="utf-8")
    for record in used(TITLES[name][1]):
        assert not [key for key in keys(record) if not re.search(rf"\b{re.escape(key)}\b", written)], record


@pytest.mark.parametrize("name", TITLES)
def test_the_schema_line_leads_to_the_schema(begun: Path, name: str) -> None:
    (path,) = (begun / "content").glob(FILES[name])
    line = path.read_text(encoding="utf-8").splitlines()[0]
    assert line.startswith("# yaml-language-server: $schema=")
    named = path.parent / line.split("=")[1]
    assert named.resolve() == (begun / ".schemas" / f"{name}.json").resolve()
    assert named.is_file()
    assert not list(Draft7Validator(schema(name)).iter_errors(yaml.load(path.read_text(encoding="utf-8"), Yaml12)))


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_added(recipe: str, tmp_path: Path) -> None:
    there = {path.relative_to(STARTER / "deploy" / recipe) for path in (STARTER / "deploy" / recipe).rglob("*.*") if path.is_file()}
    written = {path.relative_to(tmp_path / "new") for path in start(tmp_path / "new", recipe)}
    assert there
    assert there <= written
    for path in written:
        if path.suffix in (".yml", ".yaml"):
            assert yaml.safe_load((tmp_path / "new" / path).read_text(encoding="utf-8"))


def test_what_stands_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    result = run("init", str(tmp_path))
    assert result.exit_code == 2
    assert f"{tmp_path} is not empty; a new dossier needs a folder of its own" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And stays the folder that it is: a shell may stand in it, or a disk hang there."""
    number = tmp_path.stat().st_ino
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").output.endswith("\nNow: briefings check, briefings build; then begin with content/dossier.yaml.\n")
    assert tmp_path.stat().st_ino == number
    assert (tmp_path / "content" / "dossier.yaml").is_file()
    hidden = {path.name for path in tmp_path.iterdir() if path.name[0] == "."}
    assert hidden == {".gitignore", ".pre-commit-config.yaml", ".schemas"}


@pytest.mark.parametrize(("name", "typed"), [
    ("my dossier", "'my dossier'"), ("-x", "./-x"), ("Übersicht ё 中", "'Übersicht ё 中'"), ("it's", "'it'\"'\"'s'"),
    ("a/b/c", "a/b/c"), ("$(touch gone)", "'$(touch gone)'"), ("link", "link"),
])
def test_a_folder_may_have_any_name(name: str, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)
    assert f"\nNow: cd {typed}, briefings check" in run("init", "--", name).output
    assert run("check", "--content", f"{name}/content" if name[0] != "-" else f"./{name}/content").exit_code == 0


@pytest.mark.parametrize(("name", "reason"), [
    ("bad\x01\nname", "the name of a folder holds no control character"), ("notes", "notes is a file"),
    ("notes/sub", "notes is a file"),
    ("x" * 300, f"{'x' * 300} cannot be written: File name too long"),
])
def test_where_no_folder_can_be_is_told(name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").write_text("mine")
    result = run("init", name)
    assert result.exit_code == 2
    assert f"Error: {reason}" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


def test_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(name: str) -> str:
        raise OSError(28, "No space left on device")
    monkeypatch.setattr("briefings.start.text", full)
    result = run("init", str(tmp_path / "new"))
    assert result.exit_code == 2
    assert "cannot be written: No space left on device" in result.output
    assert list(tmp_path.iterdir()) == []
