"""The picture that goes with a shared link: there where it can be drawn, whole, and the same each time."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from briefings.site.preview import MARGIN, PAPER, SIZE, picture, preview


@pytest.mark.parametrize("title", [
    "Energy", "Тарифы на газ", "Łódź, Ömer & <b>", "word " * 80, "x" * 400, "a", " ", "…",
])
def test_every_title_stands_within_the_margins(title: str) -> None:
    image = Image.open(io.BytesIO(picture(title, "above " * 40, "below " * 40)))
    assert image.size == SIZE
    for edge in ((0, 0, MARGIN - 2, SIZE[1]), (SIZE[0] - MARGIN + 2, 0, *SIZE), (0, 0, SIZE[0], MARGIN - 2)):
        assert image.crop(edge).convert("RGB").getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), (255, 255, 255))]
    assert PAPER == "#ffffff"


def test_the_same_words_give_the_same_bytes() -> None:
    assert picture("Energy", "Dossier", "3 facts") == picture("Energy", "Dossier", "3 facts")
    assert picture("Energy", "Dossier", "3 facts") != picture("Energy", "Dossier", "4 facts")


@pytest.mark.parametrize("title", ["العربية", "漢字", "🙂"])
def test_letters_that_the_fonts_lack_leave_no_empty_boxes(title: str) -> None:
    assert preview("topics/a.html", title, "", "") is None


def test_a_topic_links_to_its_picture(page: Callable[[str], LexborHTMLParser], built: Path) -> None:
    for path in ("index.html", "topics/energy.html"):
        (link,) = page(path).css('meta[property="og:image"]')
        address = str(link.attributes["content"])
        assert address.startswith("https://example.org/gas/preview/")
        assert Image.open(built / address.removeprefix("https://example.org/gas/")).size == SIZE
