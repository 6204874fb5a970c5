"""Numbers and dates on public test suites: the figures in docs/numbers.md do not fall."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
CASES = ROOT / ".." / "shared" / "cases" / "numbers.jsonl"

pytestmark = pytest.mark.skipif(not CASES.is_file(), reason="the shared cases are not here")

FLOORS = {  # recall, precision
    "number": (0.70, 0.66), "quantities": (0.83, 0.84), "percent": (0.75, 1.0), "number-range": (0.94, 0.94),
    "ordinal": (0.90, 0.90), "currency": (0.90, 0.88), "dimension": (0.74, 0.85), "age": (1.0, 1.0),
    "date": (0.56, 0.97), "date-period": (0.81, 1.0),
}  # fmt: skip


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("number_reading", ROOT / "benchmarks" / "number_reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["number_reading"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores(benchmark: ModuleType) -> dict[str, tuple[float, float]]:
    return {kind: (score.recall, score.precision) for kind, score in benchmark.measure(CASES).items()}


@pytest.mark.parametrize("suite", FLOORS)
def test_recall_and_precision_hold(suite: str, scores: dict[str, tuple[float, float]]) -> None:
    recall, precision = scores[suite]
    assert recall >= FLOORS[suite][0]
    assert precision >= FLOORS[suite][1]


def test_every_suite_is_measured(scores: dict[str, tuple[float, float]]) -> None:
    assert set(scores) == set(FLOORS)
