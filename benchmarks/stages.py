"""What each stage costs by the size of the dossier: CPU time, memory, and how fast they grow.

Run: python benchmarks/stages.py [--render] [--paper] [--again] [--wrong] [FACTS ...]. Each size has a process of its own. By
itself the line stops after the checks; `--render` goes on to the verified site, `--paper` sets the PDF of each topic, and
`--again` builds anew after no change and after one changed fact. With `--wrong` one quote in a hundred is misspelt, so that
nothing can be rendered.
"""

import gc
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import chdir
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dossiers import write
from rebuild import edited, served

from briefings.cli import COLLECTED

SIZES = (100, 1_000, 10_000)
MOST_ON_PAPER = 1_000  # facts: these fill some 350 pages
LINE = ("load", "resolve", "check", "render", "exports", "verify")
"""The stages of a build without PDFs, which `all` adds up."""

Costs = dict[str, tuple[float, float]]
"""Stage → its CPU seconds, and the most memory, in MB, that its process had held by its end."""


class Watch:
    """What each stage costs, its children included; told as it ends, since the next may take minutes."""

    def __init__(self, facts: int) -> None:
        self.facts = facts
        self.costs: Costs = {}

    def __call__(self, stage: str, work: Callable[..., Any], *given: Any) -> Any:
        """Do the work of a stage and note what it costs."""
        start = cpu()
        done = work(*given)
        seconds, memory = cpu() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.costs[stage] = seconds, memory
        print(f"{self.facts:,} facts: {stage} {seconds:.1f} s, {memory:.0f} MB", file=sys.stderr, flush=True)
        return done


def cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measure(facts: int, asked: frozenset[str]) -> Costs:
    """What the stages cost for a dossier of that many facts; garbage is collected as in the commands."""
    gc.set_threshold(*COLLECTED)
    with tempfile.TemporaryDirectory() as folder:
        root, watch = Path(folder) / "content", Watch(facts)
        write(root, facts, 100 if "--wrong" in asked else 0)
        examined = examine(root, watch)
        if "--render" in asked:
            show(root, examined, watch)
        line = [watch.costs[stage] for stage in LINE if stage in watch.costs]
        watch.costs["all"] = sum(seconds for seconds, _ in line), max(memory for _, memory in line)
        if "--paper" in asked and facts <= MOST_ON_PAPER:
            watch("PDF", set_on_paper, examined)
    return watch.costs


def examine(root: Path, watch: Watch) -> Any:
    """Load, resolve, check: as `pipeline.examine` does it."""
    from briefings.checks import run_checks
    from briefings.load import load
    from briefings.pipeline import Examined, in_order
    from briefings.resolve import resolve

    corpus, problems = watch("load", load, root)
    dossier, more = watch("resolve", resolve, corpus)
    found = watch("check", run_checks, dossier)
    return Examined(dossier, in_order([*problems, *more, *found.problems]), in_order(found.waived))


def show(root: Path, examined: Any, watch: Watch) -> None:
    """Render, export, verify: as `build` does it, without PDF. The exports are made once more by themselves."""
    from briefings.site.catalogue import Catalogue
    from briefings.site.exports import exports
    from briefings.site.history import History
    from briefings.site.host import run_pelican
    from briefings.verify import verify

    assert examined.passed, [problem.message for problem in examined.problems if problem.level == "error"][:5]
    site = root.parent / "site"
    failures = watch("render", run_pelican, root, site, None, examined)
    assert not failures, failures
    watch("exports", exports, History(Catalogue(examined.dossier)), examined.summary)
    (rendered, memory), (exported, _) = watch.costs["render"], watch.costs["exports"]
    watch.costs["render"] = rendered - exported, memory
    problems = watch("verify", verify, site, "site")
    assert not problems, [problem.message for problem in problems][:5]


def set_on_paper(examined: Any) -> None:
    """The PDF of each topic, one after the other."""
    from briefings.pdf.briefs import Briefs
    from briefings.pdf.engine import typeset
    from briefings.pdf.jobs import job
    from briefings.pdf.standards import conform

    for brief in Briefs(examined):
        if brief.template == "topic":
            task = job(brief)
            conform(typeset(task))


def again(facts: int) -> Costs:
    """What builds cost that find the cache of an earlier one, in a process that stays, as in `serve`."""
    gc.set_threshold(*COLLECTED)
    watch = Watch(facts)
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        write(Path("content"), facts)
        renew = served()
        renew()
        time.sleep(0.1)  # a file system's clock is coarse
        watch("no change", renew)
        edited()
        time.sleep(0.1)
        watch("one fact", renew)
    return watch.costs


def exponent(sizes: list[int], costs: list[float]) -> float:
    """The k of cost = c·nᵏ that fits best, by least squares of the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(cost, 1e-6)) for cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def table(head: str, costs: dict[int, dict[str, float]], shown: Callable[[float, int], float]) -> str:
    """A row for each stage: what is `shown` of its cost by size, and the exponent from 1,000 facts on, where start-up no
    longer counts."""
    lines = [f"{head:10}" + "".join(f"{size:>12,}" for size in costs) + f"{'exponent':>12}"]
    for stage in dict.fromkeys(stage for found in costs.values() for stage in found):
        cells = [f"{shown(found[stage], size):12,.0f}" if stage in found else f"{'–':>12}" for size, found in costs.items()]
        large = [size for size, found in costs.items() if size >= 1_000 and stage in found]
        grows = f"{exponent(large, [costs[size][stage] for size in large]):12.2f}" if len(large) > 1 else ""
        lines.append(f"{stage:10}" + "".join(cells) + grows)
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    asked = frozenset(each for each in arguments if each.startswith("--"))
    found: dict[int, Costs] = {}
    for size in [int(each) for each in arguments if each.isdecimal()] or SIZES:
        with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            found[size] = pool.apply(measure, (size, asked)) | (pool.apply(again, (size,)) if "--again" in asked else {})
    seconds, memory = ({size: {stage: cost[part] for stage, cost in costs.items()} for size, costs in found.items()}
                       for part in (0, 1))
    print(table("µs a fact", seconds, lambda cost, size: cost / size * 1e6))
    print(table("\nMB", memory, lambda cost, _: cost))


if __name__ == "__main__":
    main(sys.argv[1:])
