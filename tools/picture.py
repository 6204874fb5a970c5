"""The pictures in the README, of build/site: the head of a topic page, a page of its PDF. `make picture`."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Route, sync_playwright

from tools.screenshots import ARGUMENTS, SITE

PAGE = SITE / "topics/military.html"
PICTURE = Path("docs/topic-page.png")
WIDTH, HEIGHT = 1280, 1400
PAPER = SITE / "pdf/military.pdf"
LEAF = Path("docs/pdf-page.png")
LEAF_NUMBER, DOTS_PER_INCH = 2, 80


def waiting_for_fonts(route: Route) -> None:
    """The style sheet, so that text waits for its fonts: a reader's first view does not, and may show others."""
    sheet = Path(route.request.url.removeprefix("file://")).read_text(encoding="utf-8")
    route.fulfill(body=sheet.replace("font-display: fallback", "font-display: block"), content_type="text/css")


def take_page(chromium: str) -> None:
    """Picture the head of the topic page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        tab.route("**/*.css", waiting_for_fonts)
        tab.goto(PAGE.resolve().as_uri())
        tab.evaluate("document.fonts.ready")
        tab.screenshot(path=PICTURE)
        browser.close()


def take_leaf(pdftoppm: str) -> None:
    """Picture a page of the PDF."""
    number = str(LEAF_NUMBER)
    subprocess.run([pdftoppm, "-png", "-r", str(DOTS_PER_INCH), "-f", number, "-l", number, "-singlefile",
                    str(PAPER), str(LEAF.with_suffix(""))], check=True)


def main() -> int:
    """Take both pictures, or say what is missing."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    pdftoppm = shutil.which("pdftoppm")
    if not chromium or not pdftoppm or not PAGE.exists() or not PAPER.exists():
        print(f"this needs Chromium, pdftoppm (poppler), {PAGE} and {PAPER}; `make site` makes the last two")
        return 2
    take_page(chromium)
    take_leaf(pdftoppm)
    print(f"{PICTURE} {PICTURE.stat().st_size // 1000} kB, {LEAF} {LEAF.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
