"""Markdown with citations: blocks, what each cites, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.prose import Prose, cited, ids, parser, read_prose, uncited
from briefings.values import Text

HEAD = "---\ntitle: Title\n---\n\n"


def prose(body: str) -> Prose:
    page, problems = read_prose(HEAD + body, "topics/x.md")
    assert page is not None, problems
    return page


@pytest.mark.parametrize(("body", "kinds"), [
    ("One. [@a]\n\nTwo.\n", ["paragraph", "paragraph"]), ("# Head\n\nOne.\n", ["heading", "paragraph"]),
    ("- One\n- Two\n  - Three\n\nFour.\n", ["item", "item", "item", "paragraph"]), ("> Quoted.\n", ["paragraph"]),
    ("| A |\n|---|\n| b |\n", ["cell", "cell"]), ("```\ncode [@a]\n```\n", []), ("One\n===\n", ["heading"]),
    ("1. One\n\n   More of one.\n", ["item", "item"]), ("***\n", []), ("", []),
])
def test_the_kinds_of_blocks(body: str, kinds: list[str]) -> None:
    assert [block.kind for block in prose(body).blocks] == kinds


@pytest.mark.parametrize(("body", "text", "cites"), [
    ("Words. [@a]", "Words.", ["a"]), ("Words [@a; @b].", "Words.", ["a", "b"]), ("Words [@a;b] more.", "Words more.", ["a", "b"]),
    ("**Bold** and *soft* [@a], [a link](https://example.org).", "Bold and soft, a link.", ["a"]),
    ("Two\nlines [@a]\nand [@b].", "Two lines and.", ["a", "b"]), ("`[@a]` is code.", "[@a] is code.", []),
    (r"\[@a] is escaped.", "[@a] is escaped.", []), ("[@] [@a", "[@] [@a", []), ("[ @a]", "[ @a]", []),
    ("AT&amp;T [@a]", "AT&T", ["a"]), ("<b>no</b> [@a]", "<b>no</b>", ["a"]),
])
def test_the_words_of_a_block_and_what_it_cites(body: str, text: str, cites: list[str]) -> None:
    (block,) = prose(body).blocks
    assert (block.text, list(block.citations)) == (text, cites)


@given(st.lists(st.lists(st.sampled_from(["gas", "oil-2", "a"]), min_size=1, max_size=3), min_size=1, max_size=5),
       st.sampled_from([" ", "\n", ". Ж𝔸 ", " **b** "]))
def test_a_citation_knows_its_place(marks: list[list[str]], between: str) -> None:
    body = "Words " + between.join(f"w [{'; '.join('@' + name for name in names)}]" for names in marks) + " end."
    lines = (HEAD + body).split("\n")
    found = [each for block in prose(body).blocks for each in block.citations]
    assert [str(each) for each in found] == [name for names in marks for name in names]
    for each in found:
        place = each.place
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == f"@{each}"
    assert len({each.place for each in found}) == len(found)


def test_blocks_know_their_lines() -> None:
    assert [block.place.line for block in prose("One.\n\n- Two\n- Three\nstill three\n").blocks] == [5, 7, 8]


def test_main_points_cite_too() -> None:
    page, _ = read_prose("---\ntitle: T\nmain-points:\n  - One. [@a]\n  - Two. [@b; @c]\n---\nThree. [@d]\n", "x.md")
    assert page is not None
    assert [str(each) for each in page.citations] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("page", ["", "Words.\n", "--\ntitle: T\n---\n", "---\ntitle: T\n", " ---\ntitle: T\n---\n"])
def test_a_page_without_front_matter_is_told(page: str) -> None:
    read_page, problems = read_prose(page, "x.md")
    assert read_page is None
    assert [problem.code for problem in problems] == ["S104"]


@pytest.mark.parametrize("page", ["\ufeff" + HEAD + "Words. [@a]\n", (HEAD + "Words. [@a]\n").replace("\n", "\r\n")])
def test_a_byte_order_mark_and_crlf_are_accepted(page: str) -> None:
    found, problems = read_prose(page, "x.md")
    assert not problems
    assert found is not None
    assert [(block.text, list(block.citations), block.place.line) for block in found.blocks] == [("Words.", ["a"], 5)]


def test_characters_that_reorder_are_told_at_their_place() -> None:
    _, problems = read_prose(HEAD + "Words \u202e here.\n", "x.md")
    assert [(each.code, each.level, each.place.line, each.place.column) for each in problems] == [("S111", "warning", 5, 7)]


def test_raw_html_is_text() -> None:
    assert "<script>" not in parser().render("<script>alert(1)</script>\n\nA <b onclick=x>b</b>.")


@given(st.text(st.characters(exclude_characters="[]"), max_size=40))
def test_a_text_without_marks_is_left_alone(text: str) -> None:
    assert uncited(text) == text.strip()
    assert cited(Text(text)) == ()


def test_ids_of_a_mark() -> None:
    assert ids("a; @b;c ") == ["a", "b", "c"]
    assert uncited("One [@a], two [@b; @c].") == "One, two."
