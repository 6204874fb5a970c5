"""A site of planted defects beside as many good things that look like defects: tables, and the folder made of them.

Each defect has a page of its own, so that what is found there is found for that reason; the good stand in pages
in which nothing may be found.
"""
# ruff: noqa: E501

from collections.abc import Mapping
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, String

# The defects of pages: name → (HTML of its page, the code that is expected).
IN_PAGES: Mapping[str, tuple[str, str]] = {
    # Files that are not there, by every attribute that can ask for one.
    "href": ('<a href="gone.html">x</a>', "L901"),
    "letter-case": ('<a href="Target.html">x</a>', "L901"),
    "src": ('<img src="gone.png" alt="x">', "L901"),
    "srcset": ('<img src="ok.png" srcset="ok.png 1x, gone.png 2x" alt="x">', "L901"),
    "source-srcset": ('<picture><source srcset="gone.avif"><img src="ok.png" alt="x"></picture>', "L901"),
    "imagesrcset": ('<link rel="preload" as="image" imagesrcset="ok.png 1x, gone.png 2x">', "L901"),
    "poster": ('<video poster="gone.png"></video>', "L901"),
    "track": ('<video><track src="gone.vtt" kind="captions"></video>', "L901"),
    "data": ('<object data="gone.pdf"></object>', "L901"),
    "embed": ('<embed src="gone.svg">', "L901"),
    "iframe": ('<iframe src="gone.html" title="x"></iframe>', "L901"),
    "action": ('<form action="gone.html"></form>', "L901"),
    "formaction": ('<form action="target.html"><button formaction="gone.html">x</button></form>', "L901"),
    "cite": ('<blockquote cite="gone.html">x</blockquote>', "L901"),
    "longdesc": ('<img src="ok.png" alt="x" longdesc="gone.txt">', "L901"),
    "background": ('<table background="gone.png"><tr><td>x</td></tr></table>', "L901"),
    "input-image": ('<form action="target.html"><input type="image" src="gone.png" alt="x"></form>', "L901"),
    "script": ('<script src="gone.js"></script>', "L901"),
    "style-sheet": ('<link rel="stylesheet" href="gone.css">', "L901"),
    "icon": ('<link rel="icon" href="gone.ico">', "L901"),
    "alternate": ('<link rel="alternate" type="application/atom+xml" href="gone.atom">', "L901"),
    "og-image": ('<meta property="og:image" content="gone.png">', "L901"),
    "refresh": ('<meta http-equiv="refresh" content="0; url=gone.html"><p>x</p>', "L901"),
    "refresh-unquoted": ("<meta http-equiv=Refresh content=\"5;URL='gone.html'\"><p>x</p>", "L901"),
    "style-attribute": ('<p style="background:url(gone.png)">x</p>', "L901"),
    "style-element": ("<style>p { background: url('gone.png') }</style>", "L901"),
    "style-import": ('<style>@import "gone.css";</style>', "L901"),
    "image-set": ("<style>p { background: image-set('gone.avif' type('image/avif'), 'ok.png' 1x) }</style>", "L901"),
    "svg-image": ('<svg><image href="gone.png"/></svg>', "L901"),
    "svg-file-use": ('<svg><use href="drawing.svg#gone"/></svg>', "L901"),
    "noscript": ('<noscript><img src="gone.png" alt="x"></noscript>', "L901"),
    "srcdoc": ("<iframe srcdoc=\"<a href='gone.html'>x</a>\" title=\"x\"></iframe>", "L901"),
    "json-ld": ('<script type="application/ld+json">{"@context": "https://schema.org", "url": "gone.html"}</script>', "L901"),
    "json-ld-broken": ('<script type="application/ld+json">{"url": }</script>', "L901"),
    "import-map": ('<script type="importmap">{"imports": {"a": "./gone.js"}}</script>', "L901"),
    "query": ('<a href="gone.html?q=1">x</a>', "L901"),
    "base": ('<base href="folder/"><a href="target.html">x</a>', "L901"),
    # Places that are not in their page.
    "anchor": ('<a href="#gone">x</a>', "L901"),
    "anchor-elsewhere": ('<a href="target.html#gone">x</a>', "L901"),
    "anchor-case": ('<a href="target.html#Plain">x</a>', "L901"),
    "anchor-encoded": ('<a href="target.html#caf%C3%A8">x</a>', "L901"),
    "anchor-unicode": ('<a href="target.html#cafe%CC%81">x</a>', "L901"),
    "anchor-in-template": ('<template><p id="inside">x</p></template><a href="#inside">x</a>', "L901"),
    "anchor-in-comment": ('<!-- <p id="inside"> --><a href="#inside">x</a>', "L901"),
    "anchor-by-base": ('<base href="folder/index.html"><p id="here">x</p><a href="#here">x</a>', "L901"),
    "pdf-place": ('<a href="paper.pdf#gone">x</a>', "L901"),
    "pdf-page": ('<a href="paper.pdf#page=9">x</a>', "L901"),
    "svg-use": ('<svg><use href="#gone"/></svg>', "L901"),
    "svg-use-xlink": ('<svg><use xlink:href="#gone"/></svg>', "L901"),
    "svg-fill": ('<svg><rect fill="url(#gone)"/></svg>', "L901"),
    "label-for": ('<label for="gone">x</label>', "L901"),
    "headers": ('<table><tr><td headers="gone">x</td></tr></table>', "L901"),
    "list": ('<input list="gone" aria-label="x">', "L901"),
    "labelledby": ('<p id="one">x</p><section aria-labelledby="one gone">x</section>', "L901"),
    "describedby": ('<input aria-label="x" aria-describedby="gone">', "L901"),
    "controls": ('<button aria-controls="gone">x</button>', "L901"),
    "usemap": ('<img src="ok.png" alt="x" usemap="#gone">', "L901"),
    # Addresses that do not work from a folder.
    "folder": ('<a href="folder/">x</a>', "L901"),
    "folder-bare": ('<a href="folder">x</a>', "L901"),
    "folder-dot": ('<a href="./">x</a>', "L901"),
    "absolute": ('<a href="/target.html">x</a>', "L901"),
    "absolute-src": ('<img src="/ok.png" alt="x">', "L901"),
    "protocol-relative": ('<a href="//example.org/x">x</a>', "L901"),
    "outside": ('<a href="../outside.html">x</a>', "L901"),
    "outside-encoded": ('<a href="%2e%2e/outside.html">x</a>', "L901"),
    "own-server": ('<a href="https://site.example/d/target.html">x</a>', "L901"),
    "base-away": ('<base href="https://elsewhere.example/"><p>x</p>', "L901"),
    # Addresses that nobody can follow.
    "empty-href": ('<a href="">x</a>', "L901"),
    "blank-href": ('<a href=" ">x</a>', "L901"),
    "empty-src": ('<img src="" alt="x">', "L901"),
    "bad-escape": ('<a href="%zz.html">x</a>', "L901"),
    "bad-escape-outside": ('<a href="https://example.org/%zz">x</a>', "L901"),
    "host-with-space": ('<a href="https://exa mple.org/">x</a>', "L901"),
    "no-host": ('<a href="https://">x</a>', "L901"),
    "port": ('<a href="https://example.org:99999/">x</a>', "L901"),
    "mail-no-at": ('<a href="mailto:desk.example.org">x</a>', "L901"),
    "mail-no-host": ('<a href="mailto:desk@">x</a>', "L901"),
    "mail-copy": ('<a href="mailto:desk@example.org?cc=no-one">x</a>', "L901"),
    "phone": ('<a href="tel:call-us">x</a>', "L901"),
    "phone-empty": ('<a href="tel:">x</a>', "L901"),
    # Addresses that run, or ask somebody else.
    "javascript": ('<a href="javascript:go()">x</a>', "L904"),
    "javascript-tab": ('<a href="java\tscript:go()">x</a>', "L904"),
    "javascript-entity": ('<a href="&#x6A;avascript&colon;go()">x</a>', "L904"),
    "javascript-case": ('<a href=" JaVaScRiPt:go()">x</a>', "L904"),
    "javascript-form": ('<form action="javascript:go()"></form>', "L904"),
    "javascript-svg": ('<svg><a xlink:href="javascript:go()"><text>x</text></a></svg>', "L904"),
    "javascript-animated": ('<svg><a><set attributeName="href" to="javascript:go()"/></a></svg>', "L904"),
    "javascript-refresh": ('<meta http-equiv="refresh" content="0;url=javascript:go()"><p>x</p>', "L904"),
    "vbscript": ('<a href="vbscript:go">x</a>', "L904"),
    "data-html": ('<a href="data:text/html,x">x</a>', "L904"),
    "data-html-frame": ('<iframe src="DATA:text/html;base64,eA==" title="x"></iframe>', "L904"),
    "file": ('<a href="file:///etc/hosts">x</a>', "L904"),
    "unknown-scheme": ('<a href="htps://example.org/">x</a>', "L904"),
    "third-script": ('<script src="https://cdn.example/x.js"></script>', "L904"),
    "third-font": ("<style>@font-face { src: url(https://cdn.example/x.woff2) }</style>", "L904"),
    "third-preconnect": ('<link rel="preconnect" href="https://cdn.example/">', "L904"),
    "ping": ('<a href="https://example.org/" ping="https://count.example/">x</a>', "L904"),
    "handler": ('<p onclick="go()">x</p>', "L904"),
    # Pages that do not hold together.
    "id-twice": ('<p id="a">x</p><p id="a">x</p>', "L902"),
    "no-alt": ('<img src="ok.png">', "L902"),
    "no-alt-area": ('<map name="m"><area href="target.html"></map>', "L902"),
    "unclosed-comment": ("<p>x</p><!-- <a href='target.html'>x</a>", "L901"),
    "attributes": ("<p " + " ".join(f"a{number}" for number in range(100_000)) + ">x</p>", "L901"),
    "nested": ("<div>" * 30_000 + "x", "L901"),
}

