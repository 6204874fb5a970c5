"""Pictures of every page type, wide and narrow, light and dark: `make screenshots`, into build/screenshots/.

They are taken of build/site as it stands; build it first.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SITE = Path("build/site")
PICTURES = Path("build/screenshots")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
WIDTHS = (1280, 375)
THEMES = ("light", "dark")
TALLEST = 12_000  # px: a page of a hundred facts is cut there
ONE_OF_EACH = ("topics", "facts", "sources", "entities", "timeline")


def pages(site: Path) -> Iterator[Path]:
    """Every page at the top, and of each folder of like pages the largest."""
    yield from sorted(site.glob("*.html"))
    for folder in ONE_OF_EACH:
        found = sorted((site / folder).glob("*.html"), key=lambda page: (page.stat().st_size, page.name))
        yield from found[-1:]


def take(browser: Browser, page: Path, width: int, theme: str) -> Path:
    """One picture."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion="reduce", device_scale_factor=1)
    tab = context.new_page()
    tab.goto(page.resolve().as_uri())
    tab.evaluate("document.fonts.ready")
    height = min(TALLEST, tab.evaluate("document.documentElement.scrollHeight"))
    name = "-".join(page.relative_to(SITE).with_suffix("").parts)
    picture = PICTURES / f"{name}-{width}-{theme}.png"
    tab.set_viewport_size({"width": width, "height": height})
    tab.screenshot(path=picture)
    context.close()
    return picture


def main() -> int:
    """Take all pictures, or those of the pages named on the command line."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or not SITE.is_dir():
        print("there is no Chromium" if chromium is None else f"there is no {SITE}: run `make site` first")
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = [SITE / name for name in sys.argv[1:]] or list(pages(SITE))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for page in wanted:
            for width in WIDTHS:
                for theme in THEMES:
                    print(take(browser, page, width, theme))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
