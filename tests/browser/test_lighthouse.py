"""Lighthouse on a telephone: 100 for accessibility, best practices and SEO. Speed is measured by benchmarks/page_speed.py."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import ARGUMENTS, CHROMIUM, ROOT, TYPES

pytestmark = pytest.mark.browser
LIGHTHOUSE = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100}


def measured(address: str, report: Path) -> dict[str, Any]:
    """Lighthouse's report on one page."""
    node = shutil.which("node") or ""
    subprocess.run(
        [node, LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}",
         f"--only-categories={','.join(LEAST)}", f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}"],
        check=True, timeout=120, env=os.environ | {"CHROME_PATH": CHROMIUM or ""})
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def shortfalls(report: dict[str, Any]) -> dict[str, list[str]]:
    """Each category that falls short, with the audits that cost it points."""
    return {
        name: [each["id"] for each in report["categories"][name]["auditRefs"]
               if each["weight"] and report["audits"][each["id"]]["score"] == 0]
        for name, least in LEAST.items() if round(100 * report["categories"][name]["score"]) < least
    }


def test_a_topic_page_on_a_telephone(served: str, tmp_path: Path) -> None:
    if CHROMIUM is None or shutil.which("node") is None or not LIGHTHOUSE.exists():
        pytest.skip("Chromium, node or Lighthouse is not installed: npm install --no-package-lock")
    assert shortfalls(measured(served + TYPES["topic"], tmp_path / "report.json")) == {}
