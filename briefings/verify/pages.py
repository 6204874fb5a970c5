"""HTML and SVG pages, read the way browsers read them: the one importer of the HTML parser."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from briefings.verify import structured, styles
from briefings.verify.addresses import clean, parse, resolve
from briefings.verify.documents import Document, Fault, Link, Reference, Use
from briefings.verify.places import excess, tags, unclosed_comment
from briefings.verify.vocabulary import (
    ADDRESSES,
    ANIMATED,
    FOLLOWED,
    LOADING_RELATIONS,
    NAMED,
    NAMING_META,
    REFERENCES,
    SOURCE_SETS,
    SPACED,
    STYLES,
)

# The parser takes time in the square of the depth and of the attributes of an element; longer pages are measured first.
LONG = 1 << 16
DEEPEST_SRCDOC = 3
_REFRESH = re.compile(r"\s*[\d.]*+[\s;,]*+(?:url\s*+=\s*+)?+(?P<address>.*)", re.IGNORECASE | re.DOTALL)
_CANDIDATE = re.compile(r"[\s,]*+(?P<address>[^\s,]\S*+)(?P<descriptors>[^,]*+)")
_SHEET = re.compile(r"<\?xml-stylesheet\s[^>]*?\bhref\s*=\s*[\"']([^\"'>]*)[\"']")

_Attributes = Mapping[str, str | None]


@dataclass
class _Page:
    """What is gathered while a page is read; see `Document`."""

    path: str
    depth: int = 0
    links: dict[Link, None] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    maps: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    base: str | None = None
    canonical: str = ""
    redirects: bool = False

    def link(self, element: str, attribute: str, value: str, use: Use, written: str | None = None) -> None:
        self.links[Link(element, attribute, value, use, value if written is None else written)] = None


def read(path: str, text: str, depth: int = 0) -> Document:
    """A page's links, ids and what is wrong with it by itself. `path` counts from the site's folder; `text` is decoded."""
    page = _Page(path, depth)
    if not text.strip():
        page.faults.append(Fault("L901", "the page is empty"))
    for offset in unclosed_comment(text):
        page.faults.append(Fault("L901", "a comment is never closed, so the rest of the page is not shown", at=offset))
    if path.endswith(".svg"):
        for address in _SHEET.findall(text):
            page.link("xml-stylesheet", "href", address, Use.LOAD)
    for tag, attributes, node in _elements(page, text):
        _element(page, tag, attributes, node)
    return _document(page)


def links_in(fragment: str) -> tuple[Link, ...]:
    """The links of a piece of HTML that is not a page, such as an entry of a feed."""
    return read("", fragment).links


def _document(page: _Page) -> Document:
    home = _home(page)
    return Document(
        page.path, tuple(page.links), tuple(page.ids), tuple(page.names), tuple(page.maps), tuple(page.references),
        tuple(page.faults), home, page.redirects, page.canonical)


def _home(page: _Page) -> str:
    """The file from which the page's relative addresses count."""
    if page.base is None or not clean(page.base):
        return page.path
    address = parse(page.base)
    if address.is_relative:
        try:
            return resolve(page.path, address.path)
        except ValueError:
            pass
    shown = page.base if len(page.base) <= 100 else page.base[:99] + "…"
    message = f'<base href="{shown}"> leads every link of the page out of the folder'
    page.faults.append(Fault("L901", message, ("base", "href", page.base)))
    return page.path


def _elements(page: _Page, text: str) -> Iterator[tuple[str, _Attributes, LexborNode | None]]:
    """All elements in document order, without those of a <template>, which are not in the page."""
    measured = excess(text) if len(text) > LONG else None
    if measured is None:
        for node in LexborHTMLParser(text).css("*"):
            tag, attributes = (node.tag or "").lower(), node.attributes
            if attributes or tag in _ELEMENTS:
                yield tag, attributes, node
        return
    page.faults.append(Fault("L901", measured.message, at=measured.at))
    for tag, attributes in tags(text):
        yield tag, attributes, None


