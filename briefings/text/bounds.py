"""Bound words: whether a number is nearly, at least, up to or more than what is written (FORMATS.md's table)."""

from enum import StrEnum

from briefings.text.amount import at, kind_at
from briefings.text.number_tokens import Row
from briefings.text.span import Span


class Bound(StrEnum):
    """How a written number limits the true one; the values are those of a figure's `bound`."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    RANGE = "range"


_BEFORE = {
    Bound.ABOUT: "nearly|almost|about|around|some|approximately|approx|approx .|an estimated|estimated|estimated at|roughly"
    "|circa|ca|ca .|c .|~|≈|close to|nearing|approaching|in the region of|on the order of|in the order of|somewhere around"
    "|more or less|an approximate|about an estimated|just about",
    Bound.AT_MOST: "as many as|as much as|as high as|up to|at most|at the most|no more than|not more than|no greater than"
    "|a maximum of|maximum of|not exceeding|≤|< =|less than or equal to|smaller or equal than|no larger than|no higher than",
    Bound.LESS_THAN: "under|fewer than|less than|below|lower than|smaller than|just under|just below|well under|<"
    "|slightly less than|slightly under|short of|younger than",
    Bound.AT_LEAST: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|as few as"
    "|no smaller than|≥|> =|greater than or equal to|bigger or equal than|at the least|at the very least"
    "|at least or equal to",
    Bound.MORE_THAN: "over|more than|above|exceeding|exceed|exceeds|exceeded|in excess of|greater than|larger than"
    "|higher than|bigger than|just over|well over|slightly more than|well above|just above|upwards of|upward of|beyond|>"
    "|older than|longer than|topping|surpassing",
}
_AFTER = {
    Bound.ABOUT: "or so|or thereabouts|approximately|- odd|odd|- ish|give or take|more or less",
    Bound.AT_MOST: "or less|or fewer|or under|at most|at the most|maximum|or below",
    Bound.AT_LEAST: "or more|or over|or above|and above|and over|and more|at least|at the least|minimum|+|- plus|plus|and up"
    "|or greater|or higher",
}
BEFORE = {tuple(phrase.split()): bound for bound, phrases in _BEFORE.items() for phrase in phrases.split("|")}
AFTER = {tuple(phrase.split()): bound for bound, phrases in _AFTER.items() for phrase in phrases.split("|")}
_LONGEST = max(map(len, BEFORE))
_LAST_WORDS, _FIRST_WORDS = {phrase[-1] for phrase in BEFORE}, {phrase[0] for phrase in AFTER}

# After these, "about", "over" and "under" are prepositions, not bounds: "talks about 28 programmes".
_TOPICS = {
    "about": "talk talks talked talking speak speaks spoke speaking ask asks asked think thought complain complained "
    "concern concerns concerned question questions news information debate wrote worry worried worries doubts story",
    "over": "dispute disputes talk talks row difference differences concern concerns war control power victory fight clash "
    "clashes conflict negotiations deal rule rules debate disagreement disagreements sovereignty ruled spread",
}
_TOPIC_WORDS = {word: set(leads.split()) for word, leads in _TOPICS.items()}
_UNDER_NOUNS = {
    "agreement", "programme", "program", "treaty", "deal", "law", "condition", "president", "government",
    "article",
}  # fmt: skip


def bound_before(tokens: Row, i: int, noun: str = "") -> tuple[Bound, Span] | None:
    """The bound whose words end right before the token `i`, the longest that fits; `noun` is what is counted."""
    if at(tokens, i - 1) not in _LAST_WORDS:
        return None
    for length in range(min(_LONGEST, i), 0, -1):
        words = tuple(at(tokens, k) for k in range(i - length, i))
        bound = BEFORE.get(words)
        if bound and not _is_preposition(words, at(tokens, i - length - 1), noun) and not _compares(words, tokens, i - length):
            return bound, tokens.span(i - length, i)
    return None


def _compares(words: tuple[str, ...], tokens: Row, i: int) -> bool:
    """Whether the words compare with the number instead of bounding it: "a quarter fewer than a decade ago"."""
    counted = kind_at(tokens, i - 1) == "num" or at(tokens, i - 1) in _SHARES
    return len(words) == 2 and words[1] == "than" and counted


_SHARES = ("%", "percent", "cent", "quarter", "third", "half", "fifth", "tenth", "times", "million", "billion")


def _is_preposition(words: tuple[str, ...], before: str, noun: str) -> bool:
    if len(words) > 1:
        return False
    return before in _TOPIC_WORDS.get(words[0], ()) or (words[0] == "under" and noun in _UNDER_NOUNS)


def bound_after(tokens: Row, i: int) -> tuple[Bound, Span] | None:
    """The bound that begins right at the token `i` ("or more", "or so"), unless it belongs to a number after it."""
    if at(tokens, i) not in _FIRST_WORDS:
        return None
    for length in range(3, 0, -1):
        bound = AFTER.get(tuple(at(tokens, k) for k in range(i, i + length)))
        if bound and not _opens_another(tokens, i + length):
            return bound, tokens.span(i, i + length)
    return None


def _opens_another(tokens: Row, i: int) -> bool:
    """Whether what follows is a word or number that the bound would lead to: "28, at least five", "5 or more than 6"."""
    return kind_at(tokens, i) == "num" or at(tokens, i) in ("than", "$", "a", "one", "two", "three", "four", "five")
