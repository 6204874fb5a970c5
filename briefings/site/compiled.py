"""Templates compiled once in a process: in `serve` each build needs the same ones, and compiling takes as long as 400 pages."""

from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """What Jinja made of each template, known by its name and by the hash of its source. It is never written to disk, for
    what is read from there must not run.
    """

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over what was kept, if it is of this source."""
        checksum, code = self.known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, in the place of what came of an earlier source."""
        self.known[bucket.key] = bucket.checksum, bucket.code


def compiled(options: Mapping[str, Any]) -> Compiled:
    """The templates compiled with these options of Jinja's environment."""
    return of(repr(sorted(options.items())))


@lru_cache(maxsize=8)
def of(_options: str) -> Compiled:
    """A store for each set of options, since they change what templates compile to."""
    return Compiled()
