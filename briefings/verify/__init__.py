"""The built site: each file is read once, links and ids collected, then compared. No crawl, no network."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from briefings.cache import Cache
from briefings.problems import Level, Place, Problem
from briefings.verify.addresses import bare, parse
from briefings.verify.documents import At
from briefings.verify.places import Lines, Places, places
from briefings.verify.rules import Finding, l901, l902, l904
from briefings.verify.site import Site, decode, is_page, read
from briefings.verify.ways import Ways

# Code → the rule, whose docstring is its manual.
RULES = {"L901": l901, "L902": l902, "L904": l904}

# The content that an address in a page of the site came from: (page, address or "") → its place, if it is known.
Origin = Callable[[str, str], Place | None]


def verify(site: Path, shown: str, origin: Origin | None = None, cache: Cache | None = None) -> list[Problem]:
    """Every problem of the built site in the folder `site`, in order of place.

    `shown` is the folder as messages name it, such as `build/site`. Places are in the built files: line and
    column of the address, in code points from 1; `origin` adds the place in the content that it came from. What the
    `cache` knows of a file is not read out of it again. A folder
    that is missing or unreadable, or has no page, is a problem.
    """
    try:
        built = read(site, cache)
    except OSError as error:
        return [_no_site(shown, error.strerror or str(error))]
    if not any(map(is_page, built.files)):
        return [_no_site(shown, "no page was found in it" if built.files else "the folder is empty")]
    ways = Ways(built)
    findings = (finding for rule in RULES.values() for finding in rule(built, ways))
    return sorted(_once(_problems(site, shown, built, findings, origin)), key=attrgetter("order"))


def _no_site(shown: str, reason: str) -> Problem:
    return Problem(
        "L901",
        Level.ERROR,
        f"there is no site to verify: {reason}",
        Place(shown),
        detail=("run `briefings build` first, or name the folder of a built site",),
    )


def _once(problems: Iterable[tuple[str, Problem]]) -> Iterator[Problem]:
    """One problem for each mistake that an editor made: an address typed once stands in many pages of the site."""
    made: dict[object, list[Problem]] = {}
    for value, problem in problems:
        everywhere = problem.origin and value and not parse(value).is_relative
        made.setdefault((problem.code, problem.origin, bare(value)) if everywhere else object(), []).append(problem)
    for same in made.values():
        first = min(same, key=attrgetter("order"))
        more = (f"it stands in {len(same)} places of the site; this is the first",) if len(same) > 1 else ()
        yield replace(first, detail=(*first.detail, *more))


def _problems(
    folder: Path, shown: str, site: Site, findings: Iterable[Finding], origin: Origin | None
) -> Iterator[tuple[str, Problem]]:
    """The address of each finding, and the problem."""
    by_path = attrgetter("path")
    for path, group in groupby(sorted(findings, key=by_path), key=by_path):
        is_text = path in site.documents and not path.endswith(".pdf") and site.documents[path].readable
        text = decode((folder / path).read_bytes())[0] if is_text else ""
        found = places(text) if is_page(path) else {}
        lines = Lines(text)
        for finding in group:
            line, column = _at(finding, found, text, lines)
            place = Place(f"{shown}/{path}", line, column, line, column)
            source = origin(path, finding.value) if origin else None
            yield finding.value, Problem(finding.code, Level.ERROR, finding.message, place, origin=source)


def _at(finding: Finding, found: Places, text: str, lines: Lines) -> At:
    """Where a finding stands: as its reader said, by element and attribute, or where its words stand first."""
    if finding.at:
        return finding.at
    occurrences = found.get(finding.where, [])
    if finding.nth < len(occurrences) and any(finding.where[1:]):
        return occurrences[finding.nth]
    for words in (json.dumps(finding.value, ensure_ascii=False), json.dumps(finding.value), finding.value):
        offset = text.find(words) if finding.value else -1
        if offset >= 0:
            return lines.at(offset)
    return occurrences[0] if occurrences and finding.where[0] else (1, 1)
