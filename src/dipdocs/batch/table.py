"""What a table is, wherever it comes from: columns, and rows that are read one by one.

A table whose structure cannot be trusted is refused as a whole; a row that is wrong in itself is
given as wrong, and the next one is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dipdocs.errors import Finding, InputError

LONGEST_NAME = 200
"""Characters that the name of a column may have."""


@dataclass(frozen=True, slots=True)
class Read:
    """One row read: its cells, or (`wrong`) why there are none. `line` is its line in the file."""

    cells: Mapping[str, Any] = field(default_factory=dict)
    line: int | None = None
    wrong: str | None = None


@dataclass(slots=True)
class Table:
    """A table being read. `columns` is None where each row names its own (JSON Lines)."""

    name: str
    columns: tuple[str, ...] | None
    rows: Iterator[Read]


def fault(message: str, name: str, line: int | None = None, **more: str | None) -> InputError:
    """The error of a table as a whole."""
    return InputError(Finding(message, rule="table", file=name, line=line, **more))  # type: ignore[arg-type]


def header_of(cells: Iterable[object], name: str) -> tuple[str, ...]:
    """The names of the columns; InputError where one is missing or stands twice."""
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise fault("the table is empty", name, 1, expected="a line with the names of its columns")
    for place, column in enumerate(names):
        if not column:
            raise fault(f"column {place + 1} has no name", name, 1)
        if not column.isprintable() or len(column) > LONGEST_NAME:
            raise fault(
                "the first line is none of a table",
                name,
                1,
                found=column[:40].encode("unicode_escape").decode(),
                expected="names of columns",
            )
        if names.index(column) != place:
            raise fault(f"the column {column!r} stands twice", name, 1)
    return tuple(names)


def of_cells(cells: list[Any], columns: tuple[str, ...], line: int | None) -> Read:
    """A row from cells in the order of the columns."""
    while len(cells) > len(columns) and cells[-1] in ("", None):
        cells.pop()  # spreadsheets save empty columns beyond the last that has a name
    if len(cells) != len(columns):
        return Read(line=line, wrong=f"the row has {len(cells)} cells, the table {len(columns)}")
    return Read(dict(zip(columns, cells, strict=True)), line)
