"""Links inside PDFs: places by name, pages, addresses, actions."""

from io import BytesIO
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from .conftest import Lines


def one_link(**link: Any) -> bytes:
    """A PDF of one page with a place called `fact` and one link."""
    out = BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("fact"), Array([page.obj, Name.Fit])])))
        page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), **link)])
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("link", [
    {"Dest": String("fact")},
    {"A": Dictionary(S=Name.GoTo, D=String("fact"))},
    {"A": Dictionary(S=Name.URI, URI=String("https://example.org/a"))},
    {"A": Dictionary(S=Name.URI, URI=String("mailto:editor@example.org"))},
])
def test_a_link_that_holds(problems: Lines, link: dict[str, Any]) -> None:
    assert problems({"a.pdf": one_link(**link)}) == []


@pytest.mark.parametrize(("link", "message"), [
    ({"Dest": String("facts")}, 'L901 "#facts" leads to no id in a.pdf'),
    ({"A": Dictionary(S=Name.GoTo, D=String("x"))}, 'L901 "#x" leads to no id in a.pdf'),
    ({"Dest": Array([Dictionary(), Name.Fit])}, 'L901 "#no such page" leads to no id in a.pdf'),
    ({"A": Dictionary(S=Name.URI, URI=String("energy.html"))}, 'L901 "energy.html" leads to no file'),
    ({"A": Dictionary(S=Name.URI, URI=String("javascript:go()"))},
     'L904 "javascript:go()" uses javascript:, which may run a program or reach outside the site'),
    ({"A": Dictionary(S=Name.Launch)}, 'L904 "launch:" uses launch:, which may run a program or reach outside the site'),
])
def test_a_link_that_does_not(problems: Lines, link: dict[str, Any], message: str) -> None:
    assert problems({"a.pdf": one_link(**link)}) == [f"a.pdf:1:1: {message}"]


def test_a_program_in_a_pdf(problems: Lines) -> None:
    with Pdf.open(BytesIO(one_link(Dest=String("fact")))) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("go()"))
        out = BytesIO()
        pdf.save(out)
    assert [line.partition(": ")[2][:4] for line in problems({"a.pdf": out.getvalue()})] == ["L904"]


def test_a_file_that_is_no_pdf(problems: Lines) -> None:
    (line,) = problems({"a.pdf": "hello"})
    assert "it is no PDF that can be read" in line


def test_a_page_of_a_pdf_by_number(problems: Lines) -> None:
    pdf = one_link(Dest=String("fact"))
    assert problems({"a.pdf": pdf}, index='<a href="a.pdf#page=1">1</a><a href="a.pdf#fact">f</a>') == []
    assert len(problems({"a.pdf": pdf}, index='<a href="a.pdf#page=2">2</a>')) == 1


