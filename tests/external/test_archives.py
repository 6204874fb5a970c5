"""Archived copies: asked for only where a page has died, and offered as an entry to paste."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefings.external.archives import read
from briefings.external.rule import archive_hint
from briefings.linklog import ArchivedCopy, Entry, State
from tests.web.server import WAYS, Server

from .conftest import DAY, Look

ADDRESS = "http://web.archive.org/web/20210910120000/https://example.org/a"
COPY = ArchivedCopy("https://web.archive.org/web/20210910120000/https://example.org/a", date(2021, 9, 10))


def answer(**closest: Any) -> bytes:
    return json.dumps({"archived_snapshots": {"closest": closest} if closest else {}}).encode()


def test_the_copy_that_the_archive_names() -> None:
    assert read(answer(available=True, url=ADDRESS, timestamp="20210910120000", status="200")) == COPY


@pytest.mark.parametrize("body", [
    answer(), answer(url=ADDRESS, status="404"), answer(url="https://evil.example/web/20210910120000/x"), answer(url=7),
    answer(url=ADDRESS.replace("0910", "0931")), b"", b"[]", b"null", b"<html>", b"[" * 100_000,
    b'{"archived_snapshots": {"closest": "x"}}', b"\xff",
])
def test_an_answer_that_names_none(body: bytes) -> None:
    assert read(body) is None


def test_the_entry_can_be_pasted() -> None:
    read_back = yaml.safe_load(archive_hint("https://example.org/a", COPY))
    assert read_back == {"archive": {"url": COPY.url, "date": COPY.date}}


def test_where_no_copy_is_known_the_hint_says_where_to_look() -> None:
    assert archive_hint("https://example.org/a", None) == (
        "look for an archived copy at https://web.archive.org/web/*/https://example.org/a")


def test_the_archive_is_asked_for_dead_pages_only(server: Server, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WAYS, "available", lambda handler: handler.answer(200, answer(url=ADDRESS)))
    monkeypatch.setattr("briefings.external.archives.WAYBACK", f"{server.address}/available")
    failed = (date(2026, 2, 1), date(2026, 2, 2))
    log = {server.address + "/404": Entry(State.UNCERTAIN, DAY, 404, "", failed)}
    found = look("/404", "/410", "/403", log=log).log
    assert found[server.address + "/404"].archived == COPY
    assert found[server.address + "/404"].failed == (*failed, DAY)
    assert server.count("/available") == 1


def test_an_archive_that_fails_is_no_matter(server: Server, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("briefings.external.archives.WAYBACK", f"{server.address}/reset")
    log = {server.address + "/404": Entry(State.UNCERTAIN, DAY, 404, "", (date(2026, 2, 1), date(2026, 2, 2)))}
    entry = look("/404", log=log).log[server.address + "/404"]
    assert (entry.state, entry.archived) == (State.DEAD, None)
