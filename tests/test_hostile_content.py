"""A marker in every text that an editor or a source can write, and every file that a build leaves parsed for it.

It stands there as characters: never as markup, an event handler, an address that is active, a formula, or the end of a file.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints
from xml.etree import ElementTree

import pytest
import rispy
import yaml
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser

from briefings import records
from briefings.dossier import Dossier
from briefings.load import load
from briefings.pdf import make_pdfs, missing
from briefings.pipeline import Examined
from briefings.resolve import resolve
from briefings.site.host import run_pelican
from briefings.values import Text
from tests.site.test_hostile import files

MARKUP = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}${x}'onclick='x' ]]> </script> javascript:alert(1)"
FORMULA = "=HYPERLINK(\"javascript:alert(1)\";\"+cmd|'/C calc'!A0\") %0A\\input{/etc/passwd} }, @misc{x, title={ER  - "
STARTS_FORMULA = re.compile(r"\s*[=+\-@]")
ACTIVE = re.compile(r"(?!https?:|mailto:|data:image/svg)[a-z+.-]+:|//")
FETCHED = {"src", "srcset", "poster", "data", "background", "ping", "action", "formaction"}
Write = Callable[[Mapping[str, str | bytes]], Path]


def hostile(evil: str) -> dict[str, str | bytes]:
    """The dossier of tests/site with the marker in the fields that it leaves out."""
    written = files(evil)
    records_of = {name: yaml.safe_load(text) for name, text in written.items() if name.endswith(".yaml")}
    source = records_of["sources/paper/source.yaml"]
    source["author"] = [{"literal": evil}, {"family": evil, "given": evil}]
    source["set-aside"] = [{"lines": [1, 1], "reason": evil}]
    source["archive"] = {"url": "https://web.archive.org/web/20210909000000/https://x.org/'()*;x}{", "date": "2021-09-09"}
    source["URL"] = "https://x.org/}?q='{&r=$(x)"
    for record in (records_of["dossier.yaml"], records_of["measures.yaml"]["cost"]):
        record["waive"] = {"D504": evil}
    dumped = {name: yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10**6)
              for name, record in records_of.items()}
    waived = yaml.safe_dump({"waive": {"P804": evil}}, allow_unicode=True, width=10**6)
    pages = {name: str(text).replace("---\n", f"---\n{waived}", 1) for name, text in written.items() if name.endswith(".md")}
    return written | dumped | pages


def each_text(value: Any) -> Iterator[tuple[str, str]]:
    """Every `Record.field` that holds text below a record, with the text; maps and lists are walked."""
    for field in fields(value):
        for each in flat(getattr(value, field.name)):
            if is_dataclass(each):
                yield from each_text(each)
            elif type(each) is Text:
                yield f"{type(value).__name__}.{field.name}", str(each)


def flat(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield key
            yield from flat(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from flat(each)
    else:
        yield value


def mentions(kind: Any, wanted: type) -> bool:
    """Whether a declared type is, or holds, plain text."""
    return kind is wanted or any(mentions(each, wanted) for each in get_args(kind))


def text_fields() -> set[str]:
    """Every `Record.field` of the contract that takes any text."""
    kinds = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
    return {f"{kind.__name__}.{field.name}" for kind in kinds for field in fields(kind)
            if mentions(get_type_hints(kind)[field.name], Text)}


# Texts that must be words of the source, a language that readers know, or of a fact that an edition has published.
STRETCHES = {f"{kind}.{field}" for kind in ("Stretch", "Zone", "SetAside") for field in ("exact", "prefix", "suffix")}
BOUND = STRETCHES | {"DossierRecord.language", "EvidenceRecord.prefix", "EvidenceRecord.suffix", "Withdrawal.reason"}


@pytest.fixture(scope="module", params=[MARKUP, FORMULA], ids=["markup", "formula"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Dossier]:
    """The marker, the site made of it, and the dossier."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in hostile(request.param).items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    corpus, problems = load(folder / "content")
    assert corpus, problems
    dossier, problems = resolve(corpus)
    assert dossier, problems
    assert run_pelican(folder / "content", folder / "site", None, Examined(dossier, ())) == []
    return request.param, folder / "site", dossier


