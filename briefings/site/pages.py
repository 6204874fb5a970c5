"""Views → pages: which pages there are, at which address, by which template, with which values.

Templates only show. What they get is `page`, `site`, `to` (an address from this page) and the page's own names.
"""

from collections.abc import Collection, Iterator, Mapping

from markupsafe import Markup

from briefings.site.cite import cite_fact, cite_page, cite_short
from briefings.site.facts import Link
from briefings.site.history import CHANGES
from briefings.site.linked import Graph
from briefings.site.links import entity_path, fact_path, source_path, topic_path
from briefings.site.markup import data_block
from briefings.site.overviews import overviews, service, timelines, written
from briefings.site.page import Page, home
from briefings.site.preview import Preview, preview
from briefings.site.timeline import events
from briefings.site.topics import TopicView, points
from briefings.site.views import Views
from briefings.site.wording import count

RECENT = 5


class Pages:
    """The pages of one dossier. `prose` is the HTML of topics/*.md and pages/*.md, by path below content/."""

    def __init__(self, views: Views, prose: Mapping[str, Markup], pdfs: Collection[str] = ()) -> None:
        self.views = views
        self.dossier = views.dossier
        self.prose = prose
        self.pdfs = frozenset(pdfs)
        self.graph = Graph(views.dossier)

    def __iter__(self) -> Iterator[Page]:
        yield self.front()
        yield from map(self.topic, self.views.topics)
        yield from self.facts_and_former()
        yield from self.withdrawn()
        yield from self.sources()
        yield from timelines(self.views)
        yield from overviews(self.views)
        yield from self.entities()
        yield from written(self.views, self.prose)
        yield from service(self.views)

    def front(self) -> Page:
        """The front page."""
        views, site, record = self.views, self.views.site, self.views.record
        everything = list(self.dossier.facts.values())
        return Page(
            "index.html", "index", site.title, "index.html", str(record.summary or record.subtitle or ""),
            citation=cite_page(self.dossier, site.title, path="index.html", edition=views.history.words),
            short=self.short(),
            pdf=self.pdf("dossier"),
            linked=(data_block(self.graph.report("index.html", site.title, str(record.summary or ""),
                                                 self.dossier.sources.values(), self.pdf("dossier"))),
                    data_block(self.graph.dataset())),
            preview=self.preview("index.html", site.title, "Briefing", site.facts, site.sources),
            values={
                "summary": str(record.summary) if record.summary else None,
                "points": points(record.main_points, views.catalogue, views.facts),
                "cards": views.chief, "topics": views.topics, "disputes": views.disputes,
                "recent": events(everything, views.facts, views.catalogue)[-RECENT:], "sources": views.sources,
                "tallies": views.topic_map,
                "differing": sum(view.status.differs for view in views.facts.values()),
            },
        )

    def topic(self, view: TopicView) -> Page:
        """A topic's page."""
        data, views = f"data/topics/{view.id}", self.views
        cited, pdf = views.cited(view), self.pdf(view.id)
        return Page(
            view.path, "topic", view.title, views.section(view.id), view.standfirst or "", home(), view.citation,
            self.short(f"“{view.title}”"), data, f"{data}.csv", f"{data}.json", pdf,
            shown=frozenset(fact.id for fact in view.facts),
            linked=(data_block(self.graph.report(view.path, view.title, view.standfirst or "", cited, pdf)),),
            preview=self.preview(view.path, view.title, views.site.title, len(view.facts), len(cited)),
            values={"topic": view, "timeline": views.timeline(view.id), "glance": self.pdf(f"{view.id}-glance"),
                    "changed": views.history.lately(view.id), "prose": self.prose.get(f"topics/{view.id}.md", Markup())},
        )

    def short(self, what: str = "") -> str:
        """How a page or fact is cited inside a text."""
        return cite_short(self.dossier, what, self.views.history.words)

    def pdf(self, name: str) -> str | None:
        """The address of a PDF, where it is made."""
        return f"pdf/{name}.pdf" if f"{name}.pdf" in self.pdfs else None

    def preview(self, path: str, title: str, above: str, facts: int, sources: int) -> Preview | None:
        """The picture that goes with a link; only links to a public address have one."""
        site = self.views.site
        below = f"{count(facts, 'fact')} · {count(sources, 'source')} · as of {site.as_of.words}"
        return preview(path, title, above, below) if site.address else None

    def facts_and_former(self) -> Iterator[Page]:
        """The permanent page of each fact, and one at each former id that leads to it."""
        views = self.views
        for name, view in views.facts.items():
            fact = self.dossier.facts[name]
            crumbs = home(Link(view.topic.text, topic_path(view.topics[0])))
            yield Page(
                view.path, "fact", f"{view.number}: {view.claim}", views.section(view.topics[0]), view.claim, crumbs,
                cite_fact(self.dossier, fact, views.history.words), self.short(view.number), shown=frozenset([name]),
                linked=(data_block(self.graph.claim(fact)),),
                values={"fact": view, "disputes": tuple(views.disputes_of.get(name, ())),
                        "history": views.history.of(view.number)},
            )
            for former in fact.record.formerly:
                yield Page(fact_path(former), "moved", f"{view.number} has moved", indexed=False,
                           crumbs=crumbs, values={"fact": view})

    def withdrawn(self) -> Iterator[Page]:
        """The page of each fact that stands no more, at its former addresses, too."""
        for each in self.dossier.withdrawn.values():
            view = self.views.history.withdrawn(each)
            for path in (view.path, *(link.path for link in view.formerly)):
                yield Page(path, "withdrawn", f"{view.number}: withdrawn", CHANGES, view.claim,
                           home(Link("What changed", CHANGES)), indexed=path == view.path, values={"fact": view})

    def sources(self) -> Iterator[Page]:
        """The page of each source."""
        crumbs = home(Link("Sources", "sources.html"))
        for view in self.views.sources:
            facts = {fact.id: fact for fact in view.facts}
            yield Page(source_path(view.link.id), "source", view.link.title, "sources.html",
                       f"{view.link.number}: {view.link.title}. {view.link.name}.", crumbs, view.citation,
                       data=f"data/sources/{view.link.id}", table=None, values={"source": view, "views": facts})

    def entities(self) -> Iterator[Page]:
        """The page of each entity."""
        crumbs = home(Link("People and bodies", "entities.html"))
        for view in self.views.entities:
            yield Page(entity_path(view.id), "entity", view.label, "entities.html", view.description or view.label,
                       crumbs, values={"entity": view})