# Whole files with a defect: path → (content, code).
FILES: Mapping[str, tuple[str | bytes, str]] = {
    "empty.html": ("", "L901"),
    "bytes.html": (b"<p>\xff</p>", "L901"),
    "unreachable.html": ("<p>x</p>", "L902"),
    "circle-a.html": ('<meta http-equiv="refresh" content="0; url=circle-b.html">', "L901"),
    "circle-b.html": ('<meta http-equiv="refresh" content="0; url=circle-a.html">', "L901"),
    "ok2.PNG": ("", ""), "ok2.png": ("", "L901"),
    "import.css": ('@import url("gone.css");', "L901"),
    "url.css": ("p { background: URL( gone.png ) }", "L901"),
    "third.css": ("@import 'https://cdn.example/x.css';", "L904"),
    "feed.atom": ('<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://site.example/d/gone.html"/></feed>', "L901"),
    "html.atom": ('<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">&lt;a href="gone.html"&gt;'
                  "x&lt;/a&gt;</content></entry></feed>", "L901"),
    "rss.xml": ("<rss><channel><item><link>https://site.example/d/gone.html</link></item></channel></rss>", "L901"),
    "rss-html.xml": ("<rss><channel><item><description><![CDATA[<img src='gone.png' alt='x'>]]></description></item>"
                     "</channel></rss>", "L901"),
    "broken.atom": ("<feed>", "L901"),
    "feed.json": ('{"version": "https://jsonfeed.org/version/1.1", "items": [{"content_html": "<a href=gone.html>x</a>"}]}', "L901"),
    "sitemap.xml": ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://site.example/d/gone.html</loc>'
                    "</url></urlset>", "L901"),
    "robots.txt": ("User-agent: *\nSitemap: https://site.example/d/gone.xml\n", "L901"),
    "app.webmanifest": ('{"name": "x", "start_url": "index.html", "icons": [{"src": "gone.png"}]}', "L901"),
    "data.jsonld": ('{"@context": "https://schema.org", "@id": "data.jsonld", "image": {"contentUrl": "gone.png"}}', "L901"),
    "broken-drawing.svg": ('<svg xmlns="http://www.w3.org/2000/svg"><use href="#gone"/></svg>', "L901"),
}

