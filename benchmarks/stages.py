"""What each stage costs by the size of the dossier: CPU time, memory, and how fast they grow.

Run: python benchmarks/stages.py [--render] [--wrong] [FACTS ...]. Each size has a process of its own. Without `--render` the
line stops after the checks. With `--wrong` one quote in a hundred is misspelt, so that nothing is rendered.
"""

import gc
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dossiers import write

from briefings.cli import COLLECTED

SIZES = (100, 1_000, 10_000)


class Watch:
    """CPU seconds of each stage, its children's included."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def __call__(self, stage: str, work: Callable[..., Any], *given: Any) -> Any:
        """Do the work of a stage and note what it costs."""
        start = cpu()
        done = work(*given)
        self.spent[stage] = cpu() - start
        return done


def cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measure(facts: int, wrong: bool, render: bool) -> dict[str, float]:
    """Stage → CPU seconds, and `MB`, for a dossier of that many facts; garbage is collected as in the commands."""
    gc.set_threshold(*COLLECTED)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        write(root, facts, 100 if wrong else 0)
        watch, start = Watch(), time.perf_counter()
        examined = examine(root, watch)
        if render:
            show(root, examined, watch)
        wall = time.perf_counter() - start
    return watch.spent | {"all": sum(watch.spent.values()), "wall": wall,
                          "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


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
    from briefings.site.exports import exports
    from briefings.site.host import run_pelican
    from briefings.verify import verify

    assert examined.passed, [problem.message for problem in examined.problems if problem.level == "error"][:5]
    site = root.parent / "site"
    failures = watch("render", run_pelican, root, site, None, examined)
    assert not failures, failures
    problems = watch("verify", verify, site, "site")
    assert not problems, [problem.message for problem in problems][:5]
    start = cpu()
    exports(examined.dossier, examined.summary)
    watch.spent["exports"] = cpu() - start
    watch.spent["render"] -= watch.spent["exports"]


def exponent(sizes: list[int], costs: list[float]) -> float:
    """The k of cost = c·nᵏ that fits best, by least squares of the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(cost, 1e-6)) for cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def table(found: dict[int, dict[str, float]]) -> str:
    """Microseconds a fact by stage and size, and the exponent from the second size on, where start-up no longer counts."""
    sizes = list(found)
    large = [size for size in sizes if size >= 1_000] or sizes
    lines = [f"{'µs a fact':10}" + "".join(f"{size:>12,}" for size in sizes) + f"{'exponent':>12}"]
    for stage in found[sizes[0]]:
        costs = [found[size][stage] for size in sizes]
        grows = f"{exponent(large, [found[size][stage] for size in large]):12.2f}" if len(large) > 1 else ""
        per = costs if stage == "MB" else [cost / size * 1e6 for cost, size in zip(costs, sizes, strict=True)]
        lines.append(f"{stage:10}" + "".join(f"{each:12,.0f}" for each in per) + grows)
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    sizes = [int(each) for each in arguments if each.isdecimal()] or list(SIZES)
    found = {}
    for size in sizes:
        with get_context("spawn").Pool(1) as pool:
            found[size] = pool.apply(measure, (size, "--wrong" in arguments, "--render" in arguments))
    print(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
