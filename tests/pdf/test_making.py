"""How PDFs are made: from the theme alone, silent or failed, once for the same content, and not where they cannot be."""

import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pikepdf import Dictionary, Name, Pdf
from weasyprint.html import UA_STYLESHEET

import briefings.pdf as pdf
from briefings.cli import main
from briefings.pdf import Made, make_pdfs
from briefings.pdf.briefs import Briefs
from briefings.pdf.engine import Hyphenation, is_of_theme, typeset, without_markers
from briefings.pdf.footnotes import by_quotation, one_line, quoted
from briefings.pdf.jobs import Job, UnsetError, job
from briefings.pdf.paper import SHEET, direction, label
from briefings.pdf.standards import conform
from briefings.pipeline import Examined

from .conftest import Files

pytestmark = pytest.mark.pdf
CONTENT = str(Path(__file__).parents[2] / "content")


SLOW = """
import time
import briefings.pdf as pdf

def set_one(waiting):
    print("begun", flush=True)
    time.sleep(60)

class Named:
    name = "x"

set_one.__module__, pdf.set_one = pdf.__name__, set_one
try:
    list(pdf.each_set([(Named(), None)] * 4))
except KeyboardInterrupt:
    print("ended")
"""


def page(body: str) -> Job:
    html = f'<html lang="en"><head><title>x</title></head><body>{body}</body></html>'
    return Job("x", (html,), (), datetime(2021, 9, 9, tzinfo=UTC))


@pytest.mark.parametrize("address", [
    "http://example.org/a.png", "https://example.org/a.png", "file:///etc/passwd", "FILE:///etc/passwd",
    "file://localhost/etc/passwd", "ftp://example.org/a", "data:image/png;base64,AAAA",
    SHEET.as_uri() + "/../../../../pyproject.toml", SHEET.as_uri().replace("print.css", "%2e%2e/%2e%2e/%2e%2e/pyproject.toml"),
])
@pytest.mark.parametrize("body", ['<img alt="x" src="{}">', '<p style="background: url({})">x</p>',
                                  '<link rel="stylesheet" href="{}">', "<style>@import url({});</style>"])
def test_nothing_is_fetched_but_the_theme(address: str, body: str) -> None:
    with pytest.raises(UnsetError, match="refused to fetch"):
        typeset(page(body.format(address)))


def test_the_theme_is_fetched() -> None:
    assert is_of_theme(SHEET.as_uri())
    assert is_of_theme(SHEET.as_uri() + "?a#b")


def test_no_element_keeps_styles_for_markers_and_notes_that_it_has_not() -> None:
    named = {rule[3] for rules in (UA_STYLESHEET, without_markers()) for rule in rules.matcher.other_selectors}
    assert {"marker", "footnote-call"} <= named
    assert {rule[3] for rule in without_markers().matcher.other_selectors} == {None}


@pytest.mark.parametrize(("body", "said"), [
    ('<img alt="x" src="missing.png">', "Failed to load image"),
    ('<a href="#nowhere">x</a>', "No anchor #nowhere"),
    ('<p style="colour: red">x</p>', "unknown property"),
    ("<p>\U0001f9ff\U000e0fff\U0010fffd</p>", ".notdef glyph"),
])
def test_every_line_that_the_engine_logs_is_a_failure(body: str, said: str) -> None:
    with pytest.raises(UnsetError) as raised:
        typeset(page(body))
    assert any(said in message for message in raised.value.messages)


def test_the_same_content_gives_the_same_bytes(briefs: Briefs, pdfs: Files) -> None:
    again = next(brief for brief in briefs if brief.name == "debt")
    assert conform(typeset(job(again))) == pdfs["debt"]


def test_what_was_made_is_not_made_again(hostile: tuple[Examined, Files], tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    examined, _ = hostile
    monkeypatch.setattr(pdf, "WORKERS", 1)
    first = make_pdfs(examined, tmp_path / "a", tmp_path / "cache", "always")
    (tmp_path / "cache" / "left-over.pdf").touch()
    monkeypatch.setattr(pdf, "set_one", lambda _: pytest.fail("it was set again"))
    assert make_pdfs(examined, tmp_path / "b", tmp_path / "cache", "always") == first
    assert len(list((tmp_path / "cache").iterdir())) == len(first.names) == 3
    assert (tmp_path / "a" / "all.pdf").read_bytes() == (tmp_path / "b" / "all.pdf").read_bytes()


def killed(waiting: tuple[Job, Path]) -> tuple[str, list[str]]:
    os.kill(os.getpid(), signal.SIGKILL)
    return waiting[0].name, []


def test_a_worker_that_is_killed_fails_the_build_in_words(hostile: tuple[Examined, Files], tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    examined, _ = hostile
    monkeypatch.setattr(pdf, "set_one", killed)
    result = make_pdfs(examined, tmp_path / "pdf", tmp_path / "cache", "auto")
    assert result.names == result.notices == ()
    assert len(result.failures) == 3
    assert all("no memory left" in failure for failure in result.failures)


def test_never_makes_none(dossier: Examined, tmp_path: Path) -> None:
    assert make_pdfs(dossier, tmp_path / "pdf", tmp_path / "cache", "never") == Made()
    assert list(tmp_path.iterdir()) == []


def test_without_pango_a_build_goes_on_and_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "missing", lambda: f"no PDFs are made: {pdf.INSTALL}")
    done = CliRunner().invoke(main, ["build", "--content", CONTENT, "--output", str(tmp_path / "site")])
    assert done.exit_code == 0, done.output
    assert len([line for line in done.stderr.splitlines() if "apt-get install libpango" in line]) == 1
    assert not (tmp_path / "site" / "pdf").exists()
    assert not [page for page in (tmp_path / "site").rglob("*.html") if ".pdf\"" in page.read_text(encoding="utf-8")]


def test_always_fails_where_a_part_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefings.pdf.missing", lambda: f"no PDFs are made: {pdf.INSTALL}")
    done = CliRunner().invoke(main, ["build", "--content", CONTENT, "--output", str(tmp_path / "site"), "--pdf", "always"])
    assert done.exit_code == 2
    assert "apt-get install libpango" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_missing_font_leaves_one_pdf_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                           hostile: tuple[Examined, Files]) -> None:
    examined, _ = hostile
    monkeypatch.setattr(pdf, "each_set", lambda waiting: [(task.name, ['.notdef glyph rendered: "總"']) for task, _ in waiting])
    result = make_pdfs(examined, tmp_path / "pdf", tmp_path / "cache", "auto")
    assert result.names == result.failures == ()
    assert all("install a TrueType font" in notice for notice in result.notices)
    assert len(make_pdfs(examined, tmp_path / "pdf", tmp_path / "cache", "always").failures) == 3


