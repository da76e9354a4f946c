"""The words of blocks, as a passage tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from dipdocs.markup.blocks import (
    Block,
    Condition,
    Figure,
    Heading,
    Landscape,
    List,
    Loop,
    Paragraph,
    Quote,
    Table,
)
from dipdocs.markup.inlines import Expression, Footnote, Inline, LineBreak, Link, Picture, Run, Tab
from dipdocs.markup.inlines import Style as Flags

_GAPS = re.compile(r"[^\S\n]+")
_EDGES = re.compile(r" ?\n ?")


def tidy(text: str) -> str:
    """Text with single spaces, and none at the ends of its lines."""
    return _EDGES.sub("\n", _GAPS.sub(" ", text)).strip()


def inline_text(inlines: Iterable[Inline]) -> str:
    """The words of inlines, breaks as newlines; footnotes are left out."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Run():
                out.append(inline.text)
            case LineBreak():
                out.append("\n")
            case Tab():
                out.append(" ")
            case Link():
                out.append(inline_text(inline.children))
            case Picture():
                out.append(inline.alternative)
            case Expression():
                out.append("{{ " + inline.source + " }}")
            case Footnote():
                pass
            case _:
                assert_never(inline)
    return "".join(out)


def block_text(block: Block) -> str:
    """The words of a block: items and rows on lines of their own, cells parted by tabs."""
    return "\n".join(line for line in _lines(block) if line)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield tidy(inline_text(block.inlines))
        case List():
            for item in block.items:
                lines = [line for inner in item.blocks for line in _lines(inner)]
                yield f"{item.label} {lines[0] if lines else ''}".strip()
                yield from lines[1:]
        case Quote() | Landscape() | Loop():
            for inner in block.blocks:
                yield from _lines(inner)
        case Condition():
            for _, branch in block.branches:
                for inner in branch:
                    yield from _lines(inner)
        case Figure():
            yield tidy(inline_text(block.caption))
            yield tidy(block.picture.alternative)
        case Table():
            yield _one_line(block.caption)
            for row in block.rows:
                yield "\t".join(_one_line(cell.inlines) for cell in row)
            for note in block.notes:
                yield f"{note.label} {_one_line(note.inlines)}"
        case _:
            assert_never(block)


def _one_line(inlines: tuple[Inline, ...]) -> str:
    return tidy(inline_text(inlines)).replace("\n", " ")


def inlines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The texts of a block in reading order, each as its inlines."""
    match block:
        case Paragraph() | Heading():
            yield block.inlines
        case List():
            for item in block.items:
                for inner in item.blocks:
                    yield from inlines_of(inner)
        case Quote() | Landscape() | Loop():
            for inner in block.blocks:
                yield from inlines_of(inner)
        case Condition():
            for _, branch in block.branches:
                for inner in branch:
                    yield from inlines_of(inner)
        case Figure():
            yield block.caption
            yield (block.picture,)
        case Table():
            yield block.caption
            for row in block.rows:
                for cell in row:
                    yield cell.inlines
            for note in block.notes:
                yield note.inlines
        case _:
            assert_never(block)


def _flat(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Link):
            yield from _flat(inline.children)


def notes_of(block: Block) -> Iterator[str]:
    """The footnotes that a block calls, in order."""
    for inlines in inlines_of(block):
        for inline in _flat(inlines):
            if isinstance(inline, Footnote):
                yield tidy("\n".join(inline_text(paragraph) for paragraph in inline.paragraphs))


def pictures_of(blocks: Iterable[Block]) -> Iterator[Picture]:
    """The pictures that blocks show, in order."""
    for block in blocks:
        for inlines in inlines_of(block):
            for inline in _flat(inlines):
                if isinstance(inline, Picture):
                    yield inline


def has_style(blocks: Iterable[Block], style: Flags) -> bool:
    """Whether all the text of blocks has a style."""
    found = False
    for block in blocks:
        for inlines in inlines_of(block):
            for inline in _flat(inlines):
                if isinstance(inline, Run) and inline.text.strip():
                    if not inline.style & style:
                        return False
                    found = True
    return found
