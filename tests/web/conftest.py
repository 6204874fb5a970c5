"""The misbehaving server, one for each test."""

from collections.abc import Iterator

import pytest

from .server import Server, misbehaving


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving() as running:
        yield running
