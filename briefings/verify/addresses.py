"""Addresses as browsers read them (WHATWG URL), as far as a folder of files needs it."""

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_TRIMMED = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\r\n")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB = ("http", "https", "ftp", "ftps", "sftp", "ws", "wss")
# What no host may hold, beside an address of numbers in brackets.
_BAD_HOST = re.compile(r"[\x00-\x20#/<>?@\\^`{|}\x7f\[\]\"]")
NO_ESCAPE = "a percent sign stands without two hexadecimal digits after it"


class Address(NamedTuple):
    """The parts of an address: `path` as written, `fragment` without `#` and text directive.

    `host` holds whatever stands between `//` and the path. `fragment` is empty where there is none. `rest` is all that
    follows the scheme, `plain` the whole without what browsers overlook.
    """

    scheme: str
    host: str
    path: str
    fragment: str
    rest: str
    plain: str

    @property
    def is_relative(self) -> bool:
        """Whether the address leads to a file by way of the page it stands in."""
        return not self.scheme and not self.host and not self.path.startswith("/")


def bare(value: str) -> str:
    """An address as typed: without what the site adds to it, a text directive or the subject of a message."""
    if value.startswith("mailto:"):
        return value.removeprefix("mailto:").partition("?")[0]
    return value.partition("#:~:")[0].partition(":~:")[0]


def clean(value: str) -> str:
    """The address without what browsers overlook: white space around it, control characters, line breaks."""
    return value.strip(_TRIMMED).translate(_DROPPED)


@lru_cache(maxsize=1 << 16)
def parse(value: str) -> Address:
    """Read an attribute's value as browsers do: `java\\nscript:` is `javascript:`, a backslash is a slash."""
    plain = clean(value)
    named = _SCHEME.match(plain)
    scheme = named[1].lower() if named else ""
    whole = rest = plain[named.end() :] if named else plain
    rest, _, fragment = rest.partition("#")
    rest = rest.partition("?")[0]
    if scheme in ("", "file", *_WEB):
        rest = rest.replace("\\", "/")
    host = ""
    if rest.startswith("//"):
        host, slash, tail = rest[2:].partition("/")
        rest = slash + tail
    return Address(scheme, host, rest, fragment.partition(":~:")[0], whole, plain)


def fault(address: Address) -> str | None:
    """Why an address of the web leads nowhere, whoever follows it; None for one that may lead somewhere."""
    if address.scheme not in _WEB:
        return None
    host, port = _host_and_port(address.host)
    if not host:
        return "names no host"
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") and ":" in host else host
    if _BAD_HOST.search(bare) or not all(host.removesuffix(".").split(".")):
        return f'has a host that cannot be: "{host}"'
    if port and not (port.isascii() and port.isdigit() and int(port[:6]) < 1 << 16):
        return f'has a port that cannot be: "{port}"'
    if _BAD_ESCAPE.search(address.rest.partition("#")[0]):
        return f"cannot be read: {NO_ESCAPE}"
    return None


def _host_and_port(authority: str) -> tuple[str, str]:
    place = authority.rpartition("@")[2]
    host, colon, port = place.rpartition(":")
    return (host, port) if colon and not port.endswith("]") else (place, "")


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
    plain = path
    if "%" in path:
        if _BAD_ESCAPE.search(path):
            raise ValueError(NO_ESCAPE)
        try:
            plain = unquote(path, errors="strict")
        except UnicodeDecodeError:
            raise ValueError("its percent-encoding is not UTF-8") from None
    whole = posixpath.normpath(posixpath.join(folder, plain))
    return whole + "/" if plain.endswith("/") else whole
