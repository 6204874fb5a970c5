"""What the lines of a page may not part: a number from its unit, a day from its month, the last word of a paragraph.

A no-break space (U+00A0) takes the place of a space, which `standards.py` lets viewers copy and find as the space that was
written; a last word says in a span that it is not hyphenated.
"""

import re
from xml.etree.ElementTree import Element

from briefings.text.date_mention import MONTHS
from briefings.text.units import CODES, UNITS

SCALES = ("thousand", "million", "billion", "trillion", "mln", "bn")
NO_BREAK = "\u00a0"
NOTES = ("fn", "again")
HEAD = ("title", "style")
WITHOUT = (*HEAD, "a")  # a link in two parts has two places to click, of which one would have no tag
HYPHENATED = ("p", "li", "blockquote")
INLINE = ("a", "b", "code", "em", "i", "span", "strong")
APART = (*NOTES, "nb")
LONGEST = 30  # letters of a last word: a longer one may be broken
_UNITS = sorted({word.split()[0] for word in UNITS if word[0].isalpha()}, key=len, reverse=True)
_MONTHS = (*(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS), "Sept")
_WORDS = "|".join((*(f"{re.escape(word)}(?:s|es)?" for word in (*SCALES, *_UNITS)), *_MONTHS, *CODES))
# A sign of money may stand before, and a scale before its unit: "$600 million", "20 million barrels".
_TOGETHER = re.compile(rf"[$€£]?\d[\d.,–-]*\s(?:(?:{'|'.join(SCALES)})\s)?(?:(?:{_WORDS})\b|[%°])", re.IGNORECASE)


def bind(root: Element) -> None:
    """Mark in a tree of HTML what belongs together; what is not of HTML, such as drawings, is left alone."""
    elements = [each for each in root.iter() if isinstance(each.tag, str) and "}" not in each.tag]
    for element in elements:
        element.text = element.text if element.tag in HEAD else held(element.text)
        element.tail = held(element.tail)
    for element in elements:
        hold_children(element)
        if element.tag in HYPHENATED and (found := last_text(element)):
            keep_last_word(*found)


def held(text: str | None) -> str | None:
    """A text whose numbers hold to their units: each space between them is a no-break space."""
    return text and _TOGETHER.sub(lambda found: NO_BREAK.join(found[0].split()), text)


def hold_children(element: Element) -> None:
    """Set the word before each element within a line apart, with the space after it.

    WeasyPrint ends a line after its first word where the space at the end of a text is over the end of the line; of a text
    of one word, no harm comes.
    """
    before: Element | None = None
    for child in list(element):
        text = (element.text if before is None else before.tail) or ""
        if child.tag in INLINE and child.get("class") not in APART and text[-1:].isspace() and len(text.split()) > 1:
            set_apart(element, before, len(text))
        before = child


def last_text(element: Element) -> tuple[Element, Element | None] | None:
    """Where the last words of an element stand, its notes aside: their parent, and the child that they follow."""
    for child in reversed(list(element)):
        if (child.tail or "").strip():
            return element, child
        if child.tag not in WITHOUT and child.get("class") not in NOTES and (found := last_text(child)):
            return found
    return (element, None) if (element.text or "").strip() else None


def keep_last_word(parent: Element, before: Element | None) -> None:
    """Say of the last word of a text that it is not hyphenated, unless it is longer than half a line."""
    text = (parent.text if before is None else before.tail) or ""
    if len(text.split(" ")[-1]) <= LONGEST:
        set_apart(parent, before, len(text.rstrip()))


def set_apart(parent: Element, before: Element | None, end: int) -> None:
    """Put the last word before an offset into a span, with the space before it, so that no text ends in a space."""
    text = (parent.text if before is None else before.tail) or ""
    word = len(text[:end].rstrip())
    start = max(text.rfind(" ", 0, word), text.rfind("\n", 0, word), 0)
    span = Element("span", {"class": "whole"})
    span.text, span.tail = text[start:end], text[end:]
    if before is None:
        parent.text = text[:start]
        parent.insert(0, span)
    else:
        before.tail = text[:start]
        parent.insert(list(parent).index(before) + 1, span)
