"""The project's own site: every page of docs/ is in it, and nothing in it leads nowhere."""

from pathlib import Path

import pytest

from briefings.verify import verify
from tools.docsite import DOCS, PAGES, build, target


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("docs") / "site"
    assert build(output) == []
    return output


def test_it_verifies_without_a_finding(site: Path) -> None:
    assert [*verify(site, "site")] == []


def test_every_page_stands_in_the_menu() -> None:
    assert {f"docs/{path.name}" for path in DOCS.glob("*.md")} <= set(PAGES)


def test_each_page_has_its_words_and_knows_where_it_is(site: Path) -> None:
    page = (site / "tutorial.html").read_text(encoding="utf-8")
    assert "<title>From three web pages to a published briefing – Briefings</title>" in page
    assert '<h2 id="5-draft-facts">5. Draft facts</h2>' in page
    assert '<a href="tutorial.html" aria-current="page">' in page
    assert "&lt;topic&gt;" in (site / "fields.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("address", "page", "leads"), [
    ("writing.md", "docs/publish.md", "writing.html"), ("docs/checks.md#q301", "README.md", "checks.html#q301"),
    ("../README.md", "docs/method.md", "index.html"), ("#zones", "docs/fields.md", "#zones"),
    ("https://example.org/a.md", "README.md", "https://example.org/a.md"), ("examples/tram/content", "README.md", None),
    ("docs/topic-page.png", "README.md", "topic-page.png"),
])
def test_links_lead_to_where_things_lie_on_the_site(address: str, page: str, leads: str | None) -> None:
    assert target(address, Path(page)) == leads
