"""What the lines of a page may not part: a number from its unit, a day from its month, the last word of a paragraph.

No character is added, so that what is copied out of a PDF is what was written: spans say it in the tree of the HTML.
"""

import re
from xml.etree.ElementTree import Element

from briefings.text.date_mention import MONTHS
from briefings.text.units import CODES, UNITS

SCALES = ("thousand", "million", "billion", "trillion", "mln", "bn")
NOTES = ("fn", "again")
WITHOUT = ("title", "style", "text", "a")  # a link in two parts has two places to click, of which one would have no tag
HYPHENATED = ("p", "li", "blockquote")
LONGEST = 30  # letters of a last word: a longer one may be broken
_UNITS = sorted({word.split()[0] for word in UNITS if word[0].isalpha()}, key=len, reverse=True)
_MONTHS = (*(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS), "Sept")
_WORDS = "|".join((*(f"{re.escape(word)}(?:s|es)?" for word in (*SCALES, *_UNITS)), *_MONTHS, *CODES))
# A sign of money may stand before, and a scale before its unit: "$600 million", "20 million barrels".
_TOGETHER = re.compile(rf"([$€£]?\d[\d.,–-]*\s(?:(?:{'|'.join(SCALES)})\s)?(?:(?:{_WORDS})\b|[%°]))", re.IGNORECASE)


def bind(root: Element) -> None:
    """Mark in a tree of HTML what belongs together: `nb` holds on one line, `whole` is not hyphenated."""
    for parent in list(root.iter()):
        if isinstance(parent.tag, str) and parent.tag not in WITHOUT:
            for before, text in ((None, parent.text), *((child, child.tail) for child in list(parent))):
                if text and len(pieces := _TOGETHER.split(text)) > 1:
                    put(parent, before, pieces, "nb")
        if parent.tag in HYPHENATED and (found := last_text(parent)):
            keep_last_word(*found)


def put(parent: Element, before: Element | None, pieces: list[str], kind: str) -> None:
    """Set a text anew that follows `before` in its parent, or begins it: every other piece in a span of its own."""
    at = 0 if before is None else list(parent).index(before) + 1
    if before is None:
        parent.text = pieces[0]
    else:
        before.tail = pieces[0]
    for number, (kept, after) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        span = Element("span", {"class": kind})
        span.text, span.tail = kept, after
        parent.insert(at + number, span)


def last_text(element: Element) -> tuple[Element, Element | None] | None:
    """Where the last words of an element stand, its notes aside: their parent, and the child that they follow."""
    for child in reversed(list(element)):
        if (child.tail or "").strip():
            return element, child
        if child.tag not in WITHOUT and child.get("class") not in NOTES and (found := last_text(child)):
            return found
    return (element, None) if (element.text or "").strip() else None


def keep_last_word(parent: Element, before: Element | None) -> None:
    """Put the last word of a text into a span that says that it is not hyphenated."""
    text = (parent.text if before is None else before.tail) or ""
    word, end = text.split()[-1], len(text.rstrip())
    if len(word) <= LONGEST:
        put(parent, before, [text[: end - len(word)], word, text[end:]], "whole")
