"""The JSON Schemas say what the records say: they take every dossier that is read, and refuse what is refused."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from briefings.fields import WORDS
from briefings.schema import TITLES, schema, text, used
from briefings.structure import keys, read, read_map
from tests.small_dossiers import CONTENT

ROOT = Path(__file__).parents[1]
FILES = {"dossier": "dossier.yaml", "entities": "entities.yaml", "measures": "measures.yaml",
         "source": "sources/*/source.yaml", "facts": "facts/*.yaml"}


class Yaml12(yaml.SafeLoader):
    """YAML as an editor's program reads it: numbers and true are typed, dates and `no` are text."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def faults(name: str, content: str) -> list[str]:
    """What the schema finds in a file's text."""
    return [error.message for error in Draft7Validator(schema(name)).iter_errors(yaml.load(content, Yaml12))]


@pytest.mark.parametrize("name", TITLES)
def test_schemas_in_the_repository_are_up_to_date(name: str) -> None:
    assert (ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8") == text(name), "make schema"


@pytest.mark.parametrize("name", TITLES)
def test_a_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(json.loads(text(name)))


def shipped() -> Iterator[tuple[str, Path]]:
    for name, pattern in FILES.items():
        yield from ((name, path) for path in sorted(CONTENT.glob(pattern)))


@pytest.mark.parametrize(("name", "path"), list(shipped()), ids=str)
def test_the_dossier_is_taken(name: str, path: Path) -> None:
    assert faults(name, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_every_field_is_explained(kind: type) -> None:
    assert set(WORDS[kind]) == set(keys(kind))


def test_every_record_is_explained() -> None:
    assert set().union(*(used(kind) for _, kind in TITLES.values())) <= set(WORDS)


FACT = "topic: t\ntitle: T\nprefix: T\nfacts:\n- {id: a, claim: C., kind: event, evidence: [{source: s, quote: q}]"
SOURCE = "title: T\ntext: {sha256: " + "a" * 64 + "}"


@pytest.mark.parametrize(("name", "written", "mended"), [
    ("facts", FACT + ", colour: red}", FACT + "}"),
    ("facts", FACT.replace("id: a, ", "") + "}", FACT + "}"),
    ("facts", FACT.replace("id: a,", "id: A_b,") + "}", FACT + "}"),
    ("facts", FACT.replace("event", "rumour") + "}", FACT + "}"),
    ("facts", FACT.replace("[{source: s, quote: q}]", "[]") + "}", FACT + "}"),
    ("facts", FACT + ", figures: [{measure: m, amount: some}]}", FACT + ", figures: [{measure: m, amount: 3.4}]}"),
    ("facts", FACT + ", date: soon}", FACT + ", date: [2021-09-09,2021-09-10]}"),
    ("facts", FACT + ", draft: perhaps}", FACT + ", draft: true}"),
    ("facts", FACT + ", said: Putin}", FACT + ", said: {by: Putin, on: 2021}}"),
    ("facts", FACT.replace("quote: q", "quote: []") + "}", FACT.replace("quote: q", "quote: [q, r]") + "}"),
    ("source", SOURCE + "\nURL: javascript:alert(1)", SOURCE + "\nURL: https://example.org"),
    ("source", SOURCE + "\nzones: [{kind: advert, lines: [1, 2]}]", SOURCE + "\nzones: [{kind: caption, lines: [1, 2]}]"),
    ("entities", "a: {kind: person}", "a: {kind: person, label: A, aliases: [B, {text: C, language: ru}]}"),
    ("measures", "a: {label: A, dispute: {facts: [b]}}", "a: {label: A, dispute: {note: N, facts: [b]}}"),
])
def test_what_is_refused_there_is_refused_here(name: str, written: str, mended: str) -> None:
    """The same file, read by the schema and by the program: refused as written, taken as mended."""
    assert faults(name, written)
    assert not faults(name, mended)
    assert refused(name, written)
    assert not refused(name, mended)


def refused(name: str, content: str) -> bool:
    """Whether the program finds an error in the file."""
    kind: Any = TITLES[name][1]
    reader = read_map(content, "x.yaml", kind.__args__[1]) if hasattr(kind, "__args__") else read(content, "x.yaml", kind)
    return bool(reader[1])
