"""The rules of a built site: the reduce, which compares what the documents say with what is there."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.verify.addresses import clean
from briefings.verify.documents import At, Document, Fault, Link, Reference, Use, Where
from briefings.verify.site import FRONT, NOT_FOUND, Site, folded, is_page
from briefings.verify.vocabulary import RUNNING_TYPES, SHOWING
from briefings.verify.ways import Ways, is_active, quoted, way_of


@dataclass(frozen=True)
class Finding:
    """A rule that does not hold, before its line and column are looked up.

    It stands in the file `path` at the line and column `at`, or else at the `nth` occurrence (from 0) of `where`;
    `value` is the address that is wrong, if it is one.
    """

    code: str
    message: str
    path: str
    where: Where = ("", "", "")
    nth: int = 0
    at: At | None = None
    value: str = ""


def _of_link(code: str, message: str, document: Document, link: Link) -> Finding:
    return Finding(code, message, document.path, link.where, at=link.at, value=link.value)


def _of_fault(document: Document, fault: Fault) -> Finding:
    return Finding(fault.code, fault.message, document.path, fault.where, fault.nth, fault.at)


def l901(site: Site, ways: Ways) -> Iterator[Finding]:
    """Every internal link, anchor, asset and feed address of the site resolves, in letter case too.

    Why: a dossier is handed round as a folder. A link that works on the editor's computer and not from a
    server, a USB stick or another system is a claim that cannot be followed to its source.

    Mend: correct the address in the text or the template that the page was made from. Name the file, not
    its folder; write it relative to the page, in the letters of the file's own name; for an anchor, use an id
    that the target page has. Where nothing seems wrong, rebuild: the page may be older than the site.

    Fails: <a href="/topics/Energy.html#tarif">

    Passes: <a href="topics/energy.html#tariff">
    """
    yield from _faults(site, "L901")
    yield from (Finding("L901", reason, path) for path, reason in site.odd.items())
    if FRONT not in site.files:
        yield Finding("L901", f"the site has no {FRONT}", FRONT)
    yield from _alike(site)
    for document in site.documents.values():
        for link, message in ways.of(document).dead:
            yield _of_link("L901", message, document, link)
        yield from _missing_ids(document)
    yield from _circles(site)


def l902(site: Site, ways: Ways) -> Iterator[Finding]:
    """Ids are unique in a page, and every page can be reached from the front page.

    Why: of two equal ids a browser knows only the first, so a link to a passage may show another one; and
    a page that no link leads to is published without a reader ever seeing it.

    Mend: give one of the two another id; link the page from one that is reached, or remove it. The page for
    addresses that are not found, and pages that only lead on to a new address, need no link.

    Fails: <p id="gas">…</p> <p id="gas">…</p>

    Passes: <p id="gas">…</p> <p id="gas-2">…</p>
    """
    yield from _faults(site, "L902")
    for document in site.documents.values():
        if len(document.ids) != len(set(document.ids)):
            yield from _repeated(document)
    if FRONT in site.documents:
        for path in _unreached(site, ways):
            yield Finding("L902", f"no link leads from {FRONT} to this page", path)


def l904(site: Site, _ways: Ways) -> Iterator[Finding]:
    """The site asks no third party for anything, and no active address stands in it.

    Why: a reader of a dossier tells nobody what they read, and the folder works without a network; an address
    that runs as a program, or an event handler, would let the words of a source act in the reader's browser.

    Mend: put the script, style, font or picture into the site's own folder and link it there. Links that the
    reader clicks may lead to other sites. Replace `javascript:` and `on…=` by a script of the site's own.

    Fails: <script src="https://cdn.example/chart.js"></script> <a href="javascript:go()">

    Passes: <script src="static/chart.js"></script> <a href="https://example.org/">
    """
    yield from _faults(site, "L904")
    foreign = {link: message for link in site.links if (message := _foreign(site, link))}
    for document in site.documents.values() if foreign else ():
        for link in filter(foreign.__contains__, document.links):
            yield _of_link("L904", foreign[link], document, link)


def _faults(site: Site, code: str) -> Iterator[Finding]:
    """What is wrong with the files by themselves."""
    for document in site.documents.values():
        for fault in document.faults:
            if fault.code == code:
                yield _of_fault(document, fault)


def _repeated(document: Document) -> Iterator[Finding]:
    for name, count in Counter(document.ids).items():
        for nth in range(1, count):
            message = f"the id {quoted(name)} stands {count} times in this page"
            yield Finding("L902", message, document.path, ("", "id", name), nth)


def _missing_ids(document: Document) -> Iterator[Finding]:
    """References to ids that are not in the page, each once a page and holder."""
    if not document.references:
        return
    ids, maps = frozenset(document.ids), frozenset(document.maps)
    for reference in dict.fromkeys(document.references):
        named = maps if reference.attribute == "usemap" else ids
        if reference.name not in named:
            yield Finding("L901", _unnamed(reference), document.path,
                          (reference.element, reference.attribute, reference.written), value=reference.name)


def _unnamed(reference: Reference) -> str:
    kind = "map" if reference.attribute == "usemap" else "id"
    holder = f"<{reference.element}> {reference.attribute}".rstrip()
    return f"{holder} names the {kind} {quoted(reference.name)}, which is not in this page"


def _alike(site: Site) -> Iterator[Finding]:
    """Files that become one where neither letter case nor Unicode form counts (Windows, macOS, most USB sticks)."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(site.files):
        groups[folded(path)].append(path)
    for first, *others in groups.values():
        for path in others:
            how = "letter case" if path.lower() == first.lower() else "letter case or Unicode form"
            yield Finding("L901", f"the file's name differs from {first} only in {how}", path)