def _element(page: _Page, tag: str, attributes: _Attributes, node: LexborNode | None) -> None:
    if special := _ELEMENTS.get(tag):
        special(page, tag, attributes, node)
    for name, value in attributes.items():
        if reader := _ATTRIBUTES.get(name):
            reader(page, tag, name, value or "", attributes)
        elif name[:2] == "on" and "-" not in tag:
            _active(page, tag, name, value or "")


def _active(page: _Page, tag: str, name: str, value: str) -> None:
    shown = value if len(value) <= 100 else value[:99] + "…"
    where = (tag, name, value)
    nth = sum(1 for each in page.faults if each.where == where)
    page.faults.append(Fault("L904", f'<{tag}> runs a program of its own in {name}="{shown}"', where, nth))


def _address(page: _Page, tag: str, name: str, value: str, attributes: _Attributes) -> None:
    elements = ADDRESSES[name]
    if tag in elements or (not elements and "-" not in tag and tag != "base"):
        page.link(tag, name, value, _use(tag, name, attributes))


def _use(tag: str, name: str, attributes: _Attributes) -> Use:
    if (tag, name) in FOLLOWED:
        return Use.FOLLOW
    if name in NAMED or (tag == "link" and LOADING_RELATIONS.isdisjoint(_relations(attributes))):
        return Use.NAME
    return Use.LOAD


def _relations(attributes: _Attributes) -> list[str]:
    return (attributes.get("rel") or "").lower().split()


def _source_set(page: _Page, tag: str, name: str, value: str, _attributes: _Attributes) -> None:
    candidates = list(_candidates(value))
    for one in candidates or [""]:
        page.link(tag, name, one, Use.LOAD, value)


def _candidates(value: str) -> Iterator[str]:
    """The addresses of a srcset: each runs to white space, and a comma at its end closes it (WHATWG HTML)."""
    position = 0
    while found := _CANDIDATE.match(value, position):
        address = found["address"]
        stripped = address.rstrip(",")
        yield stripped
        position = found.end() if stripped == address else found.end("address")


def _spaced(page: _Page, tag: str, name: str, value: str, _attributes: _Attributes) -> None:
    for one in value.split():
        page.link(tag, name, one, Use.LOAD, value)


def _css(page: _Page, tag: str, name: str, value: str, _attributes: _Attributes) -> None:
    for _, address in styles.addresses(value):
        if address.startswith("#"):
            page.references.append(Reference(tag, name, address[1:], value))
        else:
            page.link(tag, name, address, Use.LOAD, value)


def _animated(page: _Page, tag: str, name: str, value: str, attributes: _Attributes) -> None:
    animated = attributes.get("attributeName") or attributes.get("attributename") or ""
    if tag in ("animate", "set") and animated.lower().endswith("href"):
        for one in value.split(";"):
            page.link(tag, name, one, Use.FOLLOW, value)


def _refer(page: _Page, tag: str, name: str, value: str, _attributes: _Attributes) -> None:
    elements = REFERENCES[name]
    if not elements or tag in elements:
        page.references.extend(Reference(tag, name, one, value) for one in value.split())


def _usemap(page: _Page, tag: str, name: str, value: str, _attributes: _Attributes) -> None:
    if tag in ("img", "object", "input"):
        page.references.append(Reference(tag, name, value.partition("#")[2] or value, value))


def _id(page: _Page, _tag: str, _name: str, value: str, _attributes: _Attributes) -> None:
    if value:
        page.ids.append(value)


def _name(page: _Page, tag: str, _name: str, value: str, _attributes: _Attributes) -> None:
    if value and tag in ("a", "map"):
        (page.names if tag == "a" else page.maps).append(value)


