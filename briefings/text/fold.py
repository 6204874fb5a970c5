"""Reading text through its typography: a folded copy of a text, and the way back to each character's place.

A folding is a stack of layers. A layer replaces some pieces of a text and remembers where they stood, so an
offset in the folded text leads back to the offset in the text as stored. All offsets are code points. A text
without a piece to replace costs one scan, and what is remembered grows with the pieces, not with the text.
"""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from briefings.text.characters import (
    APOSTROPHES,
    CURRENCY,
    DASHES,
    HYPHENS,
    IGNORABLE,
    LIGATURES,
    MARKS,
    PERCENTS,
    QUOTES,
    SIGNS,
    SPACES,
)


class MatchLevel(StrEnum):
    """How far the words of a quote were folded before they were found, from not at all to most."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    EXTRACTION = "extraction"
    EDITORIAL = "editorial"


# A hyphen at a line's end, which may be the word's own or the printer's. Between letters it may go or stay
# (BROKEN_WORD); beside a digit it stays (BROKEN_NUMBER). Noncharacters: no exchanged text contains them.
BROKEN_WORD, BROKEN_NUMBER = "\ufdd0", "\ufdd1"

_JOINED = rf"[\w{MARKS}]"
_LETTER = r"[^\W\d_]"
_LINE_END = r"[^\S\r\n]*(?:\r\n|[\r\n\f\u2028])[^\S\r\n]*"
_REFERENCE = r"(?:\[\d{1,3}(?:[-,] ?\d{1,3})*\])+"

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(rf"[{IGNORABLE}]+|[{LIGATURES}]")
_COMPOSED = re.compile(rf"[^{MARKS}\u1161-\u1175\u11a8-\u11c2]?[{MARKS}\u1161-\u1175\u11a8-\u11c2]+|[^\x00-\u02ff]")
_TYPOGRAPHY = (
    rf"(?P<space>[^\S ]\s*| \s+)|(?P<ellipsis>…)|(?P<apostrophe>(?<={_JOINED})[{APOSTROPHES}](?=[^\W_]))"
    rf"|(?P<quote>[{QUOTES}])|(?P<sign>(?<![\w{MARKS}{PERCENTS}{CURRENCY})])[{SIGNS}](?=[{CURRENCY}]?\.?\d))"
    rf"|(?P<dash>[{DASHES}]{{1,3}})"
)
_BROKEN = (
    rf"(?P<broken_word>(?<=[{MARKS}]|{_LETTER})[{HYPHENS}]{_LINE_END}(?={_LETTER}))"
    rf"|(?P<broken_number>(?<={_JOINED})[{HYPHENS}]{_LINE_END}(?=[^\W_]))"
)
BROKEN = re.compile(rf"[{HYPHENS}]{_LINE_END}")
"""A hyphen at a line's end."""
_TYPOGRAPHIC = re.compile(_TYPOGRAPHY)
_EXTRACTED = re.compile(f"{_BROKEN}|{_TYPOGRAPHY}")
# Where a piece may begin: each is one set of characters first, for which `re` searches many times faster than for choices.
HIDDEN = re.compile(f"[{IGNORABLE}{LIGATURES}]")
"""What may stand inside a word and is not seen, or is seen as several letters."""
_TYPED = re.compile(rf"[{SPACES}…{APOSTROPHES}{QUOTES}{DASHES}](?:(?<! )|(?=\s))")
_STOPPED = re.compile(r" (?<=[.!?\"')\]] )")
_JOINING = re.compile(f"[-{BROKEN_WORD}{BROKEN_NUMBER}]")
_PUT = {
    "space": " ",
    "ellipsis": "...",
    "apostrophe": "'",
    "quote": '"',
    "sign": "−",
    "dash": "-",
    "broken_word": BROKEN_WORD,
    "broken_number": BROKEN_NUMBER,
}
# A reference mark hangs on what stands before it; "[12] people" is a word of the text.
_REFERENCES = re.compile(rf"(?<=[^\s\w(\[]){_REFERENCE}|(?<=\w){_REFERENCE}(?!\w)|(?<=\S) {_REFERENCE}(?=[.,;:!?]|\s*\Z)")
# Between digits a stop is a decimal point, and "3. 14" is not 3.14.
_STOP_GAP = re.compile(
    rf"(?<=[.!?]) (?={_LETTER}|[\"'(\[])|(?<=[.!?][\"')\]]) (?={_LETTER}|[\"(])|(?<={_LETTER}[.!?]) (?=\d)"
)
_JOINT = re.compile(rf"(?<={_JOINED})(?:-|{BROKEN_WORD}|{BROKEN_NUMBER}) ?(?=[^\W_])")


@dataclass(frozen=True)
class Layer:
    """The pieces that one pass replaced: where each begins and ends in the new text and in the old."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    old_starts: list[int] = field(default_factory=list)
    old_ends: list[int] = field(default_factory=list)

    def start(self, offset: int) -> int | None:
        """Where the character that begins at `offset` began before; None in the middle of a piece."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return offset
        if offset >= self.ends[at]:
            return self.old_ends[at] + offset - self.ends[at]
        return self.old_starts[at] if offset == self.starts[at] else None

    def end(self, offset: int) -> int | None:
        """Where the character that ends at `offset` ended before; None in the middle of a piece."""
        at = bisect_left(self.starts, offset) - 1
        if at < 0:
            return offset
        if offset < self.ends[at]:
            return None
        return self.old_ends[at] + offset - self.ends[at]