def _circles(site: Site) -> Iterator[Finding]:
    """Pages that only lead on, and lead back to themselves."""
    onward: dict[str, tuple[Link, str]] = {}
    for document in site.documents.values():
        for link in document.links if document.redirects else ():
            if link.element == "meta" and link.use is Use.LOAD:
                onward[document.path] = (link, way_of(site, document, link).target)
    for path, (link, target) in onward.items():
        seen = {path}
        while target in onward and target not in seen:
            seen.add(target)
            target = onward[target][1]
        if target == path and len(seen) > 1:
            yield _of_link("L901", f"{quoted(link.value)} leads on in a circle, back to this page", site.documents[path], link)


def _unreached(site: Site, ways: Ways) -> Iterator[str]:
    """Pages that no chain of links from the front page leads to, in order of their names."""
    reached, waiting = {FRONT}, deque([FRONT])
    while waiting:
        for target in ways.of(site.documents[waiting.popleft()]).targets:
            if target not in reached and target in site.documents:
                reached.add(target)
                waiting.append(target)
    for path, document in sorted(site.documents.items()):
        exempt = path == NOT_FOUND or document.redirects or path.endswith(".svg")
        if is_page(path) and path not in reached and not exempt:
            yield path


def _foreign(site: Site, link: Link) -> str:
    """Why following or loading the address would ask a third party, or run something; "" where it would not."""
    shown, address = quoted(link.value), link.address
    if not address.scheme and not address.host:
        return ""
    if address.scheme == "data" and not _runs(link):
        return ""
    if is_active(link):
        return f"{shown} uses {address.scheme}:, which may run a program or reach outside the site"
    is_own = site.public and clean(link.value).startswith(site.public)
    asks = link.use is Use.LOAD and not is_own and address.scheme != "about"
    return f"{shown} asks another host for something the page needs" if asks else ""


def _runs(link: Link) -> bool:
    """Whether a browser would run what a `data:` address holds, where the link stands."""
    if link.element in SHOWING:
        return False
    kind = clean(link.address.rest).partition(",")[0].partition(";")[0].strip().lower()
    return kind in RUNNING_TYPES or link.element in ("script", "use")
