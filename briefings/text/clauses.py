"""A sentence as a row of pieces: words, marks, and each quoted stretch as one piece."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings.text.layout import QUOTE_MARKS
from briefings.text.names import folded
from briefings.text.span import Span

QUOTED = "“”"
"""The form of a piece that is a whole quoted stretch."""

DASH = "—"
"""The form of a dash between words, however it was typed (`--`)."""

CONTRASTS = frozenset({"but", "while", "whereas", "yet", "although", "though"})
_CLOSERS = ",.!?…"
_MARK = re.compile(f"[{QUOTE_MARKS}‘’']")


class Piece(NamedTuple):
    """A word, a mark or a quoted stretch with its marks: its small-letter form, and where it stands without possessive."""

    form: str
    start: int
    end: int
    capital: bool = False
    possessive: bool = False
    closed: bool = False
    """Of a quoted stretch: whether it ends like a speech (`…,” he said`), not like a phrase."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether this is a word, neither mark nor quoted stretch."""
        return self.form[0].isalnum()


def quoted(text: str, span: Span) -> tuple[Span, ...]:
    """The stretches of `text[span]` between quotation marks, marks included; single ones only around speech.

    Marks alternate, whichever way they are turned; where the first one closes, the quotation began before.
    """
    found = list(_marks(text, span))
    if found and _closes(text, span, found):
        found.insert(0, span.start)
    if len(found) % 2:
        found.append(span.end - 1)
    return tuple(Span(left, right + 1) for left, right in zip(found[::2], found[1::2], strict=True))


def _marks(text: str, span: Span) -> Iterator[int]:
    single = False
    for offset in map(re.Match.start, _MARK.finditer(text, *span)):
        letter = text[offset]
        before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
        if letter in QUOTE_MARKS:
            yield offset
        elif letter in "‘'" and not single and not before[-1:].isalnum() and after.isalnum():
            single = _ends_speech(text, offset, span.end)
            if single:
                yield offset
        elif letter in "’'" and single and before in _CLOSERS and not after.isalnum():
            single = False
            yield offset


def _ends_speech(text: str, opening: int, end: int) -> bool:
    reach = text[opening + 1 : min(end, opening + 2000)]
    return any(closer + mark in reach for closer in _CLOSERS for mark in "’'")


def _closes(text: str, span: Span, marks: Sequence[int]) -> bool:
    if len(marks) % 2 == 0:
        return False
    first = marks[0]
    after = text[first + 1 : first + 2] if first + 1 < span.end else ""
    return first > span.start and text[first - 1] in _CLOSERS and (not after.strip() or text[first] == "”")


def pieces(text: str, span: Span) -> tuple[Piece, ...]:
    """The pieces of `text[span]` in order."""
    row: list[Piece] = []
    cursor = span.start
    for stretch in quoted(text, span):
        row += _plain(text, cursor, stretch.start)
        inside = stretch.of(text)[1:-1].rstrip()
        row.append(Piece(QUOTED, *stretch, closed=inside.endswith(tuple(_CLOSERS))))
        cursor = stretch.end
    row += _plain(text, cursor, span.end)
    return tuple(row)


def _plain(text: str, start: int, end: int) -> list[Piece]:
    return [
        _made(Piece, (DASH if form == "-" and _parts(text, at, until) else bare.lower(), at, until,
                      form[0].isupper(), until < stop, False))
        for form, bare, at, stop, until in folded(text, start, end)
    ]


_made = tuple.__new__
"""What `Piece(...)` calls in the end; a third of the time of reading a sentence went into the call before."""


def _parts(text: str, start: int, end: int) -> bool:
    """Whether a hyphen or dash parts words, rather than joining them."""
    return not (text[start - 1 : start].isalnum() and text[end : end + 1].isalnum())


def clause_start(row: Sequence[Piece], index: int) -> int:
    """The index of the first piece of the clause that holds `index`: after `;`, a dash or `, but`."""
    for at in range(index - 1, 0, -1):
        if row[at].form in (";", DASH) or (row[at].form in CONTRASTS and row[at - 1].form == ","):
            return at + 1
    return 0
