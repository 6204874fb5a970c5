"""The picture in the README: the head of a topic page, in docs/topic-page.png. `make picture`, after `make site`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Route, sync_playwright

from tools.screenshots import ARGUMENTS, SITE

PAGE = SITE / "topics/military.html"
PICTURE = Path("docs/topic-page.png")
WIDTH, HEIGHT = 1280, 1400


def waiting_for_fonts(route: Route) -> None:
    """The style sheet, so that text waits for its fonts: a reader's first view does not, and may show others."""
    route.fulfill(body=Path(route.request.url.removeprefix("file://")).read_text(encoding="utf-8")
                  .replace("font-display: optional", "font-display: block"), content_type="text/css")


def main() -> int:
    """Take the picture of the site as it stands."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or not PAGE.exists():
        print("there is no Chromium" if chromium is None else f"there is no {PAGE}: run `make site` first")
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        tab.route("**/*.css", waiting_for_fonts)
        tab.goto(PAGE.resolve().as_uri())
        tab.evaluate("document.fonts.ready")
        tab.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE}, {PICTURE.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
