"""Q3xx: quotations. The words stand in the source, whole, in one place, in the article's own text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from briefings.checks.case import Case
from briefings.checks.registry import Finding, check
from briefings.dossier import Evidence
from briefings.problems import Level, Place
from briefings.text.locate import Cause, MatchLevel, Nearest
from briefings.text.span import Span

SHORTEST = 3
"""Words that a quote needs to be evidence."""


def refused(case: Case, *causes: Cause) -> Iterator[Evidence]:
    """The evidence of a fact whose quote was not verified for one of these causes."""
    return (each for each in case.unverified if each.verdict.cause in causes)


def about(case: Case, evidence: Evidence, place: Place, message: str, *detail: str, **more: Any) -> Finding:
    """A finding about one quotation."""
    return Finding(place, message, detail, fact=case.fact.id, source=evidence.source.id, **more)


@check("Q301", "fact")
def Q301(case: Case) -> Iterator[Finding]:
    """The quoted words stand in the source.

    Why: a quotation that is nearly right is wrong: one word makes "did not" of "did".

    Mend: copy the words from article.txt. Typographic differences (quotation marks, dashes, spaces) do not
    matter; words, accents, digits and punctuation do.

    Fails: "tariffs will remain at this year's level", where the source has "tariffs will stay".

    Passes: "tariffs will stay at this year's level".
    """
    for evidence in refused(case, Cause.ABSENT, Cause.CONTEXT, Cause.LOOKALIKE, Cause.EMPTY):
        verdict, quote = evidence.verdict, evidence.record.quote
        if verdict.cause is Cause.ABSENT and (others := elsewhere(case, evidence)):
            yield about(case, evidence, quote[0].place, f"these words are not in source {evidence.source.id}, but in "
                        f"{others}", "name the source that has them")
            continue
        stretch = verdict.nearest.stretch if verdict.nearest else 0
        lines = divergence(quote[stretch], verdict.nearest, evidence) if verdict.nearest else ()
        special = verdict.cause is not Cause.ABSENT
        reason = (verdict.reason,) if verdict.reason and (special or not lines) else ()
        message = f"these words are not in source {evidence.source.id}"
        if verdict.cause is Cause.CONTEXT:
            message = f"no place of these words in source {evidence.source.id} fits the prefix and suffix"
        yield about(case, evidence, quote[stretch].place, message, *lines, *reason)


def elsewhere(case: Case, evidence: Evidence) -> str:
    """The other sources that have the quote's very words, in a row."""
    sources = case.dossier.sources.values()
    return ", ".join(each.id for each in sources if all(stretch in each.text for stretch in evidence.record.quote))


def divergence(quote: str, nearest: Nearest, evidence: Evidence) -> tuple[str, ...]:
    """Both wordings from the word before they part, with a caret below the source's."""
    source = evidence.source
    back = shared_letters(quote[: nearest.quote_at], source.text[: nearest.diverges_at])
    at = nearest.diverges_at - back
    quoted = excerpt(quote, nearest.quote_at - back, len(quote))
    found = excerpt(source.text, at, max(nearest.span.end, nearest.diverges_at + 1))
    part = re.match(r"[\w’'-]+|\S", source.text[at : at + 80])
    column = len("source:  ") + found[1]
    where = f"{source.path}:{source.line_at(nearest.span.start)}"
    return (
        f"quoted:  {quoted[0]}",
        f"source:  {found[0]}          {where}",
        " " * column + "^" * (len(part[0]) if part else 1),
    )


def shared_letters(quote: str, source: str) -> int:
    """How many letters at the end of both, of one unfinished word, are the same: so far the words themselves agree."""
    begun = re.search(r"\w{0,40}$", quote)
    letters = begun[0] if begun else ""
    return len(letters) if source.endswith(letters) else 0


def excerpt(text: str, at: int, end: int) -> tuple[str, int]:
    """The text from the word before `at` to `end`, on one line of at most some 70 characters, and where `at` is in it."""
    start = max(text.rfind(" ", 0, max(at - 1, 0)) + 1, at - 40, 0)
    start = start if start < at or at == 0 else at
    lead = "... " if start else ""
    words = re.sub(r"\s", " ", text[start : min(end, at + 50)])
    return lead + words + (" ..." if end > at + 50 else ""), len(lead) + at - start


