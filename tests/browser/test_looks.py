"""What a reader with any screen, any eyes and any theme gets: measured in the browser."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from .conftest import ROOT, at

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (1280, "light"), (1280, "dark"), (375, "dark"), (375, "light"))
WIDTHS = (1280, 820, 375, 320)

# WCAG 1.4.12: a reader may set all of this, and nothing may be lost.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# A constructed sheet, since the site's policy refuses an inline one.
SPACE_OUT = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
# What sticks out of the screen although it does not stand in a frame that scrolls by itself.
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > wide + 1 && !each.closest(".scroll, .nav, .vh, .skip"))
    .map(each => each.outerHTML.slice(0, 120)).slice(0, 5);
}"""
# WCAG 2.5.8: 24 px, except links within a sentence, and those with room around them.
SMALL = """() => {
  const inText = "p:not(.meta), blockquote, dd, td, th, caption, .prose, .d, .vh, .skip";
  const shown = each => each.offsetParent && !each.closest(inText);
  const box = each => {
    const own = each.getBoundingClientRect(), after = getComputedStyle(each, "::after");
    const more = after.position === "absolute" ? -2 * parseFloat(after.top || 0) : 0;
    return [own.width, own.height + more];
  };
  return [...document.querySelectorAll("a[href], button, input, select")].filter(shown)
    .filter(each => box(each)[1] < 23.5 || box(each)[0] < 23.5)
    .map(each => box(each).map(Math.round) + " " + each.outerHTML.slice(0, 100)).slice(0, 5);
}"""


def violations(page: Page) -> list[str]:
    """What axe-core finds, with the first element of each."""
    found: dict[str, Any] = page.evaluate("() => axe.run()")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]


def test_axe_finds_nothing(page: Page, address: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --no-package-lock")
    page.goto(address)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, theme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        assert violations(page) == [], f"{width} {theme}"


def test_nothing_sticks_out_and_targets_are_large_enough(page: Page, address: str) -> None:
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOWING) == [], width
        assert page.evaluate(SMALL) == [], width
    page.evaluate(SPACE_OUT, SPACING)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOWING) == [], f"{width} with the reader's own spacing"


def test_a_word_of_300_letters_and_other_hostile_text_wraps(page: Page, site: Path) -> None:
    page.goto(at(site, "topic"))
    texts = "h1, .stand, .stmt, .ev blockquote, .src cite, .points span, .num .l, .list a, .dis th span"
    page.locator(texts).evaluate_all("found => found.forEach(each => { each.textContent = 'W'.repeat(300); })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOWING) == [], width


def test_the_head_of_a_page_stays_when_the_fonts_come(page: Page, site: Path) -> None:
    """On a telephone of a width at which the title takes two lines in one face and three in the other."""
    page.set_viewport_size({"width": 412, "height": 900})
    tops = "() => [...document.querySelectorAll('.word, .nav, h1')].map(each => each.getBoundingClientRect().top)"
    page.goto(at(site, "topic"))
    page.evaluate("document.fonts.ready.then(() => true)")
    with_fonts = page.evaluate(tops)
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(at(site, "topic"))
    assert page.evaluate(tops) == with_fonts


def test_forced_colours_keep_the_marks(page: Page, site: Path) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(at(site, "source"))
    line = page.locator("mark").first.evaluate("each => getComputedStyle(each).textDecorationLine")
    assert line == "underline"


def test_print_hides_what_paper_cannot_do(page: Page, site: Path) -> None:
    page.goto(at(site, "topic"))
    page.emulate_media(media="print")
    assert not page.locator(".nav, .search, .theme, .fmt").locator("visible=true").count()
    assert page.locator(".ev blockquote").first.is_visible()
