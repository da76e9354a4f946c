"""Paragraphs side by side, as a table that only places them: no borders, no header row."""

from __future__ import annotations

from dipdocs.compose.composition import Columns, Paragraph
from dipdocs.layout.forms import Columns as Figures
from dipdocs.layout.length import Length
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.measures import text_width
from dipdocs.writers.spacing import lines_between_rows, lines_in_column


def write_columns(block: Columns, forms: Forms, text: Text, *, keep: bool) -> None:
    """Append the columns; `keep` them with what follows."""
    figures = _figures(block, forms)
    count = len(block.columns)
    across = count if count <= max(figures.widths) else figures.row
    out = text.out
    out.append(forms.once(("columns", block.kind, across), lambda: _start(block, forms, across)))
    rows = [block.columns[first : first + across] for first in range(0, count, across)]
    for number, (row, following) in enumerate(zip(rows, [*rows[1:], ()], strict=True)):
        kept = _kept(number, len(rows)) if following else keep
        out.append(_ROW_KEPT if block.kind == "signatures" else "<w:tr>")
        for place, column in enumerate((*row, *((),) * (across - len(row)))):
            width = figures.widths[across][place]
            gap = figures.gaps[across][place] if across in figures.gaps else _NONE
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/></w:tcPr>')
            _write_column(column, block, forms, text, keep=kept, gap=gap)
            spacer = forms.kept_spacer if kept else forms.spacer
            below = lines_between_rows(following, block, forms.figures) if following else 0
            out.append(spacer * below)
            out.append("</w:tc>")
        out.append("</w:tr>")
    out.append("</w:tbl>")


_TOGETHER = 4
"""Rows of signatures that stay on one page; of more, the first two and the last two."""


def _kept(number: int, rows: int) -> bool:
    """Whether a row stays with the next, so that none stands alone."""
    return rows <= _TOGETHER or number in (0, rows - 2)


_NONE = Length(0)
_ROW_KEPT = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"


def _write_column(
    column: tuple[Paragraph, ...],
    block: Columns,
    forms: Forms,
    text: Text,
    *,
    keep: bool,
    gap: Length,
) -> None:
    """A column's paragraphs, `gap` kept free at the end of their lines.

    The gap is an indent: which side a cell's margin is on in a table from right to left, Word and
    LibreOffice see differently.
    """
    roles = forms.columns[block.kind]
    previous: Paragraph | None = None
    for paragraph in column:
        form = roles[paragraph.role]
        if gap.points:
            form = form.narrowed(gap)
        if previous is not None:
            text.out.append(_between(previous, paragraph, block, forms, keep=keep))
        text.out.append(form.opening(paragraph.label, keep=keep))
        text.add(paragraph.inlines, form.setting)
        text.out.append("</w:p>")
        previous = paragraph
    if previous is None:
        text.out.append(forms.blank_kept if keep else forms.blank)


def _figures(block: Columns, forms: Forms) -> Figures:
    return forms.figures.signatures if block.kind == "signatures" else forms.figures.columns


def _start(block: Columns, forms: Forms, across: int) -> str:
    """All that stands before the first row."""
    figures = _figures(block, forms)
    whole = text_width(forms.figures) - figures.indent - figures.indent
    grid = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in figures.widths[across])
    mirrored = "<w:bidiVisual/>" if forms.figures.rtl else ""
    none = 'w:w="0" w:type="dxa"'
    place = f'<w:tblInd w:w="{figures.indent.twips}" w:type="dxa"/>' if figures.indent.twips else ""
    return (
        f'<w:tbl><w:tblPr>{mirrored}<w:tblW w:w="{whole.twips}" w:type="dxa"/>{place}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left {none}/><w:right {none}/>'
        f'</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _between(
    previous: Paragraph, paragraph: Paragraph, block: Columns, forms: Forms, *, keep: bool
) -> str:
    """The empty lines between two paragraphs of a column."""

    def make() -> str:
        count = lines_in_column(previous, paragraph, block, forms.figures)
        return (forms.kept_spacer if keep else forms.spacer) * count

    return forms.once(("column", block.kind, previous.role, paragraph.role, keep), make)
