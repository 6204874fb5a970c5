"""A page that `briefings serve` shows follows the builds: it reloads, or shows what is wrong."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefings.serve import Site, builds, serving
from briefings.start import start

pytestmark = pytest.mark.browser


def test_an_open_page_follows_each_change(page: Page, tmp_path: Path) -> None:
    start(tmp_path / "new", None)
    content = tmp_path / "new" / "content"
    outcomes = builds(content, tmp_path / "site", None, (content,))
    site = Site(tmp_path / "site", 0)
    built = threading.Semaphore(0)

    def follow() -> None:
        while built.acquire():
            site.state.tell(next(outcomes))
    threading.Thread(target=follow, daemon=True).start()

    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with serving(site):
        page.goto(site.address)
        expect(page.get_by_text("There is no site yet")).to_be_visible()
        built.release()
        expect(page.get_by_role("heading", name="Example dossier")).to_be_visible()

        sheet = content / "facts" / "bridge.yaml"
        good = sheet.read_text(encoding="utf-8")
        sheet.write_text(good.replace("quote: The repairs will", "quote: The <b>works</b> will"), encoding="utf-8")
        built.release()
        wrong = page.get_by_role("complementary", name="What is wrong")
        expect(wrong).to_contain_text("1 error: below is the last good site")
        expect(wrong).to_contain_text("facts/bridge.yaml:26:16")
        expect(wrong).to_contain_text("Q301")
        expect(page.get_by_role("heading", name="Example dossier")).to_be_visible()

        sheet.write_text(good, encoding="utf-8")
        built.release()
        expect(wrong).to_have_count(0)
        expect(page.get_by_role("heading", name="Example dossier")).to_be_visible()
    assert complaints == []
