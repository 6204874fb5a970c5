"""Dossier → the edition that it would be: every fact as readers see it now."""

import hashlib
import re
from dataclasses import replace
from urllib.parse import quote, urlsplit

from briefings.dossier import Dossier, Evidence, Fact, Source
from briefings.editions.edition import Edition, FrozenFact, FrozenSource, FrozenWithdrawal, Number, Quotation
from briefings.prose import Prose
from briefings.site.catalogue import Catalogue, origin
from briefings.text.fold import MatchLevel, fold
from briefings.values import NOWHERE, Date, Digest, Id, Text


def freeze(catalogue: Catalogue, date: Date | None = None) -> Edition:
    """The edition that follows the last. `date` is the day of its publication; without one, the last day of the as-of
    date stands for it.
    """
    dossier, record = catalogue.dossier, catalogue.dossier.corpus.dossier
    past = dossier.corpus.editions
    return Edition(
        edition=len(past) + 1, date=date or Date(last_day(dossier)), as_of=record.as_of, title=record.title,
        tag=past[-1].tag if past else Text(tag(dossier)),
        facts={fact.record.id: frozen(fact, catalogue) for fact in dossier.facts.values()},
        sources={Id(name): frozen_source(source, catalogue) for name, source in dossier.sources.items()},
        accounts={Text(path): Digest(folded_hash(words)) for path, words in accounts(dossier).items()},
        withdrawn={Id(name): FrozenWithdrawal(Number(each.number), Text(each.reason))
                   for name, each in dossier.withdrawn.items()},
    )


def last_day(dossier: Dossier) -> str:
    """The last day of the dossier's as-of; an open one is as old as its first."""
    when = dossier.corpus.dossier.as_of.when
    day = when.latest or when.earliest
    return day.isoformat() if day else "1970-01-01"


def tag(dossier: Dossier) -> str:
    """The beginning of the ids in feeds, a tag: URI (RFC 4151): the host, the year of as-of, the title.

    It is frozen with the first edition, so that an id stays when title or address change.
    """
    record = dossier.corpus.dossier
    authority = urlsplit(record.site_url).hostname if record.site_url else "briefings.invalid"
    whole = re.sub(r"[\W_]+", "-", record.title.lower()).strip("-")
    return f"tag:{authority},{last_day(dossier)[:4]}:{quote(whole)}"


def frozen(fact: Fact, catalogue: Catalogue) -> FrozenFact:
    """A fact without its place in the sheet."""
    record = fact.record
    return FrozenFact(
        number=Number(fact.number), claim=Text(" ".join(record.claim.split())), kind=record.kind,
        topics=tuple(map(Id, fact.topics)),
        evidence=tuple(map(quotation, fact.evidence)),
        said=replace(record.said, place=NOWHERE) if record.said else None, date=record.date, due=record.due,
        figures=tuple(replace(each, place=NOWHERE) for each in record.figures),
        inferred=record.inferred, computed=record.computed, formerly=record.formerly, disputes=record.disputes,
        updates=record.updates, corrects=record.corrects, fulfils=record.fulfils, rank=record.rank,
        rank_reason=record.rank_reason, differs=catalogue.differs(fact),
    )


def quotation(evidence: Evidence) -> Quotation:
    """A quotation in the source's characters, with the places of its stretches."""
    record = evidence.record
    return Quotation(
        source=record.source, role=record.role, quote=tuple(map(Text, evidence.stretches)),
        at=tuple(Text(f"{span.start}-{span.end}") for span in evidence.spans), origin=Text(origin(evidence)),
        gloss=record.gloss, translation=record.translation.text if record.translation else None,
    )


def frozen_source(source: Source, catalogue: Catalogue) -> FrozenSource:
    """What a page names of a source, and the hash of its text."""
    record = source.record
    return FrozenSource(record.title, Digest(source.sha256), Text(catalogue.sources[source.id].name), record.issued,
                        record.status.is_ if record.status else None)


def accounts(dossier: Dossier) -> dict[str, str]:
    """The words that editors wrote around the facts: of each topic, and `index` of the front page."""
    record = dossier.corpus.dossier
    front = "\n".join(filter(None, (record.subtitle, record.summary, *record.main_points)))
    return {"index": front} | {name: prose_words(page) for name, page in dossier.corpus.topics.items()}


def prose_words(page: Prose) -> str:
    """Title, standfirst, main points and text of a page."""
    front = page.front
    return "\n".join(filter(None, (front.title, front.standfirst, *front.main_points, page.body)))


def folded(text: str) -> str:
    """The words of a text, whatever its quotation marks, dashes and white space: what is cosmetic is gone."""
    return " ".join(fold(text, MatchLevel.TYPOGRAPHIC).text.split())


def folded_hash(text: str) -> str:
    """The SHA-256 of the words."""
    return hashlib.sha256(folded(text).encode()).hexdigest()
