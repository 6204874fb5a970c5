"""The rules of a built site: the reduce, which compares what the documents say with what is there."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from briefings.verify.addresses import Address, clean, parse, resolve
from briefings.verify.documents import Document, Link, Use
from briefings.verify.site import FRONT, NOT_FOUND, Site, is_page

# Where a link may lead besides the site itself: all of these wait for the reader's click.
_OUTGOING = frozenset(("http", "https", "mailto", "tel"))
# Elements that can only show or play what a `data:` address holds, never run it.
_SHOWING = frozenset(["img", "source", "image", "video", "audio", "track", "link", "url", "style", "input"])


@dataclass(frozen=True)
class Finding:
    """A rule that does not hold, before its line and column are looked up.

    It stands in the file `path`, at the link, or at the `nth` occurrence (from 0) of the attribute `where`,
    an (element, attribute, value); without either, at the start of the file.
    """

    code: str
    message: str
    path: str
    link: Link | None = None
    where: tuple[str, str, str] = ("", "", "")
    nth: int = 0


def l901(site: Site) -> Iterator[Finding]:
    """Every internal link, anchor, asset and feed address of the site resolves, in letter case too.

    Why: a dossier is handed round as a folder. A link that works on the editor's computer and not from a
    server, a USB stick or another system is a claim that cannot be followed to its source.

    Mend: correct the address in the text or the template that the page was made from. Name the file, not
    its folder; write it relative to the page, in the letters of the file's own name; for an anchor, use an id
    that the target page has. Where nothing seems wrong, rebuild: the page may be older than the site.

    Fails: <a href="/topics/Energy.html#tarif">

    Passes: <a href="topics/energy.html#tariff">
    """
    yield from _unreadable(site)
    if FRONT not in site.files:
        yield Finding("L901", f"the site has no {FRONT}", FRONT)
    yield from _alike(site)
    for document, link in _links(site):
        for message in _dead(site, document, link):
            yield Finding("L901", message, document.path, link)


def l902(site: Site) -> Iterator[Finding]:
    """Ids are unique in a page, and every page can be reached from the front page.

    Why: of two equal ids a browser knows only the first, so a link to a passage may show another one; and
    a page that no link leads to is published without a reader ever seeing it.

    Mend: give one of the two another id; link the page from one that is reached, or remove it. The page for
    addresses that are not found, and pages that only lead on to a new address, need no link.

    Fails: <p id="gas">…</p> <p id="gas">…</p>

    Passes: <p id="gas">…</p> <p id="gas-2">…</p>
    """
    for document in site.documents.values():
        for name, count in Counter(document.ids).items():
            for nth in range(1, count):
                message = f"the id {_shown(name)} stands {count} times in this page"
                yield Finding("L902", message, document.path, where=("", "id", name), nth=nth)
    if FRONT in site.files:
        for path in _unreached(site):
            yield Finding("L902", f"no link leads from {FRONT} to this page", path)


def l904(site: Site) -> Iterator[Finding]:
    """The site asks no third party for anything, and no active address stands in it.

    Why: a reader of a dossier tells nobody what they read, and the folder works without a network; an address
    that runs as a program, or an event handler, would let the words of a source act in the reader's browser.

    Mend: put the script, style, font or picture into the site's own folder and link it there. Links that the
    reader clicks may lead to other sites. Replace `javascript:` and `on…=` by a script of the site's own.

    Fails: <script src="https://cdn.example/chart.js"></script> <a href="javascript:go()">

    Passes: <script src="static/chart.js"></script> <a href="https://example.org/">
    """
    for document, link in _links(site):
        for message in _foreign(site, link):
            yield Finding("L904", message, document.path, link)
    for document in site.documents.values():
        seen: Counter[tuple[str, str, str]] = Counter()
        for element, attribute, value in document.active:
            where = (element, attribute, value)
            message = f"<{element}> runs a program of its own in {attribute}={_shown(value)}"
            yield Finding("L904", message, document.path, where=where, nth=seen[where])
            seen[where] += 1


def _links(site: Site) -> Iterator[tuple[Document, Link]]:
    """Each different link of each document, at its first place: one message a page and mistake."""
    for document in site.documents.values():
        for link in dict.fromkeys(document.links):
            yield document, link


def _unreadable(site: Site) -> Iterator[Finding]:
    for document in site.documents.values():
        if document.unreadable:
            yield Finding("L901", f"the file cannot be read: {document.unreadable}", document.path)


def _alike(site: Site) -> Iterator[Finding]:
    """Files that become one where letter case does not count (Windows, macOS, most USB sticks)."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(site.files):
        groups[path.lower()].append(path)
    for first, *others in groups.values():
        for path in others:
            yield Finding("L901", f"the file's name differs from {first} only in letter case", path)