def test_the_marker_stands_in_every_field(built: tuple[str, Path, Dossier]) -> None:
    evil, _, dossier = built
    corpus = dossier.corpus
    roots = (corpus.dossier, *corpus.entities.values(), *corpus.measures.values(), *corpus.sources.values(),
             *corpus.sheets.values(), *(page.front for page in (*corpus.topics.values(), *corpus.pages.values())))
    marked = {name for root in roots for name, text in each_text(root) if evil in text}
    assert text_fields() - marked - BOUND == set()


def test_pages_hold_it_as_characters(built: tuple[str, Path, Dossier]) -> None:
    evil, site, _ = built
    pages = sorted(site.rglob("*.html"))
    shown = 0
    for path in pages:
        text = path.read_text(encoding="utf-8")
        parsed = LexborHTMLParser(text)
        inert(parsed, path)
        assert "default-src 'none'" in (parsed.css_first("meta[http-equiv]").attributes["content"] or ""), path
        shown += " ".join(evil.split()) in " ".join((parsed.body.text() if parsed.body else "").split())
    assert shown > 10


def inert(parsed: LexborHTMLParser, where: object) -> None:
    """Nothing runs, nothing is fetched but files of the site, and no address is active."""
    for node in parsed.css("*"):
        assert node.tag not in ("img", "iframe", "object", "embed", "base"), (where, node.html)
        if node.attributes.get("type") == "application/ld+json":
            assert json.loads(node.text())["@context"] == "https://schema.org"
        else:
            assert node.tag != "script" or re.fullmatch(r"[./\w-]+\.js", node.attributes.get("src") or ""), (where, node.html)
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (where, node.html)
            bare = re.sub(r"[\x00-\x20]", "", value or "").lower()
            assert name not in ("href", "xlink:href") or not ACTIVE.match(bare), (where, node.html)
            assert not (name in FETCHED and ":" in bare), (where, node.html)


def test_json_is_json_and_has_it_whole(built: tuple[str, Path, Dossier]) -> None:
    evil, site, _ = built
    paths = [path for path in site.rglob("*") if path.suffix in (".json", ".jsonld")]
    assert len(paths) >= 4
    for path in paths:
        assert isinstance(json.loads(path.read_text(encoding="utf-8")), dict | list), path
    assert evil in json.dumps(json.loads((site / "data/facts.json").read_text()), ensure_ascii=False).replace('\\"', '"').replace(
        "\\\\", "\\")


def test_the_search_index_is_one_value(built: tuple[str, Path, Dossier]) -> None:
    _, site, _ = built
    text = (site / "search-index.js").read_text(encoding="utf-8")
    start = min(text.index(each) for each in "[{" if each in text)
    _, end = json.JSONDecoder().raw_decode(text, start)
    assert re.fullmatch(r"[\w.= ]+", text[:start])
    assert re.fullmatch(r"\)?;?\s*", text[end:])


def test_the_feed_is_xml_whose_html_is_inert(built: tuple[str, Path, Dossier]) -> None:
    evil, site, dossier = built
    tree = ElementTree.fromstring((site / "feed.atom").read_text(encoding="utf-8"))
    entries = tree.findall("{*}entry")
    assert len(entries) == len(dossier.facts)
    titles = [" ".join((entry.findtext("{*}title") or "").split()) for entry in entries]  # YAML folds white space in a claim
    assert all(" ".join(evil.split()) in title for title in titles)
    contents = [entry.findtext("{*}summary") or entry.findtext("{*}content") or "" for entry in entries]
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    for html in (*contents, *(item["content_html"] for item in feed["items"])):
        parsed = LexborHTMLParser(html)
        inert(parsed, "feed")
        assert {node.tag for node in parsed.css("body *")} <= {"p", "blockquote"}


