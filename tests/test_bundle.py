"""The evidence bundle: whole, checkable with common tools, and the same bytes each time."""

import csv
import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefings.build import build
from briefings.bundle import bundle
from briefings.cli import main
from briefings.pipeline import examine
from briefings.start import start


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle, unpacked."""
    root = tmp_path_factory.mktemp("bundle")
    start(root / "new", None)
    assert build(root / "new" / "content", root / "site", packed=root / "site.zip").passed
    shutil.unpack_archive(root / "site.zip", root / "open")
    return root / "open"


def test_every_file_has_its_hash(packed: Path) -> None:
    sums = dict(reversed(line.split("  ", 1)) for line in (packed / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    there = {path.relative_to(packed).as_posix() for path in packed.rglob("*") if path.is_file()}
    assert set(sums) == there - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((packed / name).read_bytes()).hexdigest() == digest


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_common_tools_check_it(packed: Path) -> None:
    """By the command that its README gives, and one changed letter fails it."""
    command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert " ".join([*command[:2], command[3]]) in (packed / "README.txt").read_text(encoding="utf-8")
    subprocess.run(command, cwd=packed, check=True)
    readme = packed / "README.txt"
    kept = readme.read_text(encoding="utf-8")
    readme.write_text(kept.replace("a", "e", 1), encoding="utf-8")
    assert subprocess.run(command, cwd=packed, capture_output=True, check=False).returncode == 1
    readme.write_text(kept, encoding="utf-8")


def test_every_quotation_stands_in_its_source(packed: Path) -> None:
    with (packed / "site/data/evidence.csv").open(encoding="utf-8-sig", newline="") as rows:
        quotes = [(row["source"], row["quote"].removeprefix("'")) for row in csv.DictReader(rows)]
    assert len(quotes) == 3
    for source, quote in quotes:
        assert quote in (packed / "sources" / f"{source}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("publish", "kept", "gone"), [
    ("full", "Share this article", ""),
    ("excerpts", "The repairs will cost about €12 million.", "Share this article"),
    ("quotes", "[", "Share this article"),
])
def test_sources_go_as_far_as_they_may(tmp_path: Path, publish: str, kept: str, gone: str) -> None:
    start(tmp_path / "new", None)
    record = tmp_path / "new/content/sources/herald-2024/source.yaml"
    record.write_text(record.read_text(encoding="utf-8") + f"publish: {publish}\n", encoding="utf-8")
    dossier = examine(tmp_path / "new/content").dossier
    assert dossier
    (tmp_path / "site").mkdir()
    bundle(dossier, tmp_path / "site", tmp_path / "it.zip")
    with zipfile.ZipFile(tmp_path / "it.zip") as read:
        text = read.read("sources/herald-2024.txt").decode()
    assert kept in text
    assert not gone or gone not in text
    article = (tmp_path / "new/content/sources/herald-2024/article.txt").read_text(encoding="utf-8")
    assert (text == article) is (publish == "full")


def test_the_same_content_gives_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    start(tmp_path / "again", None)
    assert build(tmp_path / "again/content", tmp_path / "site", packed=tmp_path / "site.zip").passed
    assert (tmp_path / "site.zip").read_bytes() == (packed.parent / "site.zip").read_bytes()


def test_a_build_that_fails_leaves_the_last_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path / "new", None)
    monkeypatch.chdir(tmp_path / "new")
    done = CliRunner().invoke(main, ["build", "--pdf", "never", "--bundle"])
    assert "the evidence bundle is build/site.zip" in done.output
    last = Path("build/site.zip").read_bytes()
    sheet = Path("content/facts/bridge.yaml")
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("six months", "nine months"), encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "--pdf", "never", "--bundle"]).exit_code == 1
    assert Path("build/site.zip").read_bytes() == last


def test_a_folder_in_its_place_is_told_of_before_anything_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path / "new", None)
    monkeypatch.chdir(tmp_path / "new")
    Path("build/site.zip").mkdir(parents=True)
    done = CliRunner().invoke(main, ["build", "--bundle"])
    assert (done.exit_code, Path("build/site").exists()) == (2, False)
    assert "the evidence bundle cannot be put at build/site.zip: a folder stands there" in done.output


def test_a_link_in_the_place_of_what_is_begun_is_not_followed(tmp_path: Path) -> None:
    start(tmp_path / "new", None)
    (tmp_path / "letter.txt").write_text("Dear Anna")
    (tmp_path / ".it.zip.new").symlink_to("letter.txt")
    dossier = examine(tmp_path / "new/content").dossier
    assert dossier
    (tmp_path / "site").mkdir()
    bundle(dossier, tmp_path / "site", tmp_path / "it.zip")
    assert (tmp_path / "letter.txt").read_text() == "Dear Anna"
    assert zipfile.is_zipfile(tmp_path / "it.zip")


def test_a_disk_that_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path / "new", None)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")
    monkeypatch.setattr("briefings.bundle.pack", full)
    built = build(tmp_path / "new/content", tmp_path / "site", packed=tmp_path / "site.zip")
    assert not built.passed
    assert "the disk is full" in built.failures[0]
    assert not list(tmp_path.glob("*.zip*")) + list(tmp_path.glob(".*.zip*"))


@pytest.mark.parametrize("name", [b"odd\nname.txt", b"x\xff.txt"])
def test_a_file_name_that_is_no_text_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes) -> None:
    """As a theme of one's own may have; the sums would be unreadable, and some systems could not unpack it."""
    start(tmp_path / "new", None)
    monkeypatch.chdir(tmp_path / "new")
    house = Path(__file__).parents[1]
    shutil.copytree(house / "theme", "theme")
    shutil.copy(house / "pelicanconf.py", "pelicanconf.py")
    (Path("theme/static") / os.fsdecode(name)).write_text("x")
    done = CliRunner().invoke(main, ["build", "--pdf", "never", "--bundle"])
    assert isinstance(done.exception, SystemExit), done.exc_info
    assert f"'theme/{ascii(os.fsdecode(name))[1:]}: a file of the site has a name that no zip should hold: rename it" in done.output
    assert not Path("build/site.zip").exists()
