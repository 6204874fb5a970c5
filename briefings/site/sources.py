"""A source's own page, and how sources are listed: what is stated of it, what is inferred, and what is not known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from briefings.cache import Cache, digest
from briefings.dossier import Source
from briefings.records import SourceRecord
from briefings.site.catalogue import Catalogue, SourceLink
from briefings.site.cite import cite_source
from briefings.site.evidence import published
from briefings.site.exports.coins import coins
from briefings.site.exports.csl import Item, csl_item
from briefings.site.facts import FactView
from briefings.site.links import report_address
from briefings.site.passages import Gap, Row, rows
from briefings.site.robust import became
from briefings.site.wording import Day, count, day, language_name, language_tag
from briefings.text.layout import words
from briefings.text.span import Span

MODES = {
    "excerpts": "excerpts only: each cited passage with the sentences around it",
    "full": "in full",
    "quotes": "the quotations alone",
}


NOT_STATED = "not stated in the copy held"


@dataclass(frozen=True)
class Provenance:
    """One line of what is known of a source. `known` is `stated`, `inferred` or `unknown`; `why` goes with inferred."""

    label: str
    value: str
    known: str = "stated"
    why: str | None = None
    url: str | None = None
    date: Day | None = None
    code: bool = False


@dataclass(frozen=True)
class ZoneView:
    """A part of a text that is not the article's own words."""

    kind: str
    paragraph: int
    words: int


@dataclass(frozen=True)
class SourceView:
    """All that a source's page shows. `styled` is the source in some citation styles, `coins` for Zotero."""

    link: SourceLink
    language: str | None
    provenance: tuple[Provenance, ...]
    status: str | None
    cautions: tuple[str, ...]
    rows: tuple[Row | Gap, ...]
    zones: tuple[ZoneView, ...]
    facts: tuple[FactView, ...]
    passages: int
    differing: int
    sha256: str
    quote: str | None
    citation: str
    styled: tuple[tuple[str, str], ...]
    coins: str
    waived: tuple[tuple[str, str], ...]
    set_aside: int
    origin: str | None
    report: str | None


def source_views(catalogue: Catalogue, views: Mapping[str, FactView], cache: Cache) -> tuple[SourceView, ...]:
    """Every source, in the order of numbers."""
    return tuple(source_view(catalogue.dossier.sources[name], catalogue, views, cache) for name in catalogue.sources)


def source_view(source: Source, catalogue: Catalogue, views: Mapping[str, FactView], cache: Cache) -> SourceView:
    """What the page of one source shows."""
    record, link, dossier = source.record, catalogue.sources[source.id], catalogue.dossier
    quoting, item = dossier.by_source[source.id], csl_item(source)
    styled = cache.recall("references", digest(item), partial(styles, item))
    facts = tuple({fact.id: views[fact.id] for fact, _ in quoting}.values())
    return SourceView(
        link=link, language=language_tag(record.language),
        provenance=tuple(provenance(source, MODES[published(source, catalogue)], became(record, catalogue.links))),
        status=publisher_status(record), cautions=tuple(map(str, record.cautions)),
        rows=rows(source, quoting, published(source, catalogue)),
        zones=tuple(
            ZoneView(zone.kind, source.paragraph_at(zone.span.start), words(source.text, zone.span))
            for zone in source.zones
        ),
        facts=facts, passages=len({evidence.spans for _, evidence in quoting}),
        differing=sum(fact.status.differs for fact in facts),
        sha256=source.sha256,
        quote=next((evidence.stretches[0] for _, evidence in quoting if evidence.stretches), None),
        citation=cite_source(source), styled=tuple(styled.items()), coins=coins(item),
        waived=tuple((str(code), str(why)) for code, why in record.waive.items()),
        set_aside=len(record.set_aside), origin=str(record.origin) if record.origin else None,
        report=report_address(
            dossier.corpus.dossier.report_to, f"{link.number} {source.id}: {dossier.corpus.dossier.title}"
        ),
    )


def styles(item: Item) -> dict[str, str]:
    """The source in the citation styles. What writes them takes its time to import, and most builds know them all."""
    from briefings.site.exports.styles import formatted

    return formatted(item)


def publisher_status(record: SourceRecord) -> str | None:
    """What the publisher did with the article later."""
    if record.status is None:
        return None
    return f"The publisher {record.status.is_} this article on {day(record.status.date).words}."


def provenance(source: Source, mode: str, now: str | None) -> Iterator[Provenance]:
    """What is stated, inferred and not known of a source, line by line; `now`: what became of its page."""
    record = source.record
    if "title" in record.inferred:  # where it is stated, the head of the page says it
        yield known(record, "title", "Title", str(record.title))
    yield known(record, "author", "Author", "; ".join(author.name for author in record.author))
    yield known(record, "container-title", "Published in", str(record.container_title or ""))
    yield known(record, "publisher", "Publisher", str(record.publisher or ""))
    issued = day(record.issued) if record.issued else None
    yield known(record, "issued", "Published", issued.words if issued else "", date=issued)
    yield known(record, "language", "Language", language_name(record.language) if record.language else "")
    yield known(record, "URL", "Original", str(record.url or ""), url=str(record.url) if record.url else None)
    if now:
        yield Provenance("The original now", now)
    yield archive_line(record)
    if record.accessed:
        yield Provenance("Accessed", day(record.accessed).words, date=day(record.accessed))
    if record.origin:
        yield known(record, "origin", "Goes back to", str(record.origin))
    for field, why in record.inferred.items():
        if str(field) not in SHOWN:
            value = ", ".join(map(str, record.cautions)) if field == "cautions" else ""
            yield Provenance(str(field).replace("-", " ").capitalize(), value, "inferred", str(why))
    size = f"{count(words(source.text, Span(0, len(source.text))), 'word')}, {count(len(source.paragraphs), 'paragraph')}"
    yield Provenance("Text held", size)
    yield Provenance("Shown here", mode)
    yield Provenance("SHA-256", source.sha256, code=True)


SHOWN = ("title", "author", "container-title", "publisher", "issued", "language", "URL", "origin")


def known(
    record: SourceRecord, field: str, label: str, value: str, url: str | None = None, date: Day | None = None
) -> Provenance:
    """One field: stated, inferred with its reason, or not stated."""
    why = next((str(reason) for name, reason in record.inferred.items() if name == field), None)
    if not value:
        return Provenance(label, NOT_STATED, "unknown", why)
    return Provenance(label, value, "inferred" if why else "stated", why, url, date)


def archive_line(record: SourceRecord) -> Provenance:
    """The public archived copy."""
    if record.archive is None:
        return Provenance("Archived copy", "none", "unknown")
    return Provenance("Archived copy", day(record.archive.date).words, url=str(record.archive.url))
