"""What a web page says of itself: its metadata with the place where each value stands, and what its parts are for."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

Field = str
"""A field of source.yaml: title, author, issued, publisher, container-title, URL, language."""


@dataclass(frozen=True)
class Stated:
    """A value, and where it was found: "og:title", "JSON-LD headline"."""

    value: str
    where: str


@dataclass(frozen=True)
class Page:
    """What a page says of itself. `parts` has the words of each part that is not the article's own, with its zone's kind."""

    stated: Mapping[Field, tuple[Stated, ...]]
    parts: tuple[tuple[str, str], ...]
    words: str
    asks_password: bool = False
    news: bool = False


# Field → names of <meta>, the surest first.
METAS: Mapping[Field, tuple[str, ...]] = {
    "title": ("citation_title", "og:title", "dc.title", "twitter:title"),
    "author": ("citation_author", "author", "article:author", "dc.creator", "parsely-author", "byl"),
    "issued": ("citation_publication_date", "citation_online_date", "article:published_time", "og:article:published_time",
               "datepublished", "dc.date", "dc.date.issued", "parsely-pub-date", "date", "pubdate"),
    "container-title": ("citation_journal_title", "og:site_name", "application-name"),
    "publisher": ("citation_publisher", "dc.publisher"),
    "URL": ("og:url",),
    "language": ("citation_language", "content-language", "og:locale"),
}
# Field → keys of an article in JSON-LD (schema.org).
LINKED: Mapping[Field, tuple[str, ...]] = {
    "title": ("headline",), "author": ("author", "creator"), "issued": ("datePublished",), "publisher": ("publisher",),
    "language": ("inLanguage",),
}
ARTICLES = re.compile(r".*(Article|BlogPosting|Report|Posting)")
# Field → elements that hold it, where neither says it.
ELEMENTS: Mapping[Field, tuple[tuple[str, str, str], ...]] = {
    "title": (("h1", "", "the page's heading"), ("title", "", "<title>")),
    "author": (("[rel=author]", "", "rel=author"), ("[itemprop=author]", "", "itemprop=author")),
    "issued": (("[itemprop=datePublished]", "datetime", "itemprop=datePublished"), ("time[datetime]", "datetime", "<time>")),
    "URL": (("link[rel=canonical]", "href", "the canonical link"),),
    "language": (("html", "lang", "the page's lang"),),
}
# Kind of zone → elements of a page that are such.
PARTS: Mapping[str, str] = {
    "caption": "figcaption, [class*=caption], [class*=credit]",
    "byline": "[class*=byline], [rel=author], [itemprop=author], time, address",
    "navigation": "nav, [class*=breadcrumb], [class*=related], [class*=read-more], [class*=share]",
    "boilerplate": "footer, aside, [class*=newsletter], [class*=cookie], [class*=disclaimer]",
    "subhead": "h2, h3, h4, h5, h6",
    "title": "h1",
}
MOST = 300
"""Of how many elements of one kind the words are looked at."""

LONGEST = 1000
"""A part with more characters than this is no caption, byline or notice."""

SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)\s*(https?://[^\s>]{1,2000})")


def read_page(html: str) -> Page:
    """Read a page. What it says of itself may be wrong or hostile: values are texts, no more."""
    tree = LexborHTMLParser(html)
    metas, articles = list(meta_values(tree)), list(linked_articles(tree))
    stated = {
        field: tuple(dict.fromkeys(chain_of(field, tree, metas, articles)))
        for field in ("title", "author", "issued", "publisher", "container-title", "URL", "language")
    }
    saved = SAVED.search(html[:5000])
    if saved:
        stated["URL"] += (Stated(saved[1], "the note of the browser that saved the page"),)
    parts = tuple((kind, words) for kind in PARTS for words in parts_of(kind, tree))
    password = tree.css_first("input[type=password]") is not None
    for node in tree.css("script, style, noscript, template"):
        node.decompose()
    return Page(stated, parts, plain(tree.body.text(separator=" ") if tree.body else ""), password,
                any("News" in kinds(each) for each in articles))


def parts_of(kind: str, tree: LexborHTMLParser) -> Iterator[str]:
    """The words of each part of that kind, whole and by its elements, as lines of the article may repeat them."""
    inner = kind in ("navigation", "boilerplate")
    for node in tree.css(PARTS[kind])[:MOST]:
        for each in (node, *(node.css("*")[:MOST] if inner else ())):
            if (words := plain(each.text())) and len(words) < LONGEST:
                yield words


def chain_of(field: Field, tree: LexborHTMLParser, metas: list[tuple[str, str]],
             articles: list[Mapping[str, Any]]) -> Iterator[Stated]:
    """Every value of a field that the page states, the surest first."""
    for article in articles:
        for key in LINKED.get(field, ()):
            for value in named(article.get(key)):
                yield Stated(value, f"JSON-LD {key}")
    for name in METAS[field]:
        yield from (Stated(value, name) for given, value in metas if given == name)
    for selector, attribute, where in ELEMENTS.get(field, ()):
        found = tree.css(selector)
        if len(found) == 1 or where == "<time>":
            yield from (Stated(value, where) for node in found[:1]
                        if (value := plain(node.attributes.get(attribute) or "" if attribute else own_words(node))))


def own_words(node: LexborNode) -> str:
    """The words of an element, without a byline that stands inside a heading."""
    parts = []
    for child in node.iter(include_text=True):
        if child.is_text_node:
            parts.append(child.text_content or "")
        elif child.tag == "br":
            parts.append(" ")
        elif child.tag != "small" and not child.css_matches(PARTS["byline"]):
            parts.append(own_words(child))
    return "".join(parts)


def meta_values(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Name and content of each <meta>."""
    for node in tree.css("meta[content]"):
        names = (node.attributes.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        if value := plain(node.attributes.get("content") or ""):
            yield from ((name.lower(), value) for name in names if name)


def linked_articles(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """The articles that the page's JSON-LD describes."""
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        try:
            yield from (each for each in flattened(json.loads(script.text())) if ARTICLES.fullmatch(kinds(each)))
        except (ValueError, RecursionError):
            continue  # broken JSON-LD says nothing; the page's other metadata may


def flattened(value: Any) -> Iterable[Mapping[str, Any]]:
    """The objects at the top of JSON-LD: one, a list, or a @graph."""
    if isinstance(value, list):
        return [each for item in value[:50] for each in flattened(item)]
    if not isinstance(value, dict):
        return []
    return [value, *flattened(value.get("@graph", []))]


def kinds(linked: Mapping[str, Any]) -> str:
    """The type of an object, several in one text."""
    kind = linked.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def named(value: Any) -> Iterator[str]:
    """The texts or names in a value of JSON-LD."""
    if isinstance(value, list):
        for item in value[:20]:
            yield from named(item) if not isinstance(item, list) else ()
    elif isinstance(value, dict):
        yield from named(value.get("name")) if isinstance(value.get("name"), str) else ()
    elif isinstance(value, str) and plain(value):
        yield plain(value)


def plain(text: str) -> str:
    """Words on one line, without characters that are not seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
