"""Where the words of a quote stand in a source, or why they do not (FORMATS.md, "How words are located").

Four levels are tried in order, and the first at which the words stand decides. Similarity accepts
nothing: it is asked only afterwards, for the passage to suggest (`nearest`).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefings.text import reasons
from briefings.text.characters import IGNORABLE
from briefings.text.edges import is_edge
from briefings.text.fold import MatchLevel, fold, joints_agree
from briefings.text.nearest import Nearest, nearest
from briefings.text.scripts import drawn, scripts, stranger
from briefings.text.searchable import Searchable, places, searchable
from briefings.text.span import Span
from briefings.text.stretches import follow, tightest

__all__ = [
    "Cause", "MatchLevel", "Nearest", "Searchable", "Status", "Verdict", "is_edge", "locate", "searchable",
]  # fmt: skip


class Status(StrEnum):
    """What came of looking for a quote."""

    VERIFIED = "verified"
    REFUTED = "refuted"
    AMBIGUOUS = "ambiguous"
    UNCHECKABLE = "uncheckable"


class Cause(StrEnum):
    """Why a quote is not verified; callers choose the check's code by it."""

    ABSENT = "absent"
    EDGE = "edge"
    ORDER = "order"
    ELLIPSIS = "ellipsis"
    CONTEXT = "context"
    REPEATED = "repeated"
    SCRIPT = "script"
    LOOKALIKE = "lookalike"
    EMPTY = "empty"


@dataclass(frozen=True)
class Verdict:
    """What `locate` found. `spans` are half-open code-point offsets into the text as stored.

    A verified quote has one span for each stretch, an ambiguous one all candidate places, any other none.
    `nearest` is given for a refuted quote where a passage is like it, `reason` and `cause` unless verified.
    """

    status: Status
    level: MatchLevel | None = None
    spans: tuple[Span, ...] = ()
    nearest: Nearest | None = None
    reason: str | None = None
    cause: Cause | None = None


