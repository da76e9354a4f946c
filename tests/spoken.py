"""A composition as lines to compare: all that a reader sees, one piece a line.

Which rule or field made a piece is left out, and text that is only cut into runs is joined.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from dipdocs.compose.composition import (
    Block,
    Columns,
    Composition,
    EndRule,
    Footnote,
    Image,
    Inline,
    Landscape,
    LineBreak,
    Link,
    ListItem,
    Paragraph,
    Picture,
    Role,
    Run,
    Style,
    Tab,
    Table,
)

_ITALIC = f"<{Style.ITALIC.value}>"


def lines(composition: Composition) -> list[str]:
    """The whole composition."""
    return list(_lines(composition))


def _lines(composition: Composition) -> Iterator[str]:
    yield f"{composition.language} {composition.direction}"
    for slot, texts in composition.slots.items():
        for text in texts:
            yield f"slot {slot}: {spoken(text)}"
    if composition.emblem is not None:
        yield f"emblem {_digest(composition.emblem)}"
    for part in composition.parts:
        yield f"== {part.kind} {part.level} {part.number} {part.language} {part.orientation}"
        for block in part.blocks:
            yield from _block(block)
    for note in composition.notes:
        yield from _block(note)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            # What goes on in an item has the form of a text in every layout.
            role = Role.TEXT if block.role is Role.CONTINUATION else block.role
            yield f"{role} {block.level} {block.label!r}: {spoken(block.inlines)}"
        case ListItem():
            mark = f"{block.kind} {block.level} {block.number} {block.label!r}"
            yield f"item {mark}: {spoken(block.inlines)}"
        case Columns():
            for number, column in enumerate(block.columns):
                yield f"column {number} of {block.kind}"
                for paragraph in column:
                    yield from _block(paragraph)
        case Image():
            yield f"image {_digest(block.data)}: {block.alternative}"
            if block.caption is not None:
                yield from _block(block.caption)
        case Table():
            yield f"table, head {block.head}"
            if block.caption is not None:
                yield from _block(block.caption)
            for number, row in enumerate(block.rows):
                cells = (
                    f"{cell.columns}x{cell.rows} " + " / ".join(_text(cell.paragraphs))
                    for cell in row
                )
                line = "row: " + " | ".join(cells)
                # Heads are italic by their style.
                yield line.replace(_ITALIC, "").replace("<0>", "") if number < block.head else line
            for note in block.notes:
                yield from _block(note)
        case Landscape():
            yield "landscape"
            for inner in block.blocks:
                yield from _block(inner)
        case EndRule():
            yield "end rule"


def _text(paragraphs: Iterable[Paragraph | ListItem]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield f"{paragraph.label} {spoken(paragraph.inlines)}".strip()


def spoken(inlines: Iterable[Inline]) -> str:
    """Inlines with the marks of their styles."""
    out = ""
    style = Style.PLAIN
    for inline in inlines:
        own = inline.style & ~Style.VERBATIM if isinstance(inline, Run) else Style.PLAIN
        if own != style:
            out += f"<{own.value}>"
            style = own
        match inline:
            case Run():
                out += inline.text
            case LineBreak():
                out += "<br>"
            case Tab():
                out += "<tab>"
            case Link():
                out += f"<to {inline.target}>{spoken(inline.children)}<end>"
            case Picture():
                out += f"<picture {inline.alternative}>"
            case Footnote():
                notes = " / ".join(map(spoken, inline.paragraphs))
                out += f"<note {notes}>"
    return out


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]
