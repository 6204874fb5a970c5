"""The commands: exit codes, and nothing but words for whoever mistypes."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_cases import lay

from briefings.cli import COMMANDS, main
from briefings.swap import unfit

WRONG_WORD = ("has ordered two cranes.\n", "has bought two cranes.\n")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, given: str | None = None) -> Result:
    result = CliRunner().invoke(main, words, input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def spoil(room: Path) -> None:
    """Exchange one word of a quotation."""
    sheet = room / "content/facts/harbour.yaml"
    sheet.write_text(sheet.read_text().replace(*WRONG_WORD))


@pytest.mark.parametrize("words", [
    ["check"], ["check", "--strict"], ["check", "--today"], ["check", "--select", "Q,N401", "--ignore", "q308"],
    ["coverage"], ["coverage", "--parts"], ["explain"], ["explain", "q301"],
    ["locate", "wire-2024", "has ordered two cranes"], ["locate", "wire-2024", "The Port Authority", "two cranes"],
    ["--help"], ["check", "--help"], ["--version"],
])
def test_exit_0_where_all_is_well(room: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 0


@pytest.mark.parametrize("words", [
    ["check"], ["check", "--format", "json"], ["check", "--select", "Q301"], ["build"], ["verify", "build/site"],
    ["locate", "wire-2024", "has bought two cranes"], ["locate", "wire-2024", "The Port Authority"],
    ["check", "--content", "nowhere"], ["coverage", "--content", "nowhere"],
])
def test_exit_1_where_the_content_or_the_site_has_errors(room: Path, words: list[str]) -> None:
    spoil(room)
    assert run(*words).exit_code == 1


@pytest.mark.parametrize("words", [
    ["chekc"], ["check", "--format", "xml"], ["check", "--select", "K9"], ["check", "--ignore", "nothing"],
    ["check", "--ignore", ""], ["check", "--select", "Q301,"], ["check", "--select", ","], ["verify", "--ignore", " "],
    ["explain", "Z999"], ["locate"], ["locate", "wire-2024"], ["locate", "no-such-source", "words"],
    ["locate", "../../etc", "words"], ["locate", "--batch", "no-such-file"], ["build", "--settings", "content"],
    ["verify", "one", "two"],
])
def test_exit_2_for_wrong_usage(room: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_what_is_ignored_does_not_fail(room: Path) -> None:
    spoil(room)
    assert run("check", "--ignore", "Q301").exit_code == 0
    assert run("check", "--select", "A").exit_code == 0


def test_a_code_that_is_none_is_named(room: Path) -> None:
    assert 'no rule is called "K9" here' in run("check", "--select", "Q,k9", "--ignore", "N").output
    assert 'no rule is called "Q301" here' in run("verify", "build/site", "--select", "Q301").output


@pytest.mark.parametrize("words", [
    ["check", "--content", "nowhere", "--select", "Q"], ["check", "--content", "nowhere", "--ignore", "S113", "--format", "junit"],
    ["check", "--content", "bare", "--select", "Q"], ["verify", "nowhere", "--select", "L902"], ["verify", "bare", "--ignore", "L"],
])
def test_a_run_that_read_nothing_fails_whatever_is_selected(room: Path, words: list[str]) -> None:
    (room / "bare/topics").mkdir(parents=True)
    (room / "bare/dossier.yaml").write_text("title: T\nlanguage: en\nas-of: 2024-05-09\ntopics: [t]\n")
    (room / "bare/topics/t.md").write_text("---\ntitle: T\n---\n")
    assert run(*words).exit_code == 1


def test_strict_makes_a_warning_an_error(room: Path) -> None:
    sheet = room / "content/facts/harbour.yaml"
    sheet.write_text(sheet.read_text().replace(
        "The Port Authority of Seaport has ordered two cranes.", "the Port Authority of Seaport has ordered two cranes"))
    assert run("check").exit_code == 0
    strict = run("check", "--strict")
    assert strict.exit_code == 1
    assert "Q308 this quote" in strict.output
    assert "1 error" in strict.output


def test_the_json_of_a_check_has_the_fields_of_the_contract(room: Path) -> None:
    spoil(room)
    report = json.loads(run("check", "--format", "json").output)
    assert report["version"] == 1
    assert report["summary"]["facts"] == 2
    assert report["summary"]["quotes"] == {"verified": 1, "refuted": 1, "ambiguous": 0, "uncheckable": 0}
    (problem,) = [each for each in report["problems"] if each["level"] == "error"]
    assert problem["code"] == "Q301"
    assert (problem["path"], problem["line"], problem["column"]) == ("content/facts/harbour.yaml", 19, 16)
    assert (problem["end_line"], problem["end_column"]) == (19, 68)
    assert (problem["fact"], problem["source"]) == ("cranes-ordered", "wire-2024")


def test_coverage_lists_what_no_fact_quotes(room: Path) -> None:
    assert run("coverage").output.splitlines() == [
        "content/sources/gazette-2024/article.txt:6: Work did not begin in April as planned.",
        "content/sources/gazette-2024/article.txt:6: “We will open the new quay in 2026,” said Anna Voss, who heads "
        "the authority.",
        "content/sources/wire-2024/article.txt:4: The Port Authority may order nine more.",
    ]


def test_explain_lists_every_code_once(room: Path) -> None:
    codes = [line.split()[0] for line in run("explain").output.splitlines()]
    assert codes == sorted(set(codes))
    assert {"S101", "A201", "Q301", "N401", "D501", "W601", "C701", "P801", "X001"} <= set(codes)


def test_every_code_says_why_and_how_to_mend_it(room: Path) -> None:
    for line in run("explain").output.splitlines():
        page = run("explain", line.split()[0]).output
        assert all(f"\n{part}:" in page for part in ("Why", "Mend", "Fails", "Passes")), page


@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_an_example(room: Path, command: str) -> None:
    assert f"briefings {command}" in run(command, "--help").output.split("\n", 1)[1]


def test_a_terminal_is_sent_no_control_characters(room: Path) -> None:
    topic = room / "content/topics/harbour.md"
    topic.write_text(topic.read_text() + "\nA \u202eparagraph of words without \u2066citation.\n")
    output = run("check").output
    assert "\\u202e" in output
    assert not set(output) & set("\u202e\u2066\u009b\x1b")


PROGRAM = f"'{sys.executable}' -c 'from briefings.cli import main; main()'"


@pytest.mark.parametrize("words", [
    ["coverage"], ["coverage", "--parts"], ["locate", "wire-2024", "Ships turned"], ["check", "--fix"],
])
def test_nor_is_it_sent_those_of_a_source(room: Path, words: list[str]) -> None:
    lay({"content/sources/wire-2024/article.txt": "Port Authority orders two cranes\nThe Wire, 3 May 2024\n\n"
         "The Port Authority of Seaport has ordered two\x85cranes. Ships \x1b[2J\x9b31m\u202eturned\u200b back.\n"}, room)
    output = run(*words).output
    assert "Port Authority of Seaport" in output or "\\u202e" in output
    assert not set(output) & set("\x1b\x9b\x85\u202e\u200b")


@pytest.mark.parametrize(("output", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("> /dev/full", 2),
                                              ("| head -n 1 > /dev/null", 0)])
def test_an_output_that_takes_nothing_gives_no_traceback(room: Path, output: str, code: int) -> None:
    if "full" in output and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    done = subprocess.run(f"{PROGRAM} check --verbose {output}", shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    assert "full" not in output or "the output cannot be written: the disk is full" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "koi8-r"])
def test_a_report_is_utf_8_whatever_the_system_writes(room: Path, encoding: str) -> None:
    (room / "content/facts/harbour.yaml").write_text("topic: Лука → ’\n", encoding="utf-8")
    done = subprocess.run(f"{PROGRAM} check --format json", shell=True, capture_output=True, check=False,
                          env=os.environ | {"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (1, b"")
    assert "Лука → ’" in str(json.loads(done.stdout)["problems"])


def test_a_folder_that_may_not_be_opened_is_named(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(folder: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    monkeypatch.setattr(Path, "iterdir", closed)
    result = run("check")
    assert result.exit_code == 2
    assert "content: you may not open it" in result.output


def test_a_folder_that_is_gone(room: Path) -> None:
    (room / "gone").mkdir()
    done = subprocess.run(f"cd gone && rmdir ../gone && {PROGRAM} build", shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "Error: the folder that you are in is gone")


@pytest.mark.parametrize("words", [
    ["build", "--content", "loop"], ["build", "--output", "loop"], ["build", "--output", "loop/site"], ["verify", "loop"],
    ["check", "--content", "loop"], ["check", "--content", "loop/content"], ["build", "--output", "content/dossier.yaml/site"],
    ["build", "--output", "letter.txt/site"],
])
def test_a_way_that_leads_nowhere_is_told_of(room: Path, words: list[str]) -> None:
    (room / "loop").symlink_to("loop")
    (room / "letter.txt").write_text("Dear Anna")
    assert run(*words).exit_code in (1, 2)


def test_a_user_without_a_home_can_build(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    assert unfit(room / "build/site", room / "content") is None


@pytest.mark.parametrize(("folder", "words"), [
    ("records", ["selftest", "--record"]), ("records", ["verify", "--external"]), ("editions", ["publish"]),
])
def test_nothing_is_written_where_a_link_leads_out_of_the_dossier(room: Path, folder: str, words: list[str]) -> None:
    (room / "elsewhere").mkdir()
    (room / "content" / folder).symlink_to("../elsewhere")
    (room / "build/site").mkdir(parents=True)
    (room / "build/site/index.html").write_text("<title>x</title>")
    result = run(*words)
    assert result.exit_code == 2
    assert "is not written: a link there leads out of the dossier" in result.output
    assert list((room / "elsewhere").iterdir()) == []


def test_ctrl_c_is_no_mistake_of_ours_though_tidying_up_falls_over_it(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise RuntimeError("cannot join thread before it is started")

    monkeypatch.setattr("briefings.commands.check.examine", pressed)
    result = run("check")
    assert (result.exit_code, result.output.strip()) == (1, "Aborted!")


@pytest.mark.parametrize("epoch", ["tomorrow", "9" * 12, "9" * 30, "9" * 5000])
def test_a_time_that_is_none_is_wrong_usage(room: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run("check", "--today")
    assert result.exit_code == 2
    assert f'SOURCE_DATE_EPOCH is "{epoch[:40]}", and takes the seconds since 1970' in result.output
