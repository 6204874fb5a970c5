"""From a built file back to the line that an editor wrote."""

import json
import shutil
from pathlib import Path

import pytest

from briefings.problems import Place
from briefings.report import FORMATS, render
from briefings.verify import verify
from briefings.verify.origins import OriginsOf
from tests.small_dossiers import CONTENT

PARAGRAPH = "\n\nSee [the annex](../annex.html) and\nthe [*long* list](lists/ä.html), ![a chart](chart.png) [@china-loan].\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of this repository with three bad links in its prose."""
    folder = tmp_path_factory.mktemp("dossier") / "content"
    shutil.copytree(CONTENT, folder)
    page = folder / "topics/debt.md"
    page.write_text(page.read_text(encoding="utf-8").rstrip() + PARAGRAPH, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def origins(content: Path) -> OriginsOf:
    return OriginsOf(content)


def line(place: Place | None) -> str:
    """The text from the place's column on."""
    assert place
    return Path(place.path).read_text(encoding="utf-8").split("\n")[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize(("page", "address", "file", "begins"), [
    ("topics/debt.html", "../annex.html", "topics/debt.md", "../annex.html) and"),
    ("topics/debt.html", "lists/%C3%A4.html", "topics/debt.md", "lists/ä.html"),
    ("topics/debt.html", "chart.png", "topics/debt.md", "chart.png)"),
    ("topics/debt.html", "../facts/china-loan.html", "topics/debt.md", None),
    ("topics/debt.html", "#not-there", "topics/debt.md", "---"),
    ("facts/china-loan.html", "", "facts/debt.yaml", "id: china-loan"),
    ("facts/china-loan.html", "../topics/gone.html", "facts/debt.yaml", "id: china-loan"),
    ("sources/afp-2021.html", "../gone.html", "sources/afp-2021/source.yaml", ""),
    ("entities/putin.html", "", "entities.yaml", ""),
    ("pdf/debt.pdf", "", "topics/debt.md", "---"),
    ("data/topics/debt.csv", "", "topics/debt.md", "---"),
    ("feed.atom", "gone.html", "dossier.yaml", ""),
    ("figures.html", "gone.html", "dossier.yaml", ""),
])
def test_the_place_in_the_content(
    origins: OriginsOf, content: Path, page: str, address: str, file: str, begins: str | None
) -> None:
    place = origins(page, address)
    assert place
    assert Path(place.path) == content / file
    assert line(place).startswith(begins) if begins is not None else "@china-loan" in line(place)


def test_an_address_of_a_source_stands_in_its_record_wherever_it_is_shown(origins: OriginsOf, content: Path) -> None:
    written = (content / "sources/afp-2021/source.yaml").read_text(encoding="utf-8")
    url = next(line.removeprefix("URL: ") for line in written.split("\n") if line.startswith("URL: "))
    for page, address in (("index.html", url), ("topics/debt.html", f"{url}#:~:text=gas"), ("feed.atom", url)):
        assert line(origins(page, address)) == url


def test_nothing_is_known_without_a_dossier(tmp_path: Path) -> None:
    assert OriginsOf(tmp_path)("index.html", "gone.html") is None


def test_every_report_names_it(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="gone.html">x</a>')
    problems = verify(tmp_path, "site", lambda _page, _value: Place("content/topics/debt.md", 12, 5, 12, 9))
    for form in FORMATS:
        text = render(problems, {}, form)
        assert "content/topics/debt.md" in text
        assert "12" in text
    assert json.loads(render(problems, {}, "json"))["problems"][0]["origin"] == {
        "path": "content/topics/debt.md", "line": 12, "column": 5, "end_line": 12, "end_column": 9}


def test_an_address_typed_once_is_one_problem_however_often_it_is_shown(tmp_path: Path) -> None:
    bad = '<a href="https://exa mple.org/a{}">x</a>'
    (tmp_path / "index.html").write_text(bad.format("") + '<a href="two.html">2</a>' + bad.format("#:~:text=gas"))
    (tmp_path / "two.html").write_text('<a href="index.html">1</a><a href="gone.html">y</a>' + bad.format(""))
    typed, page = Place("content/sources/a/source.yaml", 3), Place("content/topics/b.md")
    problems = verify(tmp_path, "site", lambda _page, value: typed if "exa" in value else page)
    assert [(each.place.path, each.origin, each.detail) for each in problems] == [
        ("site/index.html", typed, ("it stands in 3 places of the site; this is the first",)),
        ("site/two.html", page, ())]
    assert len(verify(tmp_path, "site")) == 4
