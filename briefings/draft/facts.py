"""A sentence and its claim → a candidate fact: kind, speaker, dates, figures, topic, each where the text states it plainly."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from unidecode import unidecode

from briefings.dossier import Dossier
from briefings.draft.claims import Claim
from briefings.draft.reading import Sentence
from briefings.records import Measure
from briefings.text.dates import DateMention, When
from briefings.text.numbers import NumberKind, Quantity
from briefings.text.spoken import PRONOUNS
from briefings.text.stems import stem, stems
from briefings.text.wordlists import FUNCTION_WORDS
from briefings.typeset import Block

KINDS: Mapping[str, frozenset[str]] = {
    "commitment": frozenset("promise vow pledge swear guarantee".split()),
    "allegation": frozenset("accuse allege blame".split()),
    "estimate": frozenset("estimate forecast predict".split()),
}
"""Kind of fact → verbs of speech that make it one; any other speech is a statement."""

ESTIMATED = re.compile(r"\b(?:estimate[sd]?|forecasts?|expected|projected)\b", re.IGNORECASE)
RANK = {"person": 0, "body": 1, "place": 2}
"""Which of the entities of one name speaks, if several bear it."""

Fact = dict[str, Any]


def fact(sentence: Sentence, claim: Claim, taken: Collection[str], topic: str) -> Fact:
    """The record of a draft, its keys in the order in which editors write them. `topic` is that of its sheet."""
    kind = kind_of(sentence)
    inferred = dict(claim.inferred)
    record: Fact = Block({"id": id_of(claim.text, taken), "claim": claim.text, "kind": kind, "draft": "true"})
    if sentence.speech and (who := said_by(sentence)):
        record["said"] = {"by": who, **said_on(sentence, inferred)}
    record |= time_of(sentence, kind, inferred)
    if guessed := [each for each in topics(sentence.dossier, claim.text) if each != topic]:
        record["topics"] = guessed
    if found := list(figures(sentence)):
        record["figures"] = found
    record["evidence"] = [evidence(sentence, claim)]
    return Block(record | ({"inferred": inferred} if inferred else {}))


def kind_of(sentence: Sentence) -> str:
    """What sort of claim it is."""
    if sentence.speech:
        verb = sentence.speech.verb
        return next((kind for kind, verbs in KINDS.items() if verb in verbs and said_by(sentence)), "statement")
    if time_of(sentence, "event", {}):
        return "event"
    if sentence.planned:
        return "plan"
    return "estimate" if sentence.quantities and ESTIMATED.search(sentence.text) else "background"


def said_by(sentence: Sentence) -> str:
    """The speaker: the id of an entity, else the source's words for him."""
    speech = sentence.speech
    if speech is None:
        return ""
    words = sentence.passage.speaker_words(speech, sentence.dossier.persons) or speech.speaker_text
    named = [mention.entities for mention in sentence.dossier.lexicon.find(words) if words.endswith(mention.written)]
    people = {each for mention in sentence.dossier.persons.find(words) for each in mention.entities}
    if named and len(people) < 2:
        return min(named[0], key=lambda name: (RANK.get(sentence.dossier.corpus.entities[name].kind, 9), name))
    return "" if words.lower() in PRONOUNS else re.sub(r"^(?:the|an?) ", "", " ".join(words.split()), flags=re.IGNORECASE)


def said_on(sentence: Sentence, inferred: dict[str, str]) -> dict[str, str]:
    """When it was said: the one date of the sentence outside what is said."""
    content = sentence.speech.content if sentence.speech else sentence.span
    mention, when = only((each, when) for each, when in sentence.dates if not each.span.overlaps(content))
    if mention is None or when is None or when.precision not in ("day", "month"):
        return {}
    explain("said.on", mention.written, when, sentence, inferred)
    return {"on": when.text}


def time_of(sentence: Sentence, kind: str, inferred: dict[str, str]) -> dict[str, str]:
    """When an event happened, or a plan or commitment falls due: the one date of the main clause, where there is one."""
    start = sentence.speech.content.start if sentence.speech else sentence.span.start
    mention, when = only((each, when) for each, when in sentence.dates if each.span.start >= start)
    if mention is None or when is None or not told(sentence.source.text[start : mention.span.start], mention, when):
        return {}
    name = "due" if later(when, sentence) else "date"
    if (kind, name) not in (("event", "date"), ("plan", "due"), ("commitment", "due")):
        return {}
    explain(name, mention.written, when, sentence, inferred)
    return {name: when.text}


CLAUSE = re.compile(r",|\b(?:which|that|who|whose|when|while|after|since|because|documents|signed by)\b")
"""What stands before a date that is not of the sentence's main clause."""


