"""Lighthouse's performance on a telephone: the median of several runs, of pages served gzipped as every host does.

Needs node, Chromium and `npm install --no-package-lock`, and a built site.
Run: python benchmarks/page_speed.py [PAGE] [SITE ...]; with several sites their runs take turns, so that a busy
machine troubles them alike.
"""

import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
RUNS = 5
AUDITS = {"first-contentful-paint": "FCP ms", "largest-contentful-paint": "LCP ms", "speed-index": "SI ms",
          "total-blocking-time": "TBT ms", "cumulative-layout-shift": "CLS"}


class Host(http.server.SimpleHTTPRequestHandler):
    """A web server that compresses and does not talk."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body, kind = path.read_bytes(), self.guess_type(path)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if kind.startswith(("text/", "image/svg")):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder on a web server."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def measured(address: str, node: str, lighthouse: Path, chromium: str) -> dict[str, float]:
    """One run: the score, and the figures behind it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [node, str(lighthouse), address, "--quiet", "--output=json", f"--output-path={report}",
                   "--only-categories=performance", f"--chrome-flags={FLAGS}"]
        subprocess.run(command, check=True, timeout=180, env=os.environ | {"CHROME_PATH": chromium})
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    score = {"score": round(100 * found["categories"]["performance"]["score"])}
    return score | {name: found["audits"][audit]["numericValue"] for audit, name in AUDITS.items()}


def main(page: str, sites: list[Path]) -> None:
    """Print the median of each figure for each site."""
    chromium, node = shutil.which("chromium"), shutil.which("node")
    lighthouse = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not (chromium and node and lighthouse.exists()):
        sys.exit("Chromium, node or Lighthouse is not installed: npm install --no-package-lock")
    runs: dict[Path, list[dict[str, float]]] = {site: [] for site in sites}
    for _ in range(RUNS):
        for site in sites:
            with served(site) as address:
                runs[site].append(measured(address + page, node, lighthouse, chromium))
    for site, found in runs.items():
        figures = {name: statistics.median(run[name] for run in found) for name in found[0]}
        words = ", ".join(f"{name} {value:g}" if value < 1 else f"{name} {value:.0f}" for name, value in figures.items())
        print(f"{page} of {site.name}, median of {RUNS}: {words}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "topics/military.html",
         [Path(each) for each in sys.argv[2:]] or [ROOT / "build" / "site"])
