"""Paragraphs side by side, as a table that only places them: no borders, no header row."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.compose.composition import Columns, Paragraph
from dipdocs.layout.forms import Columns as Figures
from dipdocs.layout.length import Length
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.measures import text_width


def write_columns(block: Columns, forms: Forms, text: Text, *, keep: bool) -> None:
    """Append the columns; `keep` them with what follows."""
    figures = _figures(block, forms)
    count = len(block.columns)
    across = count if count <= max(figures.widths) else figures.row
    out = text.out
    out.append(_start(block, forms, across))
    for first in range(0, count, across):
        cells = (*block.columns[first : first + across], *((),) * (first + across - count))
        out.append(_ROW_KEPT if block.kind == "signatures" else "<w:tr>")
        for number, column in enumerate(cells[:across]):
            width = figures.widths[across][number]
            gap = figures.gaps[across][number] if across in figures.gaps else _NONE
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/></w:tcPr>')
            _write_column(column, block, forms, text, keep=keep, gap=gap)
            if first + across < count:
                out.append(forms.spacer)
            out.append("</w:tc>")
        out.append("</w:tr>")
    out.append("</w:tbl>")


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
            text.out.extend(_between(previous, paragraph, block, forms))
        text.out.append(form.opening(paragraph.label, keep=keep))
        text.add(paragraph.inlines, form.setting)
        text.out.append("</w:p>")
        previous = paragraph
    if previous is None:
        text.out.append(forms.blank)


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
    previous: Paragraph, paragraph: Paragraph, block: Columns, forms: Forms
) -> Iterator[str]:
    """The empty lines between two paragraphs of a column."""
    roles = forms.columns[block.kind]
    before, after = roles[previous.role].spacers, roles[paragraph.role].spacers
    count = 0
    if previous.role == paragraph.role:
        count = after.between or 0
    elif block.kind == "signatures":
        count = after.before if before.after is None else before.after
    yield from [forms.spacer] * count
