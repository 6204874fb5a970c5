"""Drafts: which sentences they are made of, what the claim says, that each passes check, and that no reader sees one."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from test_cases import lay

from briefings.build import build
from briefings.cli import main
from briefings.dossier import Dossier
from briefings.draft import Drafts, draft
from briefings.draft.facts import id_of
from briefings.draft.reading import open_sentences
from briefings.load import load
from briefings.pdf.briefs import Briefs
from briefings.pdf.jobs import job
from briefings.pipeline import Examined, examine
from briefings.problems import Level
from briefings.resolve import resolve
from tests.small_dossiers import CONTENT, write_dossier, write_yaml

ENTITIES = {
    "kerr": {"kind": "person", "label": "Jo Kerr", "aliases": ["Kerr"]},
    "voss": {"kind": "person", "label": "Anna Voss", "aliases": ["Voss"]},
    "seaport": {"kind": "place", "label": "Seaport"}, "council": {"kind": "body", "label": "Harbour Council"},
}


OTHER = {"title": "Birds", "issued": "2024-06-09", "article": "Gulls are white birds."}
PLACEHOLDER = {"id": "gulls", "claim": "Gulls are white birds.", "kind": "background",
               "evidence": [{"source": "other", "quote": "Gulls are white birds."}]}


def dossier(root: Path, article: str, facts: list[dict[str, Any]] | None = None, **more: Any) -> Dossier:
    """A dossier with one source, "wire", of 2024-06-10, a Monday."""
    record = {"title": "Wall", "issued": "2024-06-10", "language": "en", "article": article, **more.pop("source", {})}
    data = {"as-of": "2024-06-10", "sources": {"wire": record, "other": OTHER}, "entities": ENTITIES, **more}
    shutil.rmtree(root / "content", ignore_errors=True)
    (root / "content").mkdir()
    found = examine(write_dossier(data, facts or [PLACEHOLDER], root / "content")).dossier
    assert found is not None
    return found


def only(root: Path, article: str, **more: Any) -> Mapping[str, Any] | None:
    """The one candidate of an article, None where there is none."""
    facts = draft(dossier(root, article, **more), "wire", "all").facts
    assert len(facts) <= 1
    return facts[0] if facts else None


@pytest.mark.parametrize(("article", "claim", "fields"), [
    ("The Harbour Council of Seaport bought two cranes on Friday for $40 million.",
     "The Harbour Council of Seaport bought two cranes on 7 June 2024 for $40 million.", {"kind": "event", "date": "2024-06-07"}),
    ("But Seaport today signed a contract for two cranes.",
     "Seaport on 10 June 2024 signed a contract for two cranes.", {"kind": "event", "date": "2024-06-10"}),
    ("Kerr met Voss last year to talk about the new harbour wall.",
     "Kerr met Voss in 2023 to talk about the new harbour wall.", {"kind": "event", "date": "2023"}),
    ("The mayor, Jo Kerr, promised that the wall of Seaport would be built.",
     "The mayor, Jo Kerr, promised that the wall of Seaport would be built.", {"kind": "commitment", "said": {"by": "kerr"}}),
    ("Kerr said on Thursday that the wall of Seaport was not safe.",
     "Kerr said on 6 June 2024 that the wall of Seaport was not safe.",
     {"kind": "statement", "said": {"by": "kerr", "on": "2024-06-06"}}),
    ("“The wall of Seaport is not safe on Monday,” Kerr said.", "“The wall of Seaport is not safe on Monday,” Kerr said.",
     {"kind": "statement", "said": {"by": "kerr"}}),
    ("Seaport will begin to build its new wall in 2026.", "Seaport will begin to build its new wall in 2026.",
     {"kind": "plan", "due": "2026"}),
    ("Kerr accused the Harbour Council of hiding two reports.", "Kerr accused the Harbour Council of hiding two reports.",
     {"kind": "allegation", "said": {"by": "kerr"}}),
    ("Harbour officials said that the wall needed two years.", "Harbour officials said that the wall needed two years.",
     {"kind": "statement", "said": {"by": "Harbour officials"}}),
    ("The wall was drawn up as part of a 1999 harbour treaty of Seaport.",
     "The wall was drawn up as part of a 1999 harbour treaty of Seaport.", {"kind": "background"}),
    ("The wall of Seaport will be 400 metres long, according to the plans.",
     "The wall of Seaport will be 400 metres long, according to the plans.", {"kind": "plan"}),
    ("Seaport met Friday night to vote on two cranes.", "Seaport met Friday night to vote on two cranes.", {"kind": "event"}),
])
def test_a_claim_stands_by_itself(tmp_path: Path, article: str, claim: str, fields: dict[str, Any]) -> None:
    found = only(tmp_path, article)
    assert found is not None
    assert found["claim"] == claim
    assert {key: found.get(key) for key in ("kind", "said", "date", "due") if found.get(key)} == fields | (
        {"date": found["date"]} if "date" in found and "date" not in fields else {})
    assert found["draft"] == "true"
    assert found["evidence"][0]["quote"] == article


@pytest.mark.parametrize("article", [
    "The Seaport ballot opens on 20 June and closes on 7 July 2024.",         # a timetable: the coming June may be meant
    "From May, boats of Seaport will be taken to Westport at night.",
    "In November the Harbour Council of Seaport bought two cranes.",          # seven months ago, or one like each year
])
def test_a_day_that_may_be_to_come_gets_no_year(tmp_path: Path, article: str) -> None:
    found = only(tmp_path, article)
    assert found is not None
    assert (found["claim"], "date" in found, "due" in found) == (article, False, False)


@pytest.mark.parametrize("article", [
    "Anna Voss denied that the Harbour Council had ever promised a wall. The letter of 2023 “spoke of an idea”, she said.",
])
def test_a_council_is_no_she(tmp_path: Path, article: str) -> None:
    facts = draft(dossier(tmp_path, article), "wire", "all").facts
    assert not [each for each in facts if "Council said" in each["claim"] or "she" in each["evidence"][0].get("gloss", {})]


@pytest.mark.parametrize("article", [
    "The weather was fine, and many people were on the quay.",          # nothing that can be checked
    "It was the first time since 2019 that this had happened.",         # what "it" is, stands elsewhere
    "The two signed a contract for cranes on Friday.",
    "We bought two cranes for the harbour in 2019, my friends.",        # nobody's voice
    "Did the Harbour Council of Seaport buy two cranes on Friday?",
    "Two cranes in 2019.", "word " * 80 + "in 2019.",                   # too short, too long
    "He bought two cranes on Friday for the port of Seaport.",
    "- First, the old wall of Seaport will go.", "| 2021 | Seaport bought cranes for 6 dollars |",
])
def test_what_cannot_stand_is_left(tmp_path: Path, article: str) -> None:
    assert only(tmp_path, article) is None


def test_the_dash_of_a_list_is_not_quoted(tmp_path: Path) -> None:
    found = only(tmp_path, "- Seaport bought two cranes in 2019.")
    assert found is not None
    assert found["claim"] == found["evidence"][0]["quote"] == "Seaport bought two cranes in 2019."


def test_he_is_named_and_said_to_be_inferred(tmp_path: Path) -> None:
    article = "Kerr came to the port of Seaport.\n\nHe said that two cranes were lost."
    found = draft(dossier(tmp_path, article), "wire", "all").facts[-1]
    assert found["claim"] == "Kerr said that two cranes were lost."
    assert found["evidence"][0]["gloss"] == {"He": "Kerr"}
    assert found["inferred"] == {"said.by": 'the text has only "He"; Kerr is the speaker named last before it'}


def test_he_is_nobody_where_two_may_be_meant(tmp_path: Path) -> None:
    article = "Kerr came to Seaport at last.\n\nHe said that Voss had lost two cranes."
    assert not draft(dossier(tmp_path, article), "wire", "all").facts


def test_words_of_a_longer_quotation_get_their_speaker(tmp_path: Path) -> None:
    article = "“The wall of Seaport is old,” Kerr said. “The wall will cost $40 million.”"
    found = draft(dossier(tmp_path, article), "wire", "all").facts
    assert [each["claim"] for each in found][-1] == "Kerr said: “The wall will cost $40 million.”"
    assert found[-1]["said"] == {"by": "kerr"}


def test_an_inferred_day_is_said_to_be(tmp_path: Path) -> None:
    source = {"source": {"inferred": {"issued": "the text has no date"}}}
    found = only(tmp_path, "Seaport bought two cranes on Friday.", **source)
    assert found is not None
    assert found["inferred"] == {"date": 'the article says "Friday"; its own date, 2024-06-10, is inferred (see the source)'}


def test_a_sentence_that_stands_twice_gets_the_words_around_it(tmp_path: Path) -> None:
    article = "Cranes were old.\n\nSeaport bought two cranes in 2019.\n\nShips came in.\n\nSeaport bought two cranes in 2019.\n"
    found = draft(dossier(tmp_path, article), "wire", "all").facts
    assert len({yaml.safe_dump(dict(each["evidence"][0])) for each in found}) == len(found) >= 1
    assert all("prefix" in each["evidence"][0] or "suffix" in each["evidence"][0] for each in found)


def test_a_figure_goes_to_the_measure_that_fits(tmp_path: Path) -> None:
    measures = {"crane-price": {"label": "Price of the cranes", "unit": "USD"},
                "wall-price": {"label": "Price of the wall", "unit": "USD"}}
    found = only(tmp_path, "Seaport raised the price of its cranes to nearly $40 million.", measures=measures)
    assert found is not None
    assert found["figures"] == [{"measure": "crane-price", "amount": "40000000", "unit": "USD", "bound": "about"}]


ARTICLE = "Seaport bought two cranes in 2019.\n\nSeaport sold three ships in 2020.\n\nSeaport lost four boats in 2021.\n"
QUOTED = {"id": "cranes", "claim": "Seaport bought two cranes in 2019.", "kind": "event", "date": "2019",
          "evidence": [{"source": "wire", "quote": "bought two cranes"}]}


@pytest.mark.parametrize("also", [{}, {"draft": "true"}])
def test_what_a_fact_or_draft_quotes_is_not_proposed_again(tmp_path: Path, also: dict[str, str]) -> None:
    found = draft(dossier(tmp_path, ARTICLE, [QUOTED | also]), "wire", "all")
    assert [each["evidence"][0]["quote"] for each in found.facts] == ARTICLE.strip().split("\n\n")[1:]


@pytest.mark.parametrize("closed", [{"zones": [{"kind": "caption", "lines": ["3", "3"]}]},
                                    {"set-aside": [{"lines": ["3", "3"], "reason": "of no matter"}]}])
def test_zones_and_what_is_set_aside_are_passed_over(tmp_path: Path, closed: dict[str, Any]) -> None:
    found = draft(dossier(tmp_path, ARTICLE, source=closed), "wire", "all")
    assert [each["claim"][:15] for each in found.facts] == ["Seaport bought ", "Seaport lost fo"]


def test_ids_and_prefix_are_free(tmp_path: Path) -> None:
    facts = [QUOTED | {"id": "seaport-sold-ships-2020"}]
    found = draft(dossier(tmp_path, ARTICLE, facts), "wire", "all")
    assert [each["id"] for each in found.facts] == ["seaport-sold-ships-2020-2", "seaport-lost-boats-2021"]


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The real dossier without its facts."""
    root = tmp_path_factory.mktemp("emptied") / "content"
    shutil.copytree(CONTENT, root, ignore=shutil.ignore_patterns("facts", "editions", "records", "pages"))
    (root / "measures.yaml").write_text("")
    for topic in (root / "topics").glob("*.md"):
        topic.write_text("---\ntitle: T\n---\n")
    record = yaml.load((root / "dossier.yaml").read_text(), Loader=yaml.BaseLoader)
    write_yaml(root / "dossier.yaml", {key: record[key] for key in ("language", "as-of", "topics")} | {"title": "T"})
    found = examine(root).dossier
    assert found is not None
    return found


