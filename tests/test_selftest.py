"""The gate's own measure: which alterations are made of a fact, which are refused, and what is kept of it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_cases import CASES, lay, sections

from briefings.cli import main
from briefings.dossier import Dossier
from briefings.kept import KeptSelftest, kept_selftest
from briefings.pipeline import examine
from briefings.selftest import record, selftest

SHEET = "content/facts/harbour.yaml"
BASE = sections((CASES / "base").read_text(encoding="utf-8"))
RICH = {
    "content/entities.yaml": BASE["content/entities.yaml"] + "lind: {kind: person, label: Jo Lind, aliases: [Lind]}\n",
    "content/sources/wire-2024/article.txt": BASE["content/sources/wire-2024/article.txt"].rstrip("\n")
    + " “We may buy a tug on Friday, 3 May 2024, and tugs are not cheap,” Anna Voss said.\n",
    SHEET: """
topic: harbour
title: Harbour
prefix: HAR
facts:
  - id: tug
    claim: Voss said that the port may buy a tug on Friday, 3 May 2024, and that tugs are not cheap.
    kind: statement
    said: {by: voss, on: 2024-05-03}
    due: 2024-05-03
    evidence:
      - source: wire-2024
        quote: [We may buy a tug on Friday, "tugs are not cheap,” Anna Voss said"]
""",
}


def dossier(folder: Path, files: dict[str, str]) -> Dossier:
    lay(files, folder)
    found = examine(folder / "content").dossier
    assert found
    return found


def run(folder: Path, *words: str) -> Result:
    result = CliRunner(env={"SOURCE_DATE_EPOCH": "1714780800"}).invoke(main, ["selftest", "--content", str(folder), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_one_thing_at_a_time_is_altered(tmp_path: Path) -> None:
    trials = selftest(dossier(tmp_path, RICH)).trials
    assert [(trial.alteration.kind, trial.alteration.before, trial.alteration.after) for trial in trials] == [
        ("year", "2024", "2025"), ("date", "3", "4"), ("weekday", "Friday", "Saturday"),
        ("name", "Voss", "Jo Lind"),
        ("negation dropped", "not", ""),
        ("modality", "may", "will"),
        ("speaker", "voss", "lind"),
        ("date field", "2024-05-03", "2025-05-03"),
        ("quote", "Friday", "never"), ("source", "wire-2024", "gazette-2024"), ("order", "first", "last"),
    ]
    claims = {str(trial.alteration.record.claim) for trial in trials}
    assert "Voss said that the port may buy a tug on Friday, 3 May 2024, and that tugs are cheap." in claims


def test_each_is_refused_by_the_check_whose_matter_it_is(tmp_path: Path) -> None:
    trials = selftest(dossier(tmp_path, {})).trials
    assert [(trial.alteration.after, trial.codes) for trial in trials if trial.fact == "dredging-cost"] == [
        ("5", ("N401",)), ("billion", ("N401",)), ("€", ("N402",)), ("", ("N403",)), ("more than", ("N403",)),
        (" not", ("W604",)), ("did", ("W604",)), ("never", ("Q301",)), ("wire-2024", ("Q301",))]
    assert all(trial.refused for trial in trials)


def test_a_fact_that_does_not_pass_is_not_altered(tmp_path: Path) -> None:
    spoilt = BASE[SHEET].replace("nearly $40 million, the Port Authority said.\n", "$40 million, the Port Authority said.\n")
    assert {trial.fact for trial in selftest(dossier(tmp_path, {SHEET: spoilt})).trials} == {"cranes-ordered"}


def test_what_survives_is_listed(tmp_path: Path) -> None:
    """A reason that covers any date lets another one pass."""
    lay(RICH | {SHEET: RICH[SHEET].replace("    evidence", "    inferred: {due: the report says so}\n    evidence")}, tmp_path)
    result = run(tmp_path / "content")
    assert result.exit_code == 0
    assert result.output.splitlines()[-2:] == [
        'survives: tug: date field: "2024-05-03" → "2025-05-03"', "of 11 alterations 10 were refused"]
    assert "date field             0 of     1 refused     0.0%" in result.output


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, "this file is missing" in result.output) == (1, True)


def test_the_outcome_is_kept_until_facts_or_sources_change(tmp_path: Path) -> None:
    before = dossier(tmp_path, {})
    assert kept_selftest(before) is None
    assert run(tmp_path / "content", "--record").exit_code == 0
    text = (tmp_path / "content/records/selftest.json").read_text(encoding="utf-8")
    assert text == record(selftest(before), before, "2024-05-04")
    kept = kept_selftest(before)
    assert kept is not None
    assert (kept.date.isoformat(), kept.altered, kept.refused, kept.stale) == ("2024-05-04", 15, 15, False)
    assert kept.kinds["bound"] == (3, 3)
    sheet = tmp_path / SHEET
    sheet.write_text(sheet.read_text() + "# another word\n")
    later = examine(tmp_path / "content").dossier
    assert later
    assert kept_selftest(later) == KeptSelftest(kept.date, 15, 15, kept.kinds, stale=True)


@pytest.mark.parametrize("text", [
    "", "[]", "{}", "[" * 100_000, '{"kinds": []}', *(
        f'{{"date": "2024-05-04", "facts": "", "kinds": {{}}, "refused": 0, "altered": {altered}}}'
        for altered in ("Infinity", "NaN", '"many"', "null", "[]", "9" * 5000)),
    '{"date": "4 May", "facts": "", "kinds": {}, "refused": 0, "altered": 0}',
])
def test_an_outcome_that_is_damaged_counts_as_none(tmp_path: Path, text: str) -> None:
    found = dossier(tmp_path, {})
    (tmp_path / "content/records").mkdir()
    (tmp_path / "content/records/selftest.json").write_text(text)
    assert kept_selftest(found) is None


def test_an_outcome_that_cannot_be_opened_counts_as_none(tmp_path: Path) -> None:
    found = dossier(tmp_path, {})
    (tmp_path / "content/records/selftest.json").mkdir(parents=True)
    assert kept_selftest(found) is None
    shutil.rmtree(tmp_path / "content/records")
    (tmp_path / "content/records").write_text("no folder")
    assert kept_selftest(found) is None


def test_the_method_page_shows_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(Path("content"), "--record").exit_code == 0
    assert json.loads(Path("content/records/selftest.json").read_text())["survivors"] == []
    assert CliRunner().invoke(main, ["build", "--pdf", "never"]).exit_code == 0
    shown = " ".join(Path("build/site/method.html").read_text(encoding="utf-8").split())
    assert "4 May 2024</time>, of 15 alterations 15 were refused." in shown
