"""One fact under examination: its claim and its evidence, each read once for all checks."""

from dataclasses import dataclass

from briefings.dossier import Dossier, Evidence, Fact


@dataclass(frozen=True)
class Case:
    """A fact, and the dossier it belongs to."""

    dossier: Dossier
    fact: Fact

    @property
    def supporting(self) -> tuple[Evidence, ...]:
        """The verified evidence of role `supports`: what may bear the claim out."""
        return tuple(each for each in self.fact.evidence if each.supports and each.verified)
