"""The PDFs of this repository's dossier, and of one whose every text is out of measure."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefings.pdf import make_pdfs, missing
from briefings.pdf.briefs import Briefs
from briefings.pipeline import Examined, examine

from .hostile import write_hostile

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "build" / ".pdf-cache"
Files = Mapping[str, bytes]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that is set on paper needs Pango; it goes to one worker, so that each PDF is set once."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("pdf"))
            if lacking := missing():
                item.add_marker(pytest.mark.skip(reason=lacking))


def made(examined: Examined, folder: Path, cache: Path) -> Files:
    """Every PDF by name."""
    result = make_pdfs(examined, folder, cache, "always")
    assert result.failures == ()
    return {name.removesuffix(".pdf"): (folder / name).read_bytes() for name in result.names}


@pytest.fixture(scope="session")
def dossier() -> Examined:
    return examine(ROOT / "content")


@pytest.fixture(scope="session")
def briefs(dossier: Examined) -> Briefs:
    return Briefs(dossier)


@pytest.fixture(scope="session")
def pdfs(dossier: Examined, tmp_path_factory: pytest.TempPathFactory) -> Files:
    return made(dossier, tmp_path_factory.mktemp("pdf"), CACHE)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Examined, Files]:
    folder = tmp_path_factory.mktemp("hostile")
    examined = examine(write_hostile(folder / "content"))
    assert examined.dossier is not None
    return examined, made(examined, folder / "pdf", folder / "cache")
