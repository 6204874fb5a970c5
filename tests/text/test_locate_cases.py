"""The public cases of other people's verifiers: what is decided otherwise here, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefings.text.locate import Status, locate

CASES = Path(__file__).parents[2] / ".." / "shared" / "cases" / "quotes.jsonl"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the public cases are not beside the project")

# Why each case is decided otherwise; docs/quotes.md gives the reasons at length.
DEVIATIONS = {
    "an ellipsis is typed as a list of stretches": {
        *(f"sourceverifier/{number}" for number in ("05", "06", "07", "08", "15", "19", "23")),
        *("daimon/07", "daimon/09", "linkml/09", "linkml/10", "linkml/12"),
    },
    "an explanation is a gloss": {"linkml/06", "linkml/07", "linkml/08"},
    "quotation marks are the source's, never the editor's": {"sourceverifier/04"},
    "marks of emphasis are characters of the source": {"daimon/03", "daimon/04"},
    "capitals beyond the first letter are the source's": {"daimon/06"},
    "length is a check of its own, Q307": {"sourceverifier/13"},
    "a quote never ends inside a word": {
        *(f"annotator/{name}" for name in ("simple", "across-elements", "text-inside-<head>")),
        *("annotator/with-suffix", "annotator/with-prefix-and-suffix", "annotator/with-empty-prefix-and-suffix"),
        "annotator/overlapping-matches-in-one-node",
        "annotator/overlapping-matches-stretching-multiple-nodes",
        "annotator/with-prefix-and-suffix,-two-matches",
    },
    "white space beside the context is not compared": {"annotator/with-suffix,-no-matches-due-to-whitespace"},
}
EXPECTED = {
    "found": Status.VERIFIED,
    "ambiguous": Status.AMBIGUOUS,
    "no_source": Status.UNCHECKABLE,
    "uncheckable_script": Status.UNCHECKABLE,
}


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def agrees(case: dict[str, Any]) -> bool:
    verdict = locate(case["text"], case["quote"], case["prefix"] or "", case["suffix"] or "")
    if verdict.status is not EXPECTED.get(case["expect"], Status.REFUTED):
        return False
    return not (verdict.spans and case["spans"]) or [list(span) for span in verdict.spans] == case["spans"]


def test_exactly_the_recorded_cases_are_decided_otherwise() -> None:
    otherwise = {case["id"] for case in cases() if not agrees(case)}
    assert otherwise == set().union(*DEVIATIONS.values())


LISTS = {
    "sourceverifier/05": ["broke ground in 1994", "opened to traffic in August 2002"],
    "sourceverifier/06": ["broke ground in 1994", "four years behind schedule"],
    "sourceverifier/19": [
        "Three-story rectangular shape with symmetrical two- story wings;",
        "This utilitarian, school-like building reflected the practical values",
    ],
    "daimon/07": ["first we rotate the pointer chain", "write the new latest atomically"],
    "linkml/09": ["MUC1 oncoprotein", "apoptotic response"],
    "linkml/10": ["MUC1", "blocks nuclear targeting", "apoptotic response"],
}
NOT_EVEN_AS_LISTS = {
    "sourceverifier/11": ["opened to traffic in August 2002", "broke ground in 1994"],
    "sourceverifier/15": ["Construction faced multiple delays due to funding shortages.", "in 1994"],
    "sourceverifier/21": ["broke ground in 1994", "a passage that never appears anywhere", "four years behind schedule"],
    "daimon/08": ["write the new latest atomically", "first we rotate the pointer chain"],
    "linkml/11": ["apoptotic response", "MUC1 oncoprotein"],
}


@pytest.mark.parametrize("case_id", [*LISTS, *NOT_EVEN_AS_LISTS])
def test_elided_cases_as_lists(case_id: str) -> None:
    text = next(case["text"] for case in cases() if case["id"] == case_id)
    verdict = locate(text, (LISTS | NOT_EVEN_AS_LISTS)[case_id])
    assert (verdict.status is Status.VERIFIED) == (case_id in LISTS)
