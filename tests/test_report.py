"""Problems as text, JSON, GitHub annotations, SARIF and JUnit: the exact output of one small run."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefings.problems import Fix, Level, Place, Problem
from briefings.report import FORMATS, render

SCHEMAS = Path(__file__).parent / "schemas"
ENERGY = "content/facts/energy.yaml"

DRIFT = Problem(
    "Q301",
    Level.ERROR,
    "these words are not in source efe-2021",
    Place(ENERGY, 14, 16, 14, 60),
    detail=(
        "quoted:  ... will remain at this year's level",
        "source:  ... will stay at this year’s level          content/sources/efe-2021/article.txt:48",
        "                  ^^^^",
    ),
    fact="gas-tariff-2022",
    source="efe-2021",
    fix=Fix(Place(ENERGY, 14, 50, 14, 51), "'", "’"),
)
SHORT = Problem("Q307", Level.WARNING, "“won” is short", Place(ENERGY, 20, 9, 21, 4), fact="won")
LONE = Problem("C703", Level.INFO, "the claim rests on one source", Place(ENERGY, 30, 5, 30, 9), fact="won")
SCRIPT = Problem(
    "Q310",
    Level.INFO,
    "the source has no Cyrillic",
    Place("content/facts/military.yaml", 3, 1, 3, 2),
    source="efe-2021",
    unchecked=True,
)
PROBLEMS = (DRIFT, SHORT, LONE, SCRIPT)
SUMMARY = {
    "facts": 61,
    "quotes": {"verified": 86, "refuted": 1, "ambiguous": 0, "uncheckable": 1},
    "errors": 1,
    "warnings": 1,
    "infos": 1,
    "could_not_check": 1,
    "waived": 0,
}


def with_message(message: str, *detail: str) -> Problem:
    return replace(SHORT, message=message, detail=detail)


def test_text() -> None:
    assert render(PROBLEMS, SUMMARY, "text") == (
        "content/facts/energy.yaml:14:16: Q301 these words are not in source efe-2021\n"
        "  quoted:  ... will remain at this year's level\n"
        "  source:  ... will stay at this year’s level          content/sources/efe-2021/article.txt:48\n"
        "                    ^^^^\n"
        "content/facts/energy.yaml:20:9: Q307 warning: “won” is short\n"
        "content/facts/military.yaml:3:1: Q310 could not check: the source has no Cyrillic\n"
        "\n"
        "61 facts checked, 88 quotes: 86 verified, 1 refuted, 1 uncheckable. "
        "1 error, 1 warning, 1 for information, 1 could not check.\n"
    )


def test_text_shows_information_when_asked() -> None:
    lines = render(PROBLEMS, SUMMARY, "text", verbose=True).split("\n")
    assert lines[5] == "content/facts/energy.yaml:30:5: C703 info: the claim rests on one source"


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ({}, "No errors."),
        ({"errors": 0, "warnings": 2}, "No errors, 2 warnings."),
        ({"facts": 1, "quotes": {"verified": 1}}, "1 fact checked, 1 quote: 1 verified. No errors."),
        ({"facts": 0, "quotes": {}}, "0 facts checked. No errors."),
        ({"facts": 2, "errors": 3, "waived": 1}, "2 facts checked. 3 errors, 1 waived."),
    ],
)
def test_the_counts_in_words(summary: dict[str, Any], words: str) -> None:
    assert render((), summary, "text") == words + "\n"


@pytest.mark.parametrize("format", ["text", "github"])
def test_nothing_reaches_a_terminal_that_it_would_obey_or_hide(format: str) -> None:
    hostile = replace(with_message("\x1b[2J \u202egpj\x07\n", "\r\u200b\x9b\n::error::x"), place=Place("a\x1b\ud800.yaml"))
    written = render([hostile], {}, format)
    assert "\\x1b[2J \\u202egpj\\x07\\x0a" in written
    assert "\\x0d\\u200b\\x9b" in written
    assert "a\\x1b\\ud800.yaml" in written
    assert not any(one in written for one in "\x1b\u202e\x07\r\u200b\x9b\ud800")


def test_a_detail_of_two_lines_stays_indented() -> None:
    assert render([with_message("m", "one\n\ntwo")], {}, "text") == (
        "content/facts/energy.yaml:20:9: Q307 warning: m\n  one\n\n  two\n\nNo errors.\n"
    )


def test_json() -> None:
    written = render((DRIFT, SCRIPT), {"facts": 61}, "json")
    assert json.loads(written) == {
        "version": 1,
        "summary": {"facts": 61},
        "problems": [
            {
                "code": "Q301",
                "level": "error",
                "message": "these words are not in source efe-2021",
                "path": "content/facts/energy.yaml",
                "line": 14,
                "column": 16,
                "end_line": 14,
                "end_column": 60,
                "detail": list(DRIFT.detail),
                "fact": "gas-tariff-2022",
                "source": "efe-2021",
                "fix": {
                    "path": "content/facts/energy.yaml",
                    "line": 14,
                    "column": 50,
                    "end_line": 14,
                    "end_column": 51,
                    "text": "’",
                },
            },
            {
                "code": "Q310",
                "level": "info",
                "message": "the source has no Cyrillic",
                "path": "content/facts/military.yaml",
                "line": 3,
                "column": 1,
                "end_line": 3,
                "end_column": 2,
                "source": "efe-2021",
                "unchecked": True,
            },
        ],
    }
    assert "this year’s level" in written
    assert list(json.loads(written)) == ["version", "summary", "problems"]


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_json_hides_nothing_and_loses_nothing(format: str) -> None:
    odd = "\x1b\x7f\x9b\u202e\u200b\u2028\U000e0041 é ё 🦣"
    written = render([with_message(odd)], {}, format)
    assert not any(one in written for one in "\x1b\x7f\x9b\u202e\u200b\u2028\U000e0041")
    assert "é ё 🦣" in written
    assert format == "sarif" or json.loads(written)["problems"][0]["message"] == odd


def test_json_keeps_a_lone_surrogate_as_an_escape() -> None:
    written = render([with_message("a\ud800b")], {}, "json")
    assert json.loads(written.encode())["problems"][0]["message"] == "a\ud800b"


def test_github() -> None:
    assert render(PROBLEMS, {"errors": 1}, "github") == (
        "::error file=content/facts/energy.yaml,line=14,col=16,endLine=14,endColumn=60,title=Q301::"
        "these words are not in source efe-2021%0A"
        "quoted:  ... will remain at this year's level%0A"
        "source:  ... will stay at this year’s level          content/sources/efe-2021/article.txt:48%0A"
        "                  ^^^^\n"
        "::warning file=content/facts/energy.yaml,line=20,endLine=21,title=Q307::“won” is short\n"
        "::notice file=content/facts/energy.yaml,line=30,col=5,endLine=30,endColumn=9,title=C703::"
        "the claim rests on one source\n"
        "::notice file=content/facts/military.yaml,line=3,col=1,endLine=3,endColumn=2,title=Q310::"
        "could not check: the source has no Cyrillic\n"
        "1 error.\n"
    )


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    odd = replace(with_message("50%: a, b"), place=Place("a,b:c%.yaml"))
    assert render([odd], {}, "github") == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=1,endLine=1,endColumn=1,title=Q307::50%25: a, b\nNo errors.\n"
    )


def sarif(*problems: Problem, rules: dict[str, str] | None = None) -> dict[str, Any]:
    log = json.loads(render(problems, SUMMARY, "sarif", rules=rules))
    jsonschema.validate(log, json.loads((SCHEMAS / "sarif.json").read_text()))
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif() -> None:
    run = sarif(*PROBLEMS, rules={"Q301": "the quoted words stand in the source", "A201": "the text"})
    assert run["tool"]["driver"]["rules"] == [
        {"id": "A201", "shortDescription": {"text": "the text"}},
        {"id": "C703"},
        {"id": "Q301", "shortDescription": {"text": "the quoted words stand in the source"}},
        {"id": "Q307"},
        {"id": "Q310"},
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["properties"] == {"summary": SUMMARY}
    assert [(one["ruleIndex"], one["kind"], one["level"]) for one in run["results"]] == [
        (2, "fail", "error"),
        (3, "fail", "warning"),
        (1, "fail", "note"),
        (4, "open", "none"),
    ]
    first = run["results"][0]
    assert first["message"]["text"] == "\n".join((DRIFT.message, *DRIFT.detail))
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "content/facts/energy.yaml"},
                "region": {"startLine": 14, "startColumn": 16, "endLine": 14, "endColumn": 60},
            }
        }
    ]
    assert first["properties"] == {"fact": "gas-tariff-2022", "source": "efe-2021"}
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 14, "startColumn": 50, "endLine": 14, "endColumn": 51},
            "insertedContent": {"text": "’"},
        }
    ]


def test_sarif_names_the_measure() -> None:
    (result,) = sarif(replace(LONE, fact=None, measure="gas-price"))["results"]
    assert result["properties"] == {"measure": "gas-price"}


def mark(problem: Problem, *before: Problem) -> str:
    return str(sarif(*before, problem)["results"][-1]["partialFingerprints"]["problem/v1"])


def test_a_fingerprint_outlives_a_new_line_above() -> None:
    assert mark(DRIFT) == mark(replace(DRIFT, place=replace(DRIFT.place, line=99, end_line=99)))


@pytest.mark.parametrize(
    "other",
    [
        replace(DRIFT, code="Q302"),
        replace(DRIFT, message="other"),
        replace(DRIFT, fact="other"),
        replace(DRIFT, source=None),
        replace(DRIFT, place=replace(DRIFT.place, path="other")),
    ],
)
def test_a_fingerprint_tells_problems_apart(other: Problem) -> None:
    assert mark(DRIFT) != mark(other)


def test_equal_problems_of_one_file_have_fingerprints_of_their_own() -> None:
    assert mark(DRIFT) != mark(DRIFT, DRIFT)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("content/a b.yaml", "content/a%20b.yaml"),
        ("c:d/é.yaml", "c%3Ad/%C3%A9.yaml"),
        ("50%#?.yaml", "50%25%23%3F.yaml"),
        ("/srv/a.yaml", "file:///srv/a.yaml"),
        ("../a.yaml", "../a.yaml"),
    ],
)
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    (result,) = sarif(replace(SHORT, place=Place(path)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_sarif_messages_hold_no_links() -> None:
    (result,) = sarif(with_message("[here](https://evil.example)"))["results"]
    assert result["message"]["text"] == "[here\\](https://evil.example)"


JUNIT = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" name="content/facts/energy.yaml" package="briefings" errors="0" \
timestamp="1970-01-01T00:00:00" hostname="localhost" time="0" tests="2" failures="1" skipped="0">
    <properties />
    <testcase name="Q301 14:16" classname="content/facts/energy.yaml" time="0">
      <failure message="these words &lt;are&gt; &quot;not&quot; there" type="Q301">\
content/facts/energy.yaml:14:16: Q301 these words &lt;are&gt; "not" there
one &amp; two</failure>
    </testcase>
    <testcase name="Q307 20:9" classname="content/facts/energy.yaml" time="0" />
    <system-out>content/facts/energy.yaml:20:9: Q307 warning: “won” is short</system-out>
    <system-err />
  </testsuite>
  <testsuite id="1" name="content/facts/military.yaml" package="briefings" errors="0" \
timestamp="1970-01-01T00:00:00" hostname="localhost" time="0" tests="1" failures="0" skipped="1">
    <properties />
    <testcase name="Q310 3:1" classname="content/facts/military.yaml" time="0">
      <skipped message="could not check: the source has no Cyrillic">content/facts/military.yaml:3:1: \
Q310 could not check: the source has no Cyrillic</skipped>
    </testcase>
    <system-out />
    <system-err />
  </testsuite>
</testsuites>
"""


