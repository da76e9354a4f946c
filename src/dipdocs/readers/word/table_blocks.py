"""Tables as blocks: merged cells as rectangles, each cell one text of several lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from dipdocs.markup.blocks import Cell, Table, TableNote
from dipdocs.markup.inlines import Inline, Picture, Run, Style, Tab
from dipdocs.markup.tables import MOST_HEAD_ROWS
from dipdocs.readers.word import limits
from dipdocs.readers.word import report as told
from dipdocs.readers.word.pieces import GuestCell, GuestParagraph, GuestPiece, GuestTable
from dipdocs.readers.word.report import Report
from dipdocs.readers.word.table_shape import without_gaps, without_slivers
from dipdocs.readers.word.text import joined, prefixed, trimmed

_DASHES = 60
"""Dashes of a whole table whose widths are kept."""
_EVEN = 3
_LONGEST_LABEL = 2

Line = tuple[Inline, ...]


def is_frame(table: GuestTable) -> bool:
    """Whether a table is but a frame round its one cell."""
    return len(table.rows) == 1 and len(table.rows[0]) == 1


def lines_of(table: GuestTable) -> tuple[list[Line], list[Picture]]:
    """A table as lines, its cells parted by tabs, and its pictures."""
    out: list[Line] = []
    pictures: list[Picture] = []
    for row in table.rows:
        line: list[Inline] = []
        for cell in row:
            inlines, more, _ = cell_text(cell.pieces)
            pictures += more
            if line and inlines:
                line.append(Tab())
            line += inlines
        if line:
            out.append(trimmed(line))
    return out, pictures


def cell_text(pieces: Sequence[GuestPiece]) -> tuple[Line, list[Picture], int]:
    """The text of a cell as lines, its pictures, and how many tables stand in it."""
    lines: list[Line] = []
    pictures: list[Picture] = []
    nested = 0
    for piece in pieces:
        if isinstance(piece, GuestParagraph):
            inlines = trimmed(prefixed(piece.label, piece.inlines))
            if inlines:
                lines.append(inlines)
            pictures += piece.pictures
        else:
            nested += 1
            more, shown = lines_of(piece)
            lines += more
            pictures += shown
    return joined(lines), pictures, nested


def table_block(
    table: GuestTable, report: Report, *, keep_widths: bool
) -> tuple[Table, list[Picture]]:
    """A table as a block, and the pictures of its cells."""
    report.place = table.position
    table, notes = _without_notes(without_slivers(without_gaps(table)))
    rows, pictures = _Grid(table, report).blocks()
    width = sum(cell.columns for cell in rows[0])
    head = min(table.head, MOST_HEAD_ROWS)
    if head < table.head:
        report.add(told.HEAD_ROWS)
    dashes = (_EVEN,) * width
    if keep_widths and len(table.widths) == width and sum(table.widths) > 0:
        whole = sum(table.widths)
        dashes = tuple(max(_EVEN, round(part / whole * _DASHES)) for part in table.widths)
    alignments = _alignments(table, width, head)
    return Table(rows, head, alignments, dashes, (), notes, table.position), pictures


def note_of(inlines: Line) -> TableNote | None:
    """A paragraph that begins with a raised letter and a gap, as a note under a table."""
    match inlines:
        case (Run(text=label, style=style), gap, *_) if style & Style.SUPERSCRIPT:
            is_gap = isinstance(gap, Tab) or (isinstance(gap, Run) and gap.text.startswith(" "))
            if is_gap and len(label) <= _LONGEST_LABEL and label.isalpha():
                text = trimmed(inlines[1:])
                return TableNote(label, text) if text else None
    return None


def _without_notes(table: GuestTable) -> tuple[GuestTable, tuple[TableNote, ...]]:
    """A table without its last row if that is one cell of notes, as UN tables have it."""
    last = table.rows[-1]
    if len(table.rows) - table.head < 2 or len(last) != 1 or last[0].columns < 2 or last[0].merge:
        return table, ()
    notes = []
    for piece in last[0].pieces:
        if not isinstance(piece, GuestParagraph) or piece.pictures:
            return table, ()
        label = (Run(piece.label, Style.PLAIN),) if piece.label else ()
        note = note_of(trimmed((*label, *piece.inlines)))
        if note is None:
            return table, ()
        notes.append(note)
    return replace(table, rows=table.rows[:-1], before=table.before[:-1]), tuple(notes)


class _Grid:
    """Puts the cells of a table into the squares of its grid."""

    def __init__(self, table: GuestTable, report: Report) -> None:
        self._table = table
        self._report = report
        self._head = min(table.head, MOST_HEAD_ROWS)
        before = table.before or [0] * len(table.rows)
        wanted = max(
            gap + sum(cell.columns for cell in row)
            for gap, row in zip(before, table.rows, strict=True)
        )
        self._width = min(wanted, limits.WIDEST_TABLE)
        self._before = before

    def blocks(self) -> tuple[tuple[tuple[Cell, ...], ...], list[Picture]]:
        """The rows of cells that begin in them, and the pictures of all."""
        rows: list[tuple[Cell, ...]] = []
        pictures: list[Picture] = []
        open_cells: dict[int, Cell] = {}
        """By their first column, the cells that may go on in the next row."""
        for number, row in enumerate(self._table.rows):
            if number == self._head:
                open_cells = {}
            going_on: dict[int, Cell] = {}
            out: list[Cell] = []
            column = 0
            if self._before[number]:
                gap = min(self._before[number], self._width)
                out.append(Cell((), gap))
                column = gap
            for guest in row:
                columns = min(guest.columns, self._width - column)
                if columns < 1:
                    pictures += self._overflow(guest, out[-1:])
                    continue
                above = open_cells.get(column)
                if guest.merge == "continue" and above is not None and above.columns == columns:
                    above.rows += 1
                    going_on[column] = above
                    pictures += self._covered(guest)
                else:
                    cell, shown = self._cell(guest, columns)
                    pictures += shown
                    out.append(cell)
                    if guest.merge == "continue":
                        self._report.add(told.MERGED)
                    if guest.merge:
                        going_on[column] = cell
                column += columns
            if column < self._width:
                out.append(Cell((), self._width - column))
            open_cells = going_on
            rows.append(tuple(out))
        return tuple(rows), pictures

    def _cell(self, guest: GuestCell, columns: int) -> tuple[Cell, list[Picture]]:
        inlines, pictures, nested = cell_text(guest.pieces)
        if nested:
            self._report.add(told.NESTED)
        if len(pictures) == 1 and not nested:
            first = guest.pieces[0]
            if inlines and isinstance(first, GuestParagraph) and not first.pictures:
                self._report.add(told.IMAGE_OVER)
            return Cell(joined([pictures, inlines]), columns), []
        for _ in pictures:
            self._report.add(told.IMAGE_CELL)
        return Cell(inlines, columns), pictures

    def _covered(self, guest: GuestCell) -> list[Picture]:
        """What a cell holds that the one above covers: Word does not print it."""
        inlines, pictures, _ = cell_text(guest.pieces)
        if inlines or pictures:
            self._report.add(told.HIDDEN)
        return []

    def _overflow(self, guest: GuestCell, last: list[Cell]) -> list[Picture]:
        """A cell beyond the widest table: its text goes to the last."""
        inlines, pictures, _ = cell_text(guest.pieces)
        if inlines and last:
            last[0].inlines = joined([last[0].inlines, inlines])
            self._report.add(told.MERGED)
        return pictures


def _alignments(
    table: GuestTable, width: int, head: int
) -> tuple[Literal["left", "right", "center"] | None, ...]:
    """How the columns of the body stand, where all their cells agree."""
    found: list[set[str | None]] = [set() for _ in range(width)]
    wider: list[set[str | None]] = [set() for _ in range(width)]
    """Those of cells that go on in further columns: they tell where no other begins."""
    for number, row in enumerate(table.rows):
        if number < head:
            continue
        column = table.before[number] if table.before else 0
        for cell in row:
            if column < width:
                for piece in cell.pieces:
                    if isinstance(piece, GuestParagraph) and piece.inlines:
                        sides = found if cell.columns == 1 else wider
                        sides[column].add(_page_side(piece))
            column += cell.columns
    return tuple(_agreed(own or spread) for own, spread in zip(found, wider, strict=True))


def _page_side(piece: GuestParagraph) -> str | None:
    if piece.alignment == "center":
        return "center"
    if piece.alignment == "end":
        return "left" if piece.rtl else "right"
    return None


def _agreed(sides: set[str | None]) -> Literal["left", "right", "center"] | None:
    side = next(iter(sides)) if len(sides) == 1 else None
    match side:
        case "left" | "right" | "center":
            return side
    return None
