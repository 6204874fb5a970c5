"""Which files need not be made again: those of the standing site that would come out the same."""

import hashlib
import shutil
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.nodes import Import

from briefings.cache import Cache, Digests, digest
from briefings.site.catalogue import SourceLink
from briefings.site.compiled import Compiled
from briefings.site.disputes import DisputeView
from briefings.site.facts import FactView
from briefings.site.figures import MeasureView
from briefings.site.page import Page, Site
from briefings.site.sources import SourceView
from briefings.site.topics import TopicView

OURS = ["briefings.site.pelican_plugin"]
GIVEN = frozenset(("page", "site", "to"))
"""What every template is given beside the values of its page."""


@dataclass(frozen=True)
class Standing:
    """The site that stands in the folder `site`, what is known of it, and a hash of all that shapes its pages."""

    cache: Cache = field(default_factory=Cache)
    site: Path | None = None
    look: Callable[[Mapping[str, Any]], bytes] = lambda _: b""


@dataclass(frozen=True)
class Reuse:
    """Puts files into the folder `output`: as they stand, or new. `settings` and `environment` are Pelican's.

    No file is written twice, for it may be one with a file of the standing site. A plugin beside ours may want to see each
    page written, and a template that reads more than its page is given can show anything: then all pages are rendered.
    """

    standing: Standing
    output: Path
    settings: Mapping[str, Any]
    environment: Environment

    def put(self, page: Page, site: Site, render: Callable[[], object]) -> None:
        """Put one page there; `render` writes it anew."""
        if self.standing.site is None or not self.closed(page):
            render()
            return
        key = self.digests.of(self.look, site, sorted(page.shown), replace(page, shown=frozenset()))
        self.standing.cache.recall("pages", key, partial(self.rendered, page, render), partial(self.taken, page.path))

    def rendered(self, page: Page, render: Callable[[], object]) -> bytes:
        """The hash of the page once it is written."""
        render()
        new = self.output / page.path
        return self.standing.cache.hashed(new, new.stat())

    def lay(self, path: str, content: bytes | str) -> None:
        """Put a file there that is no page."""
        data = content if isinstance(content, bytes) else content.encode()
        if not self.taken(path, hashlib.sha256(data).digest()):
            (self.output / path).write_bytes(data)

    def taken(self, path: str, wanted: bytes) -> bool:
        """Whether a file of that hash stands there; if so, it is taken over. Its folder is made in any case."""
        new, folder = self.output / path, path.rpartition("/")[0]
        if folder not in self.folders:
            new.parent.mkdir(parents=True, exist_ok=True)
            self.folders.add(folder)
        if self.standing.site is None or not self.stands(self.standing.site / path, wanted):
            return False
        same(self.standing.site / path, new)
        return True

    def stands(self, old: Path, wanted: bytes) -> bool:
        """Whether a path leads to a file of that hash, and not to a link."""
        try:
            found = old.lstat()
            return stat.S_ISREG(found.st_mode) and self.standing.cache.hashed(old, found) == wanted
        except OSError:
            return False  # it is not there, or cannot be read: it is made anew

    @cached_property
    def folders(self) -> set[str]:
        """The folders that were made."""
        return set()

    @cached_property
    def look(self) -> bytes:
        """A hash of templates and settings."""
        return self.standing.look(self.settings)

    @cached_property
    def compiled(self) -> Compiled:
        """The templates as code."""
        return Compiled(self.standing.cache.room(self.look))

    @cached_property
    def digests(self) -> Digests:
        """Hashes of what pages show."""
        return Digests(Site, FactView, SourceLink, SourceView, TopicView, MeasureView, DisputeView)

    @cached_property
    def names(self) -> dict[str, frozenset[str] | None]:
        """Template → the names that it and those that it takes in ask for."""
        return {}

    def closed(self, page: Page) -> bool:
        """Whether the page shows nothing but what it is given, and settings."""
        if page.template not in self.names:
            key = digest(self.look, page.template)
            found = self.standing.cache.recall("names", key, lambda: asked(self.environment, page.template))
            self.names[page.template] = None if found is None else frozenset(found)
        names = self.names[page.template]
        return names is not None and self.settings["PLUGINS"] == OURS and all(
            name in GIVEN or name in page.values or name.isupper() for name in names)


def asked(environment: Environment, template: str) -> tuple[str, ...] | None:
    """The names that a template, and those that it takes in, ask for; None where one is not named outright."""
    found: dict[str, set[str]] = {}
    imported = set(environment.globals)  # what a base imports, blocks of the templates that extend it see, too
    waiting: list[str | None] = [f"{template}.html"]
    while waiting:
        name = waiting.pop()
        if name is None:
            return None
        if name not in found:
            assert environment.loader
            tree = environment.parse(environment.loader.get_source(environment, name)[0])
            found[name] = find_undeclared_variables(tree)
            imported.update(each.target for each in tree.find_all(Import))
            waiting.extend(find_referenced_templates(tree))
    return tuple(sorted(set().union(*found.values()) - imported))


def same(old: Path, new: Path) -> None:
    """Give a file one more name, which takes no writing; a copy where the file system knows no such thing."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copyfile(old, new)
