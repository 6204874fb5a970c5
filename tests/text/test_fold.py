"""Every folded character leads back to the characters it stands for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.text.fold import MatchLevel, fold

PIECES = [
    "a",
    "é",
    "e\u0301",
    " ",
    "\n",
    "\u00a0",
    "’",
    "“",
    "…",
    "&nbsp;",
    "&amp;",
    "ﬁ",
    "\u00ad",
    "-",
    "–",
    "5",
    "[1]",
    ".",
]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“don’t”", '"don\'t"'),
        ("a\r\n b\u00a0c", "a b c"),
        ("fell –5% – then 3–5", "fell −5% - then 3-5"),
        ("&ldquo;yes&rdquo; &mdash; left&hellip;", '"yes" - left...'),
        ("oﬃ\u00adce e\u0301", "office é"),
    ],
)
def test_typography_is_folded(text: str, folded: str) -> None:
    assert fold(text, MatchLevel.TYPOGRAPHIC).text == folded


@pytest.mark.parametrize("text", ["ё й é", "1.5 1,5", "US us", "５ 5", "-5 +5 $5 £5"])
def test_what_differs_stays_different(text: str) -> None:
    parts = text.split()
    assert len({fold(part, MatchLevel.EXTRACTION).text for part in parts}) == len(parts)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.sampled_from(list(MatchLevel)))
def test_offsets_lead_back_in_order(text: str, level: MatchLevel) -> None:
    folded = fold(text, level)
    whole = [at for at in map(folded.start, range(len(folded.text))) if at is not None]
    assert whole == sorted(set(whole))
    for at in range(len(folded.text)):
        start, end = folded.start(at), folded.end(at + 1)
        if start is not None and end is not None:
            assert 0 <= start < end <= len(text)
