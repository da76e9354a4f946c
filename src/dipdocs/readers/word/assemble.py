"""Paragraphs and tables put into blocks: lists nested by level, quotations gathered.

A paragraph between (a) and (b) belongs to (a); one after the last item of a list does not, unless
it is set in as far as the item's text.
"""

from __future__ import annotations

from collections.abc import Iterable

from dipdocs.markup.blocks import (
    Block,
    Heading,
    Landscape,
    Paragraph,
    Table,
)
from dipdocs.markup.labels import Outline, form, is_writable, label_of
from dipdocs.readers.word import report as told
from dipdocs.readers.word.nodes import Node, OpenItem, OpenList, OpenQuote, frozen
from dipdocs.readers.word.pieces import GuestParagraph, GuestPiece
from dipdocs.readers.word.report import Report
from dipdocs.readers.word.table_blocks import is_frame, note_of, table_block
from dipdocs.readers.word.text import prefixed

DEEPEST_LIST = 6
"""How deep lists stand in each other at most; deeper ones join the last."""
_MOST_WAITING = 4
"""Paragraphs that may stand between two items of a list below the first level."""
_MOST_NOTES = 100
"""Notes under one table."""
_TYPED = -2
_SAME = 2.0
"""Points by which indents may differ and still be the same."""
_LEVELS = 3


