"""D5xx: dates. Every date in a claim is borne out, exists, and agrees with the fields that repeat it."""

from collections.abc import Iterator

from briefings.checks import translations
from briefings.checks.case import Case
from briefings.checks.passage import Passage
from briefings.checks.registry import Finding, check
from briefings.problems import Level
from briefings.text.dates import (
    DateMention,
    When,
    agrees,
    borne,
    mentions,
    parse_edtf,
    repeats,
    resolve,
    weekday_agrees,
    written,
)
from briefings.values import Date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def said_of_time(passage: Passage) -> tuple[DateMention, ...]:
    """The dates of a quotation, and the words such as "Thursday" or "this year" of its sentences."""
    hanging = (each for each in passage.dates_of_sentence if each.year is None and not each.start)
    return tuple(dict.fromkeys((*passage.dates, *hanging)))


def follows(claimed: When, passage: Passage, case: Case) -> bool:
    """Whether a date follows from the source's own: that day, month or year.

    Not where the quotation names another date, as exact as the claim's, that the claim does not repeat: that one may
    be meant.
    """
    if passage.anchor is None or claimed.precision == "interval" or not agrees(claimed, passage.anchor):
        return False
    spare = (each for each in passage.dates if not any(borne(own, each, passage.anchor) for own in case.dates))
    resolved = (resolve(each, passage.anchor) for each in spare)
    return all(found is None or found.overlaps(claimed) or vaguer(found, claimed) for found in resolved)


def vaguer(found: When, claimed: When) -> bool:
    """Whether a claim names a day, and what was found is no day."""
    return claimed.precision == "day" and found.precision != "day"


def bears(mention: DateMention, passage: Passage, case: Case) -> bool:
    """Whether a passage bears out a date that a claim writes; of a stretch of time, both of its ends."""
    if mention.start and mention.end:
        return ends_borne(mention, passage)
    if any(borne(mention, each, passage.anchor) for each in said_of_time(passage)):
        return True
    claimed = resolve(mention, passage.anchor)
    return claimed is not None and (follows(claimed, passage, case) or in_translation(mention, passage))


def ends_borne(mention: DateMention, passage: Passage) -> bool:
    """Whether the source has the same stretch of time, or names each end of it."""
    own = resolve(mention, passage.anchor)
    for each in passage.dates_of_sentence:
        found = resolve(each, passage.anchor)
        if repeats(mention, each) or (own and found and covers(own, found)):
            return True
    sides = [side for side in (mention.start, mention.end) if side]
    return all(any(borne(side, each, passage.anchor) for each in passage.dates_of_sentence if not each.start)
               for side in sides)


def in_translation(mention: DateMention, passage: Passage) -> bool:
    """A date is read in the quote itself; a translation only lends the names of days and months."""
    translation = passage.evidence.record.translation
    read = mentions(str(translation.text)) if translation else ()
    return any(borne(mention, each, passage.anchor) for each in read)


def explained(mention: DateMention, case: Case) -> bool:
    """Whether `inferred` explains the date: as written, by its year, or as the field that it equals."""
    if not case.fact.record.inferred:
        return False
    if case.explained(mention.written, str(mention.year or mention.written)):
        return True
    own = resolve(mention, None)
    fields = {"date": case.fact.record.date, "due": case.fact.record.due,
              "said.on": case.fact.record.said.on if case.fact.record.said else None}
    return any(name in case.fact.record.inferred and date is not None and is_of(mention, own, date.when)
               for name, date in fields.items())


def is_of(mention: DateMention, own: When | None, field: When) -> bool:
    """Whether a date as written is a field's: by itself, or where it gives no year, in the field's."""
    if own is not None:
        return any(covers(own, each) for each in (field, *map(parse_edtf, ends(field))))
    found = resolve(mention, field)
    return found is None or found.overlaps(field)


@check("D501", "fact")
def D501(case: Case) -> Iterator[Finding]:
    """Every date and year in a claim stands in its evidence, follows from the source's own date, or is inferred.

    Why: a right sentence with a wrong year is a wrong sentence.

    Mend: quote the words that give the date, or say under `inferred` how it is known.

    Fails: "In 2021 Russia annexed Crimea", with the quote "Russia's 2014 annexation".

    Passes: "On 9 September 2021 the two met", with the quote "met on Thursday" in an article of 9 September 2021.
    """
    if not case.readable:
        return
    for mention in case.dates:
        if not explained(mention, case) and not any(bears(mention, passage, case) for passage in case.passages):
            dates = [each.written for passage in case.passages for each in passage.dates_of_sentence]
            yield Finding(
                case.fact.record.claim.place,
                f'the date "{mention.written}" does not stand in the evidence',
                (f"the evidence says: {', '.join(dict.fromkeys(dates)) or 'no date'}",
                 f"quote the words that give it, or add inferred: {{\"{mention.written}\": why it is known}}"),
                fact=case.fact.id)
    yield from translations.differing_dates(case)


