"""The picture that goes with a link where it is shared: the title, what the page is of, and how much evidence it has.

1200 by 630 pixels (Open Graph's own advice), drawn with Pillow in the theme's fonts, so that it looks like the site.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from briefings.house import THEME

SIZE = (1200, 630)
MARGIN = 80
PAPER, INK, QUIET, RULE, AMBER, GREY = "#ffffff", "#1c1e21", "#4a4f57", "#dad6cc", "#b07a00", "#868c95"
SUBSETS = ("latin", "latin-ext", "cyrillic")
MOST_LINES = 4
TITLE_SIZES = (84, 68, 54, 42)



@dataclass(frozen=True)
class Preview:
    """What the picture of a page says, and where it lies."""

    path: str
    title: str
    above: str
    below: str

    @property
    def drawn(self) -> bytes:
        """The picture."""
        return picture(self.title, self.above, self.below)


def preview(path: str, title: str, above: str, below: str) -> Preview | None:
    """The preview of a page; None where the theme's fonts lack a letter of it."""
    name = path.removesuffix(".html")
    return Preview(f"preview/{name}.png", title, above, below) if all(map(drawable, (title, above, below))) else None


Run = tuple[str, ImageFont.FreeTypeFont]


def picture(title: str, above: str, below: str) -> bytes:
    """A PNG of a page's title between two smaller lines, all of `drawable` letters.

    The same words give the same bytes. A title too long for four small lines ends in an ellipsis.
    """
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    mark(draw)
    line(draw, (MARGIN + 84, MARGIN + 6), shortened(above, "inter", 30, 500, SIZE[0] - 2 * MARGIN - 84), QUIET)
    size, lines = fitted(title)
    height = round(size * 1.18)
    top = (SIZE[1] - height * len(lines)) // 2
    for number, words in enumerate(lines):
        line(draw, (MARGIN, top + number * height), runs(words, "literata", size, 700), INK)
    draw.line((MARGIN, SIZE[1] - 130, SIZE[0] - MARGIN, SIZE[1] - 130), RULE, 2)
    line(draw, (MARGIN, SIZE[1] - 104), shortened(below, "inter", 30, 400, SIZE[0] - 2 * MARGIN), QUIET)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def mark(draw: ImageDraw.ImageDraw) -> None:
    """The site's sign: a bar, and two lines beside it."""
    draw.rectangle((MARGIN, MARGIN, MARGIN + 14, MARGIN + 48), AMBER)
    draw.rectangle((MARGIN + 24, MARGIN + 8, MARGIN + 58, MARGIN + 17), GREY)
    draw.rectangle((MARGIN + 24, MARGIN + 32, MARGIN + 48, MARGIN + 41), GREY)


def fitted(title: str) -> tuple[int, list[str]]:
    """The largest size in which the title has few lines, and those lines."""
    for size in TITLE_SIZES:
        lines = list(wrapped(title, size))
        if len(lines) <= MOST_LINES - (size > TITLE_SIZES[1]):
            return size, lines
    return size, [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip(" .,;:") + "…"]


def wrapped(title: str, size: int) -> Iterator[str]:
    """The title in lines that fit; a word that is longer than a line is cut."""
    now = ""
    for word in (piece for whole in title.split() for piece in pieces(whole, size)):
        both = f"{now} {word}".strip()
        if now and width(runs(both, "literata", size, 700)) > SIZE[0] - 2 * MARGIN:
            yield now
            both = word
        now = both
    yield now


def pieces(word: str, size: int) -> Iterator[str]:
    """A word in parts that fit on a line."""
    most = (SIZE[0] - 2 * MARGIN) // size
    return (word[at : at + most] for at in range(0, len(word), most)) if len(word) > 2 * most else iter([word])


def shortened(text: str, family: str, size: int, weight: int, room: int) -> list[Run]:
    """A line of text, cut with an ellipsis where it is wider than `room`."""
    found = runs(text, family, size, weight)
    while width(found) > room and len(text) > 1:
        text = text[: -max(1, len(text) // 20) - 1].rstrip() + "…"
        found = runs(text, family, size, weight)
    return found


def line(draw: ImageDraw.ImageDraw, at: tuple[int, int], found: list[Run], colour: str) -> None:
    """Draw the runs of a line one after the other."""
    left = float(at[0])
    for text, face in found:
        draw.text((left, at[1]), text, colour, face)
        left += face.getlength(text)


def width(found: list[Run]) -> float:
    """How wide a line is, in pixels."""
    return sum(face.getlength(text) for text, face in found)


def runs(text: str, family: str, size: int, weight: int) -> list[Run]:
    """The text in stretches of one font file each: the theme's fonts are cut by script."""
    found: list[tuple[str, str]] = []
    for letter in text:
        subset = next((each for each in SUBSETS if ord(letter) in letters(family, each)), SUBSETS[0])
        if found and found[-1][1] == subset:
            found[-1] = (found[-1][0] + letter, subset)
        else:
            found.append((letter, subset))
    return [(stretch, font(family, subset, size, weight)) for stretch, subset in found]


def drawable(text: str) -> bool:
    """Whether both fonts have every letter."""
    return all(any(ord(letter) in letters(family, subset) for subset in SUBSETS)
               for letter in text + "…" for family in ("inter", "literata"))


def file(family: str, subset: str) -> Path:
    """The font file of one script."""
    return THEME / "static" / "fonts" / f"{family}-{subset}-wght-normal.woff2"


@cache
def letters(family: str, subset: str) -> frozenset[int]:
    """The code points that a font file has."""
    path = file(family, subset)
    return frozenset(TTFont(path).getBestCmap()) if path.is_file() else frozenset()


@cache
def font(family: str, subset: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """A font file at a size in pixels and a weight."""
    face = ImageFont.truetype(str(file(family, subset)), size)
    face.set_variation_by_axes([weight])
    return face
