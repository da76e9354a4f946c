"""Tables of a web page: rows and cells, those that reach down into later rows too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from dipdocs.readers.word import limits
from dipdocs.readers.word.pieces import GuestCell, GuestPiece


def cells_of(
    cells: list[etree._Element],
    open_cells: dict[int, tuple[int, int]],
    read: Callable[[etree._Element], Iterable[GuestPiece]],
) -> Iterator[GuestCell]:
    """The cells of a row; `open_cells` are those that reach down into it: width, rows left."""
    waiting = iter(cells)
    column = 0
    last = GuestCell(())
    while column < limits.WIDEST_TABLE:
        reach = open_cells.get(column)
        if reach is not None:
            width, left = reach
            if left > 1:
                open_cells[column] = (width, left - 1)
            else:
                del open_cells[column]
            yield GuestCell((), width, "continue")
            column += width
            continue
        cell = next(waiting, None)
        if cell is None:
            if not any(start > column for start in open_cells):
                return
            yield GuestCell((), 1)
            column += 1
            continue
        width = max(1, min(whole(cell.get("colspan"), 1), limits.WIDEST_TABLE - column))
        down = max(1, min(whole(cell.get("rowspan"), 1), limits.MOST_CELLS))
        last = GuestCell(tuple(read(cell)), width, "restart" if down > 1 else "")
        yield last
        if down > 1:
            open_cells[column] = (width, down - 1)
        column += width
    for cell in waiting:  # beyond the widest table
        last.pieces += tuple(read(cell))


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, its head first."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def whole(text: str | None, default: int) -> int:
    """A whole number of an attribute, within bounds."""
    try:
        return max(-100_000, min(100_000, int(text or default)))
    except ValueError:
        return default
