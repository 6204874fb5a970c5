"""Dates: what a text says of time, against the source's own date, and whether a claim's date is borne by it.

`edtf_date` reads and shows the dates that editors write, `date_reading` finds dates in prose; this module brings the
two together. The system clock is never read: what "Thursday" means hangs on the anchor, the source's own date.
"""

import datetime
from collections.abc import Callable

from briefings.text.date_mention import DateMention, exists
from briefings.text.date_reading import mentions
from briefings.text.edtf_date import Precision, When, one_of, parse_edtf, written

__all__ = [
    "DateMention", "Precision", "When", "agrees", "borne", "mentions", "parse_edtf", "repeats", "resolve",
    "weekday_agrees", "written",
]  # fmt: skip

_WEEK = datetime.timedelta(days=7)
_DAY = datetime.timedelta(days=1)


def resolve(mention: DateMention, anchor: When | None) -> When | None:
    """The time that a mention names, in a text dated `anchor`; None where it cannot be known.

    A weekday is the nearest on or before the anchor; where its sentence speaks of the future, the one after is
    possible too, and the answer is a one-of. A month or day without year is the latest on or before the anchor, with
    the next likewise. A month whose year the text leaves open ("from July 2016 to October") is None.
    """
    if mention.start and mention.end:
        return _range(mention, anchor)
    if (edtf := mention.edtf()) is not None:
        return _parsed(edtf)
    if anchor is None or anchor.earliest is None or mention.open_year:
        return None
    if anchor.candidates:
        readings = [resolve(mention, candidate) for candidate in anchor.candidates]
        return _one_of([reading for reading in readings if reading])
    return _against(mention, anchor)


def _parsed(edtf: str) -> When | None:
    """The date, or None where the calendar has no such day (31 September in a source is not our mistake)."""
    try:
        return parse_edtf(edtf)
    except ValueError:
        return None


def _one_of(readings: list[When]) -> When | None:
    distinct = tuple(dict.fromkeys(readings))
    return one_of(distinct) if distinct else None


def _range(mention: DateMention, anchor: When | None) -> When | None:
    """An interval; where the sentence leaves two readings of an end, the one nearer to the anchor holds."""
    sides = [side._replace(future=mention.future) for side in (mention.start, mention.end) if side]
    start, end = (_nearest(resolve(side, anchor), anchor) for side in sides)
    if start and end and _ends_early(start, end):
        later = resolve(sides[1], anchor)
        end = next((each for each in (later.candidates if later else ()) if not _ends_early(start, each)), end)
    if sides[1].open_year and start:
        return _parsed(f"{start.text}/..")
    if start and end and sides[1].weekday is not None and _ends_early(start, end):
        end = _day((end.earliest or datetime.date.min) + _WEEK)  # "Thursday to Saturday", told on the Friday
    return _parsed(f"{start.text}/{end.text}") if start and end else None


def _ends_early(start: When, end: When) -> bool:
    return bool(start.earliest and end.earliest and end.earliest < start.earliest)


def _nearest(when: When | None, anchor: When | None) -> When | None:
    if when is None or not when.candidates or anchor is None or anchor.earliest is None:
        return when
    day = anchor.earliest
    return min(when.candidates, key=lambda candidate: abs((candidate.earliest or day) - day))


def _against(mention: DateMention, anchor: When) -> When | None:
    """A mention that does not say its own year, in a text of one known date."""
    if anchor.earliest is None or not datetime.MINYEAR < anchor.earliest.year < datetime.MAXYEAR:
        return None  # at its ends the calendar has no week before or after
    if mention.weekday is not None and not mention.day:
        return _weekday(mention, anchor)
    if mention.month:
        return _without_year(mention, anchor)
    if mention.day:
        return _day_of_month(mention.day, anchor, after=mention.relative == "next day")
    return _relative(mention.relative, anchor)


def _weekday(mention: DateMention, anchor: When) -> When | None:
    if anchor.precision != "day" or anchor.earliest is None or mention.weekday is None:
        return None
    back = (anchor.earliest.weekday() - mention.weekday) % 7
    past = anchor.earliest - back * _DAY
    if mention.relative == "next":
        return _one_of([_day(past + _WEEK), _day(past + 2 * _WEEK)] if back else [_day(past + _WEEK)])
    if mention.relative == "last":
        return _day(past) if back else _day(past - _WEEK)
    if back == 0:
        return _day(past)
    either = mention.future or mention.relative == "this"
    return _one_of([_day(past), _day(past + _WEEK)] if either else [_day(past)])


def _day(day: datetime.date) -> When:
    return When(day.isoformat(), day, day, "day")


def _without_year(mention: DateMention, anchor: When) -> When | None:
    """The latest such month or day that had begun by the anchor, and the next too where the sentence looks ahead."""
    assert anchor.earliest
    begun = anchor.latest or anchor.earliest
    years = (begun.year - 1, begun.year, begun.year + 1)
    dated = [when for year in years if (when := _parsed(str(mention._replace(year=year).edtf())))]
    past = [when for when in dated if when.earliest and when.earliest <= begun][-1:]
    ahead = [when for when in dated if when.earliest and when.earliest > begun][:1]
    if mention.relative in ("next", "last"):
        return _one_of(ahead if mention.relative == "next" else past)
    if anchor.precision in ("day", "month"):
        return _one_of(past + ahead if mention.future and not _holds(past, anchor) else past)
    return _one_of(dated[:2])  # a source known to the year only: its own year, or the one before


