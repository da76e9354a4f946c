"""Tables as Word has them: rows, cells, what they cover, the widths of the grid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dipdocs.readers.word import limits
from dipdocs.readers.word import report as told
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.guest import Guest
from dipdocs.readers.word.pieces import GuestCell, GuestPiece, GuestTable
from dipdocs.readers.word.xml import Element, W, children, is_on, number, val

_TCPR, _SPAN, _DOWN, _ALONG = W + "tcPr", W + "gridSpan", W + "vMerge", W + "hMerge"
_GONE, _NEW = W + "cellDel", W + "cellIns"
_ROW, _CELL, _TRPR, _HEAD = W + "tr", W + "tc", W + "trPr", W + "tblHeader"
_BEFORE, _DELETED, _TRACKED = W + "gridBefore", W + "del", (W + "del", W + "ins")
_SLANTED = frozenset((W + "tl2br", W + "tr2bl"))


class Stories(Protocol):
    """Reads what cells hold."""

    guest: Guest
    cells: int

    def pieces(self, container: Element) -> list[GuestPiece]:
        """The pieces of a cell."""


def read_table(element: Element, stories: Stories) -> GuestTable | None:
    """A table; None where no row is left of it."""
    rows: list[tuple[GuestCell, ...]] = []
    before: list[int] = []
    head, in_head = 0, True
    for row in _children(element, _ROW, stories):
        skipped = 0
        is_head = is_gone = False
        for properties in children(row):
            if properties.tag != _TRPR:
                continue
            for mark in children(properties):
                tag = mark.tag
                if tag == _HEAD:
                    is_head = is_on(mark)
                elif tag == _BEFORE:
                    skipped = _span(val(mark), 0)
                elif tag in _TRACKED:
                    stories.guest.report.add(told.TRACKED)
                    is_gone |= tag == _DELETED
        if is_gone:
            continue
        cells = tuple(_merged(_cell(cell, stories) for cell in _children(row, _CELL, stories)))
        if not cells:
            continue
        in_head = in_head and is_head
        head += in_head
        rows.append(cells)
        before.append(skipped)
    if not rows:
        return None
    widths = tuple(
        max(0.0, number(column.get(W + "w")) / 20)
        for column in element.iterfind(f"{W}tblGrid/{W}gridCol")
    )[: limits.WIDEST_TABLE]
    style = val(element.find(f"{W}tblPr/{W}tblStyle"))
    ruled = bool(style) or _is_ruled(element)
    return GuestTable(0, tuple(rows), head, widths, style, before, ruled=ruled)


def _is_ruled(table: Element) -> bool:
    return any(
        line.tag not in _SLANTED and val(line, "none") not in ("none", "nil")
        for borders in table.iter(W + "tblBorders", W + "tcBorders")
        for line in children(borders)
    )


def _children(parent: Element, tag: str, stories: Stories) -> Iterator[Element]:
    """Rows or cells, those within content controls too."""
    for child in children(parent):
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from _children(content, tag, stories)
        elif child.tag in (W + "customXml", W + "ins", W + "moveTo"):
            yield from _children(child, tag, stories)
        elif child.tag in (W + "del", W + "moveFrom"):
            stories.guest.report.add(told.TRACKED)


def _cell(element: Element, stories: Stories) -> GuestCell | None:
    """A cell; None where it is deleted."""
    stories.cells += 1
    if stories.cells > limits.MOST_CELLS:
        raise GuestError(
            f"its tables have more than {limits.MOST_CELLS:,} cells", "divide it into several files"
        )
    columns, merge = 1, ""
    if len(element) and element[0].tag == _TCPR:
        for child in children(element[0]):
            tag = child.tag
            if tag == _SPAN:
                columns = _span(val(child), 1)
            elif tag == _DOWN:
                merge = "restart" if val(child) == "restart" else "continue"
            elif tag == _ALONG and val(child) != "restart":
                merge = "left"
            elif tag in (_GONE, _NEW):
                stories.guest.report.add(told.TRACKED)
                if tag == _GONE:
                    return None
    return GuestCell(tuple(stories.pieces(element)), columns, merge)


def _merged(cells: Iterator[GuestCell | None]) -> Iterator[GuestCell]:
    """Cells, with those that Word 6 merged into the one at their left as part of it."""
    waiting: GuestCell | None = None
    for cell in cells:
        if cell is None:
            continue
        if cell.merge == "left" and waiting is not None:
            waiting.columns += cell.columns
            waiting.pieces += cell.pieces
            continue
        if waiting is not None:
            yield waiting
        waiting = cell
    if waiting is not None:
        yield waiting


def _span(text: str, least: int) -> int:
    return max(least, min(number(text, least), limits.WIDEST_TABLE))
