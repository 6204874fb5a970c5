"""Addresses in style sheets: `url(…)`, `image-set(…)` and `@import`, found without reading the rest of the language."""

import re
from collections.abc import Iterator

# Each pattern takes time linear in its text: the repeats are possessive, and an open comment ends at the end.
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)")
_ADDRESS = re.compile(
    r"@namespace[^;]*+"
    r"|@import\s*+(?P<imported>\"[^\"\n]*+\"|'[^'\n]*+')"
    r"|\burl\(\s*+(?P<url>\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|(?:\\[0-9a-fA-F]{1,6}\s?|\\.|[^)\"'\s\\])*+)"
    r"|(?P<set>\bimage-set\()"
    r"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'",
    re.IGNORECASE | re.DOTALL,
)
# Within image-set(…): its strings are addresses, but not those of type(…) and url(…).
_CANDIDATE = re.compile(r"(?:type|url)\([^()]*+\)|(?P<text>\"[^\"\n]*+\"|'[^'\n]*+')|(?P<end>[();}])", re.IGNORECASE)
# How far an image-set that is never closed is read.
_LONGEST = 1 << 14
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def addresses(css: str) -> Iterator[tuple[int, str]]:
    """Each address in a style sheet with its offset in code points; `#…` is an id of the page that it styles."""
    plain = _COMMENT.sub(lambda comment: " " * len(comment[0]), css) if "/*" in css else css
    for found in _ADDRESS.finditer(plain):
        group = found.lastgroup
        if group == "set":
            yield from _candidates(plain, found.end())
        elif group is not None:
            yield _read(found[group], found.start(group))


def _candidates(css: str, start: int) -> Iterator[tuple[int, str]]:
    for found in _CANDIDATE.finditer(css, start, start + _LONGEST):
        if found.lastgroup == "end":
            return
        if found.lastgroup == "text":
            yield _read(found["text"], found.start())


def _read(token: str, offset: int) -> tuple[int, str]:
    return offset + (token[:1] in ("'", '"')), _ESCAPE.sub(_unescape, token.strip("\"'"))


def _unescape(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
