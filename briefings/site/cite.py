"""How a page, a fact and a source are cited in plain words: title, what it is part of, date, where it stands.

The form says what a source does not state, which no citation style does: most captured articles have no
`container-title`, and a style's processor (citeproc) then prints the title twice.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from briefings.dossier import Dossier, Fact, Source
from briefings.records import Author
from briefings.site.links import fact_path
from briefings.site.wording import day


def number_ranges(numbers: Iterable[str]) -> str:
    """Fact numbers in short: ENE-1, ENE-2, ENE-3, MIL-7 → "ENE-1 to ENE-3, MIL-7"."""
    pairs = sorted({(prefix, int(digits)) for prefix, _, digits in (n.rpartition("-") for n in numbers)})
    runs = [[pair for _, pair in run] for _, run in groupby(
        enumerate(pairs), key=lambda at: (at[1][0], at[1][1] - at[0]))]
    return ", ".join(_run(run) for run in runs)


def _run(run: Sequence[tuple[str, int]]) -> str:
    first, last = ("{}-{}".format(*run[at]) for at in (0, -1))
    return first if first == last else f"{first} to {last}"


def cite_page(dossier: Dossier, title: str, numbers: Iterable[str] = (), path: str = "", edition: str | None = None) -> str:
    """The citation of a page. `path` is its place in the site, for dossiers that have a `site-url`; `edition` names the
    published edition that it shows.
    """
    listed = list(numbers)
    word = "fact" if len(set(listed)) == 1 else "facts"
    return _sentence([
        *_part(dossier, title, edition),
        f"{word} {number_ranges(listed)}" if listed else "",
        public_address(dossier, path),
    ])


def cite_fact(dossier: Dossier, fact: Fact, edition: str | None = None) -> str:
    """The citation of one fact: its claim, its number, the dossier, the edition, its permanent address."""
    title, *rest = _part(dossier, str(fact.record.claim).rstrip("."), edition)
    return _sentence([title, f"fact {fact.number}", *rest, public_address(dossier, fact_path(fact.id))])


def cite_short(dossier: Dossier, what: str = "", edition: str | None = None) -> str:
    """The citation inside a text of a page or fact, or of the whole dossier: `(Gas and loans, ENE-3, 2021)`. `what` is a
    fact's number, or a page's title in quotation marks. The year is that of the published edition, else of `as-of`.
    """
    editions = dossier.corpus.editions
    year = str(editions[-1].date if editions else dossier.corpus.dossier.as_of)[:4]
    named = edition.partition(",")[0] if edition else ""
    return f"({', '.join(filter(None, (str(dossier.corpus.dossier.title), what, named[:1].lower() + named[1:], year)))})"


def cite_source(source: Source) -> str:
    """The citation of a source; what its copy does not state, or what is inferred, is said."""
    record = source.record
    held = f"Copy held, SHA-256 {source.sha256[:8]}"
    return _sentence([*_who(record.author), f"“{record.title}”", *_where(source), _when(source)]) + "".join(
        f" {part}." for part in (
            f"{record.url}{_accessed(source)}" if record.url else "",
            f"Archived {day(record.archive.date).words}, {record.archive.url}" if record.archive else "",
            held,
        ) if part)


def public_address(dossier: Dossier, path: str) -> str:
    """The address of a page on the web, or nothing where the dossier has no `site-url`."""
    site = dossier.corpus.dossier.site_url
    return f"{str(site).rstrip('/')}/{path}" if site and path else ""


def _part(dossier: Dossier, title: str, edition: str | None) -> list[str]:
    record = dossier.corpus.dossier
    whole = [] if title == record.title else [str(record.title)]
    dated = f"{edition[0].lower()}{edition[1:]}" if edition else f"edition of {day(record.as_of).words}"
    return [f"“{title}”", *whole, dated]


def _who(authors: Sequence[Author]) -> list[str]:
    return ["; ".join(author.name for author in authors)] if authors else []


def _where(source: Source) -> list[str]:
    stated = [str(name) for name in (source.record.container_title, source.record.publisher) if name]
    inferred = {"container-title", "publisher"} & set(map(str, source.record.inferred))
    names = list(dict.fromkeys(stated)) or ["[publisher not stated]"]
    return [*names[:-1], f"{names[-1]} [inferred]"] if inferred and stated else names


def _when(source: Source) -> str:
    if not source.record.issued:
        return "[date not stated]"
    return day(source.record.issued).words + (" [inferred]" if "issued" in source.record.inferred else "")


def _accessed(source: Source) -> str:
    return f" (accessed {day(source.record.accessed).words})" if source.record.accessed else ""


def _sentence(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part) + "."
