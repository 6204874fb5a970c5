"""Wrong facts made of right ones: one small alteration at a time, the same ones every time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefings.checks.case import Case
from briefings.records import EvidenceRecord, FactRecord, Said
from briefings.text.hedges import modality, negations
from briefings.text.names import Mention
from briefings.text.numbers import Bound, Quantity
from briefings.text.span import Span
from briefings.values import Date, Text


@dataclass(frozen=True)
class Alteration:
    """A fact with one thing changed: what kind of thing, what stood there, and what stands there now."""

    kind: str
    before: str
    after: str
    record: FactRecord


WORDS = tuple("""zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty""".split())
SCALES = {"hundred": "thousand", "thousand": "million", "thousands": "millions", "million": "billion",
          "billion": "million", "trillion": "billion", "bn": "m", "m": "bn", "hundreds": "thousands"}
UNITS = (("$", "€"), ("€", "$"), ("£", "$"), ("dollars", "euros"), ("per cent", "percentage points"), ("%", " percentage points"),
         ("years", "months"), ("days", "weeks"), ("km", "miles"))
BOUNDS = {Bound.ABOUT: "more than", Bound.AT_MOST: "at least", Bound.AT_LEAST: "at most", Bound.MORE_THAN: "nearly",
          Bound.LESS_THAN: "more than"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OUTCOMES = {"discussed": "signed", "discuss": "sign", "negotiations on": "the signing of", "hoped to buy": "bought",
            "planned": "completed", "proposed": "adopted", "seek": "obtain", "sought": "obtained", "considered": "approved",
            "may sign": "signed", "talks": "an agreement", "request": "approval"}
AUXILIARY = re.compile(r"\b(will|would|was|were|is|are|has|have|had|may|might|could|can|should|did|does|do)\b(?! not)")
PAST = re.compile(r"(?<!\bhad )(?<!\bhas )\b([a-z]{3,}ed|met|said|held|took|gave|began|made|went|told|rose|fell)\b")
HARD = {"may": "will", "might": "will", "could": "will", "would": "did", "will": "did"}
BARE = ("would", "will")
"""Changed only where no other word of the claim keeps the future open: "promised that tariffs did stay" still promises."""


def alterations(case: Case) -> Iterator[Alteration]:
    """Every alteration of a fact, in a fixed order."""
    for make in (numbers, scales, units, bounds, dates, names, denials, hedges, outcomes):
        for kind, span, after in make(case):
            yield Alteration(kind, span.of(case.claim), after, with_claim(case, span, after))
    yield from of_fields(case)
    yield from of_evidence(case)


Change = tuple[str, Span, str]
"""The kind of alteration, the stretch of the claim, and what is put there."""


def with_claim(case: Case, span: Span, after: str) -> FactRecord:
    """The fact with a stretch of its claim changed."""
    record = case.fact.record
    claim = case.claim[: span.start] + after + case.claim[span.end :]
    return replace(record, claim=Text(re.sub(r"  +", " ", claim), record.claim.place))


def numbers(case: Case) -> Iterator[Change]:
    """The last digit but noughts, or the number word, made one more."""
    for quantity in case.quantities:
        span = quantity.span
        digits = [at for at in range(*span) if case.claim[at] in "123456789"]
        if digits:
            at = digits[-1]
            yield "number", Span(at, at + 1), str(int(case.claim[at]) % 9 + 1)
        for word in re.finditer(r"[a-z]+", case.claim[slice(*span)].lower()):
            if word[0] in WORDS[:-1]:
                start = span.start + word.start()
                yield "number", Span(start, start + len(word[0])), WORDS[WORDS.index(word[0]) + 1]
                break


def scales(case: Case) -> Iterator[Change]:
    """A million made a billion."""
    for quantity in case.quantities:
        if quantity.scale_span and (other := SCALES.get(quantity.scale_span.of(case.claim).lower())):
            yield "scale", quantity.scale_span, other


def units(case: Case) -> Iterator[Change]:
    """Dollars made euros, per cent made percentage points."""
    for quantity in case.quantities:
        written = quantity.span.of(case.claim)
        for unit, other in UNITS:
            if unit in written:
                start = quantity.span.start + written.index(unit)
                yield "unit", Span(start, start + len(unit)), other
                break


def bounds(case: Case) -> Iterator[Change]:
    """A bound dropped, turned round, or added."""
    for quantity in case.quantities:
        if quantity.bound_span and quantity.bound in BOUNDS:
            yield "bound", quantity.bound_span, ""
            yield "bound", quantity.bound_span, BOUNDS[quantity.bound]
        elif quantity.bound is Bound.EXACT and addable(quantity):
            yield "bound", Span(quantity.span.start, quantity.span.start), "more than "


def addable(quantity: Quantity) -> bool:
    """Whether "more than" can stand before a quantity."""
    return quantity.kind not in ("ordinal", "fraction") and not quantity.written.lower().startswith(("a ", "the "))


def dates(case: Case) -> Iterator[Change]:
    """The year one later, the day one later, the weekday the next."""
    for mention in case.dates:
        written = mention.span.of(case.claim)
        if year := re.search(r"\b[12]\d{3}\b", written):
            yield "year", Span(mention.span.start + year.start(), mention.span.start + year.end()), str(int(year[0]) + 1)
        if day := re.search(r"\b\d{1,2}\b", written):
            start = mention.span.start + day.start()
            yield "date", Span(start, start + len(day[0])), str(int(day[0]) % 28 + 1)
        for at, name in enumerate(WEEKDAYS):
            if name in written:
                start = mention.span.start + written.index(name)
                yield "weekday", Span(start, start + len(name)), WEEKDAYS[(at + 1) % 7]


def names(case: Case) -> Iterator[Change]:
    """A name made another's of its kind, whom the claim does not name."""
    for mention in case.names:
        if other := stranger(mention, case):
            yield "name", mention.span, other


