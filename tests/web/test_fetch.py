"""Fetching one page from a server that misbehaves: what comes back is a value, within time and size, never an exception."""

import socket
from dataclasses import replace

import pytest

from briefings.web import targets
from briefings.web.answers import Failure, Fetched, Limits
from briefings.web.fetching import fetch
from briefings.web.targets import is_public, target

from .server import PAGE, Server

QUICK = Limits(seconds=10, size=100_000, redirects=5, allow_private=True)


def get(server: Server, path: str) -> Fetched:
    """A page, with little patience for those that are slow."""
    return fetch(server.address + path, limits=replace(QUICK, seconds=0.3) if path in ("/slow-header", "/drip") else QUICK)


def test_a_page(server: Server) -> None:
    fetched = get(server, "/ok?a=b c#here")
    assert (fetched.ok, fetched.answer.status, fetched.answer.body, fetched.answer.broken) == (True, 200, PAGE, "")
    assert fetched.answer.headers["content-type"] == "text/html; charset=utf-8"
    assert fetched.redirects == ()
    assert fetched.address == server.address + "/ok?a=b c#here"
    assert server.asked == ["GET /ok"]


def test_it_says_who_asks(server: Server) -> None:
    fetch(server.address + "/ok", limits=QUICK, purpose="link check", contact="https://example.org/")
    assert server.agents == ["Briefings/0.1.0 (link check; https://example.org/)"]


@pytest.mark.parametrize(("path", "steps"), [
    ("/moved", [(301, "/ok")]),
    ("/lent", [(302, "/ok")]),
    ("/chain", [(307, "/chain2"), (307, "/chain3"), (308, "/ok")]),
    ("/to-letters", [(301, "/цены")]), ("/to-latin", [(301, "/café")]),
])
def test_redirects_are_followed_and_told(server: Server, path: str, steps: list[tuple[int, str]]) -> None:
    fetched = get(server, path)
    assert fetched.ok
    assert [(step.status, step.to.removeprefix(server.address)) for step in fetched.redirects] == steps


def test_a_fragment_goes_along(server: Server) -> None:
    assert get(server, "/moved#here").address == server.address + "/ok#here"


def test_a_cookie_goes_back(server: Server) -> None:
    assert get(server, "/cookie").ok


@pytest.mark.parametrize(("path", "failure", "reason"), [
    ("/loop", Failure.REDIRECTS, "it redirects in a circle"),
    ("/on-and-on", Failure.REDIRECTS, "it redirects more than 5 times"),
    ("/to-file", Failure.UNREADABLE, 'it is of the kind "file:", and only http: and https: are asked'),
    ("/to-script", Failure.UNREADABLE, 'it is of the kind "javascript:", and only http: and https: are asked'),
    ("/to-nonsense", Failure.UNREADABLE, "Invalid IPv6 URL"),
    ("/slow-header", Failure.TIMEOUT, "no answer within 0.3 seconds"),
    ("/reset", Failure.RESET, "127.0.0.1 broke the connection"),
])
def test_what_brings_no_answer(server: Server, path: str, failure: Failure, reason: str) -> None:
    answer = get(server, path).answer
    assert (answer.status, answer.failure, answer.reason) == (0, failure, reason)


@pytest.mark.parametrize("path", ["/huge-header", "/garbage", "/much-garbage"])
def test_what_is_no_http(server: Server, path: str) -> None:
    answer = get(server, path).answer
    assert (answer.status, answer.failure) == (0, Failure.MALFORMED)
    assert answer.reason.startswith("127.0.0.1 sends what is no HTTP: ")
    assert len(answer.reason) < 150


@pytest.mark.parametrize(("path", "kept", "broken"), [
    ("/drip", range(1, 100), "no answer within 0.3 seconds"),
    ("/endless", range(100_000, 100_001), "it is longer than the limit"),
    ("/cut-short", range(len(PAGE), len(PAGE) + 1), "127.0.0.1 broke the connection"),
    ("/gzip-bad", range(1), "it cannot be unpacked: Error -3 while decompressing data: incorrect header check"),
    ("/gzip-bomb", range(100_000, 100_001), "it is longer than the limit"),
    ("/brotli", range(1), 'it is packed as "br", which was not asked for'),
])
def test_what_is_not_the_whole_page(server: Server, path: str, kept: range, broken: str) -> None:
    answer = get(server, path).answer
    assert (answer.status, answer.broken, answer.failure) == (200, broken, None)
    assert len(answer.body) in kept


def test_a_packed_page(server: Server) -> None:
    assert get(server, "/gzip").answer.body == PAGE


def test_a_redirect_without_an_address_is_an_answer(server: Server) -> None:
    assert (get(server, "/no-location").answer.status, get(server, "/no-location").redirects) == (302, ())


def test_nothing_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        fetched = fetch(f"http://127.0.0.1:{unused.getsockname()[1]}/", limits=QUICK)
    assert (fetched.answer.failure, fetched.answer.reason) == (Failure.REFUSED, "127.0.0.1 refuses the connection")


def test_a_page_where_tls_is_expected(server: Server) -> None:
    fetched = fetch(server.address.replace("http:", "https:") + "/ok", limits=QUICK)
    assert fetched.answer.failure is Failure.INSECURE


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
def test_a_private_machine_is_not_asked_unless_told(server: Server, host: str) -> None:
    fetched = fetch(f"http://{host}:{server.server_port}/ok", limits=Limits(seconds=1))
    assert fetched.answer.failure is Failure.PRIVATE
    assert server.asked == []


def test_the_public_web_leads_to_no_private_machine(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where private machines may be asked: only an address that an editor wrote may lead to one."""
    monkeypatch.setattr("briefings.web.client.is_public", lambda ip: ip == "127.0.0.1")
    fetched = get(server, "/to-inside")
    assert fetched.answer.failure is Failure.PRIVATE
    assert fetched.answer.reason == "127.0.0.2 is a private machine (127.0.0.2)"


@pytest.mark.parametrize(("address", "public"), [
    ("93.184.215.14", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True), ("64:ff9b::808:808", True),
    ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False), ("127.0.0.1", False), ("0.0.0.0", False),
    ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("240.0.0.1", False),
    ("255.255.255.255", False), ("198.18.0.1", False), ("::1", False), ("::", False), ("fe80::1%eth0", False),
    ("fc00::1", False), ("ff02::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False),
    ("fec0::1", False), ("::7f00:1", False), ("::ffff:0:7f00:1", False), ("64:ff9b:1::7f00:1", False), ("5f00::1", False),
    ("2002:7f00:1::", False), ("2001:db8::1", False), ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
])
def test_which_machines_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(("address", "whole"), [
    ("HTTPS://Example.ORG", "https://example.org/"),
    ("https://example.org:443/a b?c=é#d", "https://example.org/a%20b?c=%C3%A9"),
    ("http://user:word@example.org:8080/%41", "http://example.org:8080/%41"),
    ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
    ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"),
])
def test_addresses_as_they_are_sent(address: str, whole: str) -> None:
    assert target(address).address == whole


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "javascript:x", "//example.org/", "https:///path", "https://a..b/", "https://a b/",
    "http://good\\@evil.example/", "http://example.org:99999/", "http://[oops/", "https://" + "a" * 70 + ".example/",
    "https://example.org/\r\nX: y", "",
])
def test_addresses_that_cannot_be_asked(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        targets.target(address)
    assert fetch(address).answer.failure is Failure.UNREADABLE
