"""Make the project's own site of docs/ with Pelican, in build/docs: part of `make docs`.

A page of Markdown becomes a page of the site; its links to other pages lead to theirs. What the site does not hold (the
code, the examples) is named, but not linked.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pelican import Pelican, signals
from pelican.readers import BaseReader
from pelican.settings import read_settings

from briefings.site.host import listening, signals_kept

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Begin": ("README.md", "docs/tutorial.md", "docs/method.md"),
    "How to": (
        "docs/writing.md", "docs/capture.md", "docs/draft.md", "docs/propose.md", "docs/disputes.md", "docs/languages.md",
        "docs/corrections.md", "docs/waivers.md", "docs/review.md", "docs/ci.md", "docs/publish.md", "docs/editions.md",
        "docs/verify.md", "docs/links.md", "docs/pdf.md", "docs/data.md",
    ),
    "Reference": ("docs/fields.md", "docs/commands.md", "docs/checks.md", "docs/reports.md", "docs/quotes.md", "docs/numbers.md"),
    "Behind it": ("docs/develop.md", "ARCHITECTURE.md", "docs/selftest.md", "docs/performance.md", "SECURITY.md",
                  "CONTRIBUTING.md", "CHANGELOG.md"),
}
"""What the site holds, in the order of its menu."""

PAGES = {path: "index.html" if path == "README.md" else f"{Path(path).stem.lower()}.html"
         for group in GROUPS.values() for path in group if (ROOT / path).exists()}
FILES = {path.relative_to(ROOT).as_posix(): path.relative_to(DOCS).as_posix()
         for path in sorted((*DOCS.glob("*.png"), *DOCS.glob("tutorial/*.html")))}
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


class Reader(BaseReader):  # type: ignore[misc]
    """Markdown as GitHub shows it: tables, and an id for each heading."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML of a page, and its title and address."""
        path = Path(source_path).relative_to(ROOT)
        tokens = MARKDOWN.parse(Path(source_path).read_text(encoding="utf-8"))
        name = title(tokens)
        for token, following in pairwise(tokens):
            if token.type == "heading_open":
                token.attrSet("id", anchor(following.content))
            if token.type == "inline":
                token.children = list(linked(token.children or [], path))
        html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
        return html, {"title": name, "save_as": PAGES[path.as_posix()], "url": PAGES[path.as_posix()]}


def title(tokens: list[Token]) -> str:
    """The words of the first heading."""
    at = next(number for number, token in enumerate(tokens) if token.type == "heading_open")
    return tokens[at + 1].content


def anchor(heading: str) -> str:
    """The id that a host of repositories gives to a heading, so that links hold in both places."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def linked(tokens: list[Token], page: Path) -> Iterator[Token]:
    """The tokens with links to where things lie on the site; a link to what it does not hold loses its ends."""
    dropped = 0
    for token in tokens:
        if token.type == "link_open":
            address = target(str(token.attrs["href"]), page)
            dropped += address is None
            if address is None:
                continue
            token.attrSet("href", address)
        elif token.type == "link_close" and dropped:
            dropped -= 1
            continue
        elif token.type == "image":
            token.attrSet("src", target(str(token.attrs["src"]), page) or "")
        yield token


def target(address: str, page: Path) -> str | None:
    """Where an address of a page leads on the site; None where the site does not hold it."""
    parts = urlsplit(address)
    if parts.scheme or not parts.path:
        return address
    path = ((ROOT / page).parent / parts.path).resolve().relative_to(ROOT).as_posix()
    found = (PAGES | FILES).get(path)
    return found and found + (f"#{parts.fragment}" if parts.fragment else "")


def register() -> None:
    """Pelican's door: this reader takes the place of its own."""
    signals.readers_init.connect(take_over)


def take_over(readers: Any) -> None:
    """Read pages of Markdown here."""
    readers.reader_classes["md"] = Reader


def settings(output: Path) -> dict[str, Any]:
    """Pelican's settings: pages alone, each link relative, the look of the dossiers."""
    return read_settings(None, override={
        "PATH": str(ROOT), "OUTPUT_PATH": str(output), "DELETE_OUTPUT_DIRECTORY": True, "SITENAME": "Briefings", "SITEURL": "",
        "RELATIVE_URLS": True, "TIMEZONE": "UTC", "DEFAULT_LANG": "en", "THEME": str(DOCS / "theme"),
        "THEME_STATIC_PATHS": ["static", str(ROOT / "theme" / "static")], "PLUGINS": [sys.modules[__name__]],
        "ARTICLE_PATHS": [], "PAGE_PATHS": list(PAGES), "STATIC_PATHS": list(FILES), "STATIC_EXCLUDE_SOURCES": False,
        "EXTRA_PATH_METADATA": {path: {"path": name} for path, name in FILES.items()},
        "READERS": {"html": None}, "DIRECT_TEMPLATES": [], "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "MENU": {name: [PAGES[path] for path in group if path in PAGES] for name, group in GROUPS.items()},
        "JINJA_ENVIRONMENT": {"autoescape": False, "trim_blocks": True, "lstrip_blocks": True, "extensions": []},
    })


def build(output: Path) -> list[str]:
    """Make the site in the folder `output`, whose content is replaced. Returns what failed."""
    with listening() as failures, signals_kept():
        Pelican(settings(output)).run()
    return failures.messages


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=ROOT / "build" / "docs")
def main(output: Path) -> None:
    """Make the site."""
    failures = build(output)
    for failure in failures:
        click.echo(failure, err=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
