"""The article's words: out of a page through trafilatura, out of a PDF through pdf.py, as they are out of a text."""

import re
from dataclasses import dataclass, field
from importlib.metadata import version

import trafilatura

from briefings.capture.apart import apart
from briefings.capture.page import Page, Stated, plain, read_page
from briefings.capture.pdf import read_pdf
from briefings.capture.received import Received, RefusedError, decoded, kind_of
from briefings.verify.places import excess

LONG = 500_000
"""A page with fewer characters than this, its pictures aside, is read in some seconds, whatever stands in it."""

UNREADABLE = "the page cannot be read: save the article's text as .txt"
PICTURE = re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,60}(?:;[\w=.+-]{1,60}){0,3};base64,[A-Za-z0-9+/=%]{100,}+")


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
    html = without_pictures(characters.text)
    if too_much := excess(html):
        raise RefusedError(f"{too_much.message}, which no article needs: save the article's text as .txt")
    page, text, found = article(html) if len(html) < LONG else apart(article, html, "the page", UNREADABLE)
    extractor = f"trafilatura {version('trafilatura')} ({characters.shown})"
    return Extract(text + "\n" if text else "", extractor, page, ".html", found)


def without_pictures(html: str) -> str:
    """A page without the pictures and fonts that stand in it as letters: beside a long one its parser sees no article."""
    return PICTURE.sub("data:,", html)


def article(html: str) -> tuple[Page, str, dict[str, Stated]]:
    """What a page says of itself, its article's words, and what trafilatura makes of the rest."""
    return read_page(html), trafilatura.extract(html, include_comments=False) or "", guesses(html)


def guesses(html: str) -> dict[str, Stated]:
    """What trafilatura makes of the page, for fields that the page does not state; not its date, which may be any in the prose."""
    found = trafilatura.extract_metadata(html, extensive=False)
    by = "found by trafilatura in the page"
    values = {"title": found.title, "author": found.author, "container-title": found.sitename, "URL": found.url}
    return {name: Stated(plain(value), by) for name, value in values.items() if value and plain(value)}


def from_pdf(received: Received) -> Extract:
    """The text of a PDF, page after page. What each file's metadata says is often wrong."""
    found = read_pdf(received.data)
    if not found.text.strip():
        raise RefusedError(f"the PDF has {found.pages} pages and no text, only pictures of it: run it through OCR first")
    keys = {"title": "Title", "author": "Author", "issued": "CreationDate"}
    stated = {name: (Stated(found.info[key], f"the PDF's {key}"),) for name, key in keys.items() if found.info.get(key)}
    page = Page(stated, tuple(running(found.text)), found.text)
    return Extract(found.text, f"pdfminer.six {version('pdfminer.six')}", page, ".pdf")


def running(text: str) -> list[tuple[str, str]]:
    """Lines that come again on most pages, and the numbers of pages: not the article's words."""
    pages = [{plain(line) for line in page.splitlines() if line.strip()} for page in text.split("\f") if page.strip()]
    counts = {line: sum(line in page for page in pages) for line in set().union(*pages)} if len(pages) > 2 else {}
    return [("boilerplate", line) for line, count in counts.items() if count * 2 > len(pages)] + [
        ("boilerplate", line) for page in pages for line in page if re.fullmatch(r"(page )?\d{1,4}( (of|/) \d{1,4})?", line, re.I)]
