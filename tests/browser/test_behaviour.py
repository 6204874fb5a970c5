"""What the site does: from a folder without a server, without a network, with and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from .conftest import TYPES, at

pytestmark = pytest.mark.browser


class Watched:
    """A page whose requests and complaints are noted."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self.failed)
        page.on("response", lambda answer: self.complaints.append(answer.url) if answer.status >= 400 else None)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def failed(self, request: Request) -> None:
        self.complaints.append(f"failed: {request.url}")


@pytest.mark.parametrize("kind", TYPES)
def test_opened_from_a_folder_nothing_fails_and_nobody_else_is_asked(page: Page, site: Path, kind: str) -> None:
    watched = Watched(page)
    page.goto(at(site, kind))
    page.evaluate("document.fonts.ready.then(() => true)")
    assert watched.complaints == []
    assert [url for url in watched.requests if not url.startswith((site.as_uri(), "data:"))] == []


def test_on_a_web_server_nothing_fails(page: Page, served: str) -> None:
    for kind in ("front", "topic", "source", "search"):
        watched = Watched(page)
        page.goto(served + TYPES[kind])
        page.evaluate("document.fonts.ready.then(() => true)")
        assert watched.complaints == []
        assert [url for url in watched.requests if not url.startswith((served, "data:"))] == []


def test_search_finds_another_spelling(page: Page, site: Path) -> None:
    page.goto(at(site, "search"))
    page.locator("#q").fill("Lukashenko")
    results = page.locator("#results")
    expect(results).to_contain_text("Lukashenka")
    headings = [re.sub(r" \(.*", "", text) for text in results.locator("h2").all_inner_texts()]
    assert headings == [each for each in ("Facts", "Passages", "Sources", "Names") if each in headings]
    assert headings[0] == "Facts"


def test_search_takes_its_question_from_the_address_and_from_any_page(page: Page, site: Path) -> None:
    page.goto(at(site, "topic"))
    page.keyboard.press("/")
    page.keyboard.type("gas tariffs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=gas+tariffs")
    expect(page.locator("#results .list b").first).to_have_text(re.compile(r"^[A-Z]+-\d+$"))
    page.locator("#q").press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#results') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/facts/*.html")


def test_search_shows_what_was_typed_as_text(page: Page, site: Path) -> None:
    watched = Watched(page)
    page.goto(at(site, "search") + "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("#results")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#results img").count() == 0
    assert watched.complaints == []


def test_a_marker_shows_its_fact_and_lets_go(page: Page, site: Path) -> None:
    page.goto(at(site, "topic"))
    marker, box = page.locator(".points .ref").first, page.locator(".pv")
    marker.hover()
    expect(box).to_be_visible()
    expect(box.locator(".kick")).to_have_text(marker.inner_text())
    box.hover()
    page.wait_for_timeout(500)
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    marker.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(box).to_be_visible()
    page.mouse.wheel(0, 200)
    expect(box).to_be_hidden()


def test_a_marker_shows_a_fact_of_another_page(page: Page, site: Path) -> None:
    page.goto(at(site, "front"))
    marker = page.locator("main .ref").first
    marker.hover()
    expect(page.locator(".pv .stmt")).not_to_be_empty()
    assert page.locator(".pv .kick").inner_text() == marker.inner_text()


def test_a_link_that_has_the_keyboard_keeps_its_preview_while_the_mouse_is_elsewhere(page: Page, site: Path) -> None:
    page.goto(at(site, "topic"))
    marker, box = page.locator(".points .ref").first, page.locator(".pv")
    page.mouse.move(5, 5)
    page.keyboard.press("Tab")
    marker.focus()
    expect(box).to_be_visible()
    page.locator("h1").hover()
    page.wait_for_timeout(500)
    expect(box).to_be_visible()
    page.mouse.click(5, 5)
    expect(box).to_be_hidden()


@pytest.mark.parametrize("width", [375, 1280])
def test_a_fragment_of_a_long_page_lands_exactly(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    long = (site / "topics" / "sovereignty.html").as_uri()
    page.goto(long)
    facts = page.locator("article.fact").evaluate_all("found => found.map(each => each.id)")
    assert len(facts) > 100
    for name in (facts[60], facts[-1], "account", "dates"):
        page.goto(f"{long}#{name}")
        page.wait_for_timeout(200)
        assert page.evaluate(f"document.getElementById('{name}').getBoundingClientRect().top") == pytest.approx(24, abs=2)


def test_what_is_off_the_screen_is_found_and_printed(page: Page, site: Path) -> None:
    page.goto((site / "topics" / "sovereignty.html").as_uri())
    last = page.locator("article.fact blockquote").last
    words = " ".join((last.text_content() or "").split()[:4])
    assert page.evaluate("words => window.find(words)", words)
    assert page.evaluate("scrollY") > 10_000
    page.emulate_media(media="print")
    assert last.evaluate("each => each.checkVisibility({ contentVisibilityAuto: true })")


def test_touch_screens_get_no_previews(browser: Browser, site: Path) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(at(site, "topic"))
    assert page.locator(".pv").count() == 0
    context.close()


def test_the_theme_is_the_readers_and_stays(page: Page, site: Path) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(at(site, "front"))
    page.get_by_role("button", name="Switch between light and dark").click()
    page.goto(at(site, "topic"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"


def test_copy_gives_the_citation(browser: Browser, site: Path, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served + TYPES["topic"])
    button = page.locator("[data-copy]").first
    button.click()
    expect(button).to_have_text("Copied")
    cited = page.locator("#" + (button.get_attribute("data-copy") or "")).inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == cited
    context.close()


def test_without_scripts_all_evidence_is_there(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at(site, "topic"))
    facts = page.locator("article.fact")
    assert facts.count() > 0
    assert facts.count() == page.locator("article.fact:has(.ev blockquote)").count()
    assert page.locator(".ev blockquote").first.is_visible()
    assert page.locator("[data-copy]").first.is_hidden()
    page.goto(at(site, "search"))
    assert page.locator("#index a").count() > facts.count()
    context.close()


def test_the_keyboard_reaches_the_content_and_goes_on(page: Page, site: Path) -> None:
    page.goto(at(site, "topic"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        where, shown = page.evaluate("""() => { const a = document.activeElement, r = a.getBoundingClientRect();
            const outlined = getComputedStyle(a).outlineStyle !== "none";
            return [a.outerHTML.slice(0, 200) + r.top, outlined || !a.closest("main")]; }""")
        assert shown, where
        seen.add(where)
    assert len(seen) == 40