@check("Q302", "fact")
def Q302(case: Case) -> Iterator[Finding]:
    """A quote begins and ends at the edge of a word and of a number.

    Why: "5 people" is not in "15 people", nor "5%" in "-5%".

    Mend: quote the whole word or number: sign, currency, separators, % and the scale word (million) belong to it.

    Fails: "0,000 troops", where the source has "200,000 troops".

    Passes: "200,000 troops".
    """
    for evidence in refused(case, Cause.EDGE):
        reason = evidence.verdict.reason or "quote the whole word or number"
        message = f"this quote begins or ends inside a word or number of source {evidence.source.id}"
        yield about(case, evidence, evidence.record.quote[0].place, message, reason)


@check("Q303", "fact")
def Q303(case: Case) -> Iterator[Finding]:
    """The stretches of an elided quote stand in order, near each other; no ellipsis is typed that the source does not have.

    Why: words from far apart, or turned round, say what the source did not.

    Mend: give the stretches as a list, in the source's order, at most 1,000 characters apart; readers see […]
    between them.

    Fails: quote: "Putin promised ... the removal of all restrictions".

    Passes: quote: ["Putin has promised", "the removal of all restrictions"].
    """
    for evidence in refused(case, Cause.ORDER, Cause.ELLIPSIS):
        reason = evidence.verdict.reason or "give the stretches as a list, in the source's order"
        typed = evidence.verdict.cause is Cause.ELLIPSIS
        message = ("an ellipsis is typed that is not in source " if typed else
                   "these stretches do not stand in order, near each other, in source ") + evidence.source.id
        yield about(case, evidence, evidence.record.quote[0].place, message, reason)


@check("Q305", "fact")
def Q305(case: Case) -> Iterator[Finding]:
    """A quote that occurs more than once is settled by prefix or suffix.

    Why: the reader is led to one passage, and its speaker and neighbours are checked there.

    Mend: add the words just before it as `prefix`, or just after it as `suffix`; or quote more.

    Fails: "Union State" in an article that names it nine times.

    Passes: the same with suffix: "signed in December 1999".
    """
    for evidence in refused(case, Cause.REPEATED):
        places = [f"{evidence.source.path}:{evidence.source.line_at(span.start)}: {context(evidence, span)}"
                  for span in evidence.verdict.spans[:5]]
        yield about(case, evidence, evidence.record.quote[0].place,
                    f"these words stand in {len(evidence.verdict.spans)} places of source {evidence.source.id}",
                    *places, "add a prefix or suffix that only one of them has")


def context(evidence: Evidence, span: Span) -> str:
    """The words round a place, on one line."""
    text = evidence.source.text
    return "... " + " ".join(text[max(span.start - 25, 0) : span.end + 25].split()) + " ..."


@check("Q306", "fact")
def Q306(case: Case) -> Iterator[Finding]:
    """No part of a quote lies in a zone; in a caption or title it is a warning.

    Why: navigation, cookie notices and self-descriptions are not the article's words; captions and titles are
    often written by others, later.

    Mend: quote the article's own text. A caption used as a caption is waived with the reason that readers see.

    Fails: quote: "This website uses cookies".

    Passes: a sentence of the article.
    """
    for evidence in case.fact.evidence:
        kinds = {zone.kind for span in evidence.spans for zone in evidence.source.zones_at(span)}
        for kind in sorted(kinds):
            soft = kind in ("caption", "title")
            yield about(case, evidence, evidence.record.quote[0].place,
                        f"this quote lies in a part of source {evidence.source.id} that is not the article's own "
                        f"words: {kind}", "quote the article's own text", level=Level.WARNING if soft else Level.ERROR)


