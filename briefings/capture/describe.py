"""What is known of a source: what its text states, what its page says of it, and what is guessed; each marked as such."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from briefings.capture.extract import Extract
from briefings.capture.language import language_of
from briefings.capture.page import Stated, plain
from briefings.capture.received import Received
from briefings.capture.zones import reads_as
from briefings.checks.archive import OBSTACLES, dated, stands
from briefings.dossier import Source
from briefings.problems import Place
from briefings.records import SourceRecord, TextRecord
from briefings.text.dates import mentions
from briefings.text.layout import lines
from briefings.values import Address, Date, Digest, Text

LONGEST = 300
"""How many characters of a title or name are kept."""

FIRST_WORDS = 100
"""How many characters of a text stand for its title, where no line is short enough to be one."""

HEAD = 12
"""In how many of its first lines a text states its date and author."""


BY_ADDRESS = "read from the page's address"


@dataclass(frozen=True)
class Description:
    """The fields of source.yaml that describe the article, and why those are known that the text does not state."""

    title: str
    fields: Mapping[str, Any]
    inferred: Mapping[str, str]


def describe(extract: Extract, received: Received, today: str) -> Description:
    """Everything that can be found out without asking."""
    source, url = bare(extract.text), address(extract, received)
    chosen = {name: chosen_of(name, extract, source, url) for name in ("title", "container-title", "publisher", "author", "issued")}
    title = chosen["title"] or first_line(extract.text)
    if chosen["publisher"] and chosen["container-title"] and chosen["publisher"].value == chosen["container-title"].value:
        chosen["publisher"] = None
    inferred = {name: reason(found) for name, found in {**chosen, "title": title}.items()
                if found and found.where and not states(source, name, found.value)}
    language, why = language_of(extract.text, [each.value for each in extract.page.stated.get("language", ())])
    fields: dict[str, Any] = {"type": kind(extract), "title": title.value}
    fields |= {name: found.value for name, found in chosen.items() if found and name in ("container-title", "publisher")}
    fields |= {"author": [{"literal": name} for name in chosen["author"].value.split("; ")]} if chosen["author"] else {}
    fields |= {"issued": chosen["issued"].value} if chosen["issued"] else {}
    fields |= {"accessed": today} | ({"URL": url} if url else {})
    fields |= {"language": language} if language else {}
    inferred |= {"language": why} if language and why else {}
    return Description(title.value, fields, inferred)


def kind(extract: Extract) -> str:
    """The CSL type."""
    if extract.ending == ".pdf":
        return "document"
    return "article-newspaper" if extract.page.news else "webpage"


def bare(text: str) -> Source:
    """The text as a source of which nothing is known, so that the checks' own rules can be asked."""
    nowhere = Place("")
    record = SourceRecord(nowhere, Text("unknown"), TextRecord(nowhere, Digest("0" * 64)))
    return Source("captured", record, "article.txt", text, "")


def chosen_of(name: str, extract: Extract, source: Source, url: str) -> Stated | None:
    """The value of a field: what the text states of what the page says, else the surest, else a guess."""
    guesses = [extract.guesses[name]] if name in extract.guesses else []
    said = (*extract.page.stated.get(name, ()), *head(name, extract.text), *in_address(name, url), *guesses)
    found = [fit for each in said if (fit := fitting(name, each))]
    if name == "title":
        return next((each for each in found if any(opens(row, each.value) for row in top(extract.text))), next(iter(found), None))
    if name == "author":
        return together(found)
    return next((each for each in found if states(source, name, each.value)), next(iter(found), None))


def opens(row: str, title: str) -> bool:
    """Whether a line begins with a title, whole words of it."""
    return row.startswith(title) and not row[len(title) :][:1].isalnum()


def together(found: Iterable[Stated]) -> Stated | None:
    """All authors that the surest place names."""
    names = list(found)
    if not names:
        return None
    same = [each.value for each in names if each.where == names[0].where]
    return replace(names[0], value="; ".join(dict.fromkeys(same[:10])))


def fitting(name: str, stated: Stated) -> Stated | None:
    """The value as the field takes it; None where it is none, such as an author called "admin"."""
    value = plain(stated.value)[:LONGEST].strip()
    if name == "issued":
        value = day_of(value)
    if name == "author":
        value = re.sub(r"^by\s+", "", value, flags=re.IGNORECASE)
        if value.startswith(("http:", "https:", "@")) or OBSTACLES.fullmatch(value) or ";" in value:
            return None
    return replace(stated, value=value) if value else None


