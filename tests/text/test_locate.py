"""What counts as the words of a source, and what is said when they are not."""


import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefings.text.edges import is_edge
from briefings.text.locate import Cause, MatchLevel, Status, locate, searchable
from briefings.text.span import Span

STANDS = [
    ("fell −5% now", "-5%", "typographic"),
    ("Jose\u0301 went", "José went", "typographic"),
    ("oﬃce work", "office", "typographic"),
    ("exam\u00adple text", "example text", "typographic"),
    ("example text", "exam\u00adple text", "typographic"),
    ("AT&amp;T said", "AT&T said", "typographic"),
    ("AT&T said", "AT&amp;T said", "typographic"),
    ("a&nbsp;b", "a b", "typographic"),
    ("3–5 seconds", "3-5 seconds", "typographic"),
    ("trade -- thought to be", "trade — thought to be", "typographic"),
    ("5\u202f000 men", "5 000 men", "typographic"),
    ("rock … roll", "rock ... roll", "typographic"),
    ("\ufeffHello world\r\nagain", "Hello world again", "typographic"),
    ("exam-\nple text", "exam- ple text", "typographic"),
    ("exam-\nple of a long-\r\nterm plan", "example of a long-term plan", "extraction"),
    ("example text", "exam-\nple text", "extraction"),
    ("neighbor.The meeting", "neighbor. The meeting", "extraction"),
    ("Moscow.”We have", "Moscow. ”We have", "extraction"),
    ("grew in 2019.[13] The end", "grew in 2019. The end", "extraction"),
    ("as shown [13].", "as shown.", "extraction"),
    ("he said the bridge opened", "The bridge opened", "editorial"),
    ("The bridge opened", "the bridge opened.", "editorial"),
    ("in August 2002, four", "in August 2002.", "editorial"),
    ("我在北京工作。他也在。", "北京", "exact"),
    ("قال الرئيس إن الاتفاق", "الرئيس إن", "exact"),
    ("Belarus’ role", "Belarus", "exact"),
    ("paid 1200\u00a0lines", "paid 1200", "exact"),
]

STANDS_NOT = [
    ("we love the US here", "us", Cause.ABSENT),
    ("about 40.2 people", "2 people", Cause.EDGE),
    ("15 people", "5 people", Cause.EDGE),
    ("fell -5% now", "5% now", Cause.EDGE),
    ("rose 5% now", "rose -5% now", Cause.ABSENT),
    ("paid $600 million", "paid $600", Cause.EDGE),
    ("paid $600 million", "600 million", Cause.EDGE),
    ("paid US$5 now", "$5 now", Cause.EDGE),
    ("3–5 seconds", "5 seconds", Cause.EDGE),
    ("5%-10% more", "-10% more", Cause.EDGE),
    ("5\u202f000 men", "000 men", Cause.EDGE),
    ("nearly 200 000 men", "000 men", Cause.EDGE),
    ("the S-400 arms", "400 arms", Cause.EDGE),
    ("rose by .5 points", "5 points", Cause.EDGE),
    ("5½ men", "5", Cause.EDGE),
    ("l’eau douce", "eau douce", Cause.EDGE),
    ("Russia-Belarus Union", "Belarus Union", Cause.EDGE),
    ("exam\u00adple text", "ple text", Cause.EDGE),
    ("Jose\u0301 went", "Jose", Cause.EDGE),
    ("José went", "Jose went", Cause.ABSENT),
    ("всё уже", "все уже", Cause.ABSENT),
    ("1.5 million", "1,5 million", Cause.ABSENT),
    ("cost £5 now", "cost $5 now", Cause.ABSENT),
    ("long-term plan", "longterm plan", Cause.ABSENT),
    ("re verify it", "re-verify it", Cause.ABSENT),
    ("exam-\nple of Russia-Belarus", "example of RussiaBelarus", Cause.ABSENT),
    ("the price was 3. 14 euros", "was 3.14 euros", Cause.ABSENT),
    ("killed [15] people", "killed people", Cause.ABSENT),
    ("don’t go", "dont go", Cause.ABSENT),
    ("Minsk said oil", "Minsk said оil", Cause.LOOKALIKE),
    ("a b c d e f", "a b ... e f", Cause.ELLIPSIS),
    ("Minsk said", "Минск сказал", Cause.SCRIPT),
    ("one two three one two", "one two", Cause.REPEATED),
    ("aa bb aa bb aa", "aa bb aa", Cause.REPEATED),
    ("words", " … ", Cause.EMPTY),
]


@pytest.mark.parametrize(("text", "quote", "level"), STANDS)
def test_stands_at_its_level(text: str, quote: str, level: str) -> None:
    verdict = locate(text, quote)
    assert (verdict.status, verdict.level) == (Status.VERIFIED, level)