GOOD = [
    '<a href="#">x</a>', '<a href="#top">x</a>', '<a href="#TOP">x</a>', '<a href="#:~:text=gas">x</a>',
    '<a href="target.html#:~:text=gas,oil">x</a>', '<a href="target.html#plain:~:text=gas">x</a>',
    '<a href="target.html">x</a>', '<a href="./target.html">x</a>', '<a href="folder/../target.html">x</a>',
    '<a href="folder/index.html">x</a>', '<a href="target.html?a=1&amp;b=2#plain">x</a>', '<a href="?print">x</a>',
    '<a href="target.html#caf%C3%A9">x</a>', '<a href="target.html#café">x</a>', '<a href="target.html#a%20b">x</a>',
    '<a href="target.html#100%">x</a>', '<a href="target.html#old">x</a>', '<a href="target.html#a&amp;b">x</a>',
    '<a href="%74arget.html">x</a>', '<a href="a%20b.html">x</a>', '<a href="a b.html">x</a>', '<a href="a&#32;b.html">x</a>',
    '<a href=" target.html\n">x</a>', '<a href="folder\\index.html">x</a>', '<a href="%C3%BC.html">x</a>', '<a href="ü.html">x</a>',
    "<a>x</a>", '<a name="placeholder">x</a>', "<a href=target.html>x</a>",
    '<a href="paper.pdf#page=2">x</a>', '<a href="paper.pdf#page=1&zoom=50">x</a>', '<a href="paper.pdf#nameddest=fact">x</a>',
    '<a href="paper.pdf#fact">x</a>', '<a href="notes.txt#line=3">x</a>', '<a href="ok.png#xywh=1,2,3,4">x</a>',
    '<a href="drawing.svg#shape">x</a>', '<a href="drawing.svg#svgView(viewBox(0,0,1,1))">x</a>',
    '<a href="https://example.org/a?b=c&amp;d=%20#e">x</a>', '<a href="https://example.org">x</a>', '<a href="http://example.org/">x</a>',
    '<a href="https://user@example.org:8443/">x</a>', '<a href="https://[2001:db8::1]/">x</a>', '<a href="https://xn--bcher-kva.example/">x</a>',
    '<a href="https://bücher.example/">x</a>', '<a href="HTTPS://EXAMPLE.ORG/">x</a>', '<a href="https://example.org/(x)">x</a>',
    '<a href="mailto:desk@example.org">x</a>', '<a href="mailto:a@example.org,b.c+d@example.org?subject=a%20b&amp;body=c">x</a>',
    '<a href="mailto:?subject=hello">x</a>', '<a href="MAILTO:desk%40example.org">x</a>', '<a href="tel:+32-2-555-0100">x</a>',
    '<a href="tel:112">x</a>', '<a href="tel:+3225550100;ext=7">x</a>', '<a href="sms:+3225550100">x</a>', '<a href="geo:50.8,4.3">x</a>',
    '<img src="data:image/png;base64,AA==" alt="">', '<img src="ok.png" alt="">', '<img src="ok.png" alt>',
    '<img src="ok.png" aria-label="x">', '<img src="ok.png" role="presentation">', '<p aria-hidden="true"><img src="ok.png"></p>',
    '<img srcset="ok.png" alt="x">', '<img srcset="ok.png 1x,ok.png?v=2 2x" alt="x">', '<img srcset="data:image/png;base64,AA== 1x, ok.png 2x" alt="x">',
    '<img srcset="a,b.png 480w, ok.png 800w," sizes="50vw" alt="x">', '<img src="ok.png?v=1" alt="x">', '<img src="ok.png" alt="x" usemap="#m2"><map name="m2"></map>',
    '<template><a href="gone.html">x</a><img src="gone.png"><p id="twice"></p></template><p id="twice">x</p>',
    '<!-- <a href="gone.html">x</a> <p id="twice2"> --><p id="twice2">x</p>', '<!--><a href="target.html">x</a>', "<!-- a -- b -->",
    "<script>const a = '<a href=\"gone.html\">'; // <!--\n</script>", '<script type="text/template"><a href="gone.html">x</a></script>',
    "<textarea><a href='gone.html'></textarea>", "<pre>&lt;a href=gone.html&gt; javascript:go()</pre>",
    '<script type="application/ld+json">{"@context": "https://schema.org", "@id": "#it", "url": "https://site.example/d/target.html",'
    ' "sameAs": "https://example.org/", "name": "gone.html", "isPartOf": "A series", "image": "ok.png"}</script>',
    '<script type="application/json">{"url": "gone.html"}</script>', '<script type="importmap">{"imports": {"a": "./ok.js"}}</script>',
    '<link rel="canonical" href="https://site.example/d/target.html">', '<link rel="alternate" hreflang="de" href="https://example.org/de/">',
    '<link rel="license" href="https://example.org/by">', '<link rel="me" href="https://example.org/@me">', '<link rel="webmention" href="https://example.org/w">',
    '<meta property="og:image" content="https://cdn.example/x.png">', '<meta name="description" content="gone.html">', '<meta http-equiv="refresh" content="300">',
    '<p cite="gone.html" data-href="gone.html" data-src="gone.png">x</p>', '<q cite="https://example.org/">x</q>', '<q cite="urn:isbn:0451450523">x</q>',
    '<iframe src="about:blank" title="x"></iframe>', "<iframe srcdoc=\"<p id='b'>x</p><a href='#b'>x</a><p id='i1'>\" title=\"x\"></iframe><p id='i1'>x</p>",
    '<svg><defs><linearGradient id="g1"/></defs><rect fill="url(#g1)" style="stroke:url(#g1)"/><use href="#g1" xlink:href="#g1"/></svg>',
    '<svg><use href="drawing.svg#shape"/></svg>', '<svg xml:base="gone/"><a href="target.html"><text>x</text></a></svg>',
    "<style>@namespace svg url(http://www.w3.org/2000/svg); /* url(gone.png) */ p { background: url(ok.png) url('ok.png') } a::before { content: 'url(gone.png)x' }</style>",
    '<p style="background:url(&quot;ok.png&quot;)">x</p>', '<p style="background:url(data:image/png;base64,AA==)">x</p>', '<p style="--a: none">x</p>',
    '<label for="f1">x</label><input id="f1" list="l1"><datalist id="l1"></datalist>', '<p id="p1">x</p><p aria-describedby=" p1  p1 ">x</p>',
    '<input aria-label="x" aria-activedescendant="">', '<table><tr><th id="h1">x</th><td headers="h1">x</td></tr></table>',
    '<x-widget href="gone.html" once="x" only="y">x</x-widget>', '<div data="gone" action="gone" list="gone" headers="gone">x</div>',
    '<form action="target.html?x"><button formaction="target.html">x</button></form>', '<form><input name="q" aria-label="x"></form>',
    '<a href="https://example.org/" ping="">x</a>', "<p ID=up>x</p><a href='#up'>x</a>", '<p id="a.b:c">x</p><a href="#a.b:c">x</a>',
    '<video controls><source src="clip.mp4#t=10"><track src="clip.vtt"></video>', '<object data="paper.pdf#page=1" type="application/pdf"></object>',
    '<meta property="og:url" content="https://site.example/d/">', '<a href="target.html" hreflang="en" download>x</a>', '<a download="a.txt" href="data:text/plain,x">x</a>',
]
# Good, but each needs a page of its own.
GOOD_PAGES = {
    "based/page.html": '<base href="../" target="_top"><a href="target.html">x</a><img src="ok.png" alt="">',
    "latin.html": '<meta charset="iso-8859-1"><p>caf\xe9</p>',
    "moved.html": '<meta http-equiv="refresh" content="0; url=target.html">',
}
TARGET = ('<h1 id="plain">x</h1><a name="old"></a><p id="café">x</p><p id="a b">x</p><p id="100%">x</p><p id="a&amp;b">x</p>'
          '<p id="Case">x</p><p id="case">x</p>')
