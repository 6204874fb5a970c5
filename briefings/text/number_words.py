"""Numbers in words: "two hundred and five", "half a million", "tens of thousands", "two-thirds", "twenty-first".

Each function looks at the tokens from one place on and gives what stands there and the index after it, or None.
"""

from decimal import Decimal
from typing import NamedTuple

from briefings.text.number_tokens import Numeral, Token, numeral, step_of

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
SMALL = {word: number for number, word in enumerate(_ONES.split())} | {"nought": 0, "naught": 0}
TENS = {word: ten for ten, word in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)}
SCALES = {
    "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12, "dozen": 12,
}  # fmt: skip
SHORT_SCALES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mm": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12, "tr": 10**12,
}  # fmt: skip
_ALWAYS_SHORT = {"k", "m", "mn", "mln", "bn", "bln", "tn", "trn"}  # the others only after a currency sign
_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_ONES.split(), 1)}
ORDINALS |= {word[:-1] + "ieth": ten for word, ten in TENS.items()}
ORDINALS |= {word + "th": scale for word, scale in SCALES.items() if word not in ("dozen", "lakh", "crore")}
_PARTS = {"half": 2, "halve": 2, "quarter": 4} | {word: n for word, n in ORDINALS.items() if n > 2}
PLURAL_PARTS = {word + "s": number for word, number in _PARTS.items()}
FRACTION_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
                  "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip
_WRITTEN_PARTS = {2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32}  # what a slash divides by; 9/11 and 24/7 are no fractions
VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3, "millions": 10**6,
         "billions": 10**9, "trillions": 10**12}  # fmt: skip
_FEW = {"several", "few", "couple"}


OPENERS = {"a", "an", "half", "quarter", *SMALL, *TENS, *ORDINALS, *VAGUE, *_FEW}


class Amount(NamedTuple):
    """A number without its unit: `upper` only for vague words (our reading), `share` for a fraction of something."""

    value: Decimal
    upper: Decimal | None
    end: int
    step: Decimal
    scale: int | None = None  # index of the scale word's token
    share: bool = False
    ordinal: bool = False
    factor: Decimal = Decimal(1)  # what the scale words multiply by, where they end the number


def at(tokens: list[Token], i: int) -> str:
    """The text of a token, empty beyond either end."""
    return tokens[i].text if 0 <= i < len(tokens) else ""


