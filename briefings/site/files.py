"""What a site holds beside its pages: data, feeds, the index of the search."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefings.pipeline import Examined
from briefings.site.exports import exports
from briefings.site.feeds import feeds
from briefings.site.page import Page
from briefings.site.search import search_index


def write_files(examined: Examined, pages: Sequence[Page], output: Path) -> None:
    """Write every file of an examined dossier below `output`; `pages` are the site's."""
    for name, content in files(examined, pages):
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def files(examined: Examined, pages: Sequence[Page]) -> Iterator[tuple[str, bytes | str]]:
    """Path from the site's root → content."""
    assert examined.dossier is not None
    yield from exports(examined.dossier, examined.published.summary).items()
    yield from feeds(examined.dossier, tuple(page.path for page in pages if page.indexed)).items()
    yield "search-index.js", search_index(examined.dossier)
    yield from ((page.preview.path, page.preview.drawn) for page in pages if page.preview)
