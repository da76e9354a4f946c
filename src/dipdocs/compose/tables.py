"""Tables as written become tables as finished: roles, alignment, widths, the row of a sum."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal

from dipdocs.compose.composition import (
    Cell,
    Image,
    LineBreak,
    Paragraph,
    Picture,
    Role,
    Run,
    Style,
    Table,
    plain,
)
from dipdocs.markup import blocks as written
from dipdocs.markup.inlines import Inline, is_verbatim

Set = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]

_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_NARROWEST, _WIDEST = 4.0, 40.0
"""Bounds of a column's natural width, in characters."""
_SIDES = 3.0
"""What a column's sides need beside its text."""
_PICTURE, _CHARACTER = 100.0, 5.0
"""How wide a picture of a cell is if nothing is said of it, and a character, in points."""
_FIRST_WIDE = "\u1100"
"""The first character that may be wide (Unicode, EastAsianWidth.txt)."""
_LINE = 120.0
"""Characters of a table's text that stand beside each other across the page."""
_HEAD = 0.9
"""How wide a character of the head is beside one of the text (7 pt italic, 8.5 pt)."""


def finished(
    block: written.Table, set_inlines: Set, show: Callable[[Picture], Image], field: str
) -> Table:
    """The table, its inlines finished by `set_inlines`, its pictures by `show`."""
    places = _places(block)
    rows = tuple(
        tuple(
            _cell(cell, block.alignments[column], number < block.head, set_inlines, show, field)
            for cell, column in zip(row, places[number], strict=True)
        )
        for number, row in enumerate(block.rows)
    )
    caption = None
    if block.caption:
        inlines = set_inlines(block.caption)
        caption = Paragraph(Role.CAPTION, inlines, "table.caption", field)
    notes = tuple(
        Paragraph(Role.TABLE_NOTE, set_inlines(note.inlines), "table.note", field, note.label)
        for note in block.notes
    )
    table = Table(rows, block.head, (), caption, notes, rule="body.table", field=field)
    table.widths = _widths(block, table, places)
    table.total = _is_total(table)
    return table


def _places(block: written.Table) -> list[list[int]]:
    """For each row the columns in which its cells begin, those covered from above left out."""
    width = len(block.alignments)
    reach = [0] * width
    places: list[list[int]] = []
    for row in block.rows:
        begins, column = [], 0
        for cell in row:
            while reach[column]:
                column += 1
            begins.append(column)
            for covered in range(column, column + cell.columns):
                reach[covered] = cell.rows
            column += cell.columns
        reach = [max(0, left - 1) for left in reach]
        places.append(begins)
    return places


def _cell(
    cell: written.Cell,
    alignment: Literal["left", "right", "center"] | None,
    head: bool,
    set_inlines: Set,
    show: Callable[[Picture], Image],
    field: str,
) -> Cell:
    role = Role.TABLE_HEAD if head else Role.TABLE_TEXT
    picture, rest = _pictured(cell.inlines)
    text = tuple(_unbroken(inline) for inline in set_inlines(rest))
    paragraph = Paragraph(role, text, "table.cell", field)
    if head and cell.columns > 1:
        alignment = "center"
    paragraphs = (paragraph,) if text or picture is None else ()
    image = None if picture is None else show(picture)
    return Cell(paragraphs, cell.columns, cell.rows, alignment or "start", image)


def _pictured(inlines: tuple[Inline, ...]) -> tuple[Picture | None, tuple[Inline, ...]]:
    """The picture that a cell holds alone, or over its text (``![…](…)<br>text``); the text."""
    match inlines:
        case (Picture() as picture,):
            return picture, ()
        case (Picture() as picture, LineBreak(), *rest):
            return picture, tuple(rest)
    return None, inlines


def _unbroken(inline: Inline) -> Inline:
    """A number of several groups (34 251.6) as one, which no line's end and no Arabic parts."""
    if isinstance(inline, Run) and " " in inline.text and not is_verbatim(inline.style):
        return Run(_GROUPS.sub("\u00a0", inline.text), inline.style, inline.language)
    return inline


def _widths(block: written.Table, table: Table, places: list[list[int]]) -> tuple[float, ...]:
    """The columns' shares: as the dashes under the head if these differ, else as the text asks."""
    weights = [float(dashes) for dashes in block.dashes]
    if len(set(weights)) == 1:
        asked = [_NARROWEST] * len(weights)
        least = [_NARROWEST] * len(weights)
        for number, row in enumerate(table.rows):
            for cell, column in zip(row, places[number], strict=True):
                if cell.columns == 1:
                    text, word = _natural(cell, head=number < block.head)
                    asked[column] = max(asked[column], text)
                    least[column] = max(least[column], word)
        weights = [weight + _SIDES for weight in _fitting(asked, least)]
    whole = sum(weights)
    return tuple(weight / whole for weight in weights)


def _fitting(asked: list[float], least: list[float]) -> list[float]:
    """The widths asked for; if these are too many, columns give of what they have over a word."""
    over = sum(asked) + _SIDES * len(asked) - _LINE
    spare = sum(asked) - sum(least)
    if over <= 0 or not spare:
        return asked
    given = min(over / spare, 1.0)
    return [wish - given * (wish - need) for wish, need in zip(asked, least, strict=True)]


def _natural(cell: Cell, *, head: bool) -> tuple[float, float]:
    """How wide a cell would be, within bounds, and how wide it must be: as its longest word.

    A head asks for its longest word, a picture for its width. Chinese may be broken anywhere.
    """
    text = "".join(plain(paragraph.inlines) for paragraph in cell.paragraphs)
    scale, words = (_HEAD if head else 1.0), text.split(" ")
    least = min(scale * max(map(_unbreakable, words)), _WIDEST)
    asked = max(map(_length, words)) if head else _length(text)
    if cell.image is not None:
        asked = max((cell.image.width or _PICTURE) / _CHARACTER, _length(text))
    return min(scale * asked, _WIDEST), least


def _unbreakable(word: str) -> float:
    return _NARROWEST if max(word, default="") >= _FIRST_WIDE else len(word)


def _length(text: str) -> float:
    """Characters, those of Chinese counted twice."""
    if max(text, default="") < _FIRST_WIDE:
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _is_total(table: Table) -> bool:
    """Whether the last row is a sum: under others, all its text bold."""
    if len(table.rows) < table.head + 2:
        return False
    runs = [run for cell in table.rows[-1] for run in _runs(cell)]
    return bool(runs) and all(run.style & Style.BOLD for run in runs)


def _runs(cell: Cell) -> Iterable[Run]:
    for paragraph in cell.paragraphs:
        yield from (inline for inline in paragraph.inlines if isinstance(inline, Run))