def _srcdoc(page: _Page, tag: str, name: str, value: str, _attributes: _Attributes) -> None:
    """A page within the page: its addresses count from the one around it, its ids are its own."""
    if tag != "iframe" or page.depth >= DEEPEST_SRCDOC:
        return
    inner = read(page.path, value or " <p>", page.depth + 1)
    ids = {*inner.ids, *inner.names, "", "top"}
    for link in inner.links:
        if not (link.value.startswith("#") and link.address.fragment in ids):
            page.link(tag, name, link.value, link.use, value)
    page.faults.extend(fault._replace(where=(tag, name, value), nth=0) for fault in inner.faults)


def _meta(page: _Page, tag: str, attributes: _Attributes, _node: LexborNode | None) -> None:
    content = attributes.get("content") or ""
    if (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        found = _REFRESH.match(content)
        address = found["address"].strip("\"' \t\r\n") if found else ""
        if address:
            page.link(tag, "content", address, Use.LOAD, content)
            page.redirects = True
        return
    names = {(attributes.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
    if not NAMING_META.isdisjoint(names):
        page.link(tag, "content", content, Use.NAME)


def _link(page: _Page, _tag: str, attributes: _Attributes, _node: LexborNode | None) -> None:
    if not page.canonical and "canonical" in _relations(attributes):
        page.canonical = clean(attributes.get("href") or "")


def _base(page: _Page, _tag: str, attributes: _Attributes, _node: LexborNode | None) -> None:
    if page.base is None and "href" in attributes:
        page.base = attributes["href"] or ""


def _style(page: _Page, tag: str, _attributes: _Attributes, node: LexborNode | None) -> None:
    if node is not None:
        _css(page, tag, "", node.text(), {})


def _script(page: _Page, tag: str, attributes: _Attributes, node: LexborNode | None) -> None:
    kind = (attributes.get("type") or "").strip().lower()
    if node is None or kind not in structured.IN_PAGES:
        return
    try:
        found = structured.IN_PAGES[kind](node.text())
    except ValueError as error:
        page.faults.append(Fault("L901", f"a script of the type {kind} cannot be read: {error}", (tag, "type", kind)))
        return
    for link in found:
        page.link(tag, "", link.value, link.use)


def _picture(page: _Page, tag: str, attributes: _Attributes, node: LexborNode | None) -> None:
    """A picture needs words in its place: an empty `alt` says that it only decorates."""
    wanting = tag == "img" or (tag == "input" and (attributes.get("type") or "").lower() == "image") or (
        tag == "area" and attributes.get("href"))
    if not wanting or "alt" in attributes or _has_words(attributes) or _is_hidden(node):
        return
    where = next(((tag, name, attributes.get(name) or "") for name in ("src", "srcset", "href") if name in attributes),
                 (tag, "", ""))
    nth = sum(1 for each in page.faults if each.where == where)
    page.faults.append(Fault("L902", f"<{tag}> has no alt, so a reader who does not see it learns nothing", where, nth))


def _has_words(attributes: _Attributes) -> bool:
    named = any((attributes.get(name) or "").strip() for name in ("aria-label", "aria-labelledby", "title"))
    return named or (attributes.get("role") or "").strip().lower() in ("presentation", "none")


def _is_hidden(node: LexborNode | None) -> bool:
    while node is not None:
        attributes = node.attributes
        if (attributes.get("aria-hidden") or "").strip().lower() == "true" or "hidden" in attributes:
            return True
        node = node.parent
    return False


_ELEMENTS: Mapping[str, Callable[[_Page, str, _Attributes, LexborNode | None], None]] = {
    "meta": _meta, "link": _link, "base": _base, "style": _style, "script": _script,
    "img": _picture, "input": _picture, "area": _picture,
}
_ATTRIBUTES: Mapping[str, Callable[[_Page, str, str, str, _Attributes], None]] = {
    **dict.fromkeys(ADDRESSES, _address),
    **dict.fromkeys(SOURCE_SETS, _source_set),
    **dict.fromkeys(SPACED, _spaced),
    **dict.fromkeys(STYLES, _css),
    **dict.fromkeys(ANIMATED, _animated),
    **dict.fromkeys(REFERENCES, _refer),
    "usemap": _usemap, "id": _id, "name": _name, "srcdoc": _srcdoc,
}
