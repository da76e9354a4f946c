"""Tables, captions and notes: what stands round a table or picture becomes part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from markdown_it.token import Token

from dipdocs.markup.block_tables import CAPTION, NOTE
from dipdocs.markup.blocks import Block, Cell, Figure, Paragraph, Table, TableNote
from dipdocs.markup.convert_inlines import InlineReader
from dipdocs.markup.errors import MarkupError
from dipdocs.markup.inlines import Picture
from dipdocs.markup.tables import Grid

# Where a note ends: at a line that begins another, unless the line before it breaks the text.
_NEXT_NOTE = re.compile(rf"(?<!\\)(?<!  )\n[ \t]*(?={NOTE.pattern})")


@dataclass(slots=True)
class Loose:
    """A paragraph that may be a caption or notes, until its neighbours are known."""

    text: str
    line: int


def is_loose(text: str) -> bool:
    """Whether a paragraph may belong to a table or picture."""
    return CAPTION.match(text) is not None or NOTE.match(text) is not None


def read_table(token: Token, inlines: InlineReader) -> Table:
    """A table from its token."""
    grid = cast(Grid, token.meta["grid"])
    rows = tuple(
        tuple(
            Cell(inlines.read(cell.text, cell.line, cell=True), cell.columns, cell.rows)
            for cell in row
        )
        for row in grid.rows
    )
    line = token.map[0] + 1 if token.map else 0
    return Table(rows, grid.head, grid.alignments, grid.dashes, line=line)


def gathered(blocks: Sequence[Block | Loose], inlines: InlineReader) -> tuple[Block, ...]:
    """The blocks with each caption and note given to its table or picture."""
    out: list[Block] = []
    waiting: Loose | None = None
    for block, following in zip(blocks, [*blocks, None][1:], strict=True):
        if not isinstance(block, Loose):
            out.append(block if waiting is None else _captioned(block, waiting, inlines))
            waiting = None
            continue
        caption = CAPTION.match(block.text)
        if caption is None:
            _add_notes(out, block, inlines)
        elif _takes(following, caption[1]):
            waiting = block
        elif out and _takes(out[-1], caption[1]):
            out[-1] = _captioned(out[-1], block, inlines)
        else:
            what = "table" if caption[1] == "Table" else "picture"
            raise MarkupError(
                f"a caption (`{caption[1]}: …`) stands directly before or after its {what}; "
                f"the words themselves are written `{caption[1]}\\:`",
                block.line,
            )
    return tuple(out)


def _takes(block: Block | Loose | None, kind: str) -> bool:
    """Whether a block can be given a caption of that kind."""
    match block:
        case Table(caption=caption):
            return kind == "Table" and not caption
        case Paragraph(inlines=(Picture(),)):
            return kind == "Figure"
    return False


def _captioned(block: Block, loose: Loose, inlines: InlineReader) -> Block:
    match = CAPTION.match(loose.text)
    assert match is not None
    line = loose.line + loose.text.count("\n", 0, match.end())
    caption = inlines.read(loose.text[match.end() :], line)
    if isinstance(block, Table):
        return replace(block, caption=caption)
    assert isinstance(block, Paragraph)
    return Figure(cast(Picture, block.inlines[0]), caption, block.line)


def _add_notes(out: list[Block], loose: Loose, inlines: InlineReader) -> None:
    """Notes under a table; elsewhere a paragraph that happens to begin with a raised letter."""
    table = out[-1] if out else None
    if not isinstance(table, Table):
        out.append(Paragraph(inlines.read(loose.text, loose.line), loose.line))
        return
    notes, line = list(table.notes), loose.line
    start = 0
    ends = [match.start() for match in _NEXT_NOTE.finditer(loose.text)]
    for end in [*ends, len(loose.text)]:
        text = loose.text[start:end]
        begin = len(text) - len(text.lstrip(" \t\n"))
        match = NOTE.match(text, begin)
        assert match is not None
        at = line + text.count("\n", 0, begin)
        notes.append(TableNote(match[1], inlines.read(text[match.end() :], at)))
        line += text.count("\n")
        start = end
    out[-1] = replace(table, notes=tuple(notes))
