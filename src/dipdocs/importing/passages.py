"""Paragraphs and tables as passages, and the blocks of passages put together again.

A passage is one paragraph, heading, item of the outermost list, table or picture; what stands
within an item belongs to its passage. `joined` makes lists of the items again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dipdocs.importing.script import Passage, Zone
from dipdocs.importing.texts import block_text, has_style, notes_of
from dipdocs.markup.blocks import Block, Heading, Landscape, List
from dipdocs.markup.inlines import Style
from dipdocs.markup.labels import form
from dipdocs.readers.word import GuestParagraph, GuestPiece, GuestTable, blocks_of
from dipdocs.readers.word.report import Report

_DEEPER = 10.0
"""Points by which a quotation stands in at least."""
_WIDEST_COLUMNS = 4
"""Paragraphs stand side by side in so many columns at most; a wider table is one of data."""


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks of passages one after another.

    Items of one list, which were parted, are one list again, and wide pages one stretch.
    """
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, Landscape) and isinstance(last, Landscape):
            out[-1] = Landscape(joined((*last.blocks, *block.blocks)), last.line)
        elif (
            isinstance(block, List)
            and isinstance(last, List)
            and last.kind == block.kind
            and form(last.items[-1].label) == form(block.items[0].label)
        ):
            out[-1] = List(last.kind, (*last.items, *block.items), last.line)
        else:
            out.append(block)
    return tuple(out)


def of_block(
    block: Block, place: str, zone: Zone = "body", piece: GuestParagraph | None = None
) -> Passage:
    """A block as a passage; `piece` is the paragraph it was made of, as Word has it."""
    return Passage(
        block_text(block),
        place,
        zone,
        (block,),
        (piece.style or None) if piece is not None else None,
        bold=isinstance(block, Heading) or has_style((block,), Style.BOLD),
        italic=has_style((block,), Style.ITALIC),
        centred=piece is not None and piece.alignment == "center",
        page_break=piece is not None and piece.new_page,
        notes=tuple(notes_of(block)),
    )


def unwrapped(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, those on wide pages one by one."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from block.blocks
        else:
            yield block


def parted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, each item of an outermost list as one of its own."""
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield List(block.kind, (item,), item.line)
        else:
            yield block


def of_pieces(
    pieces: Sequence[GuestPiece], report: Report, *, unit: str = "paragraph"
) -> list[Passage]:
    """The passages of a text: of its paragraphs, tables and columns in reading order."""
    out: list[Passage] = []
    _mark_quotations(pieces)
    for run, where in _runs(pieces):
        known = {piece.position: piece for piece in run if isinstance(piece, GuestParagraph)}
        for block in parted(unwrapped(blocks_of(run, report))):
            place = f"{unit} {block.line}{where}"
            passage = of_block(block, place, piece=known.get(block.line))
            out.append(replace(passage, wide=True) if run[0].wide else passage)
    return out


def _mark_quotations(pieces: Sequence[GuestPiece]) -> None:
    """Tell paragraphs that stand in from both margins of the text: UN quotations have no style."""
    texts = [p for p in pieces if isinstance(p, GuestParagraph) and not (p.heading or p.label)]
    forms = Counter((p.style, round(p.left)) for p in texts if p.inlines)
    if not forms:
        return
    (style, margin), _ = forms.most_common(1)[0]
    for piece in texts:
        deep = piece.left > margin + _DEEPER and piece.right > _DEEPER and piece.hanging <= 0
        if deep and piece.style == style and piece.alignment in ("justify", "start", None):
            piece.quote = True


def of_cells(pieces: Sequence[GuestPiece], report: Report, name: str, zone: Zone) -> list[Passage]:
    """The passages of a page's head or foot, whose tables do but place its text."""
    out: list[Passage] = []
    count = 0

    def add(piece: GuestPiece, place: str) -> None:
        nonlocal count
        if isinstance(piece, GuestTable):
            for row in piece.rows:
                for cell in row:
                    count += 1
                    at = f"{name}, cell {count}"
                    for inner in cell.pieces:
                        add(inner, at)
            return
        for block in blocks_of([piece], report):
            passage = of_block(block, place, zone, piece)
            if passage.text:
                out.append(passage)

    for piece in pieces:
        add(piece, name)
    return out


def _runs(pieces: Iterable[GuestPiece]) -> Iterator[tuple[list[GuestPiece], str]]:
    """Stretches of a text within which lists may go on, and where they stand beside the text.

    A new page, a heading, a centred or an outer line (a signature) ends every list.
    """
    run: list[GuestPiece] = []
    for piece in pieces:
        if isinstance(piece, GuestTable):
            if _is_layout(piece):
                yield run, ""
                run = []
                yield from _columns(piece)
            else:
                if run and run[-1].wide != piece.wide:
                    yield run, ""
                    run = []
                run.append(piece)
            continue
        if _stands_alone(piece):
            yield run, ""
            run = []
            yield [piece], ""
        else:
            if piece.new_page or (run and run[-1].wide != piece.wide):
                yield run, ""
                run = []
            run.append(piece)
    yield run, ""


def _stands_alone(piece: GuestParagraph) -> bool:
    if piece.heading:
        return True
    outer = piece.alignment in ("center", "end")
    return outer and not piece.label and not piece.pictures


def _is_layout(table: GuestTable) -> bool:
    """Whether a table does but set paragraphs side by side: organs, signatures."""
    if table.ruled or table.head or max(map(len, table.rows)) > _WIDEST_COLUMNS:
        return False
    cells = [cell for row in table.rows for cell in row if cell.pieces]
    blocks = sum(len(cell.pieces) > 1 for cell in cells)
    return len(table.rows) == 1 or 2 * blocks > len(cells)


def _columns(table: GuestTable) -> Iterator[tuple[list[GuestPiece], str]]:
    for row in table.rows:
        for number, cell in enumerate(row, 1):
            for run, where in _runs(cell.pieces):
                yield run, where or f", column {number}"
