"""Heads, feet and sections as WordprocessingML: layout tables, texts with slots and fields."""

from __future__ import annotations

import re

from dipdocs.layout import wordml
from dipdocs.layout.content import Cell, Pieces, Table, Text
from dipdocs.layout.figures import Figures, Section
from dipdocs.layout.wordml import escape

_TOKENS = re.compile(r"(\{[A-Z]+\}|\t)")


def run(text: str, properties: str) -> str:
    """A run; `properties` are the children of its `w:rPr`."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str, properties: str) -> str:
    """A field that Word computes (``PAGE``, ``NUMPAGES``), showing 1 until it does."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""

    def mark(kind: str) -> str:
        return f'<w:r>{inside}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f" {code} \\* Arabic \\* MERGEFORMAT "
    return (
        mark("begin")
        + f'<w:r>{inside}<w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        + mark("separate")
        + run("1", properties)
        + mark("end")
    )


def section(figures: Figures, section: Section, references: str = "") -> str:
    """`w:sectPr`. `references` are its header and footer references."""
    long, short = figures.page.height.twips, figures.page.width.twips
    size = f'w:w="{short}" w:h="{long}"'
    if section.landscape:
        size = f'w:w="{long}" w:h="{short}" w:orient="landscape"'
    kind = '<w:type w:val="continuous"/>' if section.start == "continuous" else ""
    margins = "".join(
        f' w:{name}="{getattr(section, name).twips}"'
        for name in ("top", "right", "bottom", "left", "header", "footer")
    )
    rtl = "<w:bidi/><w:rtlGutter/>" if figures.rtl else ""
    return (
        f"<w:sectPr>{references}"
        f'<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>{kind}'
        f'<w:pgSz {size}/><w:pgMar{margins} w:gutter="0"/>'
        f'<w:cols w:space="{figures.settings.default_tab.twips}"/>'
        f"{'<w:titlePg/>' if section.title_page else '<w:noEndnote/>'}{rtl}"
        f'<w:docGrid w:linePitch="{figures.settings.grid_pitch.twips}"/></w:sectPr>'
    )


def _position(table: Table) -> str:
    """`w:tblpPr` of a table that has a place of its own on the page."""
    at = table.position
    if at is None:
        return ""
    side = at.distance.twips
    return (
        f'<w:tblpPr w:leftFromText="{side}" w:rightFromText="{side}"'
        f' w:bottomFromText="{at.below.twips}" w:vertAnchor="page"'
        f' w:horzAnchor="page" w:tblpX="{at.x.twips}" w:tblpY="{at.y.twips}"/>'
        '<w:tblOverlap w:val="never"/>'
    )


class Builder:
    """Turns the pieces of a layout into XML, knowing the ids of its styles."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.ids = {style.name: style.id for style in figures.styles}

    def paragraph(self, text: Text, section: str = "") -> str:
        """A paragraph of a part; `section` is a `w:sectPr` that it ends."""
        properties = wordml.run(text.run)
        mark = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        inside = wordml.paragraph(text.paragraph, self.ids[text.style])
        runs = []
        for token in _TOKENS.split(text.text):
            if not token:
                continue
            if token == "\t":
                runs.append("<w:r><w:tab/></w:r>")
            elif token.startswith("{") and not token.startswith("{{"):
                runs.append(field(token[1:-1], properties))
            else:
                runs.append(run(token, properties))
        return f"<w:p><w:pPr>{inside}{mark}{section}</w:pPr>{''.join(runs)}</w:p>"

    def _cell(self, cell: Cell, width: str) -> str:
        parts = [f"<w:tcW {width}/>"]
        if cell.span > 1:
            parts.append(f'<w:gridSpan w:val="{cell.span}"/>')
        parts.append(wordml.borders("tcBorders", cell.borders))
        if cell.top_margin is not None:
            margin = f'<w:top w:w="{cell.top_margin.twips}" w:type="dxa"/>'
            parts.append(f"<w:tcMar>{margin}</w:tcMar>")
        if cell.align != "top":
            parts.append(f'<w:vAlign w:val="{cell.align}"/>')
        paragraphs = "".join(self.paragraph(text) for text in cell.paragraphs)
        return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{paragraphs}</w:tc>"

    def table(self, table: Table) -> str:
        """A table that only places things."""
        margins = ""
        if table.side_margin is not None:
            side = f'w:w="{table.side_margin.twips}" w:type="dxa"'
            margins = f"<w:tblCellMar><w:left {side}/><w:right {side}/></w:tblCellMar>"
        widths = self.figures.grids[table.grid]
        total = sum(width.twips for width in widths)

        def measured(twips: int) -> str:
            """A width in twips, or in fiftieths of a per cent of the page's text."""
            if table.relative:
                return f'w:w="{round(5000 * twips / total)}" w:type="pct"'
            return f'w:w="{twips}" w:type="dxa"'

        rows = []
        for row in table.rows:
            settings = ""
            if row.skip:
                left = sum(width.twips for width in widths[-row.skip :])
                settings = f'<w:gridAfter w:val="{row.skip}"/><w:wAfter w:w="{left}" w:type="dxa"/>'
            if row.height is not None:
                settings += f'<w:trHeight w:val="{row.height.twips}" w:hRule="exact"/>'
            cells, column = [], 0
            for cell in row.cells:
                spanned = widths[column : column + cell.span]
                cells.append(self._cell(cell, measured(sum(width.twips for width in spanned))))
                column += cell.span
            settings = f"<w:trPr>{settings}</w:trPr>" if settings else ""
            rows.append(f"<w:tr>{settings}{''.join(cells)}</w:tr>")
        grid = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in widths)
        return (
            f"<w:tbl><w:tblPr>{_position(table)}{'<w:bidiVisual/>' if self.figures.rtl else ''}"
            f"<w:tblW {measured(total)}/>"
            f"{wordml.borders('tblBorders', table.borders)}"
            f'<w:tblLayout w:type="fixed"/>{margins}<w:tblLook w:val="0000"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def pieces(self, pieces: Pieces) -> str:
        """All pieces of a head or foot."""
        return "".join(
            self.table(piece) if isinstance(piece, Table) else self.paragraph(piece)
            for piece in pieces
        )
