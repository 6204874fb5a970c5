"""Where things stand in a page: looked up only for pages that have a problem, or that no parser should be given.

The parser that reads every page keeps no positions. This scanner knows tags, attributes, comments and raw
text, and nothing of the tree; it takes time linear in the page, which `html.parser` does not.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

# (element, attribute, value) → the line and column of each occurrence in document order; element "" is any.
Places = Mapping[tuple[str, str, str], list[tuple[int, int]]]

MOST_ATTRIBUTES = 1_000
DEEPEST = 2_000

# What stands in these is text, up to their end tag.
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
# Every repeat is possessive and an open token ends with the text, so nothing is read twice.
_TOKEN = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    r"|</(?P<end>[A-Za-z][^\s/>]*+)"
    rf"|<(?P<tag>(?P<raw>(?i:{_RAW})(?=[\s/>]|\Z))|[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)"
    r"(?(raw)(?:[^<]++|<(?!/(?i:(?P=raw))))*+)"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?+"
)
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
        for token in _TOKEN.finditer(text):
            if token[0].startswith("<!--") and not token[0].endswith(("-->", "--!>")):
                yield Lines(text).at(token.start())


def excess(text: str) -> Excess | None:
    """What the page has too much of for a parser whose time grows with the square of it, or None: attributes of one
    element, or else elements that stand open."""
    deep: Excess | None = None
    opened: dict[str, int] = {"svg": 0, "math": 0}
    depth = 0
    for token in _TOKEN.finditer(text):
        end, tag, _, attributes = token.groups()
        if end:
            # An end tag closes one of its name; one that has none to close changes nothing.
            if opened.get(name := end.lower()):
                opened[name] -= 1
                depth -= 1
        elif tag:
            # An attribute takes two characters at least.
            if len(attributes) > 2 * MOST_ATTRIBUTES and (crowded := _crowded(text, token)):
                return crowded
            name = tag.lower()
            if name not in _SELF_CLOSING and not _is_empty(attributes, opened):
                opened[name] = opened.get(name, 0) + 1
                depth += 1
                if depth > DEEPEST and not deep:
                    message = f"elements are nested more than {DEEPEST} deep, or are never closed"
                    deep = Excess(message, Lines(text).at(token.start()))
    return deep


def _crowded(text: str, token: re.Match[str]) -> Excess | None:
    count = sum(1 for _ in _ATTRIBUTE.finditer(text, *token.span("attributes")))
    if count <= MOST_ATTRIBUTES:
        return None
    message = f"<{token['tag'].lower()}> has {count} attributes, more than {MOST_ATTRIBUTES}"
    return Excess(message, Lines(text).at(token.start()))


def _is_empty(attributes: str, opened: Mapping[str, int]) -> bool:
    """Whether a tag ends in a slash where that ends the element: in a drawing or a formula, and nowhere else in HTML."""
    return attributes[-1:] == "/" and bool(opened["svg"] or opened["math"])


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
    return (token for token in _TOKEN.finditer(text) if token["tag"])
