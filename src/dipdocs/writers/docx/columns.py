"""Paragraphs side by side, as a table that only places them: no borders, no header row."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.compose.composition import Columns, Paragraph
from dipdocs.layout.length import Length
from dipdocs.writers.docx.forms import Forms
from dipdocs.writers.docx.inlines import Text
from dipdocs.writers.docx.measures import text_width


def write_columns(block: Columns, forms: Forms, text: Text, *, keep: bool) -> None:
    """Append the columns; `keep` them with what follows."""
    out = text.out
    roles = forms.columns[block.kind]
    out.append(_start(block, forms))
    widths = _widths(block, forms)
    for width, column in zip(widths, block.columns, strict=True):
        out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/></w:tcPr>')
        previous: Paragraph | None = None
        for paragraph in column:
            form = roles[paragraph.role]
            if previous is not None:
                out.extend(_between(previous, paragraph, block, forms))
            out.append(form.opening(paragraph.label, keep=keep))
            text.add(paragraph.inlines, form.setting)
            out.append("</w:p>")
            previous = paragraph
        if previous is None:
            out.append(forms.blank)
        out.append("</w:tc>")
    out.append("</w:tr></w:tbl>")


def _whole(block: Columns, forms: Forms) -> tuple[Length, Length]:
    """How far from the margin the columns begin, and how wide they are together."""
    figures = forms.figures.signatures if block.kind == "signatures" else forms.figures.columns
    return figures.indent, text_width(forms.figures) - figures.indent - figures.indent


def _widths(block: Columns, forms: Forms) -> tuple[Length, ...]:
    count = len(block.columns)
    figures = forms.figures.signatures if block.kind == "signatures" else forms.figures.columns
    whole = _whole(block, forms)[1]
    return figures.widths.get(count) or (Length(whole.points / count),) * count


def _start(block: Columns, forms: Forms) -> str:
    """All that stands before the first column."""
    indent, whole = _whole(block, forms)
    grid = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in _widths(block, forms))
    mirrored = "<w:bidiVisual/>" if forms.figures.rtl else ""
    none = 'w:w="0" w:type="dxa"'
    place = f'<w:tblInd w:w="{indent.twips}" w:type="dxa"/>' if indent.twips else ""
    row = "<w:trPr><w:cantSplit/></w:trPr>" if block.kind == "signatures" else ""
    return (
        f'<w:tbl><w:tblPr>{mirrored}<w:tblW w:w="{whole.twips}" w:type="dxa"/>{place}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left {none}/><w:right {none}/>'
        f'</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr>{row}"
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