def _dead(site: Site, document: Document, link: Link) -> Iterator[str]:
    """Why the link leads nowhere: at most one message."""
    shown, address = _shown(link.value), link.address
    inside = _inside(site, link.value)
    if link.element == "base":
        yield f"<base href={shown}> changes where every link of the page leads"
    elif document.path == NOT_FOUND and link.use is Use.LOAD and address.scheme != "data":
        yield f"{shown} is another file; {NOT_FOUND} is shown at any address, so it can need none"
    elif inside is not None:
        yield from _missing(site, FRONT, parse(inside or FRONT), shown)
    elif not address.scheme and address.host:
        yield f"{shown} has no https: before it, so it leads nowhere from a file"
    elif not address.scheme and address.path.startswith("/"):
        yield f"{shown} starts at the root of a server; the site must work from any folder"
    elif address.is_relative:
        yield from _missing(site, document.path, address, shown)
    elif link.element == "loc":
        own = _shown(site.public) if site.public else f"not known, since {FRONT} has no canonical link"
        yield f"{shown} is not an address of this site; its own is {own}"


def _inside(site: Site, value: str) -> str | None:
    """The part after the site's own public address, or None where the address is not one of the site's."""
    plain = clean(value)
    return plain.removeprefix(site.public) if site.public and plain.startswith(site.public) else None


def _missing(site: Site, page: str, address: Address, shown: str) -> Iterator[str]:
    """What a relative address, written in `page`, lacks in the site: at most one message."""
    try:
        target = resolve(page, address.path)
    except ValueError as error:
        yield f"{shown} cannot be read: {error}"
        return
    if target.partition("/")[0] == "..":
        yield f"{shown} leads out of the site"
    elif target.rstrip("/") in site.folders:
        yield f"{shown} leads to a folder, which opens only on a server; name the file in it"
    elif target not in site.files:
        alike = site.by_lower_case.get(target.lower())
        yield f"{shown} leads to no file" + (f"; the file is called {alike}" if alike else "")
    elif target in site.anchors and not _has_anchor(site, target, address.fragment):
        yield f"{shown} leads to no id in {target}"


def _has_anchor(site: Site, target: str, fragment: str) -> bool:
    anchors = site.anchors[target]
    return not fragment or fragment in anchors or unquote(fragment) in anchors or fragment.lower() == "top"


def _unreached(site: Site) -> Iterator[str]:
    """Pages that no chain of links from the front page leads to, in order of their names."""
    reached, waiting = {FRONT}, deque([FRONT])
    while waiting:
        for target in _targets(site, site.documents[waiting.popleft()]):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    for path, document in sorted(site.documents.items()):
        exempt = path == NOT_FOUND or document.redirects or path.endswith(".svg")
        if is_page(path) and path not in reached and not exempt:
            yield path


def _targets(site: Site, document: Document) -> Iterator[str]:
    """The pages that a reader of this one can come to; dead links are another rule's."""
    for link in document.links:
        address = link.address
        if link.use is not Use.NAME and address.is_relative and address.path:
            try:
                target = resolve(document.path, address.path)
            except ValueError:
                continue
            if is_page(target) and target in site.documents:
                yield target


def _foreign(site: Site, link: Link) -> Iterator[str]:
    """Why following or loading the address would ask a third party, or run something: at most one message."""
    shown, address = _shown(link.value), link.address
    if address.scheme == "data" and link.element in _SHOWING:
        return
    if address.scheme and address.scheme not in _OUTGOING:
        yield f"{shown} uses {address.scheme}:, which may run a program or reach outside the site"
    elif link.use is Use.LOAD and (address.scheme or address.host) and _inside(site, link.value) is None:
        yield f"{shown} asks another host for something the page needs"


def _shown(value: str) -> str:
    """A value in quotes, cut where it is long."""
    return f'"{value}"' if len(value) <= 100 else f'"{value[:99]}…"'