@check("Q307", "fact")
def Q307(case: Case) -> Iterator[Finding]:
    """A quote is long enough to be evidence: three words at least.

    Why: "1994" stands in a text by chance; what it dates does not.

    Mend: quote the words round it that say what it is about.

    Fails: quote: "1994".

    Passes: quote: "broke ground in 1994".
    """
    for evidence in case.fact.evidence:
        words = sum(len(re.findall(r"\w+", stretch)) for stretch in evidence.record.quote)
        if words < SHORTEST and not ideographic(evidence.record.quote[0]):
            yield about(case, evidence, evidence.record.quote[0].place,
                        f"a quote of {words} word{'' if words == 1 else 's'} is short for evidence",
                        "quote the words round it, too", level=Level.WARNING)


def ideographic(text: str) -> bool:
    """Whether the text is in a script that writes no spaces between words."""
    return any(unicodedata.category(letter) == "Lo" for letter in text)


@check("Q308", "fact")
def Q308(case: Case) -> Iterator[Finding]:
    """A quote that matched only after repairs of extraction, or an editor's change, says so.

    Why: a hyphen joined at a line's end, a capital made small or a full stop taken away is nearly always right,
    and should be seen by the editor once.

    Mend: copy the characters of article.txt.

    Fails: quote: "the exercises are defensive", where the source begins a sentence with "The exercises".

    Passes: quote: "The exercises are defensive".
    """
    for evidence in case.fact.evidence:
        if evidence.verified and evidence.verdict.level in (MatchLevel.EXTRACTION, MatchLevel.EDITORIAL):
            yield about(case, evidence, evidence.record.quote[0].place,
                        f"this quote is in source {evidence.source.id} only at level {evidence.verdict.level}",
                        f"source:  {evidence.quote}", level=Level.WARNING)


@check("Q309", "fact")
def Q309(case: Case) -> Iterator[Finding]:
    """A quote does not join two paragraphs.

    Why: what stands in two paragraphs is often said by two people.

    Mend: give the two parts as a list, or as two pieces of evidence.

    Fails: a quote that begins in the last sentence of a paragraph and ends in the next paragraph.

    Passes: a list of one stretch from each.
    """
    for evidence in case.fact.evidence:
        for span, found, stretch in zip(evidence.spans, evidence.stretches, evidence.record.quote, strict=False):
            if "\n" not in found and "\r" not in found:
                continue
            paragraphs = sum(evidence.source.paragraphs[at].overlaps(span) for at in evidence.source.touched(span))
            if paragraphs > 1:
                yield about(case, evidence, stretch.place, f"this quote joins {paragraphs} paragraphs of source "
                            f"{evidence.source.id}", "give its parts as a list", level=Level.WARNING)


@check("Q310", "fact")
def Q310(case: Case) -> Iterator[Finding]:
    """No word of the claim mixes letters of two scripts; a quote in a script that its source lacks is `uncheckable`.

    Why: a Cyrillic letter that looks Latin makes a name that no search finds. A quote in another script may be
    right, from another edition, and is neither borne out nor refuted.

    Mend: type the word again; quote the words as the source has them and add a `translation`.

    Fails: a claim with "Мinsk", whose M is Cyrillic.

    Passes: "Minsk".
    """
    for word in () if case.claim.isascii() else re.findall(r"[^\W\d_]+", case.claim):
        if len(scripts(word)) > 1:
            mixed = " and ".join(script.capitalize() for script in sorted(scripts(word)))
            yield Finding(case.fact.record.claim.place, f'the word "{word}" mixes letters of two scripts: {mixed}',
                          ("type it again",), Level.WARNING, case.fact.id)
    for evidence in refused(case, Cause.SCRIPT):
        yield about(case, evidence, evidence.record.quote[0].place,
                    f"the quote is in a script that source {evidence.source.id} does not use",
                    *((evidence.verdict.reason,) if evidence.verdict.reason else ()),
                    level=Level.WARNING, unchecked=True)


def scripts(word: str) -> frozenset[str]:
    """The scripts of a word's letters, by their Unicode names; kana and Han count as one, as Japanese mixes them."""
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha())
    joined = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "MODIFIER": "", "FULLWIDTH": "LATIN"}
    return frozenset(name for name in (joined.get(each, each) for each in names) if name)
