"""What JSON documents hold: a fact, what was withdrawn, what the dossier says of itself; the Frictionless description of tables."""

import hashlib
from collections.abc import Mapping
from typing import Any

from briefings.dossier import Evidence, Fact
from briefings.records import Figure
from briefings.site.catalogue import Catalogue, origin
from briefings.site.exports.table import Table, schema
from briefings.site.facts import status
from briefings.site.history import History
from briefings.site.links import fact_path, passage


def withdrawn(catalogue: Catalogue) -> dict[str, Any]:
    """The facts that were published and stand no more, each with the reason: their numbers are no other fact's."""
    gone = sorted(catalogue.dossier.withdrawn.values(), key=lambda each: each.fact.number.parts)
    return present({"withdrawn": [
        present({"number": each.number, "id": each.id, "address": fact_path(each.id), "claim": each.fact.claim,
                 "reason": each.reason, "edition": each.edition, "formerly": list(each.formerly)}) for each in gone]})


def edition(history: History) -> dict[str, Any] | None:
    """The last edition, and whether the dossier has changed since; None before the first."""
    if not history.past:
        return None
    last = history.past[-1]
    return {"number": last.edition, "date": str(last.date), "later-changes": bool(history.pending.changes)}


def about(history: History) -> dict[str, Any]:
    """What the dossier says of itself."""
    record = history.catalogue.dossier.corpus.dossier
    return present({
        "title": str(record.title), "subtitle": record.subtitle, "language": record.language,
        "as-of": record.as_of, "editors": list(map(str, record.editors)), "licence": record.licence,
        "site-url": record.site_url, "edition": edition(history),
    })


def fact_item(catalogue: Catalogue, fact: Fact) -> dict[str, Any]:
    """One fact, its fields named as in the fact sheets."""
    record = fact.record
    said = {"by": catalogue.label(record.said.by), "on": record.said.on} if record.said else None
    return present({
        "number": fact.number, "id": fact.id, "address": fact_path(fact.id), "topics": list(fact.topics),
        "claim": record.claim, "kind": record.kind, "said": present(said) if said else None,
        "date": record.date, "due": record.due, "status": status(fact, catalogue).words,
        "sources-differ": catalogue.differs(fact), "entities": sorted(catalogue.mentioned[fact.id]),
        "figures": [figure_item(figure) for figure in record.figures],
        "evidence": [evidence_item(evidence) for evidence in fact.evidence],
        "inferred": record.inferred, "computed": record.computed, "rank": record.rank,
        "rank-reason": record.rank_reason, "review-by": record.review_by,
    } | {name: list(map(str, getattr(record, name))) for name in (
        "disputes", "updates", "corrects", "fulfils", "formerly")})


def figure_item(figure: Figure) -> dict[str, Any]:
    """One figure; amounts as typed, since JSON has no exact decimals."""
    return present({
        "measure": figure.measure, "amount": figure.amount, "lower": figure.lower, "upper": figure.upper,
        "unit": figure.unit, "bound": figure.bound, "date": figure.date, "as-of": figure.as_of,
    })


def evidence_item(evidence: Evidence) -> dict[str, Any]:
    """One quotation with its W3C positions: code points of the text as stored, half-open."""
    record = evidence.record
    made = record.translation
    translation = {"text": made.text, "language": made.language, "by": made.by} if made else {}
    return present({
        "source": evidence.source.id, "role": record.role, "quote": evidence.quote,
        "stretches": [{"exact": text, "start": span.start, "end": span.end}
                      for text, span in zip(evidence.stretches, evidence.spans, strict=True)],
        "paragraph": evidence.source.paragraph_at(evidence.spans[0].start) if evidence.spans else None,
        "status": evidence.verdict.status.value, "gloss": record.gloss, "origin": origin(evidence),
        "translation": present(translation),
        "address": passage(evidence) if evidence.spans else None,
    })


def present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value; typed texts and maps as plain ones."""
    return {key: plain(value) for key, value in fields.items() if value not in (None, [], {})}


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, str):
        return str(value)
    return {str(key): str(item) for key, item in value.items()} if is_reasons(value) else value


def is_reasons(value: Any) -> bool:
    """Whether this is a map of texts, as `inferred` and `gloss` are."""
    return isinstance(value, Mapping) and all(isinstance(item, str) for item in value.values())


def datapackage(history: History, tables: Mapping[Table, bytes]) -> dict[str, Any]:
    """datapackage.json (Frictionless Data Package 1), with the hash of each file.

    Its version is the number of the edition, `2+changes` where the dossier has changed since, and the as-of date before
    the first.
    """
    record, of = history.catalogue.dossier.corpus.dossier, edition(history)
    version = f"{of['number']}{'+changes' if of['later-changes'] else ''}" if of else record.as_of
    return present({
        "profile": "tabular-data-package", "name": "dossier", "title": record.title,
        "description": record.summary, "version": version,
        "licenses": [{"name": "other", "title": str(record.licence)}] if record.licence else None,
        "contributors": [{"title": str(editor), "role": "author"} for editor in record.editors],
        "homepage": record.site_url,
        "resources": [resource(table, content) for table, content in tables.items()],
    })


def resource(table: Table, content: bytes) -> dict[str, Any]:
    """One file."""
    return {
        "name": table.name, "path": table.path, "title": table.title, "profile": "tabular-data-resource",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "schema": schema(table),
    }
