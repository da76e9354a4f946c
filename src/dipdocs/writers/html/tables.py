"""Tables of the text: head cells as such, caption, the rules that UN tables have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dipdocs.compose.composition import Cell, Image, Paragraph, Role, Table, plain
from dipdocs.layout.length import Length
from dipdocs.layout.properties import ParagraphProperties
from dipdocs.writers.html import css
from dipdocs.writers.html.escape import text
from dipdocs.writers.html.styles import Styles

Write = Callable[[Paragraph, Mapping[str, str]], str]
"""Writes the text of a paragraph; the mapping leads raised letters to notes."""


def table(
    block: Table,
    number: int,
    caption: str,
    styles: Styles,
    write: Write,
    show: Callable[[Image], str],
) -> str:
    """A table with its notes, as wide as the layout sets it; `number` tells tables apart."""
    _rules(styles)
    notes = {note.label: f"table-{number}-{index}" for index, note in enumerate(block.notes, 1)}
    shares = "".join(f'<col style="width:{share * 100:.3f}%">' for share in block.widths)
    head = "".join(_row(block, row, styles, write, show, notes) for row in range(block.head))
    body = "".join(
        _row(block, row, styles, write, show, notes) for row in range(block.head, len(block.rows))
    )
    wide = len(block.widths) >= styles.figures.tables.wide_from
    named = ""
    if block.caption is not None:
        named = f' aria-labelledby="caption-{number}"'
    elif wide:
        named = f' aria-label="{_first_words(block)}"'
    # a table wider than a narrow window is moved under it, by keys too
    scroll = f' class="scroll" role="region" tabindex="0"{named}' if wide else ""
    out = (
        f'<div{scroll}><table class="{"wide" if wide else "set-in"}">{caption}'
        f"<colgroup>{shares}</colgroup>"
        f"{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table></div>"
    )
    if block.notes:
        out += _notes(block, notes, wide, styles, write)
    return out


def _first_words(block: Table) -> str:
    words = [plain(p.inlines) for cell in block.rows[0] for p in cell.paragraphs]
    return text(" · ".join(word for word in words if word))


def _notes(block: Table, ids: Mapping[str, str], wide: bool, styles: Styles, write: Write) -> str:
    gap = styles.gap(styles.figures.tables.before_notes)
    place = "wide" if wide else "set-in"
    out = []
    for note in block.notes:
        classes = styles.role(Role.TABLE_NOTE, bool(note.label))
        out.append(f'<div class="{classes}" id="{ids[note.label]}">{write(note, {})}</div>')
    return f'<div class="table-notes {place} {gap}">{"".join(out)}</div>'


def _row(
    block: Table,
    index: int,
    styles: Styles,
    write: Write,
    show: Callable[[Image], str],
    notes: Mapping[str, str],
) -> str:
    in_head = index < block.head
    total = block.total and index == len(block.rows) - 1
    classes = []
    if index == block.head > 0:
        classes.append("under-head")
    if total:
        classes.append("total")
    cells = "".join(
        _cell(cell, in_head, index + cell.rows >= block.head, styles, write, show, notes)
        for cell in block.rows[index]
    )
    named = f' class="{" ".join(classes)}"' if classes else ""
    return f"<tr{named}>{cells}</tr>"


def _cell(
    cell: Cell,
    in_head: bool,
    last_of_head: bool,
    styles: Styles,
    write: Write,
    show: Callable[[Image], str],
    notes: Mapping[str, str],
) -> str:
    inside = []
    if cell.image is not None:
        classes = styles.role(Role.TABLE_HEAD if in_head else Role.TABLE_TEXT, False)
        inside.append(f'<p class="{classes}">{show(cell.image)}</p>')
    for paragraph in cell.paragraphs:
        classes = styles.role(paragraph.role, False)
        inside.append(f'<p class="{classes}">{write(paragraph, notes)}</p>')
    filled = cell.image is not None or any(
        plain(paragraph.inlines).strip() for paragraph in cell.paragraphs
    )
    tag, scope = "td", ""
    if in_head and filled:
        tag = "th"
        scope = ' scope="colgroup"' if cell.columns > 1 else ' scope="col"'
    names = [f"to-{cell.alignment}"] if cell.alignment != "start" else []
    if in_head and cell.columns > 1 and not last_of_head:
        names.append("over")
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    named = f' class="{" ".join(names)}"' if names else ""
    return f"<{tag}{scope}{spans}{named}>{''.join(inside)}</{tag}>"


def _rules(styles: Styles) -> None:
    """Rules and room of tables, from the layout's figures."""
    figures = styles.figures.tables

    def ruled(selector: str, side: str, width: Length) -> None:
        styles.rule(selector, (f"border-block-{side}", css.border(width)))

    styles.rule("table.set-in, .table-notes.set-in", ("margin-inline", css.across(figures.indent)))
    inner = css.across(figures.indent + figures.indent)
    styles.rule("table.set-in", ("width", f"calc(100% - {inner})"))
    for selector, pad in (
        ("td, th", figures.other_columns),
        ("tr > :first-child", figures.first_column),
    ):
        styles.rule(
            selector,
            ("padding-inline", f"{css.across(pad.start)} {css.across(pad.end)}"),
        )
    styles.rule("td.to-right, thead td, th", ("vertical-align", "bottom"))
    ruled("tbody tr:last-child > *", "end", figures.end_rule)
    ruled("tr:first-child > *", "start", figures.top_rule)
    ruled("thead + tbody > tr:first-child > *", "start", figures.head_rule)
    ruled("thead .over", "end", figures.span_rule)
    ruled("tbody tr.total > *", "start", figures.total_rule)
    for row, more in (("under-head", figures.under_head), ("total", figures.total)):
        _around(styles, f"tr.{row} p", more)


def _around(styles: Styles, selector: str, more: ParagraphProperties) -> None:
    styles.rule(selector, *css.paragraph(more))
