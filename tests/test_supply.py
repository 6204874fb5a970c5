"""What the program is made of: every dependency pinned with its hashes, and a known vulnerability fails `make lint`."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tools.audit import verdict

ROOT = Path(__file__).parents[1]
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; [^\\]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.MULTILINE)


def asked_for() -> set[str]:
    """Every distribution that pyproject.toml names, in the normal form of its name (PEP 503)."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values(), *settings["dependency-groups"].values()]
    return {normal(re.split(r"[^\w.-]", each)[0]) for group in groups for each in group}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_line_of_the_pins_is_a_version_with_hashes() -> None:
    assert re.sub(r"^#.*\n", "", PIN.sub("", PINS), flags=re.MULTILINE) == "", "run `make lock`"


def test_every_dependency_is_pinned() -> None:
    assert asked_for() <= {normal(match[1]) for match in PIN.finditer(PINS)}, "run `make lock`"


def test_the_pins_hold_for_other_systems_too() -> None:
    """A package with compiled parts has a file for each system, and its source."""
    hashes = {normal(match[1]): match[3].count("sha256:") for match in PIN.finditer(PINS)}
    assert min(hashes[name] for name in ("pyyaml", "rapidfuzz", "selectolax", "pikepdf")) > 20


def test_make_installs_nothing_that_is_not_pinned() -> None:
    installs = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-index --no-deps" in line for line in installs)


def answer(**fields: object) -> str:
    tame, good = {"name": "tame", "version": "1.0"} | fields, {"name": "good", "version": "2.0", "vulns": []}
    return json.dumps({"dependencies": [tame, good]})


@pytest.mark.parametrize(("said", "complaint", "passes", "words"), [
    (answer(vulns=[]), "", True, "2 dependencies audited, 0 known"),
    (answer(vulns=[{"id": "PYSEC-1", "fix_versions": ["1.1"]}]), "", False, "tame 1.0: PYSEC-1, mended in 1.1"),
    (answer(vulns=[{"id": "PYSEC-1", "fix_versions": []}]), "", False, "mended in none"),
    (answer(skip_reason="not found"), "", True, "1 could not be audited: tame"),
    ("", "Traceback\nrequests.exceptions.ConnectionError: no name", True, "nobody could be asked"),
    ("", "usage: pip-audit [-h]\npip-audit: error: unrecognized arguments", False, "pip-audit failed"),
    ("", "", False, "no answer"),
])
def test_a_known_vulnerability_fails_and_a_missing_network_does_not(said: str, complaint: str, passes: bool, words: str) -> None:
    passed, told = verdict(said, complaint)
    assert passed == passes
    assert words in told


def test_each_promise_is_held_by_a_test_that_is_there() -> None:
    table = re.findall(r"^\| .+ \| (.*) \|$", (ROOT / "SECURITY.md").read_text(encoding="utf-8"), re.MULTILINE)[1:]
    for held_by in table:
        named = [name if "/" in name else f"tests/cases/{name}" for name in re.findall(r"`([\w/.]+\.case|tests/[\w/.]+)`", held_by)]
        assert named, held_by
        assert [name for name in named if not (ROOT / name).exists()] == []