@check("D502", "fact")
def D502(case: Case) -> Iterator[Finding]:
    """A weekday named with a date falls on it; a source is not older than an event that its fact reports.

    Why: both are slips that a reader with a calendar finds first.

    Mend: correct the weekday or the date; make a fact about what is to come a `plan`.

    Fails: "Friday 9 September 2021", which was a Thursday.

    Passes: "Thursday 9 September 2021".
    """
    for mention in case.dates:
        when = resolve(mention, None) if mention.weekday is not None else None
        if when and mention.weekday is not None and weekday_agrees(mention.weekday, when) is False and when.earliest:
            right = WEEKDAYS[when.earliest.weekday()]
            yield Finding(case.fact.record.claim.place,
                          f'"{mention.written}": {written(when)} was a {right}', ("correct one of the two",),
                          fact=case.fact.id)
    yield from foretold(case)


def foretold(case: Case) -> Iterator[Finding]:
    """An event later than every source that reports it."""
    date, anchors = case.fact.record.date, [passage.anchor for passage in case.passages]
    if case.fact.record.kind != "event" or date is None or date.when.earliest is None or not anchors:
        return
    if all(anchor and anchor.latest and anchor.latest < date.when.earliest for anchor in anchors):
        yield Finding(date.place, f"the event of {written(date.when)} is later than every source that reports it",
                      ("correct the date, or make the fact a plan",), fact=case.fact.id)


@check("D503", "fact")
def D503(case: Case) -> Iterator[Finding]:
    """The fields `date`, `due` and `said.on` agree with the claim and the evidence.

    Why: timelines and lists of commitments are made of the fields, not of the sentence.

    Mend: correct the field, or say under `inferred` how it is known.

    Fails: `due: 2024`, with "from December 2023" in claim and quote.

    Passes: `due: 2023-12`.
    """
    if not case.readable:
        return
    record = case.fact.record
    fields = {"date": record.date, "due": record.due, "said.on": record.said.on if record.said else None}
    for name, date in fields.items():
        if date is None:
            continue
        if case.explained(name):
            yield from belied(name, date, case)
        elif not field_borne(date, case):
            yield Finding(date.place, f"{name} {date} does not agree with the claim and its evidence",
                          (f"the claim and its evidence say: {said(case) or 'no date'}",
                           f"correct it, or add inferred: {{{name}: why it is known}}"), fact=case.fact.id)


def belied(name: str, date: Date, case: Case) -> Iterator[Finding]:
    """A reason under `inferred` that names dates names one that the field agrees with; what falls due may lie later."""
    reason = next(why for key, why in case.fact.record.inferred.items() if key == name)
    written_out = [when for each in mentions(reason) if (when := resolve(each, None))]
    against = (resolve(each, day) for each in mentions(reason) for day in written_out)  # "the article of 6 March says on Monday"
    named = [when for when in (*written_out, *against) if when and (name != "due" or when.precision == date.when.precision)]
    if named and not field_borne(date, case) and not any(when.overlaps(date.when) for when in named):
        yield Finding(date.place, f"{name} {date} does not agree with the reason that inferred gives for it",
                      (f"reason: {reason}", "correct one of the two"), fact=case.fact.id)


def field_borne(date: Date, case: Case) -> bool:
    """Whether a date of the claim, of its evidence, or the source's own lies in the field's date; in each end of a stretch."""
    if any(covers(found, date.when) for passage in case.passages for found in spoken(passage, case)):
        return True
    candidates = [found for passage in case.passages for found in spoken(passage, case)]
    return all(any(agrees(parse_edtf(end), found) for found in candidates) for end in ends(date.when))


def ends(when: When) -> list[str]:
    """The ends that a stretch of time names; of any other date, the date itself."""
    if when.precision != "interval":
        return [when.text]
    return [end for end in when.text.split("/") if end not in ("", "..")]


def covers(found: When, field: When) -> bool:
    """Whether a field is the same stretch as what was found, written otherwise, such as an interval of its days."""
    return (found.earliest, found.latest) == (field.earliest, field.latest)


def spoken(passage: Passage, case: Case) -> Iterator[When]:
    """The dates that a field may repeat: of the claim, the quotation and its sentences, and the source."""
    for mention in (*case.dates, *said_of_time(passage)):
        if found := resolve(mention, passage.anchor):
            yield found
    if passage.anchor:
        yield passage.anchor


def said(case: Case) -> str:
    """The dates of a case, for a message."""
    return ", ".join(dict.fromkeys(written(found) for passage in case.passages for found in spoken(passage, case)))


@check("D504", "fact")
def D504(case: Case) -> Iterator[Finding]:
    """Measured on the dossier's as-of date, no review is overdue, and what fell due is fulfilled by some fact.

    Why: a promise whose day has passed must not be read as a promise.

    Mend: write the fact that reports what became of it, with `fulfils`; or review the fact and move `review-by`.

    Fails: `due: 2021-09-10` in a dossier as of 2022, with no fact that fulfils it.

    Passes: the same with a fact that has `fulfils: [that-fact]`.
    """
    record, today = case.fact.record, case.dossier.measured_on
    if record.review_by and record.review_by.when.latest and record.review_by.when.latest < today:
        yield Finding(record.review_by.place, f"{case.fact.number} was to be reviewed by "
                      f"{written(record.review_by.when)}", ("review it, and move review-by",), Level.WARNING, case.fact.id)
    overdue = record.due and record.due.when.latest and record.due.when.latest < today
    if record.due and overdue and case.fact.id not in case.dossier.fulfilled:
        yield Finding(record.due.place, f"{case.fact.number} was due by {written(record.due.when)}, and no fact says "
                      "what became of it", ("write that fact, with fulfils",), Level.WARNING, case.fact.id)
