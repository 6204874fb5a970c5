"""EDTF dates (ISO 8601-2 levels 0 and 1, and `[a,b]` one of several): reading, comparing, showing.

Read by hand with the table below, not with the `edtf` library: an editor needs to be told "September has 30 days",
where the library's grammar says at which character a token failed; and it gives `struct_time`s where whole days are
wanted.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefings.text.date_mention import MONTHS
from briefings.text.date_reading import mentions

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "one-of"]
OPEN = ".."


@dataclass(frozen=True)
class When:
    """A date or a stretch of time. `text` is its EDTF; `earliest` and `latest` are whole days, both included, None
    where the stretch is open or the end is not known. `uncertain` is EDTF's `?`, `approximate` its `~`; `%` is both.
    `candidates` are the dates of a one-of.
    """

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False
    candidates: tuple["When", ...] = ()

    def overlaps(self, other: "When") -> bool:
        """Whether some day may lie in both; of a one-of, whether any of its dates may."""
        if self.candidates or other.candidates:
            return any(a.overlaps(b) for a in self.candidates or (self,) for b in other.candidates or (other,))
        return _first(self) <= _last(other) and _first(other) <= _last(self)

    def contains(self, other: "When") -> bool:
        """Whether all of `other` lies in this; a one-of contains what any of its dates contains, and is contained
        where all of them are."""
        if other.candidates:
            return all(self.contains(candidate) for candidate in other.candidates)
        if self.candidates:
            return any(candidate.contains(other) for candidate in self.candidates)
        return _first(self) <= _first(other) and _last(other) <= _last(self)


def _first(when: When) -> datetime.date:
    return when.earliest or datetime.date.min


def _last(when: When) -> datetime.date:
    return when.latest or datetime.date.max


_SHAPES: dict[Precision, re.Pattern[str]] = {
    "day": re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII),
    "season": re.compile(r"(?P<year>\d{4})-(?P<season>2[1-4])", re.ASCII),
    "month": re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-XX)?", re.ASCII),
    "year": re.compile(r"(?P<year>\d{4})(?:-XX)?(?:-XX)?", re.ASCII),
    "decade": re.compile(r"(?P<decade>\d{3})X", re.ASCII),
    "century": re.compile(r"(?P<century>\d\d)XX", re.ASCII),
}
_HELP = "write 2021-09-09, 2021-09, 2021, 199X, 2021-09-10/2021-09-16, 2021/.. or [2021-09-09,2021-09-10]"


@lru_cache(maxsize=4096)  # the same few days come again in every sheet
def parse_edtf(text: str) -> When:
    """The date that `text` writes in EDTF. Raises ValueError, in words for an editor, where it writes none."""
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text)
    if "/" in text:
        return _interval(text)
    return _single(text)


def _single(text: str) -> When:
    bare = text[:-1] if text.endswith(("?", "~", "%")) else text
    for precision, shape in _SHAPES.items():
        if match := shape.fullmatch(bare):
            earliest, latest = _days(precision, {name: int(part) for name, part in match.groupdict().items()})
            return When(
                text, earliest, latest, precision, text.endswith(("?", "%")), text.endswith(("~", "%"))
            )  # fmt: skip
    raise ValueError(_why_not(text))


def _days(precision: Precision, parts: dict[str, int]) -> tuple[datetime.date, datetime.date]:
    """The first and last day of what the parts name."""
    if precision == "century":
        year = max(1, parts["century"] * 100)
        return datetime.date(year, 1, 1), datetime.date(parts["century"] * 100 + 99, 12, 31)
    if precision == "decade":
        return datetime.date(max(1, parts["decade"] * 10), 1, 1), datetime.date(parts["decade"] * 10 + 9, 12, 31)
    year = parts["year"]
    if year == 0:
        raise ValueError("there is no year 0")
    if precision == "year":
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if precision == "season":
        return _season_days(year, parts["season"])
    month = parts["month"]
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}; a month is 01 to 12")
    length = calendar.monthrange(year, month)[1]
    if precision == "month":
        return datetime.date(year, month, 1), datetime.date(year, month, length)
    if not 1 <= parts["day"] <= length:
        raise ValueError(f"{MONTHS[month - 1].title()} {year} has {length} days, so there is no day {parts['day']}")
    return (datetime.date(year, month, parts["day"]),) * 2


def _season_days(year: int, season: int) -> tuple[datetime.date, datetime.date]:
    """Seasons as on the northern hemisphere, in whole months; winter runs into the next year."""
    first = datetime.date(year, (3, 6, 9, 12)[season - 21], 1)
    end_year, end_month = (year + 1, 2) if season == 24 else (year, first.month + 2)
    if end_year > datetime.MAXYEAR:
        raise ValueError(f"the year {end_year} is out of range")
    return first, datetime.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _interval(text: str) -> When:
    ends = text.split("/")
    if len(ends) != 2:
        raise ValueError("it has more than one slash; an interval is start/end")
    start, end = (None if end in ("", OPEN) else _single(end) for end in ends)
    if start is None and end is None:
        raise ValueError("it has neither a start nor an end")
    if start and end and _first(start) > _last(end):
        raise ValueError("it ends before it starts")
    known = [when for when in (start, end) if when]
    return When(
        text, start.earliest if start else None, end.latest if end else None, "interval",
        any(when.uncertain for when in known), any(when.approximate for when in known),
    )  # fmt: skip


def _one_of(text: str) -> When:
    parts = [part.strip() for part in text[1:-1].split(",")]
    if len(parts) < 2 or OPEN in text:
        raise ValueError("list two or more dates, as in [2021-09-09,2021-09-10]")
    candidates = tuple(_single(part) for part in parts)
    return one_of(candidates)


def one_of(candidates: tuple[When, ...]) -> When:
    """One of several dates, in the order given; a single candidate is itself."""
    if len(candidates) == 1:
        return candidates[0]
    return When(
        "[" + ",".join(candidate.text for candidate in candidates) + "]",
        min(map(_first, candidates)), max(map(_last, candidates)), "one-of",
        any(c.uncertain for c in candidates), any(c.approximate for c in candidates), candidates,
    )  # fmt: skip


def _why_not(text: str) -> str:
    """What is wrong with a text that has none of the shapes, and what was probably meant."""
    if re.fullmatch(r"\d{5,}(?:-.*)?", text[:40]) and not re.fullmatch(r"\d{8}", text):
        return "a year has four digits"
    if "T" in text and re.match(r"\d{4}-\d\d-\d\dT", text):
        return f"it has a time of day; write the date alone, {text[:10]}"
    found = mentions(text[:80])
    meant = found[0].edtf() if len(found) == 1 and found[0].written.strip() == text.strip() else None
    if found and meant and meant != text and not found[0].ambiguous:
        return f"dates are written as in EDTF; write {meant}"
    return f"this is not a date in EDTF; {_HELP}"


_SHORT_MONTHS = tuple(month[:3].title() if month != "september" else "Sep" for month in MONTHS)
_SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def written(when: When, language: str = "en") -> str:
    """How the date is shown to readers: "9 Sep 2021", "1990s", "10–16 Sep 2021", "9 or 10 Sep 2021".

    In a language other than English it is shown as its EDTF, which every reader can look up.
    """
    if not language.startswith("en"):
        return when.text
    if when.candidates:
        return _compact([_plain(candidate) for candidate in when.candidates], " or ")
    if when.precision != "interval":
        return _plain(when)
    ends = [None if end in ("", OPEN) else _single(end) for end in when.text.split("/")]
    if ends[0] is None or ends[1] is None:
        return f"until {_plain(ends[1])}" if ends[1] else f"since {_plain(ends[0])}" if ends[0] else when.text
    return _compact([_plain(ends[0]), _plain(ends[1])], "–")


def _plain(when: When) -> str:
    first = when.earliest or datetime.date.min
    month = _SHORT_MONTHS[first.month - 1]
    shown = {
        "day": f"{first.day} {month} {first.year}",
        "month": f"{month} {first.year}",
        "season": f"{_SEASON_NAMES.get(20 + (first.month // 3), '')} {first.year}",
        "decade": f"{when.text[:3]}0s",
        "century": _century_name(first.year),
    }.get(when.precision, str(first.year))
    return ("about " if when.approximate else "") + shown + (" (uncertain)" if when.uncertain else "")


def _century_name(year: int) -> str:
    number = year // 100 + 1
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} century"


def _compact(shown: list[str], joiner: str) -> str:
    """Several dates in a row, what they share at the end written once: "9 or 10 Sep 2021"."""
    *rest, last = (text.split(" ") for text in shown)
    cut = [_without_shared(words, last) for words in rest]
    spaced = " – " if joiner == "–" and any(" " in text for text in cut) else joiner
    return spaced.join([*cut, shown[-1]])


def _without_shared(words: list[str], last: list[str]) -> str:
    if len(words) != len(last):
        return " ".join(words)
    while len(words) > 1 and words[-1] == last[len(words) - 1]:
        words = words[:-1]
    return " ".join(words)
