"""The evidence bundle: one zip with the site, its PDFs and data, the sources as far as they may be shown, and every hash.

The same content gives the same bytes: names in order, one date for all (that of the format's beginning), fixed rights.
"""

import errno
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefings.dossier import Dossier, Source
from briefings.site.catalogue import Catalogue
from briefings.site.evidence import published
from briefings.site.passages import Gap, Row, rows
from briefings.site.wording import count
from briefings.whole import fresh

EPOCH = (1980, 1, 1, 0, 0, 0)
RIGHTS = 0o644 << 16
README = """\
{title}
{line}

A briefing and the evidence for it, as of {as_of}: {facts}, {sources}.

  site/            the site: open site/index.html in a browser; no network is needed
  site/pdf/        the briefings on paper, where they were made
  site/data/       the facts and quotations for spreadsheets and programs; begin with facts.json or facts.csv
  sources/         the words of the sources, as far as they may be shown
  SHA256SUMS       the hash of every file

To check it without the program that made it

1. That nothing was changed since: in this folder, run
     sha256sum --check SHA256SUMS            (on a Mac: shasum -a 256 -c SHA256SUMS)
   Who gave you the file can tell you the hash of SHA256SUMS itself.
2. That a quotation stands in its source: site/data/evidence.csv has every quotation with the source's id. Look it up in
   sources/<id>.txt, or in the original, whose address site/data/sources.csv has. "[…]" marks what the editors left out.
3. That a source's text is the one that was quoted: site/data/sources.csv has the SHA-256 of each captured text. Where
   sources/<id>.txt is whole, it is that text; the column "spans" of evidence.csv counts its characters from 0.

Sources:
{listed}
"""
HOW = {
    "full": "whole, byte for byte as captured",
    "excerpts": "the cited passages with the sentences around them; what is left out is counted",
    "quotes": "the quotations alone",
}


def bundle(dossier: Dossier, site: Path, place: Path) -> None:
    """Write the bundle of the built site in the folder `site` to the file `place`, whole or not at all.

    Raises OSError where it cannot be written.
    """
    with fresh(place) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        sums = "".join(f"{pack(packed, name, content)}  {name}\n" for name, content in members(dossier, site))
        pack(packed, "SHA256SUMS", sums.encode())


def pack(packed: zipfile.ZipFile, name: str, content: bytes) -> str:
    """Add a file, and return its SHA-256."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, RIGHTS, 3
    packed.writestr(entry, content)
    return hashlib.sha256(content).hexdigest()


def members(dossier: Dossier, site: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file but the sums, in order."""
    catalogue = Catalogue(dossier)
    yield "README.txt", readme(catalogue).encode()
    paths = sorted((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file())
    if odd := next((name for name, _ in paths if not name.isprintable()), None):
        raise OSError(errno.EILSEQ, "a control character or no text", ascii(odd))
    yield from ((f"site/{name}", path.read_bytes()) for name, path in paths)
    for name, source in sorted(dossier.sources.items()):
        yield f"sources/{name}.txt", shown(source, catalogue)


def readme(catalogue: Catalogue) -> str:
    """What is in it, and how to check it."""
    dossier = catalogue.dossier
    record = dossier.corpus.dossier
    listed = (f"  {name}.txt  {HOW[published(source, catalogue)]}" for name, source in sorted(dossier.sources.items()))
    return README.format(
        title=record.title, line="=" * len(record.title), as_of=record.as_of, facts=count(len(dossier.facts), "fact"),
        sources=count(len(dossier.sources), "source"), listed="\n".join(listed))


def shown(source: Source, catalogue: Catalogue) -> bytes:
    """A source's words, as far as its `publish` allows: all of them as captured, or what its page shows."""
    mode = published(source, catalogue)
    if mode == "full":
        return source.text.encode()
    parts = rows(source, catalogue.dossier.by_source[source.id], mode)
    return "".join(f"{line}\n\n" for line in paragraphs(parts)).encode()


def paragraphs(parts: Sequence[Row | Gap]) -> Iterator[str]:
    """Each paragraph as its page shows it; what is not reproduced is counted."""
    for part in parts:
        if isinstance(part, Gap):
            yield f"[{count(part.words, 'word')} not reproduced]"
        else:
            yield "".join(f"[{count(cut.left_out, 'word')} not reproduced]" if cut.left_out else cut.text for cut in part.cuts)
