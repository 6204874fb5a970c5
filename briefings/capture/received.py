"""What was received: bytes, what they are, and in which encoding they are written."""

import codecs
import email
import re
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from briefings.text.scripts import scripts_used
from briefings.values import Address
from briefings.web.charsets import meant

LARGEST = 20_000_000
"""How many bytes an article may have; a saved page with its pictures inside is rarely a quarter of it."""

HEADER = 100_000
"""In how many of its first bytes the header of a web archive ends."""

Kind = Literal["text", "html", "pdf"]


class RefusedError(ValueError):
    """This cannot be captured; the message says why, and what to do."""


@dataclass(frozen=True)
class Received:
    """Bytes as they came: `name` is that of the file, `address` where they come from, `charset` what a server said."""

    data: bytes
    name: str = ""
    address: str = ""
    charset: str = ""
    media_type: str = ""


@dataclass(frozen=True)
class Characters:
    """A text, its encoding, and how that is known: "UTF-8", "windows-1251, as the page says"."""

    text: str
    encoding: str
    why: str

    @property
    def shown(self) -> str:
        """The encoding with its reason."""
        return f"{self.encoding}, {self.why}" if self.why else self.encoding


BINARY = {
    b"PK\x03\x04": "a zip archive, such as a Word document: save it as PDF or as plain text",
    b"\xd0\xcf\x11\xe0": "an old Office document: save it as PDF or as plain text",
    b"{\\rtf": "rich text: save it as PDF or as plain text",
    b"bplist": "a web archive of Safari: save the page as its source (HTML)",
    b"\x89PNG": "a picture: capture reads words",
    b"\xff\xd8\xff": "a picture: capture reads words",
    b"GIF8": "a picture: capture reads words",
    b"\x1f\x8b": "compressed: unpack it first",
}
PAGE = re.compile(rb"\s*+(?:<!--(?:[^-]++|-(?!->))*+-->\s*+)*+<(!doctype\s+html|html|head|body|\?xml)", re.IGNORECASE | re.DOTALL)
ENDINGS: dict[str, Kind] = {".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".txt": "text"}


def kind_of(received: Received) -> Kind:
    """What the bytes are: by how they begin, then by the server's word, then by the file's ending.

    Raises RefusedError for what holds no text that can be read here.
    """
    head = received.data[:4096]
    if not received.data.strip():
        raise RefusedError("it is empty")
    fit(len(received.data))
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for start, what in BINARY.items():
        if head.startswith(start):
            raise RefusedError(f"it is {what}")
    if b"\0" in head and not marked(head) and not looks_utf16(head):
        raise RefusedError("it is a binary file: capture reads text, web pages and PDFs")
    if PAGE.match(head.removeprefix(codecs.BOM_UTF8)) or "html" in received.media_type:
        return "html"
    return declared(received)


def fit(size: int) -> None:
    """Raise RefusedError where that many bytes are more than an article has."""
    if size > LARGEST:
        raise RefusedError(f"it has {size // 1_000_000} MB, and {LARGEST // 1_000_000} are the most: save the article's text alone")


def declared(received: Received) -> Kind:
    """What the name says that the bytes are; text, where it says nothing."""
    ends = [kind for ending, kind in ENDINGS.items() if received.name.lower().endswith(ending)]
    kind: Kind = ends[0] if ends else "text"
    if kind == "pdf":
        raise RefusedError("it is called .pdf, and is none: open it in a reader, and save it anew")
    return kind


def is_web_archive(received: Received) -> bool:
    """Whether a browser wrapped the page and its pictures into one file, as a mail is wrapped."""
    begins = re.match(rb"(?i)(from|mime-version|snapshot-content-location|subject|date|content-type):", received.data[:64])
    header = re.split(rb"\r?\n\r?\n", received.data[:HEADER], maxsplit=1)[0]
    return bool(begins) and b"multipart/related" in header.lower()


def unpacked(received: Received) -> Received:
    """The page inside a web archive (.mhtml, RFC 2557), with the address from which it was saved; else the same."""
    if not is_web_archive(received):
        return received
    try:
        message = email.message_from_bytes(received.data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content, charset = (page.get_payload(decode=True), page.get_content_charset()) if page else (None, None)
    except (RecursionError, ValueError) as error:
        raise RefusedError("the web archive cannot be read: save the page as its source (HTML)") from error
    if page is None or not isinstance(content, bytes):
        return received
    noted = (str(header).strip() for header in (page["Content-Location"], message["Snapshot-Content-Location"]))
    address = next((each for each in noted if Address.fault(each) is None), received.address)
    return Received(content, received.name, address, charset or "", "text/html")


BOMS = {
    codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be",
}
SHOWN = {"cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "utf-8": "UTF-8"}
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)


def marked(data: bytes) -> bytes:
    """The byte order mark at the beginning, or nothing."""
    return next((mark for mark in BOMS if data.startswith(mark)), b"")


def looks_utf16(head: bytes) -> bool:
    """Whether every other byte is zero, as in UTF-16 without a mark."""
    pairs = len(head) // 2
    return pairs > 8 and max(head[::2].count(0), head[1::2].count(0)) > 0.7 * pairs


def decoded(received: Received, page: bool) -> Characters:
    """The characters: by byte order mark, server, page, as UTF-8, by guess; the first under which the bytes make sense.

    A byte order mark stays in the text. Bytes that are UTF-8 beyond doubt are read so whatever else is said of them.
    Raises RefusedError where nothing fits.
    """
    data = received.data
    if mark := marked(data):
        return Characters(strict(data, BOMS[mark]), SHOWN.get(BOMS[mark], BOMS[mark]), "by its byte order mark")
    said = [(received.charset, "as the server says")]
    if page and (match := META.search(data[:4096])):
        said.append((match[1].decode("ascii", "replace"), "as the page says"))
    named = [(encoding, why) for label, why in said if (encoding := meant(label))]
    doubtless = fits(data, "utf-8") and not data.isascii()
    for encoding, why in named:
        if fits(data, encoding) and (encoding == "utf-8" or not doubtless):
            return Characters(strict(data, encoding), SHOWN.get(encoding, encoding), why)
    if fits(data, "utf-8"):
        wrong = next((f", though called {SHOWN.get(encoding, encoding)}" for encoding, _ in named if encoding != "utf-8"), "")
        return Characters(strict(data, "utf-8"), "UTF-8" + wrong * doubtless, "")
    return guessed(data)


def fits(data: bytes, encoding: str) -> bool:
    """Whether the bytes can be that encoding."""
    try:
        strict(data, encoding)
    except RefusedError:
        return False
    return True


def strict(data: bytes, encoding: str) -> str:
    """The characters. Raises RefusedError where some bytes are none."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise RefusedError(f"its bytes are no {encoding}: save it as UTF-8") from error


def guessed(data: bytes) -> Characters:
    """By what the letters look like; Latin letters are read as browsers do, in windows-1252, where they fit."""
    best = from_bytes(data).best()
    if best is None:
        raise RefusedError("nobody says in which encoding it is written, and none fits: save it as UTF-8")
    text = str(best)
    if scripts_used(text) <= {"LATIN"} and fits(data, "cp1252"):
        text, encoding = strict(data, "cp1252"), "cp1252"
    else:
        encoding = best.encoding
    return Characters(text, SHOWN.get(encoding, encoding), "guessed: look at its letters and quotation marks")
