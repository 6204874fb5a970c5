"""data/: whether other programs read what is exported, and read what the editors wrote."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import rispy
from pybtex.database import parse_string

from briefings.dossier import Dossier
from briefings.problems import Place
from briefings.site.catalogue import Catalogue
from briefings.site.cite import cite_fact, cite_page, cite_short, cite_source, number_ranges
from briefings.site.exports import exports
from briefings.site.exports.csl import csl_date
from briefings.site.history import History
from briefings.values import Date

SUMMARY = {"facts": 2, "errors": 0}
NAMES = {
    *(f"data/{name}" for name in (
        "facts.json", "facts.schema.json",
        "facts.csv", "evidence.csv", "figures.csv", "sources.csv", "sources.csl.json", "sources.bib",
        "sources.ris", "annotations.jsonld", "datapackage.json")),
    *(f"data/topics/energy.{kind}" for kind in ("json", "csv", "csl.json", "bib", "ris")),
    *(f"data/facts/{name}.json" for name in ("cold", "cost")),
    *(f"data/sources/paper.{kind}" for kind in ("csl.json", "bib", "ris")),
}


@pytest.fixture
def files(dossier: Dossier) -> dict[str, bytes]:
    return exports(History(Catalogue(dossier)), SUMMARY)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def loaded(content: bytes) -> Any:
    return json.loads(content)


def test_every_promised_file_is_there_in_order(files: dict[str, bytes]) -> None:
    assert set(files) == NAMES
    assert list(files) == sorted(files)


def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier, files: dict[str, bytes]) -> None:
    assert exports(History(Catalogue(dossier)), SUMMARY) == files


@pytest.mark.parametrize("name", ["facts", "evidence", "figures", "sources"])
def test_a_spreadsheet_reads_utf8_and_runs_nothing(files: dict[str, bytes], name: str) -> None:
    content = files[f"data/{name}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in rows(content) for cell in row.values()]
    assert cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]


def test_facts_carry_their_number_and_iso_days(files: dict[str, bytes]) -> None:
    first, second = rows(files["data/facts.csv"])
    assert (first["number"], second["number"]) == ("ENE-1", "ENE-2")
    assert first["claim"] == "'=Lukashenka said that </script> costs nearly 200,000 dollars."
    assert (first["said_by"], first["said_on"]) == ("Alexander Lukashenko", "2021-09-09")
    assert [first[name] for name in ("date", "date_first", "date_last")] == ["2021-09", "2021-09-01", "2021-09-30"]


def test_evidence_gives_the_sources_characters_and_their_place(dossier: Dossier, files: dict[str, bytes]) -> None:
    row = rows(files["data/evidence.csv"])[0]
    start, end = map(int, row["spans"].split("-"))
    assert dossier.sources["paper"].text[start:end] == row["quote"]
    assert row["fact"] == "ENE-1"
    assert row["paragraph"] == "2"


def test_figures_stand_as_written_beside_the_number(files: dict[str, bytes]) -> None:
    (row,) = rows(files["data/figures.csv"])
    assert row["as_written"] == "nearly 200,000” dollars" or row["as_written"] == "nearly 200,000"
    assert (row["amount"], row["unit"], row["bound"], row["fact"]) == ("200000", "USD", "about", "ENE-1")


def test_facts_json_says_what_it_is_of(files: dict[str, bytes]) -> None:
    document = loaded(files["data/facts.json"])
    assert document["dossier"]["licence"] == "CC BY 4.0"
    assert document["dossier"]["as-of"] == "2021-09-09"
    assert document["checks"] == SUMMARY
    assert [fact["number"] for fact in document["facts"]] == ["ENE-1", "ENE-2"]
    assert document["facts"][0]["claim"].startswith("=Lukashenka")
    assert loaded(files["data/topics/energy.json"])["facts"] == document["facts"]


def test_csl_has_names_dates_and_what_is_inferred(files: dict[str, bytes]) -> None:
    (item,) = loaded(files["data/sources.csl.json"])
    assert item["author"] == [{"family": "O'Brien, Jr", "given": "Ann"}, {"literal": "Desk of the Paper"}]
    assert item["issued"] == {"date-parts": [[2021, 9]]}
    assert "publisher" in item["note"]


def test_bibtex_is_read_back(files: dict[str, bytes]) -> None:
    entry = parse_string(files["data/sources.bib"].decode(), "bibtex").entries["paper"]
    assert entry.fields["title"] == r"=SUM(A1) \& <b>Тарифы</b> (braces)"
    assert entry.fields["url"] == "https://example.org/a?b=1&c=2"
    assert [str(person) for person in entry.persons["author"]] == ["{O'Brien, Jr}, Ann", "{Desk of the Paper}"]


def test_ris_is_read_back(files: dict[str, bytes]) -> None:
    content = files["data/sources.ris"].decode()
    assert content.startswith("TY  - NEWS\n")
    (record,) = rispy.loads(content)
    assert record["primary_title"] == "=SUM(A1) & <b>Тарифы</b> {braces}"
    assert record["urls"] == ["https://example.org/a?b=1&c=2"]


def selectors(files: dict[str, bytes]) -> list[Any]:
    items = loaded(files["data/annotations.jsonld"])["first"]["items"]
    return [item["target"]["selector"] for item in items]


def test_annotations_select_the_words_with_context_of_their_paragraph(
    dossier: Dossier, files: dict[str, bytes]
) -> None:
    text = dossier.sources["paper"].text
    for quote, position in selectors(files):
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert "\n" not in quote["prefix"] + quote["suffix"]
    assert selectors(files)[0][0]["prefix"]


def test_annotations_give_no_context_where_only_quotes_are_published(dossier_with: Callable[..., Dossier]) -> None:
    files = exports(History(Catalogue(dossier_with("publish: quotes\n"))), SUMMARY)
    assert all(set(quote) == {"type", "exact"} for quote, _ in selectors(files))


def test_nothing_but_quotations_of_a_source_is_exported(files: dict[str, bytes]) -> None:
    assert not [name for name, content in files.items() if b"A second sentence stands beside it, with 100%" in content]


def test_the_data_package_describes_every_table(files: dict[str, bytes]) -> None:
    package = loaded(files["data/datapackage.json"])
    assert package["licenses"] == [{"name": "other", "title": "CC BY 4.0"}]
    for resource in package["resources"]:
        content = files[f"data/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = content.decode("utf-8-sig").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert set(resource["schema"]["primaryKey"]) <= set(header)


def test_citations_say_what_is_not_stated(dossier: Dossier) -> None:
    source = dossier.sources["paper"]
    assert cite_source(source) == (
        "Ann O'Brien, Jr; Desk of the Paper, “=SUM(A1) & <b>Тарифы</b> {braces}”, @Paper [inferred], Sep 2021. "
        f"https://example.org/a?b=1&c=2. Copy held, SHA-256 {source.sha256[:8]}.")
    assert cite_page(dossier, "Energy", ["ENE-1", "ENE-2"]) == (
        "“Energy”, Tariffs & <other> \"matters\", edition of 9 Sep 2021, facts ENE-1 to ENE-2.")


def test_citations_inside_a_text_are_short(dossier: Dossier) -> None:
    title = 'Tariffs & <other> "matters"'
    assert cite_short(dossier) == f"({title}, 2021)"
    assert cite_short(dossier, "ENE-1") == f"({title}, ENE-1, 2021)"


def test_citations_carry_the_public_address_where_there_is_one(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with("site-url: https://example.org/d/\n")
    assert cite_page(dossier, "Energy", path="topics/energy.html").endswith(", https://example.org/d/topics/energy.html.")
    assert "https://example.org/d/facts/cost.html" in cite_fact(dossier, dossier.facts["cost"])


def test_fact_numbers_are_cited_in_runs() -> None:
    assert number_ranges(["ENE-2", "ENE-10", "ENE-1", "ENE-3", "MIL-7"]) == "ENE-1 to ENE-3, ENE-10, MIL-7"


@pytest.mark.parametrize(("written", "read"), [
    ("2021-09-10", {"date-parts": [[2021, 9, 10]]}), ("2021~", {"date-parts": [[2021]], "circa": True}),
    ("2021-21", {"literal": "2021-21"}), ("2021-09/2021-10", {"literal": "2021-09/2021-10"}), (None, None),
])
def test_a_date_as_csl_has_it(written: str | None, read: dict[str, Any] | None) -> None:
    """21 is a season in EDTF, and no month."""
    assert csl_date(Date(written, Place("")) if written else None) == read
