"""Markdown with citations: front matter, and blocks of text that each know what they cite.

One parser serves the checks and the site: CommonMark by markdown-it-py, raw HTML off, with Pandoc's `[@a; @b]`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from briefings.problems import Level, Place, Problem
from briefings.records import Front
from briefings.structure import BIDI, read, shown
from briefings.syntax import CONTROL
from briefings.values import Text

CITATION = re.compile(r"\[@([^\[\]]{1,400})\]")
SCHEMES = ("https", "http", "mailto", "tel")
BlockKind = Literal["paragraph", "item", "heading", "cell"]


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, heading or table cell: its text without the citation marks, and the ids it cites."""

    kind: BlockKind
    text: str
    citations: tuple[Text, ...]
    place: Place


@dataclass(frozen=True)
class Prose:
    """A page of prose: what its front matter says, the Markdown below it, and its blocks."""

    path: str
    front: Front
    body: str
    blocks: tuple[Block, ...]

    @property
    def citations(self) -> tuple[Text, ...]:
        """Every id that the body or the main points cite, in order."""
        points = (citation for point in self.front.main_points for citation in cited(point))
        return (*points, *(citation for block in self.blocks for citation in block.citations))


class Strict(MarkdownIt):
    """Makes a link of no address but those that `fault_of` lets pass."""

    def validateLink(self, url: str) -> bool:
        """Called by markdown-it of each address."""
        return not fault_of(url)


class Lenient(MarkdownIt):
    """Makes a link of every address, so that each can be judged at its line."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002
        """Called by markdown-it of each address."""
        return True


def fault_of(address: str) -> str | None:
    """Why an address may not be linked to; None where it may. Browsers skip white space and control characters in it."""
    bare = re.sub(r"(%[01][0-9A-F]|%20|[\x00-\x20])+", "", address)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    if bare.startswith(("//", "\\")) or (scheme and scheme[1].lower() not in SCHEMES):
        return "a link begins with https://, http://, mailto: or tel:, or leads to a page of the site"
    return None


def parser(kind: type[MarkdownIt] = Strict) -> MarkdownIt:
    """The Markdown of this house; the site adds how a citation is drawn."""
    reader = kind("commonmark", {"html": False}).enable("table").use(front_matter_plugin)
    reader.inline.ruler.before("link", "citation", citation_rule)
    return reader


def citation_rule(state: StateInline, silent: bool) -> bool:
    """markdown-it rule: `[@a; @b]` becomes one `citation` token whose `meta` lists the ids."""
    match = CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta["ids"] = ids(match[1])
        token.content = match[0]
    state.pos = match.end()
    return True


def ids(inside: str) -> list[str]:
    """The ids between `[@` and `]`."""
    return [part.strip().removeprefix("@") for part in inside.split(";")]


def cited(text: Text) -> tuple[Text, ...]:
    """The ids that a text of YAML cites, at the place of the text."""
    return tuple(Text(each, text.place) for match in CITATION.finditer(text) for each in ids(match[1]))


def uncited(text: str) -> str:
    """The text without its citation marks."""
    return re.sub(r" ?" + CITATION.pattern, "", text).strip()


def read_prose(text: str, path: str) -> tuple[Prose | None, list[Problem]]:
    """Read a page: front matter by the type `Front`, then its blocks. Returns None where the front matter fails."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tokens = parser(Lenient).parse(text)
    if not tokens or tokens[0].type != "front_matter":
        message = "the page does not begin with front matter"
        mend = "begin the file with a line ---, then title: ..., then a line ---"
        return None, [Problem("S104", Level.ERROR, message, Place(path), (mend,))]
    head = tokens[0]
    front, problems = read(head.content, path, Front, first_line=2)
    problems += [*reordering(text, path), *hidden(text, path), *astray(tokens, path)]
    if front is None:
        return None, problems
    lines = text.split("\n")  # the parser's lines: U+2028 and its like end none
    body = "\n".join(lines[(head.map or [0, 0])[1] :])
    return Prose(path, front, body, tuple(blocks(tokens[1:], lines, path))), problems


def reordering(text: str, path: str) -> Iterator[Problem]:
    """A warning for each line with characters that reorder text."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := BIDI.search(line):
            place = Place(path, number, found.start() + 1, number, found.start() + 2)
            message = f"a character that reorders text, U+{ord(found[0]):04X}"
            yield Problem("S111", Level.WARNING, message, place)


def hidden(text: str, path: str) -> Iterator[Problem]:
    """An error for each line with a control character."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := CONTROL.search(line):
            place = Place(path, number, found.start() + 1, number, found.start() + 2)
            message = f"a control character, U+{ord(found[0]):04X}"
            yield Problem("S110", Level.ERROR, message, place, ("delete it: it cannot be seen, and no reader means it",))


def astray(tokens: Sequence[Token], path: str) -> Iterator[Problem]:
    """An error for each link that is active or leads out of the site to no web page, and each picture from elsewhere."""
    for token in tokens:
        for child in token.children or []:
            address = str(child.attrs.get("href") or child.attrs.get("src") or "")
            loads = child.type == "image" and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
            if reason := "a page loads nothing from elsewhere" if loads else fault_of(address):
                line = (token.map or [0])[0] + 1
                message = f"the address {shown(address)} will not do: {reason}"
                yield Problem("S107", Level.ERROR, message, Place(path, line, 1, line, 2))


def blocks(tokens: Sequence[Token], lines: Sequence[str], path: str) -> Iterator[Block]:
    """The blocks of a page, in order."""
    depth = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        depth += token.nesting if token.type.startswith("list_item") else 0
        if token.type == "inline":
            start, end = token.map or (0, 1)
            place = Place(path, start + 1, 1, end, len(lines[end - 1]) + 1)
            kind = block_kind(before.type if before else "", depth)
            yield Block(kind, plain(token), tuple(citations(token, lines, place)), place)


def block_kind(opening: str, depth: int) -> BlockKind:
    """What an inline token stands in, by the token that opened it."""
    if opening == "heading_open":
        return "heading"
    if opening in ("td_open", "th_open"):
        return "cell"
    return "item" if depth else "paragraph"


def plain(token: Token) -> str:
    """The words of an inline token, without marks."""
    parts = ("" if t.type == "citation" else " " if t.type.endswith("break") else t.content for t in token.children or [])
    return re.sub(r" +(?=[.,;:]|$)", "", re.sub("  +", " ", "".join(parts))).strip()


def citations(token: Token, lines: Sequence[str], place: Place) -> Iterator[Text]:
    """The ids cited in an inline token, each at its own line and column."""
    line, column = place.line, 0
    for each in (each for child in token.children or [] if child.type == "citation" for each in child.meta["ids"]):
        while line < place.end_line and lines[line - 1].find(each, column) < 0:
            line, column = line + 1, 0
        found = max(lines[line - 1].find(each, column), column)
        at = found - (lines[line - 1][found - 1 : found] == "@")
        column = found + len(each)
        yield Text(each, Place(place.path, line, at + 1, line, column + 1))
