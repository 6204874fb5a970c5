"""What a number is of: currencies, percentages, physical and time units, each under one name.

Tables only, and the reading of a unit from tokens. Nouns are no units: "troops" and "soldiers" may both be right.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from briefings.text.amount import after_hyphen, at, glued, kind_at
from briefings.text.number_tokens import Row


class Unit(NamedTuple):
    """`kind` is "money", "percent" or "measure"; a decade is ten of the unit "year"."""

    name: str
    kind: str
    factor: Decimal = Decimal(1)


CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₺": "TRY",
                  "₩": "KRW", "₸": "KZT", "₾": "GEL", "₿": "BTC", "元": "CNY"}  # fmt: skip
# The letters before a dollar sign; "us" also stands for U.S.
DOLLARS = {"us": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "cad": "CAD", "a": "AUD", "au": "AUD", "aud": "AUD",
           "hk": "HKD", "nz": "NZD", "nzd": "NZD", "s": "SGD", "nt": "TWD", "r": "BRL"}  # fmt: skip
CODES = [
    "USD", "EUR", "GBP", "JPY", "CHF", "RUB", "BYN", "BYR", "UAH", "PLN", "CZK", "SEK", "NOK", "DKK", "HUF",
    "CNY", "RMB", "CAD", "AUD", "NZD", "HKD", "SGD", "INR", "KZT", "TRY", "KRW", "BRL", "ZAR", "GEL", "AMD",
    "MXN", "BTC",
]  # fmt: skip
CODE_NAMES = {code.lower(): "CNY" if code == "RMB" else code for code in CODES}

_CURRENCY_WORDS = {
    "USD": ["dollar", "us dollar", "american dollar", "united states dollar"], "EUR": ["euro"],
    "GBP": ["pound", "british pound", "pound sterling"], "RUB": ["ruble", "rouble", "russian ruble", "russian rouble"],
    "BYN": ["belarusian ruble", "belarusian rouble", "belarus ruble"], "UAH": ["hryvnia", "ukrainian hryvnia"],
    "PLN": ["zloty", "polish zloty"], "CNY": ["yuan", "chinese yuan", "renminbi"], "JPY": ["yen", "japanese yen"],
    "CHF": ["franc", "swiss franc"], "CAD": ["canadian dollar"], "AUD": ["australian dollar"],
    "HKD": ["hong kong dollar"], "NZD": ["new zealand dollar"], "SGD": ["singapore dollar"], "SEK": ["swedish krona"],
    "NOK": ["norwegian krone"], "DKK": ["danish krone"], "INR": ["rupee", "indian rupee"], "TRY": ["lira", "turkish lira"],
    "KZT": ["tenge"], "FIM": ["markka", "finnish markka"], "ESP": ["peseta"], "NLG": ["guilder", "dutch guilder"],
    "BTC": ["bitcoin"], "cent": ["cent"], "penny": ["penny", "pence"],
}  # fmt: skip
_MEASURE_WORDS = {
    "second": "second", "minute": "minute", "hour": "hour hr", "day": "day", "week": "week", "month": "month",
    "year": "year yr", "kilometre": "km kilometre kilometer", "metre": "metre meter",
    "centimetre": "cm centimetre centimeter",
    "millimetre": "mm millimetre millimeter", "mile": "mile", "foot": "foot feet ft", "inch": "inch inches", "yard": "yard",
    "kilogram": "kg kilogram kilo kilogramme", "gram": "g gram gramme", "milligram": "mg milligram", "tonne": "tonne",
    "ton": "ton",
    "litre": "litre liter", "millilitre": "ml millilitre milliliter", "gallon": "gallon", "barrel": "barrel bbl",
    "hectare": "hectare ha", "acre": "acre", "degree": "degree °", "watt": "watt", "kilowatt": "kw kilowatt",
    "megawatt": "mw megawatt", "gigawatt": "gw gigawatt", "kilowatt-hour": "kwh", "megawatt-hour": "mwh",
    "gigawatt-hour": "gwh", "terawatt-hour": "twh", "square kilometre": "km² km2 sqkm",
    "square metre": "m² m2", "cubic metre": "m³ m3", "square mile": "sqmi",
    "mile per hour": "mph", "kilometre per hour": "kph kmh kmph", "byte": "byte", "megabyte": "mb megabyte",
    "gigabyte": "gb gigabyte", "bit": "bit", "knot": "knot", "tablespoon": "tablespoon tbsp", "cup": "cup",
    "decimetre": "dm decimetre", "microgram": "microgram microgramme", "centilitre": "cl",
}  # fmt: skip
_MEASURE_PHRASES = {
    "metric ton": "tonne", "square metre": "square metre", "square meter": "square metre", "square mile": "square mile",
    "square kilometre": "square kilometre", "square kilometer": "square kilometre", "sq km": "square kilometre",
    "sq mi": "square mile", "cubic metre": "cubic metre", "cubic meter": "cubic metre", "km squared": "square kilometre",
    "square foot": "square foot", "square feet": "square foot", "mile per hour": "mile per hour",
    "mile an hour": "mile per hour", "kilometre per hour": "kilometre per hour", "kilometer per hour": "kilometre per hour",
    "kilometre an hour": "kilometre per hour", "km / h": "kilometre per hour", "km / hr": "kilometre per hour",
    "degree celsius": "degree Celsius", "degree fahrenheit": "degree Fahrenheit", "° c": "degree Celsius",
    "° f": "degree Fahrenheit", "nautical mile": "nautical mile", "kilowatt hour": "kilowatt-hour",
    "megawatt hour": "megawatt-hour",
    "gigawatt hour": "gigawatt-hour", "terawatt hour": "terawatt-hour", "light year": "light year",
}  # fmt: skip

PERCENT, POINTS = Unit("%", "percent"), Unit("percentage point", "percent")
UNITS: dict[str, Unit] = {
    **{word: Unit(name, "money") for name, words in _CURRENCY_WORDS.items() for word in words},
    **{code: Unit(name, "money") for code, name in CODE_NAMES.items()},
    **{sign: Unit(name, "money") for sign, name in CURRENCY_SIGNS.items()},
    **{word: Unit(name, "measure") for name, words in _MEASURE_WORDS.items() for word in words.split()},
    **{phrase: Unit(name, "measure") for phrase, name in _MEASURE_PHRASES.items()},
    "decade": Unit("year", "measure", Decimal(10)), "century": Unit("year", "measure", Decimal(100)),
    "bcm": Unit("cubic metre", "measure", Decimal(10**9)), "fortnight": Unit("week", "measure", Decimal(2)),
    "musd": Unit("USD", "money", Decimal(10**6)), "mgbp": Unit("GBP", "money", Decimal(10**6)),
    "meur": Unit("EUR", "money", Decimal(10**6)),
    "%": PERCENT, "percent": PERCENT, "per cent": PERCENT, "pct": PERCENT, "percentage": PERCENT,
    "percentage point": POINTS, "per cent point": POINTS, "percent point": POINTS, "% point": POINTS, "pp": POINTS,
    "basis point": Unit("basis point", "percent"),
}  # fmt: skip
_LONGEST = max(len(phrase.split()) for phrase in UNITS)
_FIRST_WORDS = {phrase.split()[0] for phrase in UNITS} | {"km", "m", "t", "s", "g"}
_GLUED_ONLY = {"t": "tonne", "s": "second", "g": "gram", "m": "metre"}
_SPACED_ONLY = {"m": "metre"}
_IRREGULAR = {"centuries": "century", "pennies": "penny", "countries": "country", "people": "person", "men": "man",
              "women": "woman", "children": "child", "troops": "troop", "feet": "foot", "crises": "crisis", "lives": "life",
              "series": "series", "species": "species", "news": "news", "hryvnias": "hryvnia", "zlotys": "zloty",
              "rubles": "ruble", "personnel": "personnel", "aircraft": "aircraft"}  # fmt: skip


@lru_cache(maxsize=4096)  # the same few words follow numbers
def singular(noun: str) -> str:
    """The noun without its plural ending, by rule and a short table of exceptions."""
    noun = noun.removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def unit_at(tokens: Row, i: int) -> tuple[Unit, int] | None:
    """The unit written at `i`, perhaps after a joining hyphen or "of", and the index after it: the longest that fits."""
    j = after_hyphen(tokens, i)
    if singular(at(tokens, j)) not in _FIRST_WORDS:
        return None
    power = at(tokens, j) + at(tokens, j + 1)
    if power in ("km2", "m2", "m3") and glued(tokens, j + 1):
        return UNITS[power], j + 2
    words: list[str] = []
    ends: list[int] = []
    k = j
    while len(words) < _LONGEST and at(tokens, k):
        words.append(singular(at(tokens, k)))
        ends.append(k + 1)
        k = after_hyphen(tokens, k + 1)  # "a percentage-point rise"
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in UNITS and (i == j or kind_at(tokens, j) == "word") and not _is_a_word_here(tokens, j, phrase):
            return UNITS[phrase], ends[length - 1]
    short = _GLUED_ONLY.get(at(tokens, j)) if glued(tokens, j) else _SPACED_ONLY.get(at(tokens, j))
    return (Unit(short, "measure"), j + 1) if short and i == j else None


def _is_a_word_here(tokens: Row, i: int, phrase: str) -> bool:
    """Codes and short units that are English words too: "all", "try", "mm", "a second time"."""
    if phrase in CODE_NAMES and glued(tokens, i + 1) and kind_at(tokens, i + 1) == "num":
        return True  # "3 USD50 cards"
    return phrase in ("try", "amd", "ha") and not glued(tokens, i)


def currency_before(tokens: Row, i: int) -> tuple[str, int] | None:
    """A currency that stands before its number at `i` ("$", "US$", "C$", "EUR 125"), and the index after it."""
    word, sign = at(tokens, i), at(tokens, i + 1)
    if word in DOLLARS and sign == "$" and (len(word) > 1 or word == "c" or glued(tokens, i + 1)):
        return DOLLARS[word], i + 2
    if word in CODE_NAMES and word not in ("try", "amd") and i + 1 < len(tokens.texts):
        return (CODE_NAMES[word], i + 2 if sign in CURRENCY_SIGNS else i + 1)
    return (CURRENCY_SIGNS[word], i + 1) if word in CURRENCY_SIGNS else None
