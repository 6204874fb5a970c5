"""`check --fix`: quotes get the source's typography, and no other byte of the file is touched."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cases import lay

from briefings.cli import main

FACTS = Path("content/facts/harbour.yaml")
ARTICLE = """Port Authority orders two cranes
The Wire, 3 May 2024

The Port Authority of Seaport has ordered two ‘cranes’ – and more.
"""
SHEET = """topic: harbour\r
title: Harbour   # the quay's, too\r
prefix: HAR\r
facts:\r
  - {id: opening, claim: Voss said the quay will open in 2026., kind: statement, said: {by: voss}, evidence: [\r
      {source: gazette-2024, quote: '"We will open the new quay in 2026," said Anna Voss'}]}\r
\r
  - id: cranes-ordered\r
    claim: The Port Authority has "ordered" two cranes.   \r
    kind: event\r
    evidence:\r
      - source: wire-2024\r
        quote: %s\r
"""


@pytest.mark.parametrize(("typed", "mended"), [
    ("The Port Authority of Seaport has ordered two 'cranes' - and more.",
     "The Port Authority of Seaport has ordered two ‘cranes’ – and more."),
    ("\"The Port Authority of Seaport has ordered two 'cranes' - and more.\"   # as typed",
     '"The Port Authority of Seaport has ordered two ‘cranes’ – and more."   # as typed'),
    (">-\r\n          has ordered two\r\n          'cranes' - and\r\n            more.",
     ">-\r\n          has ordered two\r\n          'cranes' - and\r\n            more."),
    (">-\r\n          has ordered two\r\n          'cranes' - and\r\n          more.",
     ">-\r\n          has ordered two\r\n          ‘cranes’ – and\r\n          more."),
    ("has ordered\r\n          two 'cranes' - and more", "has ordered\r\n          two ‘cranes’ – and more"),
    (["has ordered two 'cranes'", "more"], ["has ordered two ‘cranes’", "more"]),
])
def test_quotes_alone_are_mended(
    typed: str | list[str], mended: str | list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sheet(quote: str | list[str]) -> str:
        return SHEET % (quote if isinstance(quote, str) else "".join(f"\r\n          - {each}" for each in quote))

    lay({"content/sources/wire-2024/article.txt": ARTICLE, str(FACTS): ""}, tmp_path)
    monkeypatch.chdir(tmp_path)
    FACTS.write_bytes(sheet(typed).encode())
    CliRunner().invoke(main, ["check", "--fix"])
    expected = sheet(mended).replace('\'"We', "'“We").replace('2026," said', "2026,” said")
    assert FACTS.read_bytes().decode() == expected
    again = CliRunner().invoke(main, ["check", "--fix"])
    assert "mended" not in again.stderr


@pytest.mark.parametrize(("typed", "offered"), [
    ("the Port Authority of Seaport has ordered two ‘cranes’ – and more",
     "The Port Authority of Seaport has ordered two ‘cranes’ – and more"),
    ("has ordered two\r\n          ‘cranes’ – and more, the", None),
    (">-\r\n          the Port Authority\r\n          of Seaport", ">-\r\n          The Port Authority\r\n          of Seaport"),
    ("'the Port Authority of Seaport'  # as said", "'The Port Authority of Seaport'"),
    ("the Port Authority", None),  # it stands there twice
])
def test_a_repair_that_is_more_than_typography_is_offered_and_not_made(
    typed: str, offered: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = ARTICLE.replace("more.", "more. The Port Authority waits.")
    lay({"content/sources/wire-2024/article.txt": article, str(FACTS): ""}, tmp_path)
    monkeypatch.chdir(tmp_path)
    FACTS.write_bytes((SHEET % typed).encode())
    made = CliRunner().invoke(main, ["check", "--fix", "--format", "json"])
    assert typed in FACTS.read_bytes().decode()
    fixes = [each["fix"] for each in json.loads(made.stdout)["problems"] if "fix" in each]
    assert [each["text"].rstrip() for each in fixes] == ([offered] if offered else [])
    for each in fixes:
        lines = FACTS.read_bytes().decode().split("\n")
        start = sum(len(line) + 1 for line in lines[: each["line"] - 1]) + each["column"] - 1
        end = sum(len(line) + 1 for line in lines[: each["end_line"] - 1]) + each["end_column"] - 1
        text = FACTS.read_bytes().decode()
        FACTS.write_bytes((text[:start] + each["text"] + text[end:]).encode())
        again = CliRunner().invoke(main, ["check", "--format", "sarif"])
        assert "Q308" not in [found["ruleId"] for found in json.loads(again.stdout)["runs"][0]["results"]]


def test_a_quote_that_stands_twice_is_told_and_not_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = ARTICLE.replace("more.", "more. It ordered two ‘cranes’ again.")
    lay({"content/sources/wire-2024/article.txt": article, str(FACTS): SHEET % "ordered two 'cranes'"}, tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--fix"])
    assert isinstance(result.exception, SystemExit), result.exc_info
    assert "Q305" in result.output
    assert "ordered two 'cranes'" in FACTS.read_text()


def test_a_link_within_the_dossier_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay({"content/sources/wire-2024/article.txt": ARTICLE, str(FACTS): SHEET % "ordered two 'cranes'"}, tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("content/records").mkdir()
    FACTS.rename("content/records/kept.txt")
    FACTS.symlink_to("../records/kept.txt")
    CliRunner().invoke(main, ["check", "--fix"])
    assert FACTS.is_symlink()
    assert "ordered two ‘cranes’" in FACTS.read_text()
