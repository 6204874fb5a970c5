"""A build after a change comes to what a clean one comes to, byte for byte, whatever has befallen the cache."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_cases import lay

from briefings.build import build
from briefings.cache import HASH, Cache, pack, unpacked, version
from briefings.checks import run_checks
from briefings.cli import main
from briefings.house import SETTINGS, THEME
from briefings.load import load
from briefings.problems import Level, Place, Problem
from briefings.resolve import resolve
from briefings.standing import Built, Order, standing

CONTENT, SITE = Path("content"), Path("build/site")
ORDER = Order(CONTENT, SITE, Path("pelicanconf.py"))
Tree = Mapping[str, bytes]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A small dossier with theme and settings of its own, built."""
    lay({}, tmp_path)
    shutil.copytree(THEME, tmp_path / "theme")
    shutil.copy(SETTINGS, tmp_path / "pelicanconf.py")
    with chdir(tmp_path):
        assert rebuilt().passed
        yield tmp_path


def rebuilt(cache: Cache | None = None) -> Built:
    """What a build comes to, which stands if nothing has changed; `cache` is that of a process that stays."""
    time.sleep(0.02)  # a file system's time goes on in steps, and what changed in that of the build counts as unknown
    return standing(ORDER) or build(ORDER.content, ORDER.site, ORDER.settings, cache=cache)


def tree(folder: Path) -> Tree:
    """Path → bytes of every file."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def replaced(path: str, old: str, new: str) -> None:
    """Edit a file, in a way that neither its size nor its time tells."""
    file = Path(path)
    before, text = file.stat(), file.read_text()
    assert old in text
    assert len(old) == len(new)
    file.write_text(text.replace(old, new))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_where_nothing_changed_the_site_stands(room: Path) -> None:
    before = SITE.stat()
    again = rebuilt()
    assert again.passed
    assert (again.pages, again.summary["facts"]) == (len(list(SITE.rglob("*.html"))), 2)
    assert SITE.stat() == before
    assert again == build(ORDER.content, ORDER.site, ORDER.settings)


def test_the_command_says_the_same_again(room: Path) -> None:
    first, second = (CliRunner().invoke(main, ["build", "--pdf", "never"]) for _ in range(2))
    assert (first.exit_code, first.output) == (second.exit_code, second.output)
    assert (first.exit_code, standing(ORDER) is not None) == (0, True)


def test_what_stands_is_told_without_what_checks_and_renders() -> None:
    """Their import takes longer than everything else that is done where nothing has changed."""
    asked = "import sys, briefings.commands.build; print('briefings.checks' in sys.modules, 'pelican' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert said.stdout.split() == ["False", "False"]


CHANGES: Mapping[str, Callable[[], object]] = {
    "a fact": lambda: replaced("content/facts/harbour.yaml", "title: Harbour", "title: Harbors"),
    "a source": lambda: replaced("content/sources/wire-2024/source.yaml", "as text", "as TEXT"),
    "a file that nobody reads": lambda: Path("content/facts/.swp").touch(),
    "a template": lambda: replaced("theme/templates/fact.html", "</div>", "</DIV>"),
    "the settings": lambda: replaced("pelicanconf.py", '"UTC"', '"CET"'),
    "a page": lambda: (SITE / "index.html").write_bytes((SITE / "index.html").read_bytes()),
    "a page more": lambda: (SITE / "more.html").touch(),
    "a page less": lambda: (SITE / "search.html").unlink(),
    "the report": lambda: Path("build/report.json").write_text("{}"),
    "the site is gone": lambda: shutil.rmtree(SITE),
    "a build was killed": lambda: Path("build/.site.new").mkdir(),
    "the note is gone": ORDER.file.unlink,
    "the note is cut short": lambda: ORDER.file.write_bytes(ORDER.file.read_bytes()[:-1]),
    "the note is empty": lambda: ORDER.file.write_bytes(b""),
    "a bit of the note has turned": lambda: ORDER.file.write_bytes(turned(ORDER.file.read_bytes())),
    "the note is a folder": lambda: (ORDER.file.unlink(), ORDER.file.mkdir()),
}


def turned(data: bytes) -> bytes:
    """The same with one bit turned in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def test_whatever_changes_the_site_is_made_anew(room: Path) -> None:
    for what, change in CHANGES.items():
        assert rebuilt() == standing(ORDER), what
        change()
        assert standing(ORDER) is None, what
        if ORDER.file.is_dir():
            ORDER.file.rmdir()


@pytest.mark.parametrize("more", [{"pdf": "auto"}, {"content": Path("./content/../content")}, {"settings": None}])
def test_another_order_is_another_site(room: Path, more: dict[str, Any]) -> None:
    assert standing(ORDER)
    assert standing(replace(ORDER, **more)) is None


