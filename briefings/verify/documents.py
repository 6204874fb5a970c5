"""What one file of the site says of others: its links and its ids, before anything is compared."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from briefings.verify.addresses import Address, parse


class Use(Enum):
    """What a browser does with an address: wait for a click, load it at once, or only name it."""

    FOLLOW = "follow"
    LOAD = "load"
    NAME = "name"


@dataclass(frozen=True)
class Link:
    """An address as it is written: the element and attribute that hold it, and the whole attribute.

    `at` is its line and column (from 1, in code points) where the reader knows it; in HTML it is looked up
    only once something is wrong, in the attribute `written`.
    """

    element: str
    attribute: str
    value: str
    use: Use
    written: str = ""
    at: tuple[int, int] | None = None

    @cached_property
    def address(self) -> Address:
        """The value in parts, read once for all rules."""
        return parse(self.value)


@dataclass(frozen=True)
class Document:
    """One file that can hold links. `ids` in document order, repeats included; `names` are old-style anchors.

    `active` lists event handlers and the like as (element, attribute, value). `redirects` marks a page that
    only leads on. `canonical` is the page's own public address. `unreadable` says why the file could not be
    read, and is empty otherwise.
    """

    path: str
    links: tuple[Link, ...] = ()
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    active: tuple[tuple[str, str, str], ...] = ()
    redirects: bool = False
    canonical: str = ""
    unreadable: str = ""
