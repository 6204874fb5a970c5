"""content/ → Corpus: what was received is kept byte for byte, and every file is read or told of."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from test_cases import lay

from briefings.load import load

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small dossier."""
    lay({}, tmp_path)
    return tmp_path / "content"


def problems(content: Path) -> list[tuple[str, str, int]]:
    """Code, file and line of each problem; a dossier with an error is not made."""
    corpus, found = load(content)
    assert (corpus is None) == bool([each for each in found if each.level == "error"])
    return sorted((each.code, Path(each.place.path).name, each.place.line) for each in found)


def test_all_parts_are_read(content: Path) -> None:
    corpus, found = load(content)
    assert not found
    assert corpus is not None
    assert (list(corpus.sources), list(corpus.texts)) == (["gazette-2024", "wire-2024"],) * 2
    assert (list(corpus.sheets), list(corpus.topics), list(corpus.pages)) == (["harbour"], ["harbour"], [])
    assert (list(corpus.entities), list(corpus.measures)) == (["voss", "port-authority", "seaport"], ["dredging-cost"])


@pytest.mark.parametrize("article", [b"\xef\xbb\xbfWords.\r\nMore.\r\n", b"Words.\rMore", "Слова\u2028\u00a0ещё".encode()])
def test_a_captured_text_is_kept_as_it_came(content: Path, article: bytes) -> None:
    (content / "sources/wire-2024/article.txt").write_bytes(article)
    corpus, _ = load(content)
    assert corpus is not None
    text = corpus.texts["wire-2024"]
    assert text.text.encode() == article
    assert text.sha256 == sha256(article).hexdigest()


def test_the_order_is_that_of_names_not_of_the_disk(content: Path) -> None:
    for name in ("zebra", "apple", "mango"):
        (content / f"pages/{name}.md").parent.mkdir(exist_ok=True)
        (content / f"pages/{name}.md").write_text(f"---\ntitle: {name}\n---\n")
    corpus, _ = load(content)
    assert corpus is not None
    assert list(corpus.pages) == ["apple", "mango", "zebra"]


@pytest.mark.parametrize(("name", "text", "expected"), [
    ("dossier.yaml", b"", ("S104", "dossier.yaml", 1)),
    ("entities.yaml", b"voss:\n  kind: person\n  label: \xff\n", ("S113", "entities.yaml", 3)),
    ("sources/wire-2024/article.txt", b" \r\n\n", ("A201", "article.txt", 1)),
    ("sources/wire-2024/article.txt", b"One\ntwo\n\xfe", ("A201", "article.txt", 3)),
    ("sources/new/article.txt", b"No record.", ("S113", "source.yaml", 1)),
    ("sources/stray.txt", b"x", ("S113", "stray.txt", 1)),
    ("facts/sheet.yml", b"x", ("S113", "sheet.yml", 1)),
    ("topics/Two.md", b"---\ntitle: T\n---\n", ("S105", "Two.md", 1)),
    ("pages/two.markdown", b"x", ("S113", "two.markdown", 1)),
    ("dosier.yaml", b"x", ("S113", "dosier.yaml", 1)),
])
def test_a_file_that_will_not_do_is_told_at_its_line(content: Path, name: str, text: bytes,
                                                    expected: tuple[str, str, int]) -> None:
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_bytes(text)
    assert problems(content) == [expected]


def test_hidden_files_are_left_alone(content: Path) -> None:
    for name in (".git", "facts/.harbour.yaml.swp", "sources/.DS_Store", "topics/.keep"):
        (content / name).write_text("x")
    assert problems(content) == []


def test_an_empty_folder_lacks_its_dossier(write: Write, tmp_path: Path) -> None:
    assert problems(write({"facts/.keep": ""})) == [("S113", "dossier.yaml", 1)]


def test_mistakes_of_all_files_are_told_together(content: Path) -> None:
    (content / "dossier.yaml").write_text("title: T\n")
    (content / "entities.yaml").write_text("A: {kind: person, label: A}\n")
    (content / "sources/wire-2024/article.txt").unlink()
    (content / "topics/harbour.md").write_text("no front matter")
    assert {name for _, name, _ in problems(content)} == {"dossier.yaml", "entities.yaml", "article.txt", "harbour.md"}
