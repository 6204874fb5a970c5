"""What an editor is told about a quote that is not verified: what is wrong, and how to mend it."""

import json
import unicodedata
from collections.abc import Iterable, Sequence

from briefings.text.nearest import Nearest
from briefings.text.scripts import named
from briefings.text.span import Span

EMPTY_QUOTE = "The quote has no words: copy the words of the source that bear the claim out."
EMPTY_SOURCE = "The source has no text to look in: capture it again."
WRAPPED = "The quote is wrapped in quotation marks that the source does not have: leave them out."
BRACKETS = "The quote has square brackets that the source does not have: write the words as they stand there."

_SHOWN = 40


def _shown(text: str) -> str:
    """`text` in quotation marks on one line, cut to what can be taken in at a glance."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"


def repeated(places: int, stretches: int) -> str:
    """Several places fit equally well."""
    if stretches > 1:
        return "The stretches fit the source in more than one way, equally tight: add a `prefix` or a `suffix`."
    return f"The words stand in {places} places: add a `prefix` or a `suffix`, the words just before or after."


def context(text: str, there: Span) -> str:
    """The words are there, what should stand before or after them is not."""
    before, after = text[max(0, there.start - 30) : there.start], text[there.end : there.end + 30]
    return (
        "The words stand in the source, but `prefix` and `suffix` do not fit there: "
        f"before them stands {_shown(before)}, after them {_shown(after)}."
    )


def script(ours: Iterable[str], theirs: Iterable[str]) -> str:
    """Quote and source are written in different scripts."""
    written, used = (" and ".join(sorted(name.capitalize() for name in names)) for names in (ours, theirs))
    return (
        f"The quote is written in {written} letters and the source in {used}: it cannot be checked here. "
        "Quote the words as the source writes them, and give yours as `translation`."
    )


def order(at: int, later: bool) -> str:
    """The stretches do not follow each other."""
    wrong = "does not follow within 1,000 characters of" if later else "does not come after"
    return (
        f"Stretch {at + 1} stands in the source, but {wrong} stretch {at}: put the stretches in "
        "the source's order, or make two pieces of evidence of them."
    )


def ellipsis(parts: Sequence[str], wrong: str | None) -> str:
    """The editor typed an ellipsis for words left out."""
    if len(parts) < 2:
        return f"The source has no ellipsis here: leave it out, {json.dumps(parts, ensure_ascii=False)[1:-1]}."
    listed = f"write the stretches as a list: quote: {json.dumps(parts, ensure_ascii=False)}"
    return f"The source has no ellipsis here: {listed}." + (f" But then: {wrong}" if wrong else "")


def edge(text: str, whole: Span, there: Span) -> str:
    """The quote begins or ends inside a word or a number."""
    start, end = whole.start != there.start, whole.end != there.end
    where = "begins and ends" if start and end else "begins" if start else "ends"
    return (
        f"The quote {where} inside a word or a number: the source has {_shown(_ends(text, whole, there))}. Quote it whole."
    )


def _ends(text: str, whole: Span, there: Span) -> str:
    """The torn end of a quote with the words beside it."""
    if whole.start != there.start:
        return text[whole.start : min(whole.end, there.start + 25)]
    return text[max(whole.start, there.end - 25) : whole.end]


def bracketed(brackets: Sequence[str]) -> str:
    """The editor put an explanation into the quote."""
    return (
        f"The source does not have {', '.join(brackets)}: take it out of the quote and explain the word in "
        "`gloss`, which the page shows in brackets."
    )


def lookalike(letter: str, in_quote: bool) -> str:
    """A letter of another script that looks the same."""
    where = "The quote" if in_quote else "The source"
    mend = "type the letter of the word's own script" if in_quote else "copy the word from the source"
    return f"{where} has the look-alike letter {named(letter)} where the other has a different one: {mend}."


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _from_word(text: str, at: int) -> str:
    """What follows in `text` from the word on in which `at` stands."""
    while 0 < at <= len(text) and text[at - 1].isalnum():
        at -= 1
    return text[at:]


def absent(stretch: str, near: Nearest | None) -> str:
    """The words are not there; say where they part from the passage that is most like them."""
    if near is None:
        return "The words do not stand in the source, nor anything like them: quote the source's own words."
    ours, theirs = " ".join(stretch.split()), " ".join(near.text.split())
    if ours.casefold() == theirs.casefold():
        return f"The words stand in the source with other capitals: {_shown(near.text)}. Copy them from there."
    if _plain(ours) == _plain(theirs):
        return f"The words stand in the source with other accents: {_shown(near.text)}. Copy them from there."
    mine = _from_word(stretch, near.quote_at)
    other = _from_word(near.text, near.diverges_at - near.span.start)
    if not mine.strip():
        return f"The words do not stand in the source as quoted; it has {_shown(near.text)}."
    had = f"has {_shown(other)}" if other.strip() else "has nothing more"
    return f"The words do not stand in the source: from {_shown(mine)} on, its nearest passage {had}."
