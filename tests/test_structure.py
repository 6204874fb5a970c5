"""YAML → records: the declared type reads the text, and every value knows its place."""

import string
from dataclasses import dataclass
from typing import Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefings.problems import Place
from briefings.records import Measure, Reasons, none, one_or_many
from briefings.structure import near, read, read_map, shown
from briefings.values import Date, Id, Text


@dataclass(frozen=True)
class Part:
    place: Place
    name: Text


@dataclass(frozen=True)
class Record:
    """Each kind of field once."""

    place: Place
    name: Text
    some: tuple[Text, ...] = one_or_many()
    ident: Id | None = None
    date: Date | None = None
    many: tuple[Text, ...] = ()
    flag: bool = False
    count: tuple[int, ...] = ()
    word: Literal["a", "b"] = "a"
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    why: Reasons = none()


def record(text: str) -> Record:
    value, problems = read(text, "x.yaml", Record)
    assert not problems, problems
    assert value is not None
    return value


def codes(text: str) -> list[str]:
    value, problems = read(text, "x.yaml", Record)
    assert value is None
    return [problem.code for problem in problems]


SOME = "some: words\n"


@pytest.mark.parametrize("typed", ["no", "yes", "on", "null", "~", "12:30", "1.20", "0x1F", "1_000", "2021-09-09", ".inf",
                                   "1e3", "=", "<<", "010", "+1", "a:b", "a#b", "-1", "true"])
def test_a_text_stays_what_was_typed(typed: str) -> None:
    assert record(f"name: {typed}\n{SOME}").name == typed


def test_every_field_is_read_by_its_type() -> None:
    found = record("name: n\nident: an-id\ndate: 199X\nmany: [a, b]\nsome: one\nflag: true\ncount: [1, 22]\nword: b\n"
                   "part: {name: p}\nparts:\n  - name: q\nwhy: {date: a guess}\n")
    assert (found.ident, found.date, found.many, found.some) == ("an-id", "199X", ("a", "b"), ("one",))
    assert (found.flag, found.count, found.word) == (True, (1, 22), "b")
    assert found.part is not None
    assert (found.part.name, [each.name for each in found.parts], found.why) == ("p", ["q"], {"date": "a guess"})


@pytest.mark.parametrize(("text", "code"), [
    (SOME, "S104"), ("name: n\n", "S104"), (f"name:\n{SOME}", "S104"), (f"name: ' '\n{SOME}", "S104"),
    (f"name: [a]\n{SOME}", "S103"), (f"name: {{a: b}}\n{SOME}", "S103"), (f"name: n\nflag: yes\n{SOME}", "S103"),
    (f"name: n\ncount: [1.5]\n{SOME}", "S103"), (f"name: n\ncount: [-1]\n{SOME}", "S103"),
    (f"name: n\nword: c\n{SOME}", "S103"), (f"name: n\npart: p\n{SOME}", "S103"), (f"name: n\nparts: {{}}\n{SOME}", "S103"),
    (f"name: n\nmany: a\n{SOME}", "S103"), (f"name: n\nwhy: [a]\n{SOME}", "S103"),
    (f"name: n\nwhy: {{a: }}\n{SOME}", "S104"),
    (f"name: n\nident: A\n{SOME}", "S105"), (f"name: n\nident: {'a' * 101}\n{SOME}", "S105"),
    (f"name: n\ndate: soon\n{SOME}", "S106"), (f"name: n\nnmae: n\n{SOME}", "S102"), (f"name: n\nname: m\n{SOME}", "S108"),
    (f'name: "a\\x01"\n{SOME}', "S110"), ("name: n\nsome: []\n", "S104"), ("- name\n", "S103"), ("word\n", "S103"),
    ("", "S104"), ("# only a remark\n", "S104"), ("---\n", "S103"), (f"name: n\nplace: here\n{SOME}", "S102"),
])
def test_each_mistake_has_its_code(text: str, code: str) -> None:
    assert code in codes(text)


def test_all_mistakes_are_told_not_the_first() -> None:
    assert sorted(codes("nmae: n\nident: A\ndate: soon\nflag: maybe\n")) == ["S102", "S103", "S104", "S104", "S105", "S106"]


def test_an_edtf_list_needs_no_quotation_marks() -> None:
    found = record(f"name: n\ndate: [2021-09-09, 2021-09-10]\n{SOME}")
    assert found.date == "[2021-09-09,2021-09-10]"
    assert codes(f"name: n\ndate:\n  - 2021-09-09\n{SOME}") == ["S103"]


@pytest.mark.parametrize(("typed", "line", "column"), [
    ("name: words", 1, 7), ('name: "words"', 1, 7), ("name: 'words'", 1, 7), ("name: >-\n  words", 1, 7),
    ("name: |\n  words", 1, 7), ("name:\n  words", 2, 3), ("name:   words", 1, 9), ("{name: words, some: x}", 1, 8),
    ("# Ж𝔸\nname: words", 2, 7), ("many: [Ж, 𝔸, ü]\nname: words", 2, 7), ("{many: [Ж𝔸], name: words, some: x}", 1, 20),
    ("\ufeffname: words", 1, 7), ("date: 2021\r\nname: words\r", 2, 7), ("? name\n: words", 2, 3),
    ("name: &a words", 1, 7), ("name: !!str words", 1, 7),
])
def test_a_value_knows_its_line_and_column(typed: str, line: int, column: int) -> None:
    found = record(typed if "some" in typed else f"{typed}\n{SOME}")
    assert (found.name.strip(), found.name.place.line, found.name.place.column) == ("words", line, column)


@given(st.lists(st.text(string.ascii_letters + "éЖ中𝔸", min_size=1, max_size=12), min_size=1, max_size=8), st.integers(0, 5))
def test_the_place_of_an_item_is_where_it_stands(words: list[str], blank: int) -> None:
    text = "name: n\n" + "\n" * blank + "some:\n" + "".join(f"  - {word}\n" for word in words)
    found = record(text)
    lines = text.split("\n")
    for word, item in zip(words, found.some, strict=True):
        place = item.place
        assert item == word
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == word


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn"), exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_visible_text_comes_through_whole(text: str) -> None:
    found, _ = read(yaml.safe_dump({"name": text, "some": "x"}, allow_unicode=True), "x.yaml", Record)
    assert (found.name if found else None) == (text if text.strip() else None)


def test_front_matter_counts_lines_from_where_it_begins() -> None:
    _, problems = read("titel: n\n", "page.md", Measure, first_line=7)
    assert {problem.place.line for problem in problems} == {7}


def test_a_map_keeps_its_order_and_leaves_out_what_is_wrong() -> None:
    found, problems = read_map("b: {label: B}\nA: {label: A}\na: {label: A}\n", "measures.yaml", Measure)
    assert list(found) == ["b", "a"]
    assert [problem.code for problem in problems] == ["S105"]


def test_an_empty_map_is_no_mistake() -> None:
    assert read_map("# nothing yet\n", "measures.yaml", Measure) == ({}, [])


def test_the_nearest_word_is_offered_and_a_strange_one_is_not() -> None:
    assert near("Clam", ["claim", "kind"]) == '; did you mean "claim"?'
    assert near("xyz", ["claim", "kind"]) == ""


def test_a_long_value_is_cut_in_a_message() -> None:
    assert len(shown("x" * 10_000)) == 62
