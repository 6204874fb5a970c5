"""The example dossiers: on other subjects, in two languages; they pass every check, leave nothing out, and build."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefings.build import build
from briefings.cli import main
from briefings.pipeline import examine

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").iterdir())

each = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


@each
def test_passes_every_check(example: Path) -> None:
    checked = CliRunner().invoke(main, ["check", "--strict", "--content", str(example / "content")])
    assert checked.exit_code == 0, checked.output
    assert CliRunner().invoke(main, ["coverage", "--parts", "--content", str(example / "content")]).output == ""


@each
def test_builds(example: Path, tmp_path: Path) -> None:
    built = build(example / "content", tmp_path / "site")
    assert built.passed, (built.failures, built.problems)


def test_one_has_sources_in_another_language_than_its_own() -> None:
    dossiers = [examine(path / "content").dossier for path in EXAMPLES]
    assert any(str(source.record.language) != str(dossier.corpus.dossier.language)
               for dossier in dossiers if dossier for source in dossier.sources.values())


@each
def test_a_wrong_translation_is_refused(example: Path, tmp_path: Path) -> None:
    """The number of a translation is that of the quote."""
    copy = tmp_path / "content"
    for path in (example / "content").rglob("*.*"):
        target = copy / path.relative_to(example / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    sheet = copy / "facts" / "line.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("120 trees are being felled and 300", "130 trees are being felled and 300"), encoding="utf-8")
    codes = {problem.code for problem in examine(copy).problems if problem.level == "error"}
    assert "N401" in codes
