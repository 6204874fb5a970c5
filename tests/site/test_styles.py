"""References in three styles: what citeproc-py makes of complete and incomplete sources, and its known faults mended."""

import pytest

from briefings.site.exports.styles import STYLES, formatted, reference, without_echo

WHOLE = {
    "id": "a", "type": "article-newspaper", "title": "Old bridge to close", "container-title": "The Herald",
    "author": [{"family": "Lind", "given": "Nora"}], "issued": {"date-parts": [[2024, 3, 14]]},
    "URL": "https://example.org/bridge", "note": "SHA-256 of the text held: 0.",
}


def without(*keys: str) -> dict[str, object]:
    return {key: value for key, value in WHOLE.items() if key not in keys}


GOLDEN = [
    (WHOLE, {
        "APA": "Lind, N. (2024, March 14). Old bridge to close. The Herald. https://example.org/bridge",
        "Harvard": "Lind, N. (2024) “Old bridge to close”, The Herald, 14 March. Available at: https://example.org/bridge.",
        "OSCOLA": "Lind N, ‘Old Bridge to Close’ The Herald (14 March 2024) <https://example.org/bridge>",
    }),
    (without("author"), {
        "APA": "Old bridge to close. (2024, March 14). The Herald. https://example.org/bridge",
        "Harvard": "The Herald (2024) “Old bridge to close”, The Herald, 14 March. Available at: https://example.org/bridge.",
        "OSCOLA": "‘Old Bridge to Close’ The Herald (14 March 2024) <https://example.org/bridge>",
    }),
    (without("author", "container-title", "URL"), {
        "APA": "Old bridge to close. (2024, March 14).",
        "OSCOLA": "‘Old Bridge to Close’ (14 March 2024)",
    }),
    (without("author", "container-title", "URL") | {"type": "webpage"}, {
        "APA": "Old bridge to close. (2024, March 14).",
        "Harvard": "Old bridge to close (2024).",
        "OSCOLA": "‘Old Bridge to Close’ (14 March 2024)",
    }),
]


@pytest.mark.parametrize(("item", "expected"), GOLDEN, ids=["whole", "no author", "title and date", "web page"])
def test_the_exact_references(item: dict[str, object], expected: dict[str, str]) -> None:
    assert formatted(item) == expected


@pytest.mark.parametrize("name", STYLES)
def test_the_fault_is_still_there(name: str) -> None:
    """Where citeproc-py no longer repeats the title, `without_echo` can go."""
    assert reference(without("author") | {"type": "webpage"}, STYLES[name]).casefold().count("old bridge to close") == 2


@pytest.mark.parametrize("title", ["", " ", "A (B) [C]. D, e", "Straße ß", "İstanbul", "“Quoted”", "x" * 300, "<b>&amp;</b>"])
def test_no_title_breaks_it(title: str) -> None:
    for text in formatted(WHOLE | {"title": title}).values():
        assert title.casefold() in text.casefold()


def test_a_text_without_an_echo_stays() -> None:
    assert without_echo("Lind, N. Old bridge.", "Old bridge") == "Lind, N. Old bridge."


def test_what_does_not_come_out_whole_is_left_out() -> None:
    """A date that has no year to print, for instance: the styles drop it."""
    assert formatted(WHOLE | {"title": "Bridge", "container-title": "The Bridge of Bridge"}) == {}
