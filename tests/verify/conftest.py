"""A built site in a few words: file name → text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.verify import verify

Lines = Callable[..., list[str]]


@pytest.fixture
def problems(tmp_path: Path) -> Lines:
    """Write the files given and verify them: each problem as `place: code message`, without the folder. A page that is
    given no words has an empty paragraph."""

    def run(files: dict[str, str | bytes] | None = None, **pages: str) -> list[str]:
        named = {f"{name}.html": body for name, body in pages.items()}
        for path, content in {"index.html": "", **named, **(files or {})}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            content = content or ("<p>" if path.endswith(".html") else "")
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = verify(tmp_path, "site")
        return [f"{str(one.place).removeprefix('site/')}: {one.code} {one.message}" for one in found]

    return run
