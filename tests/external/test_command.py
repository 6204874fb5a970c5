"""`briefings verify --external`, as an editor types it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner, Result

from briefings.cli import main
from briefings.linklog import State, read_log
from tests.web.server import Server

ROOT = Path(__file__).parents[2]
QUICK = ("--external", "--allow-private", "--delay", "0", "--timeout", "2", "--budget", "30")
DAYS = {"1 March": "1772366400", "2 March": "1772452800", "3 March": "1772539200"}


def verify(*words: str, day: str = "1 March") -> Result:
    return CliRunner(env={"SOURCE_DATE_EPOCH": DAYS[day]}).invoke(main, ["verify", "site", *words], catch_exceptions=False)


def link(dossier: Path, server: Server, *paths: str) -> None:
    """Let the site's front page link to these paths of the server."""
    (dossier / "site/index.html").write_text("".join(f'<a href="{server.address}{path}">x</a>\n' for path in paths))


def test_it_asks_once_and_then_reads_its_log(dossier: Path, server: Server) -> None:
    result = verify(*QUICK)
    assert result.exit_code == 0
    assert f"{server.address}/404: the server answers 404" in result.output
    assert "2 external links: 1 live, 1 uncertain; 2 asked now" in result.output
    assert "0 asked now" in verify(*QUICK).output
    assert server.count("/ok") == 1


def test_a_page_gone_on_three_days_is_dead(dossier: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefings.external.archives.WAYBACK", f"{server.address}/404/available")
    told = [f"{server.address}/404 is dead: the server answers 404" in verify(*QUICK, day=day).output for day in DAYS]
    assert told == [False, False, True]
    plain = verify()
    assert plain.exit_code == 0
    assert f"look for an archived copy at https://web.archive.org/web/*/{server.address}/404" in plain.output


def test_without_being_told_it_asks_nobody(dossier: Path, server: Server) -> None:
    assert verify().output == "No errors.\n"
    assert server.asked == []
    assert not (dossier / "content/records").exists()


def test_private_machines_need_to_be_allowed(dossier: Path, server: Server) -> None:
    result = verify("--external", "--delay", "0")
    assert f"{server.address}/ok: 127.0.0.1 is a private machine (127.0.0.1)" in result.output
    assert server.asked == []


@pytest.mark.usefixtures("dossier")
def test_without_the_client_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where it is not: nothing that needs it has been imported."""
    for name in [name for name in sys.modules if name.startswith(("briefings.external", "briefings.web.", "briefings.commands."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpcore2", None)
    result = verify("--external")
    assert result.exit_code == 2
    assert result.output == "verify: the network client is not installed; run: pip install 'briefings[web]'\n"


def test_without_a_dossier_there_is_no_place_for_the_log(dossier: Path) -> None:
    (dossier / "content").rmdir()
    result = verify("--external")
    assert (result.exit_code, result.output) == (
        2, "verify: there is no folder content to keep the log in; --content names that of the dossier\n")


def test_sources_that_cannot_be_read_are_told_of(dossier: Path) -> None:
    (dossier / "content/dossier.yaml").write_text("title: [")
    assert "the dossier has errors, so only what the site links to is asked" in verify(*QUICK).output


def test_a_log_that_cannot_be_read_is_not_written_over(dossier: Path, server: Server) -> None:
    (dossier / "content/records").mkdir()
    (dossier / "content/records/links.json").write_text("<<<<<<< HEAD\n")
    result = verify(*QUICK)
    assert result.exit_code == 1
    assert "content/records/links.json:1:1: L903 the links were not asked: it is not a link log" in result.output
    assert ((dossier / "content/records/links.json").read_text(), server.asked) == ("<<<<<<< HEAD\n", [])


def test_a_folder_that_cannot_be_written(dossier: Path) -> None:
    (dossier / "content/records").write_text("a file in the way")
    result = verify(*QUICK)
    assert result.exit_code == 1
    assert "the links were not asked" in result.output


def test_broken_off_it_keeps_what_it_learned_and_goes_on(dossier: Path, server: Server) -> None:
    """The interrupt comes while the second address hangs: the first one is in the log, and is not asked again."""
    link(dossier, server, "/ok", "/text", "/wait-long")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": DAYS["1 March"]}
    words = [sys.executable, "-c", "from briefings.cli import main; main()", "verify", "site", *QUICK, "--timeout", "60"]
    running = subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True)
    while server.count("/wait-long") == 0 and running.poll() is None:
        sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode == 1
    assert "broken off; what was learned is in content/records/links.json" in said
    assert "Traceback" not in said
    known = read_log(dossier / "content/records/links.json")
    assert {address: entry.state for address, entry in known.items()} == {
        server.address + "/ok": State.LIVE, server.address + "/text": State.LIVE}
    link(dossier, server, "/ok", "/text", "/lent")
    assert "1 asked now" in verify(*QUICK).output


def test_the_log_is_the_same_for_the_same_answers(dossier: Path) -> None:
    verify(*QUICK)
    first = (dossier / "content/records/links.json").read_bytes()
    (dossier / "content/records/links.json").unlink()
    verify(*QUICK)
    assert (dossier / "content/records/links.json").read_bytes() == first
    assert [list(json.loads(first)), len(json.loads(first)["links"])] == [["version", "links"], 2]
