"""An article into the archive: its words, what is known of it, the original beside it; nothing is ever overwritten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefings.capture.archive import Held, digest, held, lay, taken
from briefings.capture.changes import changes
from briefings.capture.describe import Description, describe
from briefings.capture.extract import Extract, extract
from briefings.capture.names import free, id_of
from briefings.capture.obstacles import cautions, refuse
from briefings.capture.received import Received, RefusedError, is_web_archive, unpacked
from briefings.capture.zones import Proposed, proposed
from briefings.load import LARGEST as MOST
from briefings.typeset import typeset
from briefings.values import Id

__all__ = ["Captured", "Received", "RefusedError", "capture"]


@dataclass(frozen=True)
class Captured:
    """What came of a capture: the source's id; the earlier capture that it repeats or follows, and what changed since."""

    id: str
    description: Description
    extract: Extract
    zones: tuple[Proposed, ...] = ()
    earlier: Held | None = None
    changes: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the archive holds these words already, so that nothing was written."""
        return self.earlier is not None and self.earlier.id == self.id


def capture(received: Received, content: Path, today: str, name: str = "") -> Captured:
    """Archive an article in the dossier `content` under the id `name`, or one made of its publisher and year.

    `today` is the date of the capture. Raises RefusedError where it is no article or the id will not do, OSError where
    the disk will not take it; then the archive is as it was.
    """
    found = extract(page := unpacked(received))
    if (size := len(found.text.encode()) // 1_000_000) >= MOST // 1_000_000:
        raise RefusedError(f"its text has {size} MB, and a dossier reads no {MOST // 1_000_000}: save the part that you need")
    description = describe(found, page, today)
    refuse(found, description.title)
    archive = held(content)
    earlier = same_article(found, description, archive)
    if earlier and earlier.sha256 == digest(found.text.encode()):
        return Captured(earlier.id, description, found, earlier=earlier)
    chosen = chosen_id(name, first(earlier, archive) if earlier else id_of(description), taken(content))
    zones = proposed(found.text, found.page.parts, description.title)
    differs = tuple(changes(earlier.text, found.text)) if earlier else ()
    captured = Captured(chosen, description, found, zones, earlier, differs)
    lay(content, chosen, dict(files(captured, received, content)))
    return captured


def same_article(found: Extract, description: Description, archive: tuple[Held, ...]) -> Held | None:
    """The latest capture of the same address, or one of the same words."""
    sha256, url = digest(found.text.encode()), description.fields.get("URL")
    same = [each for each in archive if each.sha256 == sha256 and url in (None, "", each.url)]
    same = same or [each for each in archive if each.sha256 == sha256 and not each.url]
    return next(iter(same), None) or next((each for each in versions(archive) if url and each.url == url), None)


def versions(archive: tuple[Held, ...]) -> list[Held]:
    """The latest versions first: of x, x-2, x-10 the last."""
    return sorted(archive, key=lambda each: (len(each.id), each.id), reverse=True)


def first(version: Held, archive: tuple[Held, ...]) -> str:
    """The id of the first version: x, of x-2."""
    stem = re.sub(r"-\d{1,3}$", "", version.id)
    return stem if any(each.id == stem and each.url == version.url for each in archive) else version.id


def chosen_id(name: str, made: str, names: frozenset[str]) -> str:
    """The id that was asked for, or one made, behind which a number stands where it is taken."""
    if not name:
        return free(made, names)
    if reason := Id.fault(name):
        raise RefusedError(f'--id "{name}" will not do: {reason}')
    if name in names:
        raise RefusedError(f"the id {name} is taken, and nothing is overwritten: choose another --id")
    return name


def files(captured: Captured, received: Received, content: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a source's folder, by name."""
    text = captured.extract.text.encode()
    schema = ["yaml-language-server: $schema=../../../.schemas/source.json"] * (content / "../.schemas/source.json").is_file()
    comment = "".join(f"# {line}\n" for line in (*schema, *to_check(captured)))
    yield "source.yaml", (comment + typeset(record(captured, digest(text)))).encode()
    yield "article.txt", text
    if captured.extract.ending:
        yield f"original{'.mhtml' if is_web_archive(received) else captured.extract.ending}", received.data


def record(captured: Captured, sha256: str) -> dict[str, Any]:
    """The fields of source.yaml. A later version is no second witness: its origin is the first."""
    described = captured.description
    fields = dict(described.fields)
    fields |= {"inferred": dict(described.inferred)} if described.inferred else {}
    fields |= {"origin": captured.earlier.origin} if captured.earlier else {}
    fields |= {"text": {"sha256": sha256, "extractor": captured.extract.extractor}}
    zones = [{"kind": each.kind, "lines": [str(each.first), str(each.last)]} for each in captured.zones]
    fields |= {"zones": zones} if zones else {}
    found = list(cautions(captured.extract.text))
    return fields | ({"cautions": found} if found else {})


def to_check(captured: Captured) -> Iterator[str]:
    """What an editor looks at before the first fact."""
    described = captured.description
    yield "Captured by briefings capture. Look at these, then delete them:"
    if captured.earlier:
        yield f"- this is a later version of {captured.earlier.id}; origin makes one witness of the two"
    yield "- article.txt: is it the whole article, from its first sentence to its last?"
    if described.inferred:
        yield f"- inferred: {', '.join(described.inferred)}; is each right, and is its reason?"
    if missing := [name for name in ("author", "issued", "language") if name not in described.fields]:
        yield f"- not found: {', '.join(missing)}; write what you know, and under inferred how you know it"
    yield f"- zones: proposed by their looks; {'is each right, and ' if captured.zones else ''}are captions or notices missing?"