def test_the_sitemap_is_xml(built: tuple[str, Path, Dossier]) -> None:
    _, site, _ = built
    places = ElementTree.fromstring((site / "sitemap.xml").read_text(encoding="utf-8")).findall("{*}url/{*}loc")
    assert places
    assert all((place.text or "").startswith("https://x.org/") for place in places)


def test_no_cell_is_a_formula(built: tuple[str, Path, Dossier]) -> None:
    evil, site, _ = built
    cells = 0
    for path in sorted(site.rglob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, path
        for cell in (cell for row in rows for cell in row):
            cells += evil in cell
            assert not STARTS_FORMULA.match(cell) or re.fullmatch(r"[-+][\d.]+", cell), (path, cell)
    assert cells > 5


def test_references_are_as_many_as_sources(built: tuple[str, Path, Dossier]) -> None:
    _, site, dossier = built
    entries = parse_string((site / "data/sources.bib").read_text(encoding="utf-8"), "bibtex").entries
    assert set(entries.keys()) == set(dossier.sources)
    assert len(rispy.loads((site / "data/sources.ris").read_text(encoding="utf-8"))) == len(dossier.sources)


@pytest.mark.pdf
def test_pdfs_do_nothing(built: tuple[str, Path, Dossier], tmp_path: Path) -> None:
    if lacking := missing():
        pytest.skip(lacking)
    pikepdf = pytest.importorskip("pikepdf")
    _, _, dossier = built
    made = make_pdfs(Examined(dossier, ()), tmp_path / "pdf", tmp_path / "cache", "always")
    assert made.failures == ()
    assert made.names
    for path in (tmp_path / "pdf").iterdir():
        with pikepdf.open(path) as pdf:
            assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys()), path
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary):
                    assert str(each.get("/S", "")) not in ("/JavaScript", "/Launch", "/GoToR", "/SubmitForm"), path
                    assert re.match(r"https?://|mailto:|$", str(each.get("/URI", ""))), (path, each.get("/URI"))


@pytest.mark.parametrize("typed", ["NO", "12:30", "012", "3.10", "2021-09-09", "0x1F", "1_000", "null", ".inf", "<<"])
def test_what_yaml_would_guess_at_stays_what_was_typed(write: Write, typed: str) -> None:
    """Plain, without quotation marks, in every field that takes any text."""
    laid = {name: text.replace("SENTINEL", typed) if isinstance(text, str) and name.endswith(".yaml") else text
            for name, text in hostile("SENTINEL").items()}
    article = str(laid["sources/paper/article.txt"]).replace("SENTINEL", typed)
    corpus, problems = load(write(laid | {"sources/paper/article.txt": article}))
    assert corpus, problems
    assert corpus.dossier.title == typed
    assert corpus.entities["ann"].label == typed
    assert corpus.measures["cost"].unit == typed
    assert corpus.sources["paper"].author[0].literal == typed


def test_a_link_into_the_file_system_is_no_link_for_pelican(write: Write, tmp_path: Path) -> None:
    """Pelican copies what {attach} and {static} name, from anywhere: none of it reaches Pelican."""
    (tmp_path / "secret.txt").write_text("the key is under the mat")
    links = " ".join(f"[x]({{{kind}}}../../secret.txt) [y](|{kind}|/../secret.txt)" for kind in ("attach", "static", "filename"))
    root = write(hostile("plain words") | {"topics/t.md": f"---\ntitle: T\n---\n\n{links} [@a]\n"})
    corpus, problems = load(root)
    assert corpus, problems
    dossier, _ = resolve(corpus)
    assert dossier
    run_pelican(root, tmp_path / "site", None, Examined(dossier, ()))
    assert not [path for path in (tmp_path / "site").rglob("*") if "secret" in path.name]
    assert (tmp_path / "secret.txt").read_text() == "the key is under the mat"
