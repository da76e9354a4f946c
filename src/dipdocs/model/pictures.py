"""The images that a body shows: where each stands, and its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pydantic import ValidationInfo

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
from dipdocs.markup.inlines import Footnote, Inline, LineBreak, Link, Picture
from dipdocs.model.base import file_reader, problem
from dipdocs.model.images import checked


def _pictured(
    blocks: tuple[Block, ...], *, item: bool = False
) -> Iterator[tuple[Picture, int, bool]]:
    """Every picture of a text, with the line of its block and whether it stands alone, in order.

    The first paragraph of an `item` is the item's text, in which no picture stands alone.
    """
    for number, block in enumerate(blocks):
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                texts = [inlines]
            case Figure(caption=caption):
                texts = [caption]
            case Table(rows=rows, caption=caption, notes=notes):
                texts = [caption, *(note.inlines for note in notes)]
                for cell in (cell for row in rows for cell in row):
                    shown = shown_over(cell.inlines)
                    texts.append(cell.inlines if shown is None else cell.inlines[1:])
                    if shown is not None:
                        yield shown, block.line, True
            case List(items=items):
                texts = []
                for one in items:
                    yield from _pictured(one.blocks, item=True)
            case Quote(blocks=inner) | Loop(blocks=inner) | Landscape(blocks=inner):
                texts = []
                yield from _pictured(inner)
            case Condition(branches=branches):
                texts = []
                for _, inner in branches:
                    yield from _pictured(inner)
            case _:
                assert_never(block)
        of_item = item and not number
        alone = isinstance(block, Paragraph) and len(block.inlines) == 1 and not of_item
        for text in texts:
            for inline in _flat(text):
                if isinstance(inline, Picture):
                    yield inline, block.line, alone
        if isinstance(block, Figure):
            yield block.picture, block.line, True


def shown_over(inlines: tuple[Inline, ...]) -> Picture | None:
    """The picture that a cell holds alone, or over its text (``![…](…)<br>text``)."""
    match inlines:
        case (Picture() as picture,) | (Picture() as picture, LineBreak(), *_):
            return picture
    return None


def _flat(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        match inline:
            case Link(children=children):
                yield from _flat(children)
            case Footnote(paragraphs=paragraphs):
                for paragraph in paragraphs:
                    yield from _flat(paragraph)


def pictures_of(
    blocks: tuple[Block, ...], file: str | None, info: ValidationInfo
) -> dict[str, bytes]:
    """The bytes of every picture, each read once; an error names the line that shows it."""
    files = file_reader(info)
    pictures: dict[str, bytes] = {}
    for picture, line, alone in _pictured(blocks):
        source = picture.source
        if not alone:
            raise problem(
                f"the image {source!r} stands within a text; "
                "put it in a paragraph or a cell of its own",
                found=source,
                line=line,
                file=file,
            )
        if source in pictures:
            continue
        if files is None:
            raise problem(
                f"the image {source!r} cannot be read here: the letter has no folder",
                fix="load the letter from a file",
            )
        try:
            pictures[source] = checked(files.read_bytes(source), source)
        except ValueError as error:
            raise problem(str(error), found=source, line=line, file=file) from None
    return pictures
