"""A built site, a browser, and the pages that are looked at: one of each type, not all hundreds of facts."""

import fcntl
import functools
import gzip
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from briefings.build import build
from tests.site.editions import two_editions

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "tests" / "site" / "fixture"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Page type → the page that stands for it: a short one, since axe takes its time with hundreds of facts.
TYPES = {
    "front": "index.html", "topic": "topics/debt.html", "fact": "facts/zapad-nearly-200000.html",
    "source": "sources/efe-2021.html", "timeline": "timeline/debt.html", "figures": "figures.html",
    "disputes": "disputes.html", "commitments": "commitments.html", "entities": "entities.html",
    "entity": "entities/peskov.html", "sources": "sources.html", "changes": "changes.html",
    "method": "method.html", "search": "search.html", "missing": "404.html",
}
# The same, of a small dossier that has had two editions.
EDITED = {
    "changes by edition": "changes.html", "topic with news": "topics/energy.html", "revised": "facts/gas-promised.html",
    "withdrawn": "facts/spoke.html", "moved": "facts/loan-paid.html",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real dossier, built once for all workers; or the built site that BRIEFINGS_SITE names."""
    if named := os.environ.get("BRIEFINGS_SITE"):
        return Path(named).resolve()
    return built_once(tmp_path_factory, "browser", lambda _: ROOT / "content")


@pytest.fixture(scope="session")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dossier that has had two editions, built once for all workers."""
    return built_once(tmp_path_factory, "edited", lambda folder: two_editions(
        Path(shutil.copytree(FIXTURE, folder / "content"))))


def built_once(factory: pytest.TempPathFactory, name: str, content: Callable[[Path], Path]) -> Path:
    """The site of a dossier; whichever worker comes first lays the dossier down and builds it."""
    mine = factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    folder = shared / name / "site"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            built = build(content(folder.parent), folder, ROOT / "pelicanconf.py")
            assert built.passed, (built.failures, built.problems)
    return folder


@pytest.fixture(params=[*TYPES, *EDITED])
def address(request: pytest.FixtureRequest) -> str:
    """The file: address of each page type in turn."""
    if request.param in TYPES:
        return at(request.getfixturevalue("site"), request.param)
    site: Path = request.getfixturevalue("edited")
    return (site / EDITED[request.param]).as_uri()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Playwright, stopped when the package's tests are over: while it runs, no other test can have an event loop."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield running
    running.close()


class Host(http.server.SimpleHTTPRequestHandler):
    """A web server that compresses, as every host does, and does not talk."""

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


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The site's address on a web server."""
    handler = functools.partial(Host, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page, wide and light."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def at(site: Path, kind: str) -> str:
    """The file: address of a page type."""
    return (site / TYPES[kind]).as_uri()
