"""A source's CSL item as reference managers read it: BibTeX, RIS."""

import io
import re
from collections.abc import Mapping, Sequence

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from briefings.site.exports.csl import Item, iso, parts

BIBTEX_TYPES = {
    "article-journal": "article", "article-newspaper": "article", "article-magazine": "article",
    "book": "book", "chapter": "incollection", "report": "techreport", "thesis": "phdthesis",
}
RIS_TYPES = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", "article-magazine": "MGZN", "book": "BOOK",
    "chapter": "CHAP", "report": "RPRT", "thesis": "THES", "webpage": "ELEC", "post-weblog": "BLOG",
}
BIBTEX_FIELDS = {
    "title": "title", "container-title": "journal", "publisher": "publisher", "URL": "url",
    "language": "language", "note": "note",
}

PLAIN = re.compile(r"[A-Za-z0-9 .,;:()/-]*")
"""What TeX prints as it stands."""


class BibWriter(Writer):  # type: ignore[misc]
    """pybtex's, with addresses as they are: reference managers take them verbatim."""

    def _write_field(self, stream: io.StringIO, name: str, value: str) -> None:
        if name == "url":
            unbraced = value.replace("{", "%7B").replace("}", "%7D")
            stream.write(f",\n    url = {{{unbraced}}}")
        else:
            super()._write_field(stream, name, value)

    def _encode(self, text: str) -> str:
        """Most values need no escapes, and asking latexcodec, letter by letter, is half the cost of the exports."""
        return text if PLAIN.fullmatch(text) else str(super()._encode(text))


def bibtex(items: Sequence[Item]) -> str:
    """BibTeX, with the characters that mean something to TeX escaped."""
    data = BibliographyData({item["id"]: bibtex_entry(item) for item in items})
    out = io.StringIO()
    BibWriter(encoding="UTF-8").write_stream(data, out)
    return out.getvalue()


def bibtex_entry(item: Item) -> Entry:
    """One entry; a body's name in braces, so that it is not cut into given and family names."""
    fields = {name: plain(item[key]) for key, name in BIBTEX_FIELDS.items() if item.get(key)}
    fields |= zip(("year", "month", "day"), map(str, parts(item.get("issued"))), strict=False)
    if accessed := parts(item.get("accessed")):
        fields["urldate"] = iso(accessed)
    persons = {"author": [person(name) for name in item["author"]]} if item.get("author") else {}
    return Entry(BIBTEX_TYPES.get(item["type"], "misc"), fields=fields, persons=persons)


def person(name: Mapping[str, str]) -> Person:
    """A name for pybtex, which cuts a plain string at its spaces and commas."""
    if "literal" in name:
        return Person(last="{" + plain(name["literal"]) + "}")
    given = plain(name.get("given", ""))
    whole = "{" + given + "}" if re.search(r",|\band\b", given) else given  # at either BibTeX would cut it
    return Person(first=whole, last="{" + plain(name.get("family", "")) + "}")


def plain(text: str) -> str:
    """One line without braces or backslashes, which BibTeX has no safe way to write."""
    return re.sub(r"\s+", " ", text.translate({ord("{"): "(", ord("}"): ")", ord("\\"): "/"})).strip()


class RisWriter(rispy.writer.RisWriter):  # type: ignore[misc]
    """rispy's, without the running number that it prints before each record, which importers stumble over."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


def ris(items: Sequence[Item]) -> str:
    """RIS."""
    return str(rispy.dumps([ris_record(item) for item in items], implementation=RisWriter))


def ris_record(item: Item) -> Item:
    """One record; a line break in a value would begin a new field."""
    issued, accessed = parts(item.get("issued")), parts(item.get("accessed"))
    record = {
        "type_of_reference": RIS_TYPES.get(item["type"], "GEN"), "id": item["id"],
        "primary_title": item["title"], "secondary_title": item.get("container-title"),
        "publisher": item.get("publisher"),
        "authors": [ris_name(name) for name in item.get("author", ())],
        "year": str(issued[0]) if issued else None, "date": "/".join(f"{part:02}" for part in issued),
        "access_date": "/".join(f"{part:02}" for part in accessed),
        "urls": [item["URL"]] if item.get("URL") else None, "language": item.get("language"),
        "notes": [item["note"]],
    }
    return {key: one_line(value) for key, value in record.items() if value}


def ris_name(name: Mapping[str, str]) -> str:
    """`Family, Given`, or the name as it is."""
    return name.get("literal") or ", ".join(name[key] for key in ("family", "given") if key in name)


def one_line(value: str | list[str]) -> str | list[str]:
    """The value without line breaks."""
    return [" ".join(each.split()) for each in value] if isinstance(value, list) else " ".join(value.split())
