"""`briefings serve`: what it hands out, to whom, and that every change is built and told."""

import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefings.build import Built, build
from briefings.cli import main
from briefings.problems import Level, Place, Problem
from briefings.serve import Site, builds, serving
from briefings.start import start

SCRIPT = '<script src="/-/live.js"></script></body>'


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server of a small folder."""
    (tmp_path / "site" / "topics").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text("<html><body>front</body></html>")
    (tmp_path / "site" / "404.html").write_text("<html><body>nothing here</body></html>")
    (tmp_path / "site" / "data.csv").write_text("a,</body>")
    (tmp_path / "secret.txt").write_text("secret")
    server = Site(tmp_path / "site", 0)
    with serving(server):
        yield server


def ask(site: Site, path: str, host: str | None = None) -> tuple[int, str]:
    """Status and text of what is answered."""
    line = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=5)
    line.request("GET", path, headers={"Host": host} if host else {})
    answer = line.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize("path", ["/", "/index.html", "/index.html?a=b"])
def test_a_page_carries_the_listening_script(site: Site, path: str) -> None:
    assert ask(site, path) == (200, f"<html><body>front{SCRIPT}</html>")


def test_other_files_are_as_they_lie(site: Site) -> None:
    assert ask(site, "/data.csv") == (200, "a,</body>")


@pytest.mark.parametrize("path", ["/no.html", "/topics/", "/../secret.txt", "/%2e%2e/secret.txt", "//etc/passwd"])
def test_what_is_not_there_is_the_site_s_own_page(site: Site, path: str) -> None:
    assert ask(site, path) == (404, "<html><body>nothing here</body></html>")


@pytest.mark.parametrize("path", ["/-/../serve.py", "/-/waiting.html", "/-/none.js"])
def test_of_ours_only_script_and_style_are_handed_out(site: Site, path: str) -> None:
    assert ask(site, path)[0] == 404


@pytest.mark.parametrize("path", ["/-/live.js", "/-/live.css"])
def test_script_and_style(site: Site, path: str) -> None:
    assert ask(site, path)[0] == 200


def test_another_site_s_name_is_refused(site: Site) -> None:
    """A stranger's page whose name leads to this machine may not read the dossier."""
    assert ask(site, "/", "evil.example")[0] == 403
    assert ask(site, "/", f"localhost:{site.server_port}")[0] == 200


def test_before_the_first_build_there_is_a_page_that_waits(tmp_path: Path) -> None:
    server = Site(tmp_path / "none", 0)
    with serving(server):
        status, text = ask(server, "/topics/energy.html")
    assert status == 200
    assert "There is no site yet" in text
    assert "/-/live.js" in text


def test_a_failed_build_is_told(site: Site, tmp_path: Path) -> None:
    start(tmp_path / "new", None)
    built = build(tmp_path / "new" / "content", tmp_path / "built")
    assert told(site, built) == {"passed": True, "problems": []}
    wrong = Problem("Q301", Level.ERROR, "these words are not in source <b>", Place("facts/a.yaml", 3, 4), ("the source has",))
    assert told(site, replace(built, problems=(wrong,), failures=("no room",))) == {"passed": False, "problems": [
        {"place": "facts/a.yaml:3:4", "text": "Q301 these words are not in source <b>", "detail": ["the source has"]},
        {"place": "", "text": "no room", "detail": []},
    ]}


def told(site: Site, built: Built) -> object:
    """What an open page hears of a build."""
    site.state.tell(built)
    line = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=5)
    line.request("GET", "/-/state")
    answer = line.getresponse()
    assert answer.readline() == f"id: {site.state.number}\n".encode()
    return json.loads(answer.readline().removeprefix(b"data: "))


def test_every_change_is_built(tmp_path: Path) -> None:
    start(tmp_path / "new", None)
    content = tmp_path / "new" / "content"
    sheet = content / "facts" / "bridge.yaml"
    good = sheet.read_text(encoding="utf-8")
    outcomes = builds(content, tmp_path / "site", None, (content,))
    assert next(outcomes).passed
    sheet.write_text(good.replace("six months", "nine months"), encoding="utf-8")
    failed = next(outcomes)
    assert not failed.passed
    assert (tmp_path / "site" / "index.html").is_file()
    sheet.write_text(good, encoding="utf-8")
    assert next(outcomes).passed
    outcomes.close()  # type: ignore[attr-defined]  # a generator, typed as what a caller needs


def test_without_a_dossier_it_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--content", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "there is no dossier in" in result.output
    assert "briefings init DIR makes one" in result.output


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    start(tmp_path / "new", None)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = ["serve", "--content", str(tmp_path / "new/content"), "--output", str(tmp_path / "site"), "--port", port]
        result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert f"port {port} cannot be used: Address already in use; name another with --port" in " ".join(result.output.split())
