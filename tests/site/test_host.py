"""Pelican inside the build: what goes wrong in it is a failure, and nothing of a run is left over for the next."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican import signals

from briefings.pipeline import Examined
from briefings.site.host import HOUSE_SETTINGS, each_signal, run_pelican

EXAMPLE = Path(__file__).parent / "fixture"
Settings = Callable[[str, str], Path]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A pelicanconf.py like the house's, with one plugin of the given code, and further lines."""

    def written(plugin: str, more: str = "") -> Path:
        (tmp_path / "plugins").mkdir()
        (tmp_path / "plugins" / "tiny.py").write_text(plugin, encoding="utf-8")
        path = tmp_path / "pelicanconf.py"
        house = HOUSE_SETTINGS.read_text(encoding="utf-8")
        theme = HOUSE_SETTINGS.parent / "theme"
        path.write_text(f"{house}\nTHEME = {str(theme)!r}\nPLUGIN_PATHS = [{str(tmp_path / 'plugins')!r}]\n"
                        f"PLUGINS += ['tiny']\n{more}\n", encoding="utf-8")
        return path

    return written


def run(settings: Path, output: Path, examined: Examined) -> list[str]:
    """One run."""
    return run_pelican(EXAMPLE, output, settings, examined)


def test_another_plugin_has_its_say(settings: Settings, tmp_path: Path, example: Examined) -> None:
    plugin = (
        "from pathlib import Path\nfrom pelican import signals\n"
        "def note(path, context):\n    p = Path(path)\n    p.write_text(p.read_text() + '<!-- seen -->')\n"
        "def register():\n    signals.content_written.connect(note)\n"
    )
    assert run(settings(plugin, ""), tmp_path / "out", example) == []
    assert (tmp_path / "out/index.html").read_text(encoding="utf-8").endswith("<!-- seen -->")


@pytest.mark.parametrize(("plugin", "said"), [
    ("import nothing_of_this_name\n", "Cannot load plugin `tiny`"),
    ("1 / 0\n", "ZeroDivisionError"),
    ("def register():\n    raise RuntimeError('no key')\n", "Cannot register plugin `tiny`: RuntimeError: no key"),
    ("", "Cannot register plugin `tiny`"),
    ("from pelican import signals\ndef fail(_):\n    raise OSError('disk full')\n"
     "def register():\n    signals.finalized.connect(fail)\n", "OSError: disk full"),
    ("import logging\nfrom pelican import signals\ndef tell(_):\n    logging.getLogger('tiny').error('it went wrong')\n"
     "def register():\n    signals.finalized.connect(tell)\n", "it went wrong"),
])
def test_a_broken_plugin_fails(
    settings: Settings, tmp_path: Path, example: Examined, plugin: str, said: str
) -> None:
    failures = run(settings(plugin, ""), tmp_path / "out", example)
    assert len(failures) == 1
    assert said in failures[0]


def test_a_plugin_that_is_missing_fails(settings: Settings, tmp_path: Path, example: Examined) -> None:
    failures = run(settings("def register(): pass\n", "PLUGINS += ['absent_plugin']"), tmp_path / "out", example)
    assert [failure for failure in failures if "absent_plugin" in failure]


def test_a_name_that_no_template_gets_fails_with_its_place(
    settings: Settings, tmp_path: Path, example: Examined
) -> None:
    (tmp_path / "over").mkdir()
    (tmp_path / "over/404.html").write_text("<h1>\n{{ no_such_name }}</h1>", encoding="utf-8")
    path = settings("def register(): pass\n", f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path / 'over')!r}]")
    assert run(path, tmp_path / "out", example) == ["UndefinedError: 'no_such_name' is undefined (404.html:2)"]


def test_settings_that_are_no_python_fail(tmp_path: Path, example: Examined) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = (\n", encoding="utf-8")
    assert "SyntaxError" in run(tmp_path / "pelicanconf.py", tmp_path / "out", example)[0]


def test_nothing_is_left_over_for_the_next_run(settings: Settings, tmp_path: Path, example: Examined) -> None:
    plugin = (
        "from pelican import signals\ndef fail(_):\n    raise OSError('left over')\n"
        "def register():\n    signals.finalized.connect(fail, weak=False)\n"
    )
    before = (list(logging.getLogger().handlers), sys.path.copy(), {n: set(s.receivers) for n, s in each_signal()})
    assert run(settings(plugin, ""), tmp_path / "out", example)
    after = (list(logging.getLogger().handlers), sys.path.copy(), {n: set(s.receivers) for n, s in each_signal()})
    assert after == before
    assert "tiny" not in sys.modules
    assert not signals.finalized.receivers
    assert run_pelican(EXAMPLE, tmp_path / "again", None, example) == []


def test_the_same_dossier_gives_the_same_bytes(built: Path, tmp_path: Path, example: Examined) -> None:
    assert run_pelican(EXAMPLE, tmp_path, None, example, pdfs=("energy.pdf",)) == []
    once, again = ({path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
                   for root in (built, tmp_path))
    assert once == again


def plain(content: Path, output: Path) -> "subprocess.CompletedProcess[str]":
    """Plain `pelican` with the house's settings."""
    command = [sys.executable, "-m", "pelican", str(content), "-o", str(output), "-s", str(HOUSE_SETTINGS)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOUSE_SETTINGS.parent,
                          env={**os.environ, "COLUMNS": "200"})


def test_plain_pelican_builds_the_same_pages(built: Path, tmp_path: Path) -> None:
    assert plain(EXAMPLE, tmp_path).returncode == 0
    assert (tmp_path / "disputes.html").read_bytes() == (built / "disputes.html").read_bytes()


def test_plain_pelican_fails_with_the_report_of_a_dossier_that_has_errors(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/dossier.yaml").write_text("title: A\n", encoding="utf-8")
    done = plain(tmp_path / "content", tmp_path / "out")
    assert done.returncode != 0
    assert "S104" in done.stdout + done.stderr
    assert not (tmp_path / "out/index.html").exists()
