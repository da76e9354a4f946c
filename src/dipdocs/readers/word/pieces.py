"""What a Word text consists of, before it is put into blocks: its paragraphs and tables in order.

For those who must know more of a paragraph than its text: its style, alignment and place, by
which a masthead, a title or a signature can be told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dipdocs.markup.inlines import Inline, Picture


@dataclass(slots=True)
class GuestParagraph:
    """A paragraph as Word has it.

    `position` counts all paragraphs of the file from 1, those of tables too. `style` is the
    style's name. `label` is the number as printed: of a list (`series`; `level` from 0) or
    typed by hand (`level` -1). `left` and `hanging` are indents in points, as is `right`, which is
    known only where the paragraph asks for it itself. `pictures` stand after it.
    """

    position: int
    style: str
    inlines: tuple[Inline, ...]
    heading: int = 0
    label: str = ""
    level: int = -1
    series: int = -1
    left: float = 0.0
    hanging: float = 0.0
    right: float = 0.0
    quote: bool = False
    alignment: str | None = None
    """``start``, ``end``, ``center`` or ``justify``; None where the file leaves it open."""
    rtl: bool = False
    new_page: bool = False
    """Whether a new page begins with it: by its own form, a break, or a section."""
    pictures: tuple[Picture, ...] = ()
    wide: bool = False
    """Whether it stands on wide pages (of a landscape section)."""


@dataclass(slots=True)
class GuestCell:
    """A cell: what it holds, how many columns it covers, and whether one above goes on in it."""

    pieces: tuple[GuestPiece, ...]
    columns: int = 1
    merge: str = ""
    """``restart``, ``continue`` or nothing."""


@dataclass(slots=True)
class GuestTable:
    """A table. `widths` are those of its grid, in points; the first `head` rows are its head."""

    position: int
    rows: tuple[tuple[GuestCell, ...], ...]
    head: int = 0
    widths: tuple[float, ...] = ()
    style: str = ""
    before: list[int] = field(default_factory=list)
    """Columns of the grid left free before each row's first cell."""
    wide: bool = False
    ruled: bool = False
    """Whether lines are drawn in it, or may be by its style; without, it may but place its text."""


GuestPiece = GuestParagraph | GuestTable
