"""Dates: EDTF as editors write it, dates as news writes them, and both against a source's own date."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.dates import (
    DateMention,
    agrees,
    borne,
    mentions,
    parse_edtf,
    repeats,
    resolve,
    weekday_agrees,
    written,
)

ARTICLES = Path(__file__).parents[2] / ".." / "shared" / "articles"
THURSDAY = parse_edtf("2021-09-09")


@pytest.mark.parametrize(("text", "found"), [
    ("The ballot opens on 20 October.", "[2020-10-20,2021-10-20]"),
    ("From January, patients who fall ill at night will be taken to Marle.", "[2021-01,2022-01]"),
    ("In January, the council said that the ward will close.", "2021-01"),
    ("In January the mayor resigned and will not come back.", "2021-01"),
    ("The shops were open on 20 October.", "2020-10-20"),
])
def test_a_timetable_and_what_will_come_look_ahead(text: str, found: str) -> None:
    assert resolved(text) == found


def only(text: str) -> DateMention:
    (found,) = mentions(text)
    return found


def resolved(text: str, anchor: str = "2021-09-09") -> str | None:
    found = resolve(only(text), parse_edtf(anchor))
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "shown"),
    [
        ("2021-09-09", "2021-09-09", "2021-09-09", "day", "9 Sep 2021"),
        ("2021-09", "2021-09-01", "2021-09-30", "month", "Sep 2021"),
        ("2021", "2021-01-01", "2021-12-31", "year", "2021"),
        ("199X", "1990-01-01", "1999-12-31", "decade", "1990s"),
        ("19XX", "1900-01-01", "1999-12-31", "century", "20th century"),
        ("2019-22", "2019-06-01", "2019-08-31", "season", "summer 2019"),
        ("2019-24", "2019-12-01", "2020-02-29", "season", "winter 2019"),
        ("2021-09-10/2021-09-16", "2021-09-10", "2021-09-16", "interval", "10–16 Sep 2021"),
        ("2021-09-30/2021-10-03", "2021-09-30", "2021-10-03", "interval", "30 Sep – 3 Oct 2021"),
        ("2019/2021", "2019-01-01", "2021-12-31", "interval", "2019–2021"),
        ("[2021-09-09,2021-09-10]", "2021-09-09", "2021-09-10", "one-of", "9 or 10 Sep 2021"),
    ],
)
def test_edtf(text: str, earliest: str, latest: str, precision: str, shown: str) -> None:
    when = parse_edtf(text)
    assert (str(when.earliest), str(when.latest), when.precision) == (earliest, latest, precision)
    assert when.text == text
    assert written(when) == shown


def test_edtf_open_uncertain_and_approximate() -> None:
    assert parse_edtf("2021/..").latest is None
    assert written(parse_edtf("2021/..")) == "since 2021"
    assert written(parse_edtf("../2021")) == "until 2021"
    assert parse_edtf("2019-07-18?").uncertain
    assert not parse_edtf("2019-07-18?").approximate
    assert written(parse_edtf("2018-10~")) == "about Oct 2018"
    assert parse_edtf("2018%").uncertain
    assert parse_edtf("2018%").approximate
    assert written(parse_edtf("2021-09-09"), "de") == "2021-09-09"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2021-02-31", "February 2021 has 28 days"),
        ("2021-09-31", "September 2021 has 30 days"),
        ("0000", "no year 0"),
        ("12019", "four digits"),
        ("2021-13", "no month 13"),
        ("9 September 2021", "write 2021-09-09"),
        ("September 2021", "write 2021-09"),
        ("the 1990s", "not a date in EDTF"),
        ("09/10/2021", "slash"),
        ("2021/2020", "ends before it starts"),
        ("[2021]", "two or more"),
        ("2021-09-09T12:00", "write the date alone, 2021-09-09"),
        ("Thursday", "not a date in EDTF"),
        ("", "not a date in EDTF"),
        ("/", "neither a start nor an end"),
    ],
)
def test_what_is_no_edtf_is_explained(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_edtf(text)


@given(st.dates(), st.dates())
def test_any_day_and_interval_reads_back(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    when = parse_edtf(f"{first}/{last}")
    assert (when.earliest, when.latest) == (first, last)
    assert when.contains(parse_edtf(str(first)))
    assert when.overlaps(parse_edtf(str(last)))


@given(st.text(alphabet="0123456789-/X?~%[],.T ", max_size=30))
def test_any_text_is_a_date_or_a_plain_refusal(text: str) -> None:
    try:
        shown = written(parse_edtf(text))
    except ValueError as problem:
        shown = str(problem)
    assert shown


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on 9 September 2021", "2021-09-09"),
        ("Dec. 20, 2019.", "2019-12-20"),
        ("September 09, 2021", "2021-09-09"),
        ("Thursday, 9 September 2021", "2021-09-09"),
        ("the 9th of September, 2021", "2021-09-09"),
        ("2021-09-09", "2021-09-09"),
        ("25/12/2021", "2021-12-25"),
        ("in December 1999", "1999-12"),
        ("a 1999 agreement", "1999"),
        ("Russia’s 2014 annexation", "2014"),
        ("The 2021 drills", "2021"),
        ("(2021)", "2021"),
        ("2024", "2024"),
        ("in mid-2021", "2021"),
        ("in the 1990s", "199X"),
        ("in the 20th century", "19XX"),
        ("in the nineteenth century", "18XX"),
        ("in summer 2019", "2019-22"),
        ("between 2019 and 2021", "2019/2021"),
        ("in 2018–19", "2018/2019"),
        ("10-16 September 2021", "2021-09-10/2021-09-16"),
        ("from 30 September to 3 October 2021", "2021-09-30/2021-10-03"),
        ("from July 2016 to October 2018", "2016-07/2018-10"),
    ],
)
def test_a_full_date_in_prose(text: str, edtf: str) -> None:
    assert only(text).edtf() == edtf


@pytest.mark.parametrize(
    "text",
    [
        "2,024 people", "2024 soldiers", "more than 2000 people", "$2000", "1500", "UN Resolution 1973",
        "Zapad-2021", "they may march on",
        "S-400",
        "a march", "Will May agree", "1.2.3", "10:20", "Путин встретился 9 сентября", "9月9日", "٩ سبتمبر", "",
        "https://example.org/2021/09/09/story", "sat in the sun", "5 to 7", "ſunday last",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert mentions(text) == ()


def test_a_month_before_a_count() -> None:
    assert [m.written for m in mentions("In April 13 people died")] == ["April"]
    assert [m.written for m in mentions("on April 13 people died")] == ["April 13"]


def test_a_numeric_date_may_be_ambiguous() -> None:
    assert only("09/10/2021").ambiguous
    assert not only("25/12/2021").ambiguous


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday", "2021-09-09"),
        ("on Wednesday", "2021-09-08"),
        ("on Friday", "2021-09-03"),
        ("will approve it on Friday", "[2021-09-03,2021-09-10]"),
        ("last Thursday", "2021-09-02"),
        ("next Thursday", "2021-09-16"),
        ("today", "2021-09-09"),
        ("yesterday", "2021-09-08"),
        ("tomorrow", "2021-09-10"),
        ("This week", "2021-09-06/2021-09-12"),
        ("last month", "2021-08"),
        ("this year", "2021"),
        ("last year", "2020"),
        ("before the end of the year", "2021"),
        ("until the next day 16,", "2021-09-16"),
        ("in May", "2021-05"),
        ("in October", "2020-10"),
        ("adopted in October, it may", "2020-10"),
        ("expected in October", "[2020-10,2021-10]"),
        ("set to be held from 10-16 September", "2021-09-10/2021-09-16"),
        ("from July 2016 to October", "2016-07/.."),
        ("31 September 2021", None),
    ],
)
def test_resolve(text: str, expected: str | None) -> None:
    assert resolved(text) == expected


def test_resolving_needs_a_date_as_fine_as_the_words() -> None:
    assert resolve(only("on Thursday"), None) is None
    assert resolved("on Thursday", "2021-09") is None
    assert resolved("in May", "2021") == "[2020-05,2021-05]"
    assert resolved("last year", "2021") == "2020"
    assert resolved("on Friday", "[2021-09-09,2021-09-10]") == "[2021-09-03,2021-09-10]"
    assert resolved("on Wednesday", "0001-01-01") is None
    assert resolved("tomorrow", "9999-12-31") is None
    assert resolve(only("in 1999"), None) == parse_edtf("1999")


def test_weekdays() -> None:
    assert weekday_agrees(3, THURSDAY) is True
    assert weekday_agrees(4, THURSDAY) is False
    assert weekday_agrees(3, parse_edtf("2021-09")) is None
    assert weekday_agrees(4, parse_edtf("[2021-09-09,2021-09-10]")) is True
    assert only("Thu, 9 September").weekday == 3


def test_agreement_of_dates() -> None:
    assert agrees(parse_edtf("2021-09"), THURSDAY)
    assert not agrees(THURSDAY, parse_edtf("2021-09"))
    assert not agrees(parse_edtf("2021-08"), THURSDAY)
    assert agrees(parse_edtf("2021-09-10"), parse_edtf("2021-09-10/2021-09-16"))
    assert not agrees(parse_edtf("2021-09-12"), parse_edtf("2021-09-10/2021-09-16"))
    assert agrees(parse_edtf("2021-09-10"), parse_edtf("[2021-09-03,2021-09-10]"))


@pytest.mark.parametrize(
    ("claim", "evidence", "expected"),
    [
        ("in September 2021", "on 9 September 2021", True),
        ("on 9 September 2021", "in September 2021", False),
        ("on 9 September 2021", "on Thursday", True),
        ("on 8 September 2021", "on Thursday", False),
        ("on Thursday 9 September 2021", "today", True),
        ("on Friday 9 September 2021", "today", False),
        ("on 9 September", "today", True),
        ("on 10 September", "today", False),
        ("in 2020", "last year", True),
        ("in 2021", "last year", False),
        ("from 10 to 16 September", "from 10-16 September", True),
        ("from 10 to 16 September 2021", "set to be held from 10-16 September", True),
        ("from 10 to 15 September", "from 10-16 September", False),
        ("in the 1990s", "in the 1990s", True),
        ("in the 1980s", "in the 1990s", False),
        ("in 1995", "in the 1990s", False),
        ("from July 2016 to October", "from July 2016 to October", True),
        ("from July 2016 to October 2018", "from July 2016 to October", False),
        ("in July 2016", "from July 2016 to October", True),
        ("this year", "this year", True),
        ("last year", "this year", False),
        ("December 1999", "a 1999 agreement", False),
        ("in 1999", "in December 1999", True),
        ("by 8 December", "by December 8", True),
    ],
)
def test_a_claim_is_borne_by_its_evidence(claim: str, evidence: str, expected: bool) -> None:
    assert borne(only(claim), only(evidence), THURSDAY) is expected


def test_words_alone() -> None:
    assert repeats(only("in October"), only("by October 2018"))
    assert not repeats(only("by October 2018"), only("in October"))


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the shared articles are not here")
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", ["1990s", "December 8", "July 2016 to October", "2014"]),
        ("001", ["Thursday", "1999", "last year", "2017", "2021", "10-16 September"]),
        ("002", ["Dec. 20, 2019", "2024", "1997"]),
        ("003", ["September 09, 2021", "September 9, 2021", "1999"]),
        ("004", ["December 1999", "August 2020", "next day 16", "December 2023", "This week", "2022", "1994"]),
    ],
)
def test_the_dates_of_the_dossier(number: str, expected: list[str]) -> None:
    (article,) = ARTICLES.glob(f"{number}_*.txt")
    found = [mention.written for mention in mentions(article.read_text(encoding="utf-8"))]
    assert [name for name in dict.fromkeys(found) if name in expected] == expected


@given(st.text(max_size=200))
def test_any_text_is_read_and_spans_index_it(text: str) -> None:
    end = 0
    for found in mentions(text):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.span.of(text) == found.written
        resolve(found, THURSDAY)
        end = found.span.end


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_one_day_however_written(day: datetime.date) -> None:
    month, short, stop = f"{day:%B}", f"{day:%b}", "" if day.month == 5 else "."
    forms = [
        f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}", f"{day.isoformat()}",
        f"{day:%A}, {day.day} {short} {day.year}", f"on {short}{stop} {day.day}, {day.year}",
    ]  # fmt: skip
    assert {only(form).edtf() for form in forms} == {day.isoformat()}


@given(st.dates(min_value=datetime.date(1900, 1, 8)), st.integers(0, 6))
def test_a_weekday_lies_in_the_week_up_to_the_source(day: datetime.date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    found = resolve(only(f"met on {name}"), parse_edtf(str(day)))
    assert found is not None
    assert found.earliest is not None
    assert found.earliest.weekday() == weekday
    assert 0 <= (day - found.earliest).days <= 6


@pytest.mark.parametrize("piece", ["1", "1.", "2021-", "Mon ", "from ", "9 ", "May ", "2021 to ", "'"])
def test_hostile_text_is_read_in_time(piece: str) -> None:
    mentions(piece * (40_000 // len(piece)))
