"""Shares, ordinals and vague amounts in words: "two-thirds", "half a million", "twenty-first", "tens of thousands"."""

from decimal import Decimal

from briefings.text.amount import Amount, after_hyphen, at, exact, kind_at
from briefings.text.number_tables import FEW, ORDINALS, PARTS, PLURAL_PARTS, SCALES, VAGUE
from briefings.text.number_tokens import Row
from briefings.text.number_words import below_hundred, below_thousand, scaled

_NOT_BEFORE_HALF = {
    "first", "second", "third", "other", "latter", "former", "in", "by", "the", "this", "that", "better", "top",
    "bottom", "back",
}  # fmt: skip


def half(tokens: Row, i: int) -> Amount | None:
    """ "half a million", "half-dozen", "a quarter million", and "half" itself as a share."""
    j = after_hyphen(tokens, i + 1) if at(tokens, i) in ("a", "one") else i
    if at(tokens, j) not in ("half", "quarter") or (
        at(tokens, j) == "quarter" and j == i and at(tokens, i - 1) != "quarter"
    ):
        return _bare_half(tokens, i)
    part = Decimal(1) / PARTS[at(tokens, j)]
    k = after_hyphen(tokens, j + 1)
    k = k + 1 if at(tokens, k) in ("a", "an") else k + 2 if at(tokens, k) == "of" and at(tokens, k + 1) == "a" else k
    if at(tokens, k) in SCALES:
        return scaled(tokens, part, Decimal("0.1"), k, money=False)
    return _bare_half(tokens, i)


def _bare_half(tokens: Row, i: int) -> Amount | None:
    if at(tokens, i) != "half" or at(tokens, i - 1) in _NOT_BEFORE_HALF or after_hyphen(tokens, i + 1) != i + 1:
        return None
    return None if at(tokens, i + 1) in ("past", "way", "time") else exact(Decimal("0.5"), i + 1, share=True)


_AFTER_SHARE = {"of", "-", "century", "fewer", "more", "less", "higher", "lower", "smaller", "larger"}


def share(tokens: Row, i: int) -> Amount | None:
    """ "two-thirds", "three quarters", "a third of", "one-fifth", "one in five"."""
    if at(tokens, i) == "one" and (ratio := one_in(tokens, i + 2)):
        return ratio
    if at(tokens, i) in ("a", "an", "one"):
        j = after_hyphen(tokens, i + 1)
        shares = at(tokens, j + 1) in _AFTER_SHARE or at(tokens, i) == "one" or kind_at(tokens, j + 1) != "word"
        known = at(tokens, j) in PARTS and shares
        return _of_scale(tokens, exact(Decimal(1) / PARTS[at(tokens, j)], j + 1, share=True)) if known else None
    top = below_thousand(tokens, i)
    if top is None:
        return None
    j = after_hyphen(tokens, top[1])
    if at(tokens, j) not in PLURAL_PARTS:
        return None
    return _of_scale(tokens, exact(Decimal(top[0]) / PLURAL_PARTS[at(tokens, j)], j + 1, share=True))


def one_in(tokens: Row, i: int) -> Amount | None:
    """The share that "one in" makes with the number at `i`."""
    if at(tokens, i - 1) != "in":
        return None
    bottom = below_hundred(tokens, i)
    if bottom is None and kind_at(tokens, i) == "num" and len(at(tokens, i)) < 5:
        bottom = (int(at(tokens, i)), i + 1) if at(tokens, i).isdecimal() else None
    return exact(Decimal(1) / bottom[0], bottom[1], share=True) if bottom and bottom[0] > 1 else None


def _of_scale(tokens: Row, share: Amount) -> Amount:
    """ "two thirds of a million" is a number, not a share."""
    i = share.end
    if at(tokens, i) == "of" and at(tokens, i + 1) == "a" and at(tokens, i + 2) in SCALES:
        return Amount(share.value * SCALES[at(tokens, i + 2)], None, i + 3, share.step, i + 2)
    return share


def ordinal(tokens: Row, i: int) -> Amount | None:
    head = below_thousand(tokens, i)
    if at(tokens, i) in ORDINALS:
        return _counted_order(tokens, i, 0, i)
    if head is None:
        return None
    j = after_hyphen(tokens, head[1] + 1 if at(tokens, head[1]) == "and" and head[0] >= 100 else head[1])
    if at(tokens, j) not in ORDINALS:
        return None
    last = ORDINALS[at(tokens, j)]
    joins = (head[0] % 10 == 0 and last < 10) or (head[0] % 100 == 0 and last < 100) or last >= 100
    return _counted_order(tokens, i, head[0], j) if joins and head[0] else None


def _counted_order(tokens: Row, i: int, head: int, j: int) -> Amount | None:
    last = ORDINALS[at(tokens, j)]
    adverb = head == 0 and last == 1 and not _is_determined(tokens, i)
    value = head * last if last >= 100 and head else head + last
    return None if adverb else Amount(Decimal(value), None, j + 1, Decimal(1), ordinal=True)


_DETERMINERS = {
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "that", "these", "every",
    "each", "very",
}  # fmt: skip


def _is_determined(tokens: Row, i: int) -> bool:
    """Whether "first" is one in a row ("the first step"), not an adverb ("was first agreed"); alone it may be either."""
    return len(tokens.texts) == 1 or at(tokens, i - 1) in _DETERMINERS or at(tokens, i - 1).endswith(("’s", "'s", "s’", "s'"))


def vague(tokens: Row, i: int) -> Amount | None:
    """ "tens of thousands", "hundreds", "several hundred": the bounds are our reading, as wide as the words allow."""
    if at(tokens, i) in VAGUE:
        low, end = VAGUE[at(tokens, i)], i + 1
        while at(tokens, end) == "of" and at(tokens, end + 1) in VAGUE and low < 10**12:
            low, end = low * VAGUE[at(tokens, end + 1)], end + 2
        least = low * 2 if at(tokens, i) in ("dozens", "scores") else low
        return Amount(Decimal(least), Decimal(low * 10 - 1), end, Decimal(low), end - 1)
    j = i + 1 if at(tokens, i) == "a" and at(tokens, i + 1) in ("few", "couple") else i
    k = j + 2 if at(tokens, j) == "couple" and at(tokens, j + 1) == "of" else j + 1
    if at(tokens, j) not in FEW or at(tokens, k) not in SCALES:
        return None
    factor = SCALES[at(tokens, k)]
    more = at(tokens, k + 1) if at(tokens, k + 1) in SCALES else ""
    factor *= SCALES.get(more, 1)
    most = Decimal(3 * factor if at(tokens, j) == "couple" else 10 * factor - 1)
    return Amount(Decimal(2 * factor), most, k + 2 if more else k + 1, Decimal(factor), k)
