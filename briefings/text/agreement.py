"""Whether a claim says not where its evidence says not, and hedges what its evidence hedges."""

import re
from collections.abc import Iterable, Iterator, Sequence

from briefings.text.hedges import Hedge, modality, negations
from briefings.text.span import Span
from briefings.text.stems import stem, stems, words
from briefings.text.verbs import VERBS
from briefings.text.wordlists import FUNCTION_WORDS, listed

# “Tariffs will not change” is borne out by “tariffs will stay”.
CHANGE = stems("change alter rise increase raise fall grow decrease move")
STEADY = stems("stay remain keep freeze frozen unchanged same hold steady stable continue")

COMPATIBLE = {
    "future": listed("future plan expectation obligation readiness"),
    "plan": listed("plan future desire expectation"),
    "possibility": listed("possibility expectation"),
    "desire": listed("desire plan obligation"),
    "readiness": listed("readiness possibility plan desire"),
    "expectation": listed("expectation possibility plan"),
    "condition": listed("condition"),
    "obligation": listed("obligation desire"),
}
"""Kind of modality in the evidence → the kinds in a claim that keep it."""

SPEAKING = frozenset(stem(form) for form in VERBS)
"""Stems of verbs of speech: `did not say` is borne out by nothing but itself."""

FOREIGN = listed(
    "el los las una que por para con der das und ist nicht les des est une dans och att het een dla jest"
)
_UNTIL = re.compile(r"(?:\s+[\w'’-]+){1,7}?\s+until\b")


def readable(text: str) -> bool:
    """Whether negation, modality and speech in `text` can be read: whether it is English."""
    row = words(text)
    latin = len(row) if text.isascii() else sum(1 for word in row if word[0] < "\u0250")
    if not row or latin * 10 < len(row) * 6:
        return False
    known = sum(map(FUNCTION_WORDS.__contains__, row))
    foreign = sum(map(FOREIGN.__contains__, row))
    return known > foreign and known * 8 >= len(row) if len(row) >= 8 else known >= foreign


def negation_agrees(claim: str, evidence: Iterable[str]) -> bool | None:
    """Whether the claim denies what its evidence denies and nothing else; None where either is not English."""
    texts = [text for text in evidence if readable(text)]
    if not texts or not readable(claim):
        return None
    if any(_turned(claim, text) for text in texts):
        return False
    claimed = _outright(claim)
    found = [(text, _outright(text)) for text in texts]
    return all(
        _borne(hedge, claim, found) for hedge in claimed if hedge.kind != "opposition" and not _until(hedge, claim)
    ) and not any(
        _dropped(hedge, claim, claimed, text, texts)
        for text, hedges in found
        for hedge in hedges
        if not _until(hedge, text)
    )


def _turned(claim: str, text: str) -> bool:
    """Whether the claim has the bare word of what the evidence denies by a prefix: likely for unlikely, or the reverse."""
    small = claim.lower()
    if not any(bare in small for bare, _ in PREFIXED):
        return False
    said, read = (set(re.findall(r"[a-z]+", each)) for each in (small, text.lower()))
    return any(
        (bare in said and denied in read and not {bare, "not"} & read)
        or (denied in said and bare in read and not {denied, "not"} & read)
        for bare, denied in PREFIXED
    )


PREFIXED = tuple(
    (word, prefix + word)
    for prefix, words in {"un": "likely able willing resolved decided", "im": "possible", "il": "legal"}.items()
    for word in words.split()
)


def _until(hedge: Hedge, text: str) -> bool:
    """Whether a negation only puts something off: "did not order it until Friday" says that it was ordered."""
    return hedge.kind == "not" and bool(_UNTIL.match(text, hedge.span.end))


def _outright(text: str) -> tuple[Hedge, ...]:
    return tuple(hedge for hedge in negations(text, Span(0, len(text))) if hedge.kind != "double")


