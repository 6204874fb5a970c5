"""L903, told from the stored log without a network, and the log itself."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from briefings.cli import main
from briefings.external.links import outgoing
from briefings.external.rule import l903
from briefings.linklog import LINKS, ArchivedCopy, Entry, State, read_log, write_log
from briefings.load import Corpus, load
from briefings.manual import manual
from briefings.verify.site import read
from tests.small_dossiers import write_dossier

DAYS = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 5))
COPY = ArchivedCopy("https://web.archive.org/web/20210910120000/https://example.org/gone", date(2021, 9, 10))
DEAD = Entry(State.DEAD, DAYS[-1], 404, "the server answers 404", DAYS, archived=COPY)
FACT = {"id": "x", "claim": "X.", "kind": "event", "evidence": [{"source": "one", "quote": "x"}]}
Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Write pages and a log, and tell L903 of them: `place: level message | detail | …`."""
    monkeypatch.chdir(tmp_path)

    def run(log: dict[str, Entry], **pages: str) -> list[str]:
        for name, body in pages.items():
            Path("site").mkdir(exist_ok=True)
            Path(f"site/{name}.html").write_text(body)
        write_log(Path("links.json"), log)
        found = l903(Path("site"), "site", None, Path("links.json"))
        return [f"{one.place}: {one.level} {' | '.join((one.message, *one.detail))}" for one in found]

    return run


def test_a_dead_link(told: Told) -> None:
    pages = {"a": "<p>", "b": '<p>\n<a href="https://example.org/gone#x">', "c": '<a href="https://example.org/gone">'}
    assert told({"https://example.org/gone": DEAD}, **pages) == [
        "site/b.html:2:10: warning https://example.org/gone is dead: the server answers 404 | linked from site/b.html and 1 more"
        " | it was gone on 2026-03-01, 2026-03-02, 2026-03-05 | an archived copy: " + COPY.url]


@pytest.mark.parametrize("state", [State.LIVE, State.MOVED, State.BLOCKED, State.UNCERTAIN])
def test_no_other_state_is_told_by_a_build(told: Told, state: State) -> None:
    assert told({"https://example.org/": Entry(state, DAYS[0], failed=DAYS)}, a='<a href="https://example.org/">') == []


def test_a_dead_page_that_nobody_links_to(told: Told) -> None:
    assert told({"https://example.org/gone": DEAD}, a='<a href="https://example.org/">') == []


@pytest.mark.parametrize("text", ["", "<<<<<<< HEAD", "[]", '{"links": []}', '{"links": {"a": {}}}', "[" * 100_000,
                                  '{"links": {"a": {"state": "lost", "asked": "2026-01-01"}}}',
                                  '{"links": {"a": {"state": "dead", "asked": "2026-13-01"}}}',
                                  '{"links": {"a": {"state": "dead", "asked": "2026-01-01", "status": Infinity}}}'])
def test_a_log_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(text)
    (problem,) = l903(tmp_path, "site", None, path)
    assert problem.message == "the link log cannot be read"
    assert problem.detail == ("it is not a link log; put back the last good one, or delete it to begin anew",)


def test_without_a_log_nothing_is_told(tmp_path: Path) -> None:
    assert l903(tmp_path, "site", None, tmp_path / "links.json") == []


def test_the_log_is_read_as_it_was_written(tmp_path: Path) -> None:
    moved = Entry(State.MOVED, DAYS[0], 200, moved_to="https://x/", missing=("a",))
    log = {"https://b.example/": DEAD, "https://a.example/é": moved}
    write_log(tmp_path / "records/links.json", log)
    assert read_log(tmp_path / "records/links.json") == log
    text = (tmp_path / "records/links.json").read_text(encoding="utf-8")
    assert text.index("a.example/é") < text.index("b.example")
    assert [path.name for path in (tmp_path / "records").iterdir()] == ["links.json"]


def test_which_links_lead_out(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<link rel="canonical" href="https://own.example/"><a href="https://own.example/a.html"><a href="mailto:a@b.example">'
        '<a href="https://a.example/x#one"><a href="HTTPS://a.example/x#two:~:text=y"><a href=" https://a.example/x ">'
        '<img src="https://third.example/"><q cite="http://c.example/"><meta property="og:image" content="https://m.example/">'
        '<a href="//b.example/"><a href="https://">')
    found = {each.address: each.fragments for each in outgoing(read(tmp_path), None)}
    assert found == {"HTTPS://a.example/x": ("two",), "https://a.example/x": ("one",), "http://c.example/": ()}


def corpus_of(root: Path, **more: object) -> Corpus | None:
    """A dossier with one source that has an address."""
    source = {"title": "T", "URL": "https://example.org/gone", "article": "x", **more}
    return load(write_dossier({"sources": {"one": source}, "as-of": "2021-09-09"}, [FACT], root))[0]


def test_a_source_whose_page_has_died_gets_its_archive_entry(told: Told, tmp_path: Path) -> None:
    told({"https://example.org/gone": DEAD}, index='<a href="https://example.org/gone#:~:text=x">')
    corpus = corpus_of(tmp_path / "content")
    (problem,) = l903(Path("site"), "site", corpus, Path("links.json"))
    assert problem.place.path.endswith("sources/one/source.yaml")
    assert (problem.level, problem.source) == ("warning", "one")
    assert problem.detail == (
        "linked from site/index.html", "it was gone on 2026-03-01, 2026-03-02, 2026-03-05", "add to source one:",
        f'archive: {{url: "{COPY.url}", date: 2021-09-10}}')


def test_a_source_that_has_its_archived_copy_is_told_as_information(told: Told, tmp_path: Path) -> None:
    told({"https://example.org/gone": DEAD}, index='<a href="https://example.org/gone">')
    corpus = corpus_of(tmp_path / "content", archive={"url": COPY.url, "date": "2021-09-10"})
    (problem,) = l903(Path("site"), "site", corpus, Path("links.json"))
    assert problem.level == "info"
    assert problem.detail[-1] == "readers have the archived copy of 2021-09-10"


def test_verify_tells_it_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site").mkdir()
    Path("site/index.html").write_text('<a href="https://example.org/gone">')
    Path("content").mkdir()
    write_log(Path("content") / LINKS, {"https://example.org/gone": DEAD})
    result = CliRunner().invoke(main, ["verify", "site"])
    assert result.exit_code == 0
    assert result.output.startswith("site/index.html:1:10: L903 warning: https://example.org/gone is dead")
    assert result.output.endswith("No errors, 1 warning.\n")


def test_a_page_has_one_suite_in_a_report_whatever_rules_it_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site").mkdir()
    for name in ("index", "other"):
        Path(f"site/{name}.html").write_text('<title>x</title><a href="nowhere.html">x</a><a href="https://example.org/gone">y</a>')
    Path("content").mkdir()
    write_log(Path("content") / LINKS, {"https://example.org/gone": DEAD})
    suites = ElementTree.fromstring(CliRunner().invoke(main, ["verify", "site", "--format", "junit"]).output)
    assert [suite.get("name") for suite in suites] == ["site/index.html", "site/other.html"]


def test_the_rule_explains_itself() -> None:
    assert set(manual()["L903"]) == {"rule", "why", "mend", "fails", "passes"}
