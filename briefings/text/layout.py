"""How a captured text is cut: lines, paragraphs, sentences, words, as offsets into the text as stored."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

import sentencex

from briefings.text.span import Span

HARD_WRAP = 120
"""A text with no longer line than this was wrapped by hand: only blank lines part its paragraphs."""

WINDOW = 4000
"""How many characters are searched for the ends of sentences at a time."""

BLANK = " \t\r\n\v\f\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(8192, 8204)))
QUOTE_MARKS = '"“”„‟«»'
ENDINGS = frozenset({"Com", "Org", "Net", "Txt", "Pdf", "Doc", "Js", "Io", "Uk", "Ru", "Eu", "Html", "Php"})
"""What stands after a stop inside the name of a file or a site, where no sentence ends."""

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_WORD = re.compile(r"\w+(?:['’\-‐‑]\w+)*")
_GLUED = re.compile(rf"[^\W\d_A-Z][a-z’'][)\]]?[.!?](?P<close>[{QUOTE_MARKS}’]*)(?=[A-Z][a-z]*\b)")
_INNER_STOP = re.compile(r"\b[\w-]{2,}[.]([A-Z][a-z]*)\b")
# What both of these have, asked first: few paragraphs have a capital glued to a stop.
_TIGHT = re.compile(rf"[.!?][{QUOTE_MARKS}’]*[A-Z]")


def lines(text: str) -> tuple[Span, ...]:
    """The lines of `text` without their line breaks (LF, CRLF or CR); line 1 comes first."""
    starts = [0]
    ends = []
    for match in _LINE_BREAK.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    return tuple(Span(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True))


def line_of(text: str, offset: int) -> int:
    """The number, from 1, of the line in which the code point at `offset` stands."""
    breaks = takewhile(lambda match: match.end() <= offset, _LINE_BREAK.finditer(text))
    return 1 + sum(1 for _ in breaks)


def trimmed(text: str, span: Span) -> Span:
    """`span` without the white space, byte order mark and zero-width spaces at its two ends."""
    start, end = span
    while start < end and text[start] in BLANK:
        start += 1
    while start < end and text[end - 1] in BLANK:
        end -= 1
    return Span(start, end)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text`, trimmed: its lines, or in hard-wrapped text what blank lines part."""
    rows = [trimmed(text, line) for line in lines(text)]
    if any(end - start > HARD_WRAP for start, end in rows):
        return tuple(row for row in rows if row.start < row.end)
    return tuple(_blocks(rows))


def _blocks(rows: Iterable[Span]) -> Iterator[Span]:
    block: Span | None = None
    for row in rows:
        if row.start == row.end:
            if block:
                yield block
            block = None
        else:
            block = Span(block.start if block else row.start, row.end)
    if block:
        yield block


@lru_cache(maxsize=32_768)  # a paragraph is asked for by each fact that quotes it, in checks and again on pages
def sentences(text: str, paragraph: Span, edges: tuple[int, ...] = ()) -> tuple[Span, ...]:
    """The sentences of one paragraph, trimmed; each of `edges` (such as the end of a zone) parts two.

    A piece that begins with a small letter belongs to the sentence before it, unless an edge parts them.
    """
    hard = sorted({edge for edge in edges if paragraph.start < edge < paragraph.end})
    cuts = [paragraph.start, *hard, paragraph.end]
    return tuple(
        sentence for start, end in pairwise(cuts) for sentence in _sentences_between(text, Span(start, end))
    )


def _sentences_between(text: str, stretch: Span) -> Iterator[Span]:
    piece = stretch.of(text)
    starts, within = [0, *_split(piece)], frozenset[int]()
    if _TIGHT.search(piece):
        starts = sorted({*starts, *(match.end() for match in _GLUED.finditer(piece))})
        within = frozenset(match.start(1) for match in _INNER_STOP.finditer(piece) if match[1] in ENDINGS)
    kept: list[int] = []
    for start in starts:
        start = _before_opening_quote(piece, kept[-1] if kept else 0, start)
        if not kept or (start not in within and not _goes_on(piece, start)):
            kept.append(start)
    for start, end in pairwise([*kept, len(piece)]):
        sentence = trimmed(text, Span(stretch.start + start, stretch.start + end))
        if sentence.start < sentence.end:
            yield sentence


def _split(piece: str) -> Iterator[int]:
    """Where sentencex begins a sentence, a window at a time: it is quadratic in open quotation marks."""
    offset = 0
    while offset < len(piece):
        window = piece[offset : offset + WINDOW]
        starts = [found["start_index"] for found in sentencex.get_sentence_boundaries("en", window)]
        yield from (offset + start for start in starts[1:])
        unfinished = starts[-1] if offset + WINDOW < len(piece) and len(starts) > 1 else 0
        offset += unfinished or WINDOW


def _before_opening_quote(piece: str, previous: int, start: int) -> int:
    """`start`, moved before a glued quotation mark that opens rather than closes (`Moscow.”We have …`)."""
    mark = start - 1
    glued = mark > previous and piece[mark] in QUOTE_MARKS and start < len(piece) and piece[start].isalnum()
    if not glued:
        return start
    previous = max(previous, mark - WINDOW)
    still_open = sum(piece.count(quote, previous, mark) for quote in QUOTE_MARKS) % 2
    return start if still_open else mark


def _goes_on(piece: str, start: int) -> bool:
    head = piece[start : start + 40].lstrip(BLANK)
    return head[:1].islower() and not head[1:2].isupper()


def words(text: str, span: Span) -> int:
    """How many words stand in `span`; an apostrophe or a hyphen between letters joins."""
    return len(_WORD.findall(text, span.start, span.end))


def sentence_at(sentences: Sequence[Span], offset: int) -> int | None:
    """The index of the sentence that holds `offset`, or None between two; `sentences` are in order."""
    index = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    return index if index >= 0 and offset < sentences[index].end else None
