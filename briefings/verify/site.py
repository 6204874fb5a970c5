"""The built site as one value: what files it has, and what each says of the others. Each is read once."""

import codecs
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from briefings.cache import Cache
from briefings.verify import feeds, pages, structured, styles
from briefings.verify.documents import Document, Fault, Link, Use, unreadable

Reader = Callable[[str, bytes], Document]

FRONT = "index.html"
NOT_FOUND = "404.html"
LARGEST = 64 << 20  # bytes of a page; one of this size takes a browser minutes
LARGEST_DATA = 256 << 20  # bytes of text that programs alone read, such as all facts in one file
_PAGES = (".html", ".htm", ".xhtml", ".svg")
# Python's encodings of host names, which take no replacements, or the square of their time.
_NO_PAGES = ("idna", "punycode")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|encoding=[\"']([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """A folder of files, all paths with slashes and counted from the folder.

    `files` are the names as the folder lists them, so that letter case counts on every system; `odd` are entries
    that are no files, each with why; `links` are the different ones of all documents.
    """

    files: frozenset[str]
    documents: Mapping[str, Document]
    links: Collection[Link]
    odd: Mapping[str, str]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file; the site's own is `.`."""
        return frozenset(str(parent) for path in self.files for parent in PurePosixPath(path).parents)

    @cached_property
    def by_folded_name(self) -> Mapping[str, str]:
        """Folded name → the name as it is, to say what a misspelt address means."""
        return {folded(path): path for path in sorted(self.files)}

    @cached_property
    def anchors(self) -> Mapping[str, frozenset[str]]:
        """Page → every fragment that leads somewhere in it; a page that cannot be read is left out."""
        return {path: frozenset(page.ids + page.names) for path, page in self.documents.items()
                if page.readable and (is_page(path) or path.endswith(".pdf"))}

    @cached_property
    def public(self) -> str:
        """The site's public address, with its final slash, or "" where it is not known.

        The front page's canonical link says it; without one, what most addresses in sitemap and feeds have in common.
        """
        front = self.documents.get(FRONT)
        address = front.canonical.removesuffix(FRONT) if front else ""
        if "://" in address:
            return address if address.endswith("/") else address + "/"
        votes = Counter(vote for document in self.documents.values() for vote in self._votes(document))
        return min(votes, key=lambda one: (-votes[one], len(one), one), default="")

    def _votes(self, document: Document) -> Iterator[str]:
        """Each beginning of a page's canonical link, or a feed's addresses, after which the rest is a file of the site."""
        named = [link.value for link in document.links] if not is_page(document.path) else [document.canonical]
        for value in named:
            plain = value.partition("#")[0].partition("?")[0]
            for slash in (found.end() for found in re.finditer("/", plain)):
                if plain[:slash].count("/") >= 3 and self._is_file(plain[slash:]):
                    yield plain[:slash]

    def _is_file(self, path: str) -> bool:
        return (path + FRONT if path == "" or path.endswith("/") else path) in self.files


def folded(name: str) -> str:
    """A name as systems compare it for which neither letter case nor Unicode form counts (Windows, macOS)."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def read(folder: Path, cache: Cache | None = None) -> Site:
    """Read every file of the folder that can hold links. A file that cannot be read is noted in its document.

    Raises OSError where the folder, or one in it, cannot be listed.
    """
    found, cache = dict(_entries(folder, Path(os.path.realpath(folder)))), cache or Cache()
    files = sorted(path for path, reason in found.items() if not reason)
    shared: dict[Link, Link] = {}
    documents = {}
    for path in files:
        if reader := _reader(path):
            document = _document(folder / path, path, reader, cache)
            links = tuple(shared.setdefault(link, link) for link in document.links)
            documents[path] = replace(document, links=links, home=document.home or path)
    return Site(frozenset(files), documents, shared, {path: reason for path, reason in sorted(found.items()) if reason})


def is_page(path: str) -> bool:
    """Whether the file is one that a browser shows as a page with ids of its own."""
    return path.endswith(_PAGES)


def decode(data: bytes) -> tuple[str, int | None]:
    """A file's text without its byte order mark, and the line at which it is no text, if there is one.

    UTF-8, unless a byte order mark or the file itself declares another encoding. Bytes that are no text are
    replaced, so that the rest can be read.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared:
            return data.decode(declared, errors="replace"), None
        return data.decode("utf-8-sig", errors="replace"), data.count(b"\n", 0, error.start) + 1


def _declared(data: bytes) -> str | None:
    """The encoding that a file names in its first kilobyte, where it is another than UTF-8 and known."""
    found = _CHARSET.search(data, 0, 1024)
    try:
        name = codecs.lookup((found[1] or found[2]).decode()).name if found else "utf-8"
        return None if name.startswith("utf") or name in _NO_PAGES or "a".encode(name) != b"a" else name
    except (LookupError, TypeError, ValueError):
        return None


def _entries(folder: Path, root: Path, within: str = "") -> Iterator[tuple[str, str]]:
    """Each entry that is no folder, with why it is no file of the site, or "". A link to a folder is not followed."""
    with os.scandir(folder / within) as entries:
        for entry in entries:
            path = within + entry.name
            if entry.is_symlink():
                if not Path(entry).is_dir():
                    yield path, _led_astray(Path(entry), root)
            elif entry.is_dir():
                yield from _entries(folder, root, path + "/")
            else:
                yield path, "" if entry.is_file() else "it is neither a file nor a folder"


def _led_astray(link: Path, root: Path) -> str:
    if not link.is_file():
        return "it is a symbolic link that leads to no file"
    return "" if link.resolve().is_relative_to(root) else "it is a symbolic link that leads out of the folder"


def _document(file: Path, path: str, reader: Reader, cache: Cache) -> Document:
    """What a file holds; it is read only where the cache does not know what one of these bytes holds, at this path."""
    try:
        found = file.stat()
        most = LARGEST if is_page(path) else LARGEST_DATA
        if found.st_size > most and not path.endswith(".pdf"):
            return unreadable(path, f"it has {found.st_size >> 20} MB, more than {most >> 20}")
        return cache.recall("documents", path.encode() + cache.hashed(file, found), lambda: reader(path, file.read_bytes()))
    except OSError as error:
        return unreadable(path, error.strerror or str(error))


def _reader(path: str) -> Reader | None:
    if path.endswith(".pdf"):
        return _read_pdf if find_spec("pikepdf") else None
    pure = PurePosixPath(path)
    reader = pages.read if is_page(path) else _READERS.get(pure.name) or _READERS.get(pure.suffix)
    return reader and _reading_text(reader)


def _reading_text(reader: Callable[[str, str], Document]) -> Callable[[str, bytes], Document]:
    def read_text(path: str, data: bytes) -> Document:
        text, broken = decode(data)
        document = reader(path, text)
        if broken is None:
            return document
        return replace(document, faults=(*document.faults, Fault("L901", "the line is not UTF-8", at=(broken, 1))))

    return read_text


def _read_pdf(path: str, data: bytes) -> Document:
    # pikepdf comes with the extra `pdf`: a machine without it makes no PDFs, and checks all else of a site.
    from briefings.verify import pdfs

    return pdfs.read(path, data)


def _read_style(path: str, css: str) -> Document:
    return Document(path, tuple(dict.fromkeys(_style_links(css))))


def _style_links(css: str) -> Iterator[Link]:
    line, line_start, seen = 1, 0, 0
    for offset, value in styles.addresses(css):
        if breaks := css.count("\n", seen, offset):
            line, line_start = line + breaks, css.rfind("\n", 0, offset) + 1
        seen = offset
        if not value.startswith("#"):  # an id of whatever page the sheet is used on
            yield Link("url", "", value, Use.LOAD, value, (line, offset - line_start + 1))


def _read_json(path: str, text: str) -> Document:
    try:
        links, pieces = structured.read(text)
    except ValueError as error:
        return unreadable(path, str(error))
    inside = (link._replace(element="content_html", written=piece) for piece in pieces for link in pages.links_in(piece))
    return Document(path, tuple(dict.fromkeys((*links, *inside))))


_READERS: Mapping[str, Callable[[str, str], Document]] = {
    ".css": _read_style,
    ".atom": feeds.read_xml,
    ".rss": feeds.read_xml,
    ".xml": feeds.read_xml,
    ".json": _read_json,
    ".jsonld": _read_json,
    ".webmanifest": _read_json,
    "robots.txt": feeds.read_robots,
}
