"""What every test shares: small dossiers written from text, and the rule that CI skips nothing."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes is a matter of the machine, and no test's; a folder of a test may serve all its examples.
settings.register_profile("timeless", deadline=None, suppress_health_check=(
    HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture))
settings.load_profile("timeless")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write files below a new content folder and return it."""

    def written(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "content"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return written


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):  # type: ignore[no-untyped-def]
    """Where BRIEFINGS_NO_SKIP is set, a skipped test is a failed one: CI has every tool."""
    outcome = yield
    result = outcome.get_result()
    if result.skipped and os.environ.get("BRIEFINGS_NO_SKIP") and not hasattr(result, "wasxfail"):
        result.outcome = "failed"
        result.longrepr = f"skipped where nothing may be: {result.longrepr}"
