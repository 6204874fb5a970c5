"""Building: whatever fails, the last good site stands, or comes back with the next command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cases import lay

import briefings.build as building
from briefings.build import Built, build
from briefings.cli import main
from briefings.problems import Level, Place, Problem
from briefings.swap import beside, restore, unfit

GOOD = "<!doctype html><title>New</title>"
BROKEN = Problem("L901", Level.ERROR, "a dead link", Place("build/site/index.html"))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small dossier and an old site; rendering writes one page, and verifying finds nothing."""
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    old = tmp_path / "build/site/index.html"
    old.parent.mkdir(parents=True)
    old.write_text("the last good site")
    rendering(monkeypatch)
    monkeypatch.setattr(building, "verify", lambda *_: ())
    return tmp_path


def rendering(monkeypatch: pytest.MonkeyPatch, failures: tuple[str, ...] = ()) -> None:
    """Put a renderer in place that writes one page and tells these failures."""

    def run(content: Path, output: Path, *_: object) -> list[str]:
        (output / "index.html").write_text(GOOD)
        return list(failures)

    monkeypatch.setattr(building, "run_pelican", run)


def built(room: Path) -> Built:
    return build(room / "content", room / "build/site")


def page(room: Path) -> str:
    return (room / "build/site/index.html").read_text()


def leftovers(room: Path) -> list[str]:
    return sorted(path.name for path in (room / "build").iterdir() if path.name.startswith(".") and not path.name.endswith(".lock"))


def test_a_good_build_takes_the_place_of_the_old_site(room: Path) -> None:
    assert built(room).passed
    assert page(room) == GOOD
    assert leftovers(room) == []


def test_the_first_build_needs_no_old_site(room: Path) -> None:
    (room / "build/site/index.html").unlink()
    (room / "build/site").rmdir()
    assert built(room).passed
    assert page(room) == GOOD


def test_files_of_the_old_site_do_not_linger(room: Path) -> None:
    (room / "build/site/gone.html").write_text("a fact that was withdrawn")
    built(room)
    assert not (room / "build/site/gone.html").exists()


def test_an_error_in_the_content_leaves_the_old_site(room: Path) -> None:
    sheet = room / "content/facts/harbour.yaml"
    sheet.write_text(sheet.read_text().replace("has ordered two cranes.\n", "has bought two cranes.\n"))
    assert not built(room).passed
    assert page(room) == "the last good site"