def _borne(hedge: Hedge, claim: str, found: Sequence[tuple[str, tuple[Hedge, ...]]]) -> bool:
    """Whether some negation of the evidence stands for this one of the claim."""
    theirs = [other for _, hedges in found for other in hedges]
    if hedge.kind == "not" and hedge.head in SPEAKING:
        return any(hedge.head == other.head for other in theirs)
    if any(hedge.head in other.scope or other.head in hedge.ahead for other in theirs if hedge.head):
        return True
    everything = frozenset[str]().union(*(_undoubled(text) for text, _ in found))
    if hedge.ahead & CHANGE and everything & STEADY:
        return True
    if _nobody(hedge, claim) and any(_nobody(other, text) for text, hedges in found for other in hedges):
        return True
    if hedge.kind == "refusal" and stems(hedge.span.of(claim)) & everything:
        return True
    affirmed = hedge.kind == "not" and hedge.head in everything
    return not affirmed and any(hedge.scope & other.scope for other in theirs)


def _nobody(hedge: Hedge, text: str) -> bool:
    return hedge.span.of(text).lower() in ("nobody", "no one", "none")


def _undoubled(text: str) -> frozenset[str]:
    """The stems of `text` without its double negations: `did not rule out` bears out no `ruled out`."""
    kept = text
    for hedge in _all_negations(text):
        if hedge.kind == "double":
            kept = kept.replace(hedge.span.of(text), " ")
    return stems(kept)


def _dropped(hedge: Hedge, claim: str, claimed: Sequence[Hedge], text: str, texts: Sequence[str]) -> bool:
    """Whether the claim speaks of what this negation of `text` denies, and does not deny it."""
    mine = stems(claim)
    if _nobody(hedge, text) and hedge.head in mine:
        return not any(_nobody(other, claim) or hedge.head in other.scope for other in claimed)
    if any(hedge.scope & other.scope for other in claimed):
        return False
    if hedge.ahead & CHANGE and mine & STEADY:
        return False
    if any(hedge.head in stems(other) for other in texts if other != text):
        return False
    return _spoken_of(hedge, mine)


def _spoken_of(hedge: Hedge, mine: frozenset[str]) -> bool:
    """Whether the words under a hedge come up in a claim: its head with one more, or two behind it."""
    under = hedge.ahead | {hedge.head}
    if hedge.head in mine and len(hedge.scope & mine) >= min(2, len(hedge.scope)):
        return True
    return len(under & mine) >= 2


def modality_lost(claim: str, evidence: Iterable[str]) -> tuple[tuple[str, Span], ...]:
    """Hedges of the evidence that the claim leaves out, each as the evidence text and the span in it."""
    found = [(text, hedge) for text in evidence for hedge in _tempering(text)]
    if not found:
        return ()
    mine = stems(claim)
    kept = modality(claim, Span(0, len(claim)))
    return tuple(
        (text, hedge.span)
        for text, hedge in found
        if (_spoken_of(hedge, mine) or _done(hedge, mine)) and not any(_keeps(other, hedge) for other in kept)
    )


def _done(hedge: Hedge, mine: frozenset[str]) -> bool:
    """Whether a claim has the very verb that the evidence only hopes, plans or is ready for."""
    return hedge.kind in ("desire", "plan", "readiness", "future") and hedge.head in mine


def _tempering(text: str) -> Iterator[Hedge]:
    """The hedges of `text` but for `will not`, which is a refusal: negation is compared by itself."""
    for hedge in modality(text, Span(0, len(text))):
        refuses = hedge.span.of(text).lower().endswith(("n't", "n’t"))
        if not refuses and not text[hedge.span.end : hedge.span.end + 5].lower().startswith(" not "):
            yield hedge


def _keeps(claimed: Hedge, hedge: Hedge) -> bool:
    return claimed.kind in COMPATIBLE[hedge.kind] and bool(claimed.scope & hedge.scope)


def _all_negations(text: str) -> tuple[Hedge, ...]:
    return negations(text, Span(0, len(text)))


def modality_added(claim: str, evidence: Iterable[str]) -> tuple[Span, ...]:
    """Hedges of the claim that its evidence does not make."""
    mine, texts = list(_tempering(claim)), list(evidence)
    if not mine:
        return ()
    theirs = {hedge.kind for text in texts for hedge in modality(text, Span(0, len(text)))}
    spoken_of = frozenset[str]().union(*(stems(text) for text in texts))
    return tuple(
        hedge.span
        for hedge in mine
        if not any(hedge.kind in COMPATIBLE[kind] or kind in COMPATIBLE[hedge.kind] for kind in theirs)
        and _spoken_of(hedge, spoken_of)
    )
