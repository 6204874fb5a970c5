"""What builds worked out and later ones can use, kept in `build/cache` under a hash of all that it was made of.

Nothing here is ever stale: what went into a value is its key, and every file bears the version of the code that wrote it.
A file that is missing, cut short or overwritten counts as empty, for it begins with the hash of the rest. Values are pickled,
since they are the frozen dataclasses of this package; what is read back is held to these, so that a file made by somebody
else can name no function to call.
"""

import hashlib
import io
import os
import pickle
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")
Kinds = dict[str, dict[bytes, Any]]
HASH = hashlib.sha256().digest_size
LARGEST = 32_000_000
"""Bytes: of a larger file, or of what is no file, only what the system says of it counts, for it is never read whole."""


class Cache:
    """Kind → key → value, in one file; without a file, only for the time of one process.

    Each value is pickled by itself, so that it is read only where it is asked for, and written only once. What a build
    did not ask for is dropped when it ends, unless it asked for nothing of that kind: a build that
    stops at a gate keeps what the stages after it will need.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.packed: Kinds = (unpacked(file) if file else None) or {}
        self.known: Kinds = {}
        self.asked: Kinds = {}
        self.unwritten: dict[bytes, dict[str, Any]] = {}

    def recall(self, kind: str, key: bytes, make: Callable[[], Value], fits: Callable[[Value], bool] = lambda _: True) -> Value:
        """The value of that kind and key; where it is not known, or no longer `fits`, what `make` makes."""
        asked = self.asked.setdefault(kind, {})
        if key not in asked:
            known = self.found(kind, key)
            asked[key] = known[0] if known and fits(known[0]) else self.made(kind, key, make)
        found: Value = asked[key]
        return found

    def knows(self, kind: str, key: bytes) -> bool:
        """Whether there is a value of that kind and key, be it damaged."""
        return any(key in values.get(kind, {}) for values in (self.asked, self.known, self.packed))

    def found(self, kind: str, key: bytes) -> tuple[Any, ...]:
        """The one value that is known, or none."""
        known = self.known.get(kind, {})
        if key in known:
            return (known[key],)
        data = self.packed.get(kind, {}).get(key)
        return () if data is None else thawed(data)

    def made(self, kind: str, key: bytes, make: Callable[[], Value]) -> Value:
        """A new value, in place of any that was known."""
        self.packed.get(kind, {}).pop(key, None)
        return make()

    def hashed(self, file: Path, found: os.stat_result) -> bytes:
        """A file's hash; it is read only if what the system says of it, `found`, is new: then it was written or replaced.
        Raises OSError."""
        stamp = repr((found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)).encode()
        return self.recall("files", stamp, lambda: hashlib.sha256(file.read_bytes()).digest())

    def room(self, key: bytes) -> dict[str, Any]:
        """For what is never written to a file, because it is code: what was put there for the same key, in this process. What
        was kept for another key goes."""
        self.unwritten = {key: self.unwritten.get(key, {})}
        return self.unwritten[key]

    def close(self) -> None:
        """Write what the next build can use, if it is not what the file holds."""
        packed = self.packed | {kind: self.frozen(kind, values) for kind, values in self.asked.items()}
        self.known, self.asked = self.known | self.asked, {}
        if self.file and packed != self.packed:
            with suppress(OSError):  # what cannot be kept, the next build works out again
                pack(self.file, packed)
        self.packed = packed

    def frozen(self, kind: str, values: Mapping[bytes, Any]) -> dict[bytes, bytes]:
        """Values as the file holds them; those that it holds already are not pickled again."""
        old = self.packed.get(kind, {})
        return {key: old[key] if key in old else dumped((value,)) for key, value in values.items()}


class Ours(pickle.Unpickler):
    """Reads plain values, and the data classes and texts of this package; anything else is refused before it is looked up."""

    def find_class(self, module: str, name: str) -> Any:
        """The class that a pickle names. Raises UnpicklingError."""
        found = super().find_class(module, name) if module.partition(".")[0] == __package__ and "." not in name else None
        if isinstance(found, type) and found.__module__ == module and (
                is_dataclass(found) or issubclass(found, (Enum, tuple, str))):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")


def dumped(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def thawed(data: bytes | memoryview) -> Any:
    """The value in these bytes; an empty tuple where they are not as we write them: then it is as if nothing were kept."""
    try:
        return Ours(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, ValueError, TypeError, AttributeError, EOFError, ImportError, LookupError):
        return ()


def pack(file: Path, value: object) -> None:
    """Put a value into a file, whole or not at all. Raises OSError."""
    body = version() + dumped((value,))
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = file.with_name(f"{file.name}.begun")
    begun.write_bytes(hashlib.sha256(body).digest() + body)
    begun.replace(file)


def unpacked(file: Path) -> Any:
    """The value in a file; None where there is none, or none that this version of the code wrote."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[HASH:]
    ours = hashlib.sha256(body).digest() == data[:HASH] and body[:HASH] == version()
    return next(iter(thawed(body[HASH:]) if ours else ()), None)


