"""Blocks as a source shows them become blocks as a user writes them.

Lists within lists, captions and notes of tables, captions of images; what a role of the text brings
with it (bold captions, italic heads of tables) is taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dipdocs.importing.folding import Folded
from dipdocs.importing.matching import Reader
from dipdocs.importing.numbers import read_annex_number
from dipdocs.importing.wordings import find
from dipdocs.language import Pack
from dipdocs.markup.blocks import (
    Block,
    Cell,
    Figure,
    Item,
    Landscape,
    List,
    Paragraph,
    Table,
    TableNote,
)
from dipdocs.markup.inlines import Inline, LineBreak, Picture, Run, Style, Tab, plain

_DEPTH = {"number": 0, "letter": 1, "roman": 2}


def refined(pack: Pack, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a text with its lists, tables and images put together."""
    within = [
        replace(b, blocks=refined(pack, b.blocks)) if isinstance(b, Landscape) else b
        for b in blocks
    ]
    return _nested(_noted(_captioned(pack, [_plain_head(block) for block in within])))


# -- lists -----------------------------------------------------------------------------------------


def _nested(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Letters under the number before them, Roman numbers under the letter."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, List) and isinstance(last, List):
            joined = _joined(last, block)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(block)
    return tuple(out)


def _joined(upper: List, lower: List) -> List | None:
    """A list with the one that follows it: on its own level, or under its last item."""
    if upper.kind not in _DEPTH or lower.kind not in _DEPTH:
        return None
    depth = _DEPTH[lower.kind] - _DEPTH[upper.kind]
    if depth < 0:
        return None
    if depth == 0:
        return (
            replace(upper, items=(*upper.items, *lower.items)) if _goes_on(upper, lower) else None
        )
    last = upper.items[-1]
    if last.blocks and isinstance(last.blocks[-1], List):
        inner = _joined(last.blocks[-1], lower)
        if inner is None:
            return None
        held = (*last.blocks[:-1], inner)
    else:
        held = (*last.blocks, lower)
    return replace(upper, items=(*upper.items[:-1], Item(last.label, held, last.line)))


def _goes_on(upper: List, lower: List) -> bool:
    """Whether a list of the same kind is the same list: its label follows."""
    from dipdocs.compose.labels import item_number

    before = item_number(upper.items[-1].label, upper.kind)
    return item_number(lower.items[0].label, lower.kind) > before > 0


# -- captions --------------------------------------------------------------------------------------


def _captioned(pack: Pack, blocks: Sequence[Block]) -> list[Block]:
    """Tables and images with the caption that stands over them."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        picture = _picture(block)
        if isinstance(last, Paragraph) and (isinstance(block, Table) or picture):
            caption = _caption(pack, last, "table" if isinstance(block, Table) else "figure")
            if caption is not None and isinstance(block, Table) and not block.caption:
                out[-1] = replace(block, caption=caption)
                continue
            if caption is not None and picture is not None:
                out[-1] = Figure(picture, caption, block.line)
                continue
        out.append(block)
    return out


def _picture(block: Block) -> Picture | None:
    if isinstance(block, Paragraph) and len(block.inlines) == 1:
        only = block.inlines[0]
        return only if isinstance(only, Picture) else None
    return None


def _caption(pack: Pack, block: Paragraph, kind: str) -> tuple[Inline, ...] | None:
    """The words of a caption after its label «Table 2»; None where there is no such label."""
    breaks = [n for n, inline in enumerate(block.inlines) if isinstance(inline, LineBreak)]
    if not breaks:
        return None
    label = Folded(plain(block.inlines[: breaks[0]]))
    readers: dict[str, Reader] = {
        "number": lambda text, place, forms: read_annex_number(pack, text, place, forms)
    }
    for match in find(pack, "caption", label.fold, readers, whole=True):
        if match.path[0] == kind:
            return _without(block.inlines[breaks[0] + 1 :], Style.BOLD)
    return None


def _without(inlines: tuple[Inline, ...], style: Style) -> tuple[Inline, ...]:
    """Inlines without a style that all their text has."""
    runs = [inline for inline in inlines if isinstance(inline, Run) and inline.text.strip()]
    if not runs or not all(run.style & style for run in runs):
        return inlines
    return tuple(
        replace(inline, style=inline.style & ~style) if isinstance(inline, Run) else inline
        for inline in inlines
    )


def _plain_head(block: Block) -> Block:
    """A table whose head is italic only because heads are."""
    if not isinstance(block, Table) or not block.head:
        return block
    head = block.rows[: block.head]
    cells = [cell for row in head for cell in row]
    bare = [_without(cell.inlines, Style.ITALIC) for cell in cells]
    if all(new is cell.inlines for new, cell in zip(bare, cells, strict=True)):
        return block
    rest = iter(bare)
    rows = tuple(tuple(Cell(next(rest), cell.columns, cell.rows) for cell in row) for row in head)
    return replace(block, rows=(*rows, *block.rows[block.head :]))


# -- notes of tables -------------------------------------------------------------------------------


def _noted(blocks: Sequence[Block]) -> list[Block]:
    """Tables with the notes under them, whose raised letters their cells call."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(last, Table) and isinstance(block, Paragraph):
            note = _note(block, _called(last))
            if note is not None:
                out[-1] = replace(last, notes=(*last.notes, note))
                continue
        out.append(block)
    return out


def _called(table: Table) -> set[str]:
    return {
        inline.text.strip()
        for row in table.rows
        for cell in row
        for inline in cell.inlines
        if isinstance(inline, Run) and inline.style & Style.SUPERSCRIPT
    }


def _note(block: Paragraph, called: set[str]) -> TableNote | None:
    rest = list(block.inlines)
    while rest and isinstance(rest[0], Tab):
        rest.pop(0)
    first = rest[0] if rest else None
    if not isinstance(first, Run) or not first.style & Style.SUPERSCRIPT:
        return None
    label = first.text.strip()
    if label not in called:
        return None
    rest.pop(0)
    while rest and isinstance(rest[0], Tab):
        rest.pop(0)
    if rest and isinstance(rest[0], Run):
        rest[0] = replace(rest[0], text=rest[0].text.lstrip())
    return TableNote(label, tuple(rest)) if rest else None
