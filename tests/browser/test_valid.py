"""Every page is valid HTML by the Nu checker, and small."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import ROOT

pytestmark = pytest.mark.browser
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# The checker knows no origin for a file, so it holds that 'self' is nobody; test_behaviour loads every page.
# It takes a block of data (JSON-LD) for a script, which HTML does not run and CSP does not ask about.
POLICY = ("Resource violates Content Security Policy", "Inline script violates Content Security Policy")
OWN_SCRIPTS = ("briefings.js", "search.js")
FONTS = ("literata-latin-wght-normal.woff2", "inter-latin-wght-normal.woff2")


def test_every_page_is_valid(site: Path, edited: Path) -> None:
    java = shutil.which("java")
    if java is None or not VNU.exists():
        pytest.skip("Java or vnu-jar is not installed: npm install --no-package-lock")
    run = subprocess.run(
        [java, "-jar", VNU, "--format", "json", "--skip-non-html", "--exit-zero-always", str(site), str(edited)],
        capture_output=True, text=True, check=True)
    found = {(each["message"], each["url"].rpartition("/site/")[2]) for each in json.loads(run.stderr)["messages"]}
    assert {message: page for message, page in found if not message.startswith(POLICY)} == {}


def test_the_only_inline_scripts_are_blocks_of_data(site: Path) -> None:
    for path in site.rglob("*.html"):
        kinds = re.findall(r"<script(?![^>]* src=)([^>]*)>", path.read_text(encoding="utf-8"))
        assert set(kinds) <= {' type="application/ld+json"'}, path


def test_a_topic_page_is_small(site: Path) -> None:
    for path in (site / "topics").glob("*.html"):
        text = path.read_bytes()
        facts = text.count(b'<article class="fact"')
        assert len(gzip.compress(text, 9)) <= 12 * 1024 + 0.6 * 1024 * facts, path.name


def test_style_script_and_fonts_are_small(site: Path) -> None:
    theme = site / "theme"
    assert len(gzip.compress((theme / "css" / "style.css").read_bytes(), 9)) <= 10 * 1024
    assert sum((theme / "js" / name).stat().st_size for name in OWN_SCRIPTS) < 6000
    assert sum((theme / "fonts" / name).stat().st_size for name in FONTS) <= 115 * 1024
