"""Dossier → briefings on paper: which PDFs there are, by which template, with which values and attachments.

A PDF stands alone: a fact that it does not hold is named by its number, and never linked.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from briefings.pdf.footnotes import Footnotes
from briefings.pipeline import Examined
from briefings.site.cite import public_address
from briefings.site.commitments import CommitmentView
from briefings.site.disputes import DisputeView
from briefings.site.exports import exports
from briefings.site.facts import FactView
from briefings.site.feeds import moment
from briefings.site.freeze import last_day
from briefings.site.timeline import Event, events, strip
from briefings.site.topics import TopicView, points
from briefings.site.views import Views

MOST_CARDS = 6


@dataclass(frozen=True)
class Attachment:
    """A file inside a PDF. `description` says in words what it is."""

    name: str
    description: str
    content: bytes


@dataclass(frozen=True)
class Brief:
    """One PDF: its name, its template, and the values that the template shows.

    `facts` are those it holds; `language` is a BCP 47 tag; `moment` the only date in it.
    """

    name: str
    template: str
    title: str
    language: str
    authors: tuple[str, ...]
    description: str
    moment: datetime
    paper: str
    facts: tuple[FactView, ...]
    attachments: tuple[Attachment, ...]
    address: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the facts that stand in it and may be linked; a page at a glance only names its facts."""
        return frozenset() if self.template == "glance" else frozenset(fact.id for fact in self.facts)

    @property
    def digest(self) -> str:
        """The SHA-256 of the facts attached to it: what identifies this content."""
        return hashlib.sha256(self.attachments[0].content).hexdigest()


@dataclass(frozen=True)
class Part:
    """A topic as it stands in a PDF. `elsewhere` are its facts that stand under another topic of the same PDF."""

    topic: TopicView
    facts: tuple[FactView, ...]
    elsewhere: tuple[FactView, ...]
    notes: Footnotes


class Briefs:
    """The briefings of one examined dossier, in the order of its topics."""

    def __init__(self, examined: Examined) -> None:
        assert examined.dossier is not None
        self.examined = examined.published
        self.dossier = examined.dossier
        self.views = Views(self.dossier)
        self.data = exports(self.views.history, self.examined.summary)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the PDFs."""
        return tuple(brief.name for brief in self)

    def __iter__(self) -> Iterator[Brief]:
        yield self.whole()
        for topic in self.views.topics:
            yield self.of_topic(topic)
            yield self.glance(topic)

    def whole(self) -> Brief:
        """The dossier."""
        record, everything = self.dossier.corpus.dossier, tuple(self.views.facts.values())
        parts = tuple(self.part(topic, topic.id) for topic in self.views.topics)
        values = {
            "standfirst": self.views.site.subtitle, "summary": str(record.summary) if record.summary else None,
            "parts": parts, "cards": self.views.chief,
            "points": points(record.main_points, self.views.catalogue, self.views.facts),
        }
        return self.brief("dossier", "dossier", self.views.site.title, everything, "data/facts.json",
                          "data/sources.bib", "index.html", values)

    def of_topic(self, topic: TopicView) -> Brief:
        """One topic, in full."""
        values = {"part": self.part(topic), "standfirst": topic.standfirst, "points": topic.points,
                  "cards": topic.cards[:MOST_CARDS]}
        return self.topic_brief(topic, topic.id, "topic", values)

    def glance(self, topic: TopicView) -> Brief:
        """One topic on one page."""
        values = {"topic": topic, "standfirst": topic.standfirst, "points": topic.points, "cards": topic.cards[:3]}
        return self.topic_brief(topic, f"{topic.id}-glance", "glance", values)

    def topic_brief(self, topic: TopicView, name: str, template: str, values: Mapping[str, Any]) -> Brief:
        """What the two PDFs of a topic have in common."""
        stem = f"data/topics/{topic.id}"
        return self.brief(name, template, topic.title, topic.facts, f"{stem}.json", f"{stem}.bib", topic.path, values)

    def part(self, topic: TopicView, only: str | None = None) -> Part:
        """A topic in a PDF; with `only`, the facts whose own topic that is, so that each stands once."""
        here = tuple(fact for fact in topic.facts if only is None or fact.topics[0] == only)
        elsewhere = tuple(fact for fact in topic.facts if fact not in here)
        return Part(topic, here, elsewhere, Footnotes(self.dossier, self.views.facts, topic.id))

    def brief(self, name: str, template: str, title: str, facts: Sequence[FactView], data: str, references: str,
              path: str, values: Mapping[str, Any]) -> Brief:
        """A briefing with all that is the same in each."""
        site, shown = self.views.site, tuple(facts)
        return Brief(
            name, template, title, site.language, site.editors,
            str(values.get("summary") or values.get("standfirst") or site.title), moment(last_day(self.dossier)),
            self.dossier.corpus.dossier.paper, shown,
            (Attachment("facts.json", "The facts of this briefing with their evidence", self.data[data]),
             Attachment("references.bib", "The sources of this briefing, in BibTeX", self.data[references])),
            public_address(self.dossier, path), self.common(shown) | dict(values),
        )

    def common(self, facts: Sequence[FactView]) -> dict[str, Any]:
        """What every template gets of some facts: differences, dates, promises, sources."""
        ids = {fact.id for fact in facts}
        return {
            "site": self.views.site, "summary_of_checks": self.examined.summary,
            "edition": self.views.site.as_of,
            "disputes": self.disputes(ids), "commitments": self.commitments(ids), "events": self.events(ids),
            "strip": strip(self.events(ids)), "sources": self.sources(facts),
            "differing": sum(fact.status.differs for fact in facts),
        }

    def disputes(self, ids: set[str]) -> tuple[DisputeView, ...]:
        """The tables of differences in which one of the facts stands."""
        return tuple(each for each in self.views.disputes if ids & {fact.id for fact in each.facts})

    def commitments(self, ids: set[str]) -> tuple[CommitmentView, ...]:
        """The promises and plans among the facts."""
        return tuple(each for each in self.views.commitments if each.fact.id in ids)

    def events(self, ids: set[str]) -> tuple[Event, ...]:
        """The facts by date."""
        facts = [fact for fact in self.dossier.facts.values() if fact.id in ids]
        return events(facts, self.views.facts, self.views.catalogue)

    def sources(self, facts: Sequence[FactView]) -> tuple[tuple[Any, tuple[FactView, ...]], ...]:
        """Each source of the facts, with those that quote it."""
        citing: dict[str, dict[str, FactView]] = {}
        for fact in facts:
            for evidence in fact.evidence:
                citing.setdefault(evidence.source.id, {})[fact.id] = fact
        return tuple((view, tuple(citing[view.link.id].values())) for view in self.views.sources if view.link.id in citing)