def stranger(mention: Mention, case: Case) -> str:
    """The label of the next entity of the same kind, after the one mentioned, that is none whom the claim names."""
    entities = case.dossier.corpus.entities
    claimed = {name for each in case.names for name in each.entities}
    first = min(mention.entities)
    ids = [name for name in entities if entities[name].kind == entities[first].kind]
    later = (str(entities[name].label) for name in ids[ids.index(first) + 1 :] + ids[: ids.index(first)])
    return next((label for label in later if not case.named_in(label) & claimed), "")


def denials(case: Case) -> Iterator[Change]:
    """A "not" taken away, or put in."""
    outright = [hedge for hedge in negations(case.claim, Span(0, len(case.claim))) if hedge.kind == "not"]
    for hedge in outright:
        if hedge.span.of(case.claim).lower() in ("not", "never", "no"):
            yield "negation dropped", hedge.span, ""
    if not outright and (place := AUXILIARY.search(case.claim)):
        yield "negation added", Span(place.end(), place.end()), " not"
    elif not outright and (place := PAST.search(case.claim)):
        yield "negation added", Span(place.start(), place.start()), "never "


def hedges(case: Case) -> Iterator[Change]:
    """May made will, and "hoped to" or "ready to" taken away."""
    found = modality(case.claim, Span(0, len(case.claim)))
    for hedge in found:
        word = hedge.span.of(case.claim).lower()
        if word in BARE and len(found) > 1:
            continue
        if word in HARD:
            yield "modality", hedge.span, HARD[word]
        elif word.endswith(" to") or hedge.kind in ("expectation", "readiness"):
            yield "modality", hedge.span, ""


def outcomes(case: Case) -> Iterator[Change]:
    """What was discussed made to have been signed."""
    for word, other in OUTCOMES.items():
        if found := re.search(rf"\b{word}\b", case.claim):
            yield "outcome", Span(*found.span()), other
            return


def of_fields(case: Case) -> Iterator[Alteration]:
    """Another speaker, and a date one year later."""
    record = case.fact.record
    if record.said and str(record.said.by) in case.dossier.corpus.entities:
        other = next_id(str(record.said.by), case)
        said = Said(record.said.place, Text(other, record.said.by.place), record.said.on)
        if other != record.said.by:
            yield Alteration("speaker", str(record.said.by), other, replace(record, said=said))
    for name in ("date", "due"):
        date = getattr(record, name)
        if date and (year := re.match(r"\d{4}", date)):
            later = Date(str(int(year[0]) + 1) + date[4:], date.place)
            if Date.fault(later) is None:
                changed = replace(record, date=later) if name == "date" else replace(record, due=later)
                yield Alteration("date field", str(date), later, changed)


def next_id(name: str, case: Case) -> str:
    """The next entity of the same kind; the same, where it is the only one."""
    entities = case.dossier.corpus.entities
    ids = [each for each in entities if entities[each].kind == entities[name].kind]
    return ids[(ids.index(name) + 1) % len(ids)]


def of_evidence(case: Case) -> Iterator[Alteration]:
    """A word of each quotation changed, another source named, stretches turned round."""
    record = case.fact.record
    for at, evidence in enumerate(record.evidence):
        if evidence.role != "supports":
            continue
        for kind, before, after, changed in evidence_changes(evidence, case):
            yield Alteration(kind, before, after, replace(record, evidence=swapped(record.evidence, at, changed)))


def evidence_changes(evidence: EvidenceRecord, case: Case) -> Iterator[tuple[str, str, str, EvidenceRecord]]:
    first = evidence.quote[0]
    words = list(re.finditer(r"[^\W\d_]{4,}", first))
    if words:
        word = words[len(words) // 2]
        other = "never" if word[0].lower() != "never" else "always"
        text = Text(first[: word.start()] + other + first[word.end() :], first.place)
        yield "quote", word[0], other, replace(evidence, quote=(text, *evidence.quote[1:]))
    ids = list(case.dossier.sources)
    if len(ids) > 1:
        other = ids[(ids.index(evidence.source) + 1) % len(ids)]
        yield "source", str(evidence.source), other, replace(evidence, source=type(evidence.source)(other, evidence.source.place))
    if len(evidence.quote) > 1:
        yield "order", "first", "last", replace(evidence, quote=evidence.quote[::-1])


def swapped(row: Sequence[EvidenceRecord], at: int, changed: EvidenceRecord) -> tuple[EvidenceRecord, ...]:
    """The same evidence, one piece changed."""
    return (*row[:at], changed, *row[at + 1 :])
