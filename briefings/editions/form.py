"""An edition as a file: sorted JSON, written once, and read with every mistake told.

The file carries a hash of its own content, so that an edition that was edited afterwards is not taken for the one that
was published.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path, PurePath
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from briefings.editions.edition import Edition
from briefings.problems import Level, Place, Problem
from briefings.structure import keys, near, required, shown
from briefings.syntax import CONTROL
from briefings.values import NOWHERE, Text
from briefings.whole import create

VERSION = 1
RESTORE = "restore the file from version control: an edition is written by `briefings publish`, and never edited"
NAME = re.compile(r"[1-9][0-9]{0,5}\.json")


class MisfitError(ValueError):
    """A value that is not what an edition holds there; its message says where and why, `mend` what to do."""

    def __init__(self, message: str, mend: str = RESTORE) -> None:
        super().__init__(message)
        self.mend = mend


def written(edition: Edition) -> str:
    """The text of the edition's file: keys sorted, defaults left out, one value a line."""
    value = {"version": VERSION} | plain(edition)
    value["sha256"] = digest(value)
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def plain(value: Any) -> Any:
    """Records, tuples and texts as JSON has them; what has its default is left out."""
    if is_dataclass(value):
        kind: type = type(value)
        found = {key: getattr(value, item.name) for key, (item, _) in keys(kind).items()}
        return {key: plain(each) for key, each in found.items() if each != default(kind)[key]}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


@cache
def default(kind: type) -> Mapping[str, Any]:
    """Key → default; MISSING, which no value equals, where there is none."""
    return {key: item.default_factory() if item.default_factory is not MISSING else item.default
            for key, (item, _) in keys(kind).items()}


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of the content, whatever white space the file has."""
    bare = {key: each for key, each in value.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(bare, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read(text: str, path: str) -> tuple[Edition | None, list[Problem]]:
    """Read one edition's file. Returns None where it will not do, and why (S116)."""
    if not text:
        return None, [fault(Place(path), "the file is empty: publishing was broken off", f"delete it, or {RESTORE}")]
    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=refused)
        return checked(value, path), []
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno, error.lineno, error.colno + 1)
        return None, [fault(place, f"this is no edition: {error.msg}", RESTORE)]
    except MisfitError as error:
        return None, [fault(Place(path), str(error), error.mend)]
    except (ValueError, RecursionError):  # a number of thousands of digits, half of a surrogate pair, deep nesting
        return None, [fault(Place(path), "this is no edition: it cannot be read as JSON", RESTORE)]


def fault(place: Place, message: str, mend: str) -> Problem:
    """An edition that is not as it was published."""
    return Problem("S116", Level.ERROR, message, place, (mend,))


def once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A map, each of whose keys stands once. Raises MisfitError."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise MisfitError(f"the key {shown(key)} stands twice in one map")
        found[key] = value
    return found


def refused(constant: str) -> None:
    """Raises MisfitError: Python would read NaN, which is no JSON."""
    raise MisfitError(f"{constant} is no value")


def checked(value: Any, path: str) -> Edition:
    """The edition in a JSON value. Raises MisfitError."""
    if not isinstance(value, dict):
        raise MisfitError("this is no edition, but " + form(value))
    version = value.get("version")
    if type(version) is int and version > VERSION:
        raise MisfitError(f"the edition is of form {version}, and this version of Briefings reads form {VERSION}",
                          "use the version that published it, or a later one")
    if version != VERSION:
        raise MisfitError(f"the edition does not say that it is of form {VERSION}")
    bare = {key: each for key, each in value.items() if key not in ("version", "sha256")}
    edition: Edition = typed(bare, Edition, "")
    if reason := next(contradictions(edition, path), None):
        raise MisfitError(reason)
    if value.get("sha256") != digest(value):
        raise MisfitError(f"edition {edition.edition} is not as it was published: its content has another hash")
    return edition


def contradictions(edition: Edition, path: str) -> Iterator[str]:
    """What an edition says against itself."""
    file = PurePath(path).name
    if file != f"{edition.edition}.json":
        yield f"{file} says that it is edition {edition.edition}"
    if edition.date.when.precision != "day":
        yield f"date: {shown(edition.date)} is no day"
    taken: dict[str, str] = {}
    numbers = [(name, fact.number) for name, fact in edition.facts.items()]
    for name, number in (*numbers, *((name, gone.number) for name, gone in edition.withdrawn.items())):
        if (other := taken.setdefault(str(number), str(name))) != name:
            yield f"the facts {other} and {name} both have the number {number}"


def typed(value: Any, kind: Any, where: str) -> Any:
    """A JSON value by its declared type. Raises MisfitError."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return typed(value, next(each for each in arguments if each is not NoneType), where)
    if origin is Literal:
        return value if value in arguments else misfit(where, f"{form(value)} is none of {', '.join(arguments)}")
    if origin is tuple:
        return tuple(typed(each, arguments[0], f"{where}[{at}]") for at, each in enumerate(of(list, value, where)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {typed(key, arguments[0], where): typed(each, arguments[1], f"{where}.{key}")
                for key, each in of(dict, value, where).items()}
    if is_dataclass(kind):
        return record(of(dict, value, where), kind, where)
    return text(of(str, value, where), kind, where) if issubclass(kind, Text) else of(kind, value, where)


def record(value: Mapping[str, Any], kind: Any, where: str) -> Any:
    """A record: every key known, every required field there. Raises MisfitError."""
    table = keys(kind)
    for key in value:
        if key not in table:
            misfit(where, f"no field is called {shown(key)}{near(key, table)}")
    for key, (item, _) in table.items():
        if required(item) and key not in value:
            misfit(where, f"{key} is missing")
    found = {item.name: typed(value[key], hint, f"{where}.{key}") for key, (item, hint) in table.items() if key in value}
    return kind(**found, **({"place": NOWHERE} if any(each.name == "place" for each in fields(kind)) else {}))


def text(value: str, kind: type[Text], where: str) -> Text:
    """A text of its kind. Raises MisfitError."""
    if hidden := CONTROL.search(value):
        misfit(where, f"it holds a control character, U+{ord(hidden[0]):04X}")
    if reason := kind.fault(value):
        misfit(where, f"{shown(value)} will not do: {reason}")
    return kind(value)


def of(kind: Any, value: Any, where: str) -> Any:
    """The value, if it is of this type of JSON's. Raises MisfitError."""
    words = {list: "a list", dict: "a map", str: "a text", int: "a whole number", bool: "true or false"}
    return value if type(value) is kind else misfit(where, f"this takes {words[kind]}, not {form(value)}")


def form(value: Any) -> str:
    """A JSON value in a message."""
    return shown(json.dumps(value, ensure_ascii=False)) if not isinstance(value, str) else shown(value)


def misfit(where: str, message: str) -> Any:
    """Raise MisfitError with the place in the file."""
    raise MisfitError(f"{where.removeprefix('.')}: {message}" if where else message)


def keep(edition: Edition, folder: Path) -> Path:
    """Write the edition's file into `folder`, whole or not at all, and never over another.

    Raises OSError; FileExistsError where that edition is there already.
    """
    folder.mkdir(exist_ok=True)
    path = folder / f"{edition.edition}.json"
    create(path, written(edition))
    return path
