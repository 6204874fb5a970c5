"""Corpus → Dossier: references, zones and passages."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cases import lay

from briefings.dossier import Dossier
from briefings.load import load
from briefings.problems import Problem
from briefings.resolve import resolve

WIRE = "sources/wire-2024/source.yaml"


def resolved(folder: Path) -> tuple[Dossier | None, list[Problem]]:
    corpus, problems = load(folder / "content")
    assert corpus is not None, problems
    return resolve(corpus)


def change(folder: Path, name: str, **fields: object) -> None:
    """Set fields of a YAML file of the small dossier."""
    path = folder / "content" / name
    path.write_text(yaml.safe_dump(yaml.load(path.read_text(), Loader=yaml.BaseLoader) | fields, allow_unicode=True))


def fact(name: str, **fields: object) -> dict[str, object]:
    return {"id": name, "claim": f"The claim of {name}.", "kind": "event", "evidence": [
        {"source": "wire-2024", "quote": "The Port Authority of Seaport has ordered two cranes."}]} | fields


@pytest.fixture
def room(tmp_path: Path) -> Path:
    lay({}, tmp_path)
    return tmp_path


def test_facts_are_numbered_in_order_and_drafts_are_not(room: Path) -> None:
    change(room, "facts/harbour.yaml", facts=[fact("a"), fact("b", draft="true"), fact("c")])
    dossier, _ = resolved(room)
    assert dossier is not None
    assert {name: each.number for name, each in dossier.facts.items()} == {"a": "HAR-1", "c": "HAR-2"}
    assert [each.number for each in dossier.drafts.values()] == ["HAR-draft"]


def test_former_ids_lead_to_the_fact(room: Path) -> None:
    change(room, "facts/harbour.yaml", facts=[fact("a", formerly=["old-a"]), fact("b", updates=["old-a"])])
    dossier, _ = resolved(room)
    assert dossier is not None
    assert dossier.addresses["old-a"] == "a"


def test_a_passage_is_found_at_its_offsets(room: Path) -> None:
    dossier, _ = resolved(room)
    assert dossier is not None
    for _, evidence in dossier.each_evidence():
        (span,) = evidence.spans
        assert evidence.source.text[span.start : span.end] == evidence.quote


@pytest.mark.parametrize(("lines", "words"), [
    ((1, 1), "Port Authority orders two cranes"), ((1, 2), "Port Authority orders two cranes\nThe Wire, 3 May 2024"),
    ((3, 3), ""),
])
def test_a_zone_of_lines(room: Path, lines: tuple[int, int], words: str) -> None:
    change(room, WIRE, zones=[{"kind": "title", "lines": list(lines)}])
    dossier, _ = resolved(room)
    assert dossier is not None
    source = dossier.sources["wire-2024"]
    assert [zone.span.of(source.text) for zone in source.zones] == ([words] if words else [""])


@pytest.mark.parametrize("lines", [[0, 1], [2, 1], [1], [1, 2, 3], [4, 5], [999999999, 999999999]])
def test_lines_that_the_text_does_not_have(room: Path, lines: list[int]) -> None:
    change(room, WIRE, zones=[{"kind": "title", "lines": lines}])
    dossier, problems = resolved(room)
    assert dossier is None
    assert [problem.code for problem in problems] == ["S114"]


@settings(max_examples=60)
@given(start=st.integers(0, 150), length=st.integers(1, 60))
def test_a_zone_of_exact_words_with_what_stands_around_it_has_one_place(start: int, length: int, room: Path) -> None:
    lay({}, room)
    text = (room / "content/sources/wire-2024/article.txt").read_text()
    exact = text[start : start + length]
    if not exact.strip() or exact != exact.strip():
        return
    around = {name: words for name, words in (("prefix", text[:start]), ("suffix", text[start + length :])) if words.strip()}
    change(room, WIRE, zones=[{"kind": "subhead", "exact": exact, **around}])
    dossier, problems = resolved(room)
    assert dossier is not None, problems
    (zone,) = dossier.sources["wire-2024"].zones
    assert (zone.span.start, zone.span.end) == (start, start + length)


def test_every_id_that_leads_nowhere_is_told(room: Path) -> None:
    change(room, "facts/harbour.yaml", topic="harbor", facts=[
        fact("a", topics=["t-1"], entities=["e-1"], disputes=["f-1"], updates=["f-2"], corrects=["f-3"], fulfils=["f-4"],
             figures=[{"measure": "m-1", "amount": "2"}], evidence=[{"source": "s-1", "quote": "two cranes"}])])
    change(room, "measures.yaml", quay={"label": "Quay", "dispute": {"note": "n", "facts": ["f-5"]}})
    dossier, problems = resolved(room)
    assert dossier is None
    named = {problem.message.split('"')[1] for problem in problems if problem.code == "S109"}
    assert named == {"harbor", "t-1", "e-1", "f-1", "f-2", "f-3", "f-4", "f-5", "m-1", "s-1"}


def test_a_topic_page_that_the_dossier_does_not_list(room: Path) -> None:
    (room / "content/topics/harbours.md").write_text("---\ntitle: Two\n---\n")
    _, problems = resolved(room)
    assert [(problem.code, problem.message) for problem in problems] == [
        ("S109", 'the topic "harbours" is not in dossier.yaml; did you mean "harbour"?')]


def test_the_day_to_measure_on_is_the_dossiers_own(room: Path) -> None:
    dossier, _ = resolved(room)
    assert dossier is not None
    assert dossier.measured_on.isoformat() == "2024-05-03"
