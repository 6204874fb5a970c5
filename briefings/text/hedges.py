"""Negation and modality in English text: where a sentence says not, may, will, hopes to, only if."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, product

from briefings.text.characters import lowered
from briefings.text.span import Span
from briefings.text.stems import stem, stems, words
from briefings.text.wordlists import FUNCTION_WORDS, listed

SCOPE = 6
"""How many content words before and behind a hedge are taken to be under it."""


@dataclass(frozen=True)
class Hedge:
    """A word or phrase of a text that turns or tempers what is said; the words under it are read when they are asked for."""

    span: Span
    kind: str
    """`not` (outright), `refusal` (failed to, denied, …), `opposition` (blocked, premature, …), which
    answers a negation and asks for none, `double` (did not rule out), or a modality."""
    text: str = field(repr=False)
    within: Span
    """The sentence, or what of it was read."""
    own: Span | None = None
    """What governs itself: "denied" in a claim answers "denied" in a source."""

    @cached_property
    def _following(self) -> list[str]:
        return _content(self.text[self.span.end : _clause_end(self.text, self.span.end, self.within.end)])[:SCOPE]

    @property
    def head(self) -> str:
        """The stem of the first content word behind it; empty where none follows in the clause."""
        return self._following[0] if self._following else ""

    @cached_property
    def ahead(self) -> frozenset[str]:
        """The stems of the content words behind it in its clause."""
        return frozenset(self._following) | (stems(self.own.of(self.text)) if self.own else frozenset())

    @cached_property
    def behind(self) -> frozenset[str]:
        """The stems of those before it."""
        start = _clause_start(self.text, self.within.start, self.span.start)
        return frozenset(_content(self.text[start : self.span.start])[-SCOPE:])

    @cached_property
    def scope(self) -> frozenset[str]:
        """Every stem near the hedge in its clause."""
        return self.ahead | self.behind


# Patterns are alternatives of one regex, in small letters; a space stands for any white space.
NEGATION_KINDS = {
    # Words that look like a negation and are none: bounds, intensifiers, numbers ("No. 10").
    "none": (
        r"not only", r"not just", r"not least", r"not merely", r"no doubt", r"no (?:more|less|fewer|later) than",
        r"no\. ?\d+", r"whether or not", r"if not", r"not to mention", r"no matter", r"nothing (?:but|less)",
    ),
    "not": (
        r"not", r"\w+n['’]t", r"cannot", r"never", r"no longer", r"no one", r"no", r"nor", r"neither", r"none", r"nobody",
        r"nothing", r"nowhere", r"without", r"hardly", r"barely", r"far from", r"instead of", r"rather than",
        r"unable", r"unwilling", r"impossible", r"unlikely", r"undecided", r"unresolved",
    ),
    "refusal": (
        r"fail(?:s|ed|ing|ure)?(?= to)", r"refus(?:e|es|ed|ing|al)",
        r"declin(?:e|es|ed|ing)(?= (?:to|an|any|comment))", r"den(?:y|ies|ied|ying|ial|ials)",
        r"rul(?:e|es|ed|ing) out", r"rul(?:e|es|ed|ing) (?:it|this|that) out", r"exclud(?:e|es|ed|ing)",
        r"stop(?:s|ped|ping)? short of", r"refut(?:e|es|ed|ing)", r"yet to",
    ),
    "opposition": (
        r"f(?:ell|all|alls|alling) short of", r"reject(?:s|ed|ing|ion)?", r"dismiss(?:es|ed|ing)?",
        r"avoid(?:s|ed|ing)?", r"prevent(?:s|ed|ing)?", r"block(?:s|ed|ing)?", r"abandon(?:s|ed|ing)?",
        r"cancel(?:s|led|ed|ling|ing)?", r"lack(?:s|ed|ing)?", r"premature", r"elusive",
        r"le(?:ft|ave|aves|aving) (?:aside|out)", r"off the table", r"too early", r"doubt(?:s|ed|ing|ful)?",
        r"contradict(?:s|ed|ing)?", r"resist(?:s|ed|ing)?", r"oppos(?:e|es|ed|ing)", r"halt(?:s|ed|ing)?",
        r"veto(?:es|ed|ing)?", r"vot(?:e|es|ed|ing) down", r"defeat(?:s|ed|ing)?", r"bar(?:s|red|ring)?",
    ),
}  # fmt: skip

MODAL_KINDS = {
    "none": (r"(?:political|free|good|ill|the|of|at|a) will\b(?! be)", r"due to the", r"as if", r"what if"),
    "future": (
        r"will", r"\w+['’]ll", r"won['’]t", r"would", r"shall", r"going to", r"promis(?:e|es|ed|ing)",
        r"(?:vow|pledg)(?:s|es|e|ed|ing)?", r"guarante(?:e|es|ed|eing)",
    ),
    "plan": (
        r"plans?(?= (?:to|for|on|an?|the|its|their)\b)", r"plann(?:ed|ing)",
        r"intend(?:s|ed|ing)?", r"intention", r"aim(?:s|ed|ing)?(?= (?:to|at|for))",
        r"(?:be|is|are|was|were|been|not) (?:set|due|about|scheduled|slated|poised) (?:to|for)",
        r"(?:set|scheduled|slated|poised|about|due) to (?=be|begin|start|take|come|end|expire|meet|sign|open|become)",
        r"(?:is|are|was|were) to(?= \w)", r"foresee(?:s|n|ing)?", r"foresaw", r"envisag(?:e|es|ed|ing)", r"upcoming",
        r"planned", r"proposed", r"proposes", r"draft",
    ),
    "possibility": (
        r"may", r"might", r"could", r"possib(?:le|ly|ility)", r"potential(?:ly)?", r"perhaps", r"maybe",
        r"(?:did|does|do|has|have|had) not (?:rule out|exclude|ruled out|excluded)",
    ),
    "desire": (
        r"hop(?:e|es|ed|ing)", r"want(?:s|ed|ing)?", r"seek(?:s|ing)?", r"sought", r"wish(?:es|ed|ing)?",
        r"desire[sd]?", r"tr(?:y|ies|ied|ying) to", r"attempt(?:ed|ing)", r"bid to", r"call(?:s|ed|ing) for",
        r"urg(?:e|es|ed|ing)", r"ask(?:s|ed|ing)? for", r"request(?:ed|ing)", r"demand(?:ed|ing)",
    ),
    "readiness": (
        r"ready to", r"ready for", r"prepared to", r"willing(?:ness)?", r"readiness", r"open to",
        r"offer(?:s|ed|ing)?(?: to)?",
    ),
    "expectation": (
        r"expect(?:s|ed|ing|ation|ations)?", r"predict(?:s|ed|ing|ion|ions)?", r"forecast(?:s|ed|ing)?",
        r"(?:thought|believed|said|reported|understood|rumou?red|alleged|estimated)(?= to\b)",
        r"(?:is|are|was|were) (?:widely )?(?:thought|believed|alleged|rumou?red)", r"reportedly", r"allegedly",
        r"apparent(?:ly)?", r"seem(?:s|ed|ing|ingly)?", r"appear(?:s|ed)? to", r"probabl[ey]", r"likely",
        r"presumably", r"supposed(?:ly)?", r"suspected", r"unconfirmed", r"accused of", r"suspected of", r"rumou?rs?", r"alleged",
    ),
    "condition": (
        r"if", r"unless", r"only after", r"only when", r"only if", r"provided that", r"on condition",
        r"conditional", r"as long as", r"depending on",
    ),
    "obligation": (
        r"should", r"must", r"ought to", r"need(?:s|ed)? to", r"ha(?:s|ve|d) to(?= \w)", r"required to",
        r"oblig(?:ed|ation)", r"necessary",
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Phrases:
    """Phrases by kind: as one regex, and the words with which one of them may begin. Most texts have none of these."""

    pattern: re.Pattern[str]
    openers: frozenset[str]


def _phrases(kinds: dict[str, tuple[str, ...]]) -> Phrases:
    groups = (f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items())
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])".replace(" ", r"\s{1,3}"))
    found = (phrase for kind, phrases in kinds.items() if kind != "none" for phrase in phrases)
    return Phrases(pattern, frozenset(word for phrase in found for word in first_words(phrase)))


_PART = re.compile(r"(?:\(\?:([a-z|]+)\)|\[([a-z]+)\]|([a-z]))(\??)")


def first_words(phrase: str) -> Iterator[str]:
    """Every word with which a phrase may begin: `fail(?:s|ed|ing|ure)?(?= to)` with fail, fails, failed, …"""
    parts: list[list[str]] = []
    at = 0
    while part := _PART.match(phrase, at):
        several, one_of, letter, optional = part.groups()
        parts.append([*(several.split("|") if several else one_of or letter), *([""] if optional else [])])
        at = part.end()
    return map("".join, product(*parts))


_GOVERNING = ("refusal", "opposition")
_NEGATION = _phrases(NEGATION_KINDS)
_MODAL = _phrases(MODAL_KINDS)
_CONTRACTED = re.compile("['’][tTlL]|İ")
"""What may end a phrase that any word can begin (`didn’t`), and the one capital that is more than one small letter."""
_CLAUSE_END = re.compile(
    r"[;:.!?()…]|,|--|[–—]|\b(?:but|while|although|though|because|which|who)\b", re.IGNORECASE
)
_STEP = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@lru_cache(maxsize=4096)  # one text is read by many checks
def negations(text: str, span: Span) -> tuple[Hedge, ...]:
    """The negations in `text[span]`; two that undo each other (`did not rule out`) are one of kind `double`."""
    found = list(_hedges(text, span, _NEGATION))
    return tuple(_paired(text, found) if len(found) > 1 else found)


@lru_cache(maxsize=4096)  # one text is read by many checks
def modality(text: str, span: Span) -> tuple[Hedge, ...]:
    """The words in `text[span]` that say that something is planned, possible, hoped for and so on, not so."""
    return tuple(hedge for hedge in _hedges(text, span, _MODAL) if not _is_month(text, hedge.span))


def _is_month(text: str, span: Span) -> bool:
    if span.of(text) != "May":
        return False
    before = text[max(0, span.start - 12) : span.start].split()
    return text[span.end : span.end + 3].strip()[:1].isdigit() or bool(
        before and not before[-1].endswith(".")
    )


def _hedges(text: str, span: Span, phrases: Phrases) -> Iterator[Hedge]:
    part = span.of(text)
    if phrases.openers.isdisjoint(words(part)) and not _CONTRACTED.search(part):
        return
    begin = max(span.start - 1, 0)  # the character before shows whether a word begins here
    for match in phrases.pattern.finditer(lowered(text[begin : span.end]), span.start - begin):
        if match.lastgroup and match.lastgroup != "none":
            found = Span(begin + match.start(), begin + match.end())
            yield Hedge(found, match.lastgroup, text, span, found if match.lastgroup in _GOVERNING else None)


def _content(text: str) -> list[str]:
    return [stem(word) for word in _STEP.findall(text) if word.lower() not in LIGHT]


LIGHT = FUNCTION_WORDS | listed("been having being said say says also going get got did")
WINDOW = 200
"""How many characters before and behind a hedge are searched for the end of its clause."""


def _clause_end(text: str, start: int, limit: int) -> int:
    found = _CLAUSE_END.search(text, start, min(limit, start + WINDOW))
    return found.start() if found else min(limit, start + WINDOW)


def _clause_start(text: str, limit: int, end: int) -> int:
    start = max(limit, end - WINDOW)
    return max((found.end() for found in _CLAUSE_END.finditer(text, start, end)), default=start)


def _paired(text: str, found: Sequence[Hedge]) -> Iterator[Hedge]:
    """`found`, with a refusal right behind an outright negation joined to it."""
    rest = iter(chain(found, [None]))
    current = next(rest)
    for following in rest:
        if current is None:
            break
        if following and _undone(text, current, following):
            span = Span(current.span.start, following.span.end)
            yield Hedge(span, "double", text, current.within, following.own)
            following = next(rest, None)
        else:
            yield current
        current = following
    if current is not None:
        yield current


def _undone(text: str, first: Hedge, second: Hedge) -> bool:
    if first.span.of(text).lower() in ("no", "no one", "nobody", "none", "nothing", "neither", "nor"):
        return False
    gap = second.span.start - first.span.end
    return first.kind == "not" and gap < (12 if second.kind != "not" else 2)


def outside(text: str, sentence: Span, passage: Span, words: int = 5) -> tuple[Span, Span]:
    """What the passage cuts off from its sentence at either edge: up to `words` words of the same clause.

    Either stretch is empty where the clause begins or ends with the passage.
    """
    before = Span(_clause_start(text, sentence.start, passage.start), passage.start)
    after = Span(passage.end, max(passage.end, _clause_end(text, passage.end, sentence.end)))
    left = [match.start() for match in _STEP.finditer(text, *before)][-words:]
    right = [match.end() for match in _STEP.finditer(text, *after)][:words]
    return Span(left[0] if left else passage.start, passage.start), Span(
        passage.end, right[-1] if right else passage.end
    )