ASSETS = {
    "ok.png": "", "a,b.png": "", "ok.js": "", "clip.mp4": "", "clip.vtt": "", "notes.txt": "x", "a b.html": "<p>x</p>", "ü.html": "<p>x</p>",
    "target.html": TARGET, "folder/index.html": "<p>x</p>", "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="shape"/></svg>',
    "404.html": '<a href="index.html">x</a>', "other.xml": '<data href="gone.html"><link>gone.html</link></data>', "other.json": '{"url": "gone.html"}',
    "good.atom": '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://site.example/d/"><id>tag:x</id><link rel="self" href="good.atom"/>'
                 '<entry><content type="html">&lt;a href="target.html#plain"&gt;x&lt;/a&gt;</content><summary>a href="gone.html"</summary></entry></feed>',
    "good-map.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://site.example/d/</loc></url>'
                    "<url><loc>https://site.example/d/folder/</loc></url><url><loc>https://site.example/d/target.html</loc></url></urlset>",
}
CANONICAL = '<link rel="canonical" href="https://site.example/d/index.html">'


def pdf(*links: str) -> bytes:
    """Two pages, a place called `fact`, and a link to each address."""
    from io import BytesIO

    out = BytesIO()
    with Pdf.new() as made:
        page = made.add_blank_page()
        made.add_blank_page()
        made.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("fact"), Array([page.obj, Name.Fit])])))
        page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                                        A=Dictionary(S=Name.URI, URI=String(link))) for link in links])
        made.save(out, deterministic_id=True)
    return out.getvalue()


