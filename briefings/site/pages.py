"""Dossier → pages: which pages there are, at which address, by which template, with which values.

Templates only show. What they get is `page`, `site`, `to` (an address from this page) and the page's own names.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from markupsafe import Markup

from briefings.dossier import Dossier, Source
from briefings.kept import kept_selftest
from briefings.site.catalogue import Catalogue
from briefings.site.cite import cite_fact, cite_page
from briefings.site.commitments import CommitmentView, commitment_views
from briefings.site.disputes import DisputeView, dispute_views
from briefings.site.entities import EntityView, entity_views
from briefings.site.facts import FactView, Link, fact_views
from briefings.site.figures import MeasureView, cards, measure_views
from briefings.site.history import CHANGES, History
from briefings.site.linked import Graph
from briefings.site.links import entity_path, fact_path, report_address, source_path, topic_path
from briefings.site.markup import data_block
from briefings.site.preview import Preview, preview
from briefings.site.robust import LinksView, links_view
from briefings.site.sources import SourceView, source_views
from briefings.site.timeline import events, strip, undated, years
from briefings.site.topics import TopicView, points, tallies, topic_views
from briefings.site.wording import Day, count, day, language_tag

FIXED = (
    ("timeline.html", "Timeline"), ("figures.html", "Figures"), ("disputes.html", "Where sources differ"),
    ("commitments.html", "Commitments"), ("entities.html", "People and bodies"), ("sources.html", "Sources"),
)
RECENT = 5
FRONT_CARDS = 4
MOST_IN_NAV = 7  # topics; more of them would push the page down
ALL_TOPICS = "index.html#topics"


@dataclass(frozen=True)
class Page:
    """One page: where it is written, what renders it, and the values of its own.

    `data` is the stem of its references (`.bib`, `.ris`, `.csl.json`), `table` the CSV of its facts, `shown` the ids of
    the facts that stand on it, `linked` what programs read in it,
    `preview` the picture that goes with a link to it.
    """

    path: str
    template: str
    title: str
    section: str = ""
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    citation: str = ""
    data: str = "data/sources"
    table: str | None = "data/facts.csv"
    pdf: str | None = None
    indexed: bool = True
    shown: frozenset[str] = frozenset()
    linked: tuple[Markup, ...] = ()
    preview: Preview | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def address(self, fact: FactView) -> str:
        """Where a citation of a fact leads from here: to its place on this page if it is shown, else to its own page."""
        return f"{self.path}#{fact.anchor}" if fact.id in self.shown else fact.path


@dataclass(frozen=True)
class Site:
    """What every page shows of the dossier."""

    title: str
    subtitle: str | None
    language: str
    as_of: Day
    nav: tuple[Link, ...]
    foot: tuple[Link, ...]
    editors: tuple[str, ...]
    licence: str | None
    address: str | None
    report: str | None
    facts: int
    sources: int
    edition: str | None


class Pages:
    """The pages of one dossier. `prose` is the HTML of topics/*.md and pages/*.md, by path below content/."""

    def __init__(self, dossier: Dossier, prose: Mapping[str, Markup], pdfs: Collection[str] = ()) -> None:
        self.dossier = dossier
        self.record = dossier.corpus.dossier
        self.prose = prose
        self.pdfs = frozenset(pdfs)
        self.catalogue = Catalogue(dossier)

    def __iter__(self) -> Iterator[Page]:
        yield self.front()
        yield from map(self.topic, self.topics)
        yield from self.facts_and_former()
        yield from self.withdrawn()
        yield from map(self.source, self.sources)
        yield from self.timelines()
        yield from self.overviews()
        yield from map(self.entity, self.entities)
        yield from self.written()
        yield from self.service()

    @cached_property
    def graph(self) -> Graph:
        """The pages as JSON-LD."""
        return Graph(self.dossier)

    @cached_property
    def views(self) -> dict[str, FactView]:
        """Fact id → its view."""
        found = fact_views(self.catalogue)
        return {name: replace(view, news=self.history.news(view.number)) for name, view in found.items()}

    @cached_property
    def history(self) -> History:
        """The editions and what changed in them."""
        return History(self.catalogue)

    @cached_property
    def measures(self) -> tuple[MeasureView, ...]:
        """The measures that have figures."""
        return measure_views(self.catalogue, self.views)

    @cached_property
    def disputes(self) -> tuple[DisputeView, ...]:
        """Where sources differ."""
        return dispute_views(self.catalogue, self.views)

    @cached_property
    def topics(self) -> tuple[TopicView, ...]:
        """The topics."""
        return topic_views(self.catalogue, self.views, self.measures, self.disputes, self.history.words)

    @cached_property
    def sources(self) -> tuple[SourceView, ...]:
        """The sources."""
        return source_views(self.catalogue, self.views)

    @cached_property
    def entities(self) -> tuple[EntityView, ...]:
        """The entities."""
        return entity_views(self.catalogue, self.views)

    @cached_property
    def commitments(self) -> tuple[CommitmentView, ...]:
        """Promises and plans."""
        return commitment_views(self.catalogue, self.views)

    @cached_property
    def site(self) -> Site:
        """What every page shows."""
        record = self.record
        topics = tuple(Link(view.title, view.path) for view in self.topics) if self.few else (Link("Topics", ALL_TOPICS),)
        fixed = tuple(Link(text, path) for path, text in FIXED)
        nav = (Link("Overview", "index.html"), *topics, *(link for link in fixed if link.path in (
            "timeline.html", "figures.html", "sources.html")))
        pages = self.dossier.corpus.pages
        written = tuple(Link(str(page.front.title), f"{name}.html") for name, page in pages.items())
        written += () if "method" in pages else (Link("Method", "method.html"),)
        return Site(
            str(record.title), str(record.subtitle) if record.subtitle else None,
            language_tag(record.language) or "en", day(record.as_of), nav,
            (*(link for link in fixed if link not in nav), *written,
             Link("What changed", CHANGES), Link("Search", "search.html")),
            tuple(map(str, record.editors)), str(record.licence) if record.licence else None,
            str(record.site_url).rstrip("/") + "/" if record.site_url else None,
            report_address(record.report_to, str(record.title)), len(self.dossier.facts), len(self.dossier.sources),
            self.history.words,
        )

    @property
    def few(self) -> bool:
        """Whether the topics are few enough to stand in the navigation one by one."""
        return len(self.record.topics) <= MOST_IN_NAV

    def section(self, topic: str) -> str:
        """The entry of the navigation under which a topic's pages stand."""
        return topic_path(topic) if self.few else ALL_TOPICS

    def pdf(self, name: str) -> str | None:
        """The address of a PDF, where it is made."""
        return f"pdf/{name}.pdf" if f"{name}.pdf" in self.pdfs else None

    def home(self, *more: Link) -> tuple[Link, ...]:
        """The way back to the front page."""
        return (Link("Overview", "index.html"), *more)

    def front(self) -> Page:
        """The front page."""
        everything = list(self.dossier.facts.values())
        found = events(everything, self.views, self.catalogue)
        chief = dict.fromkeys(str(name) for topic in self.topics
                              for name in self.dossier.corpus.topics[topic.id].front.measures[:1])
        return Page(
            "index.html", "index", self.site.title, "index.html", str(self.record.summary or self.record.subtitle or ""),
            citation=cite_page(self.dossier, self.site.title, [fact.number for fact in everything], "index.html",
                               self.history.words),
            pdf=self.pdf("dossier"),
            linked=(data_block(self.graph.report("index.html", self.site.title, str(self.record.summary or ""),
                                                 self.dossier.sources.values(), self.pdf("dossier"))),
                    data_block(self.graph.dataset())),
            preview=self.preview("index.html", self.site.title, "Briefing", self.site.facts, self.site.sources),
            values={
                "summary": str(self.record.summary) if self.record.summary else None,
                "points": points(self.record.main_points, self.catalogue, self.views),
                "cards": cards(list(chief)[:FRONT_CARDS], self.measures), "topics": self.topics,
                "disputes": self.disputes, "recent": found[-RECENT:], "sources": self.sources,
                "tallies": tallies(self.catalogue),
                "differing": sum(view.status.differs for view in self.views.values()),
            },
        )

    def topic(self, view: TopicView) -> Page:
        """A topic's page."""
        data = f"data/topics/{view.id}"
        return Page(
            view.path, "topic", view.title, self.section(view.id), view.standfirst or "", self.home(), view.citation,
            data, f"{data}.csv", self.pdf(view.id), shown=frozenset(fact.id for fact in view.facts),
            linked=(data_block(self.graph.report(view.path, view.title, view.standfirst or "", self.cited(view),
                                                 self.pdf(view.id))),),
            preview=self.preview(view.path, view.title, self.site.title, len(view.facts), len(self.cited(view))),
            values={"topic": view, "glance": self.pdf(f"{view.id}-glance"),
                    "changed": self.history.lately(view.id),
                    "prose": self.prose.get(f"topics/{view.id}.md", Markup())},
        )

    def preview(self, path: str, title: str, above: str, facts: int, sources: int) -> Preview | None:
        """The picture that goes with a link; only links to a public address have one."""
        below = f"{count(facts, 'fact')} · {count(sources, 'source')} · as of {self.site.as_of.words}"
        return preview(path, title, above, below) if self.site.address else None

    def cited(self, view: TopicView) -> tuple[Source, ...]:
        """The sources that a topic's facts rest on, in the order of ids."""
        found = {source.id: source for fact in self.dossier.by_topic[view.id] for source in fact.sources}
        return tuple(source for _, source in sorted(found.items()))

    @cached_property
    def disputes_of(self) -> dict[str, list[DisputeView]]:
        """Fact id → the disputes in which it stands."""
        found: dict[str, list[DisputeView]] = {}
        for each in self.disputes:
            for fact in each.facts:
                found.setdefault(fact.id, []).append(each)
        return found

    def facts_and_former(self) -> Iterator[Page]:
        """The permanent page of each fact, and one at each former id that leads to it."""
        for name, view in self.views.items():
            fact = self.dossier.facts[name]
            drawn = tuple(self.disputes_of.get(name, ()))
            crumbs = self.home(Link(view.topic.text, topic_path(view.topics[0])))
            yield Page(
                view.path, "fact", f"{view.number}: {view.claim}", self.section(view.topics[0]), view.claim, crumbs,
                cite_fact(self.dossier, fact, self.history.words), shown=frozenset([name]),
                linked=(data_block(self.graph.claim(fact)),),
                values={"fact": view, "disputes": drawn, "history": self.history.of(view.number)},
            )
            for former in fact.record.formerly:
                yield Page(fact_path(former), "moved", f"{view.number} has moved", indexed=False,
                           crumbs=crumbs, values={"fact": view})

    def withdrawn(self) -> Iterator[Page]:
        """The page of each fact that stands no more, at its former addresses, too."""
        for each in self.dossier.withdrawn.values():
            view = self.history.withdrawn(each)
            for path in (view.path, *(link.path for link in view.formerly)):
                yield Page(path, "withdrawn", f"{view.number}: withdrawn", CHANGES, view.claim,
                           self.home(Link("What changed", CHANGES)), indexed=path == view.path, values={"fact": view})

    def source(self, view: SourceView) -> Page:
        """A source's page."""
        crumbs = self.home(Link("Sources", "sources.html"))
        return Page(source_path(view.link.id), "source", view.link.title, "sources.html",
                    f"{view.link.number}: {view.link.title}. {view.link.name}.", crumbs, view.citation,
                    f"data/sources/{view.link.id}", None, values={"source": view, "views": self.views})

    def timelines(self) -> Iterator[Page]:
        """The timeline, and the same for each topic."""
        choices = (Link("All topics", "timeline.html"),
                   *(Link(topic.title, f"timeline/{topic.id}.html") for topic in self.topics))
        sets = [("timeline.html", "Timeline", list(self.dossier.facts.values()))]
        sets += [(f"timeline/{topic.id}.html", f"Timeline: {topic.title}", list(self.dossier.by_topic[topic.id]))
                 for topic in self.topics]
        for path, title, facts in sets:
            found = events(facts, self.views, self.catalogue)
            crumbs = self.home() if path == "timeline.html" else self.home(Link("Timeline", "timeline.html"))
            described = f"{title}: {count(len(found), 'dated entry', 'dated entries')}."
            yield Page(path, "timeline", title, "timeline.html", described, crumbs, values={
                "choices": choices, "years": years(found), "strip": strip(found),
                "undated": undated(facts, self.views), "dated": len(found),
            })

    def overviews(self) -> Iterator[Page]:
        """The pages that lay the whole dossier out by figure, dispute, promise, entity and source."""
        values: dict[str, dict[str, Any]] = {
            "figures.html": {"measures": self.measures}, "disputes.html": {"disputes": self.disputes,
            "against": self.against()}, "commitments.html": {"commitments": self.commitments},
            "entities.html": {"kinds": tuple((kind, tuple(group)) for kind, group in groupby(
                self.entities, key=lambda each: each.kind_words))},
            "sources.html": {"sources": self.sources, "tallies": tallies(self.catalogue), "topics": self.topics},
        }
        for path, title in FIXED:
            if path in values:
                yield Page(path, path.removesuffix(".html"), title, path, f"{title}: {self.site.title}.", self.home(),
                           values=values[path])

    def against(self) -> tuple[FactView, ...]:
        """Facts that a source's own passage speaks against, and that no table shows."""
        return tuple(view for view in self.views.values()
                     if view.status.differs and view.id not in self.catalogue.disputed)

    def entity(self, view: EntityView) -> Page:
        """An entity's page."""
        return Page(entity_path(view.id), "entity", view.label, "entities.html", view.description or view.label,
                    self.home(Link("People and bodies", "entities.html")), values={"entity": view})

    def written(self) -> Iterator[Page]:
        """The pages that editors write: method, about."""
        for name, prose in self.dossier.corpus.pages.items():
            front = prose.front
            yield Page(f"{name}.html", "page", str(front.title), f"{name}.html", str(front.standfirst or front.title),
                       self.home(), values={"standfirst": str(front.standfirst) if front.standfirst else None,
                                            "selftest": self.measured() if name == "method" else None,
                                            "links": self.looked() if name == "method" else None,
                                            "prose": self.prose.get(f"pages/{name}.md", Markup())})
        if "method" not in self.dossier.corpus.pages:
            yield Page("method.html", "method", "Method", "method.html", "How facts are checked.", self.home(),
                       values={"selftest": self.measured(), "links": self.looked()})

    def measured(self) -> dict[str, Any] | None:
        """What the last self-test found, for the method page."""
        kept = kept_selftest(self.dossier)
        return None if kept is None else {"day": day(kept.date.isoformat()), "altered": kept.altered, "refused": kept.refused,
                         "kinds": sorted(kept.kinds.items()), "stale": kept.stale}

    def looked(self) -> LinksView | None:
        """What the web last answered, for the method page."""
        return links_view(self.dossier.corpus.sources.values(), self.catalogue.links)

    def service(self) -> Iterator[Page]:
        """Changes, search, and the page for a wrong address."""
        moved = tuple((former, view) for name, view in self.views.items()
                      for former in map(str, self.dossier.facts[name].record.formerly))
        yield Page(CHANGES, "changes", "What changed", CHANGES, f"What changed in {self.site.title}.",
                   self.home(), values={"editions": tuple(self.history.all),
                                        "withdrawn": tuple(map(self.history.withdrawn, self.dossier.withdrawn.values())),
                                        "deprecated": tuple(v for v in self.views.values() if v.deprecated),
                                        "corrected": self.corrections(), "moved": moved})
        yield Page("search.html", "search", "Search", "search.html", f"Search {self.site.title}.", self.home(),
                   values={"topics": self.topics, "sources": self.sources, "entities": self.entities})
        yield Page("404.html", "404", "Page not found", indexed=False)

    def corrections(self) -> tuple[FactView, ...]:
        """Facts that update or correct others."""
        return tuple(view for name, view in self.views.items() if self.dossier.facts[name].record.corrects
                     or self.dossier.facts[name].record.updates)