@pytest.mark.parametrize(("text", "quote", "cause"), STANDS_NOT)
def test_does_not_stand(text: str, quote: str, cause: Cause) -> None:
    verdict = locate(text, quote)
    assert verdict.status is not Status.VERIFIED
    assert verdict.cause is cause
    assert verdict.reason


def test_context_picks_one_place_or_refutes() -> None:
    text = "one two three one two"
    assert locate(text, "one two", "three").spans == ((14, 21),)
    assert locate(text, "one two", suffix=" three").spans == ((0, 7),)
    assert locate(text, "one two", "four").cause is Cause.CONTEXT


def test_stretches_are_in_order_near_and_tight() -> None:
    assert locate("A x B yyyy A zz B", ["A", "B"]).spans == ((0, 1), (4, 5))
    assert locate("A x B y A z B", ["A", "B"]).cause is Cause.REPEATED
    assert locate("B then A", ["A", "B"]).cause is Cause.ORDER
    assert locate("A" + " " * 1000 + "B", ["A", "B"]).status is Status.VERIFIED
    assert locate("A" + " " * 1001 + "B", ["A", "B"]).cause is Cause.ORDER


def test_the_end_of_a_zone_is_an_edge() -> None:
    text = "low. Russian pressureThe Kremlin has"
    zone = locate(text, "Russian pressure", loose=True).spans[0]
    assert zone == Span(5, 21)
    assert locate(text, "The Kremlin").cause is Cause.EDGE
    assert locate(searchable(text, zone), "The Kremlin").status is Status.VERIFIED


def test_reasons_say_how_to_mend() -> None:
    assert '["a b", "e f"]' in (locate("a b c d e f", "a b […] e f").reason or "")
    assert "gloss" in (locate("It regulates", "It [BRCA1] regulates").reason or "")
    assert "Cyrillic small letter o" in (locate("said oil", "said оil").reason or "")


def test_nearest_shows_where_the_quote_parts() -> None:
    near = locate("The talks had said nothing in 2019 at all", "The talks has said nothing in 2019").nearest
    assert near is not None
    assert (near.diverges_at, near.quote_at, near.text) == (12, 12, "The talks had said nothing in 2019")


WORDS = st.lists(st.text("abcдеж中é0123456789.,$%'’-–", min_size=1, max_size=8), min_size=3, max_size=12)
PROSE = st.lists(st.text("abcdefgh", min_size=2, max_size=7), min_size=5, max_size=12, unique=True)


@settings(max_examples=150)
@given(WORDS, st.data())
def test_any_stretch_between_edges_is_found_at_its_place(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    edges = [at for at in range(len(text) + 1) if is_edge(text, at)]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    quote = text[start:end]
    assume(quote.strip() == quote and any(map(str.isalnum, quote)))
    verdict = locate(text, quote)
    assert verdict.level is MatchLevel.EXACT
    assert Span(start, end) in verdict.spans


@settings(max_examples=150)
@given(PROSE, st.sampled_from(["\n", "\u00a0", "\u2009", "  ", "\r\n", "\u200b ", "&nbsp;"]))
def test_any_folding_is_found_at_the_same_place(words: list[str], space: str) -> None:
    text = "“" + " ".join(words) + "” — he said"
    quote = text.replace("“", "&ldquo;").replace("”", '"').replace("—", "-").replace(" ", space)
    assert locate(text, quote).spans == ((0, len(text)),)
    assert locate(quote, text).spans == ((0, len(quote)),)


@settings(max_examples=150)
@given(PROSE, st.data())
def test_no_changed_word_digit_or_sign_is_verified(words: list[str], data: st.DataObject) -> None:
    text = " ".join([*words, "-42.5%", "end"])
    old, new = data.draw(st.sampled_from([(words[1], words[1] + "x"), ("-", ""), ("-", "+"), ("4", "5"), (".", ",")]))
    assert locate(text, text.replace(old, new, 1)).status is not Status.VERIFIED


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" * 300_000, "a" * 500),
        ("[1" * 150_000, "b[1] a"),
        (". " * 100_000 + "b", "a. b"),
        (" " * 300_000, "x y"),
        ("5 " * 20_000, "5 5"),
        ("\u0301" * 200_000 + "ab", "b a"),
    ],
)
def test_hostile_text_ends_soon(text: str, quote: str) -> None:
    assert locate(text, quote).status is not Status.VERIFIED


@pytest.mark.parametrize(("text", "quote", "suggested"), [
    ("Lukashenko said nothing at all.", "Лукашенко said nothing at all", "Lukashenko said nothing at all"),
    ("Dredging to cost $40 million this year.", "almost $40 million this year", "Dredging to cost $40 million this year"),
])
def test_the_nearest_passage_begins_and_ends_with_a_whole_word(text: str, quote: str, suggested: str) -> None:
    nearest = locate(text, quote).nearest
    assert nearest is not None
    assert nearest.text == suggested
    assert nearest.span.of(text) == suggested
