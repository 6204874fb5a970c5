"""Where an attribute stands in a page: looked up only for pages that have a problem.

The parser that reads every page keeps no positions. This scanner knows tags, attributes, comments and raw
text, and nothing of the tree; it takes time linear in the page, which `html.parser` does not.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape

# (element, attribute, value) → the line and column of each occurrence in document order; element "" is any.
Places = Mapping[tuple[str, str, str], list[tuple[int, int]]]

# Every repeat is possessive and an open token ends with the text, so nothing is read twice.
_TOKEN = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+(?:-->|\Z)"
    r"|<(?P<tag>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?+"
)
_RAW_ENDS = {
    tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style", "textarea", "title", "xmp")
}


def places(text: str) -> Places:
    """Lines and columns (from 1, in code points) of every element and every attribute's value or bare name.

    An element is found under an empty attribute and value; a value both as written and with its character
    references read.
    """
    text = text.replace("\r\n", "\n")
    line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
    places: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for offset, tag, name, written in _attributes(text):
        line = bisect_right(line_starts, offset)
        at = (line, offset - line_starts[line - 1] + 1)
        for value in dict.fromkeys((written, unescape(written))):
            places[tag, name, value].append(at)
            places["", name, value].append(at)
    return places


def _attributes(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Offset, element, attribute and value as written, of each element and then its attributes."""
    for token in _tags(text):
        tag = token["tag"].lower()
        yield token.start(), tag, "", ""
        for found in _ATTRIBUTE.finditer(text, *token.span("attributes")):
            part = found.lastgroup or "name"
            yield found.start(part), tag, found["name"].lower(), found[part] if part != "name" else ""


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Start tags in order, without what looks like one in comments, scripts and styles."""
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        if token["tag"] is None:
            continue
        yield token
        if raw_end := _RAW_ENDS.get(token["tag"].lower()):
            end = raw_end.search(text, position)
            position = end.start() if end else len(text)
