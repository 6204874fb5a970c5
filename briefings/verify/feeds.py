"""Addresses in the files that other programs read: sitemap.xml, Atom and JSON feeds, robots.txt."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.parsers import expat

from briefings.verify import pages
from briefings.verify.documents import Document, Link, Use

# Elements whose text is an address, and those whose text is HTML where `type="html"` stands.
_ADDRESS_TEXT = frozenset(("loc", "icon", "logo"))
_HTML_TEXT = frozenset(("content", "summary"))
_JSON_ADDRESSES = frozenset(
    [
        "home_page_url",
        "feed_url",
        "next_url",
        "url",
        "external_url",
        "icon",
        "favicon",
        "image",
        "banner_image",
        "avatar",
    ]
)


def read_xml(path: str, text: str) -> Document:
    """The links of a sitemap or an Atom feed."""
    listener = _Listener()
    try:
        listener.parse(text)
    except expat.ExpatError as error:
        return Document(path, unreadable=f"it is not well-formed XML: {error}")
    return Document(path, tuple(listener.links))


def read_json(path: str, text: str) -> Document:
    """The links of a JSON Feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Document(path, unreadable=f"it is not JSON: {error}")
    return Document(path, tuple(_located(link, text) for link in _json_links(feed)))


def read_robots(path: str, text: str) -> Document:
    """The sitemaps that robots.txt names."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() == "sitemap":
            found.append(Link("sitemap", "", value.strip(), Use.NAME, value, (number, len(name) + 2)))
    return Document(path, tuple(found))


class _Listener:
    """Collects links while expat reads, since expat knows the line and column of what it reads."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._add
        self._parser.EndElementHandler = self._end
        self._element, self._is_html, self._at, self._text = "", False, (1, 1), ""

    def parse(self, text: str) -> None:
        self._parser.Parse(text, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._element, self._text = name.rpartition(" ")[2], ""
        self._is_html = attributes.get("type") == "html"
        self._at = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        for attribute in ("href", "src"):
            if attribute in attributes:
                self._found(attribute, attributes[attribute])

    def _add(self, text: str) -> None:
        self._text += text

    def _end(self, _name: str) -> None:
        if self._element in _ADDRESS_TEXT:
            self._found("", self._text.strip())
        elif self._element in _HTML_TEXT and self._is_html:
            self.links.extend(replace(link, at=self._at) for link in pages.links_in(self._text))
        self._element = ""

    def _found(self, attribute: str, value: str) -> None:
        self.links.append(Link(self._element, attribute, value, Use.NAME, value, self._at))


def _json_links(value: Any) -> Iterator[Link]:
    if isinstance(value, list):
        for item in value:
            yield from _json_links(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in _JSON_ADDRESSES and isinstance(item, str):
                yield Link(key, "", item, Use.NAME, item)
            elif key == "content_html" and isinstance(item, str):
                yield from (replace(link, element=key, written=item) for link in pages.links_in(item))
            else:
                yield from _json_links(item)


def _located(link: Link, text: str) -> Link:
    """The link with the place where its JSON string first stands; the file's start if escaped oddly."""
    offset = max(text.find(json.dumps(link.written, ensure_ascii=False)), 0)
    line_start = text.rfind("\n", 0, offset) + 1
    return replace(link, at=(text.count("\n", 0, offset) + 1, offset - line_start + 1))
