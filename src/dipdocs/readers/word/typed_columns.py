"""Columns that a hand has made with tabs, as tables: the layout's stops are others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dipdocs.markup.inlines import Inline, LineBreak, Tab
from dipdocs.readers.word import report as told
from dipdocs.readers.word.pieces import GuestCell, GuestParagraph, GuestPiece, GuestTable
from dipdocs.readers.word.report import Report
from dipdocs.readers.word.text import trimmed

_FEWEST = 2
"""Tabs in each of the lines, and lines."""
_MOST = 20
"""Tabs beyond which a line is no row of a table."""


def tabulated(pieces: Iterable[GuestPiece], report: Report) -> Iterator[GuestPiece]:
    """Pieces, those lines that stand in three columns or more by tabs as tables."""
    waiting: list[GuestParagraph] = []
    columns = 0
    for piece in pieces:
        found = 0
        if isinstance(piece, GuestParagraph) and len(piece.inlines) > _FEWEST:
            found = _columns(piece)
        if waiting and found != columns:
            yield from _together(waiting, report)
            waiting = []
        columns = found
        if found and isinstance(piece, GuestParagraph):
            waiting.append(piece)
        else:
            yield piece
    yield from _together(waiting, report)


def _columns(piece: GuestParagraph) -> int:
    """In how many columns a line stands, 0 if in none: several tabs lead to one of them."""
    inlines = piece.inlines
    if piece.label or piece.heading or piece.quote or piece.pictures:
        return 0
    tabs, last = 0, False
    for inline in inlines:
        if isinstance(inline, LineBreak):
            return 0
        tab = isinstance(inline, Tab)
        tabs += tab and not last
        last = tab
    return tabs + 1 if _FEWEST <= tabs <= _MOST else 0


def _together(lines: Sequence[GuestParagraph], report: Report) -> Iterator[GuestPiece]:
    """Lines as one table; a single line stays what it is."""
    if len(lines) < _FEWEST:
        yield from lines
        return
    first = lines[0]
    report.place = first.position
    report.add(told.TABBED)
    table = GuestTable(first.position, tuple(tuple(_cells(line)) for line in lines))
    table.wide = first.wide
    yield table


def _cells(line: GuestParagraph) -> Iterator[GuestCell]:
    parts: list[list[Inline]] = [[]]
    for inline in line.inlines:
        if not isinstance(inline, Tab):
            parts[-1].append(inline)
        elif parts[-1]:
            parts.append([])
    for part in parts:
        text = GuestParagraph(line.position, line.style, trimmed(part), rtl=line.rtl)
        yield GuestCell((text,) if text.inlines else ())
