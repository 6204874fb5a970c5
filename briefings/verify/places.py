"""Where things stand in a page: looked up only for pages that have a problem, or that no parser should be given.

The parser that reads every page keeps no positions. This scanner knows tags, attributes, comments and raw
text, and nothing of the tree; it takes time linear in the page, which `html.parser` does not.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

# (element, attribute, value) → the line and column of each occurrence in document order; element "" is any.
Places = Mapping[tuple[str, str, str], list[tuple[int, int]]]

MOST_ATTRIBUTES = 1_000
DEEPEST = 2_000

# Every repeat is possessive and an open token ends with the text, so nothing is read twice.
_TOKEN = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    r"|</(?P<end>[A-Za-z][^\s/>]*+)"
    r"|<(?P<tag>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?+"
)
_RAW_ENDS = {
    tag: re.compile(f"</{tag}", re.IGNORECASE)
    for tag in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
# Elements that have no end tag, or may do without: how many stand open says nothing of the depth.
_SELF_CLOSING = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "html", "head",
    "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rt", "rp"))


class Excess(NamedTuple):
    """What a page has too much of for a parser, and the line and column where."""

    message: str
    at: tuple[int, int]


class Lines:
    """Offsets of a text, in code points, as lines and columns from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\r\n|\n|\r", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def places(text: str) -> Places:
    """Lines and columns (from 1, in code points) of every element and every attribute's value or bare name.

    An element is found under an empty attribute and value; a value both as written and with its character
    references read, which is how the parser gives it.
    """
    lines = Lines(text)
    places: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for offset, tag, name, written in _attributes(text):
        at = lines.at(offset)
        plain = written.replace("\r\n", "\n").replace("\r", "\n") if "\r" in written else written
        for value in dict.fromkeys((plain, unescape(plain))):
            places[tag, name, value].append(at)
            places["", name, value].append(at)
    return places


def unclosed_comment(text: str) -> Iterator[tuple[int, int]]:
    """The line and column of a comment that runs to the end of the page: at most one."""
    if text.rfind("<!--") > text.rfind("-->"):
        for token in _tokens(text):
            if token[0].startswith("<!--") and not token[0].endswith(("-->", "--!>")):
                yield Lines(text).at(token.start())


def excess(text: str) -> Excess | None:
    """What the page has too much of for a parser whose time grows with the square of it, or None."""
    opened = 0
    for token in _tags(text):
        tag = token["tag"].lower()
        count = sum(1 for _ in _ATTRIBUTE.finditer(text, *token.span("attributes")))
        if count > MOST_ATTRIBUTES:
            return Excess(f"<{tag}> has {count} attributes, more than {MOST_ATTRIBUTES}", Lines(text).at(token.start()))
        opened += tag not in _SELF_CLOSING
    # Only where so many elements are opened at all can they be nested so deep.
    return _nested(text) if opened > DEEPEST else None


def _nested(text: str) -> Excess | None:
    """Where elements stand open too deep. An end tag closes one of its name; one that has none to close changes nothing."""
    opened: Counter[str] = Counter()
    depth = 0
    for token in _tokens(text):
        tag, end = (token["tag"] or "").lower(), (token["end"] or "").lower()
        if opened[end]:
            opened[end] -= 1
            depth -= 1
        elif tag and tag not in _SELF_CLOSING and not _is_empty(token, opened):
            opened[tag] += 1
            depth += 1
        if depth > DEEPEST:
            message = f"elements are nested more than {DEEPEST} deep, or are never closed"
            return Excess(message, Lines(text).at(token.start()))
    return None


def _is_empty(token: re.Match[str], opened: Mapping[str, int]) -> bool:
    """Whether the tag ends in a slash where that ends the element: in a drawing or a formula, and nowhere else in HTML."""
    return token["attributes"].endswith("/") and bool(opened["svg"] or opened["math"])


def tags(text: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Every start tag with its attributes as a browser reads them; of two attributes of one name the first counts."""
    for token in _tags(text):
        found: dict[str, str | None] = {}
        for name, _, value in _values(text, token):
            found.setdefault(name, unescape(value))
        yield token["tag"].lower(), found


def _attributes(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Offset, element, attribute and value as written, of each element and then its attributes."""
    for token in _tags(text):
        tag = token["tag"].lower()
        yield token.start(), tag, "", ""
        for name, offset, value in _values(text, token):
            yield offset, tag, name, value


def _values(text: str, token: re.Match[str]) -> Iterator[tuple[str, int, str]]:
    """Name, offset and value as written of each attribute of a tag."""
    for found in _ATTRIBUTE.finditer(text, *token.span("attributes")):
        part = found.lastgroup or "name"
        yield found["name"].lower(), found.start(part), found[part] if part != "name" else ""


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Start tags in order, without what looks like one in comments, scripts and styles."""
    return (token for token in _tokens(text) if token["tag"] is not None)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Start tags, end tags and comments in order."""
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        yield token
        if token["tag"] and (raw_end := _RAW_ENDS.get(token["tag"].lower())):
            end = raw_end.search(text, position)
            position = end.start() if end else len(text)
