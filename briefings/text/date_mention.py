"""One date as a text names it, and the names of months, weekdays and seasons."""

import calendar
import datetime
from typing import NamedTuple, Self

from briefings.text.span import Span

MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # the numbers of EDTF level 1
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
ORDINALS = tuple(_ORDINALS.split())


class DateMention(NamedTuple):
    """One date in a text, with only what its words say; what they do not say is None or empty.

    `span` is in code points, half-open. `weekday` counts from Monday = 0. `decade` is its first year, `century` its
    ordinal (20 for the twentieth). `relative` is what hangs on the text's own date ("today", "last year", "next day",
    "last" before a weekday or month). A range has `start` and `end`. `ambiguous` marks 09/10/2021, read as day, month.
    `open_year` marks a month whose year the text leaves open ("from July 2016 to October"). `future` marks one without
    a year in a sentence that speaks of what is to come, so that a weekday may lie after the source's date.
    """

    span: Span
    written: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: int | None = None
    century: int | None = None
    season: int | None = None
    relative: str = ""
    start: "DateMention | None" = None
    end: "DateMention | None" = None
    ambiguous: bool = False
    open_year: bool = False
    future: bool = False

    def moved(self, by: int) -> Self:
        """The same mention in a text in which this one's begins at `by`; the ends of a range stay as they are."""
        return self._replace(span=self.span.moved(by))

    def edtf(self) -> str | None:
        """The mention as EDTF where its words alone settle it, else None; the day may still not exist."""
        if self.start and self.end:
            ends = self.start.edtf(), self.end.edtf()
            return f"{ends[0]}/{ends[1]}" if all(ends) else None
        if self.decade is not None:
            return f"{self.decade // 10:03d}X"
        if self.century is not None:
            return f"{self.century - 1:02d}XX"
        if self.year is None or (self.day and not self.month):
            return None
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month or self.season, self.day) if part]
        return "-".join(parts)


_NUMBERS = {
    name[:3]: number for names, first in ((MONTHS, 1), (WEEKDAYS, 0)) for number, name in enumerate(names, first)
}


def month_number(name: str) -> int:
    """1 to 12, from a month's name or its short form."""
    return _NUMBERS[name[:3].lower()]


def weekday_number(name: str) -> int:
    """0 (Monday) to 6, from a weekday's name or its short form."""
    return _NUMBERS[name[:3].lower()]


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return (
        datetime.MINYEAR <= year <= datetime.MAXYEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    )
