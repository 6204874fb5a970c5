"""What one speech in a text is."""

from dataclasses import dataclass
from typing import Literal

from briefings.text.span import Span
from briefings.text.wordlists import listed

Kind = Literal["direct", "indirect", "according-to", "impersonal"]

PRONOUNS = listed("he she they it we i who")
_UNNAMED = PRONOUNS | {""}


@dataclass(frozen=True)
class Speech:
    """Somebody's words in a text; offsets in code points into the text that was read."""

    speaker: Span | None
    """The words that name the speaker; None where the subject is left out or nobody is named."""
    speaker_text: str
    verb: str
    """The lemma, or `according to`."""
    verb_span: Span
    strength: int
    """As in `verbs.VERBS`: 1 neutral, 2 stated, 3 asserted, 4 committing."""
    content: Span
    kind: Kind

    @property
    def by_pronoun(self) -> bool:
        """Whether the speaker has to be looked for in the sentences before."""
        return self.kind != "impersonal" and self.speaker_text.lower() in _UNNAMED
