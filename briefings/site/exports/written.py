"""JSON with indents, so that two editions can be compared line by line."""

from typing import Any

import orjson

LINES = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def written(value: Any) -> bytes:
    """A value as a file of JSON in UTF-8; the keys of its maps are plain texts."""
    return orjson.dumps(value, option=LINES)
