"""Throw broken and hostile input at a reader until it falls: `python -m tools.fuzz yaml --minutes 10`.

Hypothesis chooses real files and how they are broken, and shrinks whatever makes a reader fall. Before each attempt
the input is kept in build/fuzz/, so that it survives even a crash of the interpreter. What fell becomes a case.
"""

import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from briefings.problems import Level, Problem
from briefings.prose import read_prose
from briefings.records import DossierRecord, Entity, Measure, Sheet, SourceRecord
from briefings.site.markup import Marker, for_print, html
from briefings.structure import read, read_map
from briefings.verify import verify
from briefings.verify.places import places

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "fuzz"
LONGEST = 10  # seconds that one input of a few kilobytes may take
BATCH = 500
ACTIVE = ("javascript:", "vbscript:", "data:", "file:")

COMMON = ("\x00", "\ufeff", "\u2028", "\u202e", "\x85", "\r\n", "\t", "🦣", "é", "<script>", "]]>", "&#0;", "%zz", "\\")
WORDS: Mapping[str, tuple[str, ...]] = {
    "yaml": ("[", "{", "}", "]", ": ", "- ", "&a ", "*a", "<<: ", "? ", "|", ">-", "'", '"', "!!python/object:os.system ", "!",
             "%YAML 1.2\n", "\n---\n", "\n...\n", "#", ",", "@", "`", ".inf", "NO", "12:30", "9" * 300, "  ", "\n", "~", "null",
             '"\\ud800"', '"\\x00'),
    "markdown": ("[@", "; @", "]", "[", "](", "<", ">", "*", "_", "`", "```\n", "~~~", "|", "\n\n", "- ", "> ", "# ", "![", "!",
                 "javascript:", "data:text/html,", "&#106;avascript:", "java\tscript:", "<a href=", "onerror=", "[a]: ",
                 "\n---\n", "    ", "1. ", "\\", "&colon;", "file:///etc/passwd", "//example.org"),
    "html": ("<", ">", '"', "'", "=", "<!--", "-->", "</", "<template>", "<svg>", "<math>", "<base href=", "<style>", "</style>",
             "<script>", "</script>", "<plaintext>", "<textarea>", "<![CDATA[", "href=", " id=", "srcset=", "url(", "@import ", "#",
             "%", "http://[", "http://a b/", "//", "../", "javascript:", "<meta http-equiv=refresh content=", "<select><table>",
             "&"),
}


@dataclass(frozen=True)
class Edit:
    """One change: from `at` on, `gone` characters give way to `text`, `times` over; places are parts of a thousand."""

    at: int
    gone: int
    text: str
    times: int


def edits(words: Sequence[str]) -> st.SearchStrategy[Edit]:
    """Changes that put in words with a meaning, or any characters, once or many times."""
    text = st.sampled_from([*words, *COMMON, ""]) | st.text(max_size=8)
    gone, times = st.sampled_from([0, 0, 1, 2, 10, 100]), st.sampled_from([1, 1, 1, 2, 30, 400])
    return st.builds(Edit, st.integers(0, 1000), gone, text, times)


def broken(seeds: Sequence[str], words: Sequence[str]) -> st.SearchStrategy[str]:
    """A real text with up to eight changes, or a text made of such words alone."""
    changed = st.builds(altered, st.sampled_from(seeds), st.lists(edits(words), max_size=8))
    return changed | st.lists(st.sampled_from([*words, *COMMON, "a"]), max_size=60).map("".join)


def altered(text: str, changes: Sequence[Edit]) -> str:
    """The text with the changes made, one after the other."""
    for each in changes:
        at = each.at * len(text) // 1000
        text = text[:at] + each.text * each.times + text[at + each.gone :]
    return text


def try_yaml(text: str) -> None:
    """Every kind of record is read, or refused with a problem that an editor can look up."""
    for kind in (DossierRecord, SourceRecord, Sheet):
        record, problems = read(text, "file.yaml", kind)
        assert (record is None) == any(each.level is Level.ERROR for each in problems)
        sound(problems, text)
    for kind in (Entity, Measure):
        sound(read_map(text, "file.yaml", kind)[1], text)


