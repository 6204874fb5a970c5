"""Views → the pages that lay the whole dossier out, those that editors write, and those that serve the others."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from briefings.kept import kept_selftest
from briefings.site.facts import Link
from briefings.site.history import CHANGES
from briefings.site.page import Page, home
from briefings.site.robust import links_view
from briefings.site.timeline import events, strip, undated, years
from briefings.site.views import FIXED, Views
from briefings.site.wording import count, day

MOST_CHOICES = 30  # topics; with more, all timelines are listed on the whole one alone


def timelines(views: Views) -> Iterator[Page]:
    """The timeline, and the same for each topic."""
    dossier = views.dossier
    topics = views.topics if len(views.topics) > 1 else ()
    choices = (Link("All topics", "timeline.html"), *(Link(topic.title, views.timeline(topic.id)) for topic in topics))
    sets = [("timeline.html", "Timeline", "Timeline", list(dossier.facts.values()))]
    sets += [(views.timeline(topic.id), f"Timeline: {topic.title}", topic.title, list(dossier.by_topic[topic.id]))
             for topic in topics]
    for path, title, about, facts in sets:
        found = events(facts, views.facts, views.catalogue)
        crumbs = home() if path == "timeline.html" else home(Link("Timeline", "timeline.html"))
        offered = choices if path == "timeline.html" or len(topics) <= MOST_CHOICES else (choices[0], Link(about, path))
        described = f"{title}: {count(len(found), 'dated entry', 'dated entries')}."
        yield Page(path, "timeline", title, "timeline.html", described, crumbs, values={
            "about": about, "choices": offered, "years": years(found), "strip": strip(found),
            "undated": undated(facts, views.facts), "dated": len(found),
        })


def overviews(views: Views) -> Iterator[Page]:
    """The dossier by figure, dispute, promise, entity and source."""
    values: dict[str, dict[str, Any]] = {
        "figures.html": {"measures": views.measures},
        "disputes.html": {"disputes": views.disputes, "against": views.against},
        "commitments.html": {"commitments": views.commitments},
        "entities.html": {"kinds": tuple((kind, tuple(group)) for kind, group in groupby(
            views.entities, key=lambda each: each.kind_words))},
        "sources.html": {"sources": views.sources, "tallies": views.topic_map, "topics": views.topics},
    }
    for path, title in FIXED:
        if path in values:
            yield Page(path, path.removesuffix(".html"), title, path, f"{title}: {views.site.title}.", home(),
                       values=values[path])


def written(views: Views, prose: Mapping[str, Markup]) -> Iterator[Page]:
    """The pages that editors write: method, about. A dossier that has no page of its method gets ours."""
    pages = views.dossier.corpus.pages
    for name, page in pages.items():
        front = page.front
        yield Page(f"{name}.html", "page", str(front.title), f"{name}.html", str(front.standfirst or front.title), home(),
                   values={"standfirst": str(front.standfirst) if front.standfirst else None,
                           "prose": prose.get(f"pages/{name}.md", Markup()),
                           **(found_by(views) if name == "method" else {"selftest": None, "links": None})})
    if "method" not in pages:
        yield Page("method.html", "method", "Method", "method.html", "How facts are checked.", home(),
                   values=found_by(views))


def found_by(views: Views) -> dict[str, Any]:
    """For the page of the method: what the last self-test found, and what the web last answered."""
    kept = kept_selftest(views.dossier)
    selftest = None if kept is None else {
        "day": day(kept.date.isoformat()), "altered": kept.altered, "refused": kept.refused,
        "kinds": sorted(kept.kinds.items()), "stale": kept.stale}
    return {"selftest": selftest, "links": links_view(views.dossier.corpus.sources.values(), views.catalogue.links)}


def service(views: Views) -> Iterator[Page]:
    """Changes, search, and the page for a wrong address."""
    moved = tuple((former, view) for name, view in views.facts.items()
                  for former in map(str, views.dossier.facts[name].record.formerly))
    title = views.site.title
    yield Page(CHANGES, "changes", "What changed", CHANGES, f"What changed in {title}.", home(), values={
        "editions": tuple(views.history.all),
        "withdrawn": tuple(map(views.history.withdrawn, views.dossier.withdrawn.values())),
        "deprecated": tuple(view for view in views.facts.values() if view.deprecated),
        "corrected": views.corrections, "moved": moved})
    yield Page("search.html", "search", "Search", "search.html", f"Search {title}.", home(), values={
        "topics": views.topics, "sources": views.sources, "entities": views.entities})
    yield Page("404.html", "404", "Page not found", indexed=False)