def test_the_real_articles(emptied: Dossier) -> None:
    """Most sentences that say something have a candidate, and every candidate passes with the others beside it."""
    sheets: dict[str, Drafts] = {name: draft(emptied, name, "energy") for name in emptied.sources}
    assert sum(each.sentences for each in sheets.values()) >= 80
    assert sum(len(each.facts) for each in sheets.values()) >= 65
    for name, each in sheets.items():
        folder = emptied.corpus.root / "facts"
        folder.mkdir(exist_ok=True)
        (folder / "drafts.yaml").write_text(each.yaml)
        found = examine(emptied.corpus.root)
        assert found.dossier is not None
        assert len(found.dossier.drafts) == len(each.facts), name
        drafts = found.dossier.drafts
        assert not [problem for problem in found.problems if problem.fact in drafts and problem.level is not Level.INFO]
        shutil.rmtree(folder)


def test_a_source_in_another_language_is_left(tmp_path: Path) -> None:
    found = dossier(tmp_path, "Порт купил два крана в 2019 году.", source={"language": "ru"})
    assert not list(open_sentences(found, found.sources["wire"]))


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    lay({}, tmp_path)
    claim, quote = "The Port Authority has ordered two cranes.", "The Port Authority of Seaport has ordered two cranes."
    fact = {"id": "cranes-ordered", "claim": claim, "kind": "event", "date": "2024-05-03",
            "inferred": {"date": "the report of 3 May 2024 gives no other date"},
            "evidence": [{"source": "wire-2024", "quote": quote}]}
    write_yaml(tmp_path / "content/facts/harbour.yaml", {"topic": "harbour", "title": "Harbour", "prefix": "HAR", "facts": [fact]})
    (tmp_path / "content/topics/harbour.md").write_text(f"---\ntitle: Harbour\n---\n\n{claim} [@cranes-ordered]\n")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, list(words))


