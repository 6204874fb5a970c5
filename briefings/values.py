"""Texts that know their place and their kind: an id, a date, an address, an amount.

Each kind says of a value why it is none (`fault`), in words for an editor; `structure` asks while it reads.
"""

import re
from typing import ClassVar, Self
from urllib.parse import urlsplit

from briefings.problems import Place
from briefings.text.dates import When, parse_edtf

NOWHERE = Place("")


class Text(str):
    """Characters as typed in a YAML scalar, and where they stand."""

    place: Place
    code: ClassVar[str] = "S103"

    def __new__(cls, value: str, place: Place = NOWHERE) -> Self:
        made = super().__new__(cls, value)
        made.place = place
        return made

    @classmethod
    def fault(cls, value: str) -> str | None:
        """Why `value` is no such text, in words that say how to mend it; None where it is one."""
        return None if value else "it is empty"


class Id(Text):
    """A permanent name: `[a-z0-9]+(-[a-z0-9]+)*`. It becomes part of an address."""

    code = "S105"
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

    @classmethod
    def fault(cls, value: str) -> str | None:
        if len(value) > 100:
            return "an id has at most 100 characters"
        if cls.pattern.fullmatch(value):
            return None
        return "an id is made of a-z and 0-9, with single hyphens inside, such as gas-price-2021"


class Prefix(Text):
    """The letters before a fact's number, such as ENE."""

    code = "S105"

    @classmethod
    def fault(cls, value: str) -> str | None:
        if re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", value):
            return None
        return "a prefix is one to eight capital letters or digits, such as ENE"


class Date(Text):
    """An EDTF date (ISO 8601-2, levels 0 and 1)."""

    code = "S106"

    @classmethod
    def fault(cls, value: str) -> str | None:
        try:
            parse_edtf(value)
        except ValueError as reason:
            return str(reason)
        return None

    @property
    def when(self) -> When:
        """The stretch of days that the date stands for."""
        return parse_edtf(str(self))


class Address(Text):
    """A web address: http or https, never an active one."""

    code = "S107"

    @classmethod
    def fault(cls, value: str) -> str | None:
        try:
            parts = urlsplit(value)
        except ValueError:
            return "this is no web address"
        if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>\"\\]", value):
            return None
        return "an address begins with https:// or http:// and has no spaces or quotation marks"


class Contact(Text):
    """Where a reader reports an error: an e-mail address or a web address."""

    code = "S107"

    @classmethod
    def fault(cls, value: str) -> str | None:
        if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value) or Address.fault(value) is None:
            return None
        return "write an e-mail address such as desk@example.org, or a web address"


class Amount(Text):
    """A plain number: digits, one decimal point, a sign."""

    @classmethod
    def fault(cls, value: str) -> str | None:
        if re.fullmatch(r"[-+]?[0-9]{1,30}(\.[0-9]{1,30})?", value):
            return None
        return "an amount is written in digits alone, such as 600000000 or 3.4"


class Digest(Text):
    """A SHA-256, in lower-case hexadecimal."""

    @classmethod
    def fault(cls, value: str) -> str | None:
        return None if re.fullmatch(r"[0-9a-f]{64}", value) else "a sha256 is 64 digits of 0-9 and a-f"
