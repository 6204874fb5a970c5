"""The words that numbers are made of. Data only."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
SMALL = {word: number for number, word in enumerate(_ONES.split())} | {"nought": 0, "naught": 0}
TENS = {
    word: ten
    for ten, word in zip(
        range(20, 100, 10), ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], strict=True
    )
}
SCALES = {
    "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12, "dozen": 12,
}  # fmt: skip
SHORT_SCALES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mm": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
    "t": 10**12, "tn": 10**12, "trn": 10**12, "tr": 10**12,
}  # fmt: skip
ALWAYS_SHORT = {"k", "m", "mn", "mln", "bn", "bln", "tn", "trn"}  # the others only after a currency sign
_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_ONES.split(), 1)}
ORDINALS |= {word[:-1] + "ieth": ten for word, ten in TENS.items()}
ORDINALS |= {word + "th": scale for word, scale in SCALES.items() if word not in ("dozen", "lakh", "crore")}
PARTS = {"half": 2, "halve": 2, "quarter": 4} | {word: n for word, n in ORDINALS.items() if n > 2}
PLURAL_PARTS = {word + "s": number for word, number in PARTS.items()}
FRACTION_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
                  "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip
WRITTEN_PARTS = {2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32}  # what a slash divides by; 9/11 and 24/7 are no fractions
VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3, "millions": 10**6,
         "billions": 10**9, "trillions": 10**12}  # fmt: skip
FEW = {"several", "few", "couple"}
OPENERS = {"a", "an", "half", "quarter", *SMALL, *TENS, *ORDINALS, *VAGUE, *FEW}
NUMBER_WORDS = frozenset({*SMALL, *TENS, *SCALES, *ORDINALS, *PARTS, *VAGUE, *FEW, "decade", "century"})
"""Words of which a text without digits has one if it has a number at all."""
