"""The misbehaving server, and one run over some of its addresses."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from briefings.external import Manners
from briefings.external.asking import Run, run
from briefings.external.links import Outgoing
from briefings.linklog import Entry
from briefings.web.answers import Limits
from tests.web.server import Server, misbehaving

DAY = date(2026, 3, 1)
QUICK = Manners(delay=0.0, budget=20.0, tries=3, limits=Limits(seconds=10, size=200_000, redirects=5, allow_private=True))
Look = Callable[..., Run]


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving() as running:
        yield running


@pytest.fixture
def look(server: Server) -> Look:
    """Ask paths of the server; one with a fragment asks for that, too. Keywords are those of Manners."""

    def ask(*paths: str, day: date = DAY, log: dict[str, Entry] | None = None, manners: Manners = QUICK) -> Run:
        known = Run(log if log is not None else {})
        wanted = (path.partition("#") for path in paths)
        run([Outgoing(server.address + path, (fragment,) if fragment else ()) for path, _, fragment in wanted],
            known, day, manners, lambda: None)
        return known

    return ask


@pytest.fixture
def dossier(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a built site with two links to the server, and a folder for the dossier."""
    (tmp_path / "content").mkdir()
    (tmp_path / "site").mkdir()
    links = "".join(f'<a href="{server.address}{path}">x</a>\n' for path in ("/ok", "/404"))
    (tmp_path / "site/index.html").write_text(links)
    monkeypatch.chdir(tmp_path)
    return tmp_path
