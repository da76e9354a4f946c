"""Blocks of a body as written in Markdown: plain data, no file format, no language.

`line` is the line of the body's text, counting from 1. Treat all of this as immutable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dipdocs.markup.inlines import Inline, Picture


@dataclass(slots=True)
class Paragraph:
    """A paragraph of running text."""

    inlines: tuple[Inline, ...]
    line: int = 0


@dataclass(slots=True)
class Heading:
    """A heading; `level` 1 to 3, the three UN levels of a text."""

    level: int
    inlines: tuple[Inline, ...]
    line: int = 0


@dataclass(slots=True)
class Item:
    """One item of a list: its label as written (``1.``, ``(a)``, ``(i)``, ``•``) and its blocks."""

    label: str
    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(slots=True)
class List:
    """A list. `kind` is ``bullet``, ``number`` (1.), ``letter`` ((a)) or ``roman`` ((i))."""

    kind: Literal["bullet", "number", "letter", "roman"]
    items: tuple[Item, ...]
    line: int = 0


@dataclass(slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(slots=True)
class Cell:
    """A cell of a table and how many columns and rows it covers."""

    inlines: tuple[Inline, ...]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class TableNote:
    """A note under a table, with the raised letter that calls it."""

    label: str
    inlines: tuple[Inline, ...]


@dataclass(slots=True)
class Table:
    """A table. A row holds the cells that begin in it; the first `head` rows are its head.

    `dashes` are the numbers of dashes under each column, its width beside the others.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: int
    alignments: tuple[Literal["left", "right", "center"] | None, ...]
    dashes: tuple[int, ...]
    caption: tuple[Inline, ...] = ()
    notes: tuple[TableNote, ...] = ()
    line: int = 0


@dataclass(slots=True)
class Figure:
    """A picture standing alone, with its caption."""

    picture: Picture
    caption: tuple[Inline, ...]
    line: int = 0


@dataclass(slots=True)
class Landscape:
    """`::: landscape` … `:::` round whole blocks: they stand on wide pages."""

    blocks: tuple[Block, ...]
    line: int = 0


@dataclass(slots=True)
class Condition:
    """`{% if %}` … `{% elif %}` … `{% else %}` … `{% endif %}` round whole blocks.

    Each branch is a condition (the source of an expression, None for `else`) and its blocks.
    """

    branches: tuple[tuple[str | None, tuple[Block, ...]], ...]
    line: int = 0


@dataclass(slots=True)
class Loop:
    """`{% for names in source %}` … `{% endfor %}` round whole blocks."""

    names: tuple[str, ...]
    source: str
    blocks: tuple[Block, ...]
    line: int = 0


Block = Paragraph | Heading | List | Quote | Table | Figure | Landscape | Condition | Loop
