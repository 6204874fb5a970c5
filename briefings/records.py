"""What editors write, as frozen values; the field names are those of the YAML, with `_` for `-`.

`structure` reads these classes from YAML by their declared types, so a new field is one line here. Every
text knows its place in the file it was typed in, and every record the place where it begins.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Self
from urllib.parse import urlsplit

from briefings.problems import Place
from briefings.text.dates import When, parse_edtf

NOWHERE = Place("")


class Text(str):
    """Characters as typed in a YAML scalar, and where they stand."""

    place: Place
    code: ClassVar[str] = "S103"

    def __new__(cls, value: str, place: Place = NOWHERE) -> Self:
        made = super().__new__(cls, value)
        made.place = place
        return made

    @classmethod
    def fault(cls, value: str) -> str | None:
        """Why `value` is no such text, in words that say how to mend it; None where it is one."""
        return None if value else "it is empty"


class Id(Text):
    """A permanent name: `[a-z0-9]+(-[a-z0-9]+)*`. It becomes part of an address."""

    code = "S105"
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

    @classmethod
    def fault(cls, value: str) -> str | None:
        if len(value) > 100:
            return "an id has at most 100 characters"
        if cls.pattern.fullmatch(value):
            return None
        return "an id is made of a-z and 0-9, with single hyphens inside, such as gas-price-2021"


class Prefix(Text):
    """The letters before a fact's number, such as ENE."""

    code = "S105"

    @classmethod
    def fault(cls, value: str) -> str | None:
        if re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", value):
            return None
        return "a prefix is one to eight capital letters or digits, such as ENE"


class Date(Text):
    """An EDTF date (ISO 8601-2, levels 0 and 1)."""

    code = "S106"

    @classmethod
    def fault(cls, value: str) -> str | None:
        try:
            parse_edtf(value)
        except ValueError as reason:
            return str(reason)
        return None

    @property
    def when(self) -> When:
        """The stretch of days that the date stands for."""
        return parse_edtf(str(self))


class Address(Text):
    """A web address: http or https, never an active one."""

    code = "S107"

    @classmethod
    def fault(cls, value: str) -> str | None:
        try:
            parts = urlsplit(value)
        except ValueError:
            return "this is no web address"
        if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>\"\\]", value):
            return None
        return "an address begins with https:// or http:// and has no spaces or quotation marks"


class Contact(Text):
    """Where a reader reports an error: an e-mail address or a web address."""

    code = "S107"

    @classmethod
    def fault(cls, value: str) -> str | None:
        if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value) or Address.fault(value) is None:
            return None
        return "write an e-mail address such as desk@example.org, or a web address"


class Amount(Text):
    """A plain number: digits, one decimal point, a sign."""

    @classmethod
    def fault(cls, value: str) -> str | None:
        if re.fullmatch(r"[-+]?[0-9]{1,30}(\.[0-9]{1,30})?", value):
            return None
        return "an amount is written in digits alone, such as 600000000 or 3.4"


class Digest(Text):
    """A SHA-256, in lower-case hexadecimal."""

    @classmethod
    def fault(cls, value: str) -> str | None:
        return None if re.fullmatch(r"[0-9a-f]{64}", value) else "a sha256 is 64 digits of 0-9 and a-f"


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
class Sheet:
    """A fact sheet: facts/<id>.yaml"""

    place: Place
    topic: Id
    title: Text
    prefix: Prefix
    facts: tuple[FactRecord, ...]


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
