"""A number without its unit, and how the tokens round it are looked at.

The readers of numbers look at the tokens from one place on and give what stands there and the index after it, or None.
"""

from decimal import Decimal
from typing import NamedTuple

from briefings.text.number_tokens import Row, step_of


class Amount(NamedTuple):
    """A number without its unit: `upper` only for vague words (our reading), `share` for a fraction of something."""

    value: Decimal
    upper: Decimal | None
    end: int
    step: Decimal
    scale: int | None = None  # index of the scale word's token
    share: bool = False
    ordinal: bool = False
    factor: Decimal = Decimal(1)  # what the scale words multiply by, where they end the number


_HYPHENS = ("-", "‑")


def at(tokens: Row, i: int) -> str:
    """The text of a token, empty beyond either end."""
    return tokens.texts[i] if 0 <= i < len(tokens.texts) else ""


def kind_at(tokens: Row, i: int) -> str:
    """The kind of a token, empty beyond either end."""
    return tokens.kinds[i] if 0 <= i < len(tokens.kinds) else ""


def glued(tokens: Row, i: int) -> bool:
    """Whether no white space stands between a token and the one before."""
    return 0 < i < len(tokens.texts) and tokens.ends[i - 1] == tokens.starts[i]


def after_hyphen(tokens: Row, i: int) -> int:
    """The index after a hyphen that joins two words there, or the same index."""
    return i + 1 if at(tokens, i) in _HYPHENS and glued(tokens, i) and glued(tokens, i + 1) else i


def exact(value: Decimal, end: int, scale: int | None = None, share: bool = False) -> Amount:
    return Amount(value, None, end, step_of(value) if not share else Decimal("0.01"), scale, share)
