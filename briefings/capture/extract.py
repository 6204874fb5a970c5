"""The article's words: out of a page through trafilatura, out of a PDF through pdfminer, as they are out of a text."""

import io
import re
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing import TimeoutError, get_context

import trafilatura
from pdfminer.high_level import extract_text
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from briefings.capture.page import Page, Stated, plain, read_page
from briefings.capture.received import Received, RefusedError, decoded, kind_of, marked
from briefings.verify.places import excess

SECONDS = 60
"""How long the reading of a PDF may take."""

PAGES = 500
"""The most pages a PDF may have."""


@dataclass(frozen=True)
class Extract:
    """A text, how it was had, and what was found beside it. `ending` is that of the original; none where text is all."""

    text: str
    extractor: str
    page: Page
    ending: str = ""
    guesses: dict[str, Stated] = field(default_factory=dict)


def extract(received: Received) -> Extract:
    """The words of what was received. Raises RefusedError where it holds none."""
    kind = kind_of(received)
    if kind == "pdf":
        return from_pdf(received)
    return from_page(received) if kind == "html" else from_text(received)


def from_text(received: Received) -> Extract:
    """A text is taken as it is; one that is not UTF-8 is kept as original, too."""
    characters = decoded(received, page=False)
    if not characters.text.strip():
        raise RefusedError("it has no words")
    if characters.text.encode() == received.data:
        return Extract(characters.text, "received as text", Page({}, (), characters.text))
    return Extract(characters.text, f"received as text ({characters.shown})", Page({}, (), characters.text), ".txt")


def from_page(received: Received) -> Extract:
    """The article of a web page."""
    characters = decoded(received, page=True)
    if too_much := excess(characters.text):
        raise RefusedError(f"{too_much.message}, which no article needs: save the article's text as .txt")
    page = read_page(characters.text)
    text = trafilatura.extract(characters.text, include_comments=False) or ""
    extractor = f"trafilatura {version('trafilatura')} ({characters.shown})"
    return Extract(text + "\n" if text else "", extractor, page, ".html", guesses(characters.text))


def guesses(html: str) -> dict[str, Stated]:
    """What trafilatura makes of the page, for fields that the page does not state; not its date, which may be any in the prose."""
    found = trafilatura.extract_metadata(html, extensive=False)
    by = "found by trafilatura in the page"
    values = {"title": found.title, "author": found.author, "container-title": found.sitename, "URL": found.url}
    return {name: Stated(plain(value), by) for name, value in values.items() if value and plain(value)}


def from_pdf(received: Received) -> Extract:
    """The text of a PDF, page after page. What each file's metadata says is often wrong."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(received.data)))
        pages = sum(1 for _ in zip(PDFPage.create_pages(document), range(PAGES + 1), strict=False))
        if pages > PAGES:
            raise RefusedError(f"the PDF has more than {PAGES} pages: save the part that you need")
        text = words_of(received.data)
        info = {key: text_of(value) for each in document.info for key, value in each.items()}
    except (PDFException, PSException, ValueError, TypeError, KeyError, RecursionError) as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError("the PDF cannot be read (it may be locked or damaged): open it in a reader, and save it anew"
                           ) from error
    if not text.strip():
        raise RefusedError(f"the PDF has {pages} pages and no text, only pictures of it: run it through OCR first")
    keys = {"title": "Title", "author": "Author", "issued": "CreationDate"}
    stated = {name: (Stated(info[key], f"the PDF's {key}"),) for name, key in keys.items() if info.get(key)}
    return Extract(text, f"pdfminer.six {version('pdfminer.six')}", Page(stated, tuple(running(text)), text), ".pdf")


def words_of(data: bytes) -> str:
    """The text of a PDF, read in a process of its own: a file of some kilobytes can keep its reader busy for hours.

    Raises RefusedError where it takes too long, and what pdfminer raises.
    """
    with get_context("spawn").Pool(1) as pool:
        try:
            return str(pool.apply_async(extract_text, (io.BytesIO(data),)).get(SECONDS))
        except TimeoutError as error:
            raise RefusedError(f"reading the PDF takes more than {SECONDS} seconds: save the part that you need, or its text"
                               ) from error


def text_of(value: object) -> str:
    """A text of a PDF's metadata: UTF-16 where it is marked so, else Latin; a date as 2024-03-05."""
    if not isinstance(value, bytes):
        return ""
    written = plain(value.decode("utf-16" if marked(value) else "latin-1", "replace"))
    date = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", written)
    return "-".join(part for part in date.groups() if part) if date else written


def running(text: str) -> list[tuple[str, str]]:
    """Lines that come again on most pages, and the numbers of pages: not the article's words."""
    pages = [{plain(line) for line in page.splitlines() if line.strip()} for page in text.split("\f") if page.strip()]
    counts = {line: sum(line in page for page in pages) for line in set().union(*pages)} if len(pages) > 2 else {}
    return [("boilerplate", line) for line, count in counts.items() if count * 2 > len(pages)] + [
        ("boilerplate", line) for page in pages for line in page if re.fullmatch(r"(page )?\d{1,4}( (of|/) \d{1,4})?", line, re.I)]