@cache
def version() -> bytes:
    """A hash of this package's own files, of Python's version, and of those of all packages that are installed."""
    places = {Path(sysconfig.get_path(place)) for place in ("purelib", "platlib")}
    installed = sorted(path.name for place in places for path in place.glob("*.dist-info"))
    return digest(sys.version, installed, files([Path(__file__).parent]))


def digest(*values: object) -> bytes:
    """A hash of plain values and data classes: equal for equal ones that were made in the same way. No sets, whose order is
    another in each process."""
    return Digests().of(*values)


class Digests:
    """Hashes of values of which some are parts of many, such as a fact that stands on several pages: what is of one of
    these classes is looked at once."""

    def __init__(self, *parts: type) -> None:
        self.parts = frozenset(parts)
        self.known: dict[int, tuple[object, bytes]] = {}

    def of(self, *values: object) -> bytes:
        """The hash of values."""
        out = io.BytesIO()
        Hashing(out, self).dump(values)
        return hashlib.sha256(out.getbuffer()).digest()

    def part(self, value: object) -> bytes:
        """The hash of one part; it is kept as long as this is, so that no other value can take its id."""
        if id(value) not in self.known:
            self.known[id(value)] = value, self.of(type(value).__qualname__, vars(value))
        return self.known[id(value)][1]


class Hashing(pickle.Pickler):
    """Writes values, and in the place of a part its hash."""

    def __init__(self, out: io.BytesIO, digests: Digests) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self.digests = digests

    def reducer_override(self, value: object) -> Any:
        """A part is written as its hash."""
        return (bytes, (self.digests.part(value),)) if type(value) in self.digests.parts else NotImplemented


def files(paths: Iterable[Path]) -> bytes:
    """A hash of files, and of all that lies below folders: names and contents. A path that is not there counts as such."""
    total = hashlib.sha256()
    for path in paths:
        for place in (path, *below(path)):
            content = hashlib.sha256(contents(place)).digest()
            total.update(hashlib.sha256(os.fsencode(place)).digest() + content)
    return total.digest()


def below(folder: Path) -> Iterator[Path]:
    """Everything in a folder and the folders in it, in order. A link is followed, but no folder is entered twice."""
    entered = set()
    for parent, folders, names in os.walk(folder, followlinks=True):
        found = Path(parent).stat()
        new = (found.st_dev, found.st_ino) not in entered
        entered.add((found.st_dev, found.st_ino))
        folders[:] = sorted(name for name in folders if new and name != "__pycache__")
        if new:
            yield from (Path(parent, name) for name in sorted((*folders, *names)))


def contents(path: Path) -> bytes:
    """What a file holds; of anything else, what the system says of it."""
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
            return path.read_bytes()
        kept = (found.st_mode,) if stat.S_ISDIR(found.st_mode) else (found.st_mode, found.st_size, found.st_mtime_ns)
        return repr(kept).encode()
    except OSError as error:
        return type(error).__name__.encode()


def stamped(folder: Path) -> bytes:
    """A hash of what the system says of each file below a folder: another one after any file was written or replaced."""
    total = hashlib.sha256()
    for place in below(folder):
        found = place.lstat()
        changed = (found.st_size, found.st_mtime_ns, found.st_ino, found.st_mode) if not place.is_dir() else ()
        total.update(repr((place.as_posix(), changed)).encode())
    return total.digest()


def newest(paths: Iterable[Path]) -> int:
    """When a file or folder among these, or below them, was last changed or moved, in the nanoseconds of its file system."""
    times = (place.lstat() for path in paths for place in (path, *below(path)) if os.path.lexists(place))
    return max((max(each.st_ctime_ns, each.st_mtime_ns) for each in times), default=0)
