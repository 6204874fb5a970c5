"""PDFs: what is read of them, and that none keeps its reader busy, fills the memory, or breaks it."""

import io
import os
import random
import signal
import subprocess
import sys
import time
import zlib
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from briefings.capture import Received, RefusedError, capture
from briefings.capture import apart as reading
from briefings.capture.pdf import UNREADABLE, read, read_pdf
from tests.test_cases import lay

CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>")
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F1 12 Tf 72 720 Td (The wall of Seaport) Tj ET"
CANNOT = "the PDF cannot be read (it may be locked or damaged): open it in a reader, and save it anew"


def made(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places))
    trailer = trailer.replace(b"ITSELF", b"%d" % start)
    out.write(b"trailer<</Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def pdf(words: str, title: str = "") -> bytes:
    """A small PDF with these words, one line each."""
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in words.split("\n"))
    info = f"<</Title({title})/CreationDate(D:20240302090000Z)>>".encode()
    return made(CATALOG, PAGES, PAGE, stream(f"BT /F1 12 Tf 72 720 Td {lines}ET".encode()), FONT, info,
                trailer=b"/Root 1 0 R/Info 6 0 R")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    lay({}, tmp_path)
    return tmp_path / "content"


def test_a_pdf(content: Path) -> None:
    data = pdf("The wall of Seaport\nwill be rebuilt from June, said the council.", "Wall report")
    captured = capture(Received(data, name="report.pdf"), content, "2024-06-10")
    assert captured.id == "wall-report-2024"
    assert captured.description.fields["issued"] == "2024-03-02"
    assert captured.description.inferred["issued"] == (
        "the text does not state it; it stands in the page's metadata (the PDF's CreationDate)")
    folder = content / "sources/wall-report-2024"
    assert (folder / "original.pdf").read_bytes() == data
    assert "will be rebuilt from June" in (folder / "article.txt").read_text()


def test_a_pdf_without_text_is_refused(content: Path) -> None:
    with pytest.raises(RefusedError, match="the PDF has 1 pages and no text, only pictures of it: run it through OCR first"):
        capture(Received(pdf("")), content, "2024-06-10")


def refusal(data: bytes) -> str | None:
    """Why a PDF is refused; None where it is read."""
    try:
        read_pdf(data)
    except RefusedError as reason:
        return str(reason)
    return None


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    assert refusal(pdf("The wall of Seaport\n" * 40)) == (
        "reading the PDF takes more than 0.01 seconds: save the part that you need, or its text")


def test_a_pdf_that_fills_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five kilobytes that unpack to half a gigabyte."""
    monkeypatch.setattr(reading, "MEMORY", 400_000_000)
    packer = zlib.compressobj(1)
    bomb = b"".join(packer.compress(b" " * 10_000_000) for _ in range(50)) + packer.flush()
    packed = stream(zlib.compress(bomb, 9), b"/Filter[/FlateDecode/FlateDecode]")
    assert refusal(made(CATALOG, PAGES, PAGE, packed, FONT)) == (
        "reading the PDF takes more than 400 MB of memory: save the part that you need, or its text")


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>"
LOCK = b"<</Filter/Standard/V 1/R 2/O(%b)/U(%b)/P -4>>" % (b"o" * 32, b"u" * 32)


@pytest.mark.parametrize(("data", "reason"), [
    (made(CATALOG, PAGES, PAGE, stream(b"/X Do " + WORDS), FONT, stream(b"/X Do /X Do ", FORM)), None),
    (made(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 1>>", PAGE, stream(WORDS), FONT), None),
    (made(CATALOG, PAGES, PAGE, stream(WORDS), FONT, trailer=b"/Root 1 0 R/Prev ITSELF"), CANNOT),
    (made(CATALOG, PAGES, PAGE, b"<</Length 4 0 R>>stream\nBT ET\nendstream", FONT), CANNOT),
    (made(CATALOG, PAGES, PAGE, stream(WORDS), FONT, LOCK, trailer=b"/Root 1 0 R/Encrypt 6 0 R/ID[(a)(a)]"), CANNOT),
    (made(CATALOG, b"<</Type/Pages/Kids[%b]/Count 600>>" % b"".join(b"%d 0 R " % at for at in range(3, 603)),
          *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 600),
     "the PDF has more than 500 pages: save the part that you need"),
    (b"%PDF-1.7\n", CANNOT), (pdf("The wall")[:300], CANNOT),
], ids=["form in itself", "pages in themselves", "table before itself", "length of itself", "locked", "600 pages", "head", "half"])
def test_a_pdf_that_leads_in_a_circle_or_is_damaged(data: bytes, reason: str | None, capfd: pytest.CaptureFixture[str]) -> None:
    assert refusal(data) == reason
    assert capfd.readouterr() == ("", "")


def test_damaged_bytes_are_read_or_refused() -> None:
    """In this process, for speed: what `within` catches is all that reaches an editor."""
    whole, dice = pdf("The wall of Seaport", "Wall"), random.Random(7)
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        found = reading.within(lambda data=bytes(data): read(data), "the PDF", UNREADABLE, 1)  # type: ignore[misc]
        assert found == (None, CANNOT) or (found[0] and not found[1])


def die(asked: Connection, *given: object) -> None:
    """A reader that the system kills."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_reader_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "answer", die)
    assert refusal(pdf("The wall")) == CANNOT


def test_ctrl_c_while_a_pdf_is_read(content: Path, tmp_path: Path) -> None:
    """A terminal sends it to both processes: both end, without a trace."""
    before = sorted(content.rglob("*"))
    (tmp_path / "slow.pdf").write_bytes(made(CATALOG, PAGES, PAGE, stream(b"BT /F1 12 Tf " + b"(a) Tj " * 900_000 + b"ET"), FONT))
    program = "from briefings.cli import main; main()"
    command = [sys.executable, "-c", program, "capture", "--content", str(content), str(tmp_path / "slow.pdf")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True) as running:
        group, reader = running.pid, ""
        while not reader:  # until the process that reads is there
            time.sleep(0.1)
            reader = Path(f"/proc/{group}/task/{group}/children").read_text()
        time.sleep(1.5)
        os.killpg(group, signal.SIGINT)
        output, _ = running.communicate(timeout=20)
    assert (running.returncode, output.strip()) == (1, "Aborted!")
    assert sorted(content.rglob("*")) == before
    for _ in range(50):  # what watches over shared memory goes after the process that it watched over
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a process of the group lives on")
