"""Cardinals in words, with their scales: "two hundred and five", "two point five million", "five and a half million"."""

from decimal import Decimal

from briefings.text.amount import Amount, after_hyphen, at, exact, glued, kind_at
from briefings.text.number_tables import ALWAYS_SHORT, PARTS, PLURAL_PARTS, SCALES, SHORT_SCALES, SMALL, TENS
from briefings.text.number_tokens import Row


def scaled(tokens: Row, value: Decimal, step: Decimal, end: int, money: bool) -> Amount:
    """The number times the scale words after it: "1.2 million", "600-million", "600m", "300 hundred thousand"."""
    scale, product = None, Decimal(1)
    while (factor := _scale_at(tokens, after_hyphen(tokens, end), money, first=scale is None)) is not None:
        scale = after_hyphen(tokens, end)
        product, end = product * factor, scale + 1
    return _and_a_half(tokens, Amount(value * product, None, end, step * product, scale, factor=product))


def _scale_at(tokens: Row, i: int, money: bool, first: bool) -> int | None:
    word = at(tokens, i)
    if word.rstrip("s") in SCALES and not word.startswith("dozens"):
        return SCALES[word.rstrip("s")]
    if not first or word not in SHORT_SCALES or (word not in ALWAYS_SHORT and not money):
        return None
    if word in ("k", "m", "b", "t", "mm") and not (glued(tokens, i) or money):
        return None
    return None if at(tokens, i + 1) in ("tall", "long", "wide", "deep", "high") else SHORT_SCALES[word]


def _and_a_half(tokens: Row, whole: Amount) -> Amount:
    """ "five and a half million", "one million and a half", "two and two-thirds": the part is of the scale named."""
    part = part_at(tokens, whole.end + 1) if at(tokens, whole.end) == "and" else None
    if part is None:
        return whole
    share, end = part
    if whole.scale is None:
        return scaled(tokens, whole.value + share, Decimal("0.1"), end, money=False)
    own = _scale_at(tokens, after_hyphen(tokens, end), money=False, first=False)
    if own:
        end = after_hyphen(tokens, end) + 1
    return Amount(whole.value + share * (own or whole.factor), None, end, whole.step / 10, whole.scale)


def part_at(tokens: Row, i: int) -> tuple[Decimal, int] | None:
    """A fraction below one in words, and the index after it: "a half", "two-thirds"."""
    top = (1, i + 1) if at(tokens, i) in ("a", "one") else below_hundred(tokens, i)
    if top is None:
        return None
    j = after_hyphen(tokens, top[1])
    word = at(tokens, j)
    parts = PARTS if top[0] == 1 else PLURAL_PARTS
    return (Decimal(top[0]) / parts[word], j + 1) if word in parts and word != "minute" else None


def below_hundred(tokens: Row, i: int) -> tuple[int, int] | None:
    word = at(tokens, i)
    if word in TENS:
        j = after_hyphen(tokens, i + 1)
        ones = SMALL.get(at(tokens, j), 0)
        return (TENS[word] + ones, j + 1) if 0 < ones < 10 else (TENS[word], i + 1)
    return (SMALL[word], i + 1) if word in SMALL else None


def below_thousand(tokens: Row, i: int) -> tuple[int, int] | None:
    head = below_hundred(tokens, i)
    if head is None:
        return None
    hundreds = after_hyphen(tokens, head[1])
    if at(tokens, hundreds) != "hundred":
        return head
    value, end = head[0] * 100, hundreds + 1
    start = end + 1 if at(tokens, end) in ("and", "&") else after_hyphen(tokens, end)
    tail = below_hundred(tokens, start)
    if tail and at(tokens, tail[1]) != "hundred" and at(tokens, after_hyphen(tokens, tail[1])) not in PLURAL_PARTS:
        return value + tail[0], tail[1]
    return value, end


def cardinal(tokens: Row, i: int) -> Amount | None:
    """A cardinal in words; "a" counts as one only before a scale word."""
    if at(tokens, i) in ("a", "an", "one") and at(tokens, after_hyphen(tokens, i + 1)) in SCALES:
        return _grouped(tokens, (1, i + 1)) if at(tokens, i) != "one" else _grouped(tokens, below_thousand(tokens, i))
    if at(tokens, i) == "one" and _is_pronoun(tokens, i):
        return None
    return _grouped(tokens, below_thousand(tokens, i))


def _grouped(tokens: Row, group: tuple[int, int] | None) -> Amount | None:
    """Groups with falling scales: "two million three hundred thousand and five"."""
    total, limit, end, scale = 0, 10**15, 0, None
    while group is not None:
        value, after = group
        position = after_hyphen(tokens, after)
        factor = SCALES.get(at(tokens, position).rstrip("s"), 1)
        if factor >= limit:
            break
        total, end = total + value * factor, position + 1 if factor > 1 else after
        if factor == 1:
            break
        limit, scale = factor, position
        start = end + 1 if at(tokens, end) in ("and", "&") else end
        group = below_thousand(tokens, start) if start == end or not part_at(tokens, start) else None
    if not end:
        return None
    ends_in_scale = scale is not None and scale + 1 == end
    number = exact(Decimal(total), end, scale)._replace(factor=Decimal(limit if ends_in_scale else 1))
    return _and_a_half(tokens, _pointed(tokens, number))


def _pointed(tokens: Row, whole: Amount) -> Amount:
    """ "two point five": digits in words after the decimal point, and a scale after them."""
    if at(tokens, whole.end) != "point" or at(tokens, whole.end + 1) not in SMALL:
        return whole
    digits, end = "", whole.end + 1
    while at(tokens, end) in SMALL and len(digits) < 10:
        digits, end = digits + str(SMALL[at(tokens, end)]), end + 1
    step = Decimal(1).scaleb(-len(digits))
    return scaled(tokens, whole.value + Decimal(digits) * step, step, end, money=False)


_NOT_BEFORE_ONE = {
    "no", "the", "this", "that", "each", "every", "any", "which", "another", "some", "other", "only", "last",
    "first", "next", "not",
}  # fmt: skip

_NOT_AFTER_ONE = {
    "of", "that", "who", "which", "is", "was", "has", "had", "can", "could", "will", "would", "may", "might",
    "must", "should", "does", "did", "do", "by", "to", "and", "or", "but", "as", "in", "on", "at", "for",
    "with", "from", "where", "when", "whose", "another", "day", "knows", "says", "thing", "way", "side", "hand",
    "before", "after", "if", "it", "you", "he", "she", "we", "they", "i",
}  # fmt: skip


def _is_pronoun(tokens: Row, i: int) -> bool:
    """Whether "one" stands for somebody or something ("no one", "one of the", "the one that")."""
    after = i + 1
    if at(tokens, after_hyphen(tokens, after)) in PARTS or after_hyphen(tokens, after) != after:
        return False
    if at(tokens, after) == "and" and at(tokens, after + 1) == "a" and at(tokens, after + 2) in PARTS:
        return False
    if kind_at(tokens, after) != "word":
        return at(tokens, after) not in ("%", "(") and at(tokens, i - 1) not in ("minus", "negative", "and", "or", "to")
    if at(tokens, after) == "in":
        return not (below_hundred(tokens, after + 1) or tokens.kinds[min(after + 1, len(tokens.kinds) - 1)] == "num")
    return at(tokens, i - 1) in _NOT_BEFORE_ONE or at(tokens, after) in _NOT_AFTER_ONE
