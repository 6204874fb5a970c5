"""The words of a PDF, read in a process of its own: a file of some kilobytes can ask for hours, or for all memory."""

import io
import logging
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from pdfminer.high_level import extract_text
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from briefings.capture.page import plain
from briefings.capture.received import RefusedError, fit, marked

try:
    import resource
except ImportError:  # Windows has no limits of this kind
    resource = None  # type: ignore[assignment]

SECONDS = 60
"""How long the reading may take."""

MEMORY = 2_000_000_000
"""How many bytes of address space its process may have, where the system keeps such limits."""

PAGES = 500
"""The most pages a PDF may have."""

UNREADABLE = "the PDF cannot be read (it may be locked or damaged): open it in a reader, and save it anew"
PART = "save the part that you need, or its text"


@dataclass(frozen=True)
class Pdf:
    """What a PDF holds: its text, pages parted by form feeds, how many there are, and its metadata by key."""

    text: str
    pages: int
    info: dict[str, str]


def read_pdf(data: bytes) -> Pdf:
    """Read a PDF. Raises RefusedError where it cannot be read, has too many pages, or takes too much time or memory."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    reader = context.Process(target=answer, args=(theirs, MEMORY), daemon=True)
    with undisturbed():
        reader.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        if not ours.poll(SECONDS):
            raise RefusedError(f"reading the PDF takes more than {SECONDS} seconds: {PART}")
        found = ours.recv()
    except (EOFError, OSError) as error:  # it was killed, by its own hand or the system's
        raise RefusedError(UNREADABLE) from error
    finally:
        reader.kill()
        reader.join()
        ours.close()
    if isinstance(found, str):
        raise RefusedError(found)
    return Pdf(*found)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C is ignored for a moment, and for good by a process that is begun in it: the one that waits for it ends it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def answer(asked: Connection, memory: int) -> None:
    """Take the bytes of a PDF, read it within limits, and send what it holds, or why it is refused."""
    logging.disable()  # what is wrong with a file is told once, by its name
    if resource:
        limit(resource.RLIMIT_AS, memory)
        limit(resource.RLIMIT_CPU, SECONDS)
    data = asked.recv_bytes()
    asked.send(within(lambda: read(data), memory))


def limit(what: int, most: int) -> None:
    """Lower a limit of this process; one that is lower already stays."""
    soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if soft == resource.RLIM_INFINITY else min(soft, most), hard))


def within(reading: Callable[[], tuple[str, int, dict[str, str]]], memory: int) -> tuple[str, int, dict[str, str]] | str:
    """What a PDF holds, or why it is refused."""
    try:
        return reading()
    except MemoryError:
        return f"reading the PDF takes more than {memory // 1_000_000} MB of memory: {PART}"
    except RefusedError as reason:
        return str(reason)
    except Exception:  # whatever a damaged file makes its reader stumble over
        return UNREADABLE


def read(data: bytes) -> tuple[str, int, dict[str, str]]:
    """Text, number of pages, metadata. Raises RefusedError, and whatever pdfminer raises."""
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    pages = sum(1 for _ in zip(PDFPage.create_pages(document), range(PAGES + 1), strict=False))
    if pages > PAGES:
        raise RefusedError(f"the PDF has more than {PAGES} pages: save the part that you need")
    info = {key: text_of(value) for each in document.info for key, value in each.items()}
    text = extract_text(io.BytesIO(data))
    fit(len(text))
    return text, pages, info


def text_of(value: object) -> str:
    """A text of a PDF's metadata: UTF-16 where it is marked so, else Latin; a date as 2024-03-05."""
    if not isinstance(value, bytes):
        return ""
    written = plain(value.decode("utf-16" if marked(value) else "latin-1", "replace"))
    date = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", written)
    return "-".join(part for part in date.groups() if part) if date else written