class Assembler:
    """Puts pieces into blocks, one after another."""

    def __init__(self, report: Report, *, keep_widths: bool) -> None:
        self._report = report
        self._keep_widths = keep_widths
        self._root: list[Node] = []
        self._open: list[OpenItem] = []
        self._outline = Outline()
        self._waiting: list[Node] = []
        self._done: list[Block] = []
        self._wide = False
        self._within = 0
        """In how many frames the piece stands."""

    def add(self, pieces: Iterable[GuestPiece]) -> None:
        """Add pieces in order."""
        for piece in pieces:
            if piece.wide != self._wide and not self._within:
                self._turn(piece.wide)
            if isinstance(piece, GuestParagraph):
                self._paragraph(piece)
            elif is_frame(piece):
                self._report.place = piece.position
                self._report.add(told.ONE_CELL)
                self._within += 1
                self.add(piece.rows[0][0].pieces)
                self._within -= 1
            else:
                table, pictures = table_block(piece, self._report, keep_widths=self._keep_widths)
                self._loose(table)
                for picture in pictures:
                    self._loose(Paragraph((picture,), piece.position))

    def blocks(self) -> tuple[Block, ...]:
        """All blocks."""
        self._turn(False)
        return tuple(self._done)

    def _turn(self, wide: bool) -> None:
        """Go on with wide pages, or with upright ones."""
        self._end_lists()
        found = tuple(frozen(self._root))
        if self._wide and found:
            found = (Landscape(found, found[0].line),)
        self._done += found
        self._root.clear()
        self._wide = wide

    def _paragraph(self, piece: GuestParagraph) -> None:
        line = piece.position
        if piece.label and not piece.heading and not is_writable(piece.label):
            self._report.place = line
            self._report.add(told.LABEL)
            self._root_of(piece)
        elif piece.heading:
            self._end_lists()
            level = min(piece.heading, _LEVELS)
            self._root.append(Heading(level, piece.inlines, line))
        elif piece.label:
            self._item(piece)
        elif piece.quote and piece.inlines:
            self._end_lists()
            last = self._root[-1] if self._root else None
            if not isinstance(last, OpenQuote):
                last = OpenQuote(line)
                self._root.append(last)
            last.blocks.append(Paragraph(piece.inlines, line))
        elif piece.level >= 0 and piece.inlines and self._open and not self._waiting:
            # A list without a mark: what goes on in an item.
            self._go_on(piece)
        elif piece.inlines:
            self._text(piece)
        for picture in piece.pictures:
            self._loose(Paragraph((picture,), line))

    def _root_of(self, piece: GuestParagraph) -> None:
        """A paragraph whose number is longer than a label can be: it is text."""
        self._end_lists()
        inlines = prefixed(piece.label, piece.inlines)
        self._root.append(Paragraph(inlines, piece.position))

    def _go_on(self, piece: GuestParagraph) -> None:
        while len(self._open) > 1 and self._open[-1].level > piece.level:
            self._open.pop()
        self._open[-1].blocks.append(Paragraph(piece.inlines, piece.position))

    def _text(self, piece: GuestParagraph) -> None:
        paragraph = Paragraph(piece.inlines, piece.position)
        if not self._open:
            last = self._root[-1] if self._root else None
            note = note_of(piece.inlines) if isinstance(last, Table) else None
            if isinstance(last, Table) and note is not None and len(last.notes) < _MOST_NOTES:
                last.notes = (*last.notes, note)
            else:
                self._root.append(paragraph)
            return
        owner = next(
            (
                number
                for number, item in reversed(list(enumerate(self._open)))
                if item.hanging > 0 and abs(item.left - piece.left) < _SAME
            ),
            None,
        )
        if owner is not None and not self._waiting:
            del self._open[owner + 1 :]
            self._open[-1].blocks.append(paragraph)
        else:
            self._loose(paragraph)

    def _loose(self, block: Node) -> None:
        """What may belong to the open item: the next number tells."""
        if not self._open:
            self._root.append(block)
            return
        self._waiting.append(block)
        if len(self._waiting) > _MOST_WAITING:
            self._end_lists()

    def _end_lists(self) -> None:
        self._open.clear()
        self._root += self._waiting
        self._waiting.clear()

    def _item(self, piece: GuestParagraph) -> None:
        typed = piece.level < 0
        key = _TYPED if typed else piece.series
        depth = self._depth_of_typed(piece.label) if typed else self._depth_of(piece, key)
        depth = min(depth, DEEPEST_LIST)
        if self._waiting:
            if depth:
                self._open[-1].blocks += self._waiting
                self._waiting.clear()
            else:
                self._end_lists()
        del self._open[depth:]
        self._outline.open = [item.kind for item in self._open]
        label = label_of(piece.label, under=self._outline.under)
        kind = self._outline.kind(label)
        self._outline.enter(label, kind)
        item = OpenItem(
            label.text, piece.position, key, piece.level, piece.left, piece.hanging, kind
        )
        if piece.inlines:
            item.blocks.append(Paragraph(piece.inlines, piece.position))
        siblings = self._open[-1].blocks if self._open else self._root
        last = siblings[-1] if siblings else None
        if (
            isinstance(last, OpenList)
            and last.kind == kind
            and form(last.items[-1].label) == form(item.label)
        ):
            last.items.append(item)
        else:
            siblings.append(OpenList(kind, [item]))
        self._open.append(item)

    def _depth_of(self, piece: GuestParagraph, key: int) -> int:
        """How many open items a counted paragraph stands in."""
        depth = len(self._open)
        while depth:
            item = self._open[depth - 1]
            if item.series == key:
                if item.level < piece.level:
                    break
            elif item.left + _SAME < piece.left and not self._holds(key, piece.level, depth - 1):
                break
            depth -= 1
        return depth

    def _holds(self, key: int, level: int, depth: int) -> bool:
        """Whether an item of the same list stands open further out, at this level or below it."""
        return any(item.series == key and item.level >= level for item in self._open[:depth])

    def _depth_of_typed(self, label: str) -> int:
        """The same for a number typed by hand: beside one of its form, or within the last."""
        found = label_of(label)
        for depth, item in enumerate(self._open):
            same = item.series == _TYPED and form(item.label) == found.form
            if same and label_of(item.label).group == found.group:
                first = found.begins and found.group == "letter" and depth + 1 == len(self._open)
                if not (first and found.core == "i" and label_of(item.label).core != "h"):
                    return depth
        nests = found.group == "letter" or found.group == "bullet"
        return len(self._open) if self._open and nests and found.begins else 0


def blocks_of(
    pieces: Iterable[GuestPiece], report: Report, *, keep_widths: bool = False
) -> tuple[Block, ...]:
    """The blocks of pieces."""
    assembler = Assembler(report, keep_widths=keep_widths)
    assembler.add(pieces)
    return assembler.blocks()
