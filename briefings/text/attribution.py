"""To whom a passage of a source, or a claim about it, is attributed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefings.text.clauses import quoted
from briefings.text.layout import paragraphs, sentence_at
from briefings.text.layout import sentences as split
from briefings.text.names import Lexicon
from briefings.text.span import Span
from briefings.text.speech import Speech, speeches

REACH = 2
"""How many sentences before a pronoun are searched for the name that it stands for."""

PARAGRAPHS = 3
WINDOW = 4000
"""How many paragraphs before, and how many characters, are searched for it after that."""


def attribution(
    text: str, paragraph: Span, sentences: Sequence[Span], passage: Span, previous: Span | None = None
) -> Speech | None:
    """The speech to which `text` attributes `passage`, or None where the text says it in its own voice.

    `sentences` are those of `paragraph`. A speech that the passage itself holds counts, as does one whose
    content covers most of it. A sentence that is wholly a quotation belongs to the speaker of its neighbour,
    in `previous` (the paragraph before) where its own paragraph names none.
    """
    touched = [sentence for sentence in sentences if sentence.overlaps(passage)]
    spoken = [speech for sentence in touched for speech in speeches(text, sentence)]
    fitting = [speech for speech in spoken if _covers(speech, passage)]
    if fitting:
        return max(fitting, key=lambda speech: _rank(speech, passage))
    if touched and any(passage.within(stretch) for stretch in quoted(text, paragraph)):
        return _of_neighbour(text, sentences, touched[0], previous)
    return None


def _covers(speech: Speech, passage: Span) -> bool:
    return _shared(speech.content, passage) * 2 >= passage.end - passage.start or (
        speech.verb_span.within(passage) and speech.content.overlaps(passage)
    )


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _rank(speech: Speech, passage: Span) -> tuple[bool, int, bool, int]:
    """Speeches are chosen by cover; of equal ones the nearest, innermost speaker who is somebody."""
    size = speech.content.end - speech.content.start
    covered = _shared(speech.content, passage)
    return passage.within(speech.content), covered, speech.kind != "impersonal", -size


def _of_neighbour(
    text: str, sentences: Sequence[Span], sentence: Span, previous: Span | None
) -> Speech | None:
    """The direct speech next to a sentence that is only quoted words."""
    behind = [other for other in sentences if other.start < sentence.start][::-1]
    ahead = [other for other in sentences if other.start > sentence.start]
    before = [previous] if previous else []
    if not _is_all_quoted(text, sentences, sentence):
        return None
    for other in (*behind, *ahead, *before):
        direct = [speech for speech in speeches(text, other) if speech.kind == "direct"]
        if direct:
            return direct[-1]
    return None


def _is_all_quoted(text: str, sentences: Sequence[Span], sentence: Span) -> bool:
    """Whether every word of `sentence` stands in the quotation that runs through its paragraph."""
    whole = Span(sentences[0].start, sentences[-1].end)
    return any(
        sentence.start >= stretch.start and sentence.end <= stretch.end + 1 for stretch in quoted(text, whole)
    )


def claim_speech(claim: str) -> Speech | None:
    """Who the claim (one sentence) says is speaking: its first speech by somebody, else an impersonal one."""
    found = speeches(claim, Span(0, len(claim)))
    named = [speech for speech in found if speech.kind != "impersonal"]
    return next(iter(named or found), None)


def resolve_pronoun(
    text: str, sentences: Sequence[Span], speech: Speech, persons: Lexicon, previous: Span | None = None
) -> Span | None:
    """The words that name whoever “he” in a speech is, or None.

    Looked for up to two sentences back in the paragraph, then in `previous` (the paragraph before) and the
    two before that: the speaker of the last speech there, else the first of `persons` (a lexicon of people
    only). A speech that is not by a pronoun is its own answer.
    """
    if not speech.by_pronoun:
        return speech.speaker
    index = sentence_at(sentences, speech.verb_span.start) or 0
    near = list(sentences[max(0, index - REACH) : index])[::-1]
    stretches = [_own_sentence(sentences, index, speech), *near, *_last_sentences(text, previous)]
    return next(filter(None, (_named_in(text, stretch, persons) for stretch in stretches)), None)


def _last_sentences(text: str, previous: Span | None) -> Iterator[Span]:
    """The sentences of the paragraphs up to `previous`, the last ones first."""
    if previous is None:
        return
    offset = max(0, previous.end - WINDOW)
    for part in paragraphs(text[offset : previous.end])[: -PARAGRAPHS - 1 : -1]:
        yield from split(text, Span(offset + part.start, offset + part.end))[::-1]


def _own_sentence(sentences: Sequence[Span], index: int, speech: Speech) -> Span:
    """What stands before the speech in its own sentence."""
    begin = sentences[index].start if sentences else speech.verb_span.start
    end = min(speech.verb_span.start, speech.speaker.start if speech.speaker else speech.verb_span.start)
    return Span(begin, max(begin, end))


def _named_in(text: str, stretch: Span, persons: Lexicon) -> Span | None:
    speakers = [speech.speaker for speech in speeches(text, stretch) if not speech.by_pronoun]
    if speakers and speakers[-1]:
        return speakers[-1]
    return next(_unquoted_names(text, stretch, persons), None)


def _unquoted_names(text: str, stretch: Span, persons: Lexicon) -> Iterator[Span]:
    quotations = quoted(text, stretch)
    for mention in persons.find(stretch.of(text)):
        span = Span(stretch.start + mention.span.start, stretch.start + mention.span.end)
        if not any(span.overlaps(quotation) for quotation in quotations):
            yield span


def resolved(speech: Speech, text: str, speaker: Span) -> Speech:
    """`speech` with the words `speaker` of `text` in the place of its pronoun."""
    return replace(speech, speaker=speaker, speaker_text=speaker.of(text))
