"""One fact under examination: its claim, read once for all checks, and the passages that may bear it out."""

from dataclasses import dataclass
from functools import cached_property

from briefings.checks.passage import Passage, entities
from briefings.dossier import Dossier, Evidence, Fact
from briefings.text.attribution import claim_speech
from briefings.text.dates import DateMention, mentions
from briefings.text.names import Lexicon, Mention
from briefings.text.numbers import Quantity, quantities
from briefings.text.speech import Speech


def stated(text: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The quantities of a text of ours, but for numbers that are part of a known name: the 4 of "tram line 4" is W601's."""
    found = quantities(text)
    names = lexicon.find(text) if found else ()
    return tuple(each for each in found if not any(each.span.within(name.span) for name in names))


@dataclass(frozen=True)
class Case:
    """A fact, and the dossier it belongs to."""

    dossier: Dossier
    fact: Fact

    @cached_property
    def claim(self) -> str:
        return str(self.fact.record.claim)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The verified evidence of role `supports`: what may bear the claim out."""
        return tuple(Passage(each) for each in self.fact.evidence if each.supports and each.verified)

    @cached_property
    def unverified(self) -> tuple[Evidence, ...]:
        """The evidence of any role that was not found, or not in one place."""
        return tuple(each for each in self.fact.evidence if not each.verified)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that the claim states."""
        return stated(self.claim, self.dossier.lexicon)

    @cached_property
    def quoted(self) -> tuple[Quantity, ...]:
        """Every quantity of the quotations; of one in a language that is not read, those of its translation."""
        return tuple(each for passage in self.passages for each in (
            passage.foreign and passage.translated_quantities) or passage.quantities)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates that the claim states."""
        return mentions(self.claim)

    @cached_property
    def speech(self) -> Speech | None:
        """Who the claim says is speaking, if anybody."""
        return claim_speech(self.claim)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The known names in the claim."""
        return self.dossier.lexicon.find(self.claim)

    @property
    def persons(self) -> Lexicon:
        """The names of people alone."""
        return self.dossier.persons

    def named_in(self, text: str) -> frozenset[str]:
        """The entities that a text names."""
        return entities(self.dossier.lexicon, text)

    def explained(self, *names: str) -> bool:
        """Whether `inferred` explains a field, number, year or name under one of these names."""
        return any(name in self.fact.record.inferred for name in names)

    @cached_property
    def readable(self) -> bool:
        """Whether there is verified evidence to compare the claim with."""
        return bool(self.passages)
