"""W601, W602: names. Who a claim names stands in its evidence, and is the one whom the quotation names."""

from collections.abc import Iterator

from briefings.checks.case import Case
from briefings.checks.passage import Passage
from briefings.checks.registry import Finding, check
from briefings.problems import Level
from briefings.text.alignment import pairs, words
from briefings.text.names import Mention, bears, unknown
from briefings.values import Text


def label(entity: str, case: Case) -> str:
    return str(case.dossier.corpus.entities[entity].label)


def kinds(entities: frozenset[str], case: Case) -> frozenset[str]:
    """The kinds of entities: a person is not mistaken for a place."""
    return frozenset(case.dossier.corpus.entities[name].kind for name in entities)


@check("W601", "fact")
def W601(case: Case) -> Iterator[Finding]:
    """Every known name in a claim stands in the evidence or its paragraph, under one of its aliases, or in a `gloss`.

    Why: a right sentence about the wrong person is the worst kind of wrong. So a name that stands only near the
    quotation will not do where the quotation names another of its kind, whom the claim leaves out.

    Mend: quote the words that name them; where the quotation says "he", add `gloss: {he: ...}`. A gloss explains words
    of the quotation, and names whom the source names.

    Fails: "Putin hoped to buy weapons", with the quote "Lukashenko said he hoped to buy".

    Passes: "Lukashenko hoped ...", with the same quote, or with "he hoped to buy" and `gloss: {he: Lukashenko}`.
    """
    if not case.readable:
        return
    named = {mention.entities: mention for mention in case.names if not case.explained(mention.written)}
    quoted = frozenset().union(*(case.named_in(each.words) for each in case.passages))
    for entities, mention in named.items():
        if entities & quoted or entities & speakers(case):
            continue
        if not any(entities & case.named_in(each.context) for each in case.passages):
            yield finding(case, f'the name "{mention.written}" does not stand in the evidence',
                          "quote the words that name it, or add a gloss")
        elif others := displaced(entities, quoted, case):
            yield finding(case, f'the quotation names {others}, where the claim has "{mention.written}"', GLOSS)
    for mine, theirs in exchanged(case):
        yield finding(case, f'the claim has "{mine.written}" where the quotation has "{theirs.written}"', GLOSS)
    yield from glosses(case)


def glosses(case: Case) -> Iterator[Finding]:
    """A gloss explains words that the quotation has, and whom it names the source names, too."""
    for passage, key, means in glossed(case):
        if not bears(passage.words_quoted, key):
            yield Finding(key.place, f'the gloss explains "{key}", which the quotation does not have',
                          ("explain words of the quotation",), fact=case.fact.id)
        for mention in () if passage.foreign else case.dossier.lexicon.find(means):
            if not mention.entities & case.named_in(passage.source.text) and not case.explained(mention.written):
                yield Finding(means.place, *absent(mention.written, passage), fact=case.fact.id)


def glossed(case: Case) -> Iterator[tuple[Passage, Text, Text]]:
    """Every gloss: its passage, the words, what they refer to."""
    return ((passage, *gloss) for passage in case.passages for gloss in passage.evidence.record.gloss.items())


def absent(name: str, passage: Passage) -> tuple[str, tuple[str, ...]]:
    """What is said of a name in a gloss that the source does not have."""
    return (f'the gloss names "{name}", whom source {passage.source.id} does not name',
            ("write the name that the source has, or say under inferred how it is known",))


SURE = 3
"""Equal words beside two names that show an exchange although both names stand in both texts."""

GLOSS = "write whom the quotation names; if it means the one in the claim, say so by a gloss"


def exchanged(case: Case) -> Iterator[tuple[Mention, Mention]]:
    """The names of the claim that stand, among the same words, where every quotation has another of the same kind."""
    lexicon = case.dossier.lexicon
    if not any(rivals(mine, theirs, case) for mine in case.names for passage in case.passages
               for theirs in lexicon.find(passage.glossed)):
        return
    claim = words(case.claim, lexicon)
    laid = [pair for passage in case.passages for pair in pairs(claim, words(passage.glossed, lexicon))]
    right = {mine.span for mine, theirs, _ in laid if mine.entities & theirs.entities}
    claimed = frozenset(name for mention in case.names for name in mention.entities)
    for mine, theirs, shared in laid:
        sure = shared >= SURE or not theirs.entities & claimed
        if sure and mine.span not in right and rivals(mine, theirs, case):
            yield mine, theirs


def rivals(mine: Mention, theirs: Mention, case: Case) -> bool:
    """Whether two names are of two who may be mistaken for each other."""
    return not mine.entities & theirs.entities and bool(kinds(mine.entities, case) & kinds(theirs.entities, case))


def speakers(case: Case) -> frozenset[str]:
    """Whom the source of a passage names as its speaker."""
    return frozenset().union(*(passage.speakers(case.dossier.lexicon, case.persons) for passage in case.passages))


def displaced(entities: frozenset[str], quoted: frozenset[str], case: Case) -> str:
    """Those of the same kind whom the quotations name and the claim does not."""
    claimed = frozenset(name for mention in case.names for name in mention.entities)
    others = (name for name in sorted(quoted - claimed) if kinds(frozenset({name}), case) & kinds(entities, case))
    return ", ".join(label(name, case) for name in others)


def finding(case: Case, message: str, mend: str) -> Finding:
    names = sorted({label(name, case) for passage in case.passages for name in case.named_in(passage.words)})
    return Finding(case.fact.record.claim.place, message, (f"the evidence names: {', '.join(names) or 'nobody'}", mend),
                   fact=case.fact.id)


@check("W602", "fact")
def W602(case: Case) -> Iterator[Finding]:
    """An unknown capitalised name in a claim stands in the evidence or its paragraph.

    Why: a name that no list knows cannot be compared by its other spellings, but it can be looked for.

    Mend: write it as the source does, or add it to entities.yaml with its aliases.

    Fails: "Anton Silanov", with the quote "Anton Siluanov".

    Passes: "Anton Siluanov", with the same quote.
    """
    if not case.readable:
        return
    strange = unknown(case.claim, case.dossier.lexicon)
    context = " \n".join((*(passage.context for passage in case.passages), *sources_named(case))) if strange else ""
    for span in strange:
        name = span.of(case.claim)
        if any(quantity.span.overlaps(span) for quantity in case.quantities):
            continue  # "14.20 Swiss francs": a currency, no name
        if not bears(context, name) and not case.explained(name):
            yield Finding(case.fact.record.claim.place, f'the name "{name}" does not stand in the evidence',
                          ("write it as the source does, or add it to entities.yaml with its aliases",), Level.WARNING,
                          case.fact.id)
    for passage, _, means in glossed(case):
        for span in () if passage.foreign else unknown(means, case.dossier.lexicon):
            if not bears(passage.source.text, span.of(means)) and not case.explained(span.of(means)):
                yield Finding(means.place, *absent(span.of(means), passage), Level.WARNING, case.fact.id)


def sources_named(case: Case) -> Iterator[str]:
    """What the sources are called: a claim may say whose report it follows."""
    for passage in case.passages:
        record = passage.source.record
        yield from (str(each) for each in (record.container_title, record.publisher, record.origin) if each)
        yield from (author.name for author in record.author)
