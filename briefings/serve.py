"""The site on a local port while an editor writes: what is open in the browser follows each build.

The pages that are served carry one script more, ours, which listens at `/-/state` (server-sent events, WHATWG HTML)
and either reloads the page or shows what is wrong in it. Nothing of it is ever written into the site.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from briefings.build import build
from briefings.cache import Cache
from briefings.problems import Level
from briefings.standing import Built, Order, standing

LIVE = Path(__file__).parent / "live"
HOST = "127.0.0.1"
HTML = "text/html; charset=utf-8"
HEARTBEAT = 15.0
"""Seconds after which a silent line is tried, so that a page that was closed frees its thread."""

QUIET = 100
"""Milliseconds without a further change before a build begins: an editor's program saves in several steps."""


class State:
    """What the open pages should show: a number that grows with every build, and what is wrong. Safe across threads."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.number = 0
        self.shown: Mapping[str, Any] = {"passed": True, "problems": []}

    def tell(self, built: Built) -> None:
        """Take over the outcome of a build; every open page hears of it."""
        wrong = [problem for problem in built.problems if problem.level is Level.ERROR]
        lines = [{"place": str(problem.place), "text": f"{problem.code} {problem.message}", "detail": problem.detail}
                 for problem in wrong]
        lines += [{"place": "", "text": failure, "detail": ()} for failure in built.failures]
        with self.changed:
            self.number += 1
            self.shown = {"passed": built.passed, "problems": lines}
            self.changed.notify_all()

    def after(self, number: int) -> tuple[int, str]:
        """The number and the state as JSON, as soon as it is another than `number`, or after a heartbeat."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, HEARTBEAT)
            return self.number, json.dumps(dict(self.shown))


class Site(ThreadingHTTPServer):
    """The server of one folder, for this machine alone; port 0 takes a free one. Raises OSError where it is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__((HOST, port), Visit)
        self.folder = folder.absolute()
        self.state = State()

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self.server_port}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser may call this server; any other name is a stranger's page trying to read it."""
        return (f"{HOST}:{self.server_port}", f"localhost:{self.server_port}")


class Visit(SimpleHTTPRequestHandler):
    """One request."""

    server: Site
    protocol_version = "HTTP/1.0"

    def __init__(self, request: Any, client: Any, server: Site) -> None:
        super().__init__(request, client, server, directory=str(server.folder))

    def do_GET(self) -> None:
        """A page with the listening script, the state, or a file as it lies."""
        if self.headers.get("Host") not in self.server.hosts:
            self.send_error(HTTPStatus.FORBIDDEN, "This server answers to its own address only")
        elif self.path == "/-/state":
            self.stream()
        elif self.path.startswith("/-/"):
            self.give(LIVE / Path(self.path).name)
        elif not self.server.folder.is_dir():
            self.send(HTML, (LIVE / "waiting.html").read_bytes())
        else:
            self.site_file()

    def site_file(self) -> None:
        """A file of the site; a page with the listening script in it, and the site's own page for what is not there."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            missing = self.server.folder / "404.html"
            self.send(HTML, missing.read_bytes() if missing.is_file() else b"not found", HTTPStatus.NOT_FOUND)
        elif path.suffix == ".html":
            self.send(HTML, path.read_bytes().replace(b"</body>", b'<script src="/-/live.js"></script></body>'))
        else:
            super().do_GET()

    def give(self, path: Path) -> None:
        """One of our own files."""
        kinds = {".js": "text/javascript", ".css": "text/css"}
        if path.suffix in kinds and path.is_file():
            self.send(f"{kinds[path.suffix]}; charset=utf-8", path.read_bytes())
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def send(self, kind: str, body: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        """An answer that no browser keeps."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self) -> None:
        """The state, again after every build, for as long as the page is open."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number = -1
        try:
            while True:
                now, state = self.server.state.after(number)
                line = f"id: {now}\ndata: {state}\n\n" if now != number else ":\n\n"
                self.wfile.write(line.encode())
                number = now
        except (BrokenPipeError, ConnectionResetError):
            # The page was closed.
            self.close_connection = True

    def end_headers(self) -> None:
        """Whatever is served here changes with the next build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not printed: the terminal is for the problems."""


@contextmanager
def serving(site: Site) -> Iterator[None]:
    """Answer requests meanwhile."""
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        site.shutdown()
        site.server_close()


def builds(content: Path, site: Path, settings: Path | None, watched: tuple[Path, ...]) -> Iterator[Built]:
    """Build now, and again after every change below `watched`, until the caller stops asking.

    A change that comes in while a build runs is not lost: the next build follows at once.
    """
    changes = watch(*watched, debounce=QUIET, step=QUIET // 2, rust_timeout=QUIET, yield_on_timeout=True)
    due, cache = True, Cache(Order(content, site).kept)
    for changed in changes:
        due = due or bool(changed)
        if due:
            due = False
            yield standing(Order(content, site, settings)) or build(content, site, settings, cache=cache)
