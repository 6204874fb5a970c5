"""The published JSON Schema (2020-12) of facts.json, of the files of one topic, and of one fact."""

from collections.abc import Mapping
from typing import Any

TEXT = {"type": "string"}
DATE = {"type": "string", "description": "EDTF (ISO 8601-2, levels 0 and 1), as the editors wrote it."}
AMOUNT = {"type": "string", "pattern": r"^[-+]?[0-9]+(\.[0-9]+)?$", "description": "A decimal as text: JSON has no exact ones."}
OFFSET = {"type": "integer", "minimum": 0}
TEXTS = {"type": "array", "items": TEXT}
REASONS = {"type": "object", "additionalProperties": TEXT}
IDS = {"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}}


def record(about: str, needed: Mapping[str, Any], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The schema of an object: keys that must be there, keys that may be, and no other."""
    return {
        "type": "object", "description": about, "additionalProperties": False,
        "required": list(needed), "properties": {**needed, **(more or {})},
    }


FIGURE = record("A number or date that the fact carries.", {"measure": TEXT}, {
    "amount": AMOUNT, "lower": AMOUNT, "upper": AMOUNT, "unit": TEXT, "date": DATE, "as-of": DATE,
    "bound": {"enum": ["exact", "about", "at-least", "more-than", "at-most", "less-than", "range"]},
})
STRETCH = record("One unbroken piece of the quotation.", {
    "exact": TEXT, "start": OFFSET | {"description": "Offset into the text as captured, in code points."},
    "end": OFFSET | {"description": "The same, not included."},
})
EVIDENCE = record("The words of a source.", {
    "source": TEXT, "role": {"enum": ["supports", "disputes", "qualifies", "corrects"]},
    "quote": TEXT | {"description": "The source's characters; […] marks what the editors left out."},
    "stretches": {"type": "array", "items": STRETCH},
    "status": {"enum": ["verified", "uncheckable"], "description": "Whether the words were found in the source."},
    "origin": TEXT | {"description": "Whose word it is: passages of one origin count once as corroboration."},
}, {
    "paragraph": {"type": "integer", "minimum": 1}, "gloss": REASONS,
    "translation": record("In the dossier's language.", {"text": TEXT}, {"language": TEXT, "by": TEXT}),
    "address": TEXT | {"description": "Of the passage, from the root of the site."},
})
FACT = record("One claim, and what bears it out.", {
    "number": TEXT | {"description": "The same on the site, on paper and in every file."}, "id": TEXT,
    "address": TEXT | {"description": "Permanent, from the root of the site."},
    "topics": IDS, "claim": TEXT,
    "kind": {"enum": ["event", "statement", "plan", "commitment", "estimate", "allegation", "background"]},
    "status": TEXT | {"description": "How the sources stand to it, in words."},
    "sources-differ": {"type": "boolean"},
    "evidence": {"type": "array", "items": EVIDENCE, "minItems": 1},
    "rank": {"enum": ["normal", "preferred", "deprecated"]},
}, {
    "said": record("Who said it, and when.", {"by": TEXT}, {"on": DATE}),
    "date": DATE, "due": DATE, "entities": IDS, "figures": {"type": "array", "items": FIGURE},
    "inferred": REASONS | {"description": "What no quotation states, and why the editors know it."},
    "computed": REASONS | {"description": "Numbers that follow from quoted ones."},
    "rank-reason": TEXT, "review-by": DATE,
    "disputes": IDS, "updates": IDS, "corrects": IDS, "fulfils": IDS, "formerly": IDS,
})
DOSSIER = record("What the dossier says of itself.", {"title": TEXT, "language": TEXT, "as-of": DATE}, {
    "subtitle": TEXT, "editors": TEXTS, "licence": TEXT, "site-url": TEXT,
    "edition": record("The last published edition.", {
        "number": {"type": "integer", "minimum": 1}, "date": DATE,
        "later-changes": {"type": "boolean", "description": "Whether the facts have changed since."},
    }),
})
WITHDRAWN = record("A fact that was published and stands no more. Its number is no other fact's.", {
    "number": TEXT, "id": TEXT, "address": TEXT, "claim": TEXT, "reason": TEXT,
    "edition": {"type": "integer", "minimum": 1, "description": "The last in which it stood."},
}, {"formerly": IDS})
FACTS_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The facts of a briefing, with the words of the sources that bear them out",
    **record("A dossier, a topic or a fact.", {
        "$schema": TEXT, "version": {"const": 1}, "dossier": DOSSIER,
        "checks": {"type": "object", "description": "The counts of the checks that the dossier passed."},
        "facts": {"type": "array", "items": FACT},
        "sources": {"type": "array", "items": {"type": "object"}, "description": "CSL-JSON."},
    }, {"withdrawn": {"type": "array", "items": WITHDRAWN}}),
}
