"""Entries of the folder that are no plain files, and files that no reader should be given."""

import os
from pathlib import Path

import pytest

from briefings.verify import verify


def found(folder: Path) -> list[str]:
    """Each problem of the folder as `path message`."""
    return [f"{one.place.path.removeprefix('site/')} {one.message}" for one in verify(folder, "site")]


def test_links_and_pipes_are_told_and_never_read(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>")
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "away.html").symlink_to("/etc/hosts")
    (tmp_path / "dangling.png").symlink_to("gone")
    (tmp_path / "round").symlink_to(".")
    (tmp_path / "same.png").symlink_to("index.html")
    assert found(tmp_path) == [
        "away.html it is a symbolic link that leads out of the folder",
        "dangling.png it is a symbolic link that leads to no file",
        "pipe.html it is neither a file nor a folder",
    ]


def test_a_broken_pdf_is_told_in_the_same_words_every_time(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>")
    (tmp_path / "a.pdf").write_text("%PDF-1.4\n1 0 obj<</Type/Catalog/URI 5>>endobj trailer<</Root 1 0 R>>")
    (line,) = found(tmp_path)
    assert line.startswith("a.pdf the file cannot be read: it is no PDF")
    assert "0x" not in line


@pytest.mark.parametrize(("name", "most"), [("big.html", 64), ("big.json", 256)])
def test_a_file_too_large_is_not_read(tmp_path: Path, name: str, most: int) -> None:
    (tmp_path / "index.html").write_text(f'<a href="{name}#x">x</a>')
    with (tmp_path / name).open("wb") as file:
        file.truncate((most << 20) + 1)
    assert found(tmp_path) == [f"{name} the file cannot be read: it has {most} MB, more than {most}"]


@pytest.mark.parametrize("encoding", ["idna", "punycode", "undefined", "unicode_escape", "zip"])
def test_a_page_may_name_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "index.html").write_bytes(f'<meta charset="{encoding}">'.encode() + b"<p>\xff x</p><a href=gone.html>x</a>")
    assert any("gone.html" in line for line in found(tmp_path))


@pytest.mark.parametrize("nested", [
    "<div><!--</div>-->", "<div></b>", "<div title='</div>'>", "<div><iframe></div></iframe>", "<div/>",
])
def test_a_page_is_measured_by_what_stays_open(tmp_path: Path, nested: str) -> None:
    (tmp_path / "index.html").write_text(nested * 30_000 + "<p>x</p>")
    assert any("elements are nested more than 2000 deep" in line for line in found(tmp_path))


def test_drawings_close_their_elements_with_a_slash(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>" + "<svg>" + "<path d='M0 0'/>" * 30_000 + "</svg>")
    assert found(tmp_path) == []


def test_entities_that_grow_without_bound_are_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    (tmp_path / "a.xml").write_text(f"<!DOCTYPE r [{entities}]><rss>&e11;</rss>")
    (line,) = found(tmp_path)
    assert line.startswith("a.xml the file cannot be read: it is not well-formed XML")
