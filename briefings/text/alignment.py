"""A claim laid over the words of its quotation: which name stands where the other has another."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from briefings.text.names import Lexicon, Mention
from briefings.text.numbers import Quantity
from briefings.text.stems import stem

NAME = "\0"
"""What stands for every name while words are compared, so that names are laid on names."""

BESIDE = 3
"""How many words to either side of a name are asked whether two places are one."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LIGHT = frozenset(("the", "a", "an", "of", "in", "on", "to", "and", "for", "with", "by", "at", "from", "that"))


NUMBER = "\1"
"""What stands for every number where it is the words beside the numbers that are compared."""


class Word(NamedTuple):
    """A word of a text by its stem, or a name or a number with what was read there."""

    form: str
    mention: Mention | None = None
    quantity: Quantity | None = None


def words(text: str, lexicon: Lexicon, numbers: tuple[Quantity, ...] | None = None) -> tuple[Word, ...]:
    """The words and names of a text, in order; articles and the like are left out.

    Names are all of one form, so that they are laid on each other. Where `numbers` are given, it is they that are of
    one form, and a name has the form of whom it names.
    """
    counted = [] if numbers is None else [(each.span.start, Word(NUMBER, quantity=each)) for each in numbers]
    taken = [span for each in numbers or () for span in (each.span, each.bound_span) if span]
    mentions = [each for each in lexicon.find(text) if not any(span.overlaps(each.span) for span in taken)]
    inside = {at for span in (*taken, *(mention.span for mention in mentions)) for at in range(*span)}
    plain = ((match.start(), Word(stem(match[0]))) for match in _WORD.finditer(text)
             if match[0].lower() not in _LIGHT and inside.isdisjoint(range(*match.span())))
    named = ((mention.span.start, Word(NAME if numbers is None else NAME + min(mention.entities), mention))
             for mention in mentions)
    return tuple(word for _, word in sorted((*plain, *named, *counted), key=lambda pair: pair[0]))


def pairs(claim: tuple[Word, ...], quote: tuple[Word, ...]) -> Iterator[tuple[Mention, Mention, int]]:
    """The names of the claim with the names of the quotation on which they lie, and how many equal words stand beside."""
    matcher = SequenceMatcher(None, [word.form for word in claim], [word.form for word in quote], autojunk=False)
    for block in matcher.get_matching_blocks():
        for at in range(block.size):
            mine, theirs = claim[block.a + at].mention, quote[block.b + at].mention
            beside = range(max(at - BESIDE, 0), min(at + BESIDE + 1, block.size))
            shared = [claim[block.a + near].form for near in beside if claim[block.a + near].form != NAME]
            if mine and theirs and shared:
                yield mine, theirs, len(shared)
