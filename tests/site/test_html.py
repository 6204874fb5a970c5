"""What a reader finds on each page, and that every hop leads back."""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from briefings.problems import Level
from briefings.verify import verify

Open = Callable[[str], LexborHTMLParser]


def text(parsed: LexborHTMLParser, selector: str) -> str:
    """The words of the first element that a selector finds, white space made single."""
    found = parsed.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text(separator=" ").split())


def test_every_link_anchor_and_id_of_the_site_holds(built: Path) -> None:
    found = [problem.message for problem in verify(built, "site") if problem.level is Level.ERROR]
    assert [message for message in found if "pdf/energy.pdf" not in message] == []  # that file is made after the pages


def test_every_page_of_the_contract_is_there(built: Path) -> None:
    names = ("index", "topics/energy", "topics/empty", "facts/gas-promised", "facts/gas-pledged", "sources/wire-2021",
             "sources", "timeline", "timeline/energy", "figures", "disputes", "commitments", "entities",
             "entities/smith", "changes", "method", "about", "search", "404")
    assert [name for name in names if not (built / f"{name}.html").exists()] == []


def test_each_page_has_one_heading_landmarks_and_a_policy(built: Path) -> None:
    for path in built.rglob("*.html"):
        parsed = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert len(parsed.css("h1")) == 1, path
        assert len(parsed.css("main")) == 1, path
        assert parsed.css("[style]") == [], path
        assert "default-src 'none'" in parsed.css_first("meta[http-equiv]").attributes["content"], path
        levels = [int(node.tag[1]) for node in parsed.css("h1, h2, h3, h4")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (path, levels)


def test_no_page_writes_an_absolute_address(built: Path) -> None:
    for path in built.rglob("*.html"):
        parsed = LexborHTMLParser(path.read_text(encoding="utf-8"))
        addresses = [node.attributes.get("href") or node.attributes.get("src") or ""
                     for node in parsed.css("a[href], link[rel=stylesheet], script[src], img[src]")]
        assert not [each for each in addresses if each.startswith("/")], path


def test_evidence_stands_beside_its_fact(page: Open) -> None:
    fact = page("topics/energy.html").css_first("#ene-1")
    assert fact.tag == "article"
    assert fact.attributes["aria-labelledby"] == "ene-1-s"
    quotes = [" ".join(quote.text().split()) for quote in fact.css("ul.ev blockquote")]
    assert quotes[0] == "Minister Anna Smith promised 5 million cubic metres of gas on 9 September 2021."
    assert fact.css("blockquote")[1].attributes["lang"] == "ru"
    assert "Smith promised gas on 9 September 2021." in fact.css_first(".trans").text()
    assert "translated from Russian by the desk" in fact.css_first(".trans").text()


def test_status_attribution_and_report_date_are_in_words(page: Open) -> None:
    words = text(page("topics/energy.html"), "#ene-1 .tags")
    assert "Sources differ" in words
    assert "Promise by Anna Smith, 9 Sep 2021" in words
    assert "Due 20 Sep 2021" in words
    assert "Reported the same day" in words
    assert "As reported" not in words


def test_dots_are_counted_by_origin_and_hidden_from_screen_readers(page: Open) -> None:
    dots = page("topics/energy.html").css_first("#ene-4 .dots")
    assert dots.attributes["aria-hidden"] == "true"
    assert (len(dots.css("i.on")), len(dots.css("i"))) == (1, 3)


def test_what_is_inferred_and_waived_says_why(page: Open) -> None:
    words = text(page("topics/energy.html"), "#ene-1 .notes")
    assert "Due date 20 Sep 2021 is inferred: the ministry works by quarters" in words
    assert "Check D504 waived: the ministry has not answered" in words


def test_a_gloss_stands_in_brackets_and_a_cut_is_shown(page: Open) -> None:
    quote = page("topics/energy.html").css_first("#ene-2 blockquote")
    assert " ".join(quote.text().split()) == (
        "Smyth [Anna Smith] promised nearly 8 million cubic metres […] on 9 September 2021.")


def test_a_dispute_shows_each_wording_and_draws_it(page: Open) -> None:
    block = page("topics/energy.html").css_first(".dis")
    assert [" ".join(node.text().split()) for node in block.css("th > span[dir]")] == [
        "“5 million cubic metres”", "“nearly 8 million cubic metres”"]
    assert len(block.css("circle.ring")) == 2
    assert "The wire gives 5 million" in block.text()
    assert block.css_first(".vh").text() == "drawn: 5,000,000"


def test_what_is_about_right_is_drawn_with_soft_ends_and_says_so(page: Open) -> None:
    block = page("topics/energy.html").css_first(".dis")
    assert [node.attributes["stroke-dasharray"] for node in block.css("path.tail")] == ["3 3"]
    assert block.css(".vh")[1].text() == "drawn: about 8,000,000, with soft ends"
    assert "Dashes: about." in block.text()


def test_cards_never_show_one_number_where_sources_differ(page: Open) -> None:
    card = text(page("topics/energy.html"), ".num.wide")
    assert card.startswith("“5 million cubic metres” or “nearly 8 million cubic metres” Gas promised Sources differ")


def test_fact_passage_and_topic_lead_to_each_other(page: Open) -> None:
    on_topic = page("topics/energy.html").css_first("#ene-1 .src a").attributes["href"]
    assert on_topic.startswith("../sources/wire-2021.html#at-")
    source = page("sources/wire-2021.html")
    mark = source.css_first("#" + on_topic.partition("#")[2])
    assert mark.tag == "mark"
    assert mark.text().startswith("Minister Anna Smith promised")
    back = [link.attributes["href"] for link in source.css(".use a")]
    assert "../topics/energy.html#ene-1" in back
    assert page("facts/gas-promised.html").css_first(f'a[href="{on_topic}"]')
    assert page("facts/gas-promised.html").css_first('a[href="../topics/energy.html#ene-1"]')


def test_overlapping_quotations_are_cut_at_their_boundaries(page: Open) -> None:
    marks = [mark for mark in page("sources/wire-2021.html").css("mark") if "ENE-3" in mark.attributes["title"]]
    assert [mark.text() for mark in marks] == [
        "The country will ", "receive a loan of $600 million by 15 September 2021.", " Officials said nothing else."]
    assert page("sources/wire-2021.html").css("mark mark") == []


def test_what_is_not_reproduced_is_counted(page: Open) -> None:
    gaps = [" ".join(gap.text().split()) for gap in page("sources/wire-2021.html").css(".gap")]
    assert gaps == ["¶ 1 not reproduced (3 words)", "¶ 4–5 not reproduced (12 words)"]


def test_quotes_only_and_full_sources(page: Open) -> None:
    outlet = page("sources/outlet-2021.html")
    assert "of gas" not in outlet.css_first(".txt").text()
    assert "[2 words not reproduced]" in outlet.css_first(".txt").text()
    full = page("sources/ru-2021.html")
    assert "Больше она ничего не сказала." in full.css_first(".psg").text()
    assert full.css(".gap") == []
    assert full.css_first(".txt").attributes["lang"] == "ru"


def test_provenance_tells_stated_inferred_and_unknown_apart(page: Open) -> None:
    source = page("sources/wire-2021.html")
    words = text(source, ".prov")
    assert "The Wire inferred: from the address" in words
    assert "Author not stated in the copy held" in words
    link = source.css_first("a[data-originalurl]").attributes
    assert link["data-versionurl"].startswith("https://web.archive.org/")
    assert link["data-versiondate"] == "2021-09-10"
    assert "sha256sum content/sources/wire-2021/article.txt" in source.css_first(".check").text()
    assert "title" in text(source, "#zones + ul")


def test_the_original_is_opened_at_the_passage(page: Open) -> None:
    addresses = [link.attributes["href"] for link in page("facts/spoke.html").css('.src a[rel="external"]')]
    assert addresses == ["https://wire.example/gas#:~:text=She%20spoke%20in%20the%20capital."]


def test_reporting_an_error_names_the_fact(page: Open) -> None:
    links = [link.attributes["href"] for link in page("facts/loan-paid.html").css("a[href^=mailto]")]
    assert "mailto:desk@example.org?subject=ENE-4%3A%20Gas%20and%20loans" in links


def test_a_former_address_leads_on(page: Open) -> None:
    moved = page("facts/gas-pledged.html")
    assert moved.css_first("h1 + p a").attributes["href"] == "gas-promised.html"
    assert moved.css_first('meta[name="robots"]').attributes["content"] == "noindex"


def test_a_deprecated_fact_stays_with_its_reason(page: Open) -> None:
    assert "No longer relied on: it does not say which capital" in text(page("facts/spoke.html"), ".notes")
    assert "She spoke in the capital." in text(page("changes.html"), "#gone + ul")


def test_commitments_say_whether_they_are_done(page: Open) -> None:
    rows = [" ".join(row.text().split()) for row in page("commitments.html").css("tbody tr")]
    assert "Due date has passed; no source in this dossier reports it done" in rows[0]
    assert "Reported done ENE-4" in rows[2]


def test_an_entity_lists_the_forms_of_its_name_by_source(page: Open) -> None:
    rows = [" ".join(row.text(separator=" ").split()) for row in page("entities/smith.html").css("tbody tr")]
    assert rows == ["Anna Smith S3 1×", "Smith in none of them", "Smyth S1 1×", "Смит S2 1×"]


def test_the_timeline_is_there_for_each_topic(page: Open) -> None:
    whole, empty = page("timeline.html"), page("timeline/empty.html")
    assert [" ".join(node.text().split()) for node in whole.css(".tl time")] == [
        "9 Sep 2021", "9 Sep 2021", "15 Sep 2021", "16 Sep 2021", "20 Sep 2021"]
    assert "She spoke in the capital." in text(whole, "#undated + ul")
    assert empty.css_first(".filter [aria-current=page]").text() == "Nothing yet"
    assert "No fact here has a date." in empty.css_first("main").text()


def test_a_topic_without_facts_says_so(page: Open) -> None:
    assert "No fact of this dossier bears on this topic yet." in text(page("topics/empty.html"), ".facts")
    assert page("topics/empty.html").css(".lead") == []


def test_prose_cites_on_the_page_and_off_it(page: Open) -> None:
    assert page("topics/energy.html").css_first(".prose a.ref").attributes["href"] == "#ene-1"
    assert page("about.html").css_first(".prose a.ref").attributes["href"] == "facts/loan-paid.html"


@pytest.mark.parametrize(("path", "up", "data"), [
    ("index.html", "", ("data/facts.csv", "data/facts.json", "data/sources")),
    ("topics/energy.html", "../", ("data/topics/energy.csv", "data/topics/energy.json", "data/topics/energy"))])
def test_one_line_offers_all_that_can_be_taken_away(built: Path, page: Open, path: str, up: str, data: tuple[str, ...]) -> None:
    table, whole, stem = data
    files = [table, whole, *(stem + ending for ending in (".bib", ".ris", ".csl.json")), "feed.atom", "feed.json"]
    line = [link.attributes["href"] for link in page(path).css(".take a")]
    assert [link for link in line if not str(link).endswith(".pdf")] == [up + file for file in files]
    assert all((built / file).exists() for file in files)


def test_pdf_is_linked_only_where_it_is_made(page: Open) -> None:
    assert page("topics/energy.html").css('a[href="../pdf/energy.pdf"]')
    assert page("index.html").css('a[href^="pdf/"]') == []


def test_public_addresses_come_from_site_url(page: Open) -> None:
    topic = page("topics/energy.html")
    assert topic.css_first("link[rel=canonical]").attributes["href"] == "https://example.org/gas/topics/energy.html"
    assert topic.css_first('meta[name="citation_technical_report_institution"]').attributes["content"] == "The desk"
    assert topic.css_first('meta[name="citation_publication_date"]').attributes["content"] == "2021/09/30"


def test_no_date_but_the_dossiers_own_is_shown(built: Path) -> None:
    from briefings.pipeline import clock

    assert not [path for path in built.rglob("*.html") if clock().date().isoformat() in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", ["q", "results", "index"])
def test_search_has_the_hooks_of_its_script_and_a_complete_index(page: Open, name: str) -> None:
    search = page("search.html")
    assert search.css_first(f"#{name}")
    assert {link.text() for link in search.css("#index a.ref")} == {f"ENE-{number}" for number in range(1, 6)}


def test_the_page_for_a_wrong_address_needs_no_other_file(page: Open) -> None:
    missing = page("404.html")
    assert missing.css("script, img") == []
    assert all(link.attributes["href"].startswith("data:") for link in missing.css("link"))
    digest = b64encode(sha256(missing.css_first("style").text().encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in missing.css_first("meta[http-equiv]").attributes["content"]
