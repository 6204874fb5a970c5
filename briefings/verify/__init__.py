"""The built site: each file is read once, links and ids collected, then compared. No crawl, no network."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from briefings.problems import Level, Place, Problem
from briefings.verify.places import places
from briefings.verify.rules import Finding, l901, l902, l904
from briefings.verify.site import Site, decode, is_page, read

# Code → the rule, whose docstring is its manual.
RULES = {"L901": l901, "L902": l902, "L904": l904}


def verify(site: Path, shown: str) -> list[Problem]:
    """Every problem of the built site in the folder `site`, in order of place.

    `shown` is the folder as messages name it, such as `build/site`. Places are in the built files: line and
    column of the address, in code points from 1. A folder that is missing, empty or unreadable is a problem.
    """
    try:
        built = read(site)
    except OSError as error:
        return [_no_site(shown, error.strerror or str(error))]
    if not built.files:
        return [_no_site(shown, "the folder is empty")]
    findings = (finding for rule in RULES.values() for finding in rule(built))
    return sorted(_problems(site, shown, built, findings), key=attrgetter("order"))


def _no_site(shown: str, reason: str) -> Problem:
    return Problem(
        "L901",
        Level.ERROR,
        f"there is no site to verify: {reason}",
        Place(shown),
        detail=("run `briefings build` first, or name the folder of a built site",),
    )


def _problems(folder: Path, shown: str, site: Site, findings: Iterable[Finding]) -> Iterator[Problem]:
    by_path = attrgetter("path")
    for path, group in groupby(sorted(findings, key=by_path), key=by_path):
        found = places(decode((folder / path).read_bytes())) if _is_searched(site, path) else {}
        for finding in group:
            line, column = _at(finding, found)
            place = Place(f"{shown}/{path}", line, column, line, column)
            yield Problem(finding.code, Level.ERROR, finding.message, place)


def _is_searched(site: Site, path: str) -> bool:
    document = site.documents.get(path)
    return is_page(path) and document is not None and not document.unreadable


def _at(finding: Finding, found: Mapping[tuple[str, str, str], list[tuple[int, int]]]) -> tuple[int, int]:
    link = finding.link
    if link and link.at:
        return link.at
    where = (link.element, link.attribute, link.written) if link else finding.where
    occurrences = found.get(where, [])
    return occurrences[finding.nth] if finding.nth < len(occurrences) else (1, 1)
