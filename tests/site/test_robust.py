"""Links that outlive their pages, and what readers are told of an original that is gone."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from briefings.linklog import Entry, State
from briefings.site.markup import html
from briefings.site.robust import Robust, became, links_view, robust
from briefings.site.wording import Day
from briefings.values import Date

Open = Callable[[str], LexborHTMLParser]
ADDRESS = "https://wire.example/gas"
DAY = date(2026, 3, 5)


def record(url: str | None = ADDRESS, **more: Any) -> Any:
    return SimpleNamespace(**{"url": url, "archive": None, "accessed": None, "issued": None, **more})


def test_every_link_to_an_original_carries_its_archived_copy(page: Open) -> None:
    shown = ("sources/wire-2021.html", '.prov a[rel="external"]'), ("facts/spoke.html", '.src a[rel="external"]')
    links = [link for path, selector in shown for link in page(path).css(selector)]
    wanted = {"data-originalurl": ADDRESS, "data-versionurl": f"https://web.archive.org/web/20210910000000/{ADDRESS}",
              "data-versiondate": "2021-09-10"}
    assert len(links) == 3
    assert [{name: value for name, value in link.attributes.items() if name.startswith("data-")} for link in links] == [wanted] * 3


@pytest.mark.parametrize(("accessed", "issued", "day"), [
    ("2021-09-12", "2021-09-09", "2021-09-12"), (None, "2021-09-09", "2021-09-09"), (None, "2021-09", ""), (None, None, ""),
    ("2021-09-12?", None, "2021-09-12"),
])
def test_without_a_copy_the_day_is_that_of_reading(accessed: str | None, issued: str | None, day: str) -> None:
    made = robust(record(accessed=accessed and Date(accessed), issued=issued and Date(issued)))
    assert made == Robust(ADDRESS, None, day)


def test_a_source_without_an_address_has_no_link() -> None:
    assert robust(record(None)) is None
    assert became(record(None), {ADDRESS: Entry(State.DEAD, DAY)}) is None


@pytest.mark.parametrize(("entry", "words"), [
    (Entry(State.DEAD, DAY), "no longer there when it was last asked, on 5 Mar 2026"),
    (Entry(State.MOVED, DAY, moved_to="https://new.example/"), "moved to https://new.example/, as asked on 5 Mar 2026"),
    (Entry(State.LIVE, DAY), None), (Entry(State.BLOCKED, DAY), None), (Entry(State.UNCERTAIN, DAY), None),
])
def test_readers_are_told_what_became_of_an_original(entry: Entry, words: str | None) -> None:
    assert became(record(f"{ADDRESS}#part"), {ADDRESS: entry}) == words


def test_the_method_page_counts_them() -> None:
    gone = Entry(State.DEAD, DAY)
    log = {"https://a/": Entry(State.LIVE, date(2026, 3, 1)), "https://b/": gone, "https://elsewhere/": gone}
    view = links_view([record(f"https://{name}/") for name in "abc"] + [record(None)], log)
    assert view is not None
    assert (view.pages, view.day) == (3, Day("5 Mar 2026", "2026-03-05"))
    assert view.states == ("1 still there", "1 gone", "1 not asked yet")
    assert links_view([record("https://c/")], log) is None


def test_links_in_prose_keep_their_address() -> None:
    assert html("[out](https://a.example/?b&c) [in](topics/a.html)", {}) == (
        '<p><a href="https://a.example/?b&amp;c" rel="external" data-originalurl="https://a.example/?b&amp;c">out</a> '
        '<a href="topics/a.html">in</a></p>\n')


def test_readers_find_what_the_log_of_links_knows(page: Open) -> None:
    original = page("sources/wire-2021.html").css_first(".prov").text()
    assert "moved to https://wire.example/<b>new</b>, as asked on 5 Mar 2026" in original
    told = page("method.html").css_first("#linked + p")
    assert " ".join(told.text().split()).startswith("Of 1 original on the web, last asked on 5 Mar 2026: 1 moved.")
    assert told.css_first("time").attributes["datetime"] == "2026-03-05"
