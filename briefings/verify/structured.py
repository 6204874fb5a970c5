"""Addresses in JSON: JSON Feed, web manifests, JSON-LD, import maps; which of them a value is, its own shape says."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefings.verify.documents import Link, Use

Links = Callable[[Any], Iterator[Link]]

_FEED = frozenset(("home_page_url", "feed_url", "next_url", "url", "external_url", "icon", "favicon", "image",
                   "banner_image", "avatar"))
_LINKED_DATA = frozenset((
    "url", "image", "logo", "thumbnailUrl", "contentUrl", "embedUrl", "downloadUrl", "installUrl", "sameAs",
    "mainEntityOfPage", "discussionUrl", "relatedLink", "significantLink", "codeRepository", "license", "item",
    "archivedAt", "source", "@id", "id", "hasPart", "isPartOf", "isBasedOn", "citation"))
# Of these a value may be words, or an identifier: it is an address only where it looks like one.
_OFTEN_WORDS = frozenset(("@id", "id", "item", "license", "source", "hasPart", "isPartOf", "isBasedOn", "citation"))
_MANIFEST = frozenset(("start_url", "scope", "src", "url", "action"))


def read(text: str) -> tuple[list[Link], list[str]]:
    """The links of a file of JSON and the pieces of HTML in it; both empty where it is of none of these kinds.

    Raises ValueError where it is not JSON.
    """
    value = _parsed(text)
    if not isinstance(value, dict):
        return (list(_linked_data(value)), []) if isinstance(value, list) and _is_linked_data(value[:1]) else ([], [])
    if str(value.get("version", "")).startswith("https://jsonfeed.org/"):
        return list(_named(value, _FEED)), [text for key, text in _strings(value) if key == "content_html"]
    if "@context" in value or "@graph" in value:
        return list(_linked_data(value)), []
    if "start_url" in value or ("icons" in value and "name" in value):
        return list(_named(value, _MANIFEST)), []
    return [], []


def _is_linked_data(values: Iterable[Any]) -> bool:
    return all(isinstance(one, dict) and ("@context" in one or "@type" in one) for one in values)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except ValueError as error:
        raise ValueError(f"it is not JSON: {error}") from None


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Each text with the key that it stands under, in order; a context of linked data defines words, and is left out."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        key, one = waiting.pop()
        if isinstance(one, str):
            yield key, one
        elif isinstance(one, list):
            waiting.extend((key, item) for item in reversed(one))
        elif isinstance(one, dict):
            waiting.extend((name, item) for name, item in reversed(one.items()) if name != "@context")


def _named(value: Any, keys: frozenset[str]) -> Iterator[Link]:
    return (Link(key, "", text, Use.NAME, text) for key, text in _strings(value) if key in keys)


def _linked_data(value: Any) -> Iterator[Link]:
    for link in _named(value, _LINKED_DATA):
        if link.element not in _OFTEN_WORDS:
            yield link
        elif _looks_like_address(link.value):
            # An identifier may end in a fragment that is no place in a page.
            yield link._replace(value=link.value.partition("#")[0])


def _looks_like_address(text: str) -> bool:
    path = text.partition("#")[0]
    is_path = path.startswith(("./", "../", "/")) or path.endswith((".html", ".htm", ".pdf", ".json", ".csv"))
    return not any(map(str.isspace, text)) and (is_path or path.startswith(("http://", "https://", "javascript:")))


def _import_map(value: Any) -> Iterator[Link]:
    """Modules by name: an address begins with a scheme, `/`, `./` or `../`; anything else is none, and an error."""
    maps = value if isinstance(value, dict) else {}
    scopes = maps.get("scopes")
    for imports in (maps.get("imports"), *(scopes.values() if isinstance(scopes, dict) else ())):
        for target in imports.values() if isinstance(imports, dict) else ():
            if isinstance(target, str):
                yield Link("script", "", target, Use.LOAD, target)


def _in_page(reader: Links) -> Callable[[str], list[Link]]:
    return lambda text: list(reader(_parsed(text))) if text.strip() else []


# The type of a <script> that runs nothing → the reader of its addresses, which raises ValueError.
IN_PAGES: Mapping[str, Callable[[str], list[Link]]] = {
    "application/ld+json": _in_page(_linked_data),
    "importmap": _in_page(_import_map),
}
