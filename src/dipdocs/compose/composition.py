"""The composition: the finished text of a document, each piece with its role.

It knows UN form and no file format. All that can be derived is settled here: wording, order,
numbers, labels, dates, typography. A writer walks it from top to bottom and translates.

document (language, direction, masthead, running heads) → parts in order (letter, annex I, its
enclosure …) → blocks → inlines; a footnote hangs on the inline that calls it. Every block knows
the `rule` that made it (a formula's or rule's name, as ``letter.title``) and the `field` of the
model it came from (``annexes[0].title``; empty where it is derived from the whole).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dipdocs.compose.blocks import (
    Block,
    Cell,
    Columns,
    EndRule,
    Image,
    Landscape,
    Line,
    ListItem,
    Paragraph,
    Table,
    flat,
    paragraphs,
)
from dipdocs.compose.roles import TITLE_BLOCK, Face, Role, Slot, roles, slots
from dipdocs.markup.inlines import (
    Footnote,
    Inline,
    LineBreak,
    Link,
    Picture,
    Run,
    Style,
    Tab,
    plain,
)

__all__ = [
    "TITLE_BLOCK",
    "Block",
    "Cell",
    "Columns",
    "Composition",
    "EndRule",
    "Face",
    "Footnote",
    "Image",
    "Inline",
    "Landscape",
    "Line",
    "LineBreak",
    "Link",
    "ListItem",
    "Paragraph",
    "Part",
    "Picture",
    "Properties",
    "Role",
    "Run",
    "Slot",
    "Style",
    "Tab",
    "Table",
    "flat",
    "paragraphs",
    "plain",
    "roles",
    "slots",
]


@dataclass(slots=True)
class Part:
    """The letter itself, an annex, an enclosure, an appendix: each begins a new page but the first.

    `level` is 0 for the document itself, 1 for an annex, 2 for an enclosure, 3 for an appendix;
    `language` that of its text.
    """

    kind: Literal["document", "annex", "enclosure", "appendix"]
    level: int
    number: int | None
    language: str
    blocks: tuple[Block, ...]
    orientation: Literal["portrait", "landscape"] = "portrait"


@dataclass(slots=True)
class Properties:
    """What a file says of itself: never printed, read by machines and by people who cannot see.

    `created` is taken from the document's own dates, so that the same input makes the same file.
    """

    title: str
    author: str
    subject: str
    created: date


@dataclass(slots=True)
class Composition:
    """A whole document, finished. `slots` holds only what is printed; an absent slot is empty."""

    language: str
    direction: Literal["ltr", "rtl"]
    properties: Properties
    slots: Mapping[Slot, tuple[Line, ...]]
    parts: tuple[Part, ...]
    notes: tuple[Paragraph, ...] = ()
    """The asterisk notes at the foot of page 1 (role `page-note`)."""
    emblem: bytes | None = None
    """The picture in the head of the first page: the emblem, or the letterhead's logo."""
    emblem_alternative: str = ""
    """What that picture is, in words; empty where it only decorates."""

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order; those on wide pages of their own one by one."""
        for part in self.parts:
            yield from flat(part.blocks)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The text of every paragraph of the body, with the field it came from."""
        for block in self.blocks():
            for row in paragraphs(block):
                yield row.field, plain(row.inlines)
