"""Files in content/editions/ that are not as they were published: each is refused in plain words, and nothing crashes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_cases import lay

from briefings.cli import main
from briefings.editions.form import RESTORE, digest, read

FIRST = "content/editions/1.json"
Value = dict[str, Any]


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the small dossier's first edition."""
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714780800")
    assert CliRunner().invoke(main, ["publish"]).exit_code == 0
    return tmp_path / FIRST


def check() -> str:
    """What `briefings check` says of editions."""
    result = CliRunner().invoke(main, ["check", "--select", "S"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.output


def set_in(*path: str, to: object) -> Callable[[Value], object]:
    """Sets what stands at a path in the file."""

    def change(value: Value) -> None:
        for key in path[:-1]:
            value = value[key]
        value[path[-1]] = to

    return change


FACT = ("facts", "cranes-ordered")
NONSENSE: dict[str, tuple[Callable[[Value], object], str]] = {
    "a claim changed": (set_in(*FACT, "claim", to="It ordered three."),
                        "edition 1 is not as it was published: its content has another hash"),
    "no form": (lambda value: value.pop("version"), "the edition does not say that it is of form 1"),
    "another number": (set_in("edition", to=4), "1.json says that it is edition 4"),
    "a number in words": (set_in("edition", to="one"), 'edition: this takes a whole number, not "one"'),
    "one number twice": (set_in(*FACT, "number", to="HAR-1"),
                         "the facts cranes-ordered and dredging-cost both have the number HAR-1"),
    "no number": (lambda value: value["facts"]["cranes-ordered"].pop("number"), "facts.cranes-ordered: number is missing"),
    "a number without a prefix": (set_in(*FACT, "number", to="7"),
                                  'facts.cranes-ordered.number: "7" will not do: a fact\'s number is such as ENE-3'),
    "an id that is a path": (set_in("facts", "../../etc", to={}), 'facts: "../../etc" will not do: an id is made of a-z'),
    "an unknown field": (set_in(*FACT, "clam", to="x"), 'facts.cranes-ordered: no field is called "clam"; did you mean "claim"?'),
    "a kind that is none": (set_in(*FACT, "kind", to="rumour"), 'facts.cranes-ordered.kind: "rumour" is none of event,'),
    "a list for a text": (set_in(*FACT, "claim", to=["a"]), 'facts.cranes-ordered.claim: this takes a text, not "["a"]"'),
    "a text for a list": (set_in(*FACT, "topics", to="harbour"), 'facts.cranes-ordered.topics: this takes a list, not "harbour"'),
    "a date that is none": (set_in("date", to="2024-13-01"), 'date: "2024-13-01" will not do: '),
    "a month for a day": (set_in("date", to="2024-05"), 'date: "2024-05" is no day'),
    "a hidden character": (set_in(*FACT, "claim", to="a\x00b"), "facts.cranes-ordered.claim: it holds a control character, U+0000"),
    "half a character": (set_in(*FACT, "claim", to="\ud800"), "this is no edition: it cannot be read as JSON"),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_an_edition_that_was_edited_is_refused(first: Path, name: str) -> None:
    change, message = NONSENSE[name]
    value = json.loads(first.read_text(encoding="utf-8"))
    change(value)
    first.write_text(json.dumps(value), encoding="utf-8")
    said = check()
    assert said.startswith(f"{FIRST}:1:1: S116 {message}"), said
    assert RESTORE in said


TEXTS = {
    "conflict": ("<<<<<<< HEAD\n{}\n", "this is no edition: Expecting value"),
    "cut short": ('{"version": 1, "facts": {', "this is no edition: Expecting property name"),
    "empty": ("", "the file is empty: publishing was broken off"),
    "a list": ("[]", 'this is no edition, but "[]"'),
    "twice": ('{"version": 1, "version": 1}', 'the key "version" stands twice in one map'),
    "not a number": ('{"version": NaN}', "NaN is no value"),
    "deep": ("[" * 100_000, "this is no edition: it cannot be read as JSON"),
    "long": ('{"version": ' + "9" * 5_000 + "}", "this is no edition: it cannot be read as JSON"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_that_is_no_edition_is_refused(first: Path, name: str) -> None:
    text, message = TEXTS[name]
    first.write_text(text, encoding="utf-8")
    assert f"S116 {message}" in check()


def test_an_edition_of_a_later_form_asks_for_a_later_program(first: Path) -> None:
    first.write_text(first.read_text(encoding="utf-8").replace('"version": 1', '"version": 2'), encoding="utf-8")
    assert check().startswith(f"{FIRST}:1:1: S116 the edition is of form 2, and this version of Briefings reads form 1\n"
                              "  use the version that published it, or a later one\n")


def test_white_space_in_the_file_does_not_matter(first: Path) -> None:
    first.write_text(json.dumps(json.loads(first.read_text(encoding="utf-8"))) + "\r\n", encoding="utf-8")
    assert "S116" not in check()


def test_an_edition_missing_in_between_is_told(first: Path) -> None:
    first.rename(first.with_name("2.json"))
    assert check().startswith("content/editions:1:1: S116 edition 1 is missing, and edition 2 is there\n")


def test_what_is_no_edition_is_a_stray_file(first: Path) -> None:
    first.with_name("01.json").write_text("{}", encoding="utf-8")
    assert "content/editions/01.json:1:1: S113 nothing reads this file; here lie editions: 1.json, 2.json" in check()


def positions(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a JSON value with each of its keys."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from positions(value[key])


@pytest.mark.parametrize("other", [None, True, -1, "", "x", [], {}, [[]], {"": None}], ids=repr)
def test_whatever_stands_in_any_place_is_told_and_crashes_nothing(first: Path, other: object) -> None:
    value = json.loads(first.read_text(encoding="utf-8"))
    for container, key in positions(value):
        before, container[key] = container[key], other
        edition, problems = read(json.dumps(value | {"sha256": digest(value)}), FIRST)
        assert (edition is None) == bool(problems)
        assert {problem.code for problem in problems} <= {"S116"}
        container[key] = before
