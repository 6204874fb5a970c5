"""L901: every internal link, anchor, asset and feed address resolves, in letter case too."""

from io import BytesIO

import pikepdf
import pytest

from .conftest import Lines

LINKS_THAT_HOLD = [
    "topics/energy.html",
    "./topics/energy.html",
    "topics/../topics/energy.html",
    "topics/energy.html#tariff",
    "topics/energy.html#old",
    "topics/energy.html?print#tariff",
    "topics/energy.html#:~:text=gas,2022",
    "topics/energy.html#tariff:~:text=gas",
    "topics/energy.html#",
    "topics/energy.html#top",
    "topics/%65nergy.html",
    "topics/energy.html#caf%C3%A9",
    "topics/energy.html#café",
    "topics\\energy.html",
    " topics/energy.html\n",
    "a%20b.html",
    "a b.html",
    "#",
    "#TOP",
    "?q=gas",
    "https://example.org/gone",
    "mailto:editor@example.org",
    "tel:+320",
    "paper.pdf#page=3",
]

LINKS_THAT_DO_NOT = {
    "topics/energi.html": "leads to no file",
    "topics/Energy.html": "leads to no file; the file is called topics/energy.html",
    "Topics/energy.html": "leads to no file; the file is called topics/energy.html",
    "topics/energy.html#tarif": "leads to no id in topics/energy.html",
    "topics/energy.html#Tariff": 'leads to no id in topics/energy.html; the id is "tariff"',
    "#gone": "leads to no id in index.html",
    "?q#gone": "leads to no id in index.html",
    "topics/": "leads to a folder, which opens only on a server; name the file in it",
    "topics": "leads to a folder, which opens only on a server; name the file in it",
    ".": "leads to a folder, which opens only on a server; name the file in it",
    "topics/..": "leads to a folder, which opens only on a server; name the file in it",
    "../index.html": "leads out of the site",
    "topics/../../index.html": "leads out of the site",
    "%2e%2e/index.html": "leads out of the site",
    "..": "leads out of the site",
    "/topics/energy.html": "starts at the root of a server; the site must work from any folder",
    "\\topics/energy.html": "starts at the root of a server; the site must work from any folder",
    "//example.org/x": "has no https: before it, so it leads nowhere from a file",
    "///example.org/x": "starts at the root of a server; the site must work from any folder",
    "100%.html": "cannot be read: a percent sign stands without two hexadecimal digits after it",
    "%ff.html": "cannot be read: its percent-encoding is not UTF-8",
    "paper.PDF": "leads to no file; the file is called paper.pdf",
    "topics/energy.html/": "leads to no file",
}


def blank_pdf(pages: int) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def site(body: str) -> dict[str, str | bytes]:
    return {
        "index.html": body + '<a href="topics/energy.html">e</a><a href="a%20b.html">b</a>',
        "topics/energy.html": '<p id="tariff"><a name="old"></a><p id="café">',
        "a b.html": "",
        "paper.pdf": blank_pdf(3),
    }


@pytest.mark.parametrize("address", LINKS_THAT_HOLD)
def test_a_link_that_holds(problems: Lines, address: str) -> None:
    assert problems(site(f'<a href="{address}">x</a>')) == []


@pytest.mark.parametrize(("address", "reason"), LINKS_THAT_DO_NOT.items())
def test_a_link_that_leads_nowhere(problems: Lines, address: str, reason: str) -> None:
    assert problems(site(f'<a href="{address}">x</a>')) == [f'index.html:1:10: L901 "{address}" {reason}']


@pytest.mark.parametrize(
    ("html", "column"),
    [
        ('<img src="x.png" alt>', 11),
        ('<img src=ok.png srcset="ok.png 1x, x.png 2x" alt>', 25),
        ("<img srcset='x.png' alt>", 14),
        ('<img srcset="ok.png, x.png," alt>', 14),
        ('<img srcset="x.png 480w,ok.png" alt>', 14),
        ('<video poster="x.png"></video>', 16),
        ("<script src=x.png></script>", 13),
        ('<link rel="stylesheet" href="x.png">', 30),
        ('<link rel="alternate" href="x.png">', 29),
        ('<meta property="og:image" content="x.png">', 36),
        ('<meta http-equiv=refresh content="0; url=x.png">', 35),
        ('<p style="background:url(x.png)">', 11),
        ("<style>p { background: url('x.png') }</style>", 29),
        ('<object data="x.png"></object>', 15),
        ('<blockquote cite="x.png">', 19),
        ('<svg><use xlink:href="x.png"/></svg>', 23),
        ('<form action="x.png">', 15),
    ],
)
def test_every_attribute_that_holds_an_address(problems: Lines, html: str, column: int) -> None:
    found = problems({"index.html": html, "ok.png": b""})
    assert found == [f'index.html:1:{column}: L901 "x.png" leads to no file']