def try_markdown(text: str) -> None:
    """A page is read or refused; what is made of it for screen and paper holds nothing that is active."""
    known = {"a": Marker("A-1", 'A "<claim>"', "facts/a.html")}
    for page in (text, f"---\ntitle: Title\n---\n{text}"):
        prose, problems = read_prose(page, "topics/x.md")
        sound(problems, page)
        assert prose is not None or problems
        if prose is not None:
            inert(str(html(prose.body, known)))
            inert(str(for_print(prose.body, lambda _: "")))


def try_html(text: str) -> None:
    """A site with such a page is verified to the end, every problem with a place; its lines can be looked up."""
    places(text)
    with tempfile.TemporaryDirectory() as folder:
        good = '<!doctype html><html lang="en"><title>A</title><a href="page.html">B</a><a href="nowhere.html">C</a>'
        (Path(folder) / "index.html").write_text(good, encoding="utf-8")
        (Path(folder) / "page.html").write_bytes(text.encode())
        problems = verify(Path(folder), "site")
    assert any("nowhere.html" in each.message for each in problems), "the rest of the site was not checked"
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in problems)


def sound(problems: Sequence[Problem], text: str) -> None:
    """Each problem is one line of bearable length, at a place in the file."""
    lines = max(text.count("\n"), len(text.splitlines())) + 1
    for each in problems:
        assert len(each.message) < 1_000, each.message
        assert len(each.message.splitlines()) == 1, each.message
        assert 1 <= each.place.line <= lines, (each.place, lines)
        assert each.place.column >= 1, each.place


def inert(made: str) -> None:
    """No element that runs or loads, no event handler, no active address."""
    for node in LexborHTMLParser(made).css("*"):
        assert node.tag not in ("script", "iframe", "object", "embed", "form", "style", "link", "meta", "base", "svg"), node.html
        for name, value in node.attributes.items():
            assert not name.startswith("on"), node.html
            bare = "".join(each for each in value or "" if each > " ").lower()
            assert not (name in ("href", "src") and bare.startswith(ACTIVE)), node.html


def seeds(*patterns: str) -> list[str]:
    """The repository's own files of such names."""
    found = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return [path.read_bytes().decode("utf-8", "replace")[:20_000] for path in found]


TARGETS: Mapping[str, tuple[Callable[[str], None], tuple[str, ...]]] = {
    "yaml": (try_yaml, ("content/*.yaml", "content/facts/*.yaml", "content/sources/*/source.yaml", "tests/site/fixture/*.yaml")),
    "markdown": (try_markdown, ("content/topics/*.md", "content/pages/*.md", "tests/site/fixture/*/*.md")),
    "html": (try_html, ("theme/templates/*.html", "build/site/*.html")),
}


def fuzz(name: str, attempts: int, start: int, kept: Path | None = None) -> None:
    """Make `attempts` attempts on the target `name`, chosen by the number `start`; raises what the reader raises."""
    attempt, patterns = TARGETS[name]

    @seed(start)
    @settings(max_examples=attempts, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
              suppress_health_check=list(HealthCheck))
    @given(broken(seeds(*patterns), WORDS[name]))
    def run(text: str) -> None:
        if kept:
            kept.write_bytes(text.encode())
        with at_most(LONGEST):
            attempt(text)

    run()


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise TimeoutError where the work takes longer (where the system has such an alarm)."""

    def ring(*_: Any) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@click.command()
@click.argument("name", type=click.Choice(tuple(TARGETS)))
@click.option("--minutes", type=float, default=10, show_default=True)
@click.option("--start", type=int, default=0, show_default=True, help="Another number, other inputs.")
def main(name: str, minutes: float, start: int) -> None:
    """Fuzz one reader. What makes it fall stands in build/fuzz/, as small as could be found."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept, end, done = KEPT / f"{name}.txt", time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        fuzz(name, BATCH, start + done, kept)
        done += BATCH
    click.echo(f"{name}: {done} inputs, none fell")


if __name__ == "__main__":
    main()
