"""Addresses as browsers read them (WHATWG URL), as far as a folder of files needs it."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_TRIMMED = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\r\n")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Address:
    """The parts of an address: `path` as written, `fragment` without `#` and text directive.

    `host` holds whatever stands between `//` and the path. `fragment` is empty where there is none.
    """

    scheme: str
    host: str
    path: str
    fragment: str

    @property
    def is_relative(self) -> bool:
        """Whether the address leads to a file by way of the page it stands in."""
        return not self.scheme and not self.host and not self.path.startswith("/")


def clean(value: str) -> str:
    """The address without what browsers overlook: white space around it, control characters, line breaks."""
    return value.strip(_TRIMMED).translate(_DROPPED)


def parse(value: str) -> Address:
    """Read an attribute's value as browsers do: `java\\nscript:` is `javascript:`, a backslash is a slash."""
    rest = clean(value)
    named = _SCHEME.match(rest)
    scheme = named[1].lower() if named else ""
    rest = rest[named.end() :] if named else rest
    rest, _, fragment = rest.partition("#")
    rest = rest.partition("?")[0]
    if scheme in ("", "http", "https", "file"):
        rest = rest.replace("\\", "/")
    host = ""
    if rest.startswith("//"):
        host, slash, tail = rest[2:].partition("/")
        rest = slash + tail
    return Address(scheme, host, rest, fragment.partition(":~:")[0])


def resolve(page: str, path: str) -> str:
    """The file of the site that `path`, written in `page`, names; both count from the site's folder.

    An empty path is the page itself; a path to a folder keeps its final slash; one that leaves the site
    begins with a folder `..`. Raises ValueError where a percent sign starts no two hexadecimal digits, or the
    bytes so written are not UTF-8.
    """
    return _resolve(posixpath.dirname(page), path) if path else page


@lru_cache(maxsize=1 << 16)
def _resolve(folder: str, path: str) -> str:
    """`resolve` for every page of a folder; the same menu stands on each, so most answers are known."""
    if _BAD_ESCAPE.search(path):
        raise ValueError("a percent sign stands without two hexadecimal digits after it")
    try:
        plain = unquote(path, errors="strict")
    except UnicodeDecodeError:
        raise ValueError("its percent-encoding is not UTF-8") from None
    whole = posixpath.normpath(posixpath.join(folder, plain))
    return whole + "/" if plain.endswith("/") else whole
