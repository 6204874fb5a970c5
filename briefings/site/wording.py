"""The words around what is shown: counts, dates, amounts, lists. English, as the rest of the site's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefings.records import Figure
from briefings.text.dates import parse_edtf, written
from briefings.values import Date

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
BOUNDS = {
    "exact": "", "about": "about ", "at-least": "at least ", "more-than": "more than ", "at-most": "at most ",
    "less-than": "less than ", "range": "",
}
LANGUAGES = {"en": "English", "ru": "Russian", "be": "Belarusian", "uk": "Ukrainian", "pl": "Polish",
             "de": "German", "fr": "French", "es": "Spanish", "lt": "Lithuanian", "lv": "Latvian", "ar": "Arabic"}


@dataclass(frozen=True)
class Day:
    """A date as a page shows it: its words, and `machine` for `<time datetime>` where HTML can write it."""

    words: str
    machine: str | None


@lru_cache(maxsize=10_000)
def day(date: Date | str) -> Day:
    """How an EDTF date is shown. Only a day, a month or a year has a machine form in HTML."""
    when = parse_edtf(str(date))
    plain = when.precision in ("day", "month", "year") and not when.uncertain and not when.approximate
    return Day(written(when), when.text.replace("-XX", "") if plain else None)


def count(number: int, one: str, many: str = "") -> str:
    """`1 fact`, `2 facts`, `1,038 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def amount(text: str) -> str:
    """A number with thousands parted: `600000000` → `600,000,000`; digits after the point stay as typed."""
    whole, point, rest = text.partition(".")
    return f"{Decimal(whole or '0'):,}{point}{rest}"


def figure(value: Figure) -> str:
    """A figure normalised, with its bound in words: `about 200,000`; without its unit."""
    if value.date is not None:
        return day(value.date).words
    if value.amount is not None:
        return BOUNDS[value.bound or "exact"] + amount(value.amount)
    if value.lower is not None and value.upper is not None:
        return f"{amount(value.lower)} to {amount(value.upper)}"
    return f"at least {amount(value.lower)}" if value.lower else f"at most {amount(value.upper or '0')}"


def language_tag(language: str | None) -> str | None:
    """The value of `lang`, where what was typed is a language tag (BCP 47)."""
    return language if language and LANGUAGE_TAG.fullmatch(language) else None


def language_name(language: str) -> str:
    """`en` → `English`; what has no name here is shown as typed."""
    return LANGUAGES.get(language, language)
