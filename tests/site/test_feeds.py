"""Feeds, sitemap and robots.txt: well-formed, relative without a site-url, and free of the clock."""

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

from briefings.dossier import Dossier
from briefings.site.catalogue import Catalogue
from briefings.site.feeds import feeds
from briefings.site.history import History

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "site-url: https://example.org/d/\n"


def test_without_a_site_url_addresses_are_relative_and_ids_are_tags(dossier: Dossier) -> None:
    files = feeds(History(Catalogue(dossier)), ["index.html"])
    assert set(files) == {"feed.atom", "feed.json", "robots.txt"}
    entry = ET.fromstring(files["feed.atom"]).find("a:entry", ATOM)
    assert entry is not None
    assert entry.find("a:link", ATOM).attrib["href"] == "facts/cost.html"  # type: ignore[union-attr]
    assert entry.findtext("a:id", namespaces=ATOM) == "tag:briefings.invalid,2021:tariffs-other-matters/cost/edition-1"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2021-09-09T00:00:00+00:00"


def test_both_feeds_say_the_same(dossier: Dossier) -> None:
    files = feeds(History(Catalogue(dossier)))
    root, feed = ET.fromstring(files["feed.atom"]), json.loads(files["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]
    assert titles == [item["title"] for item in feed["items"]]
    assert titles[0] == "ENE-1: =Lukashenka said that </script> costs nearly 200,000 dollars."
    assert "<script>" not in feed["items"][0]["content_html"]


def test_with_a_site_url_everything_carries_it(dossier_with: Callable[..., Dossier]) -> None:
    files = feeds(History(Catalogue(dossier_with(SITE))), ["topics/energy.html", "index.html"])
    assert [each.text for each in ET.fromstring(files["sitemap.xml"]).iter() if each.text and each.text.strip()] == [
        "https://example.org/d/index.html", "https://example.org/d/topics/energy.html"]
    assert "Sitemap: https://example.org/d/sitemap.xml" in files["robots.txt"]
    assert json.loads(files["feed.json"])["feed_url"] == "https://example.org/d/feed.json"
    assert json.loads(files["feed.json"])["items"][0]["id"].startswith("tag:example.org,2021:")


def test_a_dossier_may_have_no_feeds(dossier_with: Callable[..., Dossier]) -> None:
    assert set(feeds(History(Catalogue(dossier_with("feeds: false\n"))))) == {"robots.txt"}


def test_the_clock_is_not_read(dossier_with: Callable[..., Dossier], sheet: str) -> None:
    drafts = sheet.replace("    kind:", "    draft: true\n    kind:")
    empty = dossier_with(**{"facts/energy.yaml": drafts})
    assert not empty.facts
    root = ET.fromstring(feeds(History(Catalogue(empty)))["feed.atom"])
    assert root.findtext("a:updated", namespaces=ATOM) == "2021-09-09T00:00:00+00:00"
