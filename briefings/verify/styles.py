"""Addresses in style sheets: `url(…)` and `@import`, found without reading the rest of the language."""

import re
from collections.abc import Iterator

# Each pattern takes time linear in its text: the repeats are possessive, and an open comment ends at the end.
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)")
_ADDRESS = re.compile(
    r"@namespace[^;]*+"
    r"|@import\s*+(?P<imported>\"[^\"\n]*+\"|'[^'\n]*+')"
    r"|url\(\s*+(?P<url>\"[^\"\n]*+\"|'[^'\n]*+'|(?:\\[0-9a-fA-F]{1,6}\s?|[^)\"'\s])*+)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def addresses(css: str) -> Iterator[tuple[int, str]]:
    """Each address in a style sheet with its offset in code points, but those of the page itself (`#…`)."""
    plain = _COMMENT.sub(lambda comment: " " * len(comment[0]), css)
    for found in _ADDRESS.finditer(plain):
        group = found.lastgroup
        if group is None:
            continue
        value = _ESCAPE.sub(_unescape, found[group].strip("\"'"))
        if value and not value.startswith("#"):
            yield found.start(group) + (found[group][0] in "\"'"), value


def _unescape(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
