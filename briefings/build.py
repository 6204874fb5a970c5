"""Content → site: examine, render, verify, swap. The last good site stands until the new one has passed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefings.pdf import Mode, make_pdfs
from briefings.pipeline import Examined, examine
from briefings.problems import Level, Problem, stops
from briefings.report import render
from briefings.site.host import run_pelican
from briefings.verify import verify


@dataclass(frozen=True)
class Built:
    """What a build came to. `failures` are messages of the renderers; `problems` those of content and site; `notices`
    say in a line each what was left out because the machine lacks a part.
    """

    examined: Examined
    problems: tuple[Problem, ...]
    failures: tuple[str, ...] = ()
    pages: int = 0
    notices: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the new site stands."""
        return self.examined.passed and not self.failures and not stops(self.problems)

    @property
    def summary(self) -> dict[str, object]:
        """The counts, those of the built site's problems included."""
        site = self.problems[len(self.examined.problems) :]
        errors = sum(problem.level is Level.ERROR for problem in site)
        return self.examined.summary | {"errors": self.examined.summary["errors"] + errors}


def build(content: Path, site: Path, settings: Path | None = None, pdf: Mode = "never") -> Built:
    """Build the dossier in `content` into the folder `site`, with Pelican's settings from the file `settings`.

    `pdf` says whether briefings on paper are made: `auto` goes on without them where the machine lacks Pango.

    Whatever fails, `site` is left as it was. The report is written beside it as report.json.
    """
    restore(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    built = attempt(content, site, settings, pdf)
    report = render(built.problems, built.summary, "json")
    (site.parent / "report.json").write_text(report, encoding="utf-8")
    return built


def attempt(content: Path, site: Path, settings: Path | None, pdf: Mode) -> Built:
    """Examine, set the PDFs, render into a folder beside `site`, verify, and swap if all of it passed."""
    examined = examine(content)
    if not examined.passed:
        return Built(examined, examined.problems)
    with folder_beside(site) as fresh:
        paper = make_pdfs(examined, fresh / "pdf", site.parent / ".pdf-cache", pdf)
        failures = paper.failures or tuple(run_pelican(content, fresh, settings, examined, paper.names))
        if failures:
            return Built(examined, examined.problems, failures, notices=paper.notices)
        problems = (*examined.problems, *verify(fresh, site.as_posix()))
        built = Built(examined, problems, pages=sum(1 for _ in fresh.rglob("*.html")), notices=paper.notices)
        if built.passed:
            swap(fresh, site)
        return built


@contextmanager
def folder_beside(site: Path) -> Iterator[Path]:
    """A new folder on the same disk as `site`, gone afterwards unless it was swapped in."""
    fresh = beside(site, "new")
    fresh.mkdir(parents=True)
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def beside(site: Path, name: str) -> Path:
    """`build/site` → `build/.site.new`."""
    place = site.resolve()
    return place.parent / f".{place.name}.{name}"


def unfit(site: Path, content: Path) -> str | None:
    """Why a site may not be put into the folder `site`, or None: what stands there would be replaced."""
    place, dossier = site.resolve(), content.resolve()
    if dossier.is_relative_to(place) or place.is_relative_to(dossier):
        return "it holds the dossier, or lies in it"
    if place.exists() and not place.is_dir():
        return "it is a file"
    if place.is_dir() and any(place.iterdir()) and not (place / "index.html").is_file():
        return "it holds something else than a site"
    return None


def swap(fresh: Path, site: Path) -> None:
    """Put the new site in the place of the old: two renames, then the old one goes."""
    old = beside(site, "old")
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def restore(site: Path) -> None:
    """Mend what a build that was killed left behind: the old site comes back, half-made folders go."""
    old = beside(site, "old")
    if old.exists() and not site.exists():
        old.rename(site)
    for left in (old, beside(site, "new")):
        shutil.rmtree(left, ignore_errors=True)
