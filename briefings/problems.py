"""What is wrong, and where: problems are values, collected and shown together, never raised."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much a problem weighs: an error stops the build, a warning does not, information is only told."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of a file. Lines and columns count from 1, in code points; the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Fix:
    """A repair that changes typography only: put `text` at `place`, where `old` stands now."""

    place: Place
    old: str
    text: str


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or that could not be decided.

    `message` names the record and quotes the value; `detail` holds further lines, shown indented below it
    (what the source says, how to mend it). `origin` is the place in the content that a part of the
    built site came from. `unchecked` marks a check that could not decide: it neither
    passes nor fails, and the report counts it. `fact`, `source` and `measure` are ids.
    """

    code: str
    level: Level
    message: str
    place: Place
    detail: tuple[str, ...] = ()
    fact: str | None = None
    source: str | None = None
    fix: Fix | None = field(default=None, compare=False)
    unchecked: bool = False
    measure: str | None = None
    origin: Place | None = None

    @property
    def order(self) -> tuple[Place, str, str]:
        """Sorting key: by place, then code, then words."""
        return (self.place, self.code, self.message)


def stops(problems: Iterable[Problem]) -> bool:
    """The gate between two stages: whether any of the problems is an error."""
    return any(problem.level is Level.ERROR for problem in problems)


def counts(problems: Collection[Problem]) -> dict[str, int]:
    """How many problems weigh how much, and how many could not be decided: they weigh nothing."""
    levels = Counter(problem.level for problem in problems if not problem.unchecked)
    return {"errors": levels[Level.ERROR], "warnings": levels[Level.WARNING], "infos": levels[Level.INFO],
            "could_not_check": sum(problem.unchecked for problem in problems)}
