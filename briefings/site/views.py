"""Dossier → views: everything that pages show, each made once when it is first asked for."""

from dataclasses import replace
from functools import cached_property

from briefings.cache import Cache
from briefings.dossier import Dossier, Source
from briefings.site.catalogue import Catalogue
from briefings.site.commitments import CommitmentView, commitment_views
from briefings.site.disputes import DisputeView, dispute_views
from briefings.site.entities import EntityView, entity_views
from briefings.site.facts import FactView, Link, fact_views
from briefings.site.figures import Card, MeasureView, cards, measure_views
from briefings.site.history import CHANGES, History
from briefings.site.links import report_address, topic_path
from briefings.site.page import Site
from briefings.site.sources import SourceView, source_views
from briefings.site.topics import TopicMap, TopicView, topic_map, topic_views
from briefings.site.wording import day, language_tag

FIXED = (
    ("timeline.html", "Timeline"), ("figures.html", "Figures"), ("disputes.html", "Where sources differ"),
    ("commitments.html", "Commitments"), ("entities.html", "People and bodies"), ("sources.html", "Sources"),
)
IN_NAV = ("timeline.html", "figures.html", "sources.html")
MOST_IN_NAV = 7  # topics; more of them would push the page down
ALL_TOPICS = "index.html#topics"
FRONT_CARDS = 4


class Views:
    """The views of one dossier; what takes long and the `cache` knows is not worked out again."""

    def __init__(self, dossier: Dossier, cache: Cache | None = None) -> None:
        self.cache = cache or Cache()
        self.dossier = dossier
        self.record = dossier.corpus.dossier
        self.catalogue = Catalogue(dossier)

    @cached_property
    def facts(self) -> dict[str, FactView]:
        """Fact id → its view."""
        news = self.history.news
        return {name: replace(view, news=link) if (link := news(view.number)) else view
                for name, view in fact_views(self.catalogue).items()}

    @cached_property
    def history(self) -> History:
        """The editions and what changed in them."""
        return History(self.catalogue)

    @cached_property
    def measures(self) -> tuple[MeasureView, ...]:
        """The measures that have figures."""
        return measure_views(self.catalogue, self.facts)

    @cached_property
    def disputes(self) -> tuple[DisputeView, ...]:
        """Where sources differ."""
        return dispute_views(self.catalogue, self.facts)

    @cached_property
    def disputes_of(self) -> dict[str, list[DisputeView]]:
        """Fact id → the disputes in which it stands."""
        found: dict[str, list[DisputeView]] = {}
        for each in self.disputes:
            for fact in each.facts:
                found.setdefault(fact.id, []).append(each)
        return found

    @property
    def against(self) -> tuple[FactView, ...]:
        """Facts that a source's own passage speaks against, and that no table shows."""
        return tuple(view for view in self.facts.values()
                     if view.status.differs and view.id not in self.catalogue.disputed)

    @property
    def corrections(self) -> tuple[FactView, ...]:
        """Facts that update or correct others."""
        return tuple(view for name, view in self.facts.items() if self.dossier.facts[name].record.corrects
                     or self.dossier.facts[name].record.updates)

    @cached_property
    def topics(self) -> tuple[TopicView, ...]:
        """The topics."""
        return topic_views(self.catalogue, self.facts, self.measures, self.disputes, self.history.words)

    @cached_property
    def sources(self) -> tuple[SourceView, ...]:
        """The sources."""
        return source_views(self.catalogue, self.facts, self.cache)

    @cached_property
    def topic_map(self) -> TopicMap:
        """Which source bears which topic."""
        return topic_map(self.catalogue)

    @cached_property
    def entities(self) -> tuple[EntityView, ...]:
        """The entities."""
        return entity_views(self.catalogue, self.facts)

    @cached_property
    def commitments(self) -> tuple[CommitmentView, ...]:
        """Promises and plans."""
        return commitment_views(self.catalogue, self.facts)

    @property
    def chief(self) -> tuple[Card, ...]:
        """The front page's cards: the first measure of each topic, as far as there is room."""
        found = dict.fromkeys(str(name) for topic in self.topics
                              for name in self.dossier.corpus.topics[topic.id].front.measures[:1])
        return cards(list(found)[:FRONT_CARDS], self.measures)

    def cited(self, view: TopicView) -> tuple[Source, ...]:
        """The sources that a topic's facts rest on, in the order of ids."""
        found = {source.id: source for fact in self.dossier.by_topic[view.id] for source in fact.sources}
        return tuple(source for _, source in sorted(found.items()))

    @property
    def few(self) -> bool:
        """Whether the topics are few enough to stand in the navigation one by one."""
        return len(self.record.topics) <= MOST_IN_NAV

    def timeline(self, topic: str) -> str:
        """The address of a topic's timeline; where there is only one topic, that of the dossier's."""
        return f"timeline/{topic}.html" if len(self.topics) > 1 else "timeline.html"

    def section(self, topic: str) -> str:
        """The entry of the navigation under which a topic's pages stand."""
        return topic_path(topic) if self.few else ALL_TOPICS

    @cached_property
    def site(self) -> Site:
        """What every page shows."""
        record = self.record
        topics = tuple(Link(view.title, view.path) for view in self.topics) if self.few else (Link("Topics", ALL_TOPICS),)
        fixed = tuple(Link(text, path) for path, text in FIXED)
        nav = (Link("Overview", "index.html"), *topics, *(link for link in fixed if link.path in IN_NAV))
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
