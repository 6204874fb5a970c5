"""Content → site: examine, render, verify, swap. The last good site stands until the new one has passed."""

import errno
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefings.bundle import bundle
from briefings.external.rule import l903
from briefings.linklog import LINKS
from briefings.pdf import Mode, make_pdfs
from briefings.pipeline import Examined, examine
from briefings.problems import Level, Problem, stops
from briefings.report import render
from briefings.site.host import run_pelican
from briefings.swap import BusyError, alone, beside, swap
from briefings.verify import verify
from briefings.verify.origins import Origins

# What a machine may refuse, and what that means to whoever builds; any other error of the system is our mistake.
REFUSALS = {
    errno.ENOSPC: "the disk is full", errno.EDQUOT: "your share of the disk is used up", errno.EIO: "the disk fails",
    errno.EFBIG: "no file may grow that large here", errno.EROFS: "the disk can only be read",
    errno.EACCES: "you may not write there", errno.EPERM: "you may not write there",
}


@dataclass(frozen=True)
class Built:
    """What a build came to. `failures` are messages of the renderers; `problems` those of content and site; `notices`
    say in a line each what was left out because the machine lacks a part. `busy`: another build was at work there, and did
    not end within a few seconds.
    """

    examined: Examined
    problems: tuple[Problem, ...]
    failures: tuple[str, ...] = ()
    pages: int = 0
    notices: tuple[str, ...] = ()
    busy: bool = False

    @property
    def passed(self) -> bool:
        """Whether the new site stands."""
        return self.examined.passed and not self.failures and not stops(self.problems)

    @property
    def summary(self) -> dict[str, object]:
        """The counts, those of the built site's problems included."""
        site = Counter(problem.level for problem in self.problems[len(self.examined.problems) :])
        known = self.examined.summary
        more = {f"{level.value}s": known[f"{level.value}s"] + site[level] for level in Level}
        return known | more


def build(content: Path, site: Path, settings: Path | None = None, pdf: Mode = "never", packed: Path | None = None,
          tell: Callable[[str], None] = lambda _: None) -> Built:
    """Build the dossier in `content` into the folder `site`, with Pelican's settings from the file `settings`.

    `pdf` says whether briefings on paper are made: `auto` goes on without them where the machine lacks Pango. `packed` is
    the file of the evidence bundle, where one is asked for. `tell` is called with each stage, in words, as it begins.

    Whatever fails, a full disk too, `site` is left as it was. The report is written beside it as report.json.
    """
    tell("checking the facts")
    examined = examine(content)
    try:
        with alone(site) as fresh:
            built = attempt(content, fresh, site, settings, pdf, examined, tell)
            report = noted(built, site)
            if built.passed and packed and examined.dossier:
                tell("packing the evidence bundle")
                bundle(examined.dossier, fresh, packed)
            if built.passed:
                swap(fresh, site)
            report.replace(site.parent / "report.json")
            return built
    except BusyError as busy:
        return Built(examined, examined.problems, (str(busy),), busy=True)
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        return Built(examined, examined.problems, (f"{error.filename or site.parent}: {REFUSALS[error.errno]}",))


def attempt(content: Path, fresh: Path, site: Path, settings: Path | None, pdf: Mode, examined: Examined,
            tell: Callable[[str], None]) -> Built:
    """Set the PDFs, render into the folder `fresh`, verify."""
    if not examined.passed:
        return Built(examined, examined.problems)
    if pdf != "never":
        tell("setting the PDFs")
    paper = make_pdfs(examined, fresh / "pdf", cache(site), pdf)
    tell("writing the pages")
    failures = paper.failures or tuple(run_pelican(content, fresh, settings, examined, paper.names))
    if failures:
        return Built(examined, examined.problems, failures, notices=paper.notices)
    tell("verifying the site")
    corpus = examined.dossier.corpus if examined.dossier else None
    dead = l903(fresh, site.as_posix(), corpus, content / LINKS)
    problems = (*examined.problems, *verify(fresh, site.as_posix(), Origins(corpus) if corpus else None), *dead)
    return Built(examined, problems, pages=sum(1 for _ in fresh.rglob("*.html")), notices=paper.notices)


def cache(site: Path) -> Path:
    """The folder of PDFs set before, without what a build that was killed had begun to write."""
    folder = site.parent / ".pdf-cache"
    for begun in (path for path in folder.glob("*") if path.suffix != ".pdf"):
        begun.unlink()
    return folder


def noted(built: Built, site: Path) -> Path:
    """The report, whole on the disk before its place is given to it."""
    report = beside(site, "report")
    report.write_text(render(built.problems, built.summary, "json"), encoding="utf-8")
    return report
