"""A dossier of one topic in which nothing is dated: no page is left that nothing leads to."""

from pathlib import Path

from briefings.build import build
from briefings.start import start


def test_a_topic_without_dates_builds(tmp_path: Path) -> None:
    start(tmp_path / "new", None)
    content = tmp_path / "new" / "content"
    sheet = content / "facts" / "bridge.yaml"
    text = sheet.read_text(encoding="utf-8")
    first, last = text.index("  - id: bridge-to-close"), text.index("  - id: bridge-repair-cost")
    sheet.write_text(text[:first] + text[last : text.index("  - id: no-long-walk")], encoding="utf-8")
    dossier = content / "dossier.yaml"
    kept = dossier.read_text(encoding="utf-8")
    dossier.write_text(kept[: kept.index("summary:")] + "publish: excerpts\n", encoding="utf-8")
    (content / "topics" / "bridge.md").write_text("---\ntitle: The bridge\n---\n", encoding="utf-8")
    built = build(content, tmp_path / "site")
    assert built.passed, (built.failures, built.problems)
    assert not (tmp_path / "site" / "timeline").exists()
