"""Whether `mailto:` and `tel:` addresses are well formed."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

# HTML's own grammar of an e-mail address; letters beyond ASCII are allowed as RFC 6531 has them.
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_MAIL = re.compile(rf"[\w.!#$%&'*+/=?^`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*")
# RFC 3966: digits with visual separators, no spaces; then parameters.
_PHONE = re.compile(r"(?:\+[-.()]*[0-9][0-9.()-]*|[-.()]*[0-9A-Fa-f*#][0-9A-Fa-f*#.()-]*)(?:;[\w-]+(?:=[^;\s]*)?)*")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def fault(scheme: str, rest: str) -> str | None:
    """Why what follows `mailto:` or `tel:` is malformed, or None; every other scheme is well formed."""
    if scheme == "tel":
        return None if _is_phone(rest) else "is no telephone number (RFC 3966: digits, with - . ( ) between them)"
    if scheme != "mailto":
        return None
    if _BAD_ESCAPE.search(rest):
        return "has a percent sign without two hexadecimal digits after it"
    wrong = next((each for each in _recipients(rest) if not _MAIL.fullmatch(each)), None)
    if wrong is not None:
        return f'is no e-mail address: "{wrong}"' if wrong else "names nobody"
    return None


def _is_phone(rest: str) -> bool:
    found = _PHONE.fullmatch(rest)
    return bool(found) and any(one.isdigit() for one in rest)


def _recipients(rest: str) -> Iterator[str]:
    """Everybody whom a message would go to; one with header fields alone (RFC 6068) may name nobody."""
    to, _, fields = rest.partition("?")
    if to or not fields:
        yield from map(unquote, to.split(","))
    for field in fields.split("&"):
        name, _, value = field.partition("=")
        if name.lower() in ("to", "cc", "bcc") and value:
            yield from (each.strip() for each in unquote(value).split(","))