def test_a_failure_of_the_renderer_leaves_the_old_site(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering(monkeypatch, failures=("Cannot load plugin `typo`",))
    result = built(room)
    assert not result.passed
    assert result.failures == ("Cannot load plugin `typo`",)
    assert page(room) == "the last good site"
    assert leftovers(room) == []


def test_a_dead_link_leaves_the_old_site(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "verify", lambda *_: (BROKEN,))
    assert not built(room).passed
    assert page(room) == "the last good site"
    assert leftovers(room) == []


def test_our_own_mistake_is_raised_and_leaves_the_old_site(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(building, "verify", mistaken)
    with pytest.raises(ZeroDivisionError):
        built(room)
    assert page(room) == "the last good site"
    assert leftovers(room) == []


def test_the_report_counts_the_problems_of_the_site(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "verify", lambda *_: (BROKEN,))
    built(room)
    report = json.loads((room / "build/report.json").read_text())
    assert report["summary"]["errors"] == 1
    assert [problem["code"] for problem in report["problems"] if problem["level"] == "error"] == ["L901"]


def test_killed_between_the_two_renames_the_old_site_comes_back(room: Path) -> None:
    site = room / "build/site"
    site.rename(beside(site, "old"))
    restore(site)
    assert page(room) == "the last good site"
    assert leftovers(room) == []


def test_killed_after_the_swap_the_new_site_stays(room: Path) -> None:
    site = room / "build/site"
    beside(site, "old").mkdir()
    (beside(site, "old") / "index.html").write_text("older")
    restore(site)
    assert page(room) == "the last good site"
    assert leftovers(room) == []


def test_killed_while_rendering_the_half_made_site_goes(room: Path) -> None:
    site = room / "build/site"
    beside(site, "new").mkdir()
    (beside(site, "new") / "half.html").write_text("half")
    restore(site)
    assert page(room) == "the last good site"
    assert leftovers(room) == []


def test_killed_between_the_renames_of_a_first_build_nothing_is_promised(room: Path) -> None:
    site = room / "build/site"
    site.rename(beside(site, "new"))
    restore(site)
    assert not site.exists()
    assert leftovers(room) == []


def test_verify_restores_before_it_looks(room: Path) -> None:
    site = room / "build/site"
    site.rename(beside(site, "old"))
    CliRunner().invoke(main, ["verify", "build/site"])
    assert page(room) == "the last good site"


def test_verify_makes_no_folder(room: Path) -> None:
    assert CliRunner().invoke(main, ["verify", "no/such/site"]).exit_code == 1
    assert not (room / "no").exists()


@pytest.mark.parametrize("site", [".", "/", "content", "content/site", "content/.."])
def test_a_site_is_not_put_where_the_dossier_is(room: Path, site: str) -> None:
    result = CliRunner().invoke(main, ["build", "--output", site])
    assert result.exit_code == 2
    assert "the dossier" in result.output
    assert (room / "content/dossier.yaml").exists()


@pytest.mark.parametrize(("site", "reason"), [
    ("home", "home folder"), ("home/..", "the dossier"), ("linked", "a link"), ("pages", "a git repository"),
    ("letter", "no folder"), ("here", "you are in it"),
])
def test_a_site_is_not_put_where_something_else_would_go(
    room: Path, monkeypatch: pytest.MonkeyPatch, site: str, reason: str
) -> None:
    for folder in ("home", "pages/.git", "elsewhere", "here/below"):
        (room / folder).mkdir(parents=True)
        ((room / folder).parent / "index.html").write_text("somebody's")
        (room / folder / "index.html").write_text("somebody's")
    (room / "linked").symlink_to(room / "elsewhere")
    (room / "letter").write_text("Dear Anna")
    monkeypatch.setenv("HOME", str(room / "home"))
    monkeypatch.chdir(room / "here/below")
    result = CliRunner().invoke(main, ["build", "--output", str(room / site), "--content", str(room / "content")])
    assert (result.exit_code, reason in result.output) == (2, True), result.output
    assert (room / "home/index.html").read_text() == (room / "elsewhere/index.html").read_text() == "somebody's"


def test_a_folder_of_other_things_is_not_replaced(room: Path) -> None:
    (room / "letters").mkdir()
    (room / "letters/to-anna.txt").write_text("Dear Anna")
    assert CliRunner().invoke(main, ["build", "--output", "letters"]).exit_code == 2
    assert (room / "letters/to-anna.txt").read_text() == "Dear Anna"


@pytest.mark.parametrize("site", ["build/site", "build/other", "empty"])
def test_an_empty_folder_an_old_site_or_a_new_name_will_do(room: Path, site: str) -> None:
    (room / "empty").mkdir()
    assert unfit(Path(site), Path("content")) is None


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the real build on the small dossier and give its exit code."""
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    return lambda *more: CliRunner().invoke(main, ["build", *more]).exit_code


def test_the_whole_line_builds_twice_to_the_same_bytes(whole: Callable[..., int], tmp_path: Path) -> None:
    def files(root: Path) -> dict[str, bytes]:
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert whole() == 0
    first = files(tmp_path / "build/site")
    assert whole() == 0
    assert files(tmp_path / "build/site") == first
    assert "facts/dredging-cost.html" in first


def test_a_plugin_that_cannot_be_imported_fails_the_build(whole: Callable[..., int], tmp_path: Path) -> None:
    Path("pelicanconf.py").write_text("PLUGINS = ['no_such_plugin', 'briefings.site.pelican_plugin']\n")
    assert whole() == 1
    assert not (tmp_path / "build/site").exists()
