"""Whatever editors and sources write is shown as characters: nothing of it becomes markup, an address or a crash."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from briefings.load import load
from briefings.pipeline import Examined
from briefings.problems import Level
from briefings.resolve import resolve
from briefings.site.host import run_pelican
from briefings.verify import verify

EVIL = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='x", "{{ 7 * 7 }} {% raw %}", "&amp;&lt;",
    "🦣 עברית العربية", "x" * 300, "javascript:alert(1)", "](javascript:x)", "--> <!-- ]]>",
)
Write = Callable[[Mapping[str, str | bytes]], Path]
DATA = "application/ld+json"  # a block of data: no browser runs it


def files(evil: str) -> dict[str, str | bytes]:
    """A dossier that writes `evil` in every text field there is."""
    article = f"Title {evil}\n\nBefore. Ann said that {evil} costs 5 dollars. After {evil}.\n"
    digest = hashlib.sha256(article.encode()).hexdigest()
    fact = {
        "claim": f"Ann said that {evil} costs 5 dollars.", "kind": "statement", "said": {"by": evil, "on": "2021"},
        "entities": ["ann"], "figures": [{"measure": "cost", "amount": "5", "unit": evil}],
        "evidence": [{
            "source": "paper", "quote": f"Ann said that {evil} costs 5 dollars.", "gloss": {"Ann": evil}, "origin": evil,
            "translation": {"text": evil, "language": evil, "by": evil},
        }],
        "inferred": {"date": evil, evil: evil}, "computed": {"5": evil}, "waive": {"W604": evil},
    }
    more = {**fact, "id": "b", "disputes": ["a"], "formerly": ["c"], "rank": "deprecated", "rank-reason": evil,
            "figures": [{"measure": "cost", "amount": "6"}], "due": "2021"}
    dossier = {"title": evil, "subtitle": evil, "summary": evil, "language": "en", "as-of": "2021-09-09", "topics": ["t"],
               "main-points": [f"{evil} [@a]"], "editors": [evil], "licence": evil, "site-url": "https://x.org/?a=1&b=\u00b4"}
    source = {"title": evil, "type": evil, "container-title": evil, "publisher": evil, "author": [{"literal": evil}],
              "language": evil, "inferred": {"title": evil}, "origin": evil, "cautions": [evil], "publish": "full",
              "URL": "https://x.org/?q=<&r=1".replace("<", "%3C"), "waive": {"A202": evil},
              "text": {"sha256": digest, "extractor": evil}, "zones": [{"kind": "title", "lines": [1, 1]}]}
    records = {
        "dossier.yaml": dossier, "sources/paper/source.yaml": source,
        "entities.yaml": {"ann": {"kind": "person", "label": evil, "description": evil, "wikidata": evil,
                                  "aliases": ["Ann", {"text": evil, "language": evil}]}},
        "measures.yaml": {"cost": {"label": evil, "unit": evil, "note": evil, "dispute": evil}},
        "facts/t.yaml": {"topic": "t", "title": evil, "prefix": "T", "facts": [{**fact, "id": "a"}, more]},
    }
    front = yaml.safe_dump({"title": evil, "standfirst": evil, "main-points": [f"{evil} [@a]"], "measures": ["cost"]},
                           allow_unicode=True)
    page = f"---\n{front}---\n\n# {evil}\n\n{evil} [@a]\n\n- {evil} [@b]\n"
    written: dict[str, str | bytes] = {
        name: yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10**6)
        for name, record in records.items()
    }
    return written | {"sources/paper/article.txt": article, "topics/t.md": page, "pages/about.md": page}




@pytest.mark.parametrize("evil", EVIL)
def test_hostile_texts_stay_texts(write: Write, tmp_path: Path, evil: str) -> None:
    root = write(files(evil))
    corpus, problems = load(root)
    assert corpus, problems
    dossier, problems = resolve(corpus)
    assert dossier, problems
    assert all(evidence.verified for _, evidence in dossier.each_evidence())
    assert run_pelican(root, tmp_path / "out", None, Examined(dossier, ())) == []
    assert [problem for problem in verify(tmp_path / "out", "site") if problem.level is Level.ERROR] == []
    for path in (tmp_path / "out").rglob("*.html"):
        parsed = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for node in parsed.css("script"):
            assert node.attributes.get("src") or (node.attributes.get("type") == DATA and json.loads(node.text())), path
        assert parsed.css("img") == [], path
        for node in parsed.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], (path, node.html)
            assert not (node.attributes.get("href") or "").startswith("javascript:"), (path, node.html)
    page = LexborHTMLParser((tmp_path / "out/facts/a.html").read_text(encoding="utf-8"))
    assert " ".join(page.css_first("h1").text().split()) == " ".join(f"Ann said that {evil} costs 5 dollars.".split())
