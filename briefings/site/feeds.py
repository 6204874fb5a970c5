"""Feeds, sitemap, robots.txt. An entry of a feed is a fact in an edition: added, revised, corrected, withdrawn.

No clock is read: every date is that of an edition. Before the first, the facts stand as its entries will, dated as-of.
Without a `site-url` addresses are relative to the feed. Ids are tag: URIs (RFC 4151), so that a feed reader knows an
entry again when the folder moves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from xml.sax.saxutils import escape as xml_escape

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]

from briefings.dossier import Dossier
from briefings.editions.edition import Edition
from briefings.site.changes import quoted
from briefings.site.cite import public_address
from briefings.site.exports.written import written
from briefings.site.history import HEADINGS, ChangeView, DifferenceView, EditionView, History
from briefings.site.wording import joined
from briefings.text.difference import Run
from briefings.values import Id


class AtomFeed(Atom1Feed):  # type: ignore[misc]
    """feedgenerator's Atom, which would read the clock for a feed without entries."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["moment"]
        return moment


@dataclass(frozen=True)
class Entry:
    """What happened to one fact in one edition. `id` never changes, nor does what it stands for; `content` is HTML."""

    id: str
    path: str
    title: str
    content: str
    moment: datetime
    tags: tuple[str, ...]


def feeds(history: History, pages: Iterable[str] = ()) -> dict[str, str]:
    """Path from the site's root → text: robots.txt; feed.atom and feed.json where the dossier wants feeds;
    sitemap.xml where it has a `site-url`. `pages` are the paths of the site's pages.
    """
    dossier = history.catalogue.dossier
    record = dossier.corpus.dossier
    files = {"robots.txt": robots(dossier)}
    if record.feeds:
        listed = tuple(entries(history))
        files |= {"feed.atom": atom(history, listed), "feed.json": json_feed(history, listed)}
    if record.site_url:
        files["sitemap.xml"] = sitemap(dossier, pages)
    return files


def entries(history: History) -> Iterator[Entry]:
    """Every entry, newest edition first."""
    views = history.published or (history.pending,)
    editions = reversed(history.past or (history.now,))
    for view, edition in zip(views, editions, strict=True):
        yield from (entry(found, view, edition) for found in view.facts.values())


def entry(found: list[ChangeView], view: EditionView, edition: Edition) -> Entry:
    """One fact in one edition, with all that happened to it there."""
    kinds, fact = tuple(dict.fromkeys(HEADINGS[each.kind] for each in found)), found[0]
    standing, new = edition.facts.get(Id(fact.id)), kinds == ("Added",)
    quotes = [] if standing is None or not new else [
        f"<blockquote>{escape(quoted(each))}</blockquote><p>{escape(edition.sources[each.source].name)}</p>"
        for each in standing.evidence]
    told = (f"<p>{escape(HEADINGS[each.kind])}</p>{fields(each.differences)}" for each in found if each.differences)
    return Entry(
        f"{edition.tag}/{fact.id}/edition-{edition.edition}", fact.path or view.path,
        f"{'' if new else joined(kinds) + ': '}{fact.number}: {fact.text}", "".join((*told, *quotes)), moment(edition.date),
        (*(each.value for each in dict.fromkeys(each.kind for each in found)), *(standing.topics if standing else ())),
    )


def fields(differences: Iterable[DifferenceView]) -> str:
    """Old and new words as HTML, what differs marked."""
    rows = (f"<dt>{escape(each.label)}</dt>{wording(each.old, 'del')}{wording(each.new, 'ins')}" for each in differences)
    return f"<dl>{''.join(rows)}</dl>"


def wording(runs: tuple[Run, ...], mark: str) -> str:
    """One wording in its runs."""
    words = "".join(f"<{mark}>{escape(run.text)}</{mark}>" if run.changed else escape(run.text) for run in runs)
    return f"<dd>{words}</dd>" if runs else ""


def atom(history: History, listed: Iterable[Entry]) -> str:
    """Atom (RFC 4287)."""
    dossier, newest = history.catalogue.dossier, newest_edition(history)
    record = dossier.corpus.dossier
    feed = AtomFeed(
        title=str(record.title), link=address(dossier, "index.html"), description=str(record.subtitle or ""),
        language=str(record.language), author_name=author(dossier), feed_url=address(dossier, "feed.atom"),
        feed_guid=f"{newest.tag}/dossier", moment=moment(newest.date),
    )
    for each in listed:
        feed.add_item(
            title=each.title, link=address(dossier, each.path), description=each.content, unique_id=each.id,
            pubdate=each.moment, updateddate=each.moment, categories=each.tags,
        )
    return str(feed.writeString("utf-8")) + "\n"


def json_feed(history: History, listed: Iterable[Entry]) -> str:
    """JSON Feed 1.1: the same entries."""
    dossier = history.catalogue.dossier
    record = dossier.corpus.dossier
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": str(record.title),
        "home_page_url": address(dossier, "index.html"), "feed_url": address(dossier, "feed.json"),
        "description": str(record.subtitle or ""), "language": str(record.language),
        "authors": [{"name": author(dossier)}],
        "items": [
            {"id": each.id, "url": address(dossier, each.path), "title": each.title, "content_html": each.content,
             "date_published": each.moment.isoformat(), "tags": list(each.tags)}
            for each in listed
        ],
    }
    return written(feed).decode()


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


def author(dossier: Dossier) -> str:
    """Who edits the dossier."""
    return ", ".join(map(str, dossier.corpus.dossier.editors)) or str(dossier.corpus.dossier.title)


def newest_edition(history: History) -> Edition:
    """The last edition; before the first, what it would be."""
    return history.past[-1] if history.past else history.now


def moment(day: str) -> datetime:
    """Midnight UTC of a day in ISO form."""
    return datetime.combine(date.fromisoformat(day), time(), UTC)
