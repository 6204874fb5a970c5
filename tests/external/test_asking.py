"""Runs over a server that misbehaves: each address ends in its state, politely, and within the time given."""

import socket
from dataclasses import replace
from datetime import date, timedelta
from time import monotonic
from typing import Any

import pytest

from briefings.external.asking import Run, due, run
from briefings.external.links import Outgoing
from briefings.linklog import Entry, State
from tests.web.server import Server

from .conftest import DAY, QUICK, Look

HASTY = replace(QUICK, tries=1, limits=replace(QUICK.limits, seconds=0.3))


@pytest.mark.parametrize(("path", "state", "status"), [
    ("/ok", State.LIVE, 200),
    ("/lent", State.LIVE, 200),
    ("/moved", State.MOVED, 200),
    ("/moved-then-lent", State.MOVED, 200),
    ("/chain", State.LIVE, 200),
    ("/cookie", State.LIVE, 200),
    ("/head-405", State.LIVE, 200), ("/head-500", State.LIVE, 200), ("/head-403", State.LIVE, 200), ("/head-404", State.LIVE, 200),
    ("/500-then-fine", State.LIVE, 200),
    ("/wait-seconds", State.LIVE, 200), ("/wait-date", State.LIVE, 200), ("/wait-nonsense", State.LIVE, 200),
    ("/wait-for-no-date", State.LIVE, 200),
    ("/drip", State.LIVE, 200), ("/endless", State.LIVE, 200), ("/gzip-bad", State.LIVE, 200), ("/gzip-bomb", State.LIVE, 200),
    ("/text", State.LIVE, 200), ("/untyped", State.LIVE, 200),
    ("/401", State.BLOCKED, 401), ("/403", State.BLOCKED, 403), ("/451", State.BLOCKED, 451), ("/999", State.BLOCKED, 999),
    ("/wait-for-ever", State.BLOCKED, 429), ("/challenge", State.BLOCKED, 503),
    ("/to-consent", State.BLOCKED, 200), ("/to-file", State.BLOCKED, 0), ("/to-script", State.BLOCKED, 0),
    ("/404", State.UNCERTAIN, 404), ("/410", State.UNCERTAIN, 410), ("/to-gone", State.UNCERTAIN, 404),
    ("/500", State.UNCERTAIN, 500), ("/503", State.UNCERTAIN, 503), ("/no-location", State.UNCERTAIN, 302),
    ("/loop", State.UNCERTAIN, 0), ("/on-and-on", State.UNCERTAIN, 0),
    ("/reset", State.UNCERTAIN, 0),
    ("/huge-header", State.UNCERTAIN, 0), ("/garbage", State.UNCERTAIN, 0),
])
def test_each_way_has_its_state(server: Server, look: Look, path: str, state: State, status: int) -> None:
    entry = look(path).log[server.address + path]
    assert (entry.state, entry.status, entry.asked) == (state, status, DAY)
    assert bool(entry.failed) is (status in (404, 410))


def test_head_is_asked_first_and_get_where_it_is_refused(server: Server, look: Look) -> None:
    look("/ok", "/head-405", "/lent")
    assert server.asked == ["HEAD /ok", "HEAD /head-405", "GET /head-405", "GET /lent", "GET /ok"]


def test_a_passing_failure_is_tried_again_and_no_other(server: Server, look: Look) -> None:
    look("/500", "/404", "/403", "/reset")
    assert [server.count(path) for path in ("/500", "/404", "/403", "/reset")] == [4, 2, 2, 3]


def test_where_it_moved_is_kept(server: Server, look: Look) -> None:
    log = look("/moved", "/moved-then-lent", "/lent").log
    moved = {address.removeprefix(server.address): entry.moved_to.removeprefix(server.address) for address, entry in log.items()}
    assert moved == {"/moved": "/ok", "/moved-then-lent": "/lent", "/lent": ""}


def test_fragments_are_looked_up_in_the_page(server: Server, look: Look) -> None:
    paths = ["/ok#here", "/ok#old", "/ok#readme", "/ok#top", "/ok#gone", "/ok#/route", "/ok#L10-L12", "/text#gone", "/pdf#page=2",
             "/latin#%C3%A9", "/endless#gone",
             "/untyped#gone", "/moved#here", "/moved#gone", "/typed-ill#gone", "/typed-long#gone", "/typed-idna#gone",
             "/typed-slow#gone", "/typed-rot13#gone"]
    found = {path: look(path).log[server.address + path.partition("#")[0]].missing for path in paths}
    assert {path for path, missing in found.items() if missing == ("gone",)} == {
        "/ok#gone", "/moved#gone", "/typed-idna#gone", "/typed-slow#gone", "/typed-rot13#gone"}
    assert not any(missing for path, missing in found.items() if "#gone" not in path)


