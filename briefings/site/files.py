"""What a site holds beside its pages: data, feeds, the index of the search."""

from collections.abc import Iterator, Sequence
from functools import partial

from briefings.cache import digest
from briefings.pipeline import Examined
from briefings.site.exports import exports
from briefings.site.feeds import feeds
from briefings.site.page import Page
from briefings.site.search import search_index
from briefings.site.views import Views


def files(examined: Examined, views: Views, pages: Sequence[Page]) -> Iterator[tuple[str, bytes | str]]:
    """Path from the site's root → content; `views` are those of the examined dossier."""
    yield from exports(views.history, examined.published.summary, views.cache).items()
    yield from feeds(views.history, tuple(page.path for page in pages if page.indexed)).items()
    yield "search-index.js", search_index(views.catalogue)
    for each in (page.preview for page in pages if page.preview):
        yield each.path, views.cache.recall("pictures", digest(each), partial(getattr, each, "drawn"))
