"""content/ → Corpus: every file read once, every mistake of form noted. Nothing here knows what a quote is."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from briefings.cache import Cache, digest
from briefings.editions.edition import FOLDER, Edition
from briefings.editions.form import NAME
from briefings.editions.form import fault as edition_fault
from briefings.editions.form import read as read_edition
from briefings.problems import Level, Place, Problem
from briefings.prose import Prose, read_prose
from briefings.records import DossierRecord, Entity, Measure, Sheet, SourceRecord
from briefings.structure import near, read, read_map
from briefings.values import Id

Value = TypeVar("Value")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LARGEST = 16_000_000  # bytes of one file: a hundred books


@dataclass(frozen=True)
class Captured:
    """The text of article.txt as stored: a byte order mark and CRLF are kept and counted."""

    path: str
    text: str
    sha256: str


@dataclass(frozen=True)
class Corpus:
    """All that the editors wrote, in the order of file names."""

    root: Path
    shown: str
    dossier: DossierRecord
    entities: Mapping[str, Entity]
    measures: Mapping[str, Measure]
    sources: Mapping[str, SourceRecord]
    texts: Mapping[str, Captured]
    sheets: Mapping[str, Sheet]
    topics: Mapping[str, Prose]
    pages: Mapping[str, Prose]
    editions: tuple[Edition, ...] = ()


class Reading:
    """Reads files below one folder and keeps the problems met on the way."""

    def __init__(self, root: Path, cache: Cache | None = None) -> None:
        self.root = root
        self.cache = cache or Cache()
        self.problems: list[Problem] = []

    def shown(self, path: Path) -> str:
        """The path as messages show it: as the editor would type it."""
        return path.as_posix()

    def fail(self, code: str, path: Path, message: str, *detail: str, line: int = 1) -> None:
        """Note that a file will not do, from the line named."""
        place = Place(self.shown(path), line, 1, line, 1)
        self.problems.append(Problem(code, Level.ERROR, message, place, detail))

    def characters(self, path: Path, code: str = "S113") -> str | None:
        """The file's characters, or None with the reason noted. Line ends are kept."""
        try:
            if reason := unreadable(path, self.root):
                self.fail(code, path, *reason)
                return None
            return path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            self.fail(code, path, "this file is missing")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            mend = "capture it again" if code == "A201" else "save it as UTF-8"
            found = "it is UTF-16" if error.object[:2] in UTF_16 else f"its byte {error.start} begins no character"
            self.fail(code, path, f"the file is not UTF-8: {found}", mend, line=line)
        except OSError as error:
            self.fail(code, path, f"the file cannot be read: {error.strerror}")
        return None

    def record(self, path: Path, kind: type[Value]) -> Value | None:
        """One record."""
        text = self.characters(path)
        if text is None:
            return None
        return self.keep(read, text, path, kind)

    def records(self, path: Path, kind: type[Value]) -> Mapping[str, Value]:
        """A map of records; the file may be missing."""
        text = self.characters(path) if path.exists() else None
        return {} if text is None else self.keep(read_map, text, path, kind)

    def prose(self, path: Path) -> Prose | None:
        """One page of prose."""
        text = self.characters(path)
        return None if text is None else self.keep(read_prose, text, path)

    def edition(self, path: Path) -> Edition | None:
        """One published edition."""
        text = self.characters(path, "S116")
        return None if text is None else self.keep(read_edition, text, path)

    def keep(self, reader: Callable[..., tuple[Value, list[Problem]]], text: str, path: Path, *kind: type) -> Value:
        """The value of a reading, its problems kept; a text that the cache knows is not read again."""
        key = digest(reader.__name__, self.shown(path), text, *(each.__name__ for each in kind))
        value, problems = self.cache.recall("records", key, lambda: reader(text, self.shown(path), *kind))
        self.problems += problems
        return value

    def each(self, paths: Iterable[Path], reader: Callable[[Path], Value | None]) -> dict[str, Value]:
        """Id → value for each path whose name is an id."""
        read_ones = ((path.stem, reader(path)) for path in sorted(paths) if self.named(path))
        return {name: value for name, value in read_ones if value is not None}

    def named(self, path: Path) -> bool:
        """Whether the file's name is an id; it becomes an address, so it must be."""
        if reason := Id.fault(path.stem):
            self.fail("S105", path, f'the name "{path.stem}" will not do: {reason}')
        return Id.fault(path.stem) is None


