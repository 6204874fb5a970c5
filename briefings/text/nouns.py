"""The thing that a number counts: "28 Union programmes" counts programmes."""

from briefings.text.amount import after_hyphen, at
from briefings.text.number_tokens import Token
from briefings.text.units import singular

_PLURALS = {"people", "men", "women", "children", "troops", "personnel", "aircraft", "police"}
_NO_NOUNS = {
    "and", "or", "but", "to", "in", "on", "at", "by", "for", "from", "with", "of", "was", "were", "is", "are",
    "has", "have", "had", "will", "would", "who", "that", "which", "the", "a", "an", "as", "after", "before",
    "than", "more", "less", "fewer", "so", "per", "when", "while", "during", "if", "into", "over", "under",
    "since", "until", "not", "its", "their", "his", "her",
}  # fmt: skip


def counted(found: list[Token], i: int) -> tuple[str, int]:
    """The counted noun after the number, and the index after it: the first plural among the next words, or the first."""
    i = after_hyphen(found, i)
    i = i + 1 if at(found, i) == "of" else i
    words: list[tuple[str, int]] = []
    for k in range(i, min(i + 6, len(found))):
        word = found[k].text
        if after_hyphen(found, k + 1) != k + 1 or after_hyphen(found, k) != k:
            continue  # the first half of "ex-Soviet" is no noun
        if found[k].kind != "word" or (word in _NO_NOUNS and not (word == "and" and words)):
            break
        words.append((word, k + 1))
    plural = next((pair for pair in words if _is_plural(pair[0])), None)
    chosen = plural or (words[0] if words else ("", i))
    return singular(chosen[0]), chosen[1]


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")))
