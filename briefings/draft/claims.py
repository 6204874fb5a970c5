"""A sentence made to stand by itself: who "he" is, which day "Thursday" was. Its words stay; what cannot stand is dropped."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefings.draft.reading import Sentence
from briefings.text.dates import DateMention, When
from briefings.text.layout import QUOTE_MARKS
from briefings.text.span import Span
from briefings.text.speech import Speech

LINKS = re.compile(
    r"(?:(?:but|and|yet)\b,?|(?:however|nonetheless|nevertheless|meanwhile|moreover|furthermore|in addition|besides|still|also|"
    r"for example),)\s+", re.IGNORECASE)
"""What joins a sentence to the one before, and can go without a loss."""

LEANING = re.compile(
    r"(?:it|they|this|that|these|those|such|he|she|his|her|its|their|here|both|there(?=,)|"
    r"the (?:two|pair|latter|former|move|other)|in (?:this|that)|one of (?:them|these)|as a result|instead|then|so|thus|therefore|"
    r"otherwise|another|(?:first|second|third|final|last)(?:ly)?(?=,))\b", re.IGNORECASE)
"""How a sentence begins that means nothing without the one before."""

PERSONAL = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
OWN_VOICE = re.compile(r"\b(?:I|we|our|us|my|me|you|your)\b")
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "evening’s", "noon"})
PREPOSITIONS = frozenset({"on", "by", "until", "till", "since", "from", "before", "after", "of", "for", "to", "in", "during",
                          "between", "and", "than"})


@dataclass(frozen=True)
class Claim:
    """A claim, with what it took from outside the sentence: words explained, and why that is known."""

    text: str
    gloss: Mapping[str, str] = field(default_factory=dict)
    inferred: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edit:
    """Words to stand in the place of others."""

    span: Span
    words: str


def claims(sentence: Sentence) -> Iterator[Claim]:
    """Ways to write the sentence as a claim, the one that stands best by itself first; none where none can."""
    if not sentence.text.rstrip(QUOTE_MARKS + ")’").endswith((".", "!", ":")) or "\n\n" in sentence.text:
        return
    if is_open(sentence):
        yield from of_spoken(sentence)
        return
    named = pronoun(sentence)
    if named is None:
        return
    edits, gloss, inferred = named
    for dated in (list(dates(sentence)), []):
        text = written(sentence, [*edits, *dated])
        if stands(text, sentence):
            yield Claim(text, gloss, inferred)


def is_open(sentence: Sentence) -> bool:
    """Whether the sentence is part of a quotation that began before it or goes on behind it."""
    marks = [letter for letter in sentence.text if letter in QUOTE_MARKS]
    inside = sentence.speech is not None and not any(each == sentence.speech for each in sentence.passage.speeches)
    return len(marks) % 2 == 1 or inside


def of_spoken(sentence: Sentence) -> Iterator[Claim]:
    """Somebody's own words, with their speaker from the sentence beside them."""
    speech = sentence.speech
    if speech is None or any(each.kind == "direct" for each in sentence.passage.speeches):
        return
    words = " ".join(sentence.text.split()).strip(QUOTE_MARKS + " ")
    name = speaker_name(sentence, speech)
    if name and not any(mark in words for mark in QUOTE_MARKS):
        yield Claim(f"{name} said: “{words}”", {}, {} if not speech.by_pronoun else because(speech, name))


def speaker_name(sentence: Sentence, speech: Speech) -> str:
    """The words that name a speaker, a pronoun's from the sentences before; empty where nobody is named."""
    words = " ".join(sentence.passage.speaker_words(speech, sentence.dossier.persons).split())
    kinds = {sentence.dossier.corpus.entities[each].kind for mention in sentence.dossier.lexicon.find(words)
             if words.endswith(mention.written) for each in mention.entities}
    if speech.speaker_text.lower() in ("he", "she") and kinds and "person" not in kinds:
        return ""  # a council is no "she": somebody else is meant
    return words if words[:1].isupper() or words.startswith("the ") else ""