def test_what_is_printed_is_a_sheet_that_passes(command: Callable[..., Result]) -> None:
    printed = command("draft", "gazette-2024")
    assert printed.exit_code == 0
    assert printed.stderr == "3 candidates from 3 open sentences of gazette-2024\n"
    Path("content/facts/drafts.yaml").write_text(printed.stdout)
    told = command("check", "--verbose")
    assert told.exit_code == 0, told.output
    assert told.output.count("X003 info: ") == 3
    assert "1 fact checked" in told.output or "1 facts checked" in told.output
    assert command("draft", "gazette-2024").stdout == ""


def test_a_source_that_only_drafts_quote_is_not_to_be_removed(command: Callable[..., Result]) -> None:
    command("draft", "gazette-2024", "--output", "content/facts/drafts.yaml")
    assert "no fact cites source gazette-2024\n  only drafts do: make a fact of one\n" in command("check").stdout


def test_a_source_in_another_language_is_told_with_what_to_do(command: Callable[..., Result]) -> None:
    record = Path("content/sources/gazette-2024/source.yaml")
    record.write_text(record.read_text().replace("language: en", "language: de"))
    told = command("draft", "gazette-2024", "--output", "content/facts/new.yaml")
    assert told.exit_code == 0
    assert told.stderr.startswith('nothing is drafted: gazette-2024 is in "de", and drafts are made of English')
    assert not Path("content/facts/new.yaml").exists()


