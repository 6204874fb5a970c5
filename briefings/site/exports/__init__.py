"""data/: the dossier as other programs read it. The same content gives the same bytes."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from briefings.cache import Cache
from briefings.dossier import Fact
from briefings.site.exports.annotations import annotations
from briefings.site.exports.documents import about, datapackage, withdrawn
from briefings.site.exports.entries import Entries, Reference
from briefings.site.exports.rows import evidence_table, facts_table, figures_table, sources_table
from briefings.site.exports.shape import FACTS_SCHEMA
from briefings.site.exports.table import csv_bytes
from briefings.site.exports.written import written
from briefings.site.history import History

Files = Iterator[tuple[str, bytes]]
VERSION = 1


def exports(history: History, summary: Mapping[str, Any], cache: Cache | None = None) -> dict[str, bytes]:
    """Path from the site's root → the file's bytes, in order of path.

    `summary` is that of `pipeline.Examined`: the counts of the checks, which facts.json carries. References
    that the `cache` knows are not made again.
    """
    dossier, entries = history.catalogue.dossier, Entries(history.catalogue, cache or Cache())
    head = {"version": VERSION, "dossier": about(history), "checks": dict(summary)}
    topics = (of_topic(entries, topic, facts, head) for topic, facts in dossier.by_topic.items())
    sources = (references(f"data/sources/{name}", [each]) for name, each in entries.references.items())
    return dict(sorted(chain(whole(history, entries, head), *topics, *sources)))


def whole(history: History, entries: Entries, head: Mapping[str, Any]) -> Files:
    """The files that cover the dossier."""
    catalogue = history.catalogue
    facts = list(catalogue.dossier.facts.values())
    sources = [source for _, source in sorted(catalogue.dossier.sources.items())]
    tables = {
        table: csv_bytes(table) for table in (
            facts_table(entries.rows.values()), evidence_table(facts), figures_table(catalogue, facts),
            sources_table(catalogue, sources))
    }
    yield from ((f"data/{table.path}", content) for table, content in tables.items())
    yield "data/facts.json", written(facts_document(entries, facts, head) | withdrawn(catalogue))
    yield "data/facts.schema.json", written(FACTS_SCHEMA)
    for fact in facts:
        yield f"data/facts/{fact.id}.json", written(facts_document(entries, [fact], head, "../"))
    yield "data/annotations.jsonld", written(annotations(catalogue))
    yield "data/datapackage.json", written(datapackage(history, tables))
    yield from references("data/sources", entries.references.values())


def of_topic(entries: Entries, topic: str, facts: Iterable[Fact], head: Mapping[str, Any]) -> Files:
    """The files of one topic: its facts, and the sources that they rest on."""
    listed = list(facts)
    yield f"data/topics/{topic}.json", written(facts_document(entries, listed, head, "../"))
    yield f"data/topics/{topic}.csv", csv_bytes(facts_table((entries.rows[fact.id] for fact in listed), topic))
    yield from references(f"data/topics/{topic}", [entries.references[name] for name in cited(listed)])


def facts_document(entries: Entries, facts: Iterable[Fact], head: Mapping[str, Any], root: str = "") -> dict[str, Any]:
    """The facts with their evidence and the sources they rest on. Addresses are from the root of the site.

    `head` says what dossier it is and what was checked; `root` leads from the document to `data/`, where its schema lies.
    """
    listed = list(facts)
    return {
        "$schema": f"{root}facts.schema.json", **head, "facts": [entries.facts[fact.id] for fact in listed],
        "sources": [entries.references[name].csl for name in cited(listed)],
    }


def cited(facts: Iterable[Fact]) -> list[str]:
    """The ids of the sources that some facts rest on, in order."""
    return sorted({source.id for fact in facts for source in fact.sources})


def references(stem: str, sources: Iterable[Reference]) -> Files:
    """The sources in the three forms that reference managers read."""
    listed = list(sources)
    yield f"{stem}.csl.json", written([each.csl for each in listed])
    yield f"{stem}.bib", "\n".join(each.bib for each in listed).encode()
    yield f"{stem}.ris", "\n".join(each.ris for each in listed).encode()
