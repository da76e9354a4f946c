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
from enum import StrEnum
from typing import Literal

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
    "Block",
    "Columns",
    "Composition",
    "EndRule",
    "Footnote",
    "Image",
    "Inline",
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
    "plain",
]


class Slot(StrEnum):
    """A named place of a Word template (masthead, running heads, footers, letterhead).

    In this order they are printed as text.
    """

    ORGANIZATION = "organization"
    SYMBOL = "symbol"
    ORGANS = "organs"
    DISTRIBUTION = "distribution"
    RELEASE_DATE = "release_date"
    LANGUAGE = "language"
    ORIGINAL = "original"
    REFERENCE = "reference"
    RUNNING_SYMBOL = "running_symbol"
    """One line a symbol, for the heads of later pages."""
    JOB_NUMBER = "job_number"
    RELEASE_LINE = "release_line"
    """Job number with language letter and processing dates, at the foot of page 1."""
    BARCODE = "barcode"


class Role(StrEnum):
    """What a paragraph is. A layout gives each role its style and form."""

    ORGAN = "organ"
    SESSION = "session"
    YEAR = "year"
    AGENDA_ITEM = "agenda-item"
    AGENDA_TITLE = "agenda-title"
    OWN_LINE = "own-line"
    SUPPLEMENT = "supplement"
    """Addendum, Corrigendum: over the title."""
    TITLE = "title"
    SUBJECT = "subject"
    TEXT = "text"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    QUOTATION = "quotation"
    CONTINUATION = "continuation"
    """A further paragraph of a list item."""
    SIGNATURE = "signature"
    POSITION = "position"
    """A line of the signatory's office, under (in French over) the signature."""
    ANNEX_HEADING = "annex-heading"
    ORIGINAL_NOTE = "original-note"
    ANNEX_TITLE = "annex-title"
    AUTHOR = "author"
    PLACE = "place"
    DATE = "date"
    DONE = "done"
    PAGE_NOTE = "page-note"
    """An asterisk note at the foot of page 1."""
    NOTICE = "notice"


Line = tuple[Inline, ...]
"""One line of a slot."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its role. `label` is its number as printed (``I.`` of a heading)."""

    role: Role
    inlines: tuple[Inline, ...]
    rule: str = ""
    field: str = ""
    label: str = ""


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
    """Paragraphs side by side: the title block of a joint document."""

    columns: tuple[tuple[Paragraph, ...], ...]
    rule: str = ""
    field: str = ""


@dataclass(slots=True)
class Image:
    """An image standing alone. `data` are the file's bytes; `width` in points or None."""

    data: bytes
    name: str
    alternative: str
    width: float | None = None
    rule: str = ""
    field: str = ""


@dataclass(slots=True)
class EndRule:
    """The short centred rule that ends a document."""

    rule: str = ""
    field: str = ""


Block = Paragraph | ListItem | Columns | Image | EndRule


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

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order."""
        for part in self.parts:
            yield from part.blocks

    def texts(self) -> Iterator[tuple[str, str]]:
        """The text of every paragraph of the body, with the field it came from."""
        for block in self.blocks():
            rows = (
                [row for column in block.columns for row in column]
                if isinstance(block, Columns)
                else [block]
            )
            for row in rows:
                if isinstance(row, Paragraph | ListItem):
                    yield row.field, plain(row.inlines)
