"""The shape of a table, made plain: rows and columns that only part others are taken out."""

from __future__ import annotations

from dataclasses import replace

from dipdocs.readers.word.pieces import GuestCell, GuestTable

_SLIVER = 9.0
"""Points up to which a column is too narrow for a word."""


def without_gaps(table: GuestTable) -> GuestTable:
    """A table without the empty rows that only part others (unless all are)."""
    kept = [
        number
        for number, row in enumerate(table.rows)
        if any(cell.pieces or cell.merge for cell in row)
    ]
    if not kept or len(kept) == len(table.rows):
        return table
    return replace(
        table,
        rows=tuple(table.rows[number] for number in kept),
        before=[table.before[number] for number in kept] if table.before else [],
        head=sum(number < table.head for number in kept),
    )


def without_slivers(table: GuestTable) -> GuestTable:
    """A table without the narrow columns that only part others.

    UN tables have such a column between the rules of a head; cells of the body cover it.
    """
    slivers = [
        column
        for column, width in enumerate(table.widths)
        if 0 < width <= _SLIVER
        and all(_is_free(table, row, column) for row in range(len(table.rows)))
    ]
    if not slivers or len(slivers) == len(table.widths):
        return table
    rows: list[tuple[GuestCell, ...]] = []
    befores: list[int] = []
    for number, row in enumerate(table.rows):
        column = before = table.before[number] if table.before else 0
        befores.append(before - sum(sliver < before for sliver in slivers))
        cells = []
        for cell in row:
            end = column + cell.columns
            left = cell.columns - sum(column <= sliver < end for sliver in slivers)
            if left:
                cells.append(replace(cell, columns=left) if left < cell.columns else cell)
            column = end
        if not cells:
            return table
        rows.append(tuple(cells))
    widths = tuple(w for column, w in enumerate(table.widths) if column not in slivers)
    return replace(table, rows=tuple(rows), before=befores, widths=widths)


def _is_free(table: GuestTable, number: int, wanted: int) -> bool:
    """Whether a column holds nothing of its own in a row."""
    column = table.before[number] if table.before else 0
    for cell in table.rows[number]:
        if column <= wanted < column + cell.columns:
            return cell.columns > 1 or not cell.pieces
        column += cell.columns
    return True
