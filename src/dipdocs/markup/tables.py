r"""Pipe tables as lines of text: rows, cells, the row of dashes that parts the head from the rest.

A cell that holds only ``<`` continues the cell at its left, one that holds only ``^`` the cell
above. ``\|`` is a bar of the text; bars within ``{{ … }}`` part no cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from dipdocs.markup.errors import MarkupError
from dipdocs.markup.expressions import find_end

Alignment = Literal["left", "right", "center"]

LEFT, ABOVE = "<", "^"
MOST_HEAD_ROWS = 8

_DASHES = re.compile(r"[ \t]*(:?)(-+)(:?)[ \t]*")
_RULE = re.compile(r"(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ALIGNMENTS: dict[tuple[bool, bool], Alignment | None] = {
    (False, False): None,
    (True, False): "left",
    (False, True): "right",
    (True, True): "center",
}


def is_rule(line: str) -> bool:
    """Whether a line is a row of dashes with at least one bar."""
    return _RULE.match(line) is not None


def cells(line: str) -> list[str]:
    """The cells of a row: the text between its bars, the bars of the text themselves restored."""
    text = line.strip(" \t")
    out: list[str] = []
    start = position = 1 if text.startswith("|") else 0
    while position < len(text):
        character = text[position]
        kept = text.startswith("\\", position - 1) if position else False
        if not kept and text.startswith("{{", position):
            end = find_end(text, position)
            position = position + 2 if end < 0 else end + 2
        elif not kept and character == "|":
            out.append(text[start:position])
            position += 1
            start = position
        else:
            position += 1
    if start < len(text):
        out.append(text[start:])
    return [cell.strip(" \t").replace("\\|", "|") for cell in out]


def escaped(text: str) -> str:
    """The text of a cell as it is written in a row."""
    if _DASHES.fullmatch(text):
        text = f"\\{text}"
    return text.replace("|", "\\|")


def rule_row(columns: list[tuple[Alignment | None, int]]) -> str:
    """The row of dashes for columns of these alignments and numbers of dashes."""
    marks = {value: key for key, value in _ALIGNMENTS.items()}
    parts = []
    for alignment, dashes in columns:
        left, right = marks[alignment]
        parts.append(f"{':' if left else ''}{'-' * dashes}{':' if right else ''}")
    return f"| {' | '.join(parts)} |"


@dataclass(slots=True)
class Origin:
    """A cell of the grid and how far it reaches."""

    text: str
    line: int
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Grid:
    """A table as its lines give it. `dashes` are those of each column."""

    rows: list[list[Origin]] = field(default_factory=list)
    head: int = 0
    alignments: tuple[Alignment | None, ...] = ()
    dashes: tuple[int, ...] = ()


def read_grid(lines: list[tuple[str, int]], head: int) -> Grid:
    """Read a table from its lines, each with its number; line `head` is the row of dashes."""
    matches = [_DASHES.fullmatch(cell) for cell in cells(lines[head][0])]
    grid = Grid(head=head)
    grid.alignments = tuple(_ALIGNMENTS[bool(m[1]), bool(m[3])] for m in matches if m)
    grid.dashes = tuple(len(m[2]) for m in matches if m)
    owners: list[list[Origin]] = []
    for index, (line, number) in enumerate(lines):
        if index == head:
            continue
        found = cells(line)
        if len(found) != len(grid.dashes):
            raise MarkupError(
                f"a row of {len(found)} cells in a table of {len(grid.dashes)} columns; "
                f"a bar that belongs to the text is written `\\|`",
                number,
            )
        _add_row(grid, owners, found, number)
    return grid


def _add_row(grid: Grid, owners: list[list[Origin]], found: list[str], number: int) -> None:
    row: list[Origin] = []
    origins: list[Origin] = []
    above = owners[-1] if owners and len(owners) != grid.head else None
    for column, text in enumerate(found):
        if text == LEFT and column:
            row.append(row[-1])
        elif text == ABOVE and above is not None:
            row.append(above[column])
        elif text in (LEFT, ABOVE):
            raise MarkupError(
                f"a cell `{text}` has no cell {'at its left' if text == LEFT else 'above it'} to "
                f"continue; the character itself is written `\\{text}`",
                number,
            )
        else:
            origin = Origin(text, number)
            row.append(origin)
            origins.append(origin)
    owners.append(row)
    grid.rows.append(origins)
    _measure(owners, number)


def _measure(owners: list[list[Origin]], number: int) -> None:
    """Note how far the cells of the last row reach, which must be rectangles."""
    row = owners[-1]
    column = 0
    while column < len(row):
        origin, start = row[column], column
        while column < len(row) and row[column] is origin:
            column += 1
        width = column - start
        if origin.line == number:
            origin.columns = width
            continue
        origin.rows += 1
        above = owners[-2]
        before = start == 0 or above[start - 1] is not origin
        if width != origin.columns or not before or above[start] is not origin:
            raise MarkupError("cells merged by `<` and `^` make no rectangle", number)
