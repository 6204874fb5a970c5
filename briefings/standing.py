"""Whether the site that stands is the one that a build would make: then nothing is left to do but to say so.

What a build was made of is taken by content; of the site it is enough that no file was touched since it was put there.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from briefings.cache import digest, files, newest, pack, stamped, unpacked
from briefings.house import SETTINGS
from briefings.problems import Problem, stops
from briefings.swap import left

Mode = Literal["always", "never", "auto"]
MODES = ("always", "never", "auto")
SPOKEN = ("SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL")
"""What of the environment a site may depend on."""


@dataclass(frozen=True)
class Built:
    """What a build came to. `failures` are messages of the renderers; `problems` those of content and site, `summary` their
    counts; `notices` say in a line each what was left out because the machine lacks a part. `busy`: another build was at
    work there, and did not end within a few seconds.
    """

    problems: tuple[Problem, ...] = ()
    summary: dict[str, Any] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    pages: int = 0
    notices: tuple[str, ...] = ()
    busy: bool = False

    @property
    def passed(self) -> bool:
        """Whether the new site stands."""
        return not self.failures and not stops(self.problems)


@dataclass(frozen=True)
class Order:
    """What is to be built: the dossier in `content`, into the folder `site`, by Pelican's settings, with PDFs or not."""

    content: Path
    site: Path
    settings: Path | None = None
    pdf: Mode = "never"

    @property
    def folder(self) -> Path:
        """Where what builds keep for later ones lies."""
        return self.site.parent / "cache"

    @property
    def file(self) -> Path:
        """Where it is noted of what the site was made."""
        return self.folder / f"{self.site.name}.made"

    @property
    def kept(self) -> Path:
        """Where what builds of this site worked out lies."""
        return self.folder / f"{self.site.name}.kept"

    def made_of(self, look: Iterable[str]) -> bytes:
        """A hash of all that goes into the site; `look`: theme, settings, and what these import."""
        spoken = tuple(os.environ.get(name) for name in SPOKEN)
        asked = (self.content.as_posix(), self.site.as_posix(), str(self.settings or SETTINGS), self.pdf, spoken)
        return digest(asked, files((self.content, *map(Path, look))))


@dataclass(frozen=True)
class Made:
    """Of what a site was made, what it was then, and what was told of it."""

    of: bytes
    look: tuple[str, ...]
    site: bytes
    built: Built


def standing(order: Order) -> Built | None:
    """What the build of the standing site came to, if another one would come to the same; None where it may not."""
    made = unpacked(order.file)
    if not isinstance(made, Made) or any(left(order.site)):
        return None
    fits = order.made_of(made.look) == made.of and whole(order.site) == made.site
    return made.built if fits else None


def note(order: Order, built: Built, look: tuple[str, ...], begun: int) -> None:
    """Note of what the site that now stands was made, unless something of it changed since the build had begun (`begun`,
    nanoseconds): then nobody can say which version was read."""
    with suppress(OSError):  # where no note can be left, the next build makes the site again
        if built.passed and not built.notices and newest((order.content, *map(Path, look))) < begun:
            pack(order.file, Made(order.made_of(look), look, whole(order.site), built))


def whole(site: Path) -> bytes:
    """The site as it lies, with the report beside it."""
    return digest(stamped(site), files([site.parent / "report.json"]))


