"""The id of a source, made of who publishes it and its year: rferl-2019."""

import re
from collections.abc import Collection

from unidecode import unidecode

from briefings.capture.describe import Description, host
from briefings.values import Id

WORDS = 4
"""How many words of a name or title an id has."""

GENERIC = frozenset({"the", "www", "com", "org", "net", "co", "uk", "gov", "a", "an", "of", "and"})


def id_of(description: Description) -> str:
    """An id by the publisher, else the site, else the first author, else the title."""
    fields = description.fields
    authors = [str(author["literal"]) for author in fields.get("author", [])]
    site = host(str(fields.get("URL", ""))).rpartition(".")[0]
    names = (fields.get("container-title", ""), fields.get("publisher", ""), site, *authors[:1], description.title)
    name = next((slug for each in names if (slug := slugged(str(each)))), "source")
    year = str(fields.get("issued", ""))[:4]
    return f"{name}-{year}" if year.isdecimal() else name


def slugged(name: str) -> str:
    """The first words of a name in a-z and 0-9: "The Moscow Times" → moscow-times."""
    words = re.findall(r"[a-z0-9]+", unidecode(name[:200]).lower().replace("'", ""))
    kept = [word for word in words if word not in GENERIC] or words
    return "-".join(kept[:WORDS])[:60].strip("-")


def free(name: str, taken: Collection[str]) -> str:
    """The id, with -2, -3 … behind it where it is taken."""
    number, choice = 1, name
    while choice in taken:
        number += 1
        choice = f"{name}-{number}"
    assert Id.fault(choice) is None
    return choice
