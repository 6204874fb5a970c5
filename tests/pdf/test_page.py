"""What the pages look like, measured in the PDFs and in the sheet: filling, measure, sizes, ink, what lines may not part."""

import html
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from xml.etree.ElementTree import fromstring, tostring

import pytest

from briefings.pdf.bound import NO_BREAK, bind
from briefings.pdf.briefs import Briefs
from briefings.pdf.paper import SHEET

from .conftest import ROOT, Files

pytestmark = pytest.mark.pdf
TOP, BOTTOM = 57.0, 785.0  # points: between the running head and foot of A4
PROSE = 132 / 25.4 * 72  # points: how wide the account is
QUOTED = 94 / 25.4 * 72  # points: how wide a source's words are beside a fact
SMALLEST = 7.5  # points
CALL = 6.6  # points: the raised number that calls a note
_LINE = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>', re.DOTALL)
_WORD = re.compile(r">([^<]*)</word>")
_INK = re.compile(r"(?<![\w-])(?:color|fill|stroke)(?:: ?|=\")(#[0-9a-f]{3,6})")


@dataclass(frozen=True)
class Line:
    """A line on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def leaves(data: bytes, folder: Path) -> list[list[Line]]:
    """The lines of each page, its head and foot left out."""
    (folder / "a.pdf").write_bytes(data)
    found = subprocess.run(["pdftotext", "-bbox-layout", "a.pdf", "-"], cwd=folder, capture_output=True, check=True)
    return [sorted(lines(leaf), key=lambda line: line.top) for leaf in found.stdout.decode().split("<page ")[1:]]


def lines(leaf: str) -> Iterator[Line]:
    for *box, words in _LINE.findall(leaf):
        left, top, right, bottom = map(float, box)
        if TOP - 5 < top < BOTTOM:
            yield Line(left, top, right, bottom, " ".join(map(html.unescape, _WORD.findall(words))))


def widest_gap(page: list[Line]) -> float:
    """The widest white band across a page, as a share of what it can hold."""
    low, widest = TOP, 0.0
    for top, bottom in [*((line.top, line.bottom) for line in page), (BOTTOM, BOTTOM)]:
        low, widest = max(low, bottom), max(widest, top - low)
    return widest / (BOTTOM - TOP)


def test_pages_are_filled(briefs: Briefs, pdfs: Files, tmp_path: Path) -> None:
    titles = {topic.title for topic in briefs.views.topics}
    for name, data in pdfs.items():
        pages = leaves(data, tmp_path)
        for number, (page, following) in enumerate(pairwise(pages), 1):
            # A topic of the dossier begins with its main points, which no page break may part.
            if following[0].text not in titles:
                assert widest_gap(page) < 1 / 3, f"{name}: page {number} is a third empty"


def test_no_unit_and_no_month_begins_a_line(pdfs: Files, tmp_path: Path) -> None:
    units = "million|billion|thousand|percent|dollars|days|years|January|April|June|July|August|September|December"
    parted = re.compile(rf"(?<![\w.])\d[\d.,]*\n(?:{units})\b")
    for name, data in pdfs.items():
        text = "\n".join(line.text for page in leaves(data, tmp_path) for line in in_column(page))
        assert not (found := parted.findall(text)), (name, found)


def in_column(page: list[Line]) -> list[Line]:
    """Lines as they follow each other in their column."""
    return sorted(page, key=lambda line: (round(line.left / 200), line.top))


def test_lines_are_easy_to_read(pdfs: Files, tmp_path: Path) -> None:
    for name in ("energy", "debt", "military", "sovereignty"):
        pages = leaves(pdfs[name], tmp_path)
        for measure, left, part in ((PROSE, 0, pages[1:4]), (QUOTED, 250, pages)):
            full = [len(line.text) for page in part for line in page if line.bottom - line.top > 8.5
                    and left <= line.left < left + 60 and 0.94 * measure < line.right - line.left <= measure + 2]
            assert len(full) > 10
            assert 60 <= median(full) <= 80, (name, measure, median(full))


def test_no_text_is_smaller_than_notes() -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r"(?:font-size: |font: (?:600 )?)([\d.]+)pt", sheet)]
    assert len(sizes) > 20
    assert {size for size in sizes if size < SMALLEST} == {CALL}
    assert "html { font: 10.2pt/1.4 " in sheet


def test_all_ink_stands_out_from_paper() -> None:
    templates = (ROOT / "theme" / "templates" / "print").glob("*.html")
    inks = {ink for file in (SHEET, *templates) for ink in _INK.findall(file.read_text(encoding="utf-8"))} - {"#fff"}
    ground = "#f3f2ee"
    assert f"background: {ground}" in SHEET.read_text(encoding="utf-8")
    assert "#000" in inks
    drawn = "#777"  # the base line of a drawing, and no text: 3 to 1 is asked of it
    assert all(contrast(ink, ground) >= (3 if ink == drawn else 4.5) for ink in inks), inks


def contrast(ink: str, paper: str) -> float:
    """The contrast of two colours by WCAG 2.2."""
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return sum(weight * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
               for weight, share in ((0.2126, red), (0.7152, green), (0.0722, blue)))


@pytest.mark.parametrize(("written", "bound"), [
    ("<td>about $600 million from</td>", "<td>about $600_million from</td>"),
    ("<td>on 9 September 2021</td>", "<td>on 9_September 2021</td>"),
    ("<td>20 million barrels</td>", "<td>20_million_barrels</td>"),
    ("<td><b>20</b> of 3 %, 5\nkm</td>", "<td><b>20</b> of 3_%, 5_km</td>"),
    ("<td>14 polygons, 5 mayors</td>", "<td>14 polygons, 5 mayors</td>"),
    ("<title>5 km</title>", "<title>5 km</title>"),
    ("<p>of Russian hydrocarbons.</p>", '<p>of Russian<span class="whole"> hydrocarbons.</span></p>'),
    ("<p>for 20 years.</p>", '<p>for<span class="whole"> 20_years.</span></p>'),
    ('<p>See <span class="fn">a</span> in 20 years.<span class="fn">b</span></p>',
     '<p>See <span class="fn">a</span> in<span class="whole"> 20_years.</span><span class="fn">b</span></p>'),
    ("<p>hydrocarbons</p>", '<p><span class="whole">hydrocarbons</span></p>'),
    ('<p>of <b>much oil</b><span class="fn">a note</span>\u00a0</p>',
     '<p>of <b>much<span class="whole"> oil</span></b><span class="fn">a note</span>\u00a0</p>'),
    ('<p>of <b>much</b> oil </p>', '<p>of <b>much</b><span class="whole"> oil</span> </p>'),
    (f"<p>a {'x' * 31}</p>", f"<p>a {'x' * 31}</p>"),
    ("<p> </p>", "<p> </p>"),
    ("<td>goes back · <a>S1</a>, <b>and</b> on</td>",
     '<td>goes back<span class="whole"> · </span><a>S1</a>, <b>and</b> on</td>'),
    ('<td>says it<span class="fn">a note</span> or <span class="nb">b</span></td>',
     '<td>says it<span class="fn">a note</span> or <span class="nb">b</span></td>'),
    ("<li><a>5 km</a></li>", "<li><a>5_km</a></li>"),
])
def test_what_belongs_together_is_marked_and_no_text_is_changed(written: str, bound: str) -> None:
    tree = fromstring(written)
    bind(tree)
    assert tostring(tree, encoding="unicode") == bound.replace("_", NO_BREAK)


def test_no_line_ends_after_its_first_word(pdfs: Files, tmp_path: Path) -> None:
    for name, data in pdfs.items():
        for page in leaves(data, tmp_path):
            for line, following in pairwise(in_column(page)):
                height = line.bottom - line.top
                near = following.left == line.left and 0 < following.top - line.top < 1.3 * height
                alike = abs(following.bottom - following.top - height) < 0.1
                if near and alike and " " not in line.text and " " in following.text:
                    full = max(each.right for each in page if each.left == line.left)
                    first = following.text.index(" ") * (following.right - following.left) / len(following.text)
                    assert line.right + first > full - 15, (name, line, following)


def test_a_drawing_keeps_its_words() -> None:
    written = '<svg xmlns="http://www.w3.org/2000/svg"><title>10 September</title><text>10 September</text></svg>'
    tree = fromstring(written)
    bind(tree)
    assert tree[0].text == tree[1].text == "10 September"
    assert not list(tree[1])
