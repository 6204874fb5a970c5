"""Write the generated page of docs/: `make docs`. A test fails where it is out of date."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path

from briefings.manual import FAMILIES, level, manual

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
HEAD = """\
# The checks

What `briefings` demands of a dossier and of the site it builds. `briefings explain CODE` prints the same. This page
is generated from the code (`make docs`); mend the docstring, not the page.

An **error** stops the build. A **warning** does not, unless `check --strict` is asked for; an editor mends it or waives
it with a reason that readers may see. **Information** is only told. A check that cannot decide says "could not check":
it neither passes nor fails, and the report counts it.
"""


def checks_page() -> str:
    """docs/checks.md as it should be."""
    pages = in_order(manual())
    return "\n".join([HEAD, *contents(pages), *sections(pages)])


def in_order(pages: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """The pages by family, in the order of FAMILIES."""
    order = list(FAMILIES)
    return {code: pages[code] for code in sorted(pages, key=lambda code: (order.index(code[0]), code))}


def contents(pages: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """A line for each rule, with a link to its section."""
    yield "| code | level | the rule that holds |\n|---|---|---|"
    for code, parts in pages.items():
        yield f"| [{code}](#{code.lower()}) | {level(code)} | {text(parts['rule']).replace('|', '&#124;')} |"
    yield ""


def sections(pages: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """A section for each rule, under the heading of its family."""
    for family, codes in groupby(pages, key=lambda code: code[0]):
        yield f"## {FAMILIES[family]}\n"
        for code in codes:
            yield section(code, pages[code])


def section(code: str, parts: Mapping[str, str]) -> str:
    """One rule."""
    rest = "".join(f"- **{name.capitalize()}:** {text(words)}\n" for name, words in parts.items() if name != "rule")
    return f"### {code}\n\n{text(parts['rule'])} *({level(code)})*\n\n{rest}"


def text(words: str) -> str:
    """A docstring's words on one line, where no renderer takes <tags> outside code spans for HTML."""
    pieces = " ".join(words.split()).split("`")
    return "`".join(piece if number % 2 else escape(piece, quote=False) for number, piece in enumerate(pieces))


if __name__ == "__main__":
    PAGE.write_text(checks_page(), encoding="utf-8")