def test_the_place_counts_code_points_over_lines_and_entities(problems: Lines) -> None:
    assert problems(index='<p>é𝄞\r\n  𝄞<a title="a>b"\n   href="a&amp;b.html">') == [
        'index.html:3:10: L901 "a&b.html" leads to no file'
    ]


def test_the_same_mistake_is_told_once_a_page(problems: Lines) -> None:
    body = '<a href="x.html"></a>'
    assert problems(index=body * 3 + '<a href="b.html">', b=body) == [
        'b.html:1:10: L901 "x.html" leads to no file',
        'index.html:1:10: L901 "x.html" leads to no file',
    ]


def test_style_sheets(problems: Lines) -> None:
    css = (
        "/* url(comment.png) */\n"
        '@namespace svg url(http://www.w3.org/2000/svg);\n@import "gone.css";\n'
        "a { b: url( 'a.woff2' ), url(ok.png); c: url(#local); d: url(data:font/woff2;base64,AA) }\n"
        "e { f: URL(\\6f k.png) url(../up.png) }"
    )
    assert problems({"css/a.css": css, "css/ok.png": b""}) == [
        'css/a.css:3:10: L901 "gone.css" leads to no file',
        'css/a.css:4:14: L901 "a.woff2" leads to no file',
        'css/a.css:5:27: L901 "../up.png" leads to no file',
    ]


PUBLIC = '<link rel="canonical" href="https://example.org/dossier/index.html">'


def test_sitemap_and_robots(problems: Lines) -> None:
    locs = "".join(
        f"<url><loc>{address}</loc></url>\n"
        for address in (
            "https://example.org/dossier/",
            "https://example.org/dossier/index.html",
            "https://example.org/dossier/gone.html",
            "https://example.org/other.html",
        )
    )
    robots = "User-agent: *\nSitemap: https://example.org/dossier/map.xml\n"
    assert problems({"sitemap.xml": f"<urlset>{locs}</urlset>", "robots.txt": robots}, index=PUBLIC) == [
        'robots.txt:2:9: L901 "https://example.org/dossier/map.xml" leads to no file',
        'sitemap.xml:3:6: L901 "https://example.org/dossier/gone.html" leads to no file',
        'sitemap.xml:4:6: L901 "https://example.org/other.html" is not an address of this site;'
        ' its own is "https://example.org/dossier/"',
    ]


def test_atom(problems: Lines) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom">\n<link rel="self" href="https://example.org/dossier/f"/>\n'
        '<logo>logo.png</logo><link href="https://elsewhere.example/"/>\n'
        '<entry><content type="html">&lt;a href="gone.html"&gt;</content>'
        '<content type="text">&lt;a href="no.html"&gt;</content></entry></feed>'
    )
    assert problems({"feed.atom": feed}, index=PUBLIC) == [
        'feed.atom:2:1: L901 "https://example.org/dossier/f" leads to no file',
        'feed.atom:3:1: L901 "logo.png" leads to no file',
        'feed.atom:4:8: L901 "gone.html" leads to no file',
    ]


def test_json_feed(problems: Lines) -> None:
    feed = '{"feed_url": "feed.json",\n "version": "https://jsonfeed.org/version/1.1", ' \
        '"items": [{"url": "gone.html", "content_html": "<img src=x.png alt>"}]}'
    assert problems({"feed.json": feed}) == [
        'feed.json:2:67: L901 "gone.html" leads to no file',
        'feed.json:2:106: L901 "x.png" leads to no file',
    ]


def test_files_that_cannot_be_read(problems: Lines) -> None:
    found = problems({"a.css": b"a\xff", "feed.atom": "<feed>", "feed.json": "{"})
    assert found == [
        "a.css:1:1: L901 the line is not UTF-8",
        "feed.atom:1:7: L901 the file cannot be read: it is not well-formed XML: no element found",
        "feed.json:1:1: L901 the file cannot be read: it is not JSON: Expecting property name enclosed in"
        " double quotes: line 1 column 2 (char 1)",
    ]


