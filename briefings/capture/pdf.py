"""The words of a PDF, and what its metadata says."""

import io
import re
from dataclasses import dataclass

from pdfminer.high_level import extract_text
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from briefings.capture.apart import apart
from briefings.capture.page import plain
from briefings.capture.received import RefusedError, fit, marked

PAGES = 500
"""The most pages a PDF may have."""

UNREADABLE = "the PDF cannot be read (it may be locked or damaged): open it in a reader, and save it anew"


@dataclass(frozen=True)
class Pdf:
    """What a PDF holds: its text, pages parted by form feeds, how many there are, and its metadata by key."""

    text: str
    pages: int
    info: dict[str, str]


def read_pdf(data: bytes) -> Pdf:
    """Read a PDF. Raises RefusedError where it cannot be read, has too many pages, or takes too much time or memory."""
    return apart(read, data, "the PDF", UNREADABLE)


def read(data: bytes) -> Pdf:
    """Text, number of pages, metadata. Raises RefusedError, and whatever pdfminer raises."""
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    pages = sum(1 for _ in zip(PDFPage.create_pages(document), range(PAGES + 1), strict=False))
    if pages > PAGES:
        raise RefusedError(f"the PDF has more than {PAGES} pages: save the part that you need")
    info = {key: text_of(value) for each in document.info for key, value in each.items()}
    text = extract_text(io.BytesIO(data))
    fit(len(text))
    return Pdf(text, pages, info)


def text_of(value: object) -> str:
    """A text of a PDF's metadata: UTF-16 where it is marked so, else Latin; a date as 2024-03-05."""
    if not isinstance(value, bytes):
        return ""
    written = plain(value.decode("utf-16" if marked(value) else "latin-1", "replace"))
    date = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", written)
    return "-".join(part for part in date.groups() if part) if date else written
