"""Each quotation as a W3C Web Annotation: the fact is the body, the passage in the source the target."""

from collections.abc import Iterator
from typing import Any

from briefings.dossier import Evidence, Fact
from briefings.site.catalogue import Catalogue
from briefings.site.evidence import published
from briefings.site.links import fact_path, passage
from briefings.text.span import Span

CONTEXT = 32  # code points of prefix and suffix, as Hypothesis and others write them


def annotations(catalogue: Catalogue) -> dict[str, Any]:
    """The collection, in JSON-LD. Positions are code points of the text as stored, half-open."""
    items = [
        annotation(catalogue, fact, number, evidence, span)
        for fact in catalogue.dossier.facts.values()
        for number, evidence in enumerate(fact.evidence, 1)
        for span in evidence.spans
    ]
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"cito": "http://purl.org/spar/cito/"}],
        "id": "annotations.jsonld", "type": "AnnotationCollection",
        "label": str(catalogue.dossier.corpus.dossier.title), "total": len(items),
        "first": {
            "id": "annotations.jsonld#page-1", "type": "AnnotationPage", "startIndex": 0, "items": items,
        },
    }


def annotation(
    catalogue: Catalogue, fact: Fact, number: int, evidence: Evidence, span: Span
) -> dict[str, Any]:
    """One stretch of one quotation. Addresses are relative to the file."""
    record = evidence.source.record
    target = {
        "source": str(record.url) if record.url else f"../{passage(evidence).partition('#')[0]}",
        "selector": list(selectors(evidence, span, published(evidence.source, catalogue))),
    }
    return {
        "id": f"#{fact.number.lower()}-{number}-{span.start}", "type": "Annotation", "motivation": "linking",
        "body": {
            "type": "SpecificResource", "source": f"../{fact_path(fact.id)}", "purpose": "linking",
            "cito:relation": f"cito:{evidence.record.role}", "label": f"{fact.number}: {fact.record.claim}",
        },
        "target": target,
    }


def selectors(evidence: Evidence, span: Span, shown: str) -> Iterator[dict[str, Any]]:
    """The words, and where they stand.

    Their context stays in the paragraph, and is left out where a source is shown by its quotations alone.
    """
    text = evidence.source.text
    quote = {"type": "TextQuoteSelector", "exact": span.of(text)}
    if shown != "quotes":
        paragraph = evidence.source.paragraphs[evidence.source.paragraph_at(span.start) - 1]
        quote["prefix"] = text[max(paragraph.start, span.start - CONTEXT) : span.start]
        quote["suffix"] = text[span.end : max(span.end, min(paragraph.end, span.end + CONTEXT))]
    yield quote
    yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}
