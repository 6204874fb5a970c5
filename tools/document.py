"""Write the generated pages of docs/: `make docs`. A test fails where one is out of date."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import click

from briefings.cli import COMMANDS, command, main
from briefings.fields import WORDS
from briefings.manual import FAMILIES, level, manual
from briefings.records import Front
from briefings.schema import TITLES
from briefings.structure import keys, required
from briefings.values import Address, Amount, Contact, Date, Digest, Id, Prefix, Text

DOCS = Path(__file__).parents[1] / "docs"
CHECKS = """\
# The checks

What `briefings` demands of a dossier and of the site it builds. `briefings explain CODE` prints the same. This page
is generated from the code (`make docs`); mend the docstring, not the page.

An **error** stops the build. A **warning** does not, unless `check --strict` is asked for; an editor mends it or waives
it with a reason that readers may see. **Information** is only told. A check that cannot decide says "could not check":
it neither passes nor fails, and the report counts it.
"""


FIELDS = """\
# Every field

What the files of a dossier hold. Keys in **bold** must be there. This page is generated from the code (`make docs`);
[how to write a dossier](writing.md) shows them at work. `briefings schema .schemas` writes the same as JSON Schemas, for
editors that complete and explain YAML.

All values are read as they are typed: `no`, `12:30` and `1.20` stay text. Ids are made of a-z and 0-9 with single
hyphens inside; dates are EDTF: `2021-09-09`, `2021-09`, `2021`, `199X`, `2021-09-10/2021-09-16`, `2021/..`,
`2019-07-18?`, `2018-10~`, `[2021-09-09,2021-09-10]`.
"""

COMMAND_LINE = """\
# Every command

What each command does, as its `--help` says it. This page is generated from the code (`make docs`). The exit status is 0
where all is well, 1 where the content or the site has errors, 2 for wrong usage or a missing part of the machine.
"""


def fields_page() -> str:
    """docs/fields.md as it should be."""
    parts = [f"## {escape(title)}\n\n{what(kind)}{tables(kind)}" for title, kind in (*TITLES.values(), PROSE)]
    return "".join([FIELDS, "\n", *parts]).rstrip() + "\n"


PROSE = ("topics/<topic>.md, pages/<page>.md: the head of a page of prose", Front)


def what(kind: Any) -> str:
    """What a file holds, where it is a map."""
    return "" if kind in WORDS else "A map from id to a record:\n\n"


def tables(kind: Any) -> str:
    """A table for the record of a file, and one for each record within it."""
    (first, _), *rest = within(kind)
    return table(first) + "".join(f"### {title}\n\n{table(inner)}" for inner, title in rest)


def within(kind: Any, title: str = "") -> Iterator[tuple[type, str]]:
    """The records that a type is made of, each with the keys that lead to it."""
    if kind in WORDS:
        yield kind, title
        for key, (_, declared) in keys(kind).items():
            yield from within(declared, f"{title} → `{key}`".removeprefix(" → "))
        return
    for part in get_args(kind):
        yield from within(part, title)


def table(kind: type) -> str:
    """A record's keys, what each takes, and what it is for."""
    rows = (f"| {mark(key, required(item))} | {takes(declared)} | {text(WORDS[kind][key]).replace('|', '&#124;')} |"
            for key, (item, declared) in keys(kind).items())
    return "| key | takes | what it is for |\n|---|---|---|\n" + "\n".join(rows) + "\n\n"


TAKES = {Text: "text", Id: "id", Prefix: "letters", Date: "date", Amount: "number", Digest: "SHA-256", Address: "address",
         Contact: "address", bool: "true or false", int: "number"}


def takes(kind: Any) -> str:
    """What a field takes, in a word or two."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return takes(arguments[0])
    if origin is Literal:
        return "a word"
    if origin is tuple:
        return f"list: {takes(arguments[0])}"
    if origin is not None:
        return f"map: {takes(arguments[0])} → {takes(arguments[1])}"
    return TAKES.get(kind, "record")


def mark(key: str, needed: bool) -> str:
    """A key as code, bold where it must be there."""
    return f"**`{key}`**" if needed else f"`{key}`"


def commands_page() -> str:
    """docs/commands.md as it should be."""
    return "\n".join([COMMAND_LINE, *(f"## {name}\n\n```text\n{usage(name)}```\n" for name in COMMANDS)])


def usage(name: str) -> str:
    """What `briefings NAME --help` prints."""
    group = click.Context(main, info_name="briefings", terminal_width=100, **main.context_settings)
    return command(name).get_help(click.Context(command(name), group, info_name=name)) + "\n"


def checks_page() -> str:
    """docs/checks.md as it should be."""
    pages = in_order(manual())
    return "\n".join([CHECKS, *contents(pages), *sections(pages)])


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


PAGES = {"checks.md": checks_page, "fields.md": fields_page, "commands.md": commands_page}
"""Name of a generated page → what makes it."""


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
