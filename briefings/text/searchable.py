"""A source's text made ready: folded once for each level, whatever the number of quotes looked for in it."""

import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefings.text.edges import WORD_RUN, is_edge
from briefings.text.fold import BROKEN, HIDDEN, Folded, MatchLevel, decoded, extraction, fold, joints_agree, typographic
from briefings.text.scripts import scripts_used
from briefings.text.span import Span


@dataclass(frozen=True)
class Searchable:
    """`text` as stored, and `edges`: offsets that always count as edges (ends of zones)."""

    text: str
    edges: frozenset[int] = frozenset()

    @cached_property
    def _seen(self) -> Folded:
        return decoded(self.text)

    @cached_property
    def _typographic(self) -> Folded:
        return typographic(self._seen)

    @cached_property
    def _extraction(self) -> Folded:
        return extraction(self._seen)

    @cached_property
    def scripts(self) -> frozenset[str]:
        """The scripts in which the text has a word of two letters or more."""
        return scripts_used(self.text)

    @cached_property
    def lowered(self) -> str:
        """The typographic folding in small letters, of the same length, to look for what is alike."""
        text = self._typographic.text
        return text.lower() if len(text.lower()) == len(text) else text

    @cached_property
    def plain(self) -> bool:
        """Whether every word of plain letters and digits that a folding finds stands in the text as it is: nothing in it is
        read as a letter, left out between two, or joins the parts of a broken word."""
        told = any(mark in self.text for mark in "&[") or HIDDEN.search(self.text) or BROKEN.search(self.text)
        return not told and unicodedata.is_normalized("NFC", self.text)

    def folded(self, level: MatchLevel) -> Folded:
        """The text as it is compared at `level`."""
        if level is MatchLevel.EXACT:
            return Folded(self.text)
        return self._typographic if level is MatchLevel.TYPOGRAPHIC else self._extraction

    def is_edge(self, offset: int) -> bool:
        """Whether a quote may begin or end at `offset` of this text."""
        return offset in self.edges or is_edge(self.text, offset)

    def holds(self, span: Span) -> bool:
        """Whether both ends of `span` stand at edges."""
        return self.is_edge(span.start) and self.is_edge(span.end)


def searchable(text: str, edges: Collection[int] = ()) -> Searchable:
    """Prepare `text` (as stored: BOM and CRLF count) for `locate`; `edges` are further offsets to cut at."""
    return Searchable(text, frozenset(edges))


def _swapped(quote: str) -> str:
    """`quote` with the case of its first letter changed, if it begins with one (quotation marks aside)."""
    for at, character in enumerate(quote):
        if character.isalnum():
            other = character.swapcase()
            return quote[:at] + other + quote[at + 1 :] if len(other) == 1 else quote
    return quote


def _unstopped(quote: str) -> str:
    """`quote` without its one final full stop, which may stand inside a closing quotation mark."""
    body = quote.rstrip("\"')]")
    if body.endswith((".", "。", "۔")) and not body.endswith(".."):
        return body[:-1] + quote[len(body) :]
    return quote


def variants(stretch: str, level: MatchLevel) -> list[Folded]:
    """The foldings of a quoted stretch that are looked for at `level`."""
    folded = fold(stretch, level)
    if level is not MatchLevel.EDITORIAL:
        return [folded]
    texts = dict.fromkeys((_swapped(folded.text), _unstopped(folded.text), _unstopped(_swapped(folded.text)), folded.text))
    return [Folded(text, (), folded.joints, folded.joint_offsets) for text in texts if text]


def _next(source: Folded, at: int) -> int:
    """Where to look on after a place at `at`: past its word if it began inside one, for no edge is lost so.

    Without this, a quote of one letter repeated would take quadratic time in a text of that letter.
    """
    inside = at > 0 and WORD_RUN.match(source.text, at - 1)
    run = WORD_RUN.match(source.text, at) if inside else None
    if run is None:
        return at + 1
    joint = bisect_right(source.joint_offsets, at)
    return min([run.end(), *source.joint_offsets[joint : joint + 1]])


def offsets(source: Folded, quote: Folded) -> Iterator[int]:
    """The offsets in the folded `source` where the folded `quote` stands, also overlapping, in order.

    Of several that begin inside one word only the first is given: enough to say that the words are there.
    """
    at = source.text.find(quote.text)
    while at >= 0:
        if joints_agree(source, quote, at):
            yield at
        at = source.text.find(quote.text, _next(source, at))


def places(source: Searchable, stretch: str, level: MatchLevel) -> set[Span]:
    """The places of `stretch` in the text as stored, at `level`: of those with one start, the longest.

    Edges are not looked at.
    """
    folded = source.folded(level)
    found: dict[int, int] = {}
    for quote in variants(stretch, level):
        for at in offsets(folded, quote):
            start, end = folded.start(at), folded.end(at + len(quote.text))
            if start is not None and end is not None:
                found[start] = max(end, found.get(start, end))
    return {Span(start, end) for start, end in found.items()}
