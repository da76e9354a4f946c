"""Masthead, letterhead and feet: the layout's own pieces, their slots filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dipdocs.compose.composition import Composition, Line, Link, Slot, plain
from dipdocs.layout.content import Cell, Piece, Position, Table
from dipdocs.layout.content import Text as Placed
from dipdocs.layout.length import Length
from dipdocs.layout.properties import ParagraphProperties
from dipdocs.writers.barcode import bars, drawing
from dipdocs.writers.html import css
from dipdocs.writers.html.escape import text
from dipdocs.writers.html.images import data_address
from dipdocs.writers.html.inlines import Text
from dipdocs.writers.html.styles import Styles, laid
from dipdocs.writers.pictures import qr_code, recycling_mark

_EMBLEMS = frozenset(("emblem", "logo"))
_BARCODE = "barcode"
_QUIET = 4
"""The margin of a QR code that may stand on a dark page (ISO/IEC 18004), in modules."""
_SLOT = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_FIELD = re.compile(r"(?<!\{)\{[A-Z]+\}")
"""A page number: there are no pages on a screen, so such a line is for print alone."""
_ALONE = re.compile(r"\s*\{\{\s*([a-z_]+)\s*\}\}\s*")


class Edges:
    """Writes the pieces of heads and feet for one composition."""

    def __init__(self, composition: Composition, styles: Styles) -> None:
        self.styles = styles
        self._text = Text()
        self._slots: Mapping[str, tuple[Line, ...]] = {
            slot.value: lines for slot, lines in composition.slots.items()
        }
        self._emblem = composition.emblem
        self._told = composition.emblem_alternative

    def html(self, pieces: Iterable[Piece]) -> str:
        """All pieces, but those that hold nothing."""
        return "".join(self.piece(piece) for piece in pieces)

    def piece(self, piece: Piece) -> str:
        """One piece; an empty paragraph is the room that its style gives it."""
        if isinstance(piece, Table):
            return self._table(piece)
        if not piece.text and piece.paragraph.borders is None:
            name = self.styles.named(("height", f"{self.styles.line(piece.style):g}pt"))
            return f'<div class="{name}"></div>'
        return self._paragraphs(piece)

    def _table(self, table: Table) -> str:
        grid = self.styles.figures.grids[table.grid]
        columns = " ".join(f"{width.points:g}fr" for width in grid)
        total = sum(width.points for width in grid)
        width = "100%" if table.relative else css.across(Length(total))
        columns_name = self.styles.named(("grid-template-columns", columns))
        declarations = [("max-width", width)]
        if table.position is not None:
            declarations += self._position(table.position)
        if table.borders is not None:
            declarations += css.paragraph(ParagraphProperties(borders=table.borders))
        padding = table.side_margin
        if padding is None:
            padding = next(
                (s.cell_margin for s in self.styles.figures.styles if s.cell_margin is not None),
                Length(0),
            )
        rows = []
        ruled = False
        for row in table.rows:
            cells = "".join(self._cell(cell, row.height, padding, ruled) for cell in row.cells)
            ruled = any(cell.borders is not None and cell.borders.bottom for cell in row.cells)
            if row.skip:
                cells += f'<div class="{self.styles.named(_span(row.skip))}"></div>'
            rows.append(f'<div class="row grid {columns_name}">{cells}</div>')
        name = self.styles.named(*declarations)
        return f'<div class="placing {name}">{"".join(rows)}</div>'

    def _position(self, at: Position) -> list[tuple[str, str]]:
        """A table placed on the page stands first on the sheet, at the same place."""
        first = self.styles.figures.sections.first
        return [
            ("margin-block-start", css.points(at.y - first.header)),
            ("margin-inline-start", css.across(at.x - first.left)),
            ("margin-block-end", css.points(at.below)),
        ]

    def _cell(self, cell: Cell, height: Length | None, padding: Length, ruled: bool) -> str:
        """A cell; under a row that is `ruled` below, it draws no second rule above."""
        declarations = [_span(cell.span)]
        if height is not None:
            declarations.append(("min-height", css.points(height)))
        if cell.top_margin is not None:
            declarations.append(("padding-block-start", css.points(cell.top_margin)))
        if padding.points:
            declarations.append(("padding-inline", css.across(padding)))
        if cell.borders is not None:
            borders = cell.borders.model_copy(update={"top": None}) if ruled else cell.borders
            declarations += css.paragraph(ParagraphProperties(borders=borders))
        end = " at-end" if cell.align == "bottom" else ""
        inside = "".join(self._paragraphs(placed) for placed in cell.paragraphs)
        return f'<div class="cell{end} {self.styles.named(*declarations)}">{inside}</div>'

    def _paragraphs(self, placed: Placed) -> str:
        """A paragraph, once for each line of a slot that stands in it alone."""
        paragraph, run = self.styles.style(placed.style)
        paragraph = laid(placed.paragraph, paragraph)
        run = placed.run.over(run)
        written = "" if _FIELD.search(placed.text) else placed.text
        alone = _ALONE.fullmatch(written)
        if alone and alone[1] in _EMBLEMS:
            return self._picture(paragraph, alone[1])
        if alone and alone[1] == Slot.QR_CODE.value:
            return self._code(paragraph)
        if not written.strip() and placed.paragraph.borders is None:
            return ""
        if alone and alone[1] == _BARCODE:
            return self._barcode(paragraph)
        lines = self._lines(alone[1]) if alone else ["\t".join(self._filled(written))]
        if alone and alone[1] == Slot.RECYCLING_MARK.value and lines[0]:
            lines = [f"{lines[0]} {self._mark()}"]
        more = (
            [("position", "relative"), ("top", css.points(Length(-run.position.points)))]
            if (run.position is not None and run.position.points)
            else []
        )
        run = run.model_copy(update={"position": None})
        # a paragraph of a page from right to left that is not itself so holds English (masthead)
        english = self.styles.figures.rtl and not paragraph.bidi
        script = "latin" if english else self.styles.script
        set_so = self.styles.block(paragraph, run, Length(0), script)
        name = self.styles.named(*set_so, *more)
        direction = ' lang="en" dir="ltr"' if english else ""
        out = []
        for line in lines:
            blank = " blank" if not line.strip() else ""
            first, tab, second = line.partition("\t")
            inside = f"<span>{first}</span><span>{second}</span>" if tab else line
            spread = " spread" if tab else ""
            out.append(f'<p class="{name}{blank}{spread}"{direction}>{inside}</p>')
        return "".join(out)

    def _barcode(self, paragraph: ParagraphProperties) -> str:
        figures = self.styles.figures.pictures.barcode
        lines = self._slots.get(_BARCODE)
        if figures is None or not lines:
            return ""
        written = plain(lines[0])
        width = figures.bar.points * bars(written)[1]
        name = self.styles.named(*css.paragraph(paragraph.model_copy(update={"line": None})))
        return f'<p class="{name}">{drawing(written, width, figures.height.points)}</p>'

    def _lines(self, slot: str) -> list[str]:
        return [self._text.html(line) for line in self._slots.get(slot, ())] or [""]

    def _filled(self, written: str) -> list[str]:
        """The pieces of a text between its tabs, slots filled."""
        pieces = []
        for piece in written.split("\t"):
            parts = _SLOT.split(piece)
            pieces.append(
                "".join(
                    "<br>".join(self._lines(part)) if number % 2 else text(part)
                    for number, part in enumerate(parts)
                )
            )
        return pieces

    def _picture(self, paragraph: ParagraphProperties, slot: str) -> str:
        figures = self.styles.figures.pictures
        if self._emblem is None:
            return ""
        name = self.styles.named(*css.paragraph(paragraph))
        box = self.styles.named(
            ("width", css.points(figures.emblem_width)),
            ("height", css.points(figures.emblem_height)),
            ("object-fit", "contain"),
        )
        source = data_address(self._emblem, slot)
        told = text(self._told)
        return f'<p class="{name}"><img class="{box}" src="{source}" alt="{told}"></p>'

    def _code(self, paragraph: ParagraphProperties) -> str:
        """The QR code, which on a page also leads where it says."""
        side = self.styles.figures.pictures.code
        lines = self._slots.get(Slot.QR_CODE.value)
        if side is None or not lines:
            return ""
        (link,) = lines[0]
        assert isinstance(link, Link)
        name = self.styles.named(*css.paragraph(paragraph))
        box = self.styles.named(("width", css.points(side)), ("height", css.points(side)))
        source = data_address(qr_code(link.target, _QUIET), "QR code")
        told = text(plain(link.children))
        return (
            f'<p class="{name}"><a href="{text(link.target)}">'
            f'<img class="{box}" src="{source}" alt="{told}"></a></p>'
        )

    def _mark(self) -> str:
        """The recycling mark; the words before it say what it is."""
        height = self.styles.figures.pictures.recycling_mark
        if height is None:
            return ""
        box = self.styles.named(("width", css.points(height)), ("height", css.points(height)))
        return f'<img class="{box}" src="{data_address(recycling_mark(), "mark")}" alt="">'


def _span(columns: int) -> tuple[str, str]:
    return ("grid-column", f"span {columns}")
