"""Every planted defect is found, under the code that is expected, and nothing else is."""

import pytest

from briefings.verify import verify

from .planted import GOOD, lay, planted


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """File → code and message of each problem in it."""
    folder = tmp_path_factory.mktemp("site")
    lay(folder)
    problems: dict[str, list[tuple[str, str]]] = {}
    for one in verify(folder, "site"):
        problems.setdefault(one.place.path.removeprefix("site/"), []).append((one.code, one.message))
    return problems


@pytest.mark.parametrize(("path", "code"), planted().items())
def test_a_planted_defect_is_found_and_nothing_else_in_its_file(
    found: dict[str, list[tuple[str, str]]], path: str, code: str
) -> None:
    assert [one for one, _ in found.get(path, [])] == [code], found.get(path)


def test_nothing_is_found_where_nothing_is_wrong(found: dict[str, list[tuple[str, str]]]) -> None:
    assert {path: messages for path, messages in found.items() if path not in planted()} == {}


def test_there_are_as_many_good_things_as_defects() -> None:
    assert len(planted()) >= 85
    assert len(GOOD) >= 85
