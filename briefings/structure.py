"""YAML nodes → records: the declared type reads the text, and every mistake has its line and column.

PyYAML composes nodes and stops there: no value is guessed, so `no`, `12:30` and `1.20` stay what was typed.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from briefings.problems import Level, Place, Problem
from briefings.syntax import CONTROL, Faults, compose
from briefings.values import Date, Id, Text

Record = TypeVar("Record")

BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def read(text: str, path: str, kind: type[Record], first_line: int = 1) -> tuple[Record | None, list[Problem]]:
    """Read one YAML document as a record of type `kind`.

    `path` is shown in places; `first_line` is the line of the file on which `text` begins. Returns the record,
    or None where a mistake leaves none, and every mistake found (S101–S111).
    """
    faults = Faults(path, first_line)
    node = compose(text, faults)
    value = None if node is None else read_node(node, kind, faults, "this file")
    if any(problem.level is Level.ERROR for problem in faults.found):
        return None, faults.found
    return value, faults.found


def read_map(text: str, path: str, kind: type[Record]) -> tuple[dict[str, Record], list[Problem]]:
    """Read a YAML map from id to records of type `kind`, such as entities.yaml; an empty file is an empty map."""
    faults = Faults(path)
    node = compose(text, faults, empty=True)
    value = {} if node is None else read_node(node, Mapping[Id, kind], faults, "this file")  # type: ignore[valid-type]
    return value or {}, faults.found


def read_node(node: yaml.Node, kind: Any, faults: Faults, name: str) -> Any:
    """Read a node by its declared type; None where it cannot be read, with the mistake noted."""
    reader, declared = reader_of(kind)
    return reader(node, declared, faults, name)


@cache
def reader_of(kind: Any) -> tuple[Callable[[Any, Any, Faults, str], Any], Any]:
    """What reads a declared type, and what it has to know of the type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return reader_of(next(a for a in arguments if a is not NoneType))
    if origin is Literal:
        return read_choice, arguments
    if origin is tuple:
        return read_list, arguments[0]
    if origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return read_mapping, arguments
    return (read_record if is_dataclass(kind) else read_scalar), kind


def read_scalar(node: yaml.Node, kind: Any, faults: Faults, name: str) -> Any:
    """Read a text, a whole number, or true and false."""
    if kind is Date and isinstance(node, yaml.SequenceNode):
        node = one_of_several(node)
    if not isinstance(node, yaml.ScalarNode):
        faults.add("S103", faults.place(node), f"{name} takes one text, not {form(node)}")
        return None
    if kind is bool:
        return read_flag(node, faults, name)
    if kind is int:
        return read_count(node, faults, name)
    if not node.value.strip():
        faults.add("S104", faults.place(node), f"{name} is empty", "write it, or delete the key")
        return None
    return read_text(node, kind, faults, name)


def one_of_several(node: yaml.SequenceNode) -> yaml.Node:
    """EDTF's `[2021-09-09,2021-09-10]`, which YAML takes for a list, as the text that was typed."""
    if not node.flow_style or not all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return node
    text = f"[{','.join(item.value for item in node.value)}]"
    return yaml.ScalarNode(node.tag, text, node.start_mark, node.end_mark)


def read_text(node: yaml.ScalarNode, kind: type[Text], faults: Faults, name: str) -> Text | None:
    """Read a text and ask its type whether it is one."""
    place = faults.place(node)
    if hidden := CONTROL.search(node.value):
        faults.add("S110", place, f"{name} holds a control character, U+{ord(hidden[0]):04X}")
        return None
    if hidden := BIDI.search(node.value):
        faults.add("S111", place, f"{name} holds a character that reorders text, U+{ord(hidden[0]):04X}",
                   level=Level.WARNING)
    if reason := kind.fault(node.value):
        faults.add(kind.code, place, f"{name}: {shown(node.value)} will not do: {reason}")
        return None
    return kind(node.value, place)


def read_flag(node: yaml.ScalarNode, faults: Faults, name: str) -> bool | None:
    if node.value in ("true", "false"):
        return bool(node.value == "true")
    faults.add("S103", faults.place(node), f"{name} is true or false, not {shown(node.value)}")
    return None


def read_count(node: yaml.ScalarNode, faults: Faults, name: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,9}", node.value):
        return int(node.value)
    faults.add("S103", faults.place(node), f"{name} takes a whole number, not {shown(node.value)}")
    return None


def read_choice(node: yaml.Node, choices: Sequence[str], faults: Faults, name: str) -> str | None:
    """Read one of a few words."""
    value = node.value if isinstance(node, yaml.ScalarNode) else form(node)
    if value in choices:
        return str(value)
    faults.add("S103", faults.place(node), f"{name} cannot be {shown(value)}{near(value, choices)}",
               "it is one of: " + ", ".join(choices))
    return None


