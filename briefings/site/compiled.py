"""Templates compiled once in a process: in `serve` each build needs the same ones, and compiling takes as long as 400 pages."""

from typing import Any

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """Templates that an earlier build of the same look compiled in this process, in the dictionary `known`. It is never
    written to disk, for what is read from there must not run.
    """

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template; its key and checksum name the file and what it holds."""
        bucket.code = self.known.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja has compiled a template."""
        self.known[bucket.key + bucket.checksum] = bucket.code
