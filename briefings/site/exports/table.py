"""A table as other programs read it: typed columns, rows of text; as CSV that a spreadsheet opens rightly."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

ColumnType = Literal["string", "integer", "number", "date", "boolean"]
# What spreadsheets take for a formula (OWASP, "CSV injection"), full-width signs among it.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True)
class Column:
    """A column: its name, its Frictionless type, and what stands in it."""

    name: str
    about: str
    type: ColumnType = "string"


@dataclass(frozen=True)
class Table:
    """A table; every row has a text for every column, empty where nothing is known."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[str, ...]

    @property
    def path(self) -> str:
        """The file's name in `data/`."""
        return f"{self.name}.csv"


def csv_bytes(table: Table) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, without which Excel takes it for another encoding.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; facts.json has it bare.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(guarded(column, value) for column, value in zip(table.columns, row, strict=True))
    return out.getvalue().encode("utf-8-sig")


def guarded(column: Column, value: str) -> str:
    """The value, harmless in a spreadsheet. Numbers and dates are well-formed already."""
    return f"'{value}" if column.type == "string" and _FORMULA.match(value) else value


def schema(table: Table) -> dict[str, Any]:
    """The Table Schema (Frictionless) of a table."""
    fields = [{"name": each.name, "type": each.type, "description": each.about} for each in table.columns]
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}


def several(values: Sequence[object]) -> str:
    """Several values in one cell, parted by semicolons."""
    return "; ".join(map(str, values))
