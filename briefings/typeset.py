"""Plain values → YAML as editors write it: texts without needless quotes, long ones folded, short records on one line."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

WIDTH = 110
"""Where a long text is folded, in characters."""

ONE_LINE = 70
"""How long the texts of a record or list may be, in characters, to stand on one line."""


class Block(dict[str, Any]):
    """A record whose keys stand on lines of their own, however short it is."""


class Typesetter(yaml.Dumper):
    """PyYAML's, without its guesses at types: the declared type of each field reads what is written here."""

    yaml_implicit_resolvers: Mapping[str, Any] = {}  # type: ignore[assignment]

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """No anchors: a text that comes twice is written twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Lists are set in from their key."""
        super().increase_indent(flow, False)


def _text(setter: Typesetter, text: str) -> yaml.ScalarNode:
    value = str(text)  # one that knows its place is read from a file
    folds = len(value) > WIDTH - 30 and value == " ".join(value.split())
    style = '"' if not value.isprintable() else ">" if folds else None if value else "'"
    return setter.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _map(setter: Typesetter, value: Mapping[str, Any]) -> yaml.MappingNode:
    return setter.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=_is_short((*value, *value.values())))


def _block(setter: Typesetter, value: Block) -> yaml.MappingNode:
    return setter.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=False)


def _list(setter: Typesetter, value: Sequence[Any]) -> yaml.SequenceNode:
    plain = all(isinstance(item, str) for item in value)
    return setter.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=plain and _is_short(value))


def _is_short(values: Sequence[Any]) -> bool:
    """Whether texts and lists of texts fit one line; what holds a record does not."""
    return not any(isinstance(value, Mapping) for value in values) and sum(map(_length, values)) <= ONE_LINE


def _length(value: str | Sequence[Any]) -> int:
    return len(value) if isinstance(value, str) else sum(map(_length, value))


for _kind in (Typesetter.add_representer, Typesetter.add_multi_representer):
    _kind(str, _text)
Typesetter.add_representer(dict, _map)
Typesetter.add_representer(Block, _block)
Typesetter.add_representer(list, _list)


def typeset(record: Mapping[str, Any]) -> str:
    """A record as YAML, its keys on lines of their own, in their order. Values are texts, lists and maps of such."""
    written: str = yaml.dump(Block(record), Dumper=Typesetter, allow_unicode=True, sort_keys=False, width=WIDTH)
    return written