def test_one_connection_and_a_pause(server: Server, look: Look) -> None:
    began = monotonic()
    look("/ok", "/lent", "/text", manners=replace(QUICK, delay=0.05))
    assert server.most_at_once == 1
    assert monotonic() - began >= 0.05 * 4  # robots.txt, /ok, /lent and where it leads, /text


def test_two_hosts_are_asked_at_once(server: Server) -> None:
    known = Run({})
    hosts = (server.address, server.address.replace("127.0.0.1", "localhost"))
    run([Outgoing(f"{host}/slow-header") for host in hosts], known, DAY, HASTY, lambda: None)
    assert server.most_at_once == 2
    assert {entry.state for entry in known.log.values()} == {State.UNCERTAIN}
    assert {entry.reason for entry in known.log.values()} == {"no answer within 0.3 seconds"}


@pytest.mark.parametrize("path", ["/closed/page", "/closed/"])
def test_robots_are_respected(server: Server, look: Look, path: str) -> None:
    server.robots = (200, b"User-agent: *\nDisallow: /closed/\nUser-agent: other\nDisallow: /\n")
    log = look(path, "/ok").log
    assert server.asked == ["HEAD /ok"]
    assert (log[server.address + path].state, log[server.address + "/ok"].state) == (State.BLOCKED, State.LIVE)
    assert log[server.address + path].reason == "robots.txt of 127.0.0.1 asks programs to stay away from it"


@pytest.mark.parametrize("line", ["Disallow: //[", "Crawl-delay: ²", "Request-rate: 1/²", "Allow: //\u2100.example",
                                  f"Crawl-delay: {'9' * 5000}"])
def test_a_line_of_robots_that_makes_no_sense_counts_as_none(server: Server, look: Look, line: str) -> None:
    server.robots = (200, f"User-agent: *\n{line}\nDisallow: /closed/\n".encode())
    look("/closed/page", "/ok")
    assert server.asked == ["HEAD /ok"]


def test_where_robots_cannot_be_read_nothing_is_asked(server: Server, look: Look) -> None:
    server.robots = (500, b"")
    entry = look("/ok").log[server.address + "/ok"]
    assert (server.asked, entry.state) == ([], State.BLOCKED)
    assert entry.reason == "its robots.txt could not be read: the server answered 500"


def test_a_pause_that_robots_ask_for(server: Server, look: Look) -> None:
    server.robots = (200, b"User-agent: *\nCrawl-delay: 1\nAllow: /\n")
    began = monotonic()
    look("/ok", "/text")
    assert monotonic() - began >= 1


def test_a_host_that_asks_for_patience_is_left_alone(server: Server, look: Look) -> None:
    known = look("/wait-for-ever", "/ok", "/text")
    assert server.count("/wait-for-ever") == 3
    assert server.count("/ok") == 0
    reason = "its host asked for patience (429) again and again"
    assert known.left == {server.address + path: reason for path in ("/ok", "/text")}


def test_a_wait_longer_than_the_budget_is_not_waited(server: Server, look: Look) -> None:
    known = look("/wait-an-hour", "/ok")
    assert known.log[server.address + "/wait-an-hour"].state is State.BLOCKED
    assert list(known.left) == [server.address + "/ok"]


def test_the_budget_ends_it(server: Server, look: Look) -> None:
    known = look("/ok", *(f"/slow-header?{number}" for number in range(50)), manners=replace(QUICK, budget=1.0))
    assert [address.removeprefix(server.address) for address in known.log] == ["/ok"]
    assert len(known.left) == 50
    assert set(known.left.values()) == {"there was no time left to ask it"}


def test_dead_only_after_three_different_days(server: Server, look: Look) -> None:
    states, log = [], {}
    for days in (0, 0, 1, 9):
        log = look("/404", day=DAY + timedelta(days), log=log).log
        states.append(log[server.address + "/404"].state)
    assert states == [State.UNCERTAIN, State.UNCERTAIN, State.UNCERTAIN, State.DEAD]
    assert log[server.address + "/404"].failed == (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 10))


def gone(*days: int, state: State = State.UNCERTAIN) -> Entry:
    return Entry(state, DAY, 404, "", tuple(date(2026, 2, day) for day in days))


@pytest.mark.parametrize(("path", "failed"), [("/ok", 0), ("/moved", 0), ("/403", 2), ("/500", 2), ("/reset", 2), ("/404", 3)])
def test_only_an_answer_that_shows_the_page_ends_the_row(server: Server, look: Look, path: str, failed: int) -> None:
    entry = look(path, log={server.address + path: gone(1, 2)}).log[server.address + path]
    assert len(entry.failed) == failed


