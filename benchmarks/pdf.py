"""What a PDF costs by its pages: CPU seconds, size and memory for about 10, 100 and 500 pages.

The facts of this repository's dossier are repeated under new ids until a topic has as many as the pages need.
"""

import resource
import shutil
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

import yaml

from briefings.pdf.briefs import Briefs
from briefings.pdf.jobs import job
from briefings.pipeline import examine

CONTENT = Path(__file__).parents[1] / "content"
FACTS = {10: 30, 15: 50, 100: 440, 500: 2270}  # so many facts fill so many pages


def enlarged(folder: Path, size: int) -> Path:
    """A dossier of one topic with `size` facts, each a copy of a real one."""
    real = [fact for sheet in sorted((CONTENT / "facts").glob("*.yaml"))
            for fact in yaml.load(sheet.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["facts"]]
    linked = ("disputes", "updates", "corrects", "fulfils", "formerly", "topics", "figures", "waive")
    facts = [{**{key: value for key, value in real[at % len(real)].items() if key not in linked}, "id": f"fact-{at}"}
             for at in range(size)]
    shutil.copytree(CONTENT / "sources", folder / "sources")
    shutil.copy(CONTENT / "entities.yaml", folder)
    head = yaml.load((CONTENT / "dossier.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    files = {"dossier.yaml": {"title": head["title"], "language": "en", "as-of": head["as-of"], "topics": ["all"]},
             "facts/all.yaml": {"topic": "all", "title": "All", "prefix": "ALL", "facts": facts}}
    for name, value in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder / "topics").mkdir()
    (folder / "topics/all.md").write_text("---\ntitle: All\n---\n", encoding="utf-8")
    return folder


def measure(size: int) -> tuple[int, int, float, int, int]:
    """Facts, pages, CPU seconds, KB of the file, MB of memory; in a process of its own."""
    from io import BytesIO

    from pikepdf import Pdf

    from briefings.pdf.engine import typeset
    from briefings.pdf.standards import conform

    with tempfile.TemporaryDirectory() as folder:
        brief = next(brief for brief in Briefs(examine(enlarged(Path(folder), size))) if brief.name == "all")
        task, start = job(brief), time.process_time()
        made = conform(typeset(task))
        spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return size, len(Pdf.open(BytesIO(made)).pages), spent, len(made) // 1024, memory


def main() -> None:
    """Print a line for each size; sizes may be named on the command line."""
    wanted = [int(name) for name in sys.argv[1:]] or list(FACTS)
    print("  facts  pages  CPU s  s/page     KB     MB")
    for pages in wanted:
        with get_context("spawn").Pool(1) as pool:
            facts, real, spent, size, memory = pool.apply(measure, (FACTS[pages],))
        print(f"{facts:7} {real:6} {spent:6.1f} {spent / real:7.3f} {size:6} {memory:6}", flush=True)


if __name__ == "__main__":
    main()