def test_junit() -> None:
    failing = replace(DRIFT, message='these words <are> "not" there', detail=("one & two",))
    assert render((failing, SHORT, SCRIPT), SUMMARY, "junit") == JUNIT


def test_junit_of_a_clean_run_is_a_test_that_passes() -> None:
    written = render((), {"facts": 2}, "junit")
    assert '<testcase name="check" classname="briefings" time="0" />' in written
    assert "<system-out>2 facts checked. No errors.</system-out>" in written


@pytest.mark.parametrize(
    "problems",
    [
        PROBLEMS,
        (),
        [replace(DRIFT, message="\x00\x1b\ufffe\ud800 ]]>", place=Place("a\x00\x08\r\n\ud800.yaml"))],
    ],
)
def test_junit_is_valid(problems: tuple[Problem, ...]) -> None:
    etree = pytest.importorskip("lxml.etree", reason="the schema needs lxml")
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
    schema.assertValid(etree.fromstring(render(problems, SUMMARY, "junit").encode()))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_its_last_line_and_is_utf_8(format: str) -> None:
    odd = replace(DRIFT, message="\ud800", place=Place("\udfff.yaml"), detail=("\ud800",), fact="\ud800")
    written = render([odd], SUMMARY, format)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert written.encode()


def test_an_unknown_format_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        render((), {}, "yaml")
