"""A2xx: the archive. What was captured is there, unaltered, and described no better than it describes itself."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from briefings.checks.registry import Finding, check
from briefings.dossier import Dossier, Source
from briefings.problems import Level
from briefings.records import Author
from briefings.text.dates import agrees, mentions, resolve
from briefings.text.locate import locate
from briefings.values import Date, Text


@check("A201")
def A201(dossier: Dossier) -> Iterator[Finding]:
    """The captured text is there, and its hash is the recorded one.

    Why: a quotation proves something only if the text it is found in is the text that was received.

    Mend: put back article.txt as it was captured. If the publisher changed the article, capture it again as a
    new source; do not edit the old one.

    Fails: one letter of article.txt was corrected by hand.

    Passes: article.txt is byte for byte what source.yaml's `text.sha256` was taken of.
    """
    for source in dossier.sources.values():
        recorded = source.record.text.sha256
        if source.sha256 != recorded:
            yield Finding(
                recorded.place,
                f"the captured text of {source.id} is not the one that was recorded",
                (f"recorded: {recorded}", f"now:      {source.sha256}",
                 "put back article.txt as captured; a changed article is a new source"),
                source=source.id,
            )


@check("A202")
def A202(dossier: Dossier) -> Iterator[Finding]:
    """A source is cited, and what its own text does not say of its title, publisher, author or date is listed as inferred.

    Why: a reader must be able to tell what the article states of itself from what an editor concluded.

    Mend: add the field to the source's `inferred`, with how it is known; delete a source that no fact uses.

    Fails: `issued: 2021-09-09` for a text that says "Thursday" only.

    Passes: the same with `inferred: {issued: the text says Thursday; two other sources date the talks}`.
    """
    drafted = {evidence.source.id for fact in dossier.drafts.values() for evidence in fact.evidence}
    for name, source in dossier.sources.items():
        if not dossier.by_source[name]:
            mend = "only drafts do: make a fact of one" if name in drafted else "cite it, or remove its folder"
            yield Finding(source.record.place, f"no fact cites source {name}", (mend,), Level.WARNING, source=name)
        for field, value, stated in statements(source):
            if field not in source.record.inferred and not stated():
                yield Finding(value.place, f'the text of {name} does not state its {field}, "{value}"',
                              (f"add inferred: {{{field}: how it is known}}",), Level.WARNING, source=name)


def statements(source: Source) -> Iterator[tuple[str, Text, Callable[[], bool]]]:
    """Each descriptive field of a source, its value, and how to ask whether the text states it."""
    record = source.record
    yield "title", record.title, partial(stands, record.title, source)
    if record.publisher:
        yield "publisher", record.publisher, partial(stands, record.publisher, source)
    for author in record.author:
        if name := author.literal or author.family:
            yield "author", name, partial(signed, author, source)
    if record.issued:
        yield "issued", record.issued, partial(dated, record.issued, source)


def signed(author: Author, source: Source) -> bool:
    """Whether the text names the author, by the family name at least."""
    return stands(author.name, source) or bool(author.family and stands(author.family, source))


def stands(value: str, source: Source) -> bool:
    """Whether the words stand in the text, in one place or several."""
    return bool(locate(source.searchable, [value]).spans)


def dated(issued: Date, source: Source) -> bool:
    """Whether the text names the date in full, in English or by its digits in the order of another language."""
    named = (resolve(mention, None) for mention in mentions(source.text))
    return any(when is not None and agrees(issued.when, when) for when in named) or in_digits(issued, source.text)


def in_digits(issued: Date, text: str) -> bool:
    """Whether a day of the month and its year stand together with one word between them, which another language calls its
    month ("21. Februar 2024", "le 3 mai 2021"), or with the number of the month ("21.02.2024")."""
    if not (parts := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", issued)):
        return False
    year, month, day = parts[1], int(parts[2]), int(parts[3])
    return bool(re.search(rf"(?<!\d)0?{day}(?:\.?\s(?:de\s)?[^\W\d]+\.?,?\s(?:de\s)?|[./-]0?{month}[./-]){year}(?!\d)", text))


OBSTACLES = re.compile(
    r"(error )?40[0-9]\b.*|50[0-9]\b.*|(page )?not found|access denied|forbidden|just a moment\.*|attention required.*|"
    r"are you (a )?(human|robot).*|before you continue.*|(please )?(log|sign) ?(in|on|up)( to .*)?|"
    r"subscribe( to .*)?|cookie(s|s? (policy|consent|settings|notice))?|(your )?(privacy|consent)( choices| settings)?|"
    r"we value your privacy|captcha|security check|untitled|admin(istrator)?|guest|unknown|null|undefined",
    re.IGNORECASE)


@check("A203")
def A203(dossier: Dossier) -> Iterator[Finding]:
    """A title or author is not that of an error, consent or log-in page.

    Why: what was captured then is not the article.

    Mend: capture the article itself, from a saved copy if the site stands in the way.

    Fails: `title: Just a moment...`

    Passes: the article's headline.
    """
    for name, source in dossier.sources.items():
        authors = (author.literal or author.family for author in source.record.author)
        for value in (source.record.title, *authors):
            if value and OBSTACLES.fullmatch(value.strip()[:200]):
                yield Finding(value.place, f'"{value}" is what an error, consent or log-in page calls itself',
                              ("capture the article itself",), source=name)


@check("A204")
def A204(dossier: Dossier) -> Iterator[Finding]:
    """An archive URL's timestamp agrees with its date.

    Why: the archived copy is evidence of what stood there on that day, and on no other.

    Mend: copy the date from the address.

    Fails: `url: https://web.archive.org/web/20210910/...` with `date: 2021-09-09`.

    Passes: the same with `date: 2021-09-10`.
    """
    for name, source in dossier.sources.items():
        archive = source.record.archive
        stamp = re.search(r"/(\d{4})(\d\d)(\d\d)(\d{6})?[a-z_]*/", archive.url) if archive else None
        if archive and stamp:
            written = "-".join(stamp.groups()[:3])
            if Date.fault(written) or not archive.date.when.contains(Date(written).when):
                yield Finding(archive.date.place, f"the archived copy is of {written}, not of {archive.date}",
                              ("copy the date from the address",), source=name)


@check("A205")
def A205(dossier: Dossier) -> Iterator[Finding]:
    """A source is not retracted; where it was corrected after capture, an editor has looked (a warning).

    Why: what a publisher withdrew bears nothing out.

    Mend: take the evidence from another source; capture a corrected article again, as a new source.

    Fails: `status: {is: retracted, date: 2022-01-10}`.

    Passes: `status: {is: corrected, date: 2021-09-10}` for a text accessed on 2021-09-20.
    """
    for name, source in dossier.sources.items():
        status, accessed = source.record.status, source.record.accessed
        if status is None:
            continue
        if status.is_ == "retracted":
            yield Finding(status.place, f"source {name} was retracted on {status.date}",
                          ("take the evidence from another source",), source=name)
        elif accessed is None or not before(status.date, accessed):
            yield Finding(status.place, f"source {name} was corrected on {status.date}, after it was captured",
                          ("capture it again, as a new source",), Level.WARNING, source=name)


def before(one: Date, other: Date) -> bool:
    """Whether one date ends on or before the first day of the other."""
    first, second = one.when.latest, other.when.earliest
    return first is not None and second is not None and first <= second
