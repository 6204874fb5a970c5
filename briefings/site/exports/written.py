"""JSON with indents, so that two editions can be compared line by line. Python's own writer does that without its C part."""

import json
from json.encoder import encode_basestring as quoted
from typing import Any


class Written(str):
    """JSON that was written already, at the depth at which it stands."""


def written(value: Any, depth: int = 0) -> str:
    """The same as `json.dumps(value, ensure_ascii=False, indent=1)`; `depth` is how deep the value lies in its document.

    Keys are texts. What is `Written` stands as it is.
    """
    if isinstance(value, str):
        return value if isinstance(value, Written) else quoted(value)
    if isinstance(value, dict):
        return around("{}", [f"{quoted(key)}: {written(item, depth + 1)}" for key, item in value.items()], depth)
    if isinstance(value, list | tuple):
        return around("[]", [written(item, depth + 1) for item in value], depth)
    return json.dumps(value)


def around(brackets: str, items: list[str], depth: int) -> str:
    """Items in brackets, each on a line of its own."""
    if not items:
        return brackets
    line = "\n" + " " * depth
    return f"{brackets[0]}{line} {f',{line} '.join(items)}{line}{brackets[1]}"