def glued(tokens: list[Token], i: int) -> bool:
    """Whether no white space stands between a token and the one before."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def after_hyphen(tokens: list[Token], i: int) -> int:
    """The index after a hyphen that joins two words there, or the same index."""
    return i + 1 if at(tokens, i) in ("-", "‑") and glued(tokens, i) and glued(tokens, i + 1) else i


def _exact(value: Decimal, end: int, scale: int | None = None, share: bool = False) -> Amount:
    return Amount(value, None, end, step_of(value) if not share else Decimal("0.01"), scale, share)


def amount(tokens: list[Token], i: int, money: bool = False) -> Amount | None:
    """The number that begins at `i`, in digits or words, with its scale; None where none does."""
    if i >= len(tokens):
        return None
    if tokens[i].kind == "num" or at(tokens, i) in FRACTION_SIGNS:
        return (_one_in(tokens, i + 2) if at(tokens, i) == "1" else None) or _digits(tokens, i, money)
    if tokens[i].text not in OPENERS:
        return None
    return _vague(tokens, i) or _half(tokens, i) or _share(tokens, i) or _ordinal(tokens, i) or _words(tokens, i)


# Digits

def _digits(tokens: list[Token], i: int, money: bool) -> Amount | None:
    plain = _mixed(tokens, i)
    if plain is None:
        return None
    number, end, share = plain
    if at(tokens, end) in ("st", "nd", "rd", "th") and glued(tokens, end):
        return Amount(number.value, None, end + 1, Decimal(1), ordinal=True)
    scaled = _scaled(tokens, number.value, number.step, end, money)
    return scaled._replace(share=share and scaled.scale is None)


def _mixed(tokens: list[Token], i: int) -> tuple[Numeral, int, bool] | None:
    """Digits with a fraction after them or as one: "2 1/2", "2½", "3/4", "½"."""
    fraction = _sign_fraction(tokens, i)
    if fraction:
        return Numeral(fraction[0], Decimal("0.01")), fraction[1], True
    whole = numeral(at(tokens, i))
    if whole is None:
        return None
    part = _sign_fraction(tokens, i + 1)
    if part and whole.value == whole.value.to_integral_value():
        return Numeral(whole.value + part[0], Decimal("0.01")), part[1], False
    return whole, i + 1, False


def _sign_fraction(tokens: list[Token], i: int) -> tuple[Decimal, int] | None:
    if at(tokens, i) in FRACTION_SIGNS:
        top, bottom = FRACTION_SIGNS[at(tokens, i)]
        return Decimal(top) / bottom, i + 1
    if at(tokens, i + 1) != "/" or not (at(tokens, i).isdecimal() and at(tokens, i + 2).isdecimal()):
        return None
    if not (glued(tokens, i + 1) and glued(tokens, i + 2)) or len(at(tokens, i) + at(tokens, i + 2)) > 4:
        return None
    top, bottom = int(at(tokens, i)), int(at(tokens, i + 2))
    return (Decimal(top) / bottom, i + 3) if bottom in _WRITTEN_PARTS and 0 < top < bottom else None


def _scaled(tokens: list[Token], value: Decimal, step: Decimal, end: int, money: bool) -> Amount:
    """The number times the scale words after it: "1.2 million", "600-million", "600m", "300 hundred thousand"."""
    scale, product = None, Decimal(1)
    while (factor := _scale_at(tokens, after_hyphen(tokens, end), money, first=scale is None)) is not None:
        scale = after_hyphen(tokens, end)
        product, end = product * factor, scale + 1
    return _and_a_half(tokens, Amount(value * product, None, end, step * product, scale, factor=product))


def _scale_at(tokens: list[Token], i: int, money: bool, first: bool) -> int | None:
    word = at(tokens, i)
    if word.rstrip("s") in SCALES and not word.startswith("dozens"):
        return SCALES[word.rstrip("s")]
    if not first or word not in SHORT_SCALES or (word not in _ALWAYS_SHORT and not money):
        return None
    if word in ("k", "m", "b", "t", "mm") and not (glued(tokens, i) or money):
        return None
    return None if at(tokens, i + 1) in ("tall", "long", "wide", "deep", "high") else SHORT_SCALES[word]


def _and_a_half(tokens: list[Token], whole: Amount) -> Amount:
    """"five and a half million", "one million and a half", "two and two-thirds": the part is of the scale named."""
    part = _part(tokens, whole.end + 1) if at(tokens, whole.end) == "and" else None
    if part is None:
        return whole
    share, end = part
    if whole.scale is None:
        return _scaled(tokens, whole.value + share, Decimal("0.1"), end, money=False)
    own = _scale_at(tokens, after_hyphen(tokens, end), money=False, first=False)
    if own:
        end = after_hyphen(tokens, end) + 1
    return Amount(whole.value + share * (own or whole.factor), None, end, whole.step / 10, whole.scale)


def _part(tokens: list[Token], i: int) -> tuple[Decimal, int] | None:
    """A fraction below one in words, and the index after it: "a half", "two-thirds"."""
    top = (1, i + 1) if at(tokens, i) in ("a", "one") else _below_hundred(tokens, i)
    if top is None:
        return None
    j = after_hyphen(tokens, top[1])
    word = at(tokens, j)
    parts = _PARTS if top[0] == 1 else PLURAL_PARTS
    return (Decimal(top[0]) / parts[word], j + 1) if word in parts and word != "minute" else None


# Words

def _below_hundred(tokens: list[Token], i: int) -> tuple[int, int] | None:
    word = at(tokens, i)
    if word in TENS:
        j = after_hyphen(tokens, i + 1)
        ones = SMALL.get(at(tokens, j), 0)
        return (TENS[word] + ones, j + 1) if 0 < ones < 10 else (TENS[word], i + 1)
    return (SMALL[word], i + 1) if word in SMALL else None


def _below_thousand(tokens: list[Token], i: int) -> tuple[int, int] | None:
    head = _below_hundred(tokens, i)
    if head is None:
        return None
    hundreds = after_hyphen(tokens, head[1])
    if at(tokens, hundreds) != "hundred":
        return head
    value, end = head[0] * 100, hundreds + 1
    start = end + 1 if at(tokens, end) in ("and", "&") else after_hyphen(tokens, end)
    tail = _below_hundred(tokens, start)
    if tail and at(tokens, tail[1]) != "hundred" and at(tokens, after_hyphen(tokens, tail[1])) not in PLURAL_PARTS:
        return value + tail[0], tail[1]
    return value, end


def _words(tokens: list[Token], i: int) -> Amount | None:
    """A cardinal in words; "a" counts as one only before a scale word."""
    if at(tokens, i) in ("a", "an", "one") and at(tokens, after_hyphen(tokens, i + 1)) in SCALES:
        return _grouped(tokens, (1, i + 1)) if at(tokens, i) != "one" else _grouped(tokens, _below_thousand(tokens, i))
    if at(tokens, i) == "one" and _is_pronoun(tokens, i):
        return None
    return _grouped(tokens, _below_thousand(tokens, i))


def _grouped(tokens: list[Token], group: tuple[int, int] | None) -> Amount | None:
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
        group = _below_thousand(tokens, start) if start == end or not _part(tokens, start) else None
    if not end:
        return None
    ends_in_scale = scale is not None and scale + 1 == end
    number = _exact(Decimal(total), end, scale)._replace(factor=Decimal(limit if ends_in_scale else 1))
    return _and_a_half(tokens, _pointed(tokens, number))


def _pointed(tokens: list[Token], whole: Amount) -> Amount:
    """"two point five": digits in words after the decimal point, and a scale after them."""
    if at(tokens, whole.end) != "point" or at(tokens, whole.end + 1) not in SMALL:
        return whole
    digits, end = "", whole.end + 1
    while at(tokens, end) in SMALL and len(digits) < 10:
        digits, end = digits + str(SMALL[at(tokens, end)]), end + 1
    step = Decimal(1).scaleb(-len(digits))
    return _scaled(tokens, whole.value + Decimal(digits) * step, step, end, money=False)


_NOT_BEFORE_ONE = set("no the this that each every any which another some other only last first next not".split())
_NOT_AFTER_ONE = set(
    "of that who which is was has had can could will would may might must should does did do by to and or but as in "
    "on at for with from where when whose another day knows says thing way side hand before after if it you he she we "
    "they i".split()
)


def _is_pronoun(tokens: list[Token], i: int) -> bool:
    """Whether "one" stands for somebody or something ("no one", "one of the", "the one that")."""
    after = i + 1
    if at(tokens, after_hyphen(tokens, after)) in _PARTS or after_hyphen(tokens, after) != after:
        return False
    if at(tokens, after) == "and" and at(tokens, after + 1) == "a" and at(tokens, after + 2) in _PARTS:
        return False
    following = tokens[after] if after < len(tokens) else None
    if following is None or following.kind != "word":
        return not (at(tokens, after) in ("%", "(")) and at(tokens, i - 1) not in ("minus", "negative", "and", "or", "to")
    if at(tokens, after) == "in":
        return not (_below_hundred(tokens, after + 1) or tokens[min(after + 1, len(tokens) - 1)].kind == "num")
    return at(tokens, i - 1) in _NOT_BEFORE_ONE or at(tokens, after) in _NOT_AFTER_ONE


# Shares, ordinals and vague amounts

_NOT_BEFORE_HALF = set("first second third other latter former in by the this that better top bottom back".split())


def _half(tokens: list[Token], i: int) -> Amount | None:
    """"half a million", "half-dozen", "a quarter million", and "half" itself as a share."""
    j = after_hyphen(tokens, i + 1) if at(tokens, i) in ("a", "one") else i
    if at(tokens, j) not in ("half", "quarter") or (at(tokens, j) == "quarter" and j == i and at(tokens, i - 1) != "quarter"):
        return _bare_half(tokens, i)
    share = Decimal(1) / _PARTS[at(tokens, j)]
    k = after_hyphen(tokens, j + 1)
    k = k + 1 if at(tokens, k) in ("a", "an") else k + 2 if at(tokens, k) == "of" and at(tokens, k + 1) == "a" else k
    if at(tokens, k) in SCALES:
        return _scaled(tokens, share, share, k, money=False)
    return _bare_half(tokens, i)


def _bare_half(tokens: list[Token], i: int) -> Amount | None:
    if at(tokens, i) != "half" or at(tokens, i - 1) in _NOT_BEFORE_HALF or after_hyphen(tokens, i + 1) != i + 1:
        return None
    return None if at(tokens, i + 1) in ("past", "way", "time") else _exact(Decimal("0.5"), i + 1, share=True)


def _share(tokens: list[Token], i: int) -> Amount | None:
    """"two-thirds", "three quarters", "a third of", "one-fifth", "one in five"."""
    if at(tokens, i) == "one" and (ratio := _one_in(tokens, i + 2)):
        return ratio
    if at(tokens, i) in ("a", "an", "one"):
        j = after_hyphen(tokens, i + 1)
        shares = at(tokens, j + 1) in ("of", "-", "century") or at(tokens, i) == "one" or not _is_word(tokens, j + 1)
        known = at(tokens, j) in _PARTS and shares
        return _of_scale(tokens, _exact(Decimal(1) / _PARTS[at(tokens, j)], j + 1, share=True)) if known else None
    top = _below_thousand(tokens, i)
    if top is None:
        return None
    j = after_hyphen(tokens, top[1])
    if at(tokens, j) not in PLURAL_PARTS:
        return None
    return _of_scale(tokens, _exact(Decimal(top[0]) / PLURAL_PARTS[at(tokens, j)], j + 1, share=True))


def _is_word(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind == "word"


def _one_in(tokens: list[Token], i: int) -> Amount | None:
    """The share that "one in" makes with the number at `i`."""
    if at(tokens, i - 1) != "in":
        return None
    bottom = _below_hundred(tokens, i)
    if bottom is None and i < len(tokens) and tokens[i].kind == "num" and len(at(tokens, i)) < 5:
        bottom = (int(at(tokens, i)), i + 1) if at(tokens, i).isdecimal() else None
    return _exact(Decimal(1) / bottom[0], bottom[1], share=True) if bottom and bottom[0] > 1 else None


def _of_scale(tokens: list[Token], share: Amount) -> Amount:
    """"two thirds of a million" is a number, not a share."""
    i = share.end
    if at(tokens, i) == "of" and at(tokens, i + 1) == "a" and at(tokens, i + 2) in SCALES:
        return Amount(share.value * SCALES[at(tokens, i + 2)], None, i + 3, share.step, i + 2)
    return share


def _ordinal(tokens: list[Token], i: int) -> Amount | None:
    head = _below_thousand(tokens, i)
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


def _counted_order(tokens: list[Token], i: int, head: int, j: int) -> Amount | None:
    last = ORDINALS[at(tokens, j)]
    adverb = head == 0 and last == 1 and not _is_determined(tokens, i)
    value = head * last if last >= 100 and head else head + last
    return None if adverb else Amount(Decimal(value), None, j + 1, Decimal(1), ordinal=True)


_DETERMINERS = set("the a an its his her their our my your this that these every each very".split())


def _is_determined(tokens: list[Token], i: int) -> bool:
    """Whether "first" is one in a row ("the first step"), not an adverb ("was first agreed"); alone it may be either."""
    return len(tokens) == 1 or at(tokens, i - 1) in _DETERMINERS or at(tokens, i - 1).endswith(("’s", "'s", "s’", "s'"))


def _vague(tokens: list[Token], i: int) -> Amount | None:
    """"tens of thousands", "hundreds", "several hundred": the bounds are our reading, as wide as the words allow."""
    if at(tokens, i) in VAGUE:
        low, end = VAGUE[at(tokens, i)], i + 1
        while at(tokens, end) == "of" and at(tokens, end + 1) in VAGUE and low < 10**12:
            low, end = low * VAGUE[at(tokens, end + 1)], end + 2
        least = low * 2 if at(tokens, i) in ("dozens", "scores") else low
        return Amount(Decimal(least), Decimal(low * 10 - 1), end, Decimal(low), end - 1)
    j = i + 1 if at(tokens, i) == "a" and at(tokens, i + 1) in ("few", "couple") else i
    k = j + 2 if at(tokens, j) == "couple" and at(tokens, j + 1) == "of" else j + 1
    if at(tokens, j) not in _FEW or at(tokens, k) not in SCALES:
        return None
    factor = SCALES[at(tokens, k)]
    more = at(tokens, k + 1) if at(tokens, k + 1) in SCALES else ""
    factor *= SCALES.get(more, 1)
    most = Decimal(3 * factor if at(tokens, j) == "couple" else 10 * factor - 1)
    return Amount(Decimal(2 * factor), most, k + 2 if more else k + 1, Decimal(factor), k)
