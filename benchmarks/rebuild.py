"""What a build costs when it is the first, when nothing has changed since the last, and when an editor has changed a word.

Run: python benchmarks/rebuild.py [FACTS ...]. Each build is a process of its own, start-up included, without PDFs; then the same
in one process that stays, as in `briefings serve`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

from dossiers import write

from briefings.cache import Cache
from briefings.cli import COLLECTED
from briefings.standing import Order, standing

SIZES = (500, 1_000)
RUNS = 3
ORDER = Order(Path("content"), Path("build/site"))


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of some work, its children's included."""
    wall, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - wall, sum(after[:4]) - sum(before[:4])


# What an editor changes: a file, words in it, and what takes their place; done again, it is undone.
EDITS = {
    "one fact": ("facts/harbours-0.yaml", "claim: >-\n      ", "claim: >-\n      In fact, "),
    "prose": ("topics/harbours-0.md", "Sources differ.", "Sources do differ."),
    "a source": ("sources/report-0/source.yaml", "title: Harbour", "title: The harbour"),
}


def edited(kind: str = "one fact") -> None:
    """Change a word, or change it back."""
    path, old, new = EDITS[kind]
    file = ORDER.content / path
    text = file.read_text()
    assert old in text or new in text
    file.write_text(text.replace(new, old, 1) if new in text else text.replace(old, new, 1))


def shell() -> None:
    """A build as an editor starts it."""
    command = (sys.executable, "-c", "from briefings.cli import main; main()", "build", "--pdf", "never")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measured(renew: Callable[[], object]) -> Iterator[tuple[str, float, float]]:
    """What was done, its wall and its CPU time: the best of each in several runs, but for the first build."""
    yield "clean", *spent(renew)
    time.sleep(0.1)
    yield "no change", *best([spent(renew) for _ in range(RUNS)])
    for name in EDITS:
        found = []
        for _ in range(RUNS):
            edited(name)
            time.sleep(0.1)
            found.append(spent(renew))
        yield name, *best(found)


def best(found: list[tuple[float, float]]) -> tuple[float, float]:
    """The least wall time and the least CPU time."""
    return min(wall for wall, _ in found), min(cpu for _, cpu in found)


def served() -> Callable[[], object]:
    """A build in a process that stays."""
    from briefings.build import build

    cache = Cache(ORDER.kept)
    return lambda: standing(ORDER) or build(ORDER.content, ORDER.site, cache=cache)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    import gc

    gc.set_threshold(*COLLECTED)
    print(f"{'':8}{'':12}{'shell':>16}{'serve':>18}\n{'facts':8}{'':12}{'wall s':>8}{'CPU s':>8}{'wall s':>10}{'CPU s':>8}")
    for size in map(int, arguments or SIZES):
        rows: dict[str, list[float]] = {}
        for way in (lambda: shell, served):
            with tempfile.TemporaryDirectory() as folder, chdir(folder):
                write(Path("content"), size, 0)
                for name, wall, cpu in measured(way()):
                    rows.setdefault(name, []).extend((wall, cpu))
        for name, (wall, cpu, wall_served, cpu_served) in rows.items():
            print(f"{size:<8}{name:12}{wall:8.2f}{cpu:8.2f}{wall_served:10.2f}{cpu_served:8.2f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
