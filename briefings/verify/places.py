"""Where an attribute stands in a page: looked up only for pages that have a problem.

The fast parser that reads every page keeps no positions; the standard library's slower one does.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from html.parser import HTMLParser

# (element, attribute, value) → the line and column of each occurrence in document order; element "" is any.
Places = Mapping[tuple[str, str, str], list[tuple[int, int]]]

_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+))?"
)


def places(text: str) -> Places:
    """Lines and columns (from 1, in code points) of every attribute: of its value if it has one."""
    scanner = _Scanner()
    scanner.feed(text)
    scanner.close()
    return scanner.found


class _Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, offset = self.getpos()
        self.found[tag, "", ""].append((line, offset + 1))
        source = self.get_starttag_text() or ""
        written = list(_ATTRIBUTE.finditer(source, len(tag) + 1))
        for (name, value), match in zip(attrs, written, strict=False):
            start = match.start("value") + (match["value"][0] in "\"'") if match["value"] else match.start()
            at = _moved(line, offset, source[:start])
            for element in (tag, ""):
                self.found[element, name, value or ""].append(at)


def _moved(line: int, offset: int, before: str) -> tuple[int, int]:
    """The line and column after `before`, which starts at `line` and `offset`."""
    breaks = before.count("\n")
    return (line + breaks, len(before) - before.rfind("\n")) if breaks else (line, offset + len(before) + 1)
