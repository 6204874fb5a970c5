"""HTML and SVG pages, read the way browsers read them: the one importer of the HTML parser."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from briefings.verify import styles
from briefings.verify.documents import Document, Link, Use

# Attributes that hold one address. What is not named here below as followed or named is loaded.
_ADDRESSES = frozenset(
    [
        "href",
        "xlink:href",
        "src",
        "poster",
        "action",
        "formaction",
        "ping",
        "cite",
        "longdesc",
        "background",
        "data",
        "srcset",
        "imagesrcset",
    ]
)
_LISTS = frozenset(("srcset", "imagesrcset"))
_FOLLOWED = frozenset((("a", "href"), ("area", "href"), ("a", "xlink:href")))
# A <link> whose relations all stand here is never fetched by a browser on its own.
_NAMING_RELATIONS = frozenset(
    [
        "alternate",
        "author",
        "bookmark",
        "canonical",
        "cite-as",
        "describedby",
        "help",
        "item",
        "license",
        "me",
        "next",
        "prev",
        "search",
        "tag",
        "up",
    ]
)
_NAMING_META = frozenset(
    [
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "og:url",
        "og:video",
        "og:audio",
        "twitter:image",
        "twitter:url",
    ]
)
_REFRESH = re.compile(r"\s*[\d.]*+[\s;,]*+(?:url\s*+=\s*+)?+(?P<address>.*)", re.IGNORECASE | re.DOTALL)
_CANDIDATE = re.compile(r"[\s,]*+(?P<address>[^\s,]\S*+)(?P<descriptors>[^,]*+)")

_Attributes = Mapping[str, str]


def read(path: str, text: str) -> Document:
    """A page's links, ids and active parts. `path` counts from the site's folder; `text` is decoded."""
    links: list[Link] = []
    ids: list[str] = []
    names: list[str] = []
    active: list[tuple[str, str, str]] = []
    canonical = ""
    for tag, node in _elements(text):
        attributes = {name: value or "" for name, value in node.attributes.items()}
        links.extend(_links(tag, attributes))
        if tag == "style":
            links.extend(_style(tag, "", node.text()))
        if attributes.get("id"):
            ids.append(attributes["id"])
        if tag == "a" and attributes.get("name"):
            names.append(attributes["name"])
        canonical = canonical or _canonical(tag, attributes)
        active.extend((tag, name, value) for name, value in attributes.items() if _is_active(name))
    return Document(
        path,
        tuple(links),
        tuple(ids),
        tuple(names),
        tuple(active),
        redirects=any(link.element == "meta" and link.use is Use.LOAD for link in links),
        canonical=canonical,
    )


def links_in(fragment: str) -> Iterator[Link]:
    """The links of a piece of HTML that is not a page, such as an entry of a feed."""
    for tag, node in _elements(fragment):
        yield from _links(tag, {name: value or "" for name, value in node.attributes.items()})


def _elements(text: str) -> Iterator[tuple[str, LexborNode]]:
    """All elements in document order; last those of a <template>, since a script may put them in place."""
    waiting = [(text, 0)]
    while waiting:
        html, wrappers = waiting.pop()
        for node in LexborHTMLParser(html).css("*")[wrappers:]:
            tag = (node.tag or "").lower()
            yield tag, node
            if tag == "template":
                # Its content is a document of its own; html, head, body and this <div> are not in the page.
                waiting.append(("<div" + (node.html or "").removeprefix("<template"), 4))


def _is_active(attribute: str) -> bool:
    return attribute == "srcdoc" or attribute.startswith("on")


def _links(tag: str, attributes: _Attributes) -> Iterator[Link]:
    if tag == "meta":
        yield from _meta(attributes)
        return
    for name, value in attributes.items():
        if name == "style":
            yield from _style(tag, name, value)
        elif name in _LISTS:
            yield from (Link(tag, name, one, Use.LOAD, value) for one in _candidates(value))
        elif name in _ADDRESSES and (name != "data" or tag == "object"):
            yield Link(tag, name, value, _use(tag, name, attributes), value)


def _canonical(tag: str, attributes: _Attributes) -> str:
    is_canonical = tag == "link" and "canonical" in _relations(attributes)
    return attributes.get("href", "") if is_canonical else ""


def _relations(attributes: _Attributes) -> list[str]:
    return attributes.get("rel", "").lower().split()


def _use(tag: str, name: str, attributes: _Attributes) -> Use:
    if (tag, name) in _FOLLOWED:
        return Use.FOLLOW
    relations = _relations(attributes)
    only_names = tag == "link" and relations and _NAMING_RELATIONS.issuperset(relations)
    return Use.NAME if only_names or name in ("cite", "longdesc") else Use.LOAD


def _meta(attributes: _Attributes) -> Iterator[Link]:
    content = attributes.get("content", "")
    if attributes.get("http-equiv", "").lower() == "refresh":
        found = _REFRESH.match(content)
        address = found["address"].strip("\"' \t\r\n") if found else ""
        if address:
            yield Link("meta", "content", address, Use.LOAD, content)
    elif (attributes.get("property") or attributes.get("name", "")).lower() in _NAMING_META:
        yield Link("meta", "content", content, Use.NAME, content)


def _style(tag: str, attribute: str, css: str) -> Iterator[Link]:
    for _, value in styles.addresses(css):
        yield Link(tag, attribute, value, Use.LOAD, css)


def _candidates(value: str) -> Iterator[str]:
    """The addresses of a srcset: each runs to white space, and a comma at its end closes it (WHATWG HTML)."""
    position = 0
    while found := _CANDIDATE.match(value, position):
        address = found["address"]
        stripped = address.rstrip(",")
        yield stripped
        position = found.end() if stripped == address else found.end("address")
