"""Lighthouse's performance score of a built topic page on a telephone, as served from this machine.

Needs node, Chromium and `npm install --no-package-lock`. Run: python benchmarks/page_speed.py [PAGE]
"""

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def main(page: str) -> None:
    """Print the score and the figures behind it."""
    chromium, node = shutil.which("chromium"), shutil.which("node")
    lighthouse = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not (chromium and node and lighthouse.exists()):
        sys.exit("Chromium, node or Lighthouse is not installed: npm install --no-package-lock")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(ROOT / "build" / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, tempfile.TemporaryDirectory() as folder:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        report = Path(folder) / "report.json"
        address = f"http://127.0.0.1:{server.server_address[1]}/{page}"
        command = [node, str(lighthouse), address, "--quiet", "--output=json", f"--output-path={report}",
                   "--only-categories=performance", f"--chrome-flags={FLAGS}"]
        subprocess.run(command, check=True, timeout=180, env=os.environ | {"CHROME_PATH": chromium})
        server.shutdown()
        found = json.loads(report.read_text(encoding="utf-8"))
    print(f"{page}: performance {round(100 * found['categories']['performance']['score'])}")
    for name in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"):
        print(f"  {name}: {found['audits'][name]['displayValue']}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "topics/military.html")
