"""Input that no editor means: huge, deep, random, hostile. It ends in words, never in a traceback, and soon."""

import json
import os
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_cases import CASES, lay, sections

from briefings.cli import main
from briefings.load import load
from briefings.prose import read_prose
from briefings.records import DossierRecord, Measure, Sheet, SourceRecord
from briefings.structure import read, read_map
from tools.fuzz import TARGETS, fuzz

MEGABYTE = 1_000_000
SHEET = "content/facts/more.yaml"


def check(folder: Path, files: Mapping[str, str], *options: str) -> Result:
    """Lay the files over the small dossier and check it."""
    lay(dict(files), folder)
    result = CliRunner().invoke(main, ["check", "--content", str(folder / "content"), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    return result


def sheet(**fields: object) -> str:
    """A fact sheet with one sound fact, altered."""
    fact = {"id": "odd", "claim": "The Port Authority ordered two cranes.", "kind": "event", "evidence": [
        {"source": "wire-2024", "quote": "The Port Authority of Seaport has ordered two cranes."}]} | fields
    return yaml.safe_dump({"topic": "harbour", "title": "More", "prefix": "MOR", "facts": [fact]}, allow_unicode=True)


def test_an_article_of_one_line_of_5_megabytes(tmp_path: Path) -> None:
    words = sections((CASES / "base").read_text())["content/sources/wire-2024/article.txt"]
    article = words.rstrip("\n") + " More words follow." * (5 * MEGABYTE // 19) + "\n"
    assert check(tmp_path, {"content/sources/wire-2024/article.txt": article}).exit_code == 0


@pytest.mark.parametrize("article", [
    "a" * 5 * MEGABYTE, " " * 5 * MEGABYTE + "x", "\n" * MEGABYTE + "x", "“" * MEGABYTE, "1," * (MEGABYTE // 2),
    "not " * (MEGABYTE // 4), "A. " * (MEGABYTE // 4),
], ids=["letters", "spaces", "lines", "quotation marks", "digits", "denials", "sentences"])
def test_an_article_of_one_thing_over_and_over(tmp_path: Path, article: str) -> None:
    head = "Port Authority orders two cranes\nThe Wire, 3 May 2024\n\n"
    result = check(tmp_path, {"content/sources/wire-2024/article.txt": head + article})
    assert "Q301 these words are not in source wire-2024" in result.output


def test_a_quote_of_a_megabyte(tmp_path: Path) -> None:
    quote = "has ordered two cranes " * 40_000
    result = check(tmp_path, {SHEET: sheet(evidence=[{"source": "wire-2024", "quote": quote}])})
    assert "Q301" in result.output
    assert max(map(len, result.output.splitlines())) < 1_000


@pytest.mark.parametrize("claim", [
    "Two.", "x" * 5_000, "two " * 1_250, "Port " * 1_000, "not " * 1_250, "1" * 5_000, "1," * 2_500, "(" * 5_000,
    "a" * 2_500 + "!" * 2_500, "said " * 1_000, "January " * 600, "-" * 5_000, "$" * 5_000, "1-" * 2_500, "٣" * 5_000,
    "he said that " * 380, "A." * 2_500, "“" * 5_000, "\u0301" * 5_000, "中" * 5_000, "من " * 1_600, "2021-" * 1_000,
    "between 1 and " * 350, "of the " * 700, "twenty-" * 700, "Ж" * 5_000, "nearly " * 700, "1e9 ½ 1.2.3 --5 " * 300,
], ids=lambda claim: claim[:8].encode("unicode_escape").decode())
def test_a_claim_of_one_word_or_of_5000_characters(tmp_path: Path, claim: str) -> None:
    assert "3 facts checked" in check(tmp_path, {SHEET: sheet(claim=claim)}).output


@pytest.mark.parametrize("text", [
    "[" * 1_000_000, "{a: " * 300_000, "- " * 500_000, "a: " * 10_000, "? " * 10_000, "&a " * 10_000, "!" * 10_000,
    "*" * 10_000, "|\n" * 10_000, '"' * 10_001, "%YAML 9.9\n---\n", "--- " * 10_000, "\ufeff" * 10, "\u2028", "\x85",
    "? ? ? :", ": : :", "<<: *a", "- - - - -", "!!binary |\n  AAAA", "&a [*a]", "{[a]: b}", "'", "\\", "#", "---\n...\n",
])
def test_yaml_that_is_deep_or_nonsense(text: str) -> None:
    for kind in (DossierRecord, SourceRecord, Sheet):
        record, problems = read(text, "file.yaml", kind)
        assert record is None
        assert problems
    measures, problems = read_map(text, "file.yaml", Measure)
    assert problems or not measures


@given(st.text(max_size=300))
@example("a: &a [*a, *a]\n")
@example("title: [\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind in (DossierRecord, SourceRecord, Sheet):
        record, problems = read(text, "file.yaml", kind)
        assert (record is None) <= bool(problems)


plain = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20),
                     lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
                     max_leaves=12)
FIELDS = ("topic", "title", "prefix", "facts", "id", "claim", "kind", "evidence", "said", "figures", "waive", "quote")


@given(st.dictionaries(st.sampled_from(FIELDS), plain, max_size=8))
def test_any_yaml_is_a_record_or_a_list_of_problems(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value)
    record, problems = read(text, "facts/x.yaml", Sheet)
    assert (record is None) == bool([each for each in problems if each.level == "error"])
    lines = len(text.splitlines())
    assert all(1 <= each.place.line <= lines + 1 and each.place.column >= 1 for each in problems)


@given(st.text(max_size=400))
@example("---\ntitle: T\n---\n" + "[" * 500)
@example("---\ntitle: T\n---\n" + "> " * 200 + "[@a]")
@example("---\ntitle: T\n---\n[@a;;@b; @] [@] [@a\n")
def test_any_page_of_prose_is_read_or_refused(text: str) -> None:
    for page in (text, "---\ntitle: Title\n---\n" + text):
        prose, problems = read_prose(page, "topics/x.md")
        assert prose is not None or problems


@pytest.mark.parametrize("body", ["[@a" * 30_000, "[@a;" * 30_000, "> " * 50_000, "*" * 100_000, "`" * 100_000,
                                  "[" * 50_000, "- " * 5_000, "|" * 50_000, "![](" * 20_000, "<" * 100_000])
def test_prose_that_is_meant_to_be_slow(body: str) -> None:
    prose, _ = read_prose("---\ntitle: Title\n---\n" + body, "topics/x.md")
    assert prose is not None


@pytest.mark.parametrize("reader", TARGETS)
def test_a_short_run_of_the_fuzzer(reader: str) -> None:
    """`python -m tools.fuzz` runs for as long as you like; always the same inputs here."""
    fuzz(reader, 60, start=6)


@settings(max_examples=40)
@given(seed=st.integers(0, 10**9))
def test_a_dossier_with_bytes_exchanged_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    lay({}, tmp_path)
    path = dice.choice(sorted(path for path in (tmp_path / "content").rglob("*") if path.is_file()))
    data = bytearray(path.read_bytes())
    for _ in range(dice.randint(1, 5)):
        data[dice.randrange(len(data))] = dice.choice(b"\x00\xff\t\n :-[]{}\"'#&*!|>%@`ab1\xc3\xa9")
    path.write_bytes(data)
    result = CliRunner().invoke(main, ["check", "--content", str(tmp_path / "content"), "--format", "json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert json.loads(result.output)["version"] == 1


OTHER = "---\ntitle: Secret\n---\n\nThe key is under the mat.\n"


def lead_out(content: Path) -> None:
    """Put a link beside the content, where it is refused: each is told of below."""
    (content.parent / "secret.md").write_text(OTHER)
    (content / "pages").mkdir()
    (content / "pages/out.md").symlink_to("../../secret.md")


def lead_far_out(content: Path) -> None:
    (content / "pages").mkdir()
    (content / "pages/out.md").symlink_to("/etc/hostname")


def lead_nowhere(content: Path) -> None:
    (content / "facts/out.yaml").symlink_to("nowhere.yaml")


def lead_round(content: Path) -> None:
    (content / "topics/out.md").symlink_to("out.md")


def folder_led_out(content: Path) -> None:
    (content.parent / "elsewhere").mkdir()
    (content.parent / "elsewhere/out.md").write_text(OTHER)
    (content / "pages").symlink_to("../elsewhere")


def pipe(content: Path) -> None:
    os.mkfifo(content / "facts/out.yaml")


def device(content: Path) -> None:
    (content / "facts/out.yaml").symlink_to("/dev/zero")


def article_led_out(content: Path) -> None:
    article = content / "sources/wire-2024/article.txt"
    article.rename(content.parent / "article.txt")
    article.symlink_to("../../../article.txt")


def huge(content: Path) -> None:
    with (content / "facts/out.yaml").open("wb") as file:
        file.truncate(20_000_000_000)


@pytest.mark.parametrize(("spoil", "told"), [
    (lead_out, "pages/out.md:1:1: S113 this is a link that leads out of the dossier\n  put the file itself here\n"),
    (lead_far_out, "pages/out.md:1:1: S113 this is a link that leads out of the dossier\n  put the file itself here\n"),
    (folder_led_out, "pages/out.md:1:1: S113 this is a link that leads out of the dossier\n  put the file itself here\n"),
    (lead_nowhere, "facts/out.yaml:1:1: S113 this link leads nowhere\n  put the file itself here, or delete the link\n"),
    (lead_round, "topics/out.md:1:1: S113 this link leads nowhere\n  put the file itself here, or delete the link\n"),
    (pipe, "facts/out.yaml:1:1: S113 this is no file, but a pipe, a socket or a device\n  put a file here\n"),
    (device, "facts/out.yaml:1:1: S113 this is a link that leads out of the dossier\n  put the file itself here\n"),
    (huge, "facts/out.yaml:1:1: S113 the file has 20,000,000,000 bytes; no more than 16,000,000 are read\n  split it\n"),
    (article_led_out, "sources/wire-2024/article.txt:1:1: A201 this is a link that leads out of the dossier\n"
                      "  put the file itself here\n"),
], ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_no_file_of_the_dossier_is_refused_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None], told: str
) -> None:
    lay({}, tmp_path)
    spoil(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["check"]).output == f"content/{told}\n0 facts checked. 1 error.\n"
    result = CliRunner().invoke(main, ["build", "--pdf", "never"])
    assert (result.exit_code, (tmp_path / "build/site").exists()) == (1, False)


@pytest.mark.parametrize("name", ["../x", "/etc", "", "a" * 300, "Wire", "caf\u00e9", "cafe\u0301", "a b", "a\u202eb"])
def test_an_id_that_would_lead_elsewhere_is_refused_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lay({SHEET: sheet(id=name, formerly=[name])}, tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build", "--pdf", "never"])
    assert result.exit_code == 1
    assert "more.yaml:" in result.output
    assert not (tmp_path / "build/site").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "content"]


def test_page_breaks_in_a_quoted_passage_reach_no_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = sections((CASES / "base").read_text())["content/sources/wire-2024/article.txt"]
    quoted = "The Port Authority of Seaport has ordered"
    broken = "The\x0bPort\x0cAuthority\x1cof\x1fSeaport\x85has\u2028ordered"
    assert quoted in article
    lay({"content/sources/wire-2024/article.txt": article.replace(quoted, broken)}, tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build", "--pdf", "never"])
    assert result.exit_code == 0, result.output
    feed = ElementTree.parse(tmp_path / "build/site/feed.atom").getroot()
    assert quoted in " ".join("".join(feed.itertext()).split())


def test_a_link_within_the_dossier_will_do(tmp_path: Path) -> None:
    lay({}, tmp_path)
    content = tmp_path / "content"
    (content / "sources/wire-2024/article.txt").rename(content / "sources/wire-2024/original.txt")
    (content / "sources/wire-2024/article.txt").symlink_to("original.txt")
    (tmp_path / "linked").symlink_to(content)
    corpus, problems = load(tmp_path / "linked")
    assert corpus
    assert not problems


def test_a_folder_where_a_file_belongs(tmp_path: Path) -> None:
    lay({}, tmp_path)
    content = tmp_path / "content"
    (content / "facts/folder.yaml").mkdir()
    (content / "sources/wire-2024/article.txt").unlink()
    (content / "sources/wire-2024/article.txt").mkdir()
    corpus, problems = load(content)
    assert corpus is None
    assert {each.code for each in problems} == {"S113", "A201"}


def test_a_file_where_a_folder_belongs(tmp_path: Path) -> None:
    lay({}, tmp_path)
    content = tmp_path / "content"
    (content / "pages").write_text("no folder")
    (content / "editions").write_text("no folder")
    result = CliRunner().invoke(main, ["check", "--content", str(content)])
    assert result.exit_code in (0, 1)
    assert not isinstance(result.exception, OSError)


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    lay({}, tmp_path)
    name = (bytes(tmp_path / "content/facts") + b"/\xff\xfe.yaml").decode("utf-8", "surrogateescape")
    Path(name).write_text("topic: harbour\n")
    for form in ("text", "json", "github", "sarif", "junit"):
        result = CliRunner().invoke(main, ["check", "--content", str(tmp_path / "content"), "--format", form])
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit), result.exc_info
