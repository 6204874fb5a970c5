"""A topic's page and the front page: main points, number cards, facts, and what is counted in their heads."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefings.dossier import Fact
from briefings.prose import cited, uncited
from briefings.site.catalogue import Catalogue, SourceLink
from briefings.site.cite import cite_page
from briefings.site.disputes import DisputeView
from briefings.site.facts import FactView, Link, chosen
from briefings.site.figures import Card, MeasureView, cards
from briefings.site.links import topic_path
from briefings.site.timeline import Event, events, main_date
from briefings.site.wording import count, day
from briefings.values import Text

MOST_COLUMNS = 12  # of a map of sources and topics: with more, nearly every cell is empty, and there are as many as their product


@dataclass(frozen=True)
class Point:
    """A main point: one sentence, and the facts that bear it."""

    text: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class SourceUse:
    """A source as a page uses it."""

    source: SourceLink
    passages: int


@dataclass(frozen=True)
class FactGroup:
    """The facts of one sheet on a topic's page; `id` is the fragment of its heading."""

    id: str
    title: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class TopicView:
    """All that a topic's page shows, beside its prose; `words` is how long that is."""

    id: str
    path: str
    title: str
    standfirst: str | None
    points: tuple[Point, ...]
    cards: tuple[Card, ...]
    facts: tuple[FactView, ...]
    groups: tuple[FactGroup, ...]
    events: tuple[Event, ...]
    sources: tuple[SourceUse, ...]
    disputes: Mapping[str, tuple[DisputeView, ...]]
    differing: int
    covers: str | None
    citation: str
    numbers: str
    words: int


@dataclass(frozen=True)
class Tally:
    """A row of the map of sources and topics: how many facts a source bears on each topic, and in all."""

    source: SourceLink
    counts: tuple[tuple[Link, int], ...]
    total: int


@dataclass(frozen=True)
class TopicMap:
    """The map of sources and topics: a column for each topic; with more topics, each row names its own, and no column."""

    columns: tuple[Link, ...]
    rows: tuple[Tally, ...]


def topic_views(
    catalogue: Catalogue, views: dict[str, FactView], measures: Sequence[MeasureView], disputes: Sequence[DisputeView],
    edition: str | None = None,
) -> tuple[TopicView, ...]:
    """Every topic, in the dossier's order; `edition` names the published edition, for citations."""
    return tuple(
        topic_view(str(name), catalogue, views, measures, disputes, edition)
        for name in catalogue.dossier.corpus.dossier.topics
    )


def topic_view(
    name: str, catalogue: Catalogue, views: dict[str, FactView], measures: Sequence[MeasureView],
    disputes: Sequence[DisputeView], edition: str | None,
) -> TopicView:
    """What the page of one topic shows."""
    front = catalogue.dossier.corpus.topics[name].front
    facts = sorted(catalogue.dossier.by_topic[name], key=lambda fact: fact.topics[0] != name)
    shown = chosen(views, facts)
    return TopicView(
        id=name, path=topic_path(name), title=str(front.title),
        standfirst=str(front.standfirst) if front.standfirst else None,
        points=points(front.main_points, catalogue, views), cards=cards(list(map(str, front.measures)), measures),
        facts=shown, groups=by_sheet(facts, views), events=events(facts, views, catalogue), sources=uses(facts, catalogue),
        disputes=first_places(shown, disputes), differing=sum(fact.status.differs for fact in shown),
        covers=covers(facts),
        citation=cite_page(catalogue.dossier, str(front.title), [fact.number for fact in facts], topic_path(name), edition),
        numbers=count(len(facts), "fact"),
        words=sum(len(block.text.split()) for block in catalogue.dossier.corpus.topics[name].blocks),
    )


def points(texts: Sequence[Text], catalogue: Catalogue, views: Mapping[str, FactView]) -> tuple[Point, ...]:
    """Main points, each with its facts."""
    return tuple(
        Point(uncited(text), tuple(views[fact.id] for fact in catalogue.targets(cited(text)))) for text in texts
    )


def by_sheet(facts: Sequence[Fact], views: Mapping[str, FactView]) -> tuple[FactGroup, ...]:
    """Facts under the titles of their sheets: what makes a long page one that can be looked over."""
    return tuple(
        FactGroup(f"sheet-{sheet.prefix.lower()}", str(sheet.title), tuple(views[fact.id] for fact in group))
        for sheet, group in groupby(facts, key=lambda fact: fact.sheet)
    )


def uses(facts: Sequence[Fact], catalogue: Catalogue) -> tuple[SourceUse, ...]:
    """The sources of some facts, with how many passages each gives."""
    found: dict[str, set[object]] = {}
    for fact in facts:
        for evidence in fact.evidence:
            found.setdefault(evidence.source.id, set()).add(evidence.spans)
    return tuple(
        SourceUse(link, len(found[name])) for name, link in catalogue.sources.items() if name in found
    )


def first_places(
    shown: Sequence[FactView], disputes: Sequence[DisputeView]
) -> Mapping[str, tuple[DisputeView, ...]]:
    """Fact id → the disputes that are drawn under it: each under the first of its facts on the page, once."""
    placed: dict[str, list[DisputeView]] = {fact.id: [] for fact in shown}
    order = {fact.id: number for number, fact in enumerate(shown)}
    for dispute in disputes:
        here = [fact.id for fact in dispute.facts if fact.id in order]
        if here:
            placed[min(here, key=order.__getitem__)].append(dispute)
    return {name: tuple(drawn) for name, drawn in placed.items()}


def covers(facts: Sequence[Fact]) -> str | None:
    """From the first to the last reported day among the dates of the sources: what the head of a page says it covers."""
    dates = [date for fact in facts for date in (main_date(fact.record),) if date and date.when.earliest]
    exact = sorted((date.when.earliest, date.when.latest, str(date)) for date in dates if date.when.latest)
    if not exact:
        return None
    first, last = day(exact[0][2]).words, day(max(exact, key=lambda each: each[1])[2]).words
    return first if first == last else f"{first} to {last}"


def topic_map(catalogue: Catalogue) -> TopicMap:
    """Which source bears which topic, counted in facts."""
    dossier = catalogue.dossier
    topics = {topic: Link(str(dossier.corpus.topics[str(topic)].front.title), topic_path(str(topic)))
              for topic in dossier.corpus.dossier.topics}
    columns = tuple(topics.values()) if len(topics) <= MOST_COLUMNS else ()
    rows = []
    for name, link in catalogue.sources.items():
        facts = {fact.id: fact for fact, _ in dossier.by_source[name]}
        counts = Counter(topic for fact in facts.values() for topic in fact.topics)
        shown = topics if columns else [topic for topic in topics if topic in counts]
        rows.append(Tally(link, tuple((topics[topic], counts[topic]) for topic in shown), len(facts)))
    return TopicMap(columns, tuple(rows))
