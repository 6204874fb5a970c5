"""HTML → PDF: the one importer of WeasyPrint. Confined to the theme's folder, and silent or failed."""

import gc
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML, Attachment
from weasyprint.html import UA
from weasyprint.pdf import tags
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefings.house import THEME
from briefings.pdf.bound import bind
from briefings.pdf.jobs import Job, UnsetError
from briefings.pdf.paper import SHEET

VARIANT = "pdf/a-3a"
NOUNS_ARE_CAPITAL = ("de", "lb")
_OF_EVERY_ELEMENT = re.compile(r"^::[a-z-]+ \{.*\}$", re.MULTILINE)


class ThemeOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives files of the theme's static folder; every other address ends the rendering."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Raises FatalURLFetchingError for whatever is not a file of the theme."""
        if not is_of_theme(url):
            raise FatalURLFetchingError(f"refused to fetch {url[:200]}: a PDF is made from the theme's files alone")
        response = super().fetch(url, headers)
        if url.endswith(".woff2"):
            return URLFetcherResponse(url, unpacked(response.read()), {"Content-Type": "font/ttf"})
        return response


@cache
def unpacked(font: bytes) -> bytes:
    """A web font as TrueType, unpacked once in each process: WeasyPrint would do so for every document."""
    out, packed = BytesIO(), TTFont(BytesIO(font), recalcTimestamp=False)
    packed.flavor = None
    packed.save(out)
    return out.getvalue()


def unpack_fonts() -> None:
    """Have the theme's fonts unpacked before anything is set."""
    for font in (THEME / "static" / "fonts").glob("*-normal.woff2"):
        unpacked(font.read_bytes())


def is_of_theme(url: str) -> bool:
    """Whether an address is that of a file below theme/static, links and `..` followed."""
    if not url.lower().startswith("file:///"):
        return False
    path = Path(url2pathname(re.split(r"[?#]", url[len("file://"):], maxsplit=1)[0]))
    return path.resolve().is_relative_to((THEME / "static").resolve())


class Sheet(HTML):  # type: ignore[misc]
    """A document whose elements have markers and notes only where our sheet says so.

    WeasyPrint's own sheet has six rules for every element (`::marker`, `::footnote-call` and others), and keeps a style for
    each: six sevenths of all its styles, and of 100 pages a quarter of the memory.
    """

    def _ua_stylesheets(self, _forms: bool = False) -> list[CSS]:
        return [without_markers()]


@cache
def without_markers() -> CSS:
    """WeasyPrint's own sheet but for the rules for pseudo-elements of every element."""
    return CSS(string=_OF_EVERY_ELEMENT.sub("", UA))


class Lines(logging.Handler):
    """Keeps every line that the engine logs as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note one line."""
        self.messages.append(record.getMessage())


@contextmanager
def listening(name: str) -> Iterator[list[str]]:
    """What the logger `name` says meanwhile."""
    lines, logger = Lines(), logging.getLogger(name)
    logger.addHandler(lines)
    try:
        yield lines.messages
    finally:
        logger.removeHandler(lines)


@contextmanager
def dated(moment: datetime) -> Iterator[None]:
    """The date that fontTools writes into the fonts it cuts down: it reads the clock unless SOURCE_DATE_EPOCH says it."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def replaced(holder: Any, name: str, ours: Any) -> Iterator[None]:
    """What `holder` calls by a name is ours meanwhile: for what WeasyPrint has no door to."""
    theirs = getattr(holder, name)
    setattr(holder, name, ours)
    try:
        yield
    finally:
        setattr(holder, name, theirs)


_elements_of = tags._build_box_tree


def with_language(box: Any, *rest: Any) -> Iterator[Any]:
    """The elements of the structure for a box, which say their language where the HTML does: WeasyPrint says that of the
    document alone."""
    for element in _elements_of(box, *rest):
        # The boxes of the whole page hand on what their children yielded; the innermost language holds.
        language = getattr(box.element, "attrib", {}).get("lang")
        if language and box.element_tag != "html" and "Lang" not in element:
            element["Lang"] = tags.pydyf.String(language)
        yield element


class Hyphenation(line_break.pyphen.Pyphen):  # type: ignore[misc]
    """Where words may be parted: never a name, which is any word with a capital where nouns have none."""

    def __init__(self, lang: str, **limits: int) -> None:
        super().__init__(lang=lang, **limits)
        self.parts_capitals = lang[:2] in NOUNS_ARE_CAPITAL

    def positions(self, word: str) -> list[int]:
        """The offsets in code points at which a word may be parted."""
        return [] if word[:1].isupper() and not self.parts_capitals else list(super().positions(word))


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Garbage is looked for a thirtieth as often: the boxes of a page are many and live until the PDF is written."""
    before = gc.get_threshold()
    gc.set_threshold(20_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def typeset(job: Job) -> bytes:
    """The PDF as WeasyPrint writes it. Raises UnsetError with every line that the engine logged."""
    with listening("weasyprint") as messages, dated(job.moment), rarely_collected(), \
            replaced(tags, "_build_box_tree", with_language), replaced(line_break.pyphen, "Pyphen", Hyphenation):
        try:
            made = written(job)
        except FatalURLFetchingError as refused:
            raise UnsetError([str(refused)]) from refused
    if messages:
        raise UnsetError(list(dict.fromkeys(messages)))
    return made


def written(job: Job) -> bytes:
    """The first of the job's documents that has room in its pages, written as a PDF."""
    attachments = [
        Attachment(string=each.content, name=each.name, description=each.description, relationship="Data",
                   created=job.moment, modified=job.moment)
        for each in job.attachments
    ]
    for html in job.documents:
        document = laid_out(html)
        if job.most_pages is None or len(document.pages) <= job.most_pages:
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT, attachments=attachments)
            return pdf
    raise UnsetError([f"it does not fit on {job.most_pages} page"])


def laid_out(html: str) -> Any:
    """A document in pages."""
    fonts, fetcher = FontConfiguration(), ThemeOnly()
    sheet = CSS(filename=SHEET, font_config=fonts, url_fetcher=fetcher)
    document = Sheet(string=html, base_url=SHEET.as_uri(), url_fetcher=fetcher)
    bind(document.etree_element)
    return document.render(font_config=fonts, stylesheets=[sheet], pdf_variant=VARIANT)
