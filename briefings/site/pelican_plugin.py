"""Pelican's door: the one importer of Pelican. A reader for the dossier's prose, and a generator of its pages.

`PLUGINS = ["briefings.site.pelican_plugin"]` is all that a pelicanconf.py needs. Plain `pelican` examines the
dossier itself; `briefings build` hands over what it has examined in the setting `BRIEFINGS_EXAMINED`.
"""

from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.readers import BaseReader

from briefings.dossier import Dossier
from briefings.pipeline import Examined, examine
from briefings.report import render
from briefings.site.files import files
from briefings.site.links import topic_path
from briefings.site.markup import html, markers, rendered
from briefings.site.page import Page
from briefings.site.pages import Pages
from briefings.site.reuse import Reuse, Standing
from briefings.site.views import Views
from briefings.site.wording import count

KEY = "BRIEFINGS_EXAMINED"
STANDING = "BRIEFINGS_STANDING"


class DossierError(Exception):
    """The dossier has errors, so there is nothing to render."""


def register() -> None:
    """Pelican calls this. Connecting twice is the same as once."""
    signals.initialized.connect(obtain)
    signals.readers_init.connect(add_reader)
    signals.get_generators.connect(generator)


def obtain(pelican: Any) -> None:
    """Examine the dossier, unless that was done. Raises DossierError with the report where it does not pass."""
    examined: Examined = pelican.settings.get(KEY) or examine(Path(pelican.settings["PATH"]))
    if not examined.passed or examined.dossier is None:
        raise DossierError("the dossier has errors\n" + render(examined.problems, examined.summary, "text"))
    pelican.settings[KEY] = examined


def add_reader(readers: Any) -> None:
    """All Markdown of the dossier goes through our reader."""
    readers.reader_classes["md"] = ProseReader


def generator(_pelican: Any) -> type[Generator]:
    """The generator of all pages."""
    return BriefingGenerator


class ProseReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads topics/*.md and pages/*.md with markdown-it-py; front matter is that of `records.Front`."""

    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The page's HTML, written for the place where the page will lie, and Pelican's metadata."""
        dossier: Dossier = self.settings[KEY].dossier
        path = Path(source_path)
        is_topic = path.parent.name == "topics"
        prose = (dossier.corpus.topics if is_topic else dossier.corpus.pages)[path.stem]
        here = topic_path(path.stem) if is_topic else f"{path.stem}.html"
        shown = [fact.id for fact in dossier.by_topic[path.stem]] if is_topic else []
        content = html(prose.body, markers(dossier, prose.citations, here, shown), top=3 if is_topic else 2)
        slug = f"{path.parent.name}-{path.stem}"
        return str(content), {"title": str(prose.front.title), "slug": slug, "url": here}


class BriefingGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes every page of the dossier by the theme's templates, through Pelican's writer."""

    def generate_output(self, writer: Any) -> None:
        """Write the pages, and the files beside them."""
        self.env.globals["count"] = count
        self.env.auto_reload = False  # no template changes while the pages are written
        prose = {
            str(PurePosixPath(page.get_relative_source_path())): rendered(page.content) for page in self.context["pages"]
        }
        standing: Standing = self.settings.get(STANDING) or Standing()
        views = Views(self.settings[KEY].dossier, standing.cache)
        pages = tuple(Pages(views, prose, self.settings.get("BRIEFINGS_PDFS", ())))
        reuse = Reuse(standing, Path(self.output_path), self.settings, self.env)
        self.env.bytecode_cache = reuse.compiled
        for path, content in files(self.settings[KEY], views, pages):
            reuse.lay(path, content)
        for page in pages:
            reuse.put(page, views.site, partial(self.write, writer, page, views))

    def write(self, writer: Any, page: Page, views: Views) -> None:
        """Render one page."""
        writer.write_file(
            page.path, self.get_template(page.template), self.context, relative_urls=True,
            page=page, site=views.site, dossier=views.dossier, to=page.to, **page.values,
        )