def test_a_dossier_in_another_language_is_told_that_claims_are_in_english(command: Callable[..., Result]) -> None:
    record = Path("content/dossier.yaml")
    record.write_text(record.read_text().replace("language: en", "language: de"))
    assert command("draft", "gazette-2024").stderr.endswith(
        'their claims are in English, as the source is: translate them, since the dossier is in "de"\n')


def test_a_file_is_written_once(command: Callable[..., Result]) -> None:
    """Into the dossier itself, which is whole when it is read; what stands there stays."""
    sheet = "content/facts/drafts.yaml"
    assert command("draft", "gazette-2024", "--output", sheet).stdout == ""
    written = Path(sheet).read_text()
    assert written.count("draft: true\n") == 3
    again = command("draft", "wire-2024", "--output", sheet)
    assert again.exit_code == 2
    assert f"{sheet} cannot be written: File exists" in again.output
    assert Path(sheet).read_text() == written


def test_wrong_usage_is_told(command: Callable[..., Result]) -> None:
    assert "there is no source gazete-2024; the sources are: gazette-2024, wire-2024" in command("draft", "gazete-2024").output
    assert "there is no topic hrbour; the topics are: harbour" in command("draft", "wire-2024", "--topic", "hrbour").output
    assert command("draft", "wire-2024", "--content", "nowhere").exit_code == 1


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_no_page_no_file_and_no_count_shows_a_draft(command: Callable[..., Result], tmp_path: Path) -> None:
    """The site with drafts is the site without them, byte for byte, and so is what its PDFs are set from."""
    without, bare = build(Path("content"), tmp_path / "a/site"), examine(Path("content"))
    Path("content/facts/drafts.yaml").write_text(command("draft", "gazette-2024").stdout)
    with_them = build(Path("content"), tmp_path / "b/site")
    assert without.passed
    assert with_them.passed
    assert with_them.summary["drafts"] == 3
    assert tree(tmp_path / "a/site") == tree(tmp_path / "b/site")
    assert paper(bare) == paper(examine(Path("content")))


def paper(examined: Examined) -> list[list[bytes]]:
    """All that goes into each PDF."""
    return [list(job(brief).parts()) for brief in Briefs(examined)]


@pytest.mark.parametrize("field", ["disputes", "updates", "corrects", "fulfils"])
def test_a_published_fact_cannot_point_at_a_draft(tmp_path: Path, field: str) -> None:
    facts = [QUOTED | {field: ["ships"]}, QUOTED | {"id": "ships", "draft": "true", field: ["cranes"]}]
    data = {"as-of": "2024-06-10", "entities": ENTITIES,
            "sources": {"wire": {"title": "Wall", "issued": "2024-06-10", "article": ARTICLE}}}
    corpus, problems = load(write_dossier(data, facts, tmp_path / "content"))
    assert corpus is not None, problems
    assert [each.message for each in resolve(corpus)[1]] == ['there is no fact "ships" (it is a draft)']


@pytest.mark.parametrize(("claim", "name"), [
    ("“We did not take this decision lightly,” Olsen told reporters.", "not-take-decision-lightly"),
    ("The government has promised 45 million euros for retraining.", "government-promised-45-million"),
    ("The “Łódź” was never sold.", "lodz-never-sold"),
])
def test_an_id_says_no_other_thing_than_its_claim(claim: str, name: str) -> None:
    assert id_of(claim, ()) == name
    assert id_of(claim, {name}) == f"{name}-2"
