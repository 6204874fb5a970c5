"""Markdown → HTML. The one module that makes Markup: everything else is escaped by the templates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it.token import Token
from markupsafe import Markup

from briefings.dossier import Dossier
from briefings.prose import parser
from briefings.site.links import anchor, fact_path, relative


@dataclass(frozen=True)
class Marker:
    """A fact as a text cites it: its number, its claim, and where it leads from the page that cites."""

    number: str
    claim: str
    href: str


def markers(dossier: Dossier, here: str, shown: Sequence[str] = ()) -> Mapping[str, Marker]:
    """Every id that may be cited → its marker on the page `here`; facts in `shown` (ids) stand on that page itself."""
    on_page = set(shown)
    found = {}
    for name, fact_id in dossier.addresses.items():
        if fact := dossier.facts.get(fact_id):
            there = f"{here}#{anchor(fact)}" if fact_id in on_page else fact_path(fact_id)
            found[name] = Marker(fact.number, str(fact.record.claim), relative(here, there))
    return found


def html(body: str, known: Mapping[str, Marker], top: int = 2) -> Markup:
    """A page's Markdown as HTML, with each citation a link to its fact; its highest headings become `h{top}`."""
    reader = parser()
    reader.add_render_rule("citation", citation_rule(known))
    tokens = reader.parse(body)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    shift = top - min((int(token.tag[1]) for token in headings), default=top)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) + shift, 6)}"
    return Markup(reader.renderer.render(tokens, reader.options, {}))


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
