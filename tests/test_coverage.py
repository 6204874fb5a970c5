"""What no fact quotes: whole sentences, and with parts what a quote leaves."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from test_cases import lay

from briefings.coverage import gaps, without
from briefings.dossier import Dossier
from briefings.pipeline import examine
from briefings.text.span import Span

ARTICLE = "Title\n\nOne is here. Two is there, and three. Four (4) follows!\n\nFive ends it.\n"


def dossier(folder: Path, quotes: list[str], **source: object) -> Dossier:
    """The small dossier with another article and facts of these quotes."""
    lay({}, folder)
    path = folder / "content/sources/wire-2024"
    (path / "article.txt").write_text(ARTICLE)
    record = yaml.safe_load((path / "source.yaml").read_text()) | {"zones": [{"kind": "title", "lines": [1, 1]}]} | source
    (path / "source.yaml").write_text(yaml.safe_dump(record, default_flow_style=False))
    facts = [{"id": f"fact-{at}", "claim": f"Claim {at}.", "kind": "event", "evidence": [{"source": "wire-2024", "quote": quote}]}
             for at, quote in enumerate(quotes)]
    facts.append({"id": "another", "claim": "Another claim.", "kind": "event", "evidence": [
        {"source": "gazette-2024", "quote": "This website uses cookies."}]})
    (folder / "content/facts/harbour.yaml").write_text(
        yaml.safe_dump({"topic": "harbour", "title": "H", "prefix": "HAR", "facts": facts}))
    found = examine(folder / "content").dossier
    assert found is not None
    return found


def listed(found: Dossier, parts: bool = False) -> list[tuple[int, str]]:
    return [(gap.line, gap.text) for gap in gaps(found, parts) if gap.source.id == "wire-2024"]


SENTENCES = [(3, "One is here."), (3, "Two is there, and three."), (3, "Four (4) follows!"), (5, "Five ends it.")]


def test_without_quotes_every_sentence_is_listed(tmp_path: Path) -> None:
    assert listed(dossier(tmp_path, [])) == SENTENCES


def test_a_sentence_that_a_quote_touches_is_not(tmp_path: Path) -> None:
    assert listed(dossier(tmp_path, ["Two is there", "Five ends it."])) == [SENTENCES[0], SENTENCES[2]]


def test_parts_lists_what_the_quotes_leave(tmp_path: Path) -> None:
    found = dossier(tmp_path, ["Two is there", "follows", "Five ends it", "One is here."])
    assert listed(found, parts=True) == [(3, ", and three."), (3, "Four (4)")]


@pytest.mark.parametrize("stretch", [{"lines": [3, 3]}, {"exact": "One is here. Two is there, and three. Four (4) follows!"}])
def test_what_is_set_aside_or_in_a_zone_is_not_listed(tmp_path: Path, stretch: dict[str, object]) -> None:
    aside = dossier(tmp_path / "a", [], **{"set-aside": [stretch | {"reason": "of no matter"}]})
    zoned = dossier(tmp_path / "b", [], zones=[{"kind": "title", "lines": [1, 1]}, stretch | {"kind": "caption"}])
    assert listed(aside) == listed(zoned) == [SENTENCES[3]]


def test_an_open_part_of_a_sentence_beside_what_is_set_aside_is_listed(tmp_path: Path) -> None:
    found = dossier(tmp_path, ["One is here", "Five ends", "Four (4)"], **{"set-aside": [{"exact": "and three", "reason": "r"}]})
    assert listed(found) == [(3, "Two is there,")]


spans = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans, st.lists(spans, max_size=5))
def test_what_is_left_is_what_no_cut_covers(span: Span, cuts: list[Span]) -> None:
    left = [at for piece in without(span, cuts) for at in range(piece.start, piece.end)]
    assert left == [at for at in range(span.start, span.end) if not any(cut.start <= at < cut.end for cut in cuts)]
