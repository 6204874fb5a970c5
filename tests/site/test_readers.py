"""What is exported is read back by another program than the one that wrote it, and gives the same facts."""

import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
import feedparser
import pytest
from citeproc.source.json import CiteProcJSON
from frictionless import Package
from jsonschema import Draft202012Validator
from pyld import jsonld

TEXTS = ("facts.json", "topics/*.json", "facts/*.json")
# The words of the Web Annotation vocabulary that we use, in the place of its context on the web.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
    "@vocab": "http://www.w3.org/ns/oa#", "first": "as:first", "items": {"@id": "as:items", "@container": "@list"},
    "body": "oa:hasBody", "target": "oa:hasTarget", "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector", "exact": "oa:exact", "cito": "http://purl.org/spar/cito/",
}


@pytest.fixture
def data(built: Path) -> Path:
    return built / "data"


def facts(data: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((data / "facts.json").read_text(encoding="utf-8"))["facts"]
    return found


def test_the_documents_follow_their_published_schema(data: Path) -> None:
    schema = json.loads((data / "facts.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    paths = [path for pattern in TEXTS for path in data.glob(pattern) if not path.name.endswith(".csl.json")]
    assert len(paths) > 3
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        assert not list(Draft202012Validator(schema).iter_errors(document)), path
        assert (path.parent / document["$schema"]).resolve() == (data / "facts.schema.json").resolve()


def test_each_fact_has_a_document_of_its_own(data: Path) -> None:
    for fact in facts(data):
        (alone,) = json.loads((data / "facts" / f"{fact['id']}.json").read_text(encoding="utf-8"))["facts"]
        assert alone == fact


def test_frictionless_takes_the_package_and_reads_the_facts(data: Path) -> None:
    package = Package(str(data / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    rows = {row["number"]: row for row in package.get_resource("facts").read_rows()}
    assert list(rows) == [fact["number"] for fact in facts(data)]
    for fact in facts(data):
        assert rows[fact["number"]]["claim"].removeprefix("'") == fact["claim"]
    quotes = [row["quote"].removeprefix("'") for row in package.get_resource("evidence").read_rows()]
    assert quotes == [evidence["quote"] for fact in facts(data) for evidence in fact["evidence"]]


def references(data: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((data / "sources.csl.json").read_text(encoding="utf-8"))
    return found


def test_bibtex(data: Path) -> None:
    library = bibtexparser.parse_string((data / "sources.bib").read_text(encoding="utf-8"))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [item["id"] for item in references(data)]


def test_ris(data: Path) -> None:
    """By its grammar: each line a tag, each record from TY to ER."""
    lines = (data / "sources.ris").read_text(encoding="utf-8").splitlines()
    tags = [re.fullmatch(r"([A-Z][A-Z0-9])  -(?: (.*))?", line) for line in lines if line]
    assert all(tags)
    titles = [tag[2] for tag in tags if tag and tag[1] in ("TI", "T1")]
    assert titles == [" ".join(item["title"].split()) for item in references(data)]
    assert [tag[1] for tag in tags if tag and tag[1] in ("TY", "ER")] == ["TY", "ER"] * len(titles)


def test_csl(data: Path) -> None:
    library = CiteProcJSON(references(data))
    assert sorted(library) == sorted(item["id"] for item in references(data))


def test_annotations_as_linked_data(data: Path) -> None:
    document = json.loads((data / "annotations.jsonld").read_text(encoding="utf-8"))
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    (collection,) = jsonld.expand({**document, "@context": ANNO}, {"base": "https://example.net/data/"})
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    (listed,) = page["http://www.w3.org/ns/activitystreams#items"]
    quotes = {each["http://www.w3.org/ns/oa#exact"][0]["@value"]
              for item in listed["@list"] for target in item["http://www.w3.org/ns/oa#hasTarget"]
              for each in target["http://www.w3.org/ns/oa#hasSelector"] if "http://www.w3.org/ns/oa#exact" in each}
    written = (stretch for fact in facts(data) for evidence in fact["evidence"] for stretch in evidence["stretches"])
    assert quotes == {stretch["exact"] for stretch in written}


def test_annotations_keep_the_model(data: Path) -> None:
    """The MUSTs of the Web Annotation Data Model for what we use of it (3.1, 3.2.1, 4.2.4, 4.2.5, 5.1)."""
    document = json.loads((data / "annotations.jsonld").read_text(encoding="utf-8"))
    items = document["first"]["items"]
    assert document["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["type"] == "Annotation"
        assert item["body"]["type"] == "SpecificResource"
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert 0 <= position["start"] < position["end"]
        assert len(quote["exact"]) == position["end"] - position["start"]


def test_the_feeds_tell_the_same(built: Path) -> None:
    """Atom by a reader of feeds; JSON Feed by what version 1.1 asks of it."""
    atom = feedparser.parse((built / "feed.atom").read_text(encoding="utf-8"))
    assert not atom.bozo, atom.get("bozo_exception")
    assert atom.version == "atom10"
    feed = json.loads((built / "feed.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"]
    assert [entry.id for entry in atom.entries] == [item["id"] for item in feed["items"]]
    assert [entry.link for entry in atom.entries] == [item["url"] for item in feed["items"]]
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        assert "content_html" in item or "content_text" in item
    known = {fact["number"] for fact in facts(built / "data")}
    assert all(any(number in entry.title for number in known) for entry in atom.entries)
