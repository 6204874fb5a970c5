"""W603, W605, W606: who said it, how strongly, and whether what was said has been done."""

import re
from collections.abc import Iterable, Iterator

from briefings.checks.case import Case
from briefings.checks.passage import Passage
from briefings.checks.registry import Finding, check
from briefings.problems import Level
from briefings.text.hedges import modality, negations
from briefings.text.names import bears, unknown
from briefings.text.span import Span
from briefings.text.speech import Speech
from briefings.text.stems import stems
from briefings.text.verbs import no_stronger, outcomes_without_bearer
from briefings.text.wordlists import TITLES

SAYING = re.compile(r"[’'](?:s\s)?(?:\w+\s)?(?:promise|announcement|claim|statement|prediction|accusation|remark|proposal)s?\b"
                    r"|\baccording to\b|\bfound that\b", re.IGNORECASE)
"""Attribution without a verb of speech: "Putin's promise", "a study found that"."""

ATTITUDES = ("desire", "readiness", "plan", "refusal", "expectation", "double")
"""What a claim may report of a speaker as his own, without a verb of speech: "Lukashenko hoped to buy"."""


def draws_on_speech(claim: str, passage: Passage) -> bool:
    """Whether a claim shares more words with what is said in a passage than with the rest of it."""
    words = stems(claim)
    said, rest = stems(passage.said(passage.spoken)), stems(passage.outside(passage.spoken))
    return len(words & said) > len(words & rest) or (len(words & said) == len(words & rest) and len(said) > len(rest))


@check("W603", "fact")
def W603(case: Case) -> Iterator[Finding]:
    """What the source attributes to a speaker is not stated as fact, and is attributed to that speaker.

    Why: "Putin promised that tariffs will stay" and "tariffs will stay" are two claims, and the source bears out one.
    Another supporting passage may state it in its source's own voice; then it may be stated as fact.

    Mend: write who said it, in the claim and in `said`; where the source says "he", add a gloss.

    Fails: "Gas tariffs will stay", with the quote "Putin has promised gas tariffs in 2022 will stay".

    Passes: "Putin promised that gas tariffs would stay", `said: {by: putin}`.
    """
    if not case.readable:
        return
    spoken = tuple(passage for passage in case.passages if passage.spoken)
    if len(spoken) == len(case.passages) and not owned(case, spoken) and all(draws_on_speech(case.claim, each) for each in spoken):
        yield complaint(case, f"the claim states as fact what the source attributes to {callers(spoken)}",
                        spoken, "write in the claim who says so")
        return
    yield from misattributed(case, spoken)


def callers(spoken: Iterable[Passage]) -> str:
    """The speakers in the source's words."""
    names = (speech.speaker_text or "a speaker" for passage in spoken for speech in passage.spoken)
    return " and ".join(dict.fromkeys(names))


def speakers(spoken: Iterable[Passage], case: Case) -> frozenset[str]:
    """The entities to whom the sources attribute the passages."""
    return frozenset().union(*(passage.speakers(case.dossier.lexicon, case.persons) for passage in spoken))


def owned(case: Case, spoken: tuple[Passage, ...]) -> bool:
    """Whether the claim says that somebody says so: by a verb of speech, or as the speaker's own hope or refusal."""
    if case.speech is not None or SAYING.search(case.claim):
        return True
    whole = Span(0, len(case.claim))
    if not any(hedge.kind in ATTITUDES for hedge in (*modality(case.claim, whole), *negations(case.claim, whole))):
        return False
    people = {name for name in speakers(spoken, case) if case.dossier.corpus.entities[name].kind == "person"}
    return any(mention.entities & people for mention in case.names)


def misattributed(case: Case, spoken: tuple[Passage, ...]) -> Iterator[Finding]:
    """`said.by`, and the speaker whom the claim names, are the source's speaker."""
    said, own = case.fact.record.said, case.speech
    if not spoken and not said:
        return
    entities = speakers(spoken, case)
    if said and (name := str(said.by)) in case.dossier.corpus.entities:
        if entities and name not in entities:
            yield complaint(case, f"said.by is {name}, and the source attributes the passage to another", spoken,
                            f"the source's speaker: {', '.join(sorted(entities))}; correct it, or quote also the sentence "
                            f"in which {name} says so")
            return
        if case.explained("said.by"):
            pass
        elif not entities and (strangers := unknown_speakers(case, spoken)):
            yield complaint(case, f"said.by is {name}, and the source attributes the passage to {strangers}", spoken,
                            f"correct it; if {strangers} is another spelling of {name}, add it to the aliases")
        elif not entities:
            yield undecided(case, f"whether {name} is the speaker of the passage", spoken)
    elif said and spoken and not any(said_in(str(said.by), passage) for passage in spoken):
        yield complaint(case, f'said.by is "{said.by}", whom the source does not name', spoken, "write who says so")
    claimed = case.named_in(own.speaker_text) if own and not own.by_pronoun else frozenset()
    if claimed and (other := who_said_it(case, claimed, spoken)):
        yield complaint(case, f'the claim puts into the mouth of "{own.speaker_text if own else ""}" what another says',
                        spoken, f"the source's speaker: {', '.join(sorted(other))}; name that one in the claim")
        return
    if claimed and entities and not claimed & entities:
        yield complaint(case, f'the claim makes "{own.speaker_text if own else ""}" the speaker, the source another',
                        spoken, f"the source's speaker: {', '.join(sorted(entities))}; name that one, or quote also the sentence "
                        "in which the claim's speaker says so")