def unreadable(path: Path, root: Path) -> tuple[str, str] | None:
    """Why a file is not opened at all, and how to mend it: what leads out of `root` or never ends. Raises OSError."""
    if path.is_symlink() and not path.exists():
        return "this link leads nowhere", "put the file itself here, or delete the link"
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return "this is a link that leads out of the dossier", "put the file itself here"
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        return "this is no file, but a pipe, a socket or a device", "put a file here"
    if found.st_size > LARGEST:
        return f"the file has {found.st_size:,} bytes; no more than {LARGEST:,} are read", "split it"
    return None


def load(root: Path, cache: Cache | None = None) -> tuple[Corpus | None, list[Problem]]:
    """Read the dossier in the folder `root`. Returns None where any file has an error, and every problem found."""
    reading = Reading(root, cache)
    dossier = reading.record(root / "dossier.yaml", DossierRecord) if root.is_dir() else None
    if not root.is_dir():
        reading.fail("S113", root, "there is no such folder", "briefings init DIR makes a dossier; --content DIR names one")
        return None, reading.problems
    folders = sorted(path for path in (root / "sources").glob("*") if path.is_dir())
    corpus_parts = (
        reading.records(root / "entities.yaml", Entity),
        reading.records(root / "measures.yaml", Measure),
        reading.each(folders, lambda path: reading.record(path / "source.yaml", SourceRecord)),
        reading.each(folders, lambda path: captured(path / "article.txt", reading)),
        reading.each((root / "facts").glob("*.yaml"), lambda path: reading.record(path, Sheet)),
        reading.each((root / "topics").glob("*.md"), reading.prose),
        reading.each((root / "pages").glob("*.md"), reading.prose),
        editions(root / FOLDER, reading),
    )
    strays(root, reading)
    if dossier is None or any(problem.level is Level.ERROR for problem in reading.problems):
        return None, reading.problems
    return Corpus(root, root.as_posix(), dossier, *corpus_parts), reading.problems


def captured(path: Path, reading: Reading) -> Captured | None:
    """The captured text; A201 where it is not there."""
    text = reading.characters(path, "A201")
    if text is None:
        return None
    if not text.strip():
        reading.fail("A201", path, "the captured text is empty")
        return None
    return Captured(reading.shown(path), text, hashlib.sha256(text.encode()).hexdigest())


def editions(folder: Path, reading: Reading) -> tuple[Edition, ...]:
    """The published editions, first to last; S116 where one is missing in between."""
    paths = sorted((path for path in visible(folder) if NAME.fullmatch(path.name)), key=lambda path: int(path.stem))
    for number, path in enumerate(paths, 1):
        if int(path.stem) != number:
            reading.problems.append(edition_fault(
                Place(reading.shown(folder)), f"edition {number} is missing, and edition {path.stem} is there",
                f"restore {folder.name}/{number}.json from version control: the numbers of facts rest on all editions"))
            break
    return tuple(edition for edition in map(reading.edition, paths) if edition)


KNOWN = ("dossier.yaml", "entities.yaml", "measures.yaml", "sources", "facts", "topics", "pages", "editions", "records")


def strays(root: Path, reading: Reading) -> None:
    """Note the files that nobody would read: a misspelt name, or .yml for .yaml, must not hide content."""
    lost = {path: near(path.name, KNOWN) for path in visible(root) if path.name not in KNOWN}
    lost |= {path: "; here lie folders, one a source" for path in visible(root / "sources") if not path.is_dir()}
    for name, ending in {"facts": ".yaml", "topics": ".md", "pages": ".md"}.items():
        lost |= {path: f"; the names here end in {ending}" for path in visible(root / name) if path.suffix != ending}
    lost |= {path: "; here lie editions: 1.json, 2.json" for path in visible(root / FOLDER) if not NAME.fullmatch(path.name)}
    for path, hint in sorted(lost.items()):
        reading.fail("S113", path, f"nothing reads this file{hint}", "rename it, or keep it outside the content folder")


def visible(folder: Path) -> list[Path]:
    """What lies in a folder, without hidden files; nothing where there is no folder."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
