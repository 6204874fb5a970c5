"""What a dispute between facts is called where no measure names it: who gives the accounts, and the words they share."""

from collections import Counter
from collections.abc import Iterator, Sequence

from briefings.dossier import Fact
from briefings.site.catalogue import Catalogue, Group
from briefings.site.wording import joined
from briefings.text.wordlists import FUNCTION_WORDS

LONGEST = 6  # words of a name's second half
Words = tuple[str, ...]


def names_of(catalogue: Catalogue) -> tuple[str, ...]:
    """A name for each group of the catalogue, no two alike: `Anton Siluanov and Dmitry Peskov: loan`."""
    plain = [str(group.measure.label) if group.measure else name_of(group.facts, catalogue) for group in catalogue.groups]
    times = Counter(plain)
    return tuple(
        name if times[name] == 1 else f"{name} ({numbers(group)})"
        for name, group in zip(plain, catalogue.groups, strict=True)
    )


def numbers(group: Group) -> str:
    """The numbers of a group's facts; of many, the first and how many more."""
    facts = group.facts
    return joined([fact.number for fact in facts]) if len(facts) < 4 else f"{facts[0].number} and {len(facts) - 1} more"


def name_of(facts: Sequence[Fact], catalogue: Catalogue) -> str:
    """The speakers, or else what all of the claims name; then the longest words that stand in all of them."""
    about = speakers(facts, catalogue) or shared_entity(facts, catalogue)
    words = shared_words([str(fact.record.claim) for fact in facts], about)
    name = ": ".join(filter(None, (about, words)))
    return name[:1].upper() + name[1:] if name else f"Accounts of {joined([fact.number for fact in facts[:3]])}"


def speakers(facts: Sequence[Fact], catalogue: Catalogue) -> str:
    """Who speaks, where each fact has a speaker of its own."""
    found = dict.fromkeys(catalogue.label(fact.record.said.by) for fact in facts if fact.record.said)
    return joined(list(found)) if len(found) == len(facts) < 4 else ""


def shared_entity(facts: Sequence[Fact], catalogue: Catalogue) -> str:
    """The entity that all of the facts name; of several, the one that the fewest facts of the dossier name."""
    shared = frozenset.intersection(*(catalogue.mentioned[fact.id] for fact in facts))
    return catalogue.label(min(shared, key=lambda name: (len(catalogue.naming[name]), name))) if shared else ""


def shared_words(claims: Sequence[str], about: str) -> str:
    """The longest run of words that stands in every claim and says more than `about`; in the first claim's letters."""
    known = set(plain_words(about.casefold()))
    found = [{tuple(map(str.casefold, run)): run for run in runs(plain_words(claim))} for claim in claims]
    shared = [run for key, run in found[0].items() if not known & set(key) and all(key in other for other in found[1:])]
    longest: Words = max(shared, key=weight, default=())
    return " ".join(longest)


def weight(run: Words) -> tuple[int, bool, int]:
    """More words say more, letters more than digits alone, long words more than short ones."""
    return len(run), any(word.isalpha() for word in run), sum(map(len, run))


def runs(words: Words) -> Iterator[Words]:
    """Runs of up to LONGEST words that neither begin nor end with a function word."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            if not {words[start].casefold(), words[end - 1].casefold()} & FUNCTION_WORDS:
                yield words[start:end]


def plain_words(text: str) -> Words:
    """Words without the marks at their edges."""
    return tuple(filter(None, (word.strip(".,;:!?()[]\"'“”‘’«»…") for word in text.split())))
