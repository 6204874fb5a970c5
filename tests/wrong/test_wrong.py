"""Wrong facts are refused: each alteration in these files is one that an editor could make, and a check names it.

A file is called after the file of honest facts whose facts it alters. An alteration says which fact it alters
(`of`), which code must fire (`expect`; any of several), and the fields that it puts in the fact's place.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from small_dossiers import HONEST, WRONG, problems_of, read_data

OWN = ("of", "expect", "why", "known_miss")


def every_alteration() -> Iterator[Any]:
    for path in sorted(WRONG.glob("*.yaml")):
        for number, change in enumerate(read_data(path)["wrong"], 1):
            known = change.get("known_miss")
            marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
            yield pytest.param(path.stem, change, id=f"{path.stem}:{number}:{change['of']}", marks=marks)


def altered(fact: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """The fact with the fields of the change; a field changed to nothing is taken away."""
    whole = {**fact, **{key: value for key, value in change.items() if key not in OWN}}
    return {key: value for key, value in whole.items() if value != "" and key not in ("why", "known_miss")}


@pytest.mark.parametrize(("name", "change"), list(every_alteration()))
def test_a_wrong_fact_is_refused(name: str, change: Mapping[str, Any], tmp_path: Path) -> None:
    data = read_data(HONEST / f"{name}.yaml")
    facts = {fact["id"]: fact for fact in data["facts"]}
    kept = [facts[other] for other in change.get("beside", ())]
    wrong = altered(facts[change["of"]], {key: value for key, value in change.items() if key != "beside"})
    problems = [problem for _, problem in problems_of(data, [*kept, wrong], tmp_path / "content")]
    codes = {problem.split(" ", 1)[0] for problem in problems}
    expected = change["expect"] if isinstance(change["expect"], list) else [change["expect"]]
    assert codes & set(expected), "\n".join(problems) or "nothing was found"


def test_there_are_enough_of_them() -> None:
    assert sum(1 for _ in every_alteration()) >= 240
