"""L902 and L904, a site that is not there, and how long it all takes."""

from pathlib import Path

import pytest

from briefings.problems import Level, Place
from briefings.verify import RULES, verify

from .conftest import Lines


def test_ids_are_unique(problems: Lines) -> None:
    assert problems(index='<p id="a"><p id=b>\n<q id="a"><b id="A"><i id=a>') == [
        'index.html:2:8: L902 the id "a" stands 3 times in this page',
        'index.html:2:27: L902 the id "a" stands 3 times in this page',
    ]


def test_pages_are_reached_in_several_steps(problems: Lines) -> None:
    assert problems(index='<a href="a.html#x">', a='<i id=x></i><a href="b.html">', b='<a href="a.html">') == []


def test_pages_that_only_point_at_each_other_are_not_reached(problems: Lines) -> None:
    assert problems(a='<a href="b.html">', b='<a href="a.html">') == [
        "a.html:1:1: L902 no link leads from index.html to this page",
        "b.html:1:1: L902 no link leads from index.html to this page",
    ]


def test_naming_a_page_is_no_way_to_it(problems: Lines) -> None:
    assert problems(index='<link rel="next" href="a.html">', a="") == [
        "a.html:1:1: L902 no link leads from index.html to this page"
    ]


def test_lost_addresses_old_addresses_and_drawings_need_no_link(problems: Lines) -> None:
    old = '<meta http-equiv="refresh" content="0; url=index.html">'
    assert problems({"404.html": "", "old.html": old, "a.svg": "<svg></svg>"}) == []


def test_a_site_without_a_front_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>")
    found = verify(tmp_path, "site")
    assert [(one.place, one.message) for one in found] == [(Place("site/index.html"), "the site has no index.html")]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="http://cdn.example/x" alt>',
        '<img srcset="https://cdn.example/x.png 2x" alt>',
        '<iframe src="https://cdn.example/"></iframe>',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        '<link rel="preconnect" href="https://cdn.example/">',
        '<link rel="alternate stylesheet" href="https://cdn.example/x.css">',
        '<p style="background: url(https://cdn.example/x)">',
        "<style>@import 'https://cdn.example/x.css';</style>",
        '<form action="https://cdn.example/">',
        '<a href="https://example.org/" ping="https://cdn.example/">',
        '<meta http-equiv="refresh" content="5;URL=\'https://cdn.example/\'">',
        '<svg><image href="https://cdn.example/x"/></svg>',
    ],
)
def test_asking_a_third_party(problems: Lines, html: str) -> None:
    (found,) = problems(index=html)
    assert " L904 " in found
    assert found.endswith("asks another host for something the page needs")


def test_protocol_relative_requests_are_both(problems: Lines) -> None:
    assert problems(index='<img src="//cdn.example/x" alt>') == [
        'index.html:1:11: L901 "//cdn.example/x" has no https: before it, so it leads nowhere from a file',
        'index.html:1:11: L904 "//cdn.example/x" asks another host for something the page needs',
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:go()">',
        '<a href=" JavaScript:go()">',
        '<a href="java\tscript:go()">',
        '<a href="&#106;avascript:go()">',
        '<a href="&#1;javascript:go()">',
        '<a href="vbscript:go">',
        '<a href="data:text/html,x">',
        '<iframe src="data:text/html,x"></iframe>',
        '<object data="data:text/html,x"></object>',
        '<script src="data:text/javascript,x"></script>',
        '<a href="blob:x">',
        '<a href="file:///etc/hosts">',
        '<form action="javascript:x">',
        '<button formaction="javascript:x">',
        '<svg><a xlink:href="javascript:x"/></svg>',
        '<svg><use href="data:image/svg+xml,x"/></svg>',
    ],
)
def test_active_addresses(problems: Lines, html: str) -> None:
    (found,) = problems(index=html)
    assert " L904 " in found
    assert ":, which may run a program or reach outside the site" in found


