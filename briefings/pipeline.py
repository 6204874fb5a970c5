"""The stages in order, with a gate after each: load, resolve, check. The CLI and Pelican both come through here."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefings.cache import Cache
from briefings.checks import run_checks
from briefings.dossier import Dossier
from briefings.load import load
from briefings.problems import Problem, counts, stops
from briefings.resolve import resolve


@dataclass(frozen=True)
class Examined:
    """What is known of a dossier before it is rendered. `dossier` is None where a gate stayed shut before it was made."""

    dossier: Dossier | None
    problems: tuple[Problem, ...]
    waived: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the dossier may be rendered."""
        return self.dossier is not None and not stops(self.problems)

    @property
    def published(self) -> "Examined":
        """The same without drafts and what was found in them: what a site may tell of."""
        if self.dossier is None or not self.dossier.drafts:
            return self
        drafts = self.dossier.drafts
        told, waived = (tuple(each for each in found if each.fact not in drafts) for found in (self.problems, self.waived))
        return Examined(replace(self.dossier, drafts={}), told, waived)

    @property
    def summary(self) -> dict[str, Any]:
        """The counts of the report; plain values, ready for JSON."""
        return {
            "facts": len(self.dossier.facts) if self.dossier else 0,
            "drafts": len(self.dossier.drafts) if self.dossier else 0,
            "sources": len(self.dossier.sources) if self.dossier else 0,
            "quotes": quotes(self.dossier),
            **counts(self.problems),
            "waived": len(self.waived),
        }


def quotes(dossier: Dossier | None) -> dict[str, int]:
    """How many quotes have each verdict."""
    verdicts = (evidence.verdict.status.value for _, evidence in dossier.each_evidence()) if dossier else ()
    return {"verified": 0, "refuted": 0, "ambiguous": 0, "uncheckable": 0} | Counter(verdicts)


def examine(content: Path, today: date | None = None, cache: Cache | None = None) -> Examined:
    """Load, resolve and check the dossier in the folder `content`.

    `today` stands for the clock where an editor asks for it (`check --today`); without it, time-bound checks are
    measured on the dossier's own `as-of`, so that the same content gives the same report. What the
    `cache` knows is not worked out again.
    """
    corpus, problems = load(content, cache)
    if corpus is None:
        return Examined(None, in_order(problems))
    dossier, more = resolve(corpus, today)
    problems += more
    if dossier is None:
        return Examined(None, in_order(problems))
    found = run_checks(dossier, cache)
    return Examined(dossier, in_order([*problems, *found.problems]), in_order(found.waived))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, sorted by place."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))


def clock() -> datetime:
    """The only reading of the clock in the house; SOURCE_DATE_EPOCH (reproducible-builds.org), where set, stands for it.

    Raises ValueError, in words, where that is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError) as reason:
        raise ValueError(f'SOURCE_DATE_EPOCH is "{epoch[:40]}", and takes the seconds since 1970') from reason
