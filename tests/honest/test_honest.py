"""Honest facts are not harassed: each fact in these files is true to its source, however it is put, and passes."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from small_dossiers import HONEST, problems_of, read_data


def every_fact() -> Iterator[Any]:
    for path in sorted(HONEST.glob("*.yaml")):
        for fact in read_data(path)["facts"]:
            known = fact.get("known_miss")
            marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
            yield pytest.param(path, fact["id"], id=f"{path.stem}:{fact['id']}", marks=marks)


@cache
def examined(path: Path, root: Path) -> list[tuple[str | None, str]]:
    """The problems of all facts of a file."""
    data = read_data(path)
    facts = [{key: value for key, value in fact.items() if key not in ("known_miss", "why")} for fact in data["facts"]]
    return problems_of(data, facts, root / path.stem / "content")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("honest")


@pytest.mark.parametrize(("path", "fact"), list(every_fact()))
def test_an_honest_fact_passes(path: Path, fact: str, room: Path) -> None:
    wrong = [problem for owner, problem in examined(path, room) if owner in (fact, None)]
    assert not wrong, "\n".join(wrong)


def test_there_are_enough_of_them() -> None:
    facts = Counter(param.values[0].stem for param in every_fact())
    assert sum(facts.values()) >= 150
    assert len(facts) >= 6
