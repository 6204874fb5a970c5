"""Addresses: where each page lies in the site, and how one page points at another.

Every address here is written from the site's root, in full (`topics/energy.html#ene-3`); `relative` turns it into
one that works from a web server at any path, from a folder and from a USB stick alike.
"""

from functools import lru_cache
from urllib.parse import quote

from briefings.dossier import Evidence, Fact
from briefings.values import Contact

BESIDE = 3  # words before and after a repeated passage that tell it from its like
OUTSIDE = ("https://", "http://", "mailto:")


def relative(here: str, there: str) -> str:
    """`there`, an address from the site's root, as the page `here` writes it; an address of the web stays itself."""
    if there.startswith(f"{here}#") and there != f"{here}#":
        return there[len(here) :]
    return way(here.rpartition("/")[0], there)


@lru_cache(maxsize=10_000)
def way(folder: str, there: str) -> str:
    """`there` as any page in `folder` writes it: most pages lie in one folder, and point at the same few places."""
    if there.startswith(OUTSIDE):
        return there
    path, mark, anchor = there.partition("#")
    mine, theirs = folder.split("/") if folder else [], path.split("/")
    shared = 0
    while shared < len(mine) and mine[shared : shared + 1] == theirs[shared:-1][:1]:
        shared += 1
    return "../" * (len(mine) - shared) + "/".join(theirs[shared:]) + mark + anchor


def fact_path(name: str) -> str:
    """The permanent page of a fact, by its id or a former one."""
    return f"facts/{name}.html"


def topic_path(name: str) -> str:
    """The page of a topic."""
    return f"topics/{name}.html"


def source_path(name: str) -> str:
    """The page of a source."""
    return f"sources/{name}.html"


def entity_path(name: str) -> str:
    """The page of an entity."""
    return f"entities/{name}.html"


def on_topic(fact: Fact) -> str:
    """Where a fact stands on its own topic's page."""
    return f"{topic_path(fact.topics[0])}#{anchor(fact)}"


def anchor(fact: Fact) -> str:
    """The fragment of a fact on a page that shows it: its number in small letters."""
    return fact.number.lower()


def passage(evidence: Evidence) -> str:
    """Where the first stretch of a quotation stands on its source's page."""
    return f"{source_path(evidence.source.id)}#{piece_id(evidence.spans[0].start)}"


def piece_id(offset: int) -> str:
    """The fragment of a marked passage: the code point at which it begins in the stored text."""
    return f"at-{offset}"


def text_fragment(evidence: Evidence) -> str | None:
    """The passage at the publisher's own address (WICG text fragments), or None where no address is known.

    A long passage is given by its first and last words, as the specification advises; one whose words stand in the text
    more than once, with the words before and after it too.
    """
    url = evidence.source.record.url
    if not url or not evidence.stretches:
        return None
    words = evidence.stretches[0].split()
    ends = [" ".join(words)] if len(words) <= 12 else [" ".join(words[:5]), " ".join(words[-5:])]
    text, span = evidence.source.text, evidence.spans[0]
    directive = list(map(encoded, ends))
    if any(" ".join(text.split()).count(end) > 1 for end in ends):
        before, after = text[: span.start].split()[-BESIDE:], text[span.end :].split()[:BESIDE]
        directive[:0] = [f"{encoded(' '.join(before))}-"] if before else []
        directive += [f"-{encoded(' '.join(after))}"] if after else []
    joint = "" if "#" in url else "#"
    return f"{url}{joint}:~:text={','.join(directive)}"


def encoded(words: str) -> str:
    """Words in a text directive: `-`, `,` and `&` mean something there, so they are percent-encoded with the rest."""
    return quote(words, safe="").replace("-", "%2D")


def report_address(contact: Contact | None, subject: str) -> str | None:
    """Where a reader reports an error, with what it is about filled in where that can be done; None without an address."""
    if contact is None or contact.startswith(OUTSIDE):
        return str(contact) if contact else None
    return f"mailto:{contact}?subject={quote(subject)}"
