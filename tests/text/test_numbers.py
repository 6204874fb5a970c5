"""Reading quantities: value, unit, kind and bound, as news writes them."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.numbers import (
    Bound,
    NumberKind,
    Quantity,
    bounds_agree,
    more_precise,
    quantities,
    same_unit,
    same_value,
)

ARTICLES = Path(__file__).parents[2] / ".." / "shared" / "articles"


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


def read(text: str) -> list[str]:
    """The readings in short: "200000 troop at-most"."""
    return [
        " ".join(
            part
            for part in (
                f"{q.value}" + (f"..{q.upper}" if q.upper is not None else ""),
                q.unit or q.noun,
                "" if q.bound is Bound.EXACT else q.bound.value,
            )
            if part
        )
        for q in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$600 million", 600_000_000, "USD"),
        ("a US$1.2bn loan", 1_200_000_000, "USD"),
        ("won a $48.2 million contract", 48_200_000, "USD"),
        ("A$5m", 5_000_000, "AUD"),
        ("€3.4 bn", 3_400_000_000, "EUR"),
        ("3.4 billion dollars", 3_400_000_000, "USD"),
        ("a 600-million-dollar loan", 600_000_000, "USD"),
        ("5 million Belarusian rubles", 5_000_000, "BYN"),
        ("RUB 5 bn", 5_000_000_000, "RUB"),
        ("75 USD million", 75_000_000, "USD"),
        ("half a million euros", 500_000, "EUR"),
        ("-$5", -5, "USD"),
        ("3.5%", "3.5", "%"),
        ("three per cent", 3, "%"),
        ("2 percentage points", 2, "percentage point"),
        ("a 0.5 percentage-point rise", "0.5", "percentage point"),
        ("more than a quarter-century", 25, "year"),
        ("half a century", 50, "year"),
        ("two decades in power", 20, "year"),
        ("a decade of talks", 10, "year"),
        ("a two-year term", 2, "year"),
        ("half an hour", "0.5", "hour"),
        ("48 km", 48, "kilometre"),
        ("5.6 bcm of gas", 5_600_000_000, "cubic metre"),
        ("minus 5 degrees", -5, "degree"),
        ("600m", 600_000_000, ""),
        ("1.8m tall", "1.8", "metre"),
    ],
)
def test_value_and_unit(text: str, value: int | str, unit: str) -> None:
    found = only(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("200,000", 200_000), ("200 000", 200_000), ("200\u00a0000", 200_000), ("200\u2009000", 200_000),
        ("1.234.567", 1_234_567), ("12,34,567", 1_234_567), ("1,234.5", "1234.5"), ("1e9", 10**9), ("٣", 3),
        ("nine", 9), ("twenty-one", 21), ("two hundred and five", 205), ("a hundred", 100), ("a dozen", 12),
        ("one and a half million", 1_500_000), ("two million five hundred thousand", 2_500_000),
        ("a million and a half", 1_500_000), ("two point five million", 2_500_000), ("half a dozen", 6),
        ("2 1/2", "2.5"), ("2½", "2.5"), ("½", "0.5"), ("three-quarters", "0.75"), ("a fifth of", "0.2"),
        ("one in four", "0.25"), ("100k", 100_000), ("twenty-first", 21), ("20th", 20),
    ],
)  # fmt: skip
def test_value(text: str, value: int | str) -> None:
    assert only(text).value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "no one", "one of the talks", "the one that matters", "a single market", "1.2.3", "1.2.3/4", "--5", "S-400", "Su-30",
        "16x9", "Zapad-2021", "COVID-19", "A4", "G7", "24/7", "9/11", "at 10:20", "8 p.m.", "in 2024", "on 9 September",
        "10-16 September", "9 September 2021", "Dec. 20, 2019", "the 1990s", "in the 20th century", "2018-19",
        "was first agreed", "the first half", "Путин и Лукашенко", "普京", "بوتين", "", "https://example.org/2021/09/5",
    ],
)  # fmt: skip
def test_no_quantity(text: str) -> None:
    assert [q.written for q in quantities(text) if q.kind is not NumberKind.ORDINAL] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10-16 people", ["10..16 person range"]),
        ("between 5 and 7", ["5..7 range"]),
        ("from $3 to $5 million", ["3000000..5000000 USD range"]),
        ("$1-2 million", ["1000000..2000000 USD range"]),
        ("$1 million-$2 million", ["1000000..2000000 USD range"]),
        ("two or three planes", ["2..3 plane range"]),
        ("rose from $3bn to $5bn", ["3000000000 USD", "5000000000 USD"]),
        ("won 5-3", ["5", "3"]),
        ("14 polygons, nine in Russia and five in Belarus", ["14 polygon", "9", "5"]),
        ("three hundred and two hundred", ["300", "200"]),
    ],
)
def test_ranges_and_lists(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "bound", "words"),
    [
        ("nearly 30 years", Bound.ABOUT, "nearly"),
        ("an estimated 500 troops", Bound.ABOUT, "an estimated"),
        ("~500", Bound.ABOUT, "~"),
        ("$5 million or so", Bound.ABOUT, "or so"),
        ("as many as 200,000 troops", Bound.AT_MOST, "as many as"),
        ("no more than 5", Bound.AT_MOST, "no more than"),
        ("at least 5", Bound.AT_LEAST, "at least"),
        ("not less than 5", Bound.AT_LEAST, "not less than"),
        ("200,000 or more", Bound.AT_LEAST, "or more"),
        ("200,000 soldiers or more", Bound.AT_LEAST, "or more"),
        ("more than a quarter-century", Bound.MORE_THAN, "more than"),
        ("over 20 years", Bound.MORE_THAN, "over"),
        ("just under 5%", Bound.LESS_THAN, "just under"),
        ("<5%", Bound.LESS_THAN, "<"),
        ("fewer than 28", Bound.LESS_THAN, "fewer than"),
        ("between 5 and 7", Bound.RANGE, "between"),
    ],
)
def test_bound(text: str, bound: Bound, words: str) -> None:
    found = only(text)
    assert found.bound is bound
    assert found.bound_span is not None
    assert found.bound_span.of(text) == words


@pytest.mark.parametrize("text", ["talks about 28 programmes", "a dispute over two islands", "exactly 28", "only 28"])
def test_a_preposition_is_no_bound(text: str) -> None:
    assert only(text).bound is Bound.EXACT


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("an estimated tens of thousands of troops", 10_000, 99_999, ""),
        ("several hundred", 200, 999, ""),
        ("hundreds of millions of dollars", 10**8, 10**9 - 1, "USD"),
        ("a few thousand", 2_000, 9_999, ""),
    ],
)
def test_vague(text: str, low: int, high: int, unit: str) -> None:
    found = only(text)
    assert found.kind is NumberKind.VAGUE
    assert (found.value, found.upper, found.unit) == (Decimal(low), Decimal(high), unit)


def test_year_or_count_is_decided_once() -> None:
    assert read("2024 soldiers") == ["2024 soldier"]
    assert read("2,024") == ["2024"]
    assert read("a 2000 km pipeline") == ["2000 kilometre"]
    assert read("after 2014 sanctions and Belarus 2020 elections") == []
    assert read("In 2021, 300 soldiers left") == ["300 soldier"]
    assert read("The 2017 drills and Russia's 2014 annexation") == []


def test_comparisons() -> None:
    assert same_value(only("$1.2bn"), only("1,200 million dollars"))
    assert same_value(only("half of them"), only("50% of them"))
    assert not same_value(only("the second talks"), only("two talks"))
    assert not same_value(only("10-16 people"), only("16 people"))
    assert same_unit(only("$5"), only("5 US dollars"))
    assert same_unit(only("200 troops"), only("200 soldiers"))
    assert same_unit(only("3 percent"), only("3%"))
    assert not same_unit(only("3%"), only("3 percentage points"))
    assert not same_unit(only("$5m"), only("€5m"))
    assert bounds_agree(only("almost 30"), only("nearly 30"))
    assert not bounds_agree(only("30"), only("nearly 30"))
    assert not bounds_agree(only("at least 30"), only("up to 30"))
    assert more_precise(only("1,234,567"), only("1.2 million"))
    assert more_precise(only("$3.40 billion"), only("$3.4 billion"))
    assert not more_precise(only("1.2 million"), only("1,200,000"))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("more than 25 years", "more than a quarter-century"),
        ("20 years in power", "two decades in power"),
        ("$600m", "600 million dollars"),
        ("almost 200,000 troops", "nearly 200,000 soldiers"),
        ("up to 200,000 troops", "as many as 200,000 troops"),
        ("28 programmes", "twenty-eight programs"),
        ("half of the debt", "50 per cent of the debt"),
        ("nearly half", "almost 50%"),
        ("a third of them", "one-third of them"),
        ("between 5 and 7 ships", "5-7 ships"),
        ("an estimated tens of thousands", "some tens of thousands"),
    ],
)
def test_an_honest_paraphrase_agrees(claim: str, evidence: str) -> None:
    mine, theirs = only(claim), only(evidence)
    assert same_value(mine, theirs)
    assert same_unit(mine, theirs)
    assert bounds_agree(mine, theirs)
    assert not more_precise(mine, theirs)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("27 programmes", "28 programmes"),
        ("$600 billion", "$600 million"),
        ("€600 million", "$600 million"),
        ("200,000 troops", "as many as 200,000 troops"),
        ("at least 200,000 troops", "as many as 200,000 troops"),
        ("30 years", "nearly 30 years"),
        ("more than 30 years", "nearly 30 years"),
        ("hundreds of thousands", "tens of thousands"),
        ("30 months", "30 years"),
        ("3%", "3 percentage points"),
        ("5-8 ships", "5-7 ships"),
        ("the 20th anniversary", "20 anniversaries"),
        ("-5 degrees", "5 degrees"),
        ("two-thirds", "three-quarters"),
    ],
)
def test_an_altered_number_is_caught(claim: str, evidence: str) -> None:
    mine, theirs = only(claim), only(evidence)
    assert not (same_value(mine, theirs) and same_unit(mine, theirs) and bounds_agree(mine, theirs))


def test_scale_word_and_written_stand_in_the_text() -> None:
    text = "borrowing $600 million from China"
    found = only(text)
    assert found.written == "$600 million" == found.span.of(text)
    assert found.scale_span is not None
    assert found.scale_span.of(text) == "million"


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the shared articles are not here")
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", ["600000000 USD", "3400000000 USD", "13000 person more-than"]),
        ("001", ["10000..99999 troop about", "200000 troop at-most", "4 year"]),
        ("002", ["20 year", "25 year more-than"]),
        ("003", ["28 programme", "20 year more-than", "30 year about"]),
        ("004", ["200000 soldier about", "14 polygon", "9", "5", "28 program"]),
    ],
)
def test_the_figures_of_the_dossier(number: str, expected: list[str]) -> None:
    (article,) = ARTICLES.glob(f"{number}_*.txt")
    found = read(article.read_text(encoding="utf-8"))
    assert [reading for reading in found if reading in expected] == expected


_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES_TEXT = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ONES = _ONES_TEXT.split()


def in_words(number: int) -> str:
    """An independent writer of cardinals, to read back."""
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joiner = " and " if rest < 100 else " "
            return f"{in_words(number // scale)} {name}" + (joiner + in_words(rest) if rest else "")
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=2, max_value=999_999_999))
def test_one_value_however_written(number: int) -> None:
    forms = [f"{number:,}", f"{number:,}".replace(",", "\u202f"), in_words(number), f"{number:,}".replace(",", " ")]
    assert {only(form + " tonnes").value for form in forms} == {Decimal(number)}


@given(st.decimals(min_value="0.1", max_value="999.9", places=1))
def test_one_sum_however_written(amount: Decimal) -> None:
    forms = [f"${amount} million", f"${amount}m", f"US${amount}mn", f"{amount} million dollars", f"${amount * 1000}k"]
    assert {(q.value, q.unit) for form in forms for q in quantities(form)} == {(amount * 10**6, "USD")}


def test_a_capital_that_grows_in_small_letters_hides_no_word() -> None:
    assert (only("40 İzmir minutes").unit, only("40 İzmir people").noun) == ("", "person")


def test_numbers_between_dates_are_read_and_years_are_none() -> None:
    assert quantities("On 9 September 2021, and again in 2022 at 10:30 a.m.") == ()
    assert [each.written for each in quantities("On 9 September 2021 5 ships, in 2022 at 10:30 a.m. six.")] == ["5", "six"]


@given(st.text(max_size=200))
def test_any_text_is_read_and_spans_index_it(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.span.of(text) == found.written
        end = found.span.end


@given(st.text(alphabet=" abdklmpqrxyzАБвг.,;:-–'\"()", max_size=200))
def test_text_without_numbers_gives_nothing(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    "piece",
    ["1", "1.", "1,", "1 ", "1-", "1/", "one ", "hundred ", "a ", "tens of ", "$", "two hundred and ", "999 ", "2021-", "-"],
)
def test_hostile_text_is_read_in_time(piece: str) -> None:
    quantities(piece * (40_000 // len(piece)))
