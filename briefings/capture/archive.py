"""The archive on disk: what it holds, and a new source laid into it whole or not at all."""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefings.load import Reading
from briefings.load import captured as read_text
from briefings.problems import stops
from briefings.records import SourceRecord
from briefings.resolve import laid_out


@dataclass(frozen=True)
class Held:
    """A source that the archive holds already."""

    id: str
    url: str
    text: str
    origin: str

    @property
    def sha256(self) -> str:
        """The hash of its text."""
        return digest(self.text.encode())


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def held(content: Path) -> tuple[Held, ...]:
    """The sources of a dossier that can be read; what is wrong with others is for `check` to say."""
    found = []
    for folder in sorted(path for path in (content / "sources").glob("*") if path.is_dir()):
        reading = Reading(folder)
        record, text = reading.record(folder / "source.yaml", SourceRecord), read_text(folder / "article.txt", reading)
        if record and text:
            found.append(Held(folder.name, str(record.url or ""), text.text, str(record.origin or folder.name)))
    return tuple(found)


def taken(content: Path) -> frozenset[str]:
    """Every name in sources/, in small letters: some disks take two letter cases for one name."""
    folder = content / "sources"
    return frozenset(path.name.lower() for path in folder.iterdir()) if folder.is_dir() else frozenset()


def lay(content: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Write a source's folder beside the archive, read it back, and only then move it in under its name.

    Whatever stops it (a full disk, Ctrl-C), the archive is as it was. Raises OSError.
    """
    (content / "sources").mkdir(exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".capture-", dir=content))
    try:
        for file, data in files.items():
            (beside / file).write_bytes(data)
        read_back(beside, name)
        beside.chmod(0o755)
        final = content / "sources" / name
        if final.exists():
            raise FileExistsError(f"{final} is there already")
        return beside.rename(final)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def read_back(folder: Path, name: str) -> None:
    """What was written is a source without a mistake of form: otherwise the mistake is ours."""
    reading = Reading(folder)
    record, text = reading.record(folder / "source.yaml", SourceRecord), read_text(folder / "article.txt", reading)
    if record and text:
        laid_out(name, record, text, reading.problems)
        assert record.text.sha256 == text.sha256
    assert not stops(reading.problems), reading.problems
