"""Q304, W604: not, may, will. What turns or tempers a sentence is neither cut off nor left out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefings.checks.case import Case
from briefings.checks.passage import Passage
from briefings.checks.registry import Finding, check
from briefings.problems import Level
from briefings.text.agreement import modality_added, modality_lost, negation_agrees
from briefings.text.hedges import Hedge, modality, negations, outside
from briefings.text.span import Span

CUT = 5
"""How many words of a clause, cut off at the edge of a quote, are looked at."""


@check("Q304", "fact")
def Q304(case: Case) -> Iterator[Finding]:
    """What is left out of a quote, between its stretches or in five words at its edges, holds no negation and no hedge.

    Why: "agreed to sign" is a true quotation of "have not agreed to sign". Only what bears on quoted words counts:
    the negation or hedge of a quoted verb, the bound of a quoted number.

    Mend: quote the word that was cut off.

    Fails: quote: "begin in April as planned", where the source has "Work did not begin in April as planned".

    Passes: quote: "did not begin in April as planned".
    """
    for passage in case.passages:
        if passage.foreign:
            continue
        for words in dict.fromkeys(cut_off(passage, case)):
            yield Finding(passage.evidence.record.quote[0].place, f'the quote leaves out "{words}" of its sentence',
                          (f"source:  {' '.join(passage.sentence.split())}", "quote it, too"), Level.WARNING, case.fact.id,
                          passage.source.id)


def cut_off(passage: Passage, case: Case) -> Iterator[str]:
    """The negations, hedges and bounds that a quotation leaves out and the claim does not keep."""
    text = passage.source.text
    if lost := tuple(left_out(passage)):
        whole = Span(0, len(case.claim))
        kept = {hedge.kind for hedge in (*negations(case.claim, whole), *modality(case.claim, whole))}
        yield from (hedge.span.of(text) for hedge in lost if hedge.kind not in kept)
    bounds = {quantity.bound for quantity in case.quantities}
    for quantity in passage.quantities:
        cut = quantity.bound_span and not any(quantity.bound_span.within(span) for span in passage.evidence.spans)
        if cut and quantity.bound_span and quantity.bound not in bounds:
            yield quantity.bound_span.of(text)


def left_out(passage: Passage) -> Iterator[Hedge]:
    """The negations and hedges of quoted words between the stretches and at their edges."""
    text, spans = passage.source.text, passage.evidence.spans
    for one, other in pairwise(spans):
        gap = Span(one.end, other.start)
        found = (*negations(text, gap), *modality(text, gap))
        yield from (hedge for hedge in found if bears_on_quote(hedge, text, Span(other.start, other.end)))
    for span in spans:
        yield from cut_before(passage, span)


def bears_on_quote(hedge: Hedge, text: str, span: Span) -> bool:
    """Whether the word that a negation or hedge governs is quoted: nothing of substance stands between."""
    between = text[hedge.span.end : span.start]
    return len(between.split()) <= 2 and not any(mark in between for mark in ",;:.—")


@check("W604", "fact")
def W604(case: Case) -> Iterator[Finding]:
    """Negation agrees; modality agrees, too: will, may, hopes to, ready to, expected (a warning).

    Why: a lost "not" turns a sentence round, and a lost "may" makes news of a possibility.

    Mend: keep the source's "not", and its "may", "hoped" or "was expected", in the claim.

    Fails: "The two discussed political integration", with the quote "did not discuss political integration".

    Passes: "They did not discuss political integration", with the quote "stopped short of discussing political
    integration".
    """
    by_passage = [tuple(compared(passage)) for passage in case.passages]
    texts = [text for each in by_passage for text in each]
    if not case.readable:
        return
    claim = nameless(case)
    agrees = negation_agrees(claim, texts)
    if agrees is None:
        yield Finding(case.fact.record.claim.place, "negation and modality could not be compared: claim or evidence is "
                      "not in English", ("a translation of the evidence can be compared",), Level.INFO, case.fact.id,
                      unchecked=True)
        return
    if not agrees:
        yield Finding(case.fact.record.claim.place, "claim and evidence do not agree on what is denied",
                      (*sentences(case), 'keep the source\'s "not" in the claim'), fact=case.fact.id)
    lost = lost_everywhere(claim, by_passage)
    added = [span.of(case.claim) for span in modality_added(case.claim, [*texts, *(passage.sentence for passage in case.passages)])]
    for words, what in ((lost, "leaves out"), (added, "adds")):
        if words:
            listed = ", ".join(f'"{each}"' for each in dict.fromkeys(words))
            yield Finding(case.fact.record.claim.place, f"the claim {what} {listed}",
                          (*sentences(case), "hedge as the source does"), Level.WARNING, case.fact.id)


def sentences(case: Case) -> Iterator[str]:
    """The sources' own sentences, as a message shows them."""
    return (f"source:  {' '.join(passage.sentence.split())}" for passage in case.passages)


def lost_everywhere(claim: str, by_passage: Sequence[Sequence[str]]) -> list[str]:
    """The hedges that a claim leaves out, where each passage has one: a passage without is enough for a claim without."""
    lost = [[span.of(text) for text, span in modality_lost(claim, texts)] for texts in by_passage]
    return [words for found in lost for words in found] if all(lost) else []


def nameless(case: Case) -> str:
    """The claim with its known names blanked, offsets kept: that both name Russia does not make them speak of one thing."""
    claim = case.claim
    for mention in case.names:
        start, end = mention.span
        claim = claim[:start] + "X" * (end - start) + claim[end:]
    return claim


def compared(passage: Passage) -> Iterator[str]:
    """The texts in which negation and modality are read: the quotation with the words just outside it, or its translation."""
    translation = passage.evidence.record.translation
    if translation:
        yield str(translation.text)
        return
    text = passage.source.text
    for span in passage.evidence.spans:
        yield text[min((hedge.span.start for hedge in cut_before(passage, span)), default=span.start) : span.end]


def cut_before(passage: Passage, span: Span) -> Iterator[Hedge]:
    """The negations and hedges of a quoted word that stand just before the quotation."""
    text = passage.source.text
    for sentence in passage.sentences:
        if sentence.start < span.start < sentence.end:
            before, after = outside(text, sentence, span, CUT)
            if before.start == before.end:
                continue
            whole = Span(before.start, after.end)
            found = (*negations(text, whole), *modality(text, whole))
            yield from (hedge for hedge in found if hedge.span.within(before) and bears_on_quote(hedge, text, span))
