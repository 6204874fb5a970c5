"""Write the generated pages of docs/: `make docs`. A test fails where one is out of date."""

from collections import Counter
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
from briefings.problems import Fix, Level, Place, Problem
from briefings.records import Front
from briefings.report import FORMATS, render
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


REPORTS = """\
# What comes out

Exit statuses, reports, and the files that the commands write. This page is generated from the code (`make docs`).

## Exit statuses

| status | when |
|---|---|
| 0 | all is well; warnings may have been told |
| 1 | content or site has errors (with `--strict`, or warnings); a quote was not found; an article was refused; Ctrl-C |
| 2 | wrong usage, or something is missing on the machine: an unknown option, a folder that is not fit, another build at work |
"""

FORMS = {
    "text": "people: `place: code message`, details indented, the counts last; in colour, with a table, at a terminal",
    "json": "programs: described below",
    "github": "GitHub Actions: annotations on the changed lines. GitHub shows the first ten errors and ten warnings of a step",
    "sarif": "code scanning and editors: SARIF 2.1.0, columns in code points",
    "junit": "CI systems: a suite a file, a test case a problem",
}
KEYS = {
    "code": "the rule; `briefings explain CODE` tells more", "level": f"{', '.join(Level)}",
    "message": "what is wrong, in one line", "path": "the file, as the command was given its folder",
    "line": "where it begins, from 1", "column": "where it begins in the line, from 1, in code points",
    "end_line": "where it ends", "end_column": "where it ends; the column itself is not part of it",
    "detail": "further lines: what the source says, how to mend it", "fact": "the id of the fact", "source": "the id of the source",
    "measure": "the id of the measure", "unchecked": "true where the check could not decide: neither passed nor failed",
    "fix": "a place, and the source's own characters to put there, where a quote has them nearly (Q308)",
    "origin": "of a built site: the place in the content that it was made from",
}
"""Key of a problem in the JSON report → what it holds."""

PLACE = Place("content/facts/energy.yaml", 11, 16, 11, 40)
PROBLEM = Problem("Q301", Level.ERROR, "these words are not in source efe-2021", PLACE,
                  ("quoted:  will remain", "source:  will stay"), "gas-tariff-2022", "efe-2021",
                  Fix(PLACE, "“", '"'), True, "gas-price", PLACE)

FILES = """\
## Files that are written

| file | by | holds |
|---|---|---|
| `content/sources/<id>/` | `capture` | the article, the file as it came, what is known of it |
| `content/editions/<n>.json` | `publish` | an edition, with a hash of itself; commit it |
| `content/records/links.json` | `verify --external` | what the web answered; commit it |
| `content/records/selftest.json` | `selftest --record` | how many alterations were refused; commit it |
| `build/site/` | `build`, `serve` | the site; `data/` in it [for other programs](data.md), `pdf/` the briefings on paper |
| `build/report.json` | `build`, `serve` | the report of the last build, passed or not |
| `build/site.zip` | `build --bundle` | site, data, sources and hashes |
| `build/cache/` | `build`, `serve` | what later builds need not make anew; delete it when you like |

Nothing else is written, and nothing outside these folders. A command that fails leaves what stood there.
"""


def reports_page() -> str:
    """docs/reports.md as it should be."""
    return "\n".join([REPORTS, *forms(), *as_json(), FILES, *families()]).rstrip() + "\n"


def forms() -> Iterator[str]:
    """The forms of a report."""
    yield ("## Reports\n\n`check` and `verify` write them with `--format`, in UTF-8 whatever the system's own encoding. What a "
           "terminal\nwould obey or hide is written as an escape.\n\n| form | for |\n|---|---|")
    yield from (f"| `{form}` | {FORMS[form]} |" for form in FORMATS)
    yield ""


def as_json() -> Iterator[str]:
    """The JSON report: an example with every key, and what each key holds."""
    summary = {"facts": 1, "quotes": {"verified": 0, "refuted": 1}, "errors": 1, "warnings": 0, "infos": 0, "could_not_check": 0}
    yield f"### `json`\n\n```json\n{render([PROBLEM], summary, 'json')}```\n\n| key of a problem | holds |\n|---|---|"
    yield from (f"| `{key}` | {words} |" for key, words in KEYS.items())
    yield "\nThe keys from `detail` on are there only where they apply. `version` grows when a key changes its meaning.\n"


def families() -> Iterator[str]:
    """How many rules each family has."""
    counts = Counter(code[0] for code in manual())
    yield "## Codes\n\nA code keeps its meaning for good. [Every check](checks.md) explains each.\n"
    yield "| family | about | rules |\n|---|---|---|"
    yield from (f"| {family} | {words} | {counts[family]} |" for family, words in FAMILIES.items())


PAGES = {"reports.md": reports_page, "checks.md": checks_page, "fields.md": fields_page, "commands.md": commands_page}
"""Name of a generated page → what makes it."""


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
