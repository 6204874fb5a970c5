"""How the cost of `briefings check` grows with the content: dossiers of 1, 4 and 10 thousand facts, five to a source.

Run: python benchmarks/check_growth.py [FACTS ...]
"""

import hashlib
import sys
import tempfile
import time
from pathlib import Path

from briefings.pipeline import examine

SIZES = (1_000, 4_000, 10_000)
NAMES = ("Anna Voss", "Tomas Lind", "Mira Okafor", "Jon Hale", "Eva Brandt", "Paul Renner", "Ida Solberg")


def sentence(number: int) -> str:
    """A sentence of news with a speaker, a number, a date and a hedge."""
    name = NAMES[number % len(NAMES)]
    return (f"{name} said on 9 September 2021 that nearly {number + 20:,} crates of cargo number {number} would be "
            f"shipped from Seaport.")


def source(number: int) -> tuple[str, str]:
    """The text of a source with five such sentences, and its record."""
    paragraphs = [sentence(number * 5 + at) + " The harbour of Seaport was busy, as it had been for years." for at in range(5)]
    text = f"Harbour report {number}\n\n" + "\n\n".join(paragraphs) + "\n"
    record = (f"title: Harbour report {number}\nissued: 2021-09-09\ntext: {{sha256: {hashlib.sha256(text.encode()).hexdigest()}}}\n"
              "zones: [{kind: title, lines: [1, 1]}]\n")
    return text, record


def fact(number: int) -> str:
    """A fact about one of the sentences, in YAML."""
    name = NAMES[number % len(NAMES)]
    return (f"  - id: cargo-{number}\n    claim: {name} said that nearly {number + 20:,} crates of cargo number {number} would "
            f"be shipped from Seaport.\n    kind: statement\n    said: {{by: {name.split()[1].lower()}, on: 2021-09-09}}\n"
            f"    evidence:\n      - source: report-{number // 5}\n        quote: {sentence(number)}\n")


def write(root: Path, facts: int) -> None:
    """A dossier with that many facts."""
    for name in ("facts", "topics"):
        (root / name).mkdir(parents=True)
    (root / "dossier.yaml").write_text("title: Cargo\nlanguage: en\nas-of: 2021-09-09\ntopics: [cargo]\n")
    (root / "entities.yaml").write_text("".join(
        f"{name.split()[1].lower()}:\n  kind: person\n  label: {name}\n" for name in NAMES))
    head = "topic: cargo\ntitle: Cargo\nprefix: CAR\nfacts:\n"
    (root / "facts" / "cargo.yaml").write_text(head + "".join(map(fact, range(facts))))
    (root / "topics" / "cargo.md").write_text("---\ntitle: Cargo\n---\n\nCargo was shipped from Seaport. [@cargo-0]\n")
    for number in range(facts // 5):
        folder = root / "sources" / f"report-{number}"
        folder.mkdir(parents=True)
        text, record = source(number)
        (folder / "article.txt").write_text(text)
        (folder / "source.yaml").write_text(record)


def main(sizes: tuple[int, ...]) -> None:
    """Print seconds and seconds per thousand facts, each beside the first."""
    first = 0.0
    for facts in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "content"
            write(root, facts)
            start = time.process_time()
            examined = examine(root)
            spent = time.process_time() - start
        per = spent / facts * 1_000
        first = first or per
        errors = examined.summary["errors"]
        print(f"{facts:6} facts {facts // 5:5} sources  {spent:7.2f} s CPU  {per:5.2f} s per thousand "
              f"({per / first:4.2f} of the first), {errors} errors")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
