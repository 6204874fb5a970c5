"""The passage that is most like a quote which was not found. It suggests; it never accepts."""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from briefings.text.fold import Folded, MatchLevel, fold
from briefings.text.searchable import Searchable
from briefings.text.span import Span

# Bounds that keep the search short in any text: what is read of a quote, the words and places that are tried.
_QUOTE, _WORDS, _PLACES, _WINDOWS = 2_000, 16, 64, 3
_LIKE = 50.0
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True)
class Nearest:
    """The passage most like one stretch of a quote, in the text as stored.

    `diverges_at` is the offset in the source's text where the quote begins to differ, `quote_at` the offset in
    the quote's stretch, and `stretch` says which stretch of the quote (from 0).
    """

    span: Span
    text: str
    diverges_at: int
    quote_at: int = 0
    stretch: int = 0


_MARGIN = 12
"""How many characters a passage may be longer than the quote at either end, before what is not alike is trimmed."""


def _windows(text: str, quote: str) -> list[tuple[int, int]]:
    """The stretches of `text` where most of the quote's words stand at about the right distance."""
    size, votes = max(len(quote), 40), defaultdict[int, int](int)
    words = {match.group(): match.start() for match in reversed(list(_WORD.finditer(quote)))}
    for word in sorted(words, key=lambda found: (-len(found), words[found]))[:_WORDS]:
        at = text.find(word)
        for _ in range(_PLACES):
            if at < 0:
                break
            votes[max(0, at - words[word]) // size] += len(word)
            at = text.find(word, at + 1)
    best = sorted(votes, key=lambda found: (-votes[found] - votes.get(found + 1, 0), found))[:_WINDOWS]
    return [(max(0, at * size - size // 2), (at + 2) * size + size // 2) for at in best]


def _passage(text: str, quote: str) -> tuple[int, int] | None:
    """The part of `text` most like `quote`, out to the edges of its words."""
    found = []
    for start, end in _windows(text, quote):
        like = partial_ratio_alignment(quote, text[start:end], score_cutoff=_LIKE)
        if like:
            found.append((-like.score, start + like.dest_start, start + like.dest_end))
    if not found:
        return None
    _, start, end = min(found)
    # The alignment is as long as the quote; where the source has more words, one end of the passage lies further out.
    start, end = max(start - _MARGIN, 0), min(end + _MARGIN, len(text))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return _whole_words(text, start, end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, out to the edges of its words."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _parting(quote: str, passage: str) -> tuple[int, int, int, int]:
    """Where the passage proper begins and ends, and where quote and passage part."""
    steps = [step for step in Levenshtein.opcodes(quote, passage) if step.tag != "equal"]
    first, last = 0, len(passage)
    if steps and steps[0].tag == "insert" and steps[0].src_start == 0:
        first = steps.pop(0).dest_end
    if steps and steps[-1].tag == "insert" and steps[-1].src_start == len(quote):
        last = steps.pop().dest_start
    if not steps:
        return first, last, len(quote), last
    return first, last, steps[0].src_start, steps[0].dest_start


def _whole_start(folded: Folded, at: int) -> int:
    """Where the folded character at `at` began; in the middle of a piece, where the piece began."""
    while (found := folded.start(at)) is None:
        at -= 1
    return found


def _whole_end(folded: Folded, at: int) -> int:
    while (found := folded.end(at)) is None:
        at += 1
    return found


def nearest(source: Searchable, stretch: str, index: int = 0) -> Nearest | None:
    """The passage of `source` most like `stretch`, the quote's stretch number `index`; None if none is like it."""
    folded, quote = source.folded(MatchLevel.TYPOGRAPHIC), fold(stretch[:_QUOTE], MatchLevel.TYPOGRAPHIC)
    lead = len(quote.text) - len(quote.text.lstrip())
    words, text = quote.text.strip(), folded.text
    found = _passage(source.lowered, words.lower())
    if found is None:
        return None
    first, last, quote_at, parts_at = _parting(words, text[slice(*found)])
    begin = found[0]
    start, end = _whole_words(text, begin + first, begin + last)
    span = Span(_whole_start(folded, start), _whole_end(folded, end))
    diverges = min(max(_whole_start(folded, begin + parts_at), span.start), span.end)
    return Nearest(span, span.of(source.text), diverges, _whole_start(quote, lead + quote_at), index)