def who_said_it(case: Case, claimed: frozenset[str], spoken: tuple[Passage, ...]) -> frozenset[str]:
    """The speakers, other than the one claimed, of the speech whose words the claim repeats; empty where there is none."""
    if sum(len(passage.spoken) for passage in spoken) < 2:
        return frozenset()
    words = stems(case.claim)
    rows = [(len(words & stems(speech.content.of(passage.source.text))),
             passage.speaker(speech, case.dossier.lexicon, case.persons)) for passage in spoken for speech in passage.spoken]
    mine = max((shared for shared, who in rows if who & claimed), default=None)
    best, other = max(rows, key=lambda row: row[0], default=(0, frozenset[str]()))
    clear = mine is not None and best >= mine + 2 and not other & claimed
    return other if clear else frozenset()


def unknown_speakers(case: Case, spoken: Iterable[Passage]) -> str:
    """Those whom the sources name as speakers by a name that no entity bears: "Mr Brown", not "the mayor"."""
    named = [(speech.speaker_text, is_strange(speech, passage, case)) for passage in spoken for speech in passage.spoken]
    return " and ".join(dict.fromkeys(name for name, _ in named)) if all(strange for _, strange in named) else ""


def is_strange(speech: Speech, passage: Passage, case: Case) -> bool:
    """Whether the words for a speaker are a name that no alias and no gloss knows, and nothing else but titles."""
    speaker, text = speech.speaker, passage.source.text
    if not speaker or speech.by_pronoun or passage.glossed_speaker(speech.speaker_text):
        return False
    sentence = next((each for each in passage.surroundings if speaker.within(each)), speaker)
    names = shifted_spans(unknown(sentence.of(text), case.dossier.lexicon), sentence.start)
    return any(name.end == speaker.end and all(word.strip(".") in TITLES for word in text[speaker.start : name.start].split())
               for name in names)


def shifted_spans(spans: Iterable[Span], by: int) -> Iterator[Span]:
    """The same stretches in the text of which theirs was a part that began at `by`."""
    return (Span(each.start + by, each.end + by) for each in spans)


def said_in(by: str, passage: Passage) -> bool:
    """Whether free text for a speaker stands in the passage's surroundings."""
    return bears("\n".join((passage.context, passage.paragraph_before)), by)


def complaint(case: Case, message: str, spoken: tuple[Passage, ...], mend: str) -> Finding:
    """An error with the source's own sentence."""
    lines = tuple(f"source:  {' '.join(passage.sentence.split())}" for passage in spoken[:1])
    said = case.fact.record.said
    place = said.by.place if said and message.startswith("said.by") else case.fact.record.claim.place
    return Finding(place, message, (*lines, mend), fact=case.fact.id)


def undecided(case: Case, what: str, spoken: tuple[Passage, ...]) -> Finding:
    """A check that could not decide."""
    words = f"the source names its speaker as: {callers(spoken)}" if spoken else "the source names no speaker"
    mend = "a gloss can say whom it means"
    if any(passage.foreign for passage in case.passages):
        words, mend = "who speaks is read in English alone", "compare it with the source"
    return Finding(case.fact.record.claim.place, what, (words, mend), Level.INFO, case.fact.id, unchecked=True)


@check("W605", "fact")
def W605(case: Case) -> Iterator[Finding]:
    """The verb of speech is no stronger than the source's: said, claimed, admitted, promised.

    Why: who "admits" has something to admit, and who "promises" is bound.

    Mend: use the source's verb, or "said".

    Fails: "Putin admitted that ...", with the quote "Putin said that ...".

    Passes: "Putin said that ...", with the quote "Putin admitted ...".
    """
    verbs = [speech.verb for passage in case.passages for speech in passage.speeches]
    own = case.speech if verbs else None
    if own and not any(no_stronger(own.verb, verb) for verb in verbs):
        yield Finding(case.fact.record.claim.place, f'the verb "{own.verb_span.of(case.claim)}" is stronger than the '
                      "source's", (f"the source's: {', '.join(dict.fromkeys(verbs))}", "use that, or said"),
                      Level.WARNING, case.fact.id)


@check("W606", "fact")
def W606(case: Case) -> Iterator[Finding]:
    """Strong outcome words in a claim (signed, agreed, created, annexed) stand in the evidence.

    Why: between "discussed" and "agreed" lies all that negotiators do.

    Mend: write what the source says has happened.

    Fails: "The two signed an agreement", with the quote "the two discussed an agreement".

    Passes: "The two signed ...", with the quote "after the signing".
    """
    if not case.readable:
        return
    texts = [text for passage in case.passages for text in (passage.words, passage.sentence)]
    for span in outcomes_without_bearer(case.claim, texts):
        yield Finding(case.fact.record.claim.place, f'"{span.of(case.claim)}" says that something was done, and the '
                      "evidence does not", ("write what the source says has happened",), Level.WARNING, case.fact.id)