def read_list(node: yaml.Node, kind: Any, faults: Faults, name: str) -> tuple[Any, ...]:
    """Read a list; items that cannot be read are left out, with their mistakes noted."""
    if not isinstance(node, yaml.SequenceNode):
        faults.add("S103", faults.place(node), f"{name} takes a list, not {form(node)}",
                   "write each item on a line of its own, behind a dash")
        return ()
    return tuple(read_node(item, kind, faults, f"an item of {name}") for item in node.value)


def read_mapping(node: yaml.Node, kinds: Sequence[Any], faults: Faults, name: str) -> dict[Any, Any]:
    """Read a map whose keys the editor chooses."""
    if not isinstance(node, yaml.MappingNode):
        faults.add("S103", faults.place(node), f"{name} takes a map (key: value), not {form(node)}")
        return {}
    pairs = ((read_node(key, kinds[0], faults, f"a key of {name}"), value) for key, value in once(node, faults))
    return {key: read_node(value, kinds[1], faults, str(key)) for key, value in pairs if key is not None}


def once(node: yaml.MappingNode, faults: Faults) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The pairs of a map; a key that comes again is noted and left out."""
    seen: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            faults.add("S103", faults.place(key), f"a key is one text, not {form(key)}")
        elif key.value in seen:
            line = seen[key.value].start_mark.line + faults.first_line
            faults.add("S108", faults.place(key), f"the key {shown(key.value)} stands here again",
                       f"it stands in line {line} already: keep one of the two")
        else:
            seen[key.value] = key
            yield key, value


def read_record(node: yaml.Node, kind: Any, faults: Faults, name: str) -> Any:
    """Read a record: every key known, every required field there."""
    table = keys(kind)
    if isinstance(node, yaml.ScalarNode) and hasattr(kind, "shorthand") and node.value.strip():
        text = read_scalar(node, Text, faults, kind.shorthand)
        return kind(place=faults.place(node), **{kind.shorthand: text})
    if not isinstance(node, yaml.MappingNode):
        faults.add("S103", faults.place(node), f"{name} takes a record with keys such as "
                   f"{', '.join(list(table)[:3])}, not {form(node)}")
        return None
    found: dict[str, Any] = {}
    for key, value in once(node, faults):
        if entry := table.get(key.value):
            item, declared = entry
            found[item.name] = read_field(value, item, declared, faults, key.value)
        else:
            faults.add("S102", faults.place(key), f"unknown key {shown(key.value)}{near(key.value, table)}",
                       "the keys here are: " + ", ".join(table))
    missing = [key for key, field in needed(kind) if field not in found]
    for absent in missing:
        faults.add("S104", first_line(faults.place(node)), f"the required key {absent} is missing")
    return None if missing else kind(place=faults.place(node), **found)


def read_field(node: yaml.Node, item: Field[Any], kind: Any, faults: Faults, name: str) -> Any:
    """Read a field's value; where its record says so, one text stands for a list of one."""
    if item.metadata.get("one") and isinstance(node, yaml.ScalarNode):
        return (read_node(node, get_args(kind)[0], faults, name),)
    value = read_node(node, kind, faults, name)
    if isinstance(node, yaml.SequenceNode) and not node.value and required(item) and get_origin(kind) is tuple:
        faults.add("S104", faults.place(node), f"{name} has no item", "at least one is needed")
    return value


@cache
def keys(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    """YAML key → field and type."""
    hints = get_type_hints(kind)
    return {
        item.metadata.get("key", item.name.replace("_", "-")): (item, hints[item.name])
        for item in fields(kind)
        if item.name != "place"
    }


@cache
def needed(kind: type) -> tuple[tuple[str, str], ...]:
    """The YAML key and the name of each field that must be written."""
    return tuple((key, item.name) for key, (item, _) in keys(kind).items() if required(item))


def required(item: Field[Any]) -> bool:
    """Whether the field must be written."""
    return item.default is MISSING and item.default_factory is MISSING


def first_line(place: Place) -> Place:
    """A record's first line only: a mistake of the whole record is shown where it begins."""
    return Place(place.path, place.line, place.column, place.line, place.column + 1)


def form(node: yaml.Node) -> str:
    """What a node is, for a message."""
    if isinstance(node, yaml.MappingNode):
        return "a map"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if not node.value else f"the text {shown(node.value)}"


def shown(value: str) -> str:
    """A value in a message: in quotation marks, cut where it is long, and on one line: what cannot be seen, as an escape."""
    cut = value if len(value) <= 60 else f"{value[:57]}..."
    return '"' + "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in cut) + '"'


def near(value: str, known: Iterable[str]) -> str:
    """`; did you mean "..."?` where a known word is close, otherwise nothing."""
    lowered = {word.lower(): word for word in known}
    close = difflib.get_close_matches(value[:200].lower(), lowered, n=1, cutoff=0.6)
    return f'; did you mean "{lowered[close[0]]}"?' if close else ""