def planted() -> dict[str, str]:
    """The file of each defect → the code that is expected there."""
    pages = {f"{name}.html": code for name, (_, code) in IN_PAGES.items()}
    files = {path: code for path, (_, code) in FILES.items() if code}
    return pages | files | {"gone.pdf.pdf": "L901", "javascript.pdf": "L904"}


def lay(folder: Path) -> None:
    """Write the site into a folder that is empty."""
    pages = {f"{name}.html": html for name, (html, _) in IN_PAGES.items()}
    good = {f"good-{number:03}.html": html for number, html in enumerate(GOOD)}
    files: dict[str, str | bytes] = {
        **pages, **{path: content for path, (content, _) in FILES.items()}, **good, **GOOD_PAGES, **ASSETS,
        "latin.html": GOOD_PAGES["latin.html"].encode("latin-1"), "paper.pdf": pdf("https://example.org/", "target.html"),
        "gone.pdf.pdf": pdf("gone.html"), "javascript.pdf": pdf("javascript:go()"),
    }
    unlinked = {"unreachable.html", "404.html", "circle-a.html", "circle-b.html", "moved.html"}
    menu = "".join(f'<a href="{path.replace(" ", "%20")}">x</a>\n' for path in sorted(files)
                   if path.endswith(".html") and path not in unlinked)
    files["index.html"] = CANONICAL + menu
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
