"""JSON Schemas (draft-07) of the files that editors write, made from the records, for editors that complete YAML.

The records decide; the schemas repeat them for programs such as yaml-language-server. A schema accepts whatever
`structure` accepts: YAML 1.2 types `2021` as a number, so wherever a text may look like one, a number is allowed.
What only the whole dossier can tell (an id that is not there) is left to `briefings check`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import Field
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from briefings.fields import WORDS
from briefings.records import DossierRecord, Entity, Measure, Sheet, SourceRecord
from briefings.structure import keys, required
from briefings.values import Address, Amount, Contact, Date, Digest, Id, Prefix, Text

DRAFT = "http://json-schema.org/draft-07/schema#"
TITLES: Mapping[str, tuple[str, Any]] = {
    "dossier": ("dossier.yaml: what the dossier is", DossierRecord),
    "entities": ("entities.yaml: people, bodies, places by id", Mapping[Id, Entity]),
    "measures": ("measures.yaml: what figures measure, by id", Mapping[Id, Measure]),
    "source": ("sources/<id>/source.yaml: a source, and the record of its capture", SourceRecord),
    "facts": ("facts/<sheet>.yaml: a fact sheet", Sheet),
}
"""Name of a schema → its title, and what the file holds."""

SCALARS: Mapping[type, Mapping[str, Any]] = {
    Text: {"type": ["string", "number", "boolean"]},
    Id: {"type": ["string", "integer"], "pattern": f"^{Id.pattern.pattern}$", "maxLength": 100},
    Prefix: {"type": "string", "pattern": "^[A-Z][A-Z0-9]{0,7}$"},
    Date: {"type": ["string", "integer", "array"], "pattern": r"^[0-9X?~%./\[\], -]+$", "items": {"type": ["string", "integer"]}},
    Amount: {"type": ["string", "number"], "pattern": r"^[-+]?[0-9]{1,30}(\.[0-9]{1,30})?$"},
    Digest: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    Address: {"type": "string", "pattern": "^https?://"},
    Contact: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
}


def schema(name: str) -> dict[str, Any]:
    """The schema of that name, one of TITLES."""
    title, kind = TITLES[name]
    records = {record.__name__: of_record(record) for record in sorted(used(kind), key=lambda each: each.__name__)}
    return {"$schema": DRAFT, "title": title, **of(kind), "definitions": records}


def text(name: str) -> str:
    """The schema of that name as a file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def used(kind: Any) -> set[type]:
    """The records that a type is made of."""
    if kind in WORDS:
        return {kind}.union(*(used(declared) for _, declared in keys(kind).values()))
    return set().union(*(used(part) for part in get_args(kind) if part is not Ellipsis))


def of(kind: Any) -> dict[str, Any]:
    """The schema of a declared type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return of(next(part for part in arguments if part is not NoneType))
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": of(arguments[0])}
    if origin is not None:
        return {"type": "object", "additionalProperties": of(arguments[1])}
    if kind in WORDS:
        return {"$ref": f"#/definitions/{kind.__name__}"}
    return dict(SCALARS[kind])


def of_record(kind: type) -> dict[str, Any]:
    """The schema of a record: no other key than its own; where it has a shorthand, the one text will do."""
    table = keys(kind)
    record = {
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, (item, _) in table.items() if required(item)],
        "properties": dict(properties(kind)),
    }
    return {"anyOf": [of(Text), record]} if hasattr(kind, "shorthand") else record


def properties(kind: type) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each key of a record with the schema of its value."""
    for key, (item, declared) in keys(kind).items():
        words = {"description": WORDS[kind][key]}
        value = of_field(item, declared)
        # Draft-07 looks at nothing beside a $ref, so the description stands round it.
        yield key, {"allOf": [value], **words} if "$ref" in value else value | words


def of_field(item: Field[Any], declared: Any) -> dict[str, Any]:
    """The schema of a field's value; a list that must be there has an item, and one text may stand for a list of one."""
    value = of(declared)
    if required(item) and get_origin(declared) is tuple:
        value["minItems"] = 1
    return {"anyOf": [value["items"], value]} if item.metadata.get("one") else value
