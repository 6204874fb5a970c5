"""Articles into the archive."""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings import web
from briefings.commands.shared import CONTENT, by_the_clock, finish, say
from briefings.web.answers import Failure, Limits

if TYPE_CHECKING:
    from briefings.capture import Captured, Received

ADDRESS = re.compile(r"https?://", re.IGNORECASE)
SAVE = "open it in a browser, save the page, and capture that file"
SHOWN = 12
"""How many changes between two versions are shown."""


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="FILE|URL...")
@CONTENT
@click.option("--id", "name", default="", metavar="ID", help="The source's id; otherwise one is made.")
@click.option("--url", "address", default="", metavar="ADDRESS", help="Where a saved file comes from.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine or a private network, too.")
def capture(articles: tuple[str, ...], content: Path, name: str, address: str, allow_private: bool) -> None:
    """Archive articles: text files, saved web pages, PDFs, web addresses. Nothing is ever overwritten.

    Example: briefings capture saved-page.html report.pdf https://example.org/news/article

    The words go into article.txt, the file as it was stays beside them, and source.yaml says what is known and how.
    Only an address is asked for over the network.
    """
    if lacking := missing(articles):
        click.echo(f"capture: {lacking}", err=True)
        sys.exit(2)
    if not content.is_dir():
        raise click.UsageError(f"there is no dossier in {content}: briefings init makes one, --content names another")
    if (name or address) and len(articles) > 1:
        raise click.UsageError("--id and --url are for one article")
    done = [one(article, content, name, address, allow_private) for article in articles]
    finish(all(done))


def missing(articles: Iterable[str]) -> str | None:
    """What the machine lacks, in one line that says how to mend it; None where nothing is missing."""
    if not all(map(find_spec, ("trafilatura", "pdfminer"))):
        return "what reads articles is not installed; run: pip install 'briefings[capture]'"
    return web.missing() if any(map(ADDRESS.match, articles)) else None


def one(article: str, content: Path, name: str, address: str, allow_private: bool) -> bool:
    """Capture one article, and say what came of it."""
    from briefings.capture import RefusedError
    from briefings.capture import capture as archive

    try:
        received = from_web(article, allow_private) if ADDRESS.match(article) else from_file(article, address)
        for line in told(archive(received, content, by_the_clock().isoformat(), name), content):
            say(line)
    except RefusedError as reason:
        say(f"{article}: not captured: {reason}", err=True)
        return False
    except OSError as error:
        click.echo(f"{article}: not captured: {error.strerror or error}; the archive is as it was", err=True)
        return False
    return True


def from_web(address: str, allow_private: bool) -> "Received":
    """The bytes that stand at an address, redirects followed, within time and size."""
    from briefings.capture import Received, RefusedError
    from briefings.capture.received import LARGEST
    from briefings.web.fetching import fetch

    fetched = fetch(address, limits=Limits(size=LARGEST, allow_private=allow_private))
    answer = fetched.answer
    if reason := answer.reason or answer.broken:
        hint = "; --allow-private allows it" if answer.failure is Failure.PRIVATE and not allow_private else ""
        raise RefusedError(f"{fetched.address} was not fetched: {reason}{hint}")
    if not fetched.ok:
        raise RefusedError(f"{fetched.address} answers {answer.status}: {SAVE}")
    kind, charset = answer.media_type
    return Received(answer.body, fetched.address, fetched.address, charset, kind)


def from_file(path: str, address: str) -> "Received":
    """The bytes of a file."""
    from briefings.capture import Received, RefusedError
    from briefings.capture.received import fit

    if Path(path).is_dir():
        raise RefusedError("it is a folder: name the files in it")
    try:
        if Path(path).exists() and not Path(path).is_file():
            raise RefusedError("it is no file, but a device or a pipe")
        fit(Path(path).stat().st_size)
        return Received(Path(path).read_bytes(), Path(path).name, address)
    except OSError as error:
        raise RefusedError(f"the file cannot be read: {error.strerror}") from error


def told(captured: "Captured", content: Path) -> Iterator[str]:
    """What an editor wants to know."""
    folder = content / "sources" / captured.id
    if captured.unchanged:
        yield f"{folder}: holds these words already; nothing was written"
        return
    words = len(captured.extract.text.split())
    yield f'{folder}: "{captured.description.title}"'
    yield f"  text: {words} words; {captured.extract.extractor}"
    inferred = captured.description.inferred
    stated = [field for field in captured.description.fields if field in ("title", "author", "issued") and field not in inferred]
    yield f"  stated in the text: {', '.join(stated) or 'nothing of title, author, date'}"
    yield from (f"  inferred: {field}: {why}" for field, why in inferred.items())
    zones = ", ".join(f"{zone.kind} {zone.first}" + f"–{zone.last}" * (zone.last > zone.first) for zone in captured.zones)
    yield f"  zones proposed: {zones or 'none'}"
    if captured.earlier:
        yield f"  a new version of {captured.earlier.id}, which stands unchanged; what differs:"
        yield from (f"    {line}" for line in captured.changes[:SHOWN])
        if len(captured.changes) > SHOWN:
            yield f"    and {len(captured.changes) - SHOWN} more"
