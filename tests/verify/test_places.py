"""Where attributes stand, and that the scanner and the parser of pages read the same values."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.verify.pages import read
from briefings.verify.places import places


@pytest.mark.parametrize(
    ("html", "at"),
    [
        ('<a href="x">', (1, 10)),
        ("<a href='x'>", (1, 10)),
        ("<a href=x>", (1, 9)),
        ("<A HREF = x>", (1, 11)),
        ('<a title="1 > 0" href="x">', (1, 24)),
        ('<a title=\'"\' href="x">', (1, 20)),
        ('<a\n  href="x">', (2, 9)),
        ('\r\n\r\n<a\r\nhref="x">', (4, 7)),
        ('é𝄞<a href="x">', (1, 12)),
        ('<!-- <a href="x"> --><a href="x">', (1, 31)),
        ("<script>'<a href=\"x\">'</script><a href=x>", (1, 40)),
        ("<textarea><a href=x></TEXTAREA><a href=x>", (1, 40)),
        ("<style><a href=x></style><a href=x>", (1, 34)),
        ("<xmp><a href=x></xmp><a href=x>", (1, 30)),
        ("<title><a href=x></title><a href=x>", (1, 34)),
        ("<a hidden href=x/>", None),
        ('<a " href=x>', (1, 11)),
        ("<a =href=x href=x>", (1, 17)),
        ("<a href=x", (1, 9)),
        ('<a href="x', (1, 10)),
    ],
)
def test_places(html: str, at: tuple[int, int] | None) -> None:
    assert places(html).get(("a", "href", "x"), [None])[0] == at


def test_repeats_stand_in_order_under_the_element_and_under_any() -> None:
    found = places('<p id="a"><q id="a">')
    assert found["", "id", "a"] == [(1, 8), (1, 18)]
    assert found["q", "id", "a"] == [(1, 18)]
    assert found["q", "", ""] == [(1, 11)]


def test_a_bare_attribute_stands_where_its_name_does() -> None:
    assert places("<p onclick>")["p", "onclick", ""] == [(1, 4)]


def test_references_are_read_and_values_also_found_as_written() -> None:
    found = places('<a href="a&amp;b">')
    assert found["a", "href", "a&b"] == found["a", "href", "a&amp;b"] == [(1, 10)]


@given(st.text("ab/?#%&=<>'; \n\té", max_size=12))
def test_what_the_parser_reads_is_found(value: str) -> None:
    html = f'<p title="{value}"><a title=x href="{value}">'
    (link,) = read("index.html", html).links
    assert ("a", "href", link.written) in places(html)


@pytest.mark.parametrize(
    "hostile",
    ["<!--", "<a ", "</a ", "<![", "<a b='", "<a b=", "<script>", "<a/", "<", "<a\n", "<a =", "<!-- - "],
)
def test_the_scanner_is_linear(hostile: str) -> None:
    places(hostile * 50_000)
