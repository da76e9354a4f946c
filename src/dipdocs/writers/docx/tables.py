"""Tables of the text as Word's own: head repeated, rows whole, rules as UN tables have them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

from dipdocs.compose.composition import Cell, Image, Paragraph, Role, Table
from dipdocs.layout import wordml
from dipdocs.layout.forms import Padding
from dipdocs.layout.length import Length
from dipdocs.layout.properties import Border, Borders, Indent, Line, ParagraphProperties
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.measures import text_width

_KEEP = ParagraphProperties.made(keep_next=True)
_AS_HIGH = ParagraphProperties.made(line=Line.made(rule="single"))

Show = Callable[[Image, Length], str]
"""The drawing of an image no wider than a length."""


class TableForms:
    """What tables are made of, ready for one language of text."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.figures = forms.figures.tables
        self.cell_opening = cache(self._cell_opening)
        self.cell_frame = cache(self._cell_frame)
        self.note = cache(forms.roles[Role.TABLE_NOTE].shifted)
        # in a paragraph from right to left Word's "left" is where lines begin
        left, right = ("right", "left") if forms.setting.rtl else ("left", "right")
        self._alignments = {"start": "left", "left": left, "right": right, "center": "center"}
        mirrored = "<w:bidiVisual/>" if forms.figures.rtl else ""
        self._start = f"<w:tbl><w:tblPr>{mirrored}<w:tblW "

    def place(self, columns: int, wide_page: bool) -> tuple[Length, Length]:
        """How far from the margin a table begins, and how wide it is."""
        width = text_width(self.forms.figures, wide_page)
        if columns >= self.figures.wide_from:
            return Length(0), width
        indent = self.figures.indent
        return indent, width - indent - indent

    def start(self, indent: Length, widths: list[int]) -> str:
        """All that stands before the first row."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        none = 'w:w="0" w:type="dxa"'
        return (
            f'{self._start}w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{indent.twips}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar><w:left {none}/><w:right {none}/></w:tblCellMar>"
            f'<w:tblLook w:val="0020"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def _cell_frame(
        self, width: int, span: int, merge: str, top: Length | None, bottom: Length | None, at: str
    ) -> str:
        """The opening of a cell; `merge` is empty, ``restart`` or ``continue``."""
        sides = Borders.made(
            top=None if top is None else Border.made(width=top),
            bottom=None if bottom is None else Border.made(width=bottom),
        )
        return "".join(
            (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>',
                f'<w:gridSpan w:val="{span}"/>' if span > 1 else "",
                f'<w:vMerge w:val="{merge}"/>' if merge else "",
                wordml.borders("tcBorders", sides) if top or bottom else "",
                f'<w:vAlign w:val="{at}"/></w:tcPr>',
            )
        )

    def _cell_opening(
        self,
        role: Role,
        alignment: str,
        first: bool,
        under_head: bool,
        total: bool,
        keep: bool,
        picture: bool = False,
    ) -> str:
        """The opening of a paragraph in a cell; of a picture, whose line is as high as it is."""
        pad = self.padding(first)
        indent = Indent.made(left=pad.start, right=pad.end)
        more = ParagraphProperties.made(alignment=self._alignments[alignment], indent=indent)
        if total:
            more = self.figures.total.over(more)
        if under_head:
            more = self.figures.under_head.over(more)
        if keep:
            more = _KEEP.over(more)
        if picture:
            more = _AS_HIGH.over(more)
        return self.forms.roles[role].opening_with(more)

    def padding(self, first: bool) -> Padding:
        """The room that a cell's text keeps from its sides; `first` is that of the first column."""
        return self.figures.first_column if first else self.figures.other_columns


class _Row:
    """What the cells of one row have in common."""

    __slots__ = ("first", "head", "keep", "last", "last_of_head", "total", "under_head")

    def __init__(self, table: Table, number: int, keep: bool, *, goes_on: bool) -> None:
        count = len(table.rows)
        self.head = number < table.head
        self.first = number == 0
        self.last = number == count - 1
        self.last_of_head = self.head and number == table.head - 1
        self.under_head = number == table.head > 0
        self.total = self.last and table.total
        self.keep = self.head or goes_on or (self.last and keep)


def write_table(
    table: Table, forms: TableForms, text: Text, show: Show, *, wide_page: bool, keep: bool
) -> None:
    """Append the rows of a table, its images drawn by `show`; `keep` it with what follows."""
    out = text.out
    indent, whole = forms.place(len(table.widths), wide_page)
    edges = [0]
    share = 0.0
    for part in table.widths:
        share += part
        edges.append(round(whole.twips * share))
    out.append(forms.start(indent, [right - left for left, right in pairwise(edges)]))
    reach: list[tuple[Cell, int] | None] = [None] * len(table.widths)
    """Cells that go on into the next row, at their first column, with the rows they still cover."""
    for number, cells in enumerate(table.rows):
        goes_on = any(cell is not None and cell[1] > 1 for cell in reach)
        goes_on = goes_on or any(cell.rows > 1 for cell in cells)
        row = _Row(table, number, keep, goes_on=goes_on)
        header = "<w:tblHeader/>" if row.head else ""
        out.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>")
        waiting = iter(cells)
        column = 0
        while column < len(reach):
            going_on = reach[column]
            cell, left = going_on or (next(waiting), 0)
            left = left - 1 if going_on else cell.rows - 1
            width = edges[column + cell.columns] - edges[column]
            _cell(cell, row, column, width, left, going_on is not None, forms, text, show)
            reach[column] = (cell, left) if left else None
            column += cell.columns
        out.append("</w:tr>")
    out.append("</w:tbl>")


def _cell(
    cell: Cell,
    row: _Row,
    column: int,
    width: int,
    left: int,
    continued: bool,
    forms: TableForms,
    text: Text,
    show: Show,
) -> None:
    """One cell, or the part of a merged one that lies in this row."""
    figures, out = forms.figures, text.out
    merge = "continue" if continued else "restart" if left else ""
    top = figures.top_rule if row.first else figures.total_rule if row.total else None
    bottom = None
    if row.last_of_head:
        bottom = figures.head_rule
    elif row.last:
        bottom = figures.end_rule
    elif row.head and not left and cell.columns > 1:
        bottom = figures.span_rule
    at = "bottom" if row.head or cell.alignment == "right" else "top"
    out.append(forms.cell_frame(width, cell.columns, merge, top, bottom, at))
    role = Role.TABLE_HEAD if row.head else Role.TABLE_TEXT
    paragraphs: tuple[Paragraph, ...] = () if continued else cell.paragraphs
    if cell.image is not None and not continued:
        out.append(
            forms.cell_opening(
                role, cell.alignment, column == 0, row.under_head, row.total, row.keep, True
            )
        )
        pad = forms.padding(column == 0)
        out.append(f"<w:r>{show(cell.image, Length(width / 20) - pad.start - pad.end)}</w:r></w:p>")
        if not paragraphs:
            out.append("</w:tc>")
            return
    for paragraph in paragraphs or (Paragraph(role, ()),):
        opening = forms.cell_opening(
            paragraph.role, cell.alignment, column == 0, row.under_head, row.total, row.keep
        )
        out.append(opening)
        text.add(paragraph.inlines, forms.forms.roles[paragraph.role].setting)
        out.append("</w:p>")
    out.append("</w:tc>")
