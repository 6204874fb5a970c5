"""Addresses in the XML that other programs read (Atom, RSS, sitemaps), and in robots.txt."""

from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.parsers import expat

from briefings.verify import pages
from briefings.verify.documents import Document, Link, Use, unreadable

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What the vocabularies are whose files are read; any other XML is data, and its addresses are its own affair.
_ROOTS = frozenset(("feed", "entry", "rss", "rdf", "urlset", "sitemapindex", "opensearchdescription", "browserconfig"))
# Elements whose text is an address, elements whose text is HTML, and those for which `type="html"` says so.
_ADDRESS_TEXT = frozenset(("loc", "icon", "logo", "uri", "link", "url", "comments", "docs", "thumbnail_loc",
                           "content_loc", "player_loc", "image"))
_HTML_TEXT = frozenset(("description", "encoded"))
_TYPED_TEXT = frozenset(("content", "summary", "title", "subtitle", "rights"))
_ADDRESS_ATTRIBUTES = ("href", "src", "url", "template")
_BASE = "http://www.w3.org/XML/1998/namespace base"


def read_xml(path: str, text: str) -> Document:
    """The links of a feed or a sitemap; of other XML, only whether it is well-formed."""
    listener = _Listener()
    try:
        listener.parse(text)
    except expat.ExpatError as error:
        at = (error.lineno, error.offset + 1)
        return unreadable(path, f"it is not well-formed XML: {expat.ErrorString(error.code)}", at)
    return Document(path, tuple(dict.fromkeys(listener.links)))


def read_robots(path: str, text: str) -> Document:
    """The sitemaps that robots.txt names."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() == "sitemap":
            found.append(Link("sitemap", "", value.strip(), Use.NAME, value, (number, len(name) + 2)))
    return Document(path, tuple(found))


@dataclass
class _Element:
    """An element that is open: its name without prefix, where it stands, its base, and its text so far."""

    name: str
    namespace: str
    at: tuple[int, int]
    base: str
    kind: str
    text: list[str] = field(default_factory=list)
    is_permalink: bool = True


class _Listener:
    """Collects links while expat reads, since expat knows the line and column of what it reads."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self._open: list[_Element] = []
        self._is_known = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._add
        self._parser.EndElementHandler = self._end

    def parse(self, text: str) -> None:
        self._parser.Parse(text, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._open:
            self._is_known = local.lower() in _ROOTS
        base = self._open[-1].base if self._open else ""
        if _BASE in attributes:
            base = _joined(base, attributes[_BASE])
        at = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        permalink = attributes.get("isPermaLink", "true") == "true"
        self._open.append(_Element(local, namespace, at, base, attributes.get("type", ""), is_permalink=permalink))
        for attribute in _ADDRESS_ATTRIBUTES:
            if attribute in attributes:
                self._found(self._open[-1], attribute, attributes[attribute])

    def _add(self, text: str) -> None:
        self._open[-1].text.append(text)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        text, name = "".join(element.text), element.name
        if name in _ADDRESS_TEXT or (name == "guid" and element.is_permalink):
            if text.strip() or name == "loc":
                self._found(element, "", text.strip())
        elif name in _HTML_TEXT or (name in _TYPED_TEXT and element.kind == "html"):
            for link in pages.links_in(text):
                self._append(element, link)

    def _found(self, element: _Element, attribute: str, value: str) -> None:
        if "{" in value:  # a template (OpenSearch), which is filled in before it is an address
            value = value.partition("{")[0]
        name = element.name
        # A sitemap lists pages of its own site alone; the pictures in it may lie elsewhere.
        own = name != "loc" or element.namespace in (_SITEMAP, "")
        self._append(element, Link(name if own else "media", attribute, value, Use.NAME, value))

    def _append(self, element: _Element, link: Link) -> None:
        if self._is_known:
            value = _joined(element.base, link.value) if element.base else link.value
            self.links.append(link._replace(value=value, at=element.at))


def _joined(base: str, value: str) -> str:
    """An address read from a base (xml:base); one that cannot be read stays as written."""
    try:
        return urljoin(base, value)
    except ValueError:
        return value
