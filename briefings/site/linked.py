"""What search engines and other programs read in a page: JSON-LD in the words of schema.org.

A topic's page is a Report that cites its sources, a fact's page a Claim that appears in them, the front page a Report
and the Dataset of all facts. Addresses are public ones where the dossier has a `site-url`, else relative to the page.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from briefings.dossier import Dossier, Fact, Source
from briefings.site.cite import public_address
from briefings.site.exports.csl import csl_item, iso
from briefings.site.exports.csl import parts as parts_of
from briefings.site.links import fact_path, relative, source_path

Linked = dict[str, Any]

TYPES = {
    "article-newspaper": "NewsArticle", "article-magazine": "Article", "article-journal": "ScholarlyArticle",
    "report": "Report", "book": "Book", "chapter": "Chapter", "post-weblog": "BlogPosting", "webpage": "WebPage",
}
SPEAKERS = {"person": "Person", "body": "Organization"}
FORMATS = {
    "data/facts.json": "application/json", "data/facts.csv": "text/csv", "data/evidence.csv": "text/csv",
    "data/figures.csv": "text/csv", "data/sources.csv": "text/csv", "data/annotations.jsonld": "application/ld+json",
    "data/sources.csl.json": "application/vnd.citationstyles.csl+json",
}


class Graph:
    """Makes the JSON-LD of the pages of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.record = dossier.corpus.dossier

    def report(self, path: str, title: str, about: str, sources: Iterable[Source], pdf: str | None) -> Linked:
        """A page that tells of many facts."""
        return self.page(path, {
            "@type": "Report", "name": title, "headline": title, "description": about, **self.made(),
            "citation": [self.work(source, path) for source in sources],
            "encoding": self.file(path, pdf, "application/pdf") if pdf else None,
            "isPartOf": None if path == "index.html" else self.whole(path),
        })

    def dataset(self) -> Linked:
        """All facts, as data: for the front page."""
        return self.page("index.html", {
            "@type": "Dataset", "name": f"{self.record.title}: facts and evidence",
            "description": str(self.record.summary or self.record.subtitle or self.record.title), **self.made(),
            "distribution": [self.file("index.html", path, kind) for path, kind in FORMATS.items()],
        }, "#data")

    def claim(self, fact: Fact) -> Linked:
        """One fact, with the words of each source that bears it out."""
        here = fact_path(fact.id)
        works = (self.work(evidence.source, here) | {"text": evidence.quote} for evidence in fact.evidence if evidence.supports)
        return self.page(here, {
            "@type": "Claim", "identifier": fact.number, "name": str(fact.record.claim), "inLanguage": str(self.record.language),
            "author": self.speaker(fact), "appearance": list(works), "isPartOf": self.whole(here),
        })

    def page(self, path: str, parts: Mapping[str, Any], fragment: str = "") -> Linked:
        """The parts that have a value, of a thing whose identity is its page."""
        known = {key: value for key, value in parts.items() if value}
        return {"@context": "https://schema.org", "@id": self.address(path, path) + fragment, **known}

    def made(self) -> Linked:
        """Who made it, in which language, for which day, under what licence."""
        return {
            "inLanguage": str(self.record.language), "dateModified": str(self.record.as_of),
            "author": [str(editor) for editor in self.record.editors],
            **self.licence(),
        }

    def licence(self) -> Linked:
        """The terms: `license` is for an address, `copyrightNotice` for words."""
        terms = str(self.record.licence or "")
        return {"license" if terms.startswith(("https://", "http://")) else "copyrightNotice": terms}

    def whole(self, here: str) -> Linked:
        """The dossier that a page is part of."""
        return {"@type": "Report", "@id": self.address(here, "index.html"), "name": str(self.record.title)}

    def work(self, source: Source, here: str) -> Linked:
        """A source, as the page `here` names it."""
        return self.works[source.id] | {"@id": self.address(here, source_path(source.id))}

    @cached_property
    def works(self) -> dict[str, Linked]:
        """Source id → what its own text states of it: there is no word here for "inferred"."""
        return {name: work(source) for name, source in self.dossier.sources.items()}

    def speaker(self, fact: Fact) -> Linked | None:
        """Who said it, where the claim is somebody's word."""
        if fact.record.said is None:
            return None
        by = str(fact.record.said.by)
        entity = self.dossier.corpus.entities.get(by)
        kind = SPEAKERS.get(entity.kind) if entity else None
        return {"@type": kind or "Thing", "name": str(entity.label) if entity else by}

    def file(self, here: str, path: str, kind: str) -> Linked:
        """A file to take away."""
        return {"@type": "DataDownload" if path.startswith("data/") else "MediaObject",
                "contentUrl": self.address(here, path), "encodingFormat": kind}

    def address(self, here: str, there: str) -> str:
        """A page's public address, or its place as seen from the page `here`."""
        return public_address(self.dossier, there) or relative(here, there)


def work(source: Source) -> Linked:
    """One source; its `@id` is for the page to say."""
    record = source.record
    stated = {key: value for key, value in csl_item(source).items() if key not in map(str, record.inferred)}
    publisher = stated.get("publisher") or stated.get("container-title")
    parts = {
        "@type": TYPES.get(str(record.type), "CreativeWork"), "@id": source.id,
        "name": str(record.title), "url": stated.get("URL"), "inLanguage": stated.get("language"),
        "datePublished": iso(parts_of(stated.get("issued"))),
        "author": [author.name for author in record.author] if "author" in stated else None,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
    }
    return {key: value for key, value in parts.items() if value}
