"""What is to be set, as plain values: small enough to hand to another process, and whole enough to be hashed."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from briefings.house import THEME
from briefings.pdf.briefs import Attachment, Brief
from briefings.pdf.paper import SHEET, html_of

CFF = "outlines in CFF, which break PDF/A and PDF/UA"
ROOMS = (0, 1, 2, 3)  # ever less is shown at a glance, until it fits on its page


class UnsetError(Exception):
    """A briefing could not be set. `messages` say why, each in one line."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(messages)
        self.messages = messages


@dataclass(frozen=True)
class Job:
    """One PDF to be set: the first of `documents` (HTML) that takes no more than `most_pages`."""

    name: str
    documents: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    moment: datetime
    most_pages: int | None = None

    @property
    def key(self) -> str:
        """The SHA-256 of all that goes into the PDF: content, sheet, fonts, engine, and what is done after it."""
        digest = hashlib.sha256(machine().encode())
        for part in self.parts():
            digest.update(hashlib.sha256(part).digest())
        return digest.hexdigest()

    def parts(self) -> Iterator[bytes]:
        """The content, piece by piece."""
        yield f"{self.name} {self.moment.isoformat()} {self.most_pages}".encode()
        yield from (document.encode() for document in self.documents)
        for each in self.attachments:
            yield from (each.name.encode(), each.description.encode(), each.content)


def job(brief: Brief) -> Job:
    """A briefing ready to be set."""
    one_page = brief.template == "glance"
    documents = tuple(html_of(brief, room) for room in (ROOMS if one_page else ROOMS[:1]))
    return Job(brief.name, documents, brief.attachments, brief.moment, 1 if one_page else None)


@cache
def machine() -> str:
    """What sets the same content otherwise: sheet, fonts, our own code, the versions of the engine."""
    here = Path(__file__).parent
    files = sorted([SHEET, *(THEME / "static" / "fonts").iterdir(), *here.glob("*.py")])
    return " ".join([*(version(name) for name in ("weasyprint", "pydyf", "pikepdf") if find_spec(name)), *digests(files)])


def digests(files: Iterable[Path]) -> Iterator[str]:
    """The SHA-256 of each file."""
    return (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
