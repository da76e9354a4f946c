"""Blocks of the composition: paragraphs with their roles, and what holds several of them.

Every block knows the `rule` that made it and the `field` of the model it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dipdocs.compose.roles import Role
from dipdocs.markup.inlines import Inline

Line = tuple[Inline, ...]
"""One line of a slot."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its role. `label` is its number as printed (``I.`` of a heading).

    `level` is that of the list item which a continuation belongs to.
    """

    role: Role
    inlines: tuple[Inline, ...]
    rule: str = ""
    field: str = ""
    label: str = ""
    level: int = 0


@dataclass(slots=True)
class ListItem:
    """The first paragraph of a list item.

    `label` is what is printed (``1.``, ``(a)``, ``•``), `level` counts from 0, `number` is the
    item's number (0 for a bullet), `list` tells the lists of a document apart.
    """

    kind: Literal["bullet", "number", "letter", "roman"]
    label: str
    level: int
    number: int
    list: int
    inlines: tuple[Inline, ...]
    rule: str = ""
    field: str = ""


@dataclass(slots=True)
class Columns:
    """Paragraphs side by side: the title block of a joint document, or signatures.

    A layout sets more of them than stand in one row in rows under one another.
    """

    columns: tuple[tuple[Paragraph, ...], ...]
    rule: str = ""
    field: str = ""
    kind: Literal["title-block", "signatures"] = "title-block"


@dataclass(slots=True)
class Image:
    """An image standing alone. `data` are the file's bytes; `width` in points or None.

    `number` is that of its caption's label, 0 where the document has but one.
    """

    data: bytes
    name: str
    alternative: str
    width: float | None = None
    rule: str = ""
    field: str = ""
    caption: Paragraph | None = None
    number: int = 0


@dataclass(slots=True)
class Cell:
    """A cell of a table and how many columns and rows it covers; it begins in its row.

    Left and right are those of the page, whichever way the text runs. An image stands over the
    paragraphs.
    """

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1
    alignment: Literal["start", "left", "right", "center"] = "start"
    image: Image | None = None


@dataclass(slots=True)
class Table:
    """A table. A row holds the cells that begin in it; the first `head` rows are repeated.

    `widths` are the shares of the columns, which make 1 together; `total` tells that the last row
    is a sum. `number` is that of the caption's label, 0 where the document has but one.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: int
    widths: tuple[float, ...]
    caption: Paragraph | None = None
    notes: tuple[Paragraph, ...] = ()
    total: bool = False
    number: int = 0
    rule: str = ""
    field: str = ""


@dataclass(slots=True)
class Landscape:
    """Blocks on wide pages of their own."""

    blocks: tuple[Block, ...]
    rule: str = ""
    field: str = ""


@dataclass(slots=True)
class EndRule:
    """The short centred rule that ends a document."""

    rule: str = ""
    field: str = ""


Block = Paragraph | ListItem | Columns | Image | Table | Landscape | EndRule


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks in reading order; those on wide pages of their own one by one."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from flat(block.blocks)
        else:
            yield block


def paragraphs(block: Block) -> Iterator[Paragraph | ListItem]:
    """The paragraphs that a block is or holds, in reading order."""
    match block:
        case Paragraph() | ListItem():
            yield block
        case Columns(columns=columns):
            for column in columns:
                yield from column
        case Image(caption=caption):
            if caption is not None:
                yield caption
        case Table(rows=rows, caption=caption, notes=notes):
            if caption is not None:
                yield caption
            for row in rows:
                for cell in row:
                    yield from cell.paragraphs
            yield from notes
