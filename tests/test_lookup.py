"""`locate` for programs: JSON Lines in, JSON Lines out."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from test_cases import lay

from briefings.cli import main
from briefings.lookup import UnreadableError, answer, batch, texts

KEYS = ["id", "status", "level", "spans", "nearest", "reason"]
TEXT = "Nearly 40 people came. “No,” she said. Nearly 40 people left."


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*lines: object) -> Result:
    """`locate --batch -` on these lines: values as JSON, texts as they are."""
    given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    result = CliRunner().invoke(main, ["locate", "--batch", "-"], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def one(**request: object) -> dict[str, Any]:
    result = run(request)
    assert result.exit_code == 0, result.output
    (line,) = result.output.splitlines()
    verdict = json.loads(line)
    assert list(verdict) == KEYS
    return dict(verdict)


def test_a_verified_quote(room: Path) -> None:
    found = one(id="q1", text=TEXT, quote='"No," she said.')
    assert (found["id"], found["status"], found["level"], found["nearest"]) == ("q1", "verified", "typographic", None)
    (span,) = found["spans"]
    assert TEXT[span[0] : span[1]] == "“No,” she said."


def test_the_stretches_of_a_list_have_a_span_each(room: Path) -> None:
    found = one(text=TEXT, quote=["people came.", "she said."])
    assert [TEXT[start:end] for start, end in found["spans"]] == ["people came.", "she said."]


def test_an_ambiguous_quote_has_all_its_places(room: Path) -> None:
    found = one(text=TEXT, quote="Nearly 40 people")
    assert (found["status"], len(found["spans"])) == ("ambiguous", 2)
    assert one(text=TEXT, quote="Nearly 40 people", suffix=" left")["status"] == "verified"


def test_a_refuted_quote_has_the_nearest_passage(room: Path) -> None:
    found = one(text=TEXT, quote="Nearly 40 persons came.")
    assert (found["status"], found["spans"], found["level"]) == ("refuted", [], None)
    start, end = found["nearest"]["span"]
    assert TEXT[start:end] == found["nearest"]["text"]
    assert start <= found["nearest"]["diverges_at"] <= end


def test_a_quote_in_another_script_is_uncheckable(room: Path) -> None:
    assert one(text=TEXT, quote="Почти сорок человек")["status"] == "uncheckable"


def test_a_source_by_its_id_and_by_its_path(room: Path) -> None:
    by_id = one(source="wire-2024", quote="has ordered two cranes")
    assert by_id["status"] == "verified"
    assert one(source="content/sources/wire-2024/article.txt", quote="has ordered two cranes") == by_id


def test_offsets_count_a_byte_order_mark_crlf_and_code_points(room: Path) -> None:
    Path("bom.txt").write_bytes("\ufeff𝔸\r\nwords here\r\n".encode())
    assert one(source="bom.txt", quote="words here")["spans"] == [[4, 14]]


def test_the_verdicts_come_in_order_and_empty_lines_are_passed_over(room: Path) -> None:
    result = run({"id": 1, "text": TEXT, "quote": "came"}, "", "   ", {"id": None, "text": TEXT, "quote": "gone"},
                 {"id": ["x"], "text": "", "quote": "x"})
    assert [json.loads(line)["id"] for line in result.output.splitlines()] == [1, None, ["x"]]
    assert result.exit_code == 0


def test_a_file_of_no_lines_is_no_mistake(room: Path) -> None:
    assert (run().exit_code, run().output) == (0, "")


@pytest.mark.parametrize("line", [
    '{"id": NaN, "text": "a", "quote": "a"}', "not json", "[]", "1", "null", '"text"', "{",
    '{"text": "a"}', '{"quote": "a"}', '{"text": "a", "quote": 1}',
    '{"text": "a", "quote": []}', '{"text": "a", "quote": [1]}', '{"text": "a", "quote": {"a": "b"}}', '{"text": 1, "quote": "a"}',
    '{"source": "no-such", "quote": "a"}', '{"source": "", "quote": "a"}', '{"source": "/", "quote": "a"}',
    '{"source": "a\\u0000b", "quote": "a"}', '{"text": "a", "quote": "a", "prefix": 1}',
    '{"text": "a", "quote": "a", "suffix": ["b"]}',
    "[" * 100_000, '{"source": "' + "x" * 5_000 + '", "quote": "a"}',
], ids=lambda line: line[:30])
def test_a_line_that_cannot_be_read_is_exit_2_and_named(room: Path, line: str) -> None:
    result = run({"id": 1, "text": TEXT, "quote": "came"}, line, {"id": 3, "text": TEXT, "quote": "gone"})
    assert result.exit_code == 2
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert (first["status"], third["id"], third["status"]) == ("verified", 3, "refuted")
    assert (list(second), second["status"], second["spans"]) == (KEYS, "uncheckable", [])
    assert second["reason"].startswith("line 2: ")
    assert result.stderr.endswith("1 of 3 requests cannot be read; the reason of each begins with its line\n")


def test_an_unread_line_keeps_its_id(room: Path) -> None:
    result = run({"id": "q7", "source": "no-such", "quote": "a"})
    assert json.loads(result.stdout)["id"] == "q7"


def test_bytes_that_are_not_utf8_are_exit_2(room: Path) -> None:
    result = CliRunner().invoke(main, ["locate", "--batch", "-"], input=b'{"text": "\xff", "quote": "a"}\n')
    assert result.exit_code == 2


def test_half_a_surrogate_pair_is_no_traceback(room: Path) -> None:
    result = run('{"id": "\\ud800", "text": "a \\udc00 b", "quote": "b"}')
    assert result.exit_code in (0, 2)


def test_a_source_with_a_mistake_says_so(room: Path) -> None:
    (room / "content/sources/wire-2024/source.yaml").write_text("titel: T\n")
    result = run({"source": "wire-2024", "quote": "two cranes"})
    assert result.exit_code == 2
    assert "the required key title is missing" in result.output


KINDS = ("id", "text", "quote", "prefix", "suffix")
plain = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
json_values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3), max_leaves=5)


@given(request=st.fixed_dictionaries({}, optional=dict.fromkeys(KINDS, json_values)))
def test_any_request_is_answered_or_refused(request: dict[str, object], tmp_path: Path) -> None:
    with contextlib.suppress(UnreadableError):
        assert list(answer(request, texts(tmp_path))) == KEYS


def test_answers_come_one_by_one(tmp_path: Path) -> None:
    lines = (json.dumps({"text": TEXT, "quote": "came"}).encode() for _ in range(3))
    assert len(list(batch(lines, tmp_path))) == 3
