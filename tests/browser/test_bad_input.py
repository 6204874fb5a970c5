"""Pages of dossiers that nobody would write: nothing sticks out of the screen at any width."""

import hashlib
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from briefings.load import load
from briefings.pipeline import Examined
from briefings.resolve import resolve
from briefings.site.host import run_pelican
from tests.site.test_hostile import files

from .test_looks import OVERFLOWING, WIDTHS

pytestmark = pytest.mark.browser
HOSTILE = ("x" * 300, "<b>&amp;</b> 🦣 עברית ארוכה מאוד العربية طويلة جدا", "https://example.org/" + "path/" * 60)


def many(topics: int, facts: int) -> dict[str, str | bytes]:
    """Topics of which the first has all facts, and the others none; no disputes, no dates, one source."""
    sentences = [f"The ministry counted {number} barrels in the northern harbour." for number in range(1, facts + 1)]
    article = "\n\n".join(sentences) + "\n"
    source = {"type": "article", "title": "A report", "text": {"sha256": hashlib.sha256(article.encode()).hexdigest()}}
    names = [f"t{number}" for number in range(topics)]
    sheet = {"topic": "t0", "title": "Harbours", "prefix": "HAR", "facts": [
        {"id": f"f{number}", "claim": each, "kind": "event", "evidence": [{"source": "paper", "quote": each}]}
        for number, each in enumerate(sentences)]}
    records = {
        "dossier.yaml": {"title": "Harbours", "language": "en", "as-of": "2021-09-09", "topics": names},
        "entities.yaml": {}, "measures.yaml": {}, "sources/paper/source.yaml": source, "facts/harbours.yaml": sheet,
    }
    written: dict[str, str | bytes] = {name: yaml.safe_dump(record) for name, record in records.items()}
    written |= {f"topics/{name}.md": f"---\ntitle: A topic with a rather long name, {name}\n---\n" for name in names}
    return written | {"sources/paper/article.txt": article}


def rendered(content: Mapping[str, str | bytes], root: Path) -> Path:
    """The site of a content folder."""
    for name, text in content.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    corpus, problems = load(root / "content")
    assert corpus, problems
    dossier, problems = resolve(corpus)
    assert dossier, problems
    assert run_pelican(root / "content", root / "site", None, Examined(dossier, ())) == []
    return root / "site"


def assert_all_fits(page: Page, site: Path) -> None:
    """Nothing sticks out on one page of each kind."""
    folders = [sorted((site / name).glob("*.html"))[:1] for name in ("topics", "facts", "sources", "timeline")]
    for path in chain(sorted(site.glob("*.html")), *folders):
        page.goto(path.as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(OVERFLOWING) == [], f"{path.name} {width}"
            inner, outer = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert inner <= outer, f"{path.name} {width}"


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_texts_wrap_on_every_page(page: Page, tmp_path: Path, evil: str) -> None:
    assert_all_fits(page, rendered(files(evil), tmp_path))


@pytest.mark.parametrize(("topics", "facts"), [(30, 400), (1, 1)])
def test_many_and_few_look_as_if_meant(page: Page, tmp_path: Path, topics: int, facts: int) -> None:
    site = rendered(many(topics, facts), tmp_path)
    assert_all_fits(page, site)
    page.goto((site / "disputes.html").as_uri())
    assert "do not differ on any fact" in page.locator("main").inner_text()
    page.goto((site / "timeline.html").as_uri())
    assert "No fact here has a date." in page.locator("main").inner_text()
    assert page.locator(".filter").count() == (topics > 1)
    page.goto((site / "topics" / f"t{topics - 1}.html").as_uri())
    assert page.locator("article.fact").count() == (facts if topics == 1 else 0)


def test_a_title_of_300_letters_leaves_the_page_its_place(page: Page, tmp_path: Path) -> None:
    site = rendered(files("x" * 300), tmp_path)
    page.goto((site / "index.html").as_uri())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.querySelector('.mast').offsetHeight") < 180, width
