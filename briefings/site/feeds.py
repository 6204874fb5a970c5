"""Feeds, sitemap, robots.txt. No clock is read: every date is the dossier's own as-of.

Without a `site-url` addresses are relative to the feed. Ids are tag: URIs (RFC 4151), so that a feed reader
knows an entry again when the folder moves.
"""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from html import escape
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape as xml_escape

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]

from briefings.dossier import Dossier, Fact
from briefings.site.catalogue import Catalogue
from briefings.site.cite import public_address
from briefings.site.facts import status
from briefings.site.links import fact_path


class AtomFeed(Atom1Feed):  # type: ignore[misc]
    """feedgenerator's Atom, which would read the clock for a feed without entries."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["moment"]
        return moment


def feeds(dossier: Dossier, pages: Iterable[str] = ()) -> dict[str, str]:
    """Path from the site's root → text: robots.txt; feed.atom and feed.json where the dossier wants feeds;
    sitemap.xml where it has a `site-url`. `pages` are the paths of the site's pages.
    """
    record = dossier.corpus.dossier
    files = {"robots.txt": robots(dossier)}
    if record.feeds:
        files |= {"feed.atom": atom(dossier), "feed.json": json_feed(dossier)}
    if record.site_url:
        files["sitemap.xml"] = sitemap(dossier, pages)
    return files


def atom(dossier: Dossier) -> str:
    """Atom (RFC 4287): one entry a fact."""
    record, updated = dossier.corpus.dossier, moment(dossier)
    feed = AtomFeed(
        title=str(record.title), link=address(dossier, "index.html"), description=str(record.subtitle or ""),
        language=str(record.language), author_name=author(dossier), feed_url=address(dossier, "feed.atom"),
        feed_guid=tag(dossier, "dossier"), moment=updated,
    )
    catalogue = Catalogue(dossier)
    for fact in dossier.facts.values():
        feed.add_item(
            title=f"{fact.number}: {fact.record.claim}", link=address(dossier, fact_path(fact.id)),
            description=content(catalogue, fact), unique_id=tag(dossier, fact.id), pubdate=updated,
            updateddate=updated, categories=fact.topics,
        )
    return str(feed.writeString("utf-8")) + "\n"


def json_feed(dossier: Dossier) -> str:
    """JSON Feed 1.1: the same entries."""
    record, catalogue = dossier.corpus.dossier, Catalogue(dossier)
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": str(record.title),
        "home_page_url": address(dossier, "index.html"), "feed_url": address(dossier, "feed.json"),
        "description": str(record.subtitle or ""), "language": str(record.language),
        "authors": [{"name": author(dossier)}],
        "items": [item(catalogue, fact) for fact in dossier.facts.values()],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def item(catalogue: Catalogue, fact: Fact) -> dict[str, Any]:
    """One fact."""
    dossier = catalogue.dossier
    return {
        "id": tag(dossier, fact.id), "url": address(dossier, fact_path(fact.id)),
        "title": f"{fact.number}: {fact.record.claim}", "content_html": content(catalogue, fact),
        "date_published": moment(dossier).isoformat(), "tags": list(fact.topics),
    }


def content(catalogue: Catalogue, fact: Fact) -> str:
    """How far sources agree, and their words."""
    quotes = (
        f"<blockquote>{escape(each.quote)}</blockquote><p>{escape(catalogue.sources[each.source.id].name)}</p>"
        for each in fact.evidence)
    return f"<p>{escape(status(fact, catalogue).words)}</p>" + "".join(quotes)


def sitemap(dossier: Dossier, pages: Iterable[str]) -> str:
    """sitemaps.org 0.9; every page with its public address."""
    places = (xml_escape(public_address(dossier, page)) for page in sorted(pages))
    listed = (f"<url><loc>{place}</loc></url>\n" for place in places)
    return ('<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{''.join(listed)}</urlset>\n")


def robots(dossier: Dossier) -> str:
    """All may read; where to find the sitemap."""
    where = public_address(dossier, "sitemap.xml")
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {where}\n" if where else "")


def address(dossier: Dossier, path: str) -> str:
    """The public address of a file, or its path from the site's root, where the feeds lie too."""
    return public_address(dossier, path) or path


def tag(dossier: Dossier, name: str) -> str:
    """A tag: URI (RFC 4151) that stays when the folder moves: the dossier's title and the fact's id."""
    record = dossier.corpus.dossier
    authority = urlsplit(record.site_url).hostname if record.site_url else "briefings.invalid"
    whole = re.sub(r"[^a-z0-9]+", "-", record.title.lower()).strip("-")
    return f"tag:{authority},2021:{whole}/{name}"


def author(dossier: Dossier) -> str:
    """Who edits the dossier."""
    return ", ".join(map(str, dossier.corpus.dossier.editors)) or str(dossier.corpus.dossier.title)


def moment(dossier: Dossier) -> datetime:
    """The last day of the dossier's as-of, at midnight UTC."""
    day = dossier.corpus.dossier.as_of.when.latest or dossier.corpus.dossier.as_of.when.earliest
    return datetime.combine(day, time(), UTC) if day else datetime.fromtimestamp(0, UTC)
