"""The sources in CSL-JSON, of which all other forms of a reference are made."""

import re
from collections.abc import Sequence
from typing import Any

from briefings.dossier import Source
from briefings.records import Author
from briefings.values import Date

Item = dict[str, Any]


def csl_item(source: Source) -> Item:
    """The source in CSL-JSON. What is inferred or must be known of the copy stands in `note`."""
    record = source.record
    fields = {
        "id": source.id, "type": str(record.type or "webpage"), "title": str(record.title),
        "container-title": record.container_title, "publisher": record.publisher,
        "author": [csl_name(author) for author in record.author],
        "issued": csl_date(record.issued), "accessed": csl_date(record.accessed),
        "URL": record.url, "language": record.language,
        "archive_location": record.archive.url if record.archive else None, "note": note(source),
    }
    return {key: str(value) if isinstance(value, str) else value for key, value in fields.items() if value}


def csl_name(author: Author) -> dict[str, str]:
    """A CSL name."""
    names = {"family": author.family, "given": author.given, "literal": author.literal}
    return {key: str(value) for key, value in names.items() if value}


def csl_date(date: Date | None) -> Item | None:
    """A CSL date: parts as far as they are known, else the EDTF as `literal`; doubt as `circa`."""
    if date is None:
        return None
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?[?~%]?", date):  # a season, 2021-21, is no month
        return {"literal": str(date)}
    parts = [int(part) for part in date.rstrip("?~%").split("-")]
    return {"date-parts": [parts]} | ({"circa": True} if date[-1] in "?~%" else {})


def note(source: Source) -> str:
    """What a citing author should know: inferred fields, cautions, the hash of the copy held."""
    record = source.record
    parts = (
        ("Inferred, not stated in the copy held", ", ".join(map(str, record.inferred))),
        ("Of the copy held", ", ".join(map(str, record.cautions))),
        ("SHA-256 of the text held", source.sha256),
    )
    return " ".join(f"{about}: {what}." for about, what in parts if what)


def parts(date: Item | None) -> list[int]:
    """Year, month and day of a CSL date, as far as they are known."""
    return list(date["date-parts"][0]) if date and "date-parts" in date else []


def iso(found: Sequence[int]) -> str:
    """`[2021, 9]` → `2021-09`."""
    return "-".join(f"{part:02}" for part in found)
