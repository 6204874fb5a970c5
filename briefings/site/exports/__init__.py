"""data/: the dossier as other programs read it. The same content gives the same bytes."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from briefings.dossier import Dossier, Fact, Source
from briefings.site.catalogue import Catalogue
from briefings.site.exports.annotations import annotations
from briefings.site.exports.documents import Documents, about, datapackage, withdrawn
from briefings.site.exports.references import bibtex, csl_item, ris
from briefings.site.exports.rows import evidence_table, facts_table, figures_table, sources_table
from briefings.site.exports.shape import FACTS_SCHEMA
from briefings.site.exports.table import csv_bytes
from briefings.site.exports.written import written
from briefings.site.history import History

Files = Iterator[tuple[str, bytes]]


def exports(dossier: Dossier, summary: Mapping[str, Any]) -> dict[str, bytes]:
    """Path from the site's root → the file's bytes, in order of path.

    `summary` is that of `pipeline.Examined`: the counts of the checks, which facts.json carries.
    """
    catalogue = Catalogue(dossier)
    history = History(catalogue)
    head = {"dossier": about(catalogue, history), "checks": dict(summary)}
    documents = Documents(catalogue, head)
    topics = (of_topic(catalogue, topic, facts, documents) for topic, facts in dossier.by_topic.items())
    sources = (references(f"data/sources/{name}", [source]) for name, source in dossier.sources.items())
    return dict(sorted(chain(whole(catalogue, documents), *topics, *sources)))


def whole(catalogue: Catalogue, documents: Documents) -> Files:
    """The files that cover the dossier."""
    facts = list(catalogue.dossier.facts.values())
    sources = [source for _, source in sorted(catalogue.dossier.sources.items())]
    tables = {
        table: csv_bytes(table) for table in (
            facts_table(catalogue, facts), evidence_table(facts), figures_table(catalogue, facts),
            sources_table(catalogue, sources))
    }
    yield from ((f"data/{table.path}", content) for table, content in tables.items())
    yield "data/facts.json", json_bytes(documents.of(facts) | withdrawn(catalogue))
    yield "data/facts.schema.json", json_bytes(FACTS_SCHEMA)
    for fact in facts:
        yield f"data/facts/{fact.id}.json", json_bytes(documents.of([fact], "../"))
    yield "data/annotations.jsonld", json_bytes(annotations(catalogue))
    yield "data/datapackage.json", json_bytes(datapackage(catalogue, tables, documents.head["dossier"].get("edition")))
    yield from references("data/sources", sources)


def of_topic(catalogue: Catalogue, topic: str, facts: Iterable[Fact], documents: Documents) -> Files:
    """The files of one topic: its facts, and the sources that they rest on."""
    listed = list(facts)
    sources = {source.id: source for fact in listed for source in fact.sources}
    yield f"data/topics/{topic}.json", json_bytes(documents.of(listed, "../"))
    yield f"data/topics/{topic}.csv", csv_bytes(facts_table(catalogue, listed, topic))
    yield from references(f"data/topics/{topic}", [source for _, source in sorted(sources.items())])


def references(stem: str, sources: Iterable[Source]) -> Files:
    """The sources in the three forms that reference managers read."""
    items = [csl_item(source) for source in sources]
    yield f"{stem}.csl.json", json_bytes(items)
    yield f"{stem}.bib", bibtex(items).encode()
    yield f"{stem}.ris", ris(items).encode()


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8, indented so that two editions can be compared line by line."""
    return f"{written(value)}\n".encode()
