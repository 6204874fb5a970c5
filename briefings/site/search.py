"""The search index: a script that assigns a global, since `fetch` does not work from file://."""

from collections.abc import Iterable, Iterator

from briefings.dossier import Evidence, Fact, Source
from briefings.site.catalogue import Catalogue, SourceLink
from briefings.site.facts import status
from briefings.site.links import entity_path, fact_path, passage, source_path
from briefings.site.markup import script_json

Document = dict[str, str]


def search_index(catalogue: Catalogue) -> str:
    """The script `search-index.js`: `window.BRIEFINGS_INDEX = {"documents": […]};`.

    A document has `kind` (fact, passage, source, entity), `title`, `address` from the site's root, and where
    they apply `number`, `note` and `names`: every spelling of the names in it, so that a reader who asks for
    Lukashenko finds Lukashenka. The same dossier gives the same script.
    """
    kinds = (facts, passages, sources, entities)
    documents = [each for kind in kinds for each in kind(catalogue)]
    return f"window.BRIEFINGS_INDEX = {script_json({'documents': documents})};\n"


def facts(catalogue: Catalogue) -> Iterator[Document]:
    """Each fact: its claim, its state."""
    for fact in catalogue.dossier.facts.values():
        yield document(
            "fact", str(fact.record.claim), fact_path(fact.id), number=fact.number,
            note=state(catalogue, fact), names=names(catalogue, catalogue.mentioned[fact.id]),
        )


def passages(catalogue: Catalogue) -> Iterator[Document]:
    """Each quotation once, in the order of the facts."""
    seen = set()
    for fact in catalogue.dossier.facts.values():
        for evidence in fact.evidence:
            if evidence.spans and (evidence.source.id, evidence.spans) not in seen:
                seen.add((evidence.source.id, evidence.spans))
                yield quotation(catalogue, fact, evidence)


def quotation(catalogue: Catalogue, fact: Fact, evidence: Evidence) -> Document:
    """One quotation, found by its words and by the names of its fact."""
    source = catalogue.sources[evidence.source.id]
    mentioned = {name for mention in catalogue.dossier.lexicon.find(evidence.quote) for name in mention.entities}
    return document(
        "passage", evidence.quote, passage(evidence), note=f"{published_by(source)}; {fact.number}",
        names=names(catalogue, mentioned),
    )


def sources(catalogue: Catalogue) -> Iterator[Document]:
    """Each source by its title and publisher."""
    for name, source in sorted(catalogue.dossier.sources.items()):
        link = catalogue.sources[name]
        yield document(
            "source", str(source.record.title), source_path(name), number=link.number,
            note=published_by(link), names=names(catalogue, named_in_title(catalogue, source)),
        )


def entities(catalogue: Catalogue) -> Iterator[Document]:
    """Each person, body and place under all its names."""
    for name, entity in catalogue.dossier.corpus.entities.items():
        yield document(
            "entity", str(entity.label), entity_path(name), note=str(entity.description or ""),
            names=names(catalogue, [name]),
        )


def document(kind: str, title: str, address: str, **fields: str) -> Document:
    """A document without the fields that are empty."""
    filled = {key: value for key, value in fields.items() if value}
    return {"kind": kind, "title": title, "address": address} | filled


def state(catalogue: Catalogue, fact: Fact) -> str:
    """`2 sources agree; RFE/RL, 18 Jul 2019`."""
    told = dict.fromkeys(published_by(catalogue.sources[source.id]) for source in fact.sources)
    return "; ".join((status(fact, catalogue).words, *told))


def published_by(source: SourceLink) -> str:
    """`The Moscow Times, 9 Sep 2021`."""
    return f"{source.name}, {source.date.words}" if source.date else source.name


def named_in_title(catalogue: Catalogue, source: Source) -> set[str]:
    """The entities that a source's title names."""
    return {name for mention in catalogue.dossier.lexicon.find(source.record.title) for name in mention.entities}


def names(catalogue: Catalogue, mentioned: Iterable[str]) -> str:
    """Every spelling of every name of some entities."""
    entities = (catalogue.dossier.corpus.entities[name] for name in sorted(mentioned))
    spellings = (name for each in entities for name in (each.label, *(alias.text for alias in each.aliases)))
    return " · ".join(dict.fromkeys(map(str, spellings)))
