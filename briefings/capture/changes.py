"""What changed between two captures of one article, sentence by sentence."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from briefings.text.layout import paragraphs, sentences

ALIKE = 0.5
"""Two sentences that share so much of their words are one, altered."""


def changes(before: str, after: str) -> Iterator[str]:
    """Lines that show what differs: `- gone`, `+ new`, `~ altered [-words gone-] {+words new+}`."""
    old, new = split(before), split(after)
    for what, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if what != "equal":
            yield from replaced(old[a:b], new[c:d])


def split(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return [" ".join(span.of(text).split()) for paragraph in paragraphs(text) for span in sentences(text, paragraph)]


def replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Sentences in the place of others: those alike word by word, the others whole."""
    for one, other in zip_longest(old, new, fillvalue=""):
        a, b = one.split(), other.split()
        words = SequenceMatcher(None, a, b)
        if one and other and words.ratio() >= ALIKE:
            yield "~ " + altered(words, a, b)
        else:
            yield from ([f"- {one}"] if one else [])
            yield from ([f"+ {other}"] if other else [])


def altered(matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> str:
    """One sentence, what it lost and gained marked as `git diff --word-diff` does."""
    parts = []
    for what, a, b, c, d in matcher.get_opcodes():
        gone, come = " ".join(old[a:b]), " ".join(new[c:d])
        parts += [gone] if what == "equal" else [f"[-{gone}-]"] * bool(gone) + [f"{{+{come}+}}"] * bool(come)
    return " ".join(parts)
