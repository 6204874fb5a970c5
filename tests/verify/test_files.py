"""Entries of the folder that are no plain files, and files that no reader should be given."""

import os
from pathlib import Path

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


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="big.html#x">x</a>')
    with (tmp_path / "big.html").open("wb") as file:
        file.truncate((32 << 20) + 1)
    assert found(tmp_path) == ["big.html the file cannot be read: it has 32 MB, more than 32"]


def test_entities_that_grow_without_bound_are_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    (tmp_path / "a.xml").write_text(f"<!DOCTYPE r [{entities}]><rss>&e11;</rss>")
    (line,) = found(tmp_path)
    assert line.startswith("a.xml the file cannot be read: it is not well-formed XML")
