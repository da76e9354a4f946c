"""Bodies: pieces become blocks again, and what formulas write becomes their expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dipdocs.importing.folding import Folded, folded
from dipdocs.importing.passages import joined
from dipdocs.importing.pieces import Piece
from dipdocs.importing.script import Passage
from dipdocs.markup import to_markdown
from dipdocs.markup.blocks import Block, Heading, Item, Landscape, List, Paragraph, Quote
from dipdocs.markup.inlines import Expression, Footnote, Inline, LineBreak, Run, Style, plain

_NOTE = re.compile(r"\[(\d{1,3}|\*{1,3})\] +(?=\S)")
_CALL = re.compile(r"\[(\d{1,3}|\*{1,3})\]")


def blocks_of(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """The blocks of a text, as its source has them where whole passages are left."""
    out: list[Block] = []
    for _, group in groupby(_with_notes(list(pieces)), key=lambda piece: id(piece.passage)):
        lines = list(group)
        passage = lines[0].passage
        text = " ".join(piece.text for piece in lines)
        if passage.blocks and text.split() == passage.text.split():
            out += _on_its_page(passage, passage.blocks)
            continue
        inlines: list[Inline] = []
        for piece in lines:
            inlines += [LineBreak()] if inlines else []
            inlines += _called(piece.text)
        out += _on_its_page(passage, (Paragraph(tuple(inlines)),))
    return joined(out)


def _on_its_page(passage: Passage, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks of a passage; in a stretch of wide pages, if it stands on one."""
    return (Landscape(blocks),) if passage.wide else blocks


def without_notes(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A plain text's pieces without the lines «[1] …» at their end, and those lines."""
    last = len(pieces)
    while last and pieces[last - 1].is_line and _NOTE.match(pieces[last - 1].text):
        last -= 1
    return list(pieces[:last]), list(pieces[last:])


def markdown_of(blocks: Iterable[Block]) -> str:
    """Blocks as a user writes them."""
    return to_markdown(blocks).strip()


# -- footnotes of plain texts ----------------------------------------------------------------------


@dataclass(slots=True)
class _Notes:
    """Notes printed at the end of a text, by their label."""

    texts: dict[str, str]

    def footnote(self, label: str) -> Footnote:
        return Footnote(((Run(self.texts[label]),),), "" if label.isdigit() else label)


def _with_notes(pieces: list[Piece]) -> list[Piece]:
    """Lines «[1] …» at the end of a text put where «[1]» calls them; others are left alone."""
    notes: dict[str, str] = {}
    last = len(pieces)
    while last:
        piece = pieces[last - 1]
        found = _NOTE.match(piece.text)
        if found is None or piece.passage.notes or not piece.is_line:
            break
        notes[found[1]] = piece.text[found.end() :]
        last -= 1
    body = pieces[:last]
    called = {label for piece in body for label in _CALL.findall(piece.text)}
    if not notes or called != set(notes) or any(piece.passage.notes for piece in body):
        return pieces
    table = _Notes(notes)
    out = []
    for piece in body:
        if not _CALL.search(piece.text):
            out.append(piece)
            continue
        blocks = tuple(_noted(block, table) for block in piece.passage.blocks)
        out.append(replace(piece, passage=replace(piece.passage, blocks=blocks)))
    return out


def _noted(block: Block, notes: _Notes) -> Block:
    return _changed(block, lambda text: replace(text, inlines=_split(text.inlines, notes)))


def _changed(block: Block, change: Callable[[Paragraph | Heading], Block]) -> Block:
    """The block with its paragraphs and headings changed, those of lists and quotations too."""
    match block:
        case Paragraph() | Heading():
            return change(block)
        case List():
            items = tuple(
                Item(item.label, tuple(_changed(inner, change) for inner in item.blocks), item.line)
                for item in block.items
            )
            return replace(block, items=items)
        case Quote():
            return replace(block, blocks=tuple(_changed(inner, change) for inner in block.blocks))
        case _:
            return block


def _split(inlines: tuple[Inline, ...], notes: _Notes) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Run):
            out.append(inline)
            continue
        at = 0
        for found in _CALL.finditer(inline.text):
            if found[1] in notes.texts:
                out += _run(inline.text[at : found.start()], inline.style)
                out.append(notes.footnote(found[1]))
                at = found.end()
        out += _run(inline.text[at:], inline.style)
    return tuple(out)


def _called(text: str) -> list[Inline]:
    return list(_run(text, Style.PLAIN))


def _run(text: str, style: Style) -> list[Inline]:
    return [Run(text, style)] if text else []


# -- expressions -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text that an expression writes."""

    start: int
    end: int
    source: str


Finder = Callable[[Folded], Iterator[Found]]
"""Finds what expressions write in one paragraph; places are those of its text."""


def with_expressions(blocks: Iterable[Block], find: Finder) -> tuple[Block, ...]:
    """Blocks with the expressions put in for what they write."""
    return tuple(_expressed(block, find) for block in blocks)


def _expressed(block: Block, find: Finder) -> Block:
    def express(text: Paragraph | Heading) -> Block:
        if isinstance(text, Heading):
            return text
        return replace(text, inlines=_replaced(text.inlines, find))

    return _changed(block, express)


def _replaced(inlines: tuple[Inline, ...], find: Finder) -> tuple[Inline, ...]:
    text = plain(inlines)
    if not text:
        return inlines
    found = sorted(find(folded(text)), key=lambda one: (one.start, -one.end))
    last = len(text) + 1
    for one in reversed(found):
        if one.end > last:
            continue
        cut = _cut(inlines, one)
        if cut is not None:
            inlines = cut
            last = one.start
    return inlines


def _cut(inlines: tuple[Inline, ...], found: Found) -> tuple[Inline, ...] | None:
    """The inlines with one stretch replaced; None where it holds more than words of one style."""
    out: list[Inline] = []
    at = 0
    put = False
    for inline in inlines:
        length = len(plain((inline,)))
        start, end = max(found.start - at, 0), min(found.end - at, length)
        inside = start < end
        if not inside:
            if isinstance(inline, Footnote) and found.start < at < found.end:
                return None
            out.append(inline)
        elif isinstance(inline, LineBreak):
            pass
        elif not isinstance(inline, Run) or inline.style:
            return None
        else:
            out += _run(inline.text[:start], inline.style)
            if not put:
                out.append(Expression(found.source))
                put = True
            out += _run(inline.text[end:], inline.style)
        at += length
    return tuple(out)