def _holds(past: list[When], anchor: When) -> bool:
    """Whether the anchor itself lies in the reading, so that none other is likely."""
    return bool(past) and past[0].overlaps(anchor)


def _day_of_month(day: int, anchor: When, after: bool) -> When | None:
    assert anchor.earliest
    if anchor.precision not in ("day", "month"):
        return None
    here = anchor.earliest
    months = [(here.year, here.month), (here.year + here.month // 12, here.month % 12 + 1)]
    days = [datetime.date(year, month, day) for year, month in months if exists(year, month, day)]
    coming = [candidate for candidate in days if candidate >= here]
    return _day((coming if after else days or coming)[0]) if (coming if after else days) else None


def _relative(words: str, anchor: When) -> When | None:
    assert anchor.earliest
    which, _, period = words.partition(" ")
    if not period:
        offset = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(which)
        return _day(anchor.earliest + offset * _DAY) if offset is not None and anchor.precision == "day" else None
    offset = {"this": 0, "last": -1, "next": 1}.get(which)
    finer = {"week": ("day",), "month": ("day", "month")}.get(period, ("day", "month", "season", "year"))
    if offset is None or period not in _PERIODS or anchor.precision not in finer:
        return None
    return _PERIODS[period](anchor.earliest, offset)


def _week_of(day: datetime.date, offset: int) -> When | None:
    monday = day - day.weekday() * _DAY + offset * _WEEK
    return _parsed(f"{monday}/{monday + 6 * _DAY}")


def _month_of(day: datetime.date, offset: int) -> When | None:
    months = day.year * 12 + day.month - 1 + offset
    return _parsed(f"{months // 12:04d}-{months % 12 + 1:02d}")


def _year_of(day: datetime.date, offset: int) -> When | None:
    return _parsed(f"{day.year + offset:04d}")


_PERIODS: dict[str, Callable[[datetime.date, int], When | None]] = {
    "week": _week_of, "month": _month_of, "year": _year_of,
}  # fmt: skip


def weekday_agrees(weekday: int, when: When) -> bool | None:
    """Whether a day falls on a weekday (Monday = 0); None where `when` is not one day. Of a one-of, any may."""
    if when.candidates:
        answers = [weekday_agrees(weekday, candidate) for candidate in when.candidates]
        return True if True in answers else None if None in answers else False
    if when.precision != "day" or when.earliest is None:
        return None
    return when.earliest.weekday() == weekday


def agrees(claim: When, evidence: When) -> bool:
    """Whether the evidence bears the claimed date: it lies wholly in it. Less precise is fine, more precise is not.

    Of a one-of any date may be meant. A claim may name either end of an interval ("began on 10 September").
    """
    readings = evidence.candidates or (evidence,)
    return any(claim.contains(reading) or _is_end(claim, reading) for reading in readings)


def _is_end(claim: When, interval: When) -> bool:
    if interval.precision != "interval" or claim.precision == "interval":
        return False
    start, _, end = interval.text.partition("/")
    return any(claim.contains(parse_edtf(side)) for side in (start, end) if side not in ("", ".."))


def repeats(claim: DateMention, evidence: DateMention) -> bool:
    """Whether the evidence's words say all that the claim's words say, without asking for the source's own date."""
    theirs = [side for side in (evidence.start, evidence.end) if side]
    mine = [side for side in (claim.start, claim.end) if side]
    if mine:
        return len(theirs) == len(mine) and all(map(_says_as_much, mine, theirs))
    return any(_says_as_much(claim, side) for side in theirs or [evidence])


def _says_as_much(claim: DateMention, evidence: DateMention) -> bool:
    if claim.relative and claim.relative != evidence.relative:
        return False
    said = [(mine, theirs) for mine, theirs in zip(_parts(claim), _parts(evidence), strict=True) if mine is not None]
    if claim.weekday is not None and (evidence.weekday is not None or not said):
        said.append((claim.weekday, evidence.weekday))
    return bool(said or claim.relative) and all(mine == theirs for mine, theirs in said)


def _parts(mention: DateMention) -> tuple[int | None, ...]:
    return mention.year, mention.month, mention.day, mention.decade, mention.century, mention.season


def borne(claim: DateMention, evidence: DateMention, anchor: When | None) -> bool:
    """Whether one mention in the evidence bears a mention in the claim: by its words, or with the source's date.

    A claim that gives no year ("on 9 September") is compared by what it gives; a weekday that it adds must be right.
    """
    if repeats(claim, evidence):
        return True
    found = resolve(evidence, anchor)
    if found is None:
        return False
    own = resolve(claim, None)
    if own is not None:
        return agrees(own, found) and (claim.weekday is None or weekday_agrees(claim.weekday, own) is not False)
    return any(_fits_parts(claim, reading) for reading in found.candidates or (found,))


def _fits_parts(claim: DateMention, found: When) -> bool:
    """Whether a claim without a year agrees with one resolved date in each part that it does give."""
    if claim.start and claim.end:
        ends = found.text.split("/")
        return (
            len(ends) == 2
            and ".." not in ends
            and all(_fits_parts(side, parse_edtf(end)) for side, end in zip((claim.start, claim.end), ends, strict=True))
        )
    if claim.relative or not (claim.month or claim.day or claim.weekday is not None) or found.earliest is None:
        return False
    if found.precision not in (("day",) if claim.day or claim.weekday is not None else ("day", "month")):
        return False
    first = found.earliest
    wanted = ((claim.month, first.month), (claim.day, first.day), (claim.weekday, first.weekday()))
    return all(mine is None or mine == theirs for mine, theirs in wanted)