def day_of(written: str) -> str:
    """A date as EDTF, to the day where it says so; empty where none can be read."""
    iso = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?=$|[T ])", written)
    found = iso[0] if iso else next((day for mention in mentions(written) if (day := mention.edtf())), "")
    return "" if not found or Date.fault(found) else found


BYLINE = re.compile(r"By \[?(?P<name>[A-Z][\w.'’-]*(?: (?:and |de |van |von )?[A-Z][\w.'’-]*){0,4})(?:\]\(#?\))?(?P<rest>[,|].*)?")


def head(name: str, text: str) -> Iterator[Stated]:
    """What the first lines of a text state: a line that is a date, "By" with a name."""
    rows = top(text) if name in ("issued", "author") else []
    if name == "issued":
        days = ((row, mention) for row in rows if len(row) < 100 for mention in mentions(row) if mention.day and mention.year)
        yield from (Stated(mention.edtf() or "", "") for row, mention in days
                    if BYLINE.fullmatch(row) or len(row) < len(mention.written) + 30)
    if name == "author":
        yield from (Stated(found["name"], "") for row in rows if (found := BYLINE.fullmatch(row)))


def in_address(name: str, url: str) -> Iterator[Stated]:
    """The day that many sites write into an address: /2021/09/09/."""
    day = re.search(r"/((?:19|20)\d\d)([/-]?)(\d\d)\2(\d\d)(?=[/._-])", url) if name == "issued" else None
    if day:
        yield Stated(f"{day[1]}-{day[3]}-{day[4]}", BY_ADDRESS)


def states(source: Source, name: str, value: str) -> bool:
    """Whether the text states it, by the rule of A202."""
    if name == "issued":
        return dated(Date(value), source)
    return all(stands(part, source) for part in (value.split("; ") if name == "author" else [value]))


def reason(found: Stated) -> str:
    """Why a value is known that the text does not state."""
    by = found.where
    if by == BY_ADDRESS or by.startswith("found by"):
        return f"the text does not state it; {by}"
    return f"the text does not state it; it stands in the page's metadata ({by})"


BYLINE_IN_ROW = re.compile(r"(?:^|[\s|·])By [A-Z]")


def first_line(text: str) -> Stated:
    """The first words of a text, for want of a title: the longest line above its prose that is no notice or byline."""
    rows = top(text)
    prose = next((at for at, row in enumerate(rows) if is_prose(row)), len(rows))
    title = max(map(headline, rows[: min(prose, 5)]), key=len, default="")
    if title:
        return Stated(title, "")
    first = next(filter(None, map(headline, rows[prose:])), rows[0] if rows else "")
    return Stated(first if len(first) <= FIRST_WORDS else first[:FIRST_WORDS].rpartition(" ")[0] or first[:FIRST_WORDS], "")


def top(text: str) -> list[str]:
    """The first lines that have words."""
    return list(islice((row for line in lines(text) if (row := plain(line.of(text)))), HEAD))


def is_prose(row: str) -> bool:
    """Whether a line is of the article's prose, and no head of it."""
    return len(row) > LONGEST // 2 or row.endswith((".", ",", ";", ".”", '."'))


def headline(row: str) -> str:
    """A line without the byline at its end; nothing of a line that is a notice, a byline or a date."""
    by = BYLINE_IN_ROW.search(row)
    if reads_as(row) or (by and (by.start() == 0 or dated_by(row[: by.start()]))):
        return ""
    return row[: by.start()].rstrip(" |·–—-") if by and dated_by(row[by.start() :]) else row


def dated_by(words: str) -> bool:
    """Whether words name a day with its year."""
    return any(mention.day and mention.year for mention in mentions(words))


def address(extract: Extract, received: Received) -> str:
    """Where the article stands on the web: what the page says, if that is of the site it came from; else where it came from."""
    said = [each.value for each in extract.page.stated.get("URL", ()) if Address.fault(each.value) is None]
    if received.address:
        same = [each for each in said if host(each) == host(received.address)]
        return (same or [received.address])[0]
    return next(iter(said), "")


def host(url: str) -> str:
    """The site of an address, without www."""
    found = re.match(r"https?://(?:www\d?\.)?([^/:?#]+)", url)
    return found[1].lower() if found else ""
