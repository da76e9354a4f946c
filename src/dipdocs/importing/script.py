"""A text as found: its passages in reading order, with what they look like and where they stood.

Readers of files (.docx, .txt, .md) make a `Script`; `recognise` turns it into a `Recognised`.
Nothing here knows a file format or a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dipdocs.errors import Finding
from dipdocs.markup.blocks import Block

Zone = Literal["masthead", "body", "running", "footer"]
"""Where a passage stood: head of page 1, text, a later page's head, a page's foot."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, list item, table, image … as found.

    `text` is all its words in reading order, gaps as single spaces, a list item's label in front;
    a table's cells are parted by tabs and its rows by newlines, a line break within a paragraph is
    a newline. `blocks` are the same words as Markdown makes them; empty for plain text, of which a
    paragraph is made. `notes` are the footnotes called in it, whose words `text` leaves out;
    `blocks` hold them in their place.
    """

    text: str
    place: str
    """For people: ``paragraph 12``, ``line 14``, ``header of page 1, cell 3``."""
    zone: Zone = "body"
    blocks: tuple[Block, ...] = ()
    style: str | None = None
    """The name of the Word style, where there is one."""
    bold: bool = False
    """Whether all of it is bold."""
    italic: bool = False
    centred: bool = False
    page_break: bool = False
    """Whether a new page begins with it."""
    wide: bool = False
    """Whether it stands on pages wider than high."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """All passages of one source, and what its reader could not carry."""

    passages: tuple[Passage, ...]
    source: str = ""
    """The file's name, for messages."""
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes by the path that a block names."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field was read: the passages' places and the key of the wording that read it.

    `rule` is a formula's key (``title``, ``request.circulate``), or ``text`` for words kept as
    they stand.
    """

    places: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a script says, as data.

    `data` has the form of a document's YAML file; `origins` tell for each of its fields
    (``circulation.symbols``, ``annexes[0].title``) where it was read. `unplaced` are passages that
    fit no field and no body (page furniture not understood): they belong in the report, so that no
    word of the input is lost. `gaps` name what a document of this kind has and the text does not
    show.
    """

    data: dict[str, Any]
    origins: Mapping[str, Origin]
    unplaced: tuple[Passage, ...] = ()
    repeated: tuple[Passage, ...] = ()
    """Page heads and feet that say again what a field says."""
    gaps: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