def test_a_dead_page_can_come_back(server: Server, look: Look) -> None:
    log = look("/ok", log={server.address + "/ok": gone(1, 2, 3, state=State.DEAD)}).log
    assert log[server.address + "/ok"].state is State.LIVE


CLOSED = [f"http://127.0.0.{number}:9/x" for number in (1, 2, 3)]
"""Three hosts that refuse the connection."""


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name can be looked up, as on a machine without a network."""
    looked_up = socket.getaddrinfo

    def here(host: str, *more: Any, **named: Any) -> Any:
        if host[0].isdigit():
            return looked_up(host, *more, **named)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", here)


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize("addresses", [CLOSED, ["https://example.org/"]])
def test_a_machine_cut_off_from_the_web_buries_nothing(addresses: list[str]) -> None:
    known = Run({})
    run(map(Outgoing, addresses), known, DAY, QUICK, lambda: None)
    assert known.log == {}
    assert set(known.left.values()) == {"no host answered, so this machine may be cut off from the web"}


@pytest.mark.usefixtures("cut_off")
def test_where_one_host_answers_a_name_that_is_not_known_is_gone(server: Server) -> None:
    known = Run({})
    run(map(Outgoing, ["https://example.org/", server.address + "/ok"]), known, DAY, QUICK, lambda: None)
    assert known.log["https://example.org/"].failed == (DAY,)
    assert known.log["https://example.org/"].reason == "there is no host example.org"


@pytest.mark.usefixtures("cut_off")
def test_a_host_that_refuses_is_gone_if_it_is_the_only_one() -> None:
    known = Run({})
    run(map(Outgoing, CLOSED[:1]), known, DAY, QUICK, lambda: None)
    assert known.log[CLOSED[0]].failed == (DAY,)


def test_where_one_host_answers_the_others_are_gone(server: Server) -> None:
    known = Run({})
    answering = server.address.replace("127.0.0.1", "localhost") + "/ok"
    run(map(Outgoing, [*CLOSED, answering]), known, DAY, QUICK, lambda: None)
    failed = {address: entry.failed for address, entry in known.log.items()}
    assert failed == {answering: (), **dict.fromkeys(CLOSED, (DAY,))}
    assert known.left == {}


def test_a_closed_host_fails_for_all_its_addresses() -> None:
    known = Run({})
    run([Outgoing(f"http://127.0.0.1:9/{number}") for number in range(30)], known, DAY, QUICK, lambda: None)
    assert {entry.reason for entry in known.log.values()} == {"127.0.0.1 refuses the connection"}
    assert len(known.log) == 30


def test_an_address_that_names_no_host() -> None:
    known = Run({})
    run([Outgoing("http://[oops/"), Outgoing("http://a..b/")], known, DAY, QUICK, lambda: None)
    assert {entry.state for entry in known.log.values()} == {State.BLOCKED}


def test_private_machines_are_not_asked_unless_told(server: Server, look: Look) -> None:
    manners = replace(QUICK, limits=replace(QUICK.limits, allow_private=False))
    entry = look("/ok", manners=manners).log[server.address + "/ok"]
    assert (entry.state, entry.reason, server.asked) == (State.BLOCKED, "127.0.0.1 is a private machine (127.0.0.1)", [])


@pytest.mark.parametrize(("state", "age", "is_due"), [
    (State.LIVE, 6, False), (State.LIVE, 7, True), (State.BLOCKED, 6, False), (State.DEAD, 6, False),
    (State.UNCERTAIN, 0, False), (State.UNCERTAIN, 1, True),
])
def test_what_is_due(state: State, age: int, is_due: bool) -> None:
    log = {"a": Entry(state, DAY)}
    assert bool(due([Outgoing("a")], log, DAY + timedelta(age), 7)) is is_due


def test_an_answer_of_the_last_day_of_all_is_not_due() -> None:
    assert due([Outgoing("a")], {"a": Entry(State.LIVE, date.max)}, DAY, 7) == []


def test_the_longest_not_asked_is_asked_first() -> None:
    log = {"a": Entry(State.LIVE, date(2026, 1, 2)), "b": Entry(State.LIVE, date(2026, 1, 1))}
    assert [each.address for each in due(map(Outgoing, "abc"), log, DAY, 7)] == ["c", "b", "a"]


def test_a_fault_of_ours_is_told_and_what_was_learned_is_saved(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[dict[str, Entry]] = []
    known = Run({f"{server.address}/404": gone(1, 2)})

    async def broken(*_: object) -> None:
        raise KeyError("a fault of ours")

    monkeypatch.setattr("briefings.external.asking.archived_copy", broken)
    with pytest.raises(KeyError):
        run([Outgoing(f"{server.address}/404")], known, DAY, QUICK, lambda: saved.append(dict(known.log)))
    assert saved[-1][f"{server.address}/404"].state is State.DEAD
