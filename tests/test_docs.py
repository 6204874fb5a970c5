"""The documents tell the truth: their examples pass, their commands exist, and what is generated is up to date."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from briefings.cli import COMMANDS, command, main
from briefings.manual import FAMILIES, LEVELS, manual
from briefings.report import render
from tests.small_dossiers import CONTENT, write_yaml
from tools.document import DOCS, KEYS, PAGES, PROBLEM

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md", ROOT / "SECURITY.md",
             ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HARMLESS = {"check", "coverage", "locate", "explain"}

named = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def blocks(document: Path) -> Iterator[tuple[str, str, str]]:
    """The fenced blocks of a document: language, the word after it, text."""
    return ((match[1], match[2] or "", match[3]) for match in FENCE.finditer(document.read_text(encoding="utf-8")))


WALKS = [path for path in DOCUMENTS if any(name == "output" for _, name, _ in blocks(path))]
"""Documents whose steps are done in order, in test_walks.py."""


def example(document: Path) -> Mapping[str, str]:
    """Path → text of the content files that a document shows; blocks of one path continue each other."""
    files: dict[str, str] = {}
    for _, name, text in blocks(document):
        if name.startswith("content/"):
            files[name] = files.get(name, "") + text
    return files


def lay(files: Mapping[str, str], root: Path) -> None:
    """Write an example; one that has no dossier of its own is laid over the sources of the real one."""
    if "content/dossier.yaml" not in files:
        topic = yaml.safe_load(next(iter(files.values())))["topic"]
        shutil.copytree(CONTENT / "sources", root / "content/sources")
        shutil.copy(CONTENT / "entities.yaml", root / "content/entities.yaml")
        write_yaml(root / "content/measures.yaml", {})
        header = {"title": "Test", "language": "en", "as-of": "2021-09-09", "topics": [topic]}
        write_yaml(root / "content/dossier.yaml", header)
        files = {f"content/topics/{topic}.md": f"---\ntitle: {topic}\n---\n", **files}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def run(*words: str) -> Result:
    """One command, as typed; anything but an exit is a failure of the test."""
    result = CliRunner().invoke(main, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


with_example = pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if path not in WALKS and example(path)], ids=lambda path: path.name)


def test_readme_and_writing_show_examples() -> None:
    assert {"README.md", "writing.md"} <= {path.name for path in DOCUMENTS if example(path)}


@with_example
def test_examples_pass(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an error and without a warning; that a source of the real dossier is not cited is no matter here."""
    lay(example(document), tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run("check", "--strict", "--ignore", "A202")
    assert result.exit_code == 0, result.output


def test_example_dossier_uses_every_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(example(ROOT / "docs/writing.md"), tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("coverage").output == ""


def test_refusal_is_the_real_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = (text for _, kind, text in blocks(ROOT / "README.md") if kind == "refusal")
    files = {name: text.replace("will stay", "will remain") for name, text in example(ROOT / "README.md").items()}
    lay(files, tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run("check", "--select", "Q")
    assert result.exit_code == 1
    assert result.output.startswith(shown)


@named
def test_yaml_can_be_read(document: Path) -> None:
    for language, name, text in blocks(document):
        if language == "yaml" and not name:
            assert yaml.safe_load(text)


@named
def test_what_is_shown_of_a_file_stands_in_it(document: Path) -> None:
    for _, name, text in blocks(document):
        if name.startswith("examples/"):
            assert text in (ROOT / name).read_text(encoding="utf-8"), name


def commands(document: Path) -> Iterator[list[str]]:
    """Each line of a `sh` block in words, without its comment."""
    for language, _, text in blocks(document):
        if language == "sh":
            yield from filter(None, (shlex.split(line, comments=True) for line in text.splitlines()))


@named
def test_commands_are_understood(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that only look are run on the document's own example; of the others the words are parsed."""
    lay(example(document if document not in WALKS else ROOT / "README.md") or example(ROOT / "README.md"), tmp_path)
    monkeypatch.chdir(tmp_path)
    for program, *words in commands(document):
        if program == "make":
            assert set(words) <= targets(), words
        elif program == "briefings" and words[0] in HARMLESS and document not in WALKS:
            assert run(*words).exit_code == 0, words
        elif program == "briefings":
            command(words[0]).make_context(words[0], words[1:], click.Context(main, **main.context_settings))


def targets() -> set[str]:
    """What `make` can be asked for."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_readme_lists_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `briefings (\w+)", text, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(name: str) -> None:
    assert "Example: briefings" in (command(name).help or "")


@named
def test_links_lead_to_files(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    for address in LINK.findall(text):
        path, _, fragment = address.partition("#")
        if not address.startswith(("https:", "http:", "mailto:")):
            target = (document.parent / path).resolve() if path else document
            assert target.exists(), address
            if fragment:
                assert fragment in anchors(target.read_text(encoding="utf-8")), address


def anchors(text: str) -> set[str]:
    """The ids that a host gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@named
def test_nothing_depends_on_one_machine(document: Path) -> None:
    assert not re.search(r"(?<![\w.])/(home|root|tmp|work|Users)/", document.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_the_json_report_has_the_keys_that_are_explained() -> None:
    assert list(json.loads(render([PROBLEM], {}, "json"))["problems"][0]) == list(KEYS)


@pytest.mark.parametrize("code", sorted(manual()))
def test_every_rule_is_explained(code: str) -> None:
    assert code[0] in FAMILIES
    assert list(manual()[code]) == ["rule", "why", "mend", "fails", "passes"]
    assert all(manual()[code].values())


def test_levels_are_of_rules() -> None:
    assert not set(LEVELS) - set(manual()) - {"L903"}