@pytest.mark.parametrize(("text", "way"), [("Минск", "ltr"), ("قال", "rtl"), ("«שלום»", "rtl"), ("2021", "ltr"), ("", "ltr")])
def test_the_direction_of_a_text(text: str, way: str) -> None:
    assert direction(text) == way


@pytest.mark.parametrize(("text", "shown"), [
    ("He agreed", "“He agreed”"), ("Russia’s aim", "“Russia’s aim”"), ("a “common space” of two", "‘a “common space” of two’"),
    ("“Never,” he said", "‘\u2009“Never,” he said’"), ("a \"big boost\"", "‘a \"big boost\"\u2009’"),
    ("«Да», сказал", "‘\u2009«Да», сказал’"),
])
def test_a_quotation_keeps_its_own_marks_within_ours(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize("text", ["a\u2028b", "a\n\nb", "a\r\nb"])
def test_a_line_break_of_the_source_is_a_space(text: str) -> None:
    assert one_line(text) == "a b"


def test_facts_of_one_quotation_share_a_note(briefs: Briefs) -> None:
    facts = tuple(briefs.views.facts.values())
    groups = by_quotation(facts)
    assert sorted(fact.id for group in groups for fact in group) == sorted(fact.id for fact in facts)
    words = [(group[0].evidence[0].source, group[0].evidence[0].quote) for group in groups]
    assert len(words) == len(set(words)) < len(facts)


def test_a_quotation_in_another_language_says_so() -> None:
    made = page('<p>x <span lang="be">Слова</span></p><blockquote lang="ru"><p>Да</p></blockquote>')
    with Pdf.open(BytesIO(conform(typeset(made)))) as found:
        said = {str(e.S): str(e.Lang) for e in found.objects
                if isinstance(e, Dictionary) and e.get("/Type") == Name.StructElem and "/Lang" in e}
    assert said == {"/Span": "be", "/BlockQuote": "ru"}


@pytest.mark.parametrize(("lang", "word", "parted"), [
    ("en", "negotiations", True), ("en", "Lukashenko", False), ("ru", "переговоры", True), ("ru", "Лукашенко", False),
    ("de_DE", "Verhandlungen", True),
])
def test_a_name_is_not_hyphenated(lang: str, word: str, parted: bool) -> None:
    assert bool(Hyphenation(lang, left=3, right=3).positions(word)) == parted


def test_a_no_break_space_is_copied_as_a_space() -> None:
    plain = typeset(page("<p>5 km of pipes, 6 km of roads</p>"))
    assert any("<00a0>" in table for table in tables(plain))
    assert not any("<00a0>" in table for table in tables(conform(plain)))


def tables(data: bytes) -> list[str]:
    """What the glyphs of each font say, one table a font; a line is a glyph and its character."""
    with Pdf.open(BytesIO(data)) as found:
        fonts = [each for each in found.objects if isinstance(each, Dictionary) and "/ToUnicode" in each]
        return [" ".join(re.findall(r"> (<\w+>)", font.ToUnicode.read_bytes().decode())) for font in fonts]


def test_a_label_ends_at_a_word() -> None:
    assert label("one two three", 9) == "one two …"
    assert label("one two", 8) == "one two"


@pytest.mark.skipif(sys.platform != "linux", reason="only a worker that is forked sets PDFs by another function")
def test_ctrl_c_ends_the_workers_without_a_word() -> None:
    """A terminal sends it to all processes of a command at once."""
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as build:
        assert build.stdout
        assert [build.stdout.readline(), build.stdout.readline()] == ["begun\n"] * 2
        os.killpg(build.pid, signal.SIGINT)
        assert build.communicate(timeout=30) == ("ended\n", "")
