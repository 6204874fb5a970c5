"""What editors write, as frozen values; the field names are those of the YAML, with `_` for `-`.

`structure` reads these classes from YAML by their declared types, so a new field is one line here. Every
text knows its place in the file it was typed in, and every record the place where it begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from briefings.problems import Place
from briefings.values import Address, Amount, Contact, Date, Digest, Id, Prefix, Text

Reasons = Mapping[Text, Text]
"""A map from what is explained to why."""


def one_or_many() -> Any:
    """A list for which a single text may be written."""
    return field(metadata={"one": True})


def none() -> Any:
    """An empty map, where none is written."""
    return field(default_factory=dict)


@dataclass(frozen=True)
class DossierRecord:
    """dossier.yaml"""

    place: Place
    title: Text
    language: Text
    as_of: Date
    topics: tuple[Id, ...]
    subtitle: Text | None = None
    summary: Text | None = None
    main_points: tuple[Text, ...] = ()
    editors: tuple[Text, ...] = ()
    licence: Text | None = None
    site_url: Address | None = None
    report_to: Contact | None = None
    paper: Literal["A4", "letter"] = "A4"
    publish: Literal["excerpts", "full", "quotes"] = "excerpts"
    feeds: bool = True
    waive: Reasons = none()


@dataclass(frozen=True)
class Author:
    """A CSL name."""

    place: Place
    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @property
    def name(self) -> str:
        """The name in reading order."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True)
class Archive:
    """A public archived copy."""

    place: Place
    url: Address
    date: Date


@dataclass(frozen=True)
class TextRecord:
    """How article.txt was made, and its hash."""

    place: Place
    sha256: Digest
    extractor: Text | None = None


@dataclass(frozen=True)
class Stretch:
    """A part of a source's text: whole lines (from 1, both included), or exact words in one place."""

    place: Place
    lines: tuple[int, ...] = ()
    exact: Text | None = None
    prefix: Text | None = None
    suffix: Text | None = None


ZoneKind = Literal["navigation", "boilerplate", "byline", "title", "caption", "subhead"]


@dataclass(frozen=True, kw_only=True)
class Zone(Stretch):
    """A part of the text that is not the article's own words."""

    kind: ZoneKind


@dataclass(frozen=True, kw_only=True)
class SetAside(Stretch):
    """The article's own words that no fact uses, and why."""

    reason: Text


@dataclass(frozen=True)
class Status:
    """What the publisher did with the article later."""

    place: Place
    is_: Literal["retracted", "corrected"] = field(metadata={"key": "is"})
    date: Date


@dataclass(frozen=True)
class SourceRecord:
    """source.yaml: CSL metadata and the record of the capture."""

    place: Place
    title: Text
    text: TextRecord
    type: Text | None = None
    container_title: Text | None = None
    publisher: Text | None = None
    author: tuple[Author, ...] = ()
    issued: Date | None = None
    accessed: Date | None = None
    url: Address | None = field(default=None, metadata={"key": "URL"})
    language: Text | None = None
    inferred: Reasons = none()
    origin: Text | None = None
    archive: Archive | None = None
    zones: tuple[Zone, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    cautions: tuple[Text, ...] = ()
    status: Status | None = None
    publish: Literal["excerpts", "full", "quotes"] | None = None
    waive: Reasons = none()


@dataclass(frozen=True)
class Said:
    """Who said it, and when."""

    place: Place
    by: Text
    on: Date | None = None


Bound = Literal["exact", "about", "at-least", "more-than", "at-most", "less-than", "range"]


@dataclass(frozen=True)
class Figure:
    """A number or date that a fact carries, for tables and for comparing sources."""

    place: Place
    measure: Id
    amount: Amount | None = None
    date: Date | None = None
    lower: Amount | None = None
    upper: Amount | None = None
    unit: Text | None = None
    bound: Bound | None = None
    as_of: Date | None = None


@dataclass(frozen=True)
class Translation:
    """The quote in the dossier's language."""

    place: Place
    text: Text
    language: Text | None = None
    by: Text | None = None


Role = Literal["supports", "disputes", "qualifies", "corrects"]


@dataclass(frozen=True)
class EvidenceRecord:
    """The words of a source that bear a fact out, dispute it, qualify it or correct it."""

    place: Place
    source: Id
    quote: tuple[Text, ...] = one_or_many()
    prefix: Text | None = None
    suffix: Text | None = None
    role: Role = "supports"
    gloss: Reasons = none()
    origin: Text | None = None
    translation: Translation | None = None


FactKind = Literal["event", "statement", "plan", "commitment", "estimate", "allegation", "background"]


@dataclass(frozen=True)
class FactRecord:
    """One claim and its evidence."""

    place: Place
    id: Id
    claim: Text
    kind: FactKind
    evidence: tuple[EvidenceRecord, ...]
    said: Said | None = None
    date: Date | None = None
    due: Date | None = None
    topics: tuple[Id, ...] = ()
    entities: tuple[Id, ...] = ()
    figures: tuple[Figure, ...] = ()
    inferred: Reasons = none()
    computed: Reasons = none()
    formerly: tuple[Id, ...] = ()
    disputes: tuple[Id, ...] = ()
    updates: tuple[Id, ...] = ()
    corrects: tuple[Id, ...] = ()
    fulfils: tuple[Id, ...] = ()
    rank: Literal["normal", "preferred", "deprecated"] = "normal"
    rank_reason: Text | None = None
    review_by: Date | None = None
    draft: bool = False
    waive: Reasons = none()


@dataclass(frozen=True)
class Withdrawal:
    """A published fact that stands no more, and why."""

    place: Place
    id: Id
    reason: Text


@dataclass(frozen=True)
class Sheet:
    """A fact sheet: facts/<id>.yaml"""

    place: Place
    topic: Id
    title: Text
    prefix: Prefix
    facts: tuple[FactRecord, ...]
    withdrawn: tuple[Withdrawal, ...] = ()


@dataclass(frozen=True)
class Alias:
    """A spelling of a name; where no language is written, the dossier's."""

    shorthand: ClassVar[str] = "text"
    place: Place
    text: Text
    language: Text | None = None


@dataclass(frozen=True)
class Entity:
    """A person, body, place, agreement or event."""

    place: Place
    kind: Literal["person", "body", "place", "agreement", "event", "other"]
    label: Text
    aliases: tuple[Alias, ...] = ()
    description: Text | None = None
    wikidata: Text | None = None


@dataclass(frozen=True)
class Dispute:
    """The editor's note where sources differ; with `facts`, for the figures of those facts only."""

    shorthand: ClassVar[str] = "note"
    place: Place
    note: Text
    facts: tuple[Id, ...] = ()


@dataclass(frozen=True)
class Measure:
    """What figures measure."""

    place: Place
    label: Text
    unit: Text | None = None
    note: Text | None = None
    dispute: Dispute | None = None
    waive: Reasons = none()


@dataclass(frozen=True)
class Front:
    """The front matter of a page of prose."""

    place: Place
    title: Text
    standfirst: Text | None = None
    main_points: tuple[Text, ...] = ()
    measures: tuple[Id, ...] = ()
    waive: Reasons = none()
