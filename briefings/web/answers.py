"""What asking an address came to: an answer, or why there is none. Values, so that a log can keep them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from enum import StrEnum


class Failure(StrEnum):
    """Why no answer came."""

    UNREADABLE = "unreadable"  # the address, or one that it redirects to, is none that can be asked
    PRIVATE = "private"  # it leads to a private, loopback, link-local or reserved machine
    NO_NAME = "no-name"  # the domain does not exist
    REFUSED = "refused"  # nothing listens there
    UNREACHABLE = "unreachable"  # no connection, or the name could not be looked up
    TIMEOUT = "timeout"
    RESET = "reset"  # the connection broke
    INSECURE = "insecure"  # the certificate is not good, or TLS failed
    MALFORMED = "malformed"  # what came back is no HTTP, or its headers are too long
    REDIRECTS = "redirects"  # it redirects in a circle, or too often
    FORBIDDEN = "forbidden"  # robots.txt asks not to be asked
    CLOSED = "closed"  # the host asked for a longer wait than there was time for


# Failures that hold for every address of a host.
OF_HOST = frozenset((Failure.NO_NAME, Failure.REFUSED, Failure.UNREACHABLE, Failure.INSECURE, Failure.CLOSED))


@dataclass(frozen=True)
class Limits:
    """How much one address may cost.

    `seconds` are those of one answer, from looking the name up to the last byte; `size` bounds the body in bytes,
    unpacked; `redirects` are followed at most. `allow_private` lets an address as it was written lead to a private
    machine; a redirect from the public web to one is never followed.
    """

    seconds: float = 20.0
    size: int = 10_000_000
    redirects: int = 10
    allow_private: bool = False


@dataclass(frozen=True)
class Answer:
    """One answer. `status` is 0 where none came, and then `failure` says of what kind and `reason` why.

    `headers` have names in lower case; of one that stands twice the last counts. `body` is unpacked (gzip), at most
    `Limits.size` bytes; `broken` says why it is not the whole body, and is empty where it is. `private` tells
    that the machine was not one of the public web.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    broken: str = ""
    failure: Failure | None = None
    reason: str = ""
    private: bool = False
    cookies: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> tuple[str, str]:
        """What the body is and in which charset, as its server says (RFC 9110, 8.3): `text/html`, `utf-8`.

        The charset is empty where none is named; where the header cannot be read, the body is plain text.
        """
        said = Message()
        said["content-type"] = self.headers.get("content-type", "")
        try:
            return said.get_content_type(), said.get_content_charset() or ""
        except ValueError:  # a number of thousands of digits, a NUL
            return "text/plain", ""


@dataclass(frozen=True)
class Redirect:
    """A step on the way: `status` is 301, 302, 303, 307 or 308; `to` the address that it led to."""

    status: int
    to: str

    @property
    def permanent(self) -> bool:
        """Whether the old address should no longer be used (RFC 9110, 15.4)."""
        return self.status in (301, 308)


@dataclass(frozen=True)
class Fetched:
    """What came of asking the address `asked`, all redirects followed."""

    asked: str
    redirects: tuple[Redirect, ...]
    answer: Answer

    @property
    def address(self) -> str:
        """The address that answered, or failed to, at the end of the redirects."""
        return self.redirects[-1].to if self.redirects else self.asked

    @property
    def ok(self) -> bool:
        """Whether the page is there: an answer of the two hundreds."""
        return 200 <= self.answer.status < 300
