"""Capture against what the world holds: odd files, full disks, hostile pages, servers that misbehave."""

import errno
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefings.capture import Captured, Received, RefusedError, apart, archive, capture
from briefings.capture.language import language_of
from briefings.capture.received import LARGEST
from briefings.cli import main
from briefings.pipeline import examine
from tests.test_cases import lay
from tests.web.server import WAYS, Server, misbehaving

PAGE = """<html lang="en"><head><title>The wall</title><meta property="og:url" content="https://example.org/wall"></head><body>
<article><h1>The wall</h1><p>The harbour wall of Seaport will be rebuilt from June, the council said on Monday, and it will cost
twice as much as was planned in 2021. Some of the money has been found.</p></article></body></html>"""
TODAY = "2024-06-10"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    lay({}, tmp_path)
    return tmp_path / "content"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run(content: Path, *words: str) -> Result:
    result = CliRunner().invoke(main, ["capture", "--content", str(content), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def of(text: str | bytes, content: Path, **given: str) -> Captured:
    return capture(Received(text if isinstance(text, bytes) else text.encode(), **given), content, TODAY)


def test_a_captured_source_passes_at_once(content: Path) -> None:
    captured = of(PAGE, content)
    problems = [each for each in examine(content).problems if each.source == captured.id]
    assert [each.code for each in problems if "no fact cites" not in each.message] == []


def test_the_original_is_kept_byte_for_byte(content: Path) -> None:
    captured = of(PAGE, content)
    assert (content / "sources" / captured.id / "original.html").read_bytes() == PAGE.encode()


@pytest.mark.parametrize("stop", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", range(3))
def test_nothing_is_left_of_a_capture_that_stops(
        content: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, at: int) -> None:
    before, write, written = tree(content), Path.write_bytes, []

    def fails(self: Path, data: bytes) -> int:
        written.append(self)
        if len(written) > at:
            write(self, data[: len(data) // 2])
            raise stop
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(type(stop)):
        of(PAGE, content)
    assert len(written) == at + 1
    assert tree(content) == before
    assert not list(content.glob(".capture-*"))


def test_a_full_disk_is_told(content: Path, tmp_path: Path) -> None:
    """The system itself refuses to write more."""
    saved, before = tmp_path / "page.html", tree(content)
    saved.write_text(PAGE * 2)
    program = "import sys; from briefings.cli import main; sys.argv[0] = 'briefings'; main()"
    command = [sys.executable, "-c", program, "capture", "--content", str(content), str(saved)]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)))
    assert done.returncode == 1
    assert done.stderr.endswith("page.html: not captured: File too large; the archive is as it was\n")
    assert tree(content) == before


def test_a_folder_that_appears_meanwhile_is_not_touched(content: Path) -> None:
    (content / "sources/mine").mkdir()
    (content / "sources/mine/note.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        archive.lay(content, "mine", {"source.yaml": b"title: T\ntext: {sha256: " + archive.digest(b"a").encode() + b"}\n",
                                      "article.txt": b"a"})
    assert tree(content / "sources/mine") == {"note.txt": b"mine"}


def test_what_cannot_be_read_is_told(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("words")

    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run(content, str(locked)).output == f"{locked}: not captured: the file cannot be read: Permission denied\n"


def test_a_large_page_is_refused(content: Path) -> None:
    with pytest.raises(RefusedError, match="it has 50 MB, and 20 are the most: save the article's text alone"):
        of(b"<html>" + b"x" * 50_000_000, content)
    assert LARGEST == 20_000_000


def test_a_text_that_no_dossier_reads_is_refused(content: Path) -> None:
    with pytest.raises(RefusedError, match="its text has 17 MB, and a dossier reads no 16: save the part that you need"):
        of("The wall.\n" * 1_700_000, content)


def test_a_large_file_is_refused_unread(content: Path, tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50_000_000_000)
    assert run(content, str(tmp_path / "large.txt")).output.endswith(
        "large.txt: not captured: it has 50000 MB, and 20 are the most: save the article's text alone\n")


def test_a_device_is_refused(content: Path) -> None:
    assert run(content, "/dev/zero").output == "/dev/zero: not captured: it is no file, but a device or a pipe\n"


@pytest.mark.parametrize(("text", "said", "language"), [
    ("The wall of the harbour was not built with the money that they have said.", [], "en"),
    ("Стена порта не была построена, и это не на деньги, что он сказал, как и его сын, по словам.", ["en-GB"], "ru"),
    ("Die Mauer und der Hafen sind nicht mit dem Geld für das Haus gebaut.", ["de_DE"], "de"),
    ("Reykjavik 2021", ["is"], "is"), ("Reykjavik 2021", ["nonsense"], ""),
])
def test_language(text: str, said: list[str], language: str) -> None:
    assert language_of(text, said)[0] == language


def test_a_short_article_with_a_notice_is_none_of_the_obstacles(content: Path) -> None:
    noted = PAGE.replace("</article>", "<p>This website uses cookies. Subscribe to continue reading.</p></article>")
    captured = of(noted, content)
    assert "cautions: [paywalled]" in (content / "sources" / captured.id / "source.yaml").read_text()


@pytest.mark.parametrize("nested", [
    "<div>", "<div><!--</div>-->", "<div></unopened>", "<div title='</div>'>", "<div><iframe></div></iframe>", "<div/>",
])
def test_a_page_nested_too_deep_is_refused(content: Path, nested: str) -> None:
    with pytest.raises(RefusedError, match="nested more than 2000 deep, or are never closed, which no article needs"):
        of("<html><body>" + nested * 50_000 + "word " * 60, content)


@pytest.mark.parametrize("page", [
    "<html><body>" + "<div>" * 1_900 + "word " * 60, "<html><body>" + "<footer>" * 1_900 + "word " * 60,
    '<html><script type="application/ld+json">' + "[" * 100_000 + "</script><body><article><p>" + "word " * 60,
    "<html><body><article><p>" + "word " * 60 + "<!--" * 50_000,
    "<html><meta " + "charset " * 50_000 + "><body><article><p>" + "word " * 60,
    "<html>" + '<meta name="author" content="x">' * 5_000 + "<body><article><p>" + "word " * 60,
    "<!-- a -->" * 30_000 + "<html><p>" + "word " * 60, "<html><p " + " a=1" * 30_000 + ">" + "word " * 60,
    "<html><table>" + "<tr><td>1<td>2" * 5_000 + "</table><p>" + "word " * 60,
    '<html><meta charset="punycode"><p>' + "word " * 60 + "-" + "a9" * 100_000,
    "<html><body><p>" + "By " * 30_000 + "</p><p>" + "word " * 60,
])
def test_a_hostile_page_is_captured_or_refused(content: Path, tmp_path: Path, page: str) -> None:
    (tmp_path / "page.html").write_text(page)
    done = run(content, str(tmp_path / "page.html"))
    assert done.exit_code == ("not captured" in done.output)
    assert not [each for each in examine(content).problems if each.code[0] == "S"]


def test_a_page_without_end_tags_keeps_its_metadata_harmless(content: Path) -> None:
    title = 'The wall\x07 &#x202e;: {"\u2028!!python/object:os.system\'</title>'
    hostile = PAGE.replace("The wall</title>", title).replace("<h1>The wall</h1>", "")
    captured = of(hostile, content)
    assert captured.description.title == 'The wall : {" !!python/object:os.system\''
    assert not [each for each in examine(content).problems if each.code.startswith("S")]


def test_a_web_archive_is_unpacked(content: Path) -> None:
    archived = ("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/wall?x=1\r\nMIME-Version: 1.0\r\n"
                'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
                "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/wall\r\n\r\n"
                + PAGE.replace("=", "=3D").replace("\n", "\r\n") + "\r\n--b--\r\n")
    captured = of(archived, content, name="wall.mhtml")
    assert captured.description.fields["URL"] == "https://example.org/wall"
    assert (content / "sources" / captured.id / "original.mhtml").read_bytes() == archived.encode()


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_web_archive_may_say_late_what_it_is(content: Path, end: str) -> None:
    """Chromium puts the page's title first, in as many encoded words as it takes."""
    header = ["From: <Saved by Blink>", "Subject: " + f"=?utf-8?Q?{'=C3=A9' * 20}?={end} " * 60, "MIME-Version: 1.0",
              f'Content-Type: multipart/related;{end}\ttype="text/html";{end}\tboundary="b"', ""]
    captured = of(end.join([*header, "--b", "Content-Type: text/html", "", PAGE, "--b--", ""]), content, name="wall.mhtml")
    assert captured.description.title == "The wall"
    assert (content / "sources" / captured.id / "original.mhtml").is_file()


ARCHIVE = ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset={charset}\n"
           "Content-Location: {address}\n\n" + PAGE.replace("https://example.org/wall", "") + "\n--b--\n")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://[::1/x", "=?utf-8?q?a?=", "http://example.org/ b\n c", ""])
def test_a_web_archive_that_notes_no_web_address_has_none(content: Path, address: str) -> None:
    assert "URL" not in of(ARCHIVE.format(charset="utf-8", address=address), content).description.fields


@pytest.mark.parametrize("charset", ["(" * 5_000, '"\0"', "utf-8''%ff%00", "unicode_escape", "undefined", "é"])
def test_a_web_archive_may_name_any_charset(content: Path, charset: str) -> None:
    assert of(ARCHIVE.format(charset=charset, address=""), content).description.title == "The wall"


@pytest.mark.parametrize("part", [
    "Content-Type: message/rfc822\n\n" * 3_000,
    "".join(f"Content-Type: multipart/related; boundary=c{n}\n\n--c{n}\n" for n in range(3_000)),
], ids=["letters", "parts"])
def test_web_archives_within_web_archives_are_refused(content: Path, part: str) -> None:
    with pytest.raises(RefusedError, match="the web archive cannot be read"):
        of("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n" + part + PAGE, content)


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape", "a\0b", "idna"])
def test_what_a_server_calls_the_encoding_makes_no_half_characters(content: Path, charset: str) -> None:
    captured = of("Words with \\ud800 in them.\n", content, charset=charset)
    assert captured.extract.text == "Words with \\ud800 in them.\n"


@pytest.mark.parametrize(("note", "address"), [
    ("<!-- saved from url=(0024)https://example.net/a-wall -->", "https://example.net/a-wall"),
    ("<!--\n Page saved with SingleFile \n url: https://example.net/b \n saved date: Mon -->", "https://example.net/b"),
])
def test_a_browser_notes_where_a_page_was_saved_from(content: Path, note: str, address: str) -> None:
    bare = PAGE.replace('<meta property="og:url" content="https://example.org/wall">', note)
    assert of(bare, content).description.fields["URL"] == address


@pytest.mark.parametrize(("address", "day"), [
    ("https://example.org/2021/09/09/wall-a75013", "2021-09-09"), ("https://example.org/2021-09-09-wall", "2021-09-09"),
    ("https://example.org/2021/13/40/wall", None), ("https://example.org/20210909123", None),
])
def test_a_day_in_the_address_is_read_and_inferred(content: Path, address: str, day: str | None) -> None:
    captured = of(PAGE.replace("https://example.org/wall", address), content)
    assert captured.description.fields.get("issued") == day
    assert ("issued" in captured.description.inferred) is bool(day)


@pytest.mark.parametrize(("head", "authors"), [
    ('<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}]}</script>',
     ["Ann Lee", "Bo Ek"]),
    ('<script type="application/ld+json">{"@graph": [{"@type": ["Article"], "author": "Ann Lee"}]}</script>', ["Ann Lee"]),
    ('<script type="application/ld+json">{broken</script><meta name="author" content="By Ann Lee">', ["Ann Lee"]),
    ('<meta name="author" content="admin"><meta property="article:author" content="https://example.org/ann">', []),
])
def test_authors(content: Path, head: str, authors: list[str]) -> None:
    captured = of(PAGE.replace("<head>", "<head>" + head), content)
    assert [each["literal"] for each in captured.description.fields.get("author", [])] == authors


def test_the_same_words_from_elsewhere_are_another_source(content: Path) -> None:
    first, second = of(PAGE, content), of(PAGE.replace("example.org", "example.net"), content)
    assert (second.id, second.unchanged) != (first.id, True)


def test_an_address_is_fetched_only_from_the_public_web(content: Path, served: Server) -> None:
    result = run(content, served.address + "/wall")
    assert result.exit_code == 1
    assert served.asked == []
    assert "--allow-private allows it" in result.output


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server with two articles."""
    latin = PAGE.replace("Some of the money", "The café’s money").encode("cp1252")
    articles = {"wall": lambda handler: handler.answer(200, latin, Content_Type="text/html; charset=windows-1252"),
                "to-wall": lambda handler: handler.to(302, "/wall")}
    monkeypatch.setattr("tests.web.server.WAYS", WAYS | articles)
    with misbehaving() as running:
        yield running


def test_a_page_is_fetched(content: Path, served: Server) -> None:
    result = run(content, "--allow-private", "--id", "wall", served.address + "/to-wall")
    assert result.exit_code == 0, result.output
    record = (content / "sources/wall/source.yaml").read_text()
    assert f"URL: {served.address}/wall\n" in record
    assert "windows-1252, as the server says" in record
    assert "The café’s money" in (content / "sources/wall/article.txt").read_text()


@pytest.mark.parametrize(("path", "reason"), [
    ("/404", "answers 404: open it in a browser, save the page, and capture that file"),
    ("/loop", "was not fetched: it redirects in a circle"),
    ("/to-file", 'was not fetched: it is of the kind "file:", and only http: and https: are asked'),
    ("/cut-short", "was not fetched: "), ("/reset", "was not fetched: "), ("/ok", "no article was found in the page"),
    ("/pdf", "the PDF cannot be read"),
])
def test_what_is_not_fetched_is_told(content: Path, served: Server, path: str, reason: str) -> None:
    before = tree(content)
    result = run(content, "--allow-private", served.address + path)
    assert (result.exit_code, tree(content)) == (1, before)
    assert reason in result.output


def long_page(unit: str, size: int = 600_000) -> bytes:
    """A page of that size, made of one unit over and over."""
    return f"<!doctype html><html lang=en><title>Wall</title><article><h1>Wall</h1>{unit * (size // len(unit))}</article>".encode()


def test_a_page_that_takes_too_long_is_refused(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(RefusedError) as refused:
        capture(Received(long_page("<h2>Wall</h2>"), name="page.html"), content, "2024-06-10")
    assert str(refused.value) == "reading the page takes more than 0.01 seconds: save the part that you need, or its text"
    assert not list((content / "sources").glob("wall*"))


def test_a_long_page_is_read_as_a_short_one(content: Path) -> None:
    words = "<p>The council of Seaport will rebuild its old wall from June, it said on Monday.</p>"
    captured = capture(Received(long_page(words), name="page.html"), content, "2024-06-10")
    assert captured.extract.text.count("its old wall") == 600_000 // len(words)
    assert captured.description.fields["title"] == "Wall"


def test_pictures_inside_a_page_hide_no_article(content: Path) -> None:
    """As programs save a page in one file."""
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 1_200_000
    words = "<p>The council of Seaport will rebuild its old wall from June, it said on Monday.</p>" * 9
    page = f"<!doctype html><title>Wall</title><article><h1>Wall</h1><img src='{picture}'>{words}</article>"
    captured = capture(Received(page.encode(), name="page.html"), content, "2024-06-10")
    assert "its old wall" in captured.extract.text
    assert (content / "sources" / captured.id / "original.html").read_bytes() == page.encode()
