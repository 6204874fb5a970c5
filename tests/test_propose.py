"""docs/propose.md is a worked example: what it shows is what happens."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_docs import blocks

from briefings.cli import main
from tests.small_dossiers import write_yaml

PAGE = Path(__file__).parents[1] / "docs/propose.md"
SHOWN = list(blocks(PAGE))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the page shows, in a dossier of one topic and one fact."""
    for _, name, text in SHOWN:
        if name and name != "refusal":
            (tmp_path / name).write_text(text, encoding="utf-8")
    source = tmp_path / "content/sources/herald-2024"
    source.mkdir(parents=True)
    (tmp_path / "article.txt").rename(source / "article.txt")
    digest = sha256((source / "article.txt").read_bytes()).hexdigest()
    write_yaml(source / "source.yaml", {"title": "Old bridge to close for repairs", "issued": "2024-03-14", "language": "en",
                                        "inferred": {"issued": "for the example"}, "text": {"sha256": digest}})
    write_yaml(tmp_path / "content/dossier.yaml", {"title": "B", "language": "en", "as-of": "2024-03-14", "topics": ["bridge"]})
    (tmp_path / "content/topics").mkdir()
    (tmp_path / "content/topics/bridge.md").write_text("---\ntitle: Bridge\n---\n")
    words = "Brandt promised that nobody would lose a ferry."
    own = {"id": "ferry", "claim": words, "kind": "commitment", "said": {"by": "Brandt"},
           "evidence": [{"source": "herald-2024", "quote": words}]}
    write_yaml(tmp_path / "content/facts/bridge.yaml", {"topic": "bridge", "title": "Bridge", "prefix": "BRI", "facts": [own]})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_tells_what_happens(folder: Path) -> None:
    located, checked = (text for language, _, text in SHOWN if language == "console")
    (folder / "verdicts.jsonl").write_text(CliRunner().invoke(main, ["locate", "--batch", "proposals.jsonl"]).stdout)
    command = [sys.executable, "keep.py", "proposals.jsonl", "verdicts.jsonl"]
    kept = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    first, second, *told = located.splitlines()
    assert first == "$ briefings locate --batch proposals.jsonl > verdicts.jsonl"
    assert second == "$ python keep.py proposals.jsonl verdicts.jsonl > content/facts/proposed.yaml"
    assert kept.stderr.splitlines() == told
    (folder / "content/facts/proposed.yaml").write_text(kept.stdout, encoding="utf-8")
    result = CliRunner().invoke(main, checked.removeprefix("$ briefings ").split())
    (refusal,) = (text for _, name, text in SHOWN if name == "refusal")
    assert result.output.startswith(refusal)
    assert result.output.count("proposed.yaml:") == 1
