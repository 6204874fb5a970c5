"""The thing that a number counts: "28 Union programmes" counts programmes."""

from briefings.text.amount import after_hyphen, at
from briefings.text.number_tokens import Row
from briefings.text.units import singular

_PLURALS = {"people", "men", "women", "children", "troops", "personnel", "aircraft", "police"}
_NO_NOUNS = {
    "and", "or", "but", "to", "in", "on", "at", "by", "for", "from", "with", "of", "was", "were", "is", "are",
    "has", "have", "had", "will", "would", "who", "that", "which", "the", "a", "an", "as", "after", "before",
    "than", "more", "less", "fewer", "so", "per", "when", "while", "during", "if", "into", "over", "under",
    "since", "until", "not", "its", "their", "his", "her",
}  # fmt: skip


def counted(found: Row, i: int) -> tuple[str, int]:
    """The counted noun after the number, and the index after it: the first plural among the next words, or the first."""
    i = after_hyphen(found, i)
    i = i + 1 if at(found, i) == "of" else i
    first, after = "", i
    for k, word in enumerate(found.texts[i : i + 6], i):
        if after_hyphen(found, k + 1) != k + 1 or after_hyphen(found, k) != k:
            continue  # the first half of "ex-Soviet" is no noun
        if found.kinds[k] != "word" or (word in _NO_NOUNS and not (word == "and" and first)):
            break
        if _is_plural(word):
            return singular(word), k + 1
        first, after = (first, after) if first else (word, k + 1)
    return singular(first), after


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")))
