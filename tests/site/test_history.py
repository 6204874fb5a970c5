"""Editions on pages and in feeds: what changed, the badges, withdrawn facts, and what is overdue."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from briefings.problems import Level
from briefings.site.catalogue import Catalogue
from briefings.site.feeds import feeds
from briefings.site.history import History
from briefings.site.host import run_pelican
from briefings.verify import verify
from tests.site.editions import examined, publish, two_editions

FIXTURE = Path(__file__).parent / "fixture"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TAG = "tag:example.org,2021:gas-and-loans/"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the fixture's dossier."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "content"))


@pytest.fixture
def edit(content: Path) -> Edit:
    """Puts a text for another in a file of the dossier."""

    def made(path: str, old: str, new: str) -> None:
        text = (content / path).read_text(encoding="utf-8")
        assert old in text
        (content / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return made


def site(content: Path, name: str = "site") -> Path:
    """The built site; every link in it and in its feeds leads somewhere, and every page is reached."""
    output = content.parent / name
    assert run_pelican(content, output, None, examined(content)) == []
    assert [problem for problem in verify(output, "site") if problem.level is Level.ERROR] == []
    return output


def page(built: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((built / path).read_text(encoding="utf-8"))


def words(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


@pytest.fixture
def second(content: Path) -> Path:
    """Two editions: in the second a claim is revised, a fact withdrawn, one renamed and one corrected."""
    return two_editions(content)


def test_before_the_first_edition_the_page_says_so(content: Path) -> None:
    built = site(content)
    assert "No edition has been published yet." in words(page(built, "changes.html"), ".stand")[0]
    assert page(built, "topics/energy.html").css_first(".news") is None


def test_the_first_edition_is_no_news(content: Path) -> None:
    publish(content, "2024-05-04")
    built = site(content)
    assert words(page(built, "changes.html"), "h2")[0] == "Edition 1, 4 May 2024"
    assert page(built, "topics/energy.html").css_first(".news") is None
    assert words(page(built, "topics/energy.html"), ".foot span")[0] == "Edition 1, 4 May 2024 · As of 30 Sep 2021"
    assert words(page(built, "facts/loan-paid.html"), ".history li") == ["Edition 1, 4 May 2024 Added"]


def test_changes_stand_by_edition_with_the_words_that_differ_marked(second: Path) -> None:
    tree = page(site(second), "changes.html")
    assert words(tree, ".edition h2") == ["Edition 2, 5 Jun 2024", "Edition 1, 4 May 2024"]
    assert words(tree, "#edition-2 h3") == ["Corrected", "Withdrawn", "Revised"]
    assert words(tree, "#edition-2-ene-1 dd") == [
        "Was Smith promised 5 million cubic metres of gas.", "Now Anna Smith promised 5 million cubic metres of gas."]
    assert words(tree, "#edition-2-ene-1 ins") == ["Anna"]
    assert words(tree, "#edition-2-ene-2 dd") == ["ENE-4"]
    assert "which <capital> is not said" in words(tree, "#edition-2-ene-5 dd")


def test_a_topic_says_how_many_facts_changed_and_which(second: Path) -> None:
    tree = page(site(second), "topics/energy.html")
    assert "4 facts changed in edition 2" in words(tree, ".meta span")
    assert words(tree, ".news") == ["Revised in edition 2", "Corrected in edition 2", "Revised in edition 2"]
    assert tree.css_first(".news").attributes["href"] == "../changes.html#edition-2-ene-1"  # type: ignore[union-attr]


def test_what_is_not_yet_published_stands_first(second: Path, edit: Edit) -> None:
    edit("facts/energy.yaml", "claim: The loan of $600 million was paid", "claim: The loan of $600 million was all paid")
    built = site(second)
    assert words(page(built, "changes.html"), ".edition h2")[0] == "Not yet published"
    assert words(page(built, "topics/energy.html"), ".meta a")[:2] == [
        "1 fact changed since edition 2", "4 facts changed in edition 2"]
    assert words(page(built, "facts/loan-paid-out.html"), ".news") == ["Revised since edition 2"]
    assert words(page(built, "index.html"), ".foot span")[0].startswith("Edition 2 with later changes, 5 Jun 2024")
    assert "edition 2 with later changes, 5 Jun 2024" in words(page(built, "facts/loan-paid-out.html"), ".citebox p")[0]


def test_a_short_citation_names_the_edition_and_its_year(second: Path) -> None:
    assert words(page(site(second), "facts/gas-promised.html"), "#cite-short") == ["(Gas and loans, ENE-1, edition 2, 2024)"]


def test_a_withdrawn_fact_keeps_its_page_with_the_reason(second: Path) -> None:
    built = site(second)
    tree = page(built, "facts/spoke.html")
    assert words(tree, "h1") == ["She spoke in the capital."]
    assert words(tree, ".caveat") == ["Why it was withdrawn: which <capital> is not said"]
    assert "It stood in edition 1." in words(tree, ".tags span")
    assert words(tree, ".ev blockquote") == ["She spoke in the capital."]
    assert "facts/spoke.html" in [link.attributes["href"] for link in page(built, "changes.html").css("a")]
    assert "ENE-5" not in (built / "topics/energy.html").read_text(encoding="utf-8")


def test_a_fact_that_was_renamed_and_then_withdrawn_keeps_both_addresses(second: Path, edit: Edit) -> None:
    sheet = second / "facts/energy.yaml"
    text = sheet.read_text(encoding="utf-8")
    start, end = text.index("  - id: loan-paid-out"), text.index("withdrawn:")
    sheet.write_text(text[:start] + text[end:].replace("[{", "[{id: loan-paid-out, reason: denied}, {"), encoding="utf-8")
    edit("topics/energy.md", "; @loan-paid", "")
    edit("pages/about.md", ", and cite [@loan-paid]", "")
    built = site(second)
    for path in ("facts/loan-paid.html", "facts/loan-paid-out.html"):
        assert words(page(built, path), ".caveat") == ["Why it was withdrawn: denied"]
    assert words(page(built, "facts/loan-paid-out.html"), ".tags span")[1] == "It stood in editions 1 and 2."


def entries(content: Path) -> tuple[dict[str, tuple[str, str]], list[dict[str, str]]]:
    """The entries of both feeds, as other programs read them: Atom's by id, and JSON Feed's items."""
    dossier = examined(content).dossier
    assert dossier is not None
    files = feeds(History(Catalogue(dossier)))
    found = {}
    for entry in ET.fromstring(files["feed.atom"]).findall("a:entry", ATOM):
        ident, title, updated = (entry.findtext(f"a:{name}", namespaces=ATOM) or "" for name in ("id", "title", "updated"))
        assert ident not in found
        assert entry.find("a:link", ATOM) is not None
        found[ident] = (title, updated)
    return found, json.loads(files["feed.json"])["items"]


def test_feeds_have_an_entry_for_each_fact_in_each_edition(second: Path) -> None:
    atom, items = entries(second)
    assert list(atom)[:3] == [f"{TAG}{name}/edition-2" for name in ("gas-promised-more", "spoke", "gas-promised")]
    assert atom[TAG + "spoke/edition-2"] == ("Withdrawn: ENE-5: She spoke in the capital.", "2024-06-05T00:00:00+00:00")
    assert atom[TAG + "spoke/edition-1"] == ("ENE-5: She spoke in the capital.", "2024-05-04T00:00:00+00:00")
    assert [(item["id"], item["title"], item["date_published"]) for item in items] == [
        (ident, title, updated) for ident, (title, updated) in atom.items()]
    revised = next(item for item in items if item["id"] == TAG + "gas-promised/edition-2")
    assert "<dd><ins>Anna</ins> Smith promised" in revised["content_html"]
    withdrawn = next(item for item in items if item["id"] == TAG + "spoke/edition-2")
    assert "which &lt;capital&gt; is not said" in withdrawn["content_html"]


def test_entries_keep_their_ids(content: Path, edit: Edit) -> None:
    """From before the first edition, through a new title and address, and a new id of the fact."""
    before, _ = entries(content)
    publish(content, "2024-05-04")
    edit("dossier.yaml", "title: Gas and loans", "title: Gas, loans and more")
    edit("dossier.yaml", "example.org/gas/", "example.net/")
    edit("facts/energy.yaml", "id: loan-paid\n", "id: loan-paid-out\n    formerly: [loan-paid]\n")
    after, items = entries(content)
    assert list(after) == list(before)
    assert [item["url"] for item in items if item["id"].endswith("/loan-paid/edition-1")] == [
        "https://example.net/facts/loan-paid.html"]


def test_what_is_not_published_is_in_no_feed(content: Path, edit: Edit) -> None:
    publish(content, "2024-05-04")
    before = entries(content)
    edit("facts/energy.yaml", "claim: She spoke", "claim: Later she spoke")
    assert entries(content) == before


def test_two_builds_are_the_same(second: Path) -> None:
    one, two = site(second, "one"), site(second, "two")
    assert {path.relative_to(one): path.read_bytes() for path in one.rglob("*") if path.is_file()} == {
        path.relative_to(two): path.read_bytes() for path in two.rglob("*") if path.is_file()}


def test_a_history_is_compared_once_and_told_alike(second: Path) -> None:
    dossier = examined(second).dossier
    assert dossier is not None
    history = History(Catalogue(dossier))
    assert [edition.words for edition in history.published] == [
        "1 corrected, 1 withdrawn, 2 revised", "5 facts from 3 sources"]
    assert history.words == "Edition 2, 5 Jun 2024"


def test_what_is_overdue_says_so_where_it_is_read(content: Path, edit: Edit) -> None:
    edit("facts/energy.yaml", "    due: 2021-09-20\n", "    due: 2021-09-20\n    review-by: 2021-09-15\n")
    built = site(content)
    late = ["Awaits review: it was to be reviewed by 15 Sep 2021",
            "Due date has passed: no source in this dossier reports it done"]
    for path in ("facts/gas-promised.html", "topics/energy.html"):
        notes = words(page(built, path), ".notes li")
        assert [note for note in notes if note in late] == late
    row = words(page(built, "commitments.html"), "tbody tr")[0]
    assert late[0] in row
    assert "Due date has passed; no source in this dossier reports it done" in row
    assert not [note for note in words(page(built, "facts/loan-planned.html"), ".notes li") if note.startswith("Due date")]


@pytest.mark.parametrize(("as_of", "passed"), [("2021-09-20", False), ("2021-09-21", True), ("2021-09", True)])
def test_a_due_day_has_passed_on_the_day_after(content: Path, edit: Edit, as_of: str, passed: bool) -> None:
    edit("dossier.yaml", "as-of: 2021-09-30", f"as-of: {as_of}")
    if not passed:
        edit("facts/energy.yaml", "    waive: {D504: the ministry has not answered}\n", "")
    notes = words(page(site(content), "facts/gas-promised.html"), ".notes li")
    assert any(note.startswith("Due date has passed") for note in notes) == passed
