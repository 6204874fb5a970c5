"""People, bodies, places: the forms of each name by source, what they said, and the facts that name them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.site.catalogue import Catalogue, SourceLink
from briefings.site.facts import FactView
from briefings.site.links import entity_path
from briefings.site.wording import language_tag

KINDS = {"person": "People", "body": "Bodies", "place": "Places", "agreement": "Agreements", "event": "Events",
         "other": "Others"}
Spellings = Mapping[str, Mapping[str, int]]
"""Spelling → source id → how often it occurs there."""

ITEM = re.compile(r"Q[1-9][0-9]{0,11}")


@dataclass(frozen=True)
class Form:
    """A spelling, and how often each source writes it."""

    text: str
    language: str | None
    sources: tuple[tuple[SourceLink, int], ...]


@dataclass(frozen=True)
class EntityView:
    """All that an entity's page shows."""

    id: str
    path: str
    label: str
    kind: str
    kind_words: str
    description: str | None
    wikidata: str | None  # the address of its item
    forms: tuple[Form, ...]
    said: tuple[FactView, ...]
    facts: tuple[FactView, ...]


def entity_views(catalogue: Catalogue, views: Mapping[str, FactView]) -> tuple[EntityView, ...]:
    """Every entity, by kind and label."""
    counted = spellings(catalogue)
    order = list(KINDS)
    made = (entity_view(name, catalogue, views, counted) for name in catalogue.dossier.corpus.entities)
    return tuple(sorted(made, key=lambda each: (order.index(each.kind), each.label.casefold(), each.id)))


def spellings(catalogue: Catalogue) -> Mapping[str, Spellings]:
    """Entity id → its spellings; white space inside a spelling is one space."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for name, source in catalogue.dossier.sources.items():
        mentions = catalogue.dossier.lexicon.mentions(source.text)
        times = Counter((entity, mention.written) for mention in mentions for entity in mention.entities)
        for (entity, written), number in times.items():
            by_source = found.setdefault(entity, {}).setdefault(" ".join(written.split()), {})
            by_source[name] = by_source.get(name, 0) + number
    return found


def entity_view(
    name: str, catalogue: Catalogue, views: Mapping[str, FactView], counted: Mapping[str, Spellings]
) -> EntityView:
    """What the page of one entity shows."""
    entity = catalogue.dossier.corpus.entities[name]
    facts = catalogue.naming.get(name, ())
    speaking = {fact.id: fact for fact in facts if fact.record.said and fact.record.said.by == name}
    return EntityView(
        name, entity_path(name), str(entity.label), entity.kind, KINDS[entity.kind],
        str(entity.description) if entity.description else None,
        f"https://www.wikidata.org/wiki/{entity.wikidata}" if ITEM.fullmatch(entity.wikidata or "") else None,
        tuple(forms(name, catalogue, counted.get(name, {}))),
        tuple(views[each] for each in speaking),
        tuple(views[fact.id] for fact in facts if fact.id not in speaking),
    )


def forms(name: str, catalogue: Catalogue, counted: Spellings) -> Iterator[Form]:
    """The label and aliases in order, then any other spelling that the sources hold."""
    entity = catalogue.dossier.corpus.entities[name]
    languages = {str(entity.label): None} | {
        str(alias.text): language_tag(alias.language) for alias in entity.aliases
    }
    for text in dict.fromkeys([*languages, *sorted(counted)]):
        by_source = sorted(counted.get(text, {}).items())
        yield Form(text, languages.get(text), tuple((catalogue.sources[source], times) for source, times in by_source))
