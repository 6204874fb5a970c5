"""Content → site: examine, render, verify, swap. The last good site stands until the new one has passed."""

import errno
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefings.bundle import bundle
from briefings.cache import Cache
from briefings.external.rule import l903
from briefings.linklog import LINKS
from briefings.pdf import make_pdfs
from briefings.pipeline import Examined, examine
from briefings.problems import Level, Problem
from briefings.report import render
from briefings.site.host import run_pelican
from briefings.standing import Built, Mode, Order, note
from briefings.swap import BusyError, alone, beside, swap
from briefings.verify import verify
from briefings.verify.origins import Origins

# What a machine may refuse, and what that means to whoever builds; any other error of the system is our mistake.
REFUSALS = {
    errno.ENOSPC: "the disk is full", errno.EDQUOT: "your share of the disk is used up", errno.EIO: "the disk fails",
    errno.EFBIG: "no file may grow that large here", errno.EROFS: "the disk can only be read",
    errno.EILSEQ: "a file of the site has a name that no zip should hold: rename it",
    errno.EACCES: "you may not write there", errno.EPERM: "you may not write there",
}


def build(content: Path, site: Path, settings: Path | None = None, pdf: Mode = "never", packed: Path | None = None,
          tell: Callable[[str], None] = lambda _: None, cache: Cache | None = None) -> Built:
    """Build the dossier in `content` into the folder `site`, with Pelican's settings from the file `settings`.

    `pdf` says whether briefings on paper are made: `auto` goes on without them where the machine lacks Pango. `packed` is
    the file of the evidence bundle, where one is asked for. `tell` is called with each stage, in words, as it begins.
    What earlier builds worked out is taken from `cache`, else from its file in build/cache.

    Whatever fails, a full disk too, `site` is left as it was. The report is written beside it as report.json.
    """
    order, examined = Order(content, site, settings, pdf), None
    cache = cache or Cache(order.kept)
    try:
        with alone(site) as fresh:
            begun, look = fresh.stat().st_ctime_ns, set[str]()
            tell("checking the facts")
            examined = examine(content, cache=cache)
            built = attempt(order, fresh, examined, look, tell, cache)
            report = noted(built, site)
            if built.passed and packed and examined.dossier:
                tell("packing the evidence bundle")
                bundle(examined.dossier, fresh, packed)
            if built.passed:
                swap(fresh, site)
            report.replace(site.parent / "report.json")
            cache.close()
            note(order, built, tuple(sorted(look)), begun)
            return built
    except BusyError as busy:
        return Built(failures=(str(busy),), busy=True)
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        return ended(examined, (f"{error.filename or site.parent}: {REFUSALS[error.errno]}",))


def attempt(order: Order, fresh: Path, examined: Examined, look: set[str], tell: Callable[[str], None],
            cache: Cache) -> Built:
    """Set the PDFs, render into the folder `fresh`, verify. What shapes the pages is added to `look`."""
    if not examined.passed:
        return ended(examined)
    if order.pdf != "never":
        tell("setting the PDFs")
    paper = make_pdfs(examined, fresh / "pdf", briefs(order), order.pdf)
    tell("writing the pages")
    failures = paper.failures or tuple(run_pelican(order.content, fresh, order.settings, examined, paper.names, look,
                                                     cache, order.site))
    if failures:
        return replace(ended(examined, failures), notices=paper.notices)
    tell("verifying the site")
    corpus, shown = examined.dossier.corpus if examined.dossier else None, order.site.as_posix()
    dead = l903(fresh, shown, corpus, order.content / LINKS)
    more = (*verify(fresh, shown, Origins(corpus) if corpus else None, cache), *dead)
    return replace(ended(examined, more=more), pages=sum(1 for _ in fresh.rglob("*.html")), notices=paper.notices)


def ended(examined: Examined | None, failures: tuple[str, ...] = (), more: tuple[Problem, ...] = ()) -> Built:
    """What a build came to that examined a dossier, or did not come so far, and found `more` in its site."""
    if examined is None:
        return Built(failures=failures)
    levels, known = Counter(problem.level for problem in more), examined.summary
    summary = known | {f"{level.value}s": known[f"{level.value}s"] + levels[level] for level in Level}
    return Built((*examined.problems, *more), summary, failures)


def briefs(order: Order) -> Path:
    """The folder of PDFs set before, without what a build that was killed had begun to write."""
    folder = order.folder / "pdf"
    for begun in (path for path in folder.glob("*") if path.suffix != ".pdf"):
        begun.unlink()
    return folder


def noted(built: Built, site: Path) -> Path:
    """The report, whole on the disk before its place is given to it."""
    report = beside(site, "report")
    report.write_text(render(built.problems, built.summary, "json"), encoding="utf-8")
    return report