def told(before: str, mention: DateMention, when: When) -> bool:
    """Whether a date says when the sentence's own event was: behind a preposition or a weekday, in no clause by the way."""
    last = (before.split() or [""])[-1].lower()
    hangs = last in ("in", "on", "by", "from") or mention.weekday is not None or bool(mention.relative)
    return hangs and not CLAUSE.search(before) and when.precision in ("day", "month", "year")


def only(dates: Iterable[tuple[DateMention, When | None]]) -> tuple[DateMention | None, When | None]:
    """The one date that there is; none where there are several."""
    found = tuple(dates)
    return found[0] if len(found) == 1 else (None, None)


def later(when: When, sentence: Sentence) -> bool:
    """Whether a date lies after the article's own."""
    anchor = sentence.passage.anchor
    return bool(anchor and anchor.latest and when.earliest and when.earliest > anchor.latest)


def explain(name: str, written: str, when: When, sentence: Sentence, inferred: dict[str, str]) -> None:
    """Say why a date is known that the article states only with a date of its own that is inferred."""
    issued = sentence.source.record
    if issued.issued and "issued" in issued.inferred and str(when.earliest and when.earliest.year) not in written:
        inferred[name] = f'the article says "{written}"; its own date, {issued.issued}, is inferred (see the source)'


def figures(sentence: Sentence) -> Iterator[dict[str, str]]:
    """Figures of measures that the dossier has, where unit and words agree beyond doubt."""
    for quantity in sentence.quantities:
        fitting = [name for name, measure in sentence.dossier.corpus.measures.items() if measures(measure, quantity, sentence)]
        if len(fitting) == 1 and quantity.kind not in (NumberKind.VAGUE, NumberKind.ORDINAL, NumberKind.FRACTION):
            unit = sentence.dossier.corpus.measures[fitting[0]].unit
            amounts = {"amount": plain(quantity.value)} if quantity.upper is None else {
                "lower": plain(quantity.value), "upper": plain(quantity.upper)}
            bound = {} if quantity.bound in ("exact", "range") else {"bound": str(quantity.bound)}
            yield {"measure": fitting[0], **amounts, **({"unit": str(unit)} if unit else {}), **bound}


def measures(measure: Measure, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a quantity is one of that measure: its unit, and nearly all words of its label, stand with it."""
    unit = str(measure.unit or "")
    same = unit == quantity.unit or (bool(quantity.noun) and stem(unit) == stem(quantity.noun))
    words = stems(str(measure.label))
    return bool(unit) and same and len(words & stems(sentence.text)) * 4 >= len(words) * 3


def plain(value: Any) -> str:
    """A number in digits alone."""
    return f"{value.normalize():f}"


SHARED = 3
"""How many words that are one topic's own a claim must have before that topic is guessed."""


def topics(dossier: Dossier, claim: str) -> list[str]:
    """The topic of which several of the claim's words are its own; nothing where none is, or two are."""
    rates = {topic: shares(stems(str(each.record.claim)) for each in facts) for topic, facts in dossier.by_topic.items() if facts}
    own = Counter(topic for word in stems(claim) for topic, rate in rates.items()
                  if rate[word] > 2 * max((other[word] for name, other in rates.items() if name != topic), default=0))
    (best, most), (_, second) = [*own.most_common(2), ("", 0), ("", 0)][:2]
    return [best] if most >= SHARED and most >= 2 * second else []


def shares(claims: Iterable[frozenset[str]]) -> Counter[str]:
    """In how many of a million claims each word stands."""
    rows = list(claims)
    return Counter({word: count * 1_000_000 // len(rows) for word, count in Counter(word for row in rows for word in row).items()})


def evidence(sentence: Sentence, claim: Claim) -> dict[str, Any]:
    """The sentence as evidence."""
    record = sentence.passage.evidence.record
    around = {name: str(value) for name in ("prefix", "suffix") if (value := getattr(record, name))}
    gloss = {"gloss": dict(claim.gloss)} if claim.gloss else {}
    return Block({"source": sentence.source.id, "quote": str(record.quote[0]), **around, **gloss})


TELLING = frozenset("no not never nor neither nothing without thousand million billion trillion".split())
"""Small words that an id keeps: it is permanent, and without them it says another thing than the claim."""


def id_of(claim: str, taken: Collection[str]) -> str:
    """An id of the claim's first telling words, with a number where it is taken."""
    folded = unidecode(claim).lower().replace("'", "")
    words = [word for word in re.findall(r"[a-z0-9]+", folded) if word in TELLING or word not in FUNCTION_WORDS | {"s"}]
    name, number = "-".join(words[:4])[:60].strip("-") or "fact", 1
    choice = name
    while choice in taken:
        number += 1
        choice = f"{name}-{number}"
    return choice
