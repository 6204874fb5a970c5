"""The built site as one value: what files it has, and what each says of the others. Each is read once."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from briefings.verify import feeds, pages, styles
from briefings.verify.documents import Document, Link, Use

FRONT = "index.html"
NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Site:
    """A folder of files, all paths with slashes and counted from the folder.

    `files` are the names as the folder lists them, so that letter case counts on every system.
    """

    files: frozenset[str]
    documents: Mapping[str, Document]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file; the site's own is `.`."""
        return frozenset(str(parent) for path in self.files for parent in PurePosixPath(path).parents)

    @cached_property
    def by_lower_case(self) -> Mapping[str, str]:
        """Lower-case name → the name as it is, to say what a misspelt address means."""
        return {path.lower(): path for path in sorted(self.files)}

    @cached_property
    def anchors(self) -> Mapping[str, frozenset[str]]:
        """Page → every fragment that leads somewhere in it."""
        holding = ((path, page) for path, page in self.documents.items() if is_page(path) or path.endswith(".pdf"))
        return {path: frozenset(page.ids + page.names) for path, page in holding}

    @cached_property
    def public(self) -> str:
        """The site's public address, with its final slash, from the front page's canonical link; or ""."""
        front = self.documents.get(FRONT)
        address = front.canonical.removesuffix(FRONT) if front else ""
        return address if "://" in address and address.endswith("/") else ""


def read(folder: Path) -> Site:
    """Read every file of the folder that can hold links. A file that cannot be read is noted in its document.

    Raises OSError where the folder, or one in it, cannot be listed.
    """
    files = frozenset(_files(folder))
    readable = ((path, reader) for path in sorted(files) if (reader := _reader(path)))
    return Site(files, {path: _document(folder, path, reader) for path, reader in readable})


def is_page(path: str) -> bool:
    """Whether the file is one that a browser shows as a page with ids of its own."""
    return path.endswith((".html", ".htm", ".xhtml", ".svg"))


def decode(data: bytes) -> str:
    """A file's text: UTF-8, without a byte order mark. Raises UnicodeDecodeError."""
    return data.decode("utf-8-sig")


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder, onerror=_refuse):
        for name in names:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _refuse(error: OSError) -> None:
    raise error


def _document(folder: Path, path: str, reader: Callable[[str, bytes], Document]) -> Document:
    try:
        return reader(path, (folder / path).read_bytes())
    except UnicodeDecodeError as error:
        return Document(path, unreadable=f"byte {error.start} is not UTF-8")
    except OSError as error:
        return Document(path, unreadable=error.strerror or str(error))


def _reader(path: str) -> Callable[[str, bytes], Document] | None:
    if path.endswith(".pdf"):
        return _read_pdf if find_spec("pikepdf") else None
    named = _READERS.get(PurePosixPath(path).name) or _READERS.get(PurePosixPath(path).suffix)
    reader = pages.read if is_page(path) else named
    return reader and partial(_read_text, reader)


def _read_text(reader: Callable[[str, str], Document], path: str, data: bytes) -> Document:
    return reader(path, decode(data))


def _read_pdf(path: str, data: bytes) -> Document:
    # pikepdf comes with the extra `pdf`: a machine without it makes no PDFs, and checks all else of a site.
    from briefings.verify import pdfs

    return pdfs.read(path, data)


def _read_style(path: str, css: str) -> Document:
    return Document(path, tuple(_style_links(css)))


def _style_links(css: str) -> Iterator[Link]:
    line, line_start, seen = 1, 0, 0
    for offset, value in styles.addresses(css):
        if breaks := css.count("\n", seen, offset):
            line, line_start = line + breaks, css.rfind("\n", 0, offset) + 1
        seen = offset
        yield Link("url", "", value, Use.LOAD, value, (line, offset - line_start + 1))


_READERS: Mapping[str, Callable[[str, str], Document]] = {
    ".css": _read_style,
    ".atom": feeds.read_xml,
    "sitemap.xml": feeds.read_xml,
    "feed.json": feeds.read_json,
    "robots.txt": feeds.read_robots,
}