def test_two_files_that_differ_in_letter_case(problems: Lines) -> None:
    assert problems({"A.png": b"", "a.png": b""}) == [
        "a.png:1:1: L901 the file's name differs from A.png only in letter case"
    ]


def test_the_page_for_lost_addresses_needs_no_other_file(problems: Lines) -> None:
    body = '<a href="index.html">x</a><img src="data:image/png;base64,AA" alt><img src="ok.png" alt>'
    assert problems({"404.html": body, "ok.png": b""}) == [
        '404.html:1:77: L901 "ok.png" is another file; 404.html is shown at any address, so it can need none'
    ]


def test_a_base_element(problems: Lines) -> None:
    page = '<base href="../"><a href="index.html">i</a><a href="gone.html">g</a>'
    assert problems({"a/b.html": page}, index='<a href="a/b.html">b</a>') == [
        'a/b.html:1:53: L901 "gone.html" leads to no file'
    ]


@pytest.mark.parametrize("base", ["/", "//example.org/", "https://example.org/", "javascript:x", "%zz"])
def test_a_base_element_that_leads_out(problems: Lines, base: str) -> None:
    assert problems(index=f'<base href="{base}">') == [
        f'index.html:1:13: L901 <base href="{base}"> leads every link of the page out of the folder'
    ]


def test_links_into_a_drawing(problems: Lines) -> None:
    found = problems({"a.svg": '<svg><g id="x"/></svg>'}, index='<img src="a.svg#x" alt><img src="a.svg#y" alt>')
    assert found == ['index.html:1:34: L901 "a.svg#y" leads to no id in a.svg']


def test_scripts_templates_and_comments_hold_no_links(problems: Lines) -> None:
    assert problems(index='<template><img src="x.html" id="a"></template><p id="a">'
                    '<script>\'<a href="x.html">\'</script><!-- <a href="x.html"> -->') == []


def test_a_sitemap_of_a_site_without_a_public_address(problems: Lines) -> None:
    assert problems({"sitemap.xml": "<urlset><loc>https://example.org/x</loc></urlset>"}) == [
        'sitemap.xml:1:9: L901 "https://example.org/x" is not an address of this site;'
        " its own is not known, since index.html has no canonical link"
    ]


def test_the_public_address_may_end_in_a_slash(problems: Lines) -> None:
    front = '<link rel="canonical" href="https://example.org/d/"><a href="https://example.org/d/a.html"></a>'
    assert problems(index=front) == ['index.html:1:62: L901 "https://example.org/d/a.html" leads to no file']


def test_a_page_names_its_own_site_by_relative_addresses(problems: Lines) -> None:
    front = '<link rel="canonical" href="https://example.org/d/"><a href="https://example.org/d/a.html"></a>'
    assert problems(index=front, a="") == [
        'index.html:1:62: L901 "https://example.org/d/a.html" names this site\'s own server, so it leaves the folder;'
        " write it relative to the page"
    ]


def test_the_public_address_is_what_the_sitemap_has_in_common(problems: Lines) -> None:
    locs = "".join(f"<url><loc>https://example.org/d/{name}</loc></url>" for name in ("", "a.html", "b.html", "gone.html"))
    pages = {"index": '<a href="a.html"></a><a href="b.html"></a>', "a": "", "b": ""}
    assert problems({"sitemap.xml": f"<urlset>{locs}</urlset>"}, **pages) == [
        'sitemap.xml:1:158: L901 "https://example.org/d/gone.html" leads to no file'
    ]


@pytest.mark.parametrize(
    "key",
    ["home_page_url", "feed_url", "next_url", "url", "external_url", "icon", "favicon", "image", "banner_image", "avatar"],
)
def test_every_address_of_a_json_feed(problems: Lines, key: str) -> None:
    version = '"version": "https://jsonfeed.org/version/1.1"'
    found = problems({"feed.json": f'{{"items": [{{"{key}": "gone"}}], "title": "no.html", {version}}}'})
    assert found == [f'feed.json:1:{len(key) + 17}: L901 "gone" leads to no file']
