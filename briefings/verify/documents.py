"""What one file of the site says of others: its links and its ids, before anything is compared."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from briefings.verify.addresses import Address, parse

# An element, an attribute and its whole value: what a place in a page is looked up by.
Where = tuple[str, str, str]
At = tuple[int, int]
START: Where = ("", "", "")


class Use(StrEnum):
    """What a browser does with an address: wait for a click, load it at once, or only name it."""

    FOLLOW = "follow"
    LOAD = "load"
    NAME = "name"


class Link(NamedTuple):
    """An address as it is written: the element and attribute that hold it, and the whole attribute.

    `at` is its line and column (from 1, in code points) where the reader knows it; else it is looked up only
    once something is wrong, in the attribute `written`. A site has hundreds of thousands: hence a tuple.
    """

    element: str
    attribute: str
    value: str
    use: Use
    written: str = ""
    at: At | None = None

    @property
    def address(self) -> Address:
        """The value in parts."""
        return parse(self.value)

    @property
    def where(self) -> Where:
        """What its place is looked up by."""
        return (self.element, self.attribute, self.written)


class Reference(NamedTuple):
    """An id of the same page, named by an attribute that holds no address: `for`, `aria-labelledby`, `url(#…)`."""

    element: str
    attribute: str
    name: str
    written: str


class Fault(NamedTuple):
    """What is wrong with a file by itself. It stands `at` a line and column, or at the `nth` (from 0) `where`."""

    code: str
    message: str
    where: Where = START
    nth: int = 0
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file that can hold links, each different one once. `ids` are in document order, repeats included.

    `names` are further fragments that lead into the file, `maps` what an image's `usemap` can name. `home` is the file
    from which its relative addresses count: itself, or what its `<base>` says. `redirects` marks a page that only leads
    on, `canonical` is a page's own public address. Of a file that is not `readable` nothing else is known but its faults.
    """

    path: str
    links: tuple[Link, ...] = ()
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    faults: tuple[Fault, ...] = ()
    home: str = ""
    redirects: bool = False
    canonical: str = ""
    readable: bool = True


def unreadable(path: str, reason: str, at: At | None = None) -> Document:
    """A file of which nothing can be known, and why."""
    return Document(path, faults=(Fault("L901", f"the file cannot be read: {reason}", at=at),), readable=False)
