"""Classes of characters, as the insides of regular-expression sets: what reading text rests on."""

import unicodedata


def _ranges(points: list[int]) -> str:
    """Write sorted code points as the inside of a set: neighbours become one range, of the characters themselves.

    As escapes the sets would take `re` more than twice as long to read, and some twenty patterns hold them.
    """
    spans: list[list[int]] = []
    for point in points:
        if spans and spans[-1][1] == point - 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in spans)


def categories(*prefixes: str, below: int = 0x1F400) -> list[str]:
    """For each prefix the characters under `below` whose Unicode general category begins with it ("M", "Sc")."""
    points: dict[str, list[int]] = {}
    for point, found in enumerate(map(unicodedata.category, map(chr, range(below)))):
        points.setdefault(found, []).append(point)
    return [_ranges(sorted(point for found, each in points.items() if found.startswith(prefix) for point in each))
            for prefix in prefixes]


# Variation selectors are marks in Unicode, but nothing of them is seen: they are ignorable here.
IGNORABLE = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
MARKS, CURRENCY = categories("M", "Sc")
# What `\s` means, as characters.
SPACES = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

APOSTROPHES = "'’‘‛ʼʻʹ′`´＇"
QUOTES = APOSTROPHES + '"“”„‟«»‹›‚″＂〝〞〟「」『』❛❜❝❞'
HYPHENS = r"\-‐‑"
DASHES = HYPHENS + "‒–—―−﹘﹣－"
# An em dash is never a minus.
SIGNS = HYPHENS + "‒–−﹣－"
PERCENTS = "%‰％﹪٪"
LIGATURES = r"\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc"

# Scripts written without spaces between words: there every letter may begin a word.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
HAN_NUMERALS = "〇零一二两三四五六七八九十百千万亿兆萬億"


def lowered(text: str) -> str:
    """`text` in small letters, of the same length: offsets in one are offsets in the other."""
    small = text.lower()
    return small if len(small) == len(text) else text.replace("İ", "I").lower()  # the one letter that grows
