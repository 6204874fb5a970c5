"""A stretch of text: the one way offsets are written in this house."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open offsets in code points (W3C TextPositionSelector): `text[start:end]`."""

    start: int
    end: int

    def within(self, other: "Span") -> bool:
        """Whether this stretch lies wholly inside `other`."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two stretches share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` that this stretch covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The stretch as many code points further on."""
        return Span(self.start + by, self.end + by)
