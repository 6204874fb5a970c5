"""What programs read in a page: JSON-LD, COinS and Highwire tags, read as search engines and Zotero read them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser

from briefings.pipeline import Examined
from briefings.site.linked import Graph
from briefings.site.markup import data_block

PUBLIC = "https://example.org/gas/"  # the site-url of the fixture
SCHEMA_ORG = {"@vocab": "https://schema.org/", "@base": "https://example.net/elsewhere/"}


def parsed(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / name).read_text(encoding="utf-8"))


def linked(page: LexborHTMLParser) -> list[Any]:
    return [json.loads(block.text()) for block in page.css('script[type="application/ld+json"]')]


def test_the_front_page_is_a_report_and_a_dataset(built: Path) -> None:
    report, dataset = linked(parsed(built, "index.html"))
    assert (report["@type"], dataset["@type"]) == ("Report", "Dataset")
    assert report["citation"]
    for file in dataset["distribution"]:
        assert (built / file["contentUrl"].removeprefix(PUBLIC)).is_file()


def test_a_topic_is_a_report_that_cites_its_sources(built: Path) -> None:
    (report,) = linked(parsed(built, "topics/energy.html"))
    assert report["@type"] == "Report"
    for work in report["citation"]:
        assert (built / work["@id"].removeprefix(PUBLIC)).is_file()


def test_a_fact_is_a_claim_with_the_words_it_appears_in(built: Path) -> None:
    fact = json.loads((built / "data" / "facts.json").read_text(encoding="utf-8"))["facts"][0]
    (claim,) = linked(parsed(built, fact["address"]))
    assert claim["@type"] == "Claim"
    assert claim["name"] == fact["claim"]
    assert claim["identifier"] == fact["number"]
    assert [each["text"] for each in claim["appearance"]] == [
        each["quote"] for each in fact["evidence"] if each["role"] == "supports"]


def test_another_program_reads_the_same(built: Path) -> None:
    """Expanded by a JSON-LD processor, with the words of schema.org."""
    for value in linked(parsed(built, "index.html")):
        (expanded,) = jsonld.expand({**value, "@context": SCHEMA_ORG})
        assert expanded["@type"] == [f"https://schema.org/{value['@type']}"]
        assert expanded["https://schema.org/name"] == [{"@value": value["name"]}]
        assert expanded["@id"].startswith(PUBLIC)


def test_without_a_public_address_all_is_relative(example: Examined) -> None:
    corpus = example.dossier.corpus
    bare = replace(example.dossier, corpus=replace(corpus, dossier=replace(corpus.dossier, site_url=None)))
    report = Graph(bare).report("topics/energy.html", "Energy", "", bare.sources.values(), "pdf/energy.pdf")
    assert report["@id"] == "energy.html"
    assert report["encoding"]["contentUrl"] == "../pdf/energy.pdf"
    assert {each["@id"] for each in report["citation"]} == {f"../sources/{name}.html" for name in bare.sources}


def test_what_is_inferred_is_not_stated(example: Examined) -> None:
    """JSON-LD has no word for it."""
    graph = Graph(example.dossier)
    fields = {"issued": "datePublished", "author": "author", "URL": "url"}
    inferred = [(source, str(field)) for source in example.dossier.sources.values() for field in source.record.inferred
                if field in fields]
    assert inferred
    for source, field in inferred:
        assert fields[field] not in graph.work(source, "index.html")


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>", "&amp;", "\u2028", "🙂"])
def test_no_text_ends_the_block(text: str) -> None:
    block = data_block({"name": text})
    page = LexborHTMLParser(f'<script type="application/ld+json">{block}</script><p id="after"></p>')
    assert json.loads(page.css_first("script").text()) == {"name": text}
    assert len(page.css("script")) == 1
    assert page.css_first("#after")


def coins(page: LexborHTMLParser) -> list[dict[str, list[str]]]:
    return [parse_qs(str(span.attributes["title"])) for span in page.css("span.Z3988")]


def test_coins_stand_where_sources_are_saved_and_nowhere_else(built: Path) -> None:
    sources = sorted(path.stem for path in (built / "sources").iterdir())
    assert len(coins(parsed(built, "sources.html"))) == len(sources)
    for name in sources:
        (found,) = coins(parsed(built, f"sources/{name}.html"))
        (item,) = json.loads((built / "data" / "sources" / f"{name}.csl.json").read_text(encoding="utf-8"))
        assert item["title"] in found.get("rft.atitle", []) + found.get("rft.title", [])
        assert found["ctx_ver"] == ["Z39.88-2004"]
    for path in ("index.html", "topics/energy.html"):
        assert coins(parsed(built, path)) == []


def test_zotero_saves_a_page_as_a_report(built: Path) -> None:
    """Its Embedded Metadata translator takes `citation_technical_report_institution` for a report's."""
    meta = {tag.attributes["name"]: tag.attributes["content"] for tag in parsed(built, "topics/energy.html").css("meta[name]")}
    assert {"citation_title", "citation_technical_report_institution", "citation_technical_report_number",
            "citation_language"} <= set(meta)