def test_another_environment_is_another_site(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert standing(ORDER) is None


def test_what_changes_during_a_build_leaves_no_note(room: Path) -> None:
    """Nobody can say which version the build has read."""
    sheet = Path("content/facts/harbour.yaml")

    def meddle(stage: str) -> None:
        if stage == "writing the pages":
            sheet.write_bytes(sheet.read_bytes())

    assert build(ORDER.content, ORDER.site, ORDER.settings, tell=meddle).passed
    assert standing(ORDER) is None


def test_a_module_of_the_settings_is_part_of_what_is_built(room: Path) -> None:
    Path("naming.py").write_text("NAME = 'One'\n")
    Path("pelicanconf.py").write_text("import sys\nsys.path.insert(0, '.')\nfrom naming import NAME as SITENAME\n"
                                      + Path("pelicanconf.py").read_text().replace("SITENAME", "_"))
    assert rebuilt() == standing(ORDER)
    Path("naming.py").write_text("NAME = 'Two'\n")
    assert standing(ORDER) is None


class Call:
    """What a stranger would put into a pickle: a function that is called when it is read."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.mkdir, ("called",)


@pytest.mark.parametrize("value", [Call(), Path("x"), build, CliRunner(), SETTINGS])
def test_a_cache_names_nothing_but_our_own_values(tmp_path: Path, value: object) -> None:
    with chdir(tmp_path):
        pack(Path("kept"), [value])
        assert unpacked(Path("kept")) is None
        assert not Path("called").exists()


def test_a_name_with_dots_leads_nowhere(tmp_path: Path) -> None:
    """Python's own reader would follow `briefings.cache` to the module `os` that it imports, and to its functions."""
    body = version() + b"\x80\x04\x8c\x0fbriefings.cache\x8c\x09os.system\x93."
    (tmp_path / "kept").write_bytes(hashlib.sha256(body).digest() + body)
    assert unpacked(tmp_path / "kept") is None


def test_what_another_version_wrote_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    pack(file, ["value"])
    assert unpacked(file) == ["value"]
    body = bytes(HASH) + file.read_bytes()[2 * HASH :]
    file.write_bytes(hashlib.sha256(body).digest() + body)
    assert unpacked(file) is None


def test_the_standing_site_is_not_written_to(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that stay are taken over as they lie, but only once the new site has passed does anything of the old one go."""
    before, stands = tree(SITE), (SITE / "facts/dredging-cost.html").stat().st_ino
    toggle("content/topics/harbour.md", "standfirst: Dredging", "standfirst: On dredging")
    monkeypatch.setattr("briefings.build.verify", lambda *_: [Problem("L901", Level.ERROR, "a dead link", Place("index.html"))])
    assert not rebuilt().passed
    assert tree(SITE) == before
    monkeypatch.undo()
    assert rebuilt().passed
    assert tree(SITE) != before
    assert (SITE / "facts/dredging-cost.html").stat().st_ino == stands


def test_a_file_system_may_know_no_second_names(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_new: Path, _old: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refused)
    toggle("content/topics/harbour.md", "standfirst: Dredging", "standfirst: On dredging")
    built, (wanted, files) = rebuilt(), clean(room / "clean")
    assert built == wanted
    assert tree(SITE) | {"report": Path("build/report.json").read_bytes()} == files


def test_a_damaged_finding_is_found_anew(room: Path) -> None:
    dossier = resolve(load(Path("content"))[0])[0]
    cache = Cache()
    first = run_checks(dossier, cache)
    again = Cache()
    again.packed = {"facts": dict.fromkeys(cache.asked["facts"], b"no value of ours")}
    assert run_checks(dossier, again) == first == run_checks(dossier, cache)


def test_problems_come_back_as_they_were(tmp_path: Path) -> None:
    problem = Problem("L901", Level.ERROR, "a dead link", Place("index.html", 3), ("one", "two"))
    pack(tmp_path / "kept", (problem,))
    assert unpacked(tmp_path / "kept") == (problem,)


FACT = """  - id: cranes-late
    claim: The Port Authority may order nine more.
    kind: event
    date: 2024-05
    inferred: {date: the report gives no other date}
    evidence:
      - source: wire-2024
        quote: The Port Authority may order nine more.
"""
# What an editor does: a file, words in it, and what takes their place; done again, it is undone.
EDITS = (
    ("content/facts/harbour.yaml", "The Port Authority has ordered two cranes.\n    kind", "Two cranes are on order.\n    kind"),
    ("content/facts/harbour.yaml", "quote: The Port Authority of Seaport has", "quote: The Port Authority of Seaport had"),
    ("content/facts/harbour.yaml", "quote: The Port Authority of Seaport has ordered", "quote: The Port Authority of Seaport has"),
    ("content/facts/harbour.yaml", "title: Harbour\n", "title: The harbour\n"),
    ("content/facts/harbour.yaml", "facts:\n", "facts:\n" + FACT),
    ("content/facts/harbour.yaml", "id: dredging-cost", "formerly: [dredging]\n    id: dredging-cost"),
    ("content/entities.yaml", "[Voss]", "[Voss, Port]"),
    ("content/entities.yaml", "label: Seaport", "label: Port Seaport\n  aliases: [Seaport]"),
    ("content/measures.yaml", "Cost of dredging", "What dredging costs"),
    ("content/sources/gazette-2024/article.txt", "cookies", "cookies, and more cookies"),
    ("content/sources/wire-2024/source.yaml", "issued: 2024-05-03", "issued: 2024-05-04"),
    ("content/sources/wire-2024/source.yaml", "title: Port Authority orders", "title: The Port Authority orders"),
    ("content/topics/harbour.md", "It has ordered two cranes.", "It has ordered *two* cranes."),
    ("content/topics/harbour.md", "standfirst: Dredging", "standfirst: On dredging"),
    ("content/dossier.yaml", "as-of: 2024-05-03", "as-of: 2024-05-09"),
    ("content/dossier.yaml", "title: Harbour works", "title: Works"),
    ("content/dossier.yaml", "language: en", "language: en\nsite-url: https://example.org/"),
    ("content/dossier.yaml", "topics: [", "publish: full\ntopics: ["),
    ("content/facts/harbour.yaml", "    date: 2024-05-03", "    updates: [dredging-cost]\n    date: 2024-05-03"),
    ("content/sources/wire-2024/source.yaml", "type: article\n", "type: article\norigin: The Gazette\n"),
    ("content/topics/harbour.md", "nearly $40 million", "nearly $41 million"),
    ("theme/templates/fact.html", "{% block", "{# a remark #}{% block"),
    ("theme/templates/base.html", "</body>", "<!-- ours --></body>"),
    ("pelicanconf.py", "SITEURL", "WORDS = 3\nSITEURL"),
)


def toggle(path: str, old: str, new: str) -> None:
    """Do an edit, or undo it; a topic that has another name now is left alone."""
    file = Path(path)
    text = file.read_text() if file.exists() else ""
    if text:
        file.write_text(text.replace(new, old) if new in text else text.replace(old, new, 1))


def renamed() -> None:
    """The topic has another name, or its own again."""
    for one, other in (("harbour", "port"), ("port", "harbour")):
        if Path(f"content/topics/{one}.md").exists():
            Path(f"content/topics/{one}.md").rename(f"content/topics/{other}.md")
            toggle("content/dossier.yaml", f"topics: [{one}]", f"topics: [{other}]")
            toggle("content/facts/harbour.yaml", f"topic: {one}", f"topic: {other}")
            break


def damaged(chance: random.Random) -> None:
    """Something befalls the cache."""
    for file in [path for path in ORDER.folder.rglob("*") if path.is_file()]:
        data = file.read_bytes()
        file.unlink()
        if left := chance.choice([b"", turned(data), data[: len(data) // 2]]):
            file.write_bytes(left)


def meddled(chance: random.Random) -> None:
    """Something befalls the site: a file is changed, goes, comes, or is another's link."""
    file = chance.choice(sorted(path for path in SITE.rglob("*") if path.is_file()))
    data = file.read_bytes()
    file.unlink()
    chance.choice([
        lambda: file.write_bytes(turned(data) if data else b"more"), lambda: file.symlink_to(SETTINGS), lambda: None,
        lambda: file.with_name("more.html").write_bytes(data),
    ])()


def clean(folder: Path) -> tuple[Built, Tree]:
    """What a build of the same files comes to in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(".", folder, ignore=shutil.ignore_patterns("build"))
    with chdir(folder):
        built = build(ORDER.content, ORDER.site, ORDER.settings)
        return built, tree(Path("build/site")) | {"report": Path("build/report.json").read_bytes()}


@pytest.mark.parametrize("stays", [False, True], ids=["builds", "serves"])
@pytest.mark.parametrize("seed", range(2))
def test_a_build_after_edits_is_a_clean_build(
    room: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, stays: bool,
) -> None:
    chance, folder = random.Random(f"{seed} {stays}"), tmp_path_factory.mktemp("clean") / "room"
    cache = Cache(ORDER.kept) if stays else None
    done: list[Callable[[], None]] = []
    for _ in range(int(os.environ.get("BRIEFINGS_EDITS", "10"))):
        edits = [*(partial(toggle, *edit) for edit in EDITS), renamed]
        chosen = [chance.choice(edits) for _ in range(chance.choice([0, 1, 1, 1, 2]))]
        for edit in (*done, *chosen):
            edit()
        if chance.random() < 0.2:
            damaged(chance)
        if SITE.exists() and chance.random() < 0.3:
            meddled(chance)
        built, (wanted, files) = rebuilt(cache), clean(folder)
        assert built == wanted
        if built.passed:
            assert tree(SITE) | {"report": Path("build/report.json").read_bytes()} == files
        done = [] if built.passed else chosen[::-1]  # what breaks the dossier is undone, so that most builds come to a site