def because(speech: Speech, name: str) -> dict[str, str]:
    """Why it is known who "he" is."""
    said = f'"{speech.speaker_text}"' if speech.speaker_text else "no name"
    return {"said.by": f"the text has only {said}; {name} is the speaker named last before it"}


def pronoun(sentence: Sentence) -> tuple[list[Edit], dict[str, str], dict[str, str]] | None:
    """The edit that names a speaker who is only "he"; None where it is not certain who that is."""
    speech = sentence.speech
    if speech is None or not speech.by_pronoun or not speech.speaker or speech.speaker_text.lower() not in ("he", "she"):
        return [], {}, {}
    name = speaker_name(sentence, speech)
    others = {each for mention in sentence.dossier.persons.find(sentence.text) for each in mention.entities}
    who = {each for mention in sentence.dossier.persons.find(name) for each in mention.entities}
    if not name or others - who:
        return None
    inside = name if speech.speaker.start == sentence.span.start else re.sub(r"^The ", "the ", name)
    return [Edit(speech.speaker, inside)], {speech.speaker_text: inside}, because(speech, inside)


def stands(claim: str, sentence: Sentence) -> bool:
    """Whether a claim leans on nothing before it, and speaks in nobody's own voice outside quotation marks."""
    bare = re.sub(rf"[{QUOTE_MARKS}][^{QUOTE_MARKS}]*[{QUOTE_MARKS}]", "“”", claim)
    if LEANING.match(bare) or OWN_VOICE.search(bare):
        return False
    first = PERSONAL.search(bare)
    persons = sentence.dossier.persons
    ahead = bare.partition(", ")[2] if first and "," not in bare[: first.end()] else ""  # "Ahead of his visit, Putin said"
    named = not first or bool(persons.find(bare[: first.start()])) or any(each.span.start == 0 for each in persons.find(ahead))
    speaker = sentence.speech.speaker_text if sentence.speech and not sentence.speech.by_pronoun else ""
    return named or bool(first and speaker and -1 < bare.find(speaker) < first.start())


def dates(sentence: Sentence) -> Iterator[Edit]:
    """Dates that hang on the day of the article, written out; those in quotations stay."""
    for mention, when in sentence.dates:
        inside = any(mention.span.within(quotation) for quotation in sentence.quotations)
        if when and not inside and mention.edtf() is None and not mention.start:
            yield from dated(sentence, mention, when)


def dated(sentence: Sentence, mention: DateMention, when: When) -> Iterator[Edit]:
    """One date written out, with the preposition that it needs; left as it is where more words belong to it."""
    text = sentence.source.text
    before = text[sentence.span.start : mention.span.start].split()
    after = re.match(r"\s*([\w’']+)", text[mention.span.end : sentence.span.end])
    last = before[-1].lower().strip(",") if before else ""
    if (after and after[1] in PARTS_OF_DAY) or text[mention.span.end :].startswith(("'", "’")) or when.earliest is None:
        return
    if last in ("the", "a", "his", "her", "their", "its", "this", "last", "next"):
        return
    day = when.earliest
    month = calendar.month_name[day.month]
    words = {"day": f"{day.day} {month} {day.year}", "month": f"{month} {day.year}", "year": str(day.year)}.get(when.precision)
    needed = "on " if when.precision == "day" else "in "
    if words:
        yield Edit(mention.span, words if last in PREPOSITIONS else needed + words)


def written(sentence: Sentence, edits: list[Edit]) -> str:
    """The sentence with its edits, on one line, from its first word that is its own."""
    text, at, parts = sentence.source.text, sentence.span.start, []
    for edit in sorted(edits, key=lambda each: each.span.start):
        parts += [text[at : edit.span.start], edit.words]
        at = edit.span.end
    line = " ".join("".join([*parts, text[at : sentence.span.end]]).split())
    line = LINKS.sub("", line, count=1) if LINKS.match(line) else line
    return line[0].upper() + line[1:]