_LEVELS = tuple(MatchLevel)
_BLANK = re.compile(rf"[\s{IGNORABLE}]")
_ELLIPSIS = re.compile(r"\s*[\[(]?(?:…|\.{3,}|\.(?:\s\.){2,})[\])]?\s*")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9]+")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_WRAPPED = re.compile(r"""["'“”„«»‹›‘’‚](.+)["'“”„«»‹›‘’]""", re.DOTALL)
# An entity such as &hellip; takes eight times the room of its character.
_ROOM, _MARGIN = 8, 256


def _bare(stretch: str) -> str:
    """`stretch` without white space and unseen characters at its ends."""
    start, end = 0, len(stretch)
    while start < end and _BLANK.match(stretch[start]):
        start += 1
    while end > start and _BLANK.match(stretch[end - 1]):
        end -= 1
    return stretch[start:end]


def _says_something(stretch: str) -> bool:
    """Whether there is a letter, a digit or a pictogram in `stretch`, not punctuation alone."""
    return any(character.isalnum() or unicodedata.category(character) == "So" for character in stretch)


def _fits_before(source: Searchable, offset: int, prefix: str, level: MatchLevel) -> bool:
    room = source.text[max(0, offset - _ROOM * len(prefix) - _MARGIN) : offset]
    window, wanted = fold(_bare(room), level), fold(prefix.rstrip(), level)
    at = len(window.text.rstrip()) - len(wanted.text)
    return at >= 0 and window.text.startswith(wanted.text, at) and joints_agree(window, wanted, at)


def _fits_after(source: Searchable, offset: int, suffix: str, level: MatchLevel) -> bool:
    room = source.text[offset : offset + _ROOM * len(suffix) + _MARGIN]
    window, wanted = fold(_bare(room), level), fold(suffix.lstrip(), level)
    at = len(window.text) - len(window.text.lstrip())
    return window.text.startswith(wanted.text, at) and joints_agree(window, wanted, at)


def _fitting(
    source: Searchable, stages: Sequence[list[Span]], prefix: str, suffix: str, level: MatchLevel
) -> list[list[Span]]:
    """The places that `prefix` (for the first stretch) and `suffix` (for the last) allow.

    They are folded like the quote; where they fit nowhere so, further, up to `extraction`.
    """
    fitting = [list(stage) for stage in stages]
    for tried in _LEVELS[min(_LEVELS.index(level), 2) : 3]:
        fitting = [list(stage) for stage in stages]
        if prefix.strip():
            fitting[0] = [span for span in fitting[0] if _fits_before(source, span.start, prefix, tried)]
        if suffix.strip():
            fitting[-1] = [span for span in fitting[-1] if _fits_after(source, span.end, suffix, tried)]
        if tightest(fitting)[0]:
            break
    return fitting


def _chosen(source: Searchable, stages: Sequence[list[Span]], prefix: str, suffix: str, level: MatchLevel) -> Verdict:
    """The verdict on a quote whose words stand in the source at `level`, at `stages`."""
    spans, only = tightest(_fitting(source, stages, prefix, suffix, level))
    if only:
        return Verdict(Status.VERIFIED, level, spans)
    if spans:
        reason = reasons.repeated(len(spans), len(stages))
        return Verdict(Status.AMBIGUOUS, level, spans, reason=reason, cause=Cause.REPEATED)
    there = stages[0][0]
    near = Nearest(there, there.of(source.text), there.start)
    return Verdict(Status.REFUTED, nearest=near, reason=reasons.context(source.text, there), cause=Cause.CONTEXT)


@dataclass(frozen=True)
class _Search:
    """What was seen while looking: whole places of each stretch, and those that cut a word or number."""

    whole: list[set[Span]]
    torn: list[set[Span]]

    def add(self, source: Searchable, stretches: Iterable[str], level: MatchLevel) -> None:
        """Look at `level`; what stands at one level stands at all that follow."""
        for at, stretch in enumerate(stretches):
            for span in places(source, stretch, level) - self.whole[at] - self.torn[at]:
                (self.whole if source.holds(span) else self.torn)[at].add(span)


def locate(
    text: Searchable | str, quote: Sequence[str], prefix: str = "", suffix: str = "", *, loose: bool = False
) -> Verdict:
    """Find `quote`, one stretch or several in order, in `text`; `prefix` and `suffix` pick one place.

    With `loose`, places inside a word count where there are no others: zones may end inside a word.
    """
    source = text if isinstance(text, Searchable) else searchable(text)
    stretches = [_bare(stretch) for stretch in ((quote,) if isinstance(quote, str) else quote)]
    if not stretches or not all(map(_says_something, stretches)):
        return Verdict(Status.REFUTED, reason=reasons.EMPTY_QUOTE, cause=Cause.EMPTY)
    if not _says_something(source.text):
        return Verdict(Status.UNCHECKABLE, reason=reasons.EMPTY_SOURCE, cause=Cause.EMPTY)
    if not prefix and not suffix and (spans := _verbatim(source, stretches)):
        return Verdict(Status.VERIFIED, MatchLevel.EXACT, spans)
    search = _Search([set() for _ in stretches], [set() for _ in stretches])
    for level in () if len(stretches) == 1 and _surely_absent(source, stretches[0]) else _LEVELS:
        search.add(source, stretches, level)
        stages = [sorted(found) for found in search.whole]
        if all(stages) and tightest(stages)[0]:
            return _chosen(source, stages, prefix, suffix, level)
    if loose and len(stretches) == 1 and search.torn[0]:
        return _chosen(source, [sorted(search.torn[0])], prefix, suffix, MatchLevel.EDITORIAL)
    return _refused(source, stretches, search)


def _verbatim(source: Searchable, stretches: Sequence[str]) -> tuple[Span, ...]:
    """Where stretches stand as they are, each in one place alone, one after the other; empty where it takes a choice to tell."""
    spans = []
    for stretch in stretches:
        at = source.text.find(stretch)
        if at < 0 or source.text.find(stretch, at + 1) >= 0:
            return ()
        spans.append(Span(at, at + len(stretch)))
    return tuple(spans) if follow(spans) and all(map(source.holds, spans)) else ()


def _surely_absent(source: Searchable, stretch: str) -> bool:
    """Whether a word of a stretch stands nowhere in the source, and no folding could make it: then no level is tried.

    The first word does not count, since its letter case may be another.
    """
    words = _PLAIN_WORD.findall(stretch)[1:] if source.plain and "&" not in stretch and "[" not in stretch else ()
    return any(word not in source.text for word in words)


def _refused(source: Searchable, stretches: list[str], search: _Search) -> Verdict:
    """Why a quote that stands nowhere does not stand there."""
    ours = scripts("".join(stretches))
    if ours and source.scripts and not ours & source.scripts:
        reason = reasons.script(ours, source.scripts)
        return Verdict(Status.UNCHECKABLE, reason=reason, cause=Cause.SCRIPT)
    if all(search.whole):
        return _disordered(source, search)
    at = next(index for index, found in enumerate(search.whole) if not found)
    if _ELLIPSIS.search(stretches[at]):
        return _elided(source, stretches[at], at)
    if search.torn[at]:
        return _torn(source, min(search.torn[at]), at)
    return _absent(source, stretches[at], at)


def _disordered(source: Searchable, search: _Search) -> Verdict:
    """The stretches all stand in the source, but not one after the other, or too far apart."""
    stages = [sorted(found) for found in search.whole]
    at = next(index for index in range(1, len(stages)) if not tightest(stages[: index + 1])[0])
    there = stages[at][0]
    later = stages[at][-1].start >= stages[at - 1][0].end
    near = Nearest(there, there.of(source.text), there.start, 0, at)
    return Verdict(Status.REFUTED, nearest=near, reason=reasons.order(at, later), cause=Cause.ORDER)


def _elided(source: Searchable, stretch: str, at: int) -> Verdict:
    """An ellipsis was typed that the source does not have: offer the list form, and say if it would do."""
    parts = [part for part in _ELLIPSIS.split(stretch) if _says_something(part)]
    verdict = locate(source, parts)
    near = verdict.nearest or nearest(source, stretch, at)
    if verdict.status is Status.VERIFIED:
        typed = _ELLIPSIS.search(stretch, len(parts[0]))
        whole = Span(verdict.spans[0].start, verdict.spans[-1].end)
        near = Nearest(whole, whole.of(source.text), verdict.spans[0].end, typed.start() if typed else 0, at)
    reason = reasons.ellipsis(parts, verdict.reason)
    return Verdict(Status.REFUTED, nearest=near, reason=reason, cause=Cause.ELLIPSIS)


def _torn(source: Searchable, there: Span, at: int) -> Verdict:
    """The words stand in the source, but only as part of a longer word or number: name it."""
    cut = there.start if not source.is_edge(there.start) else there.end
    start, end = there
    while not source.is_edge(start):
        start -= 1
    while not source.is_edge(end):
        end += 1
    whole = Span(start, end)
    near = Nearest(whole, whole.of(source.text), cut, 0, at)
    return Verdict(Status.REFUTED, nearest=near, reason=reasons.edge(source.text, whole, there), cause=Cause.EDGE)


def _mended(source: Searchable, stretch: str) -> str | None:
    """What to do about a quote that would stand in the source but for what its editor added to it."""
    wrapped = _WRAPPED.fullmatch(stretch)
    if wrapped and _stands(source, wrapped.group(1)):
        return reasons.WRAPPED
    if _BRACKETED.search(stretch):
        if _stands(source, _BRACKETED.sub(" ", stretch)):
            return reasons.bracketed(_BRACKETED.findall(stretch))
        if _stands(source, stretch.replace("[", "").replace("]", "")):
            return reasons.BRACKETS
    return None


def _stands(source: Searchable, stretch: str) -> bool:
    bare = " ".join(stretch.split())
    bare = re.sub(r" (?=[.,;:!?])", "", bare)
    found = (span for level in _LEVELS for span in places(source, bare, level)) if bare else iter(())
    return any(source.holds(span) for span in found)


def _absent(source: Searchable, stretch: str, at: int) -> Verdict:
    """The words do not stand in the source: where they part from the passage most like them, and how."""
    near = nearest(source, stretch, at)
    if letter := _lookalike(stretch, near):
        reason = reasons.lookalike(*letter)
        return Verdict(Status.REFUTED, nearest=near, reason=reason, cause=Cause.LOOKALIKE)
    reason = _mended(source, stretch) or reasons.absent(stretch, near)
    return Verdict(Status.REFUTED, nearest=near, reason=reason, cause=Cause.ABSENT)


def _lookalike(stretch: str, near: Nearest | None) -> tuple[str, bool] | None:
    """The letter of another script that makes the difference, and whether the quote has it."""
    if letter := stranger(stretch):
        return letter, True
    if near is None:
        return None
    ours = fold(stretch, MatchLevel.TYPOGRAPHIC).text.strip()
    theirs = fold(near.text, MatchLevel.TYPOGRAPHIC).text.strip()
    if ours == theirs or drawn(ours) != drawn(theirs):
        return None
    mine, other = next((mine, other) for mine, other in zip(ours, theirs, strict=True) if mine != other)
    return (mine, True) if drawn(mine) != mine else (other, False)
