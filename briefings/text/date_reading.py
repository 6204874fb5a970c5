"""Dates as news text writes them: "Thursday", "Dec. 20, 2019", "10-16 September", "the 1990s", "last year".

`mentions` finds them with one table of regular expressions, most particular first, so that every token belongs
to one mention. Nothing here knows the source's own date: that is `dates.resolve`'s part. English only; text in
other scripts gives nothing. Every pattern has bounded repeats, so reading takes linear time.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from briefings.text.characters import lowered
from briefings.text.date_context import (
    HOMOGRAPHS,
    is_counted,
    is_month_name,
    is_month_then_count,
    is_year,
    speaks_of_future,
)  # fmt: skip
from briefings.text.date_mention import ORDINALS, SEASONS, DateMention, month_number, weekday_number
from briefings.text.span import Span

_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_DAYNAME = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"[12]\d{3}"
_DASH = r"(?:\s?[-‐‑–—]\s?|/|\s(?:to|and|through|until|till)\s)"
_END = r"(?![\w%]|[.,:/]\d|-\d)"  # not inside a longer number, word or identifier
_START = r"(?<![\w.,:/$€£-])"

# Most particular first: at one place the first that fits is the reading.
_PATTERNS = (
    rf"{_START}(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-{_DAY})?)(?![\w-])",
    rf"{_START}(?P<numeric>\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})(?![\w/])",
    rf"(?:\b(?P<wd1>{_DAYNAME}),?\s(?:the\s)?)?{_START}(?P<d1>{_DAY}){_TH}(?:{_DASH}(?P<d1b>{_DAY}){_TH})?"
    rf"[\s-]?(?:of\s)?\b(?P<m1>{_MONTH})(?:,?[\s-]?(?P<y1>{_YEAR}){_END})?(?!\w)",
    rf"(?:\b(?P<wd2>{_DAYNAME}),?\s)?\b(?P<m2>{_MONTH}),?\s?(?:the\s)?(?P<d2>{_DAY}){_TH}"
    rf"(?:{_DASH}(?P<d2b>{_DAY}){_TH}(?!\s{_MONTH}))?(?:(?:,\s?|\s)(?P<y2>{_YEAR}){_END}|{_END})",
    rf"\b(?P<m3>{_MONTH})(?:,?\s(?:of\s)?|-)(?P<y3>{_YEAR}){_END}",
    r"(?P<decade>(?<![\w.,$€£-])(?:\b(?:early|mid|late)[- ])?(?:[12]\d\d0|[’'][1-9]0|(?<=\bthe\s)[1-9]0)[’']?s\b)",
    rf"\b(?P<century>(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(reversed(ORDINALS))})[- ]century)\b",
    rf"\b(?P<season>spring|summer|autumn|fall|winter)\s(?:of\s)?(?P<y4>{_YEAR}){_END}",
    r"\b(?P<relative>today|tonight|yesterday|tomorrow)\b",
    r"\b(?P<which>this|last|next|previous|coming|current|past)\s(?P<period>week|month|year|decade|spring|summer|autumn|fall|winter)\b",
    r"\b(?:end|start|beginning|middle|course)\sof\sthe\s(?P<endof>week|month|year|decade)\b",
    rf"\bnext\sday\s(?P<nextday>{_DAY}){_END}",
    rf"\b(?:on|until|by|till)\sthe\s(?P<theday>{_DAY})(?:st|nd|rd|th)(?=[.,;:!?)]|$)",
    rf"(?:\b(?P<when>this|last|next|coming|past)\s)?\b(?:(?P<wd3>{_DAYNAME})|(?P<m4>{_MONTH}))(?!\w)",
    rf"{_START}(?P<y5>{_YEAR})(?P<y5dash>[-–/])(?P<y5b>\d{{4}}|\d\d){_END}",
    rf"(?:{_START}|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\bearly-)|(?<=\blate-))(?P<y6>{_YEAR}){_END}",
)
# They are matched where a mention may begin, in the text in small letters: sets of both cases take `re` twice as long.
_MENTION = re.compile("|".join(_PATTERNS))
_STARTS = re.compile(
    r"(?<!\w)(?:\d|[’'](?=\d)|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|tod|toni|tomo|yest"
    rf"|spring|summer|autumn|fall|winter|(?:early|mid|late)[- ]|(?:{'|'.join(ORDINALS)})[- ]"
    r"|(?:this|last|next|previous|coming|current|past)\s|(?:end|start|beginning|middle|course)\sof\sthe\s"
    r"|(?:on|until|by|till)\sthe\s(?=\d))"
)
_FIRST_WORD = re.compile(r"\w*.?", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)


def addresses(text: str) -> list[Span]:
    """Where web addresses stand."""
    may_be = "://" in text or "www." in text.lower()
    return [Span(*match.span()) for match in _ADDRESS.finditer(text)] if may_be else []


@lru_cache(maxsize=4096)  # one text is read by many checks
def mentions(text: str) -> tuple[DateMention, ...]:
    """The dates that `text` names, in order and not overlapping; spans index `text`."""
    found = list(_single(text))
    return tuple(_ranges(text, found) if len(found) > 1 else found)


def _single(text: str) -> Iterator[DateMention]:
    """Mentions one by one, before ranges are joined; web addresses are passed over."""
    small, walls = lowered(text), addresses(text)
    position = 0
    for start in map(re.Match.start, _STARTS.finditer(small)):
        match = _MENTION.match(small, start) if start >= position else None
        if match is None:
            continue
        while walls and walls[0].end <= start:
            walls.pop(0)
        if walls and walls[0].start <= start:
            position = walls[0].end
            continue
        found = _READERS[match.lastgroup or ""](text, match)
        if found:
            future = found.year is None and speaks_of_future(text, *found.span)
            yield found._replace(future=True) if future else found
        position = found.span.end if found else _FIRST_WORD.match(text, start).end()  # type: ignore[union-attr]


def _mention(text: str, match: re.Match[str], **said: Any) -> DateMention:
    """The whole match as a mention, with what its words say."""
    start, end = match.span()
    return DateMention(Span(start, end), text[start:end], **said)


def _iso(text: str, match: re.Match[str]) -> DateMention | None:
    year, month, *day = (int(part) for part in match["iso"].split("-"))
    if not day and (year + 1) % 100 == month:
        return _years(text, match, year, year + 1)  # 2011-12 is a season of two years, not December
    return _mention(text, match, year=year, month=month, day=day[0] if day else None)


def _numeric(text: str, match: re.Match[str]) -> DateMention | None:
    first, second, year = (int(part) for part in re.split("[/.]", match["numeric"]))
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    day, month = (second, first) if second > 12 else (first, second)
    ambiguous = max(first, second) <= 12 and first != second
    return _mention(text, match, year=year, month=month, day=day, ambiguous=ambiguous)


def _day_month(text: str, match: re.Match[str]) -> DateMention | None:
    """Days with a month, in either order, perhaps a range of days, a weekday and a year."""
    kind = "1" if match["m1"] else "2"
    name = text[slice(*match.span("m" + kind))]
    if name.islower() and name in HOMOGRAPHS:
        return None
    if kind == "2" and not match["y2"] and is_month_then_count(text, match.start(), match.end("d2")):
        return _month_alone(text, match.start("m2"), match.end("m2"))
    day, last, year, weekday = match.group(f"d{kind}", f"d{kind}b", f"y{kind}", f"wd{kind}")
    whole = _mention(text, match, year=year and int(year), month=month_number(name), day=int(day),
                     weekday=weekday and weekday_number(weekday))  # fmt: skip
    if not last:
        return whole
    if int(day) >= int(last):
        return None
    return whole._replace(day=None, start=whole, end=whole._replace(day=int(last), weekday=None))


def _month_year(text: str, match: re.Match[str]) -> DateMention | None:
    name = text[slice(*match.span("m3"))]
    if name.islower() and name in HOMOGRAPHS:
        return None
    return _mention(text, match, year=int(match["y3"]), month=month_number(name))


def _decade(text: str, match: re.Match[str]) -> DateMention | None:
    digits = "".join(char for char in match["decade"] if char.isdigit())
    return _mention(text, match, decade=int(digits) if len(digits) == 4 else 1900 + int(digits))


def _century(text: str, match: re.Match[str]) -> DateMention | None:
    word = match["century"][: -len("-century")]
    number = ORDINALS.index(word) + 1 if word in ORDINALS else int(word[:-2])
    return _mention(text, match, century=number) if 1 <= number <= 30 else None


def _season(text: str, match: re.Match[str]) -> DateMention | None:
    return _mention(text, match, season=SEASONS[match["season"]], year=int(match["y4"]))


def _relative(text: str, match: re.Match[str]) -> DateMention | None:
    return _mention(text, match, relative=match["relative"])


def _period(text: str, match: re.Match[str]) -> DateMention | None:
    return _mention(text, match, relative=f"{_WHICH.get(match['which'], match['which'])} {match['period']}")


def _end_of(text: str, match: re.Match[str]) -> DateMention | None:
    return _mention(text, match, relative=f"this {match['endof']}")


_WHICH = {"current": "this", "coming": "next", "previous": "last", "past": "last"}


def _next_day(text: str, match: re.Match[str]) -> DateMention | None:
    return _mention(text, match, day=int(match["nextday"]), relative="next day")


def _the_day(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.start("theday"), match.end()
    return DateMention(Span(start, end), text[start:end], day=int(match["theday"]))


def _weekday(text: str, match: re.Match[str]) -> DateMention | None:
    short, which = match["wd3"].rstrip("."), match["when"] or ""
    if not short.endswith("day") and (short in HOMOGRAPHS or text[slice(*match.span("wd3"))].islower()):
        return None
    return _mention(text, match, weekday=weekday_number(short), relative=_WHICH.get(which, which))


def _bare_month(text: str, match: re.Match[str]) -> DateMention | None:
    found, which = _month_alone(text, *match.span("m4")), match["when"] or ""
    return found and _mention(text, match, month=found.month, relative=_WHICH.get(which, which))


def _month_alone(text: str, start: int, end: int) -> DateMention | None:
    if not is_month_name(text, start, end):
        return None
    return DateMention(Span(start, end), text[start:end], month=month_number(text[start:end]))


def _year_pair(text: str, match: re.Match[str]) -> DateMention | None:
    first, last = int(match["y5"]), match["y5b"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if len(last) == 2 and second != first + 1 and int(last) <= 12 and match["y5dash"] != "–":
        return None  # 2015-03 is a month
    fits = 1800 <= first < second <= 2199 and not is_counted(text, match.end())
    return _years(text, match, first, second) if fits else None


def _years(text: str, match: re.Match[str], first: int, second: int) -> DateMention:
    start, end = (_mention(text, match, year=year) for year in (first, second))
    return _mention(text, match, start=start, end=end)


def _bare_year(text: str, match: re.Match[str]) -> DateMention | None:
    return _mention(text, match, year=int(match["y6"])) if is_year(text, *match.span("y6")) else None


# By the last group that a pattern fills.
_READERS = {
    "iso": _iso, "numeric": _numeric, "m1": _day_month, "y1": _day_month, "d2": _day_month, "d2b": _day_month,
    "y2": _day_month, "y3": _month_year, "decade": _decade, "century": _century, "y4": _season, "relative": _relative,
    "period": _period, "endof": _end_of, "nextday": _next_day, "theday": _the_day, "wd3": _weekday, "m4": _bare_month,
    "y5b": _year_pair, "y6": _bare_year,
}  # fmt: skip

_JOIN = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through)\s(?:the\s)?|\sand\s", re.IGNORECASE)
_OPENS = re.compile(r"\b(?P<word>from|between)\s(?:the\s)?$", re.IGNORECASE)


def _ranges(text: str, found: list[DateMention]) -> Iterator[DateMention]:
    """Join "from A to B", "between A and B" and "A – B" into one mention."""
    held: DateMention | None = None
    for mention in found:
        joined = held and _join(text, held, mention)
        if held and not joined:
            yield held
        held = joined or mention
    if held:
        yield held


def _join(text: str, first: DateMention, last: DateMention) -> DateMention | None:
    between = text[first.span.end : last.span.start] if last.span.start - first.span.end < 15 else ""
    opens = _OPENS.search(text[max(0, first.span.start - 12) : first.span.start])
    if not _JOIN.fullmatch(between) or first.start or last.start:
        return None
    if between.strip().lower() == "and" and not (opens and opens["word"].lower() == "between"):
        return None
    span = Span(first.span.start, last.span.end)
    start, end = _share_year(first, last)
    future = speaks_of_future(text, *first.span)
    return DateMention(span, text[span.start : span.end], start=start, end=end, future=future)


def _share_year(first: DateMention, last: DateMention) -> tuple[DateMention, DateMention]:
    if first.year is None and last.year and first.month and last.month and first.month <= last.month:
        return first._replace(year=last.year), last
    if first.year and last.year is None and last.month:
        return first, last._replace(open_year=True)
    return first, last