@dataclass(frozen=True)
class Folded:
    """A folded text with its way back. `joints` are the hyphens taken out of words, by offset."""

    text: str
    layers: tuple[Layer, ...] = ()
    joints: dict[int, str] = field(default_factory=dict)
    joint_offsets: list[int] = field(default_factory=list)

    def start(self, offset: int) -> int | None:
        """Where the folded character at `offset` begins in the text as stored, if it is whole."""
        found: int | None = offset
        for layer in reversed(self.layers):
            if found is not None:
                found = layer.start(found)
        return found

    def end(self, offset: int) -> int | None:
        """Where the folded character before `offset` ends in the text as stored, if it is whole."""
        found: int | None = offset
        for layer in reversed(self.layers):
            if found is not None:
                found = layer.end(found)
        return found

    def rewritten(
        self, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], starts: re.Pattern[str] | None = None
    ) -> "Folded":
        """This folding with one more layer, in which `put` gives what stands for each match of `pattern`.

        `starts`, where given, finds every place at which a match may begin, sooner than `pattern` tells that none does.
        """
        layer, done, length = Layer(), 0, 0
        parts: list[str] = []
        for match in found_at(starts, pattern, self.text) if starts else pattern.finditer(self.text):
            piece = put(match)
            if piece == match.group():
                continue
            start, end = match.span()
            parts += (self.text[done:start], piece)
            length += start - done
            layer.starts.append(length)
            length += len(piece)
            layer.ends.append(length)
            layer.old_starts.append(start)
            layer.old_ends.append(end)
            done = end
        if not layer.starts:
            return self
        return Folded("".join((*parts, self.text[done:])), (*self.layers, layer))


def found_at(starts: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, asked only where `starts` matches."""
    done = 0
    for start in map(re.Match.start, starts.finditer(text)):
        if start >= done and (match := pattern.match(text, start)):
            yield match
            done = match.end()


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def _seen(match: re.Match[str]) -> str:
    return re.sub(f"[{IGNORABLE}]", "", unicodedata.normalize("NFKC", match.group()))


def _put(match: re.Match[str]) -> str:
    return _PUT[match.lastgroup or ""]


def _nothing(_: re.Match[str]) -> str:
    return ""


def decoded(text: str) -> Folded:
    """`text` with entities read, what is not seen gone, ligatures apart and letters composed (NFC)."""
    if text.isascii() and "&" not in text:
        return Folded(text)
    folded = Folded(text).rewritten(_ENTITY, lambda match: html.unescape(match.group()))
    folded = folded.rewritten(_UNSEEN, _seen, HIDDEN)
    return folded if unicodedata.is_normalized("NFC", folded.text) else folded.rewritten(_COMPOSED, _composed)


def typographic(seen: Folded) -> Folded:
    """The second level: one kind of space, quotation mark, apostrophe, dash, minus, ellipsis."""
    return seen.rewritten(_TYPOGRAPHIC, _put, _TYPED)


def extraction(seen: Folded) -> Folded:
    """The third level: also without reference marks, gaps after a full stop, and hyphens inside words.

    The hyphens are kept in `joints`, for `joints_agree` to compare: only one at a line's end may differ.
    """
    folded = seen.rewritten(_EXTRACTED, _put, _TYPED)
    folded = folded.rewritten(_REFERENCES, _nothing) if "[" in folded.text else folded
    folded = folded.rewritten(_STOP_GAP, _nothing, _STOPPED)
    bare = folded.rewritten(_JOINT, _nothing, _JOINING)
    if bare is folded:
        return folded
    layer = bare.layers[-1]
    old = zip(layer.starts, layer.old_starts, layer.old_ends, strict=True)
    joints = {at: folded.text[start:end] for at, start, end in old}
    return Folded(bare.text, bare.layers, joints, list(joints))


def fold(text: str, level: MatchLevel) -> Folded:
    """`text` as it is compared at `level`; the editorial level varies the quote alone."""
    if level is MatchLevel.EXACT:
        return Folded(text)
    return typographic(decoded(text)) if level is MatchLevel.TYPOGRAPHIC else extraction(decoded(text))


def _joints_match(ours: str, theirs: str) -> bool:
    pair = {ours, theirs}
    return len(pair) == 1 or BROKEN_WORD in pair or (BROKEN_NUMBER in pair and "" not in pair)


def joints_agree(source: Folded, quote: Folded, at: int) -> bool:
    """Whether the hyphens inside words agree where the folded `quote` stands at offset `at` of `source`."""
    first = bisect_right(source.joint_offsets, at)
    last = bisect_left(source.joint_offsets, at + len(quote.text))
    theirs = {offset - at: source.joints[offset] for offset in source.joint_offsets[first:last]}
    return all(_joints_match(quote.joints.get(offset, ""), theirs.get(offset, "")) for offset in quote.joints | theirs)