@pytest.mark.parametrize("html", ['<p OnClick="go()">', "<svg/onload=go()>", '<iframe srcdoc="<p onclick=x>"></iframe>'])
def test_event_handlers(problems: Lines, html: str) -> None:
    (found,) = problems(index=html)
    assert " L904 " in found
    assert "runs a program of its own" in found


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/" rel="nofollow">',
        '<link rel="license" href="https://example.org/">',
        '<link rel="canonical" href="https://elsewhere.example/index.html">',
        '<link href="https://cdn.example/x.css">',
        '<iframe srcdoc="<a href=#x>x</a><p id=x>"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<meta property="og:image" content="https://elsewhere.example/x.png">',
        '<img src="data:image/png;base64,AA==" alt>',
        '<img srcset="data:image/png;base64,AA== 1x, ok.png 2x" alt>',
        '<q cite="https://example.org/">',
        "<p>javascript:go() onclick=</p>",
    ],
)
def test_what_asks_nobody(problems: Lines, html: str) -> None:
    assert problems({"ok.png": b""}, index=html) == []


def test_a_host_that_only_begins_like_the_site(problems: Lines) -> None:
    html = '<link rel="canonical" href="https://example.org/"><img src="https://example.org.evil/x" alt>'
    assert problems(index=html) == [
        'index.html:1:61: L904 "https://example.org.evil/x" asks another host for something the page needs'
    ]


def test_no_site(tmp_path: Path) -> None:
    (empty,) = verify(tmp_path, "build/site")
    (missing,) = verify(tmp_path / "gone", "build/site")
    (tmp_path / "file").write_text("")
    (no_folder,) = verify(tmp_path / "file", "build/site")
    assert empty.message == "there is no site to verify: the folder is empty"
    assert missing.message == "there is no site to verify: No such file or directory"
    assert no_folder.message == "there is no site to verify: Not a directory"
    assert {(one.code, one.level) for one in (empty, missing, no_folder)} == {("L901", Level.ERROR)}
    assert {str(one.place) for one in (empty, missing, no_folder)} == {"build/site:1:1"}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_explains_itself(code: str) -> None:
    text = RULES[code].__doc__ or ""
    assert [part in text for part in ("Why: ", "Mend: ", "Fails: ", "Passes: ")] == [True] * 4


@pytest.mark.parametrize(
    "hostile",
    [
        "<style>" + "/*" * 50_000 + "</style>",
        "<style>" + "url(" + " " * 100_000 + "</style>",
        "<style>" + "url(" * 30_000 + "</style>",
        "<style>" + "@import" * 20_000 + "</style>",
        '<img srcset="' + ", " * 50_000 + '">',
        '<a href="' + "../" * 30_000 + '">',
        "<b>" * 5_000,
        "<a " + "x=" * 50_000 + '><a href="gone">',
        '<a href="#' + "%" * 50_000 + '">',
    ],
)
def test_hostile_pages_take_no_longer(problems: Lines, hostile: str) -> None:
    problems(index=hostile)


@pytest.mark.parametrize(
    "way",
    ['<map><area href="a.html" alt="a"></map>', '<svg><a xlink:href="a.html"/></svg>', '<iframe src="a.html"></iframe>'],
)
def test_ways_to_a_page_besides_a_link_of_text(problems: Lines, way: str) -> None:
    assert problems(index=way, a="") == []


def test_an_area_may_lead_to_another_site(problems: Lines) -> None:
    assert problems(index='<map><area href="https://example.org/" alt="a"></map>') == []


@pytest.mark.parametrize(
    "relation",
    [
        "alternate",
        "author",
        "bookmark",
        "canonical",
        "cite-as",
        "describedby",
        "help",
        "item",
        "license",
        "me",
        "next",
        "prev",
        "search",
        "tag",
        "up",
    ],
)
def test_relations_that_ask_nobody(problems: Lines, relation: str) -> None:
    assert problems(index=f'<link rel="{relation}" href="https://example.org/x">') == []
