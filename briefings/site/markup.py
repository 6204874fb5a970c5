"""Markdown → HTML. The one module that makes Markup: everything else is escaped by the templates."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count, pairwise
from typing import Any

from markdown_it.token import Token
from markupsafe import Markup

from briefings.dossier import Dossier
from briefings.prose import parser
from briefings.site.links import anchor, fact_path, relative

# The white space between a word and the citation that follows it: a footnote's call stands close to the word.
BEFORE_CITATION = re.compile(r"(?<=\S)[ \t]*+\n?+[ \t]*+(?=\[@)")

ACTIVE = re.compile("[<>&\u2028\u2029]")
"""JSON is not quite JavaScript, and `</script>` ends a script wherever it stands."""


@dataclass(frozen=True)
class Marker:
    """A fact as a text cites it: its number, its claim, and where it leads from the page that cites."""

    number: str
    claim: str
    href: str


def markers(dossier: Dossier, cited: Iterable[str], here: str, shown: Sequence[str] = ()) -> Mapping[str, Marker]:
    """Each cited id → its marker on the page `here`; facts in `shown` (ids) stand on that page itself."""
    on_page = set(shown)
    found = {}
    for name in cited:
        if fact := dossier.facts.get(dossier.addresses.get(name, "")):
            there = f"{here}#{anchor(fact)}" if fact.id in on_page else fact_path(fact.id)
            found[name] = Marker(fact.number, str(fact.record.claim), relative(here, there))
    return found


def html(body: str, known: Mapping[str, Marker], top: int = 2) -> Markup:
    """A page's Markdown as HTML, with each citation a link to its fact; its highest headings become `h{top}`."""
    return converted(body, {"citation": citation_rule(known), "link_open": outgoing}, top)


def for_print(body: str, cite: Callable[[Sequence[str]], str], top: int = 2, place: str = "section") -> Markup:
    """The same for paper: `cite` gives the HTML of a citation of some ids; links and images are their words alone.

    Headings have the ids `place-1`, `place-2`, … in their order.
    """
    numbers = count(1)

    def heading(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
        return f'<{tokens[index].tag} id="{escape(place)}-{next(numbers)}">'

    def citation(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
        return cite(tokens[index].meta["ids"])

    def nothing(*_: Any) -> str:
        return ""

    def words(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
        return escape(tokens[index].content)

    rules = {"citation": citation, "link_open": nothing, "link_close": nothing, "image": words, "heading_open": heading}
    return converted(BEFORE_CITATION.sub("", body), rules, top)


def headings(body: str) -> tuple[tuple[int, str], ...]:
    """The headings of a Markdown text that are of its highest level: the number of each among all, and its words."""
    tokens = parser().parse(body)
    found = [(token.tag, after.content) for token, after in pairwise(tokens) if token.type == "heading_open"]
    highest = min((tag for tag, _ in found), default="")
    return tuple((number, words) for number, (tag, words) in enumerate(found, 1) if tag == highest)


def converted(body: str, rules: Mapping[str, Callable[..., str]], top: int) -> Markup:
    """Markdown as HTML by our parser, with render rules of a caller's own."""
    reader = parser()
    for name, rule in rules.items():
        reader.add_render_rule(name, rule)
    tokens = reader.parse(body)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    shift = top - min((int(token.tag[1]) for token in headings), default=top)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) + shift, 6)}"
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def outgoing(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """The renderer's rule for links: one that leads out says so, and keeps its address (Robust Links)."""
    address = str(tokens[index].attrs.get("href", ""))
    if address.startswith(("https://", "http://")):
        tokens[index].attrs |= {"rel": "external", "data-originalurl": address}
    return str(self.renderToken(tokens, index, options, env))


def citation_rule(known: Mapping[str, Marker]) -> Callable[..., str]:
    """The renderer's rule for `citation` tokens."""

    def render(_self: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
        return " ".join(marker_html(known[name]) for name in tokens[index].meta["ids"] if name in known)

    return render


def marker_html(marker: Marker) -> str:
    """One citation; the same shape as the templates' macro `ref`."""
    return (
        f'<a class="ref" href="{escape(marker.href)}" aria-label="Fact {escape(marker.number)}">'
        f"{escape(marker.number)}</a>"
    )


def rendered(content: str) -> Markup:
    """A page's HTML as Pelican hands it back, after other plugins had their turn: it was made by `html` above."""
    return Markup(content)


def data_block(value: Any) -> Markup:
    """A value as JSON for a script element that holds data."""
    return Markup(script_json(value))


def script_json(value: Any) -> str:
    """JSON that is also JavaScript, and in which no character can end a script element (HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
