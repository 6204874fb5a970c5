"""A server on this machine that misbehaves in every way that servers do; its paths say how."""

import gzip
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = b"<!doctype html><title>Page</title><h1 id='here'>Here</h1><a name='old'></a><p id='user-content-readme'>"

BOMB = gzip.compress(b"\0" * 30_000_000)


class Server(ThreadingHTTPServer):
    """Counts what it was asked, in order: `HEAD /ok`. `robots` is its robots.txt; None: there is none."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.under_way = 0
        self.most_at_once = 0
        self.robots: tuple[int, bytes] = (404, b"")

    @property
    def address(self) -> str:
        """Where it listens: `http://127.0.0.1:4711`."""
        return f"http://127.0.0.1:{self.server_port}"

    def count(self, path: str) -> int:
        """How often a path was asked for, whatever the method."""
        return Counter(line.partition(" ")[2] for line in self.asked)[path]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what half of the tests are about."""


class Handler(BaseHTTPRequestHandler):
    """Answers a path with the method of its name."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path != "/robots.txt":
            self.server.asked.append(f"{self.command} {path}")
            self.server.agents.append(self.headers["User-Agent"])
        self.server.under_way += 1
        self.server.most_at_once = max(self.server.most_at_once, self.server.under_way)
        try:
            WAYS[path.split("/")[1].partition(".")[0]](self)
        finally:
            self.server.under_way -= 1

    do_HEAD = do_GET

    def answer(self, status: int, body: bytes = PAGE, **headers: str) -> None:
        """A whole answer; header names are written with `_` for `-`."""
        self.send_response(status)
        plain = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
        for name, value in plain.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def to(self, status: int, where: str) -> None:
        self.answer(status, b"", Location=where)

    def log_message(self, format: str, *args: object) -> None:
        """No lines on the terminal."""


Way = Callable[[Handler], None]


def status(code: int) -> Way:
    return lambda handler: handler.answer(code)


def redirect(code: int, where: str) -> Way:
    return lambda handler: handler.to(code, where)


def headless(code: int) -> Way:
    return lambda handler: handler.answer(code if handler.command == "HEAD" else 200)


def too_many(handler: Handler, retry_after: str) -> None:
    """429 the first time, then the page."""
    first = handler.server.count(handler.path) == 1
    handler.answer(429 if first else 200, **({"Retry_After": retry_after} if first else {}))


def then_fine(handler: Handler) -> None:
    handler.answer(500 if handler.server.count(handler.path) <= 2 else 200)


def slow_header(handler: Handler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\n" * 20:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.02)


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


def reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def huge_header(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("X-Much", "x" * 300_000)
    handler.end_headers()


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n\r\n")
    handler.close_connection = True


def much_garbage(handler: Handler) -> None:
    handler.wfile.write(b"\x1b[31m" * 10_000 + b"\r\n\r\n")
    handler.close_connection = True


def cut_short(handler: Handler) -> None:
    handler.answer(200, PAGE, Content_Length=str(len(PAGE) + 1000))
    handler.close_connection = True


def cookie(handler: Handler) -> None:
    """Redirects to itself until its cookie comes back."""
    if "seen=1" in handler.headers.get("Cookie", ""):
        handler.answer(200)
    else:
        handler.answer(302, b"", Location=handler.path, Set_Cookie="seen=1; Path=/; HttpOnly")


def robots(handler: Handler) -> None:
    code, text = handler.server.robots
    handler.answer(code, text, Content_Type="text/plain")


WAYS: dict[str, Way] = {
    "": status(200), "ok": status(200), "robots": robots,
    "moved": redirect(301, "/ok"), "lent": redirect(302, "/ok"), "chain": redirect(307, "/chain2"),
    "chain2": redirect(307, "/chain3"), "chain3": redirect(308, "/ok"),
    "moved-then-lent": redirect(301, "/lent"),
    "loop": redirect(302, "/loop2"), "loop2": redirect(302, "/loop"),
    "on-and-on": lambda handler: handler.to(302, f"/on-and-on?{handler.path}x"),
    "to-file": redirect(302, "file:///etc/passwd"), "to-script": redirect(302, "javascript:alert(1)"),
    "to-inside": redirect(302, "http://127.0.0.2:9/"), "to-nonsense": redirect(302, "http://[oops/"),
    "to-gone": redirect(302, "/404"), "no-location": status(302),
    "to-consent": redirect(302, "/consent?continue=x"), "consent": status(200), "cookie": cookie,
    "head-405": headless(405), "head-500": headless(500), "head-403": headless(403), "head-404": headless(404),
    **{str(code): status(code) for code in (401, 403, 404, 410, 451, 500, 503, 999)},
    "wait-seconds": lambda handler: too_many(handler, "1"),
    "wait-date": lambda handler: too_many(handler, formatdate(time.time() + 1, usegmt=True)),
    "wait-nonsense": lambda handler: too_many(handler, "soon"),
    "wait-for-ever": lambda handler: handler.answer(429, Retry_After="0"),
    "wait-an-hour": lambda handler: handler.answer(429, Retry_After="3600"),
    "wait-long": lambda _: time.sleep(30),
    "500-then-fine": then_fine,
    "challenge": lambda handler: handler.answer(503, Cf_Mitigated="challenge"),
    "slow-header": slow_header, "drip": drip, "endless": endless, "reset": reset,
    "huge-header": huge_header, "garbage": garbage, "much-garbage": much_garbage, "cut-short": cut_short,
    "gzip": lambda handler: handler.answer(200, gzip.compress(PAGE), Content_Encoding="gzip"),
    "gzip-bad": lambda handler: handler.answer(200, b"no gzip at all", Content_Encoding="gzip"),
    "gzip-bomb": lambda handler: handler.answer(200, BOMB, Content_Encoding="gzip"),
    "brotli": lambda handler: handler.answer(200, b"xx", Content_Encoding="br"),
    "text": lambda handler: handler.answer(200, b"id='nowhere'", Content_Type="text/plain"),
    "pdf": lambda handler: handler.answer(200, b"%PDF-1.7", Content_Type="application/pdf"),
    "latin": lambda handler: handler.answer(200, "<p id='é'>".encode("latin-1"), Content_Type="text/html; charset=latin-1"),
    "to-letters": redirect(301, "/цены".encode().decode("latin-1")), "%D1%86%D0%B5%D0%BD%D1%8B": status(200),
    "to-latin": redirect(301, "/caf\xe9"), "caf%C3%A9": status(200),
    "typed-ill": lambda handler: handler.answer(200, Content_Type="text/html; charset*0*=%00''x"),
    "typed-long": lambda handler: handler.answer(200, Content_Type=f"text/html; charset*{'9' * 5000}*=x"),
    "typed-idna": lambda handler: handler.answer(200, PAGE + b"\xff", Content_Type="text/html; charset=idna"),
    "typed-slow": lambda handler: handler.answer(200, PAGE * 1500, Content_Type="text/html; charset=punycode"),
    "typed-rot13": lambda handler: handler.answer(200, Content_Type="text/html; charset=rot13"),
    "wait-for-no-date": lambda handler: too_many(handler, f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT"),
    "untyped": lambda handler: handler.answer(200, Content_Type="nonsense; charset=nonsense"),
}


@contextmanager
def misbehaving() -> Iterator[Server]:
    """The server, running."""
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
