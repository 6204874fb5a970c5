"""From a built file back to the content: the file and line that an address, or else a whole page, was made from."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from briefings.load import Corpus, load
from briefings.problems import Place
from briefings.prose import Prose, cited, parser
from briefings.verify.addresses import bare, parse, resolve


class Origins:
    """What each part of a site came from, as the corpus tells it.

    Called with a built file (from the site's folder) and an address in it, or "": the place where an editor typed that
    address, or the citation that became it; else the record that the page shows; else the dossier's own file.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._records = dict(_records(corpus))
        self._anywhere = dict(_addresses(corpus))
        self._in_prose = {page: {**_citations(prose), **_links(prose)} for page, prose in _prose(corpus)}
        self._in_prose["index.html"] = {
            f"facts/{name}.html": name.place for point in corpus.dossier.main_points for name in cited(point)}

    def __call__(self, path: str, value: str) -> Place:
        typed = self._in_prose.get(path, {})
        known = typed.get(value) or self._anywhere.get(bare(value)) or typed.get(_target(path, value))
        return known or self._records.get(_page(path)) or self._corpus.dossier.place


class OriginsOf:
    """The origins of a site built from the dossier in a folder, which is read only when something is wrong."""

    def __init__(self, content: Path) -> None:
        self._content = content

    @cached_property
    def _origins(self) -> Origins | None:
        corpus, _ = load(self._content)
        return Origins(corpus) if corpus else None

    def __call__(self, path: str, value: str) -> Place | None:
        return self._origins(path, value) if self._origins else None


def _prose(corpus: Corpus) -> Iterator[tuple[str, Prose]]:
    """Every page whose words an editor wrote as Markdown."""
    yield from ((f"topics/{name}.html", prose) for name, prose in corpus.topics.items())
    yield from ((f"{name}.html", prose) for name, prose in corpus.pages.items())


def _records(corpus: Corpus) -> Iterator[tuple[str, Place]]:
    """Page → the place of the record that it shows."""
    yield from ((page, Place(prose.path)) for page, prose in _prose(corpus))
    yield from ((f"sources/{name}.html", record.place) for name, record in corpus.sources.items())
    yield from ((f"entities/{name}.html", record.place) for name, record in corpus.entities.items())
    for fact in (fact for sheet in corpus.sheets.values() for fact in sheet.facts):
        yield from ((f"facts/{name}.html", fact.place) for name in (fact.id, *fact.formerly))


def _addresses(corpus: Corpus) -> Iterator[tuple[str, Place]]:
    """Every address of the web in the YAML → its place."""
    dossier = corpus.dossier
    if dossier.report_to:
        yield str(dossier.report_to), dossier.report_to.place
    for record in corpus.sources.values():
        if record.archive:
            yield str(record.archive.url), record.archive.url.place
        if record.url:
            yield bare(record.url), record.url.place


def _target(path: str, value: str) -> str:
    """The file that a relative address leads to, which is how a citation is known again."""
    address = parse(value)
    try:
        return resolve(path, address.path) if address.is_relative and address.path else ""
    except ValueError:
        return ""


def _page(path: str) -> str:
    """The page whose record a file shows: that of a topic for its PDF and its data."""
    folder, stem = PurePosixPath(path).parts[:-1], PurePosixPath(path).name.partition(".")[0]
    if folder == ("pdf",):
        return f"topics/{stem.removesuffix('-glance')}.html"
    return "/".join((*folder[1:], f"{stem}.html")) if folder[:1] == ("data",) else path


def _citations(prose: Prose) -> Mapping[str, Place]:
    """The page of each fact that a text cites → the first citation."""
    return {f"facts/{name}.html": name.place for name in reversed(prose.citations)}


def _links(prose: Prose) -> Mapping[str, Place]:
    """Every address in a page's Markdown, as its HTML has it → the line and column where it stands first."""
    found: dict[str, Place] = {}
    lines = prose.body.split("\n")
    inline = (token for token in parser().parse(prose.body) if token.type == "inline")
    for token, block in zip(inline, prose.blocks, strict=False):
        first, last = token.map or (0, 1)
        for child in token.children or []:
            value = str(child.attrs.get("href") or child.attrs.get("src") or "")
            if value:
                line, column = _typed(lines[first:last], value)
                at = (block.place.line + line, column + 1)
                found.setdefault(value, Place(prose.path, *at, at[0], at[1] + len(value)))
    return found


def _typed(lines: list[str], value: str) -> tuple[int, int]:
    """The line (from 0) and column at which an address is typed, which HTML may have in percent signs."""
    for number, line in enumerate(lines):
        for form in (value, unquote(value)):
            if (column := line.find(form)) >= 0:
                return number, column
    return 0, 0
