"""Two wordings of one thing: which words went, and which came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 500  # comparing takes the product of the lengths; longer texts count as wholly rewritten


@dataclass(frozen=True)
class Run:
    """A run of words of one wording; `changed`: the other does not have it."""

    text: str
    changed: bool


def difference(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The old wording and the new in runs of whole words. The runs of each, joined, are the text itself."""
    before, after = words(old), words(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return (Run(old, True),), (Run(new, True),)
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = merged((before[start:end], kind != "equal") for kind, start, end, _, _ in codes)
    come = merged((after[start:end], kind != "equal") for kind, _, _, start, end in codes)
    return tuple(gone), tuple(come)


def words(text: str) -> list[str]:
    """The words and marks of a text, each with the white space after it."""
    return re.findall(r"\w+(?:[-'’.,]\w+)*\s*|\s+|[^\w\s]\s*", text)


def merged(pieces: Iterator[tuple[list[str], bool]]) -> Iterator[Run]:
    """Runs without the empty ones; the white space at the end of a changed run stands outside it."""
    for piece, changed in pieces:
        text = "".join(piece)
        bare = text.rstrip() if changed else text
        yield from (Run(part, mark) for part, mark in ((bare, changed), (text[len(bare):], False)) if part)
