"""What a paragraph is, and where a line of masthead, running head or letterhead stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

Face = Literal["circulated", "letterhead"]
"""The two faces of one document: as a document of the United Nations, or as the letter sent."""


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
    LETTERHEAD_NAME = "letterhead_name"
    LETTERHEAD_ADDRESS = "letterhead_address"
    LETTERHEAD_TELEPHONE = "letterhead_telephone"
    REFERENCE = "reference"
    DATELINE = "dateline"
    """Place and date over a letter as sent."""
    ADDRESSEE = "addressee"
    """The addressees at the foot of the first page of a letter as sent."""
    RUNNING_SYMBOL = "running_symbol"
    """One line a symbol, for the heads of later pages."""
    JOB_NUMBER = "job_number"
    RELEASE_LINE = "release_line"
    """Job number with language letter and processing dates, at the foot of page 1."""
    BARCODE = "barcode"
    QR_CODE = "qr_code"
    """What the code says, as a link to where it leads; a writer draws it."""
    RECYCLING_MARK = "recycling_mark"
    """The words beside the mark; a writer draws the mark."""


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
    SALUTATION = "salutation"
    TEXT = "text"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    QUOTATION = "quotation"
    CONTINUATION = "continuation"
    """A further paragraph of a list item."""
    CAPTION = "caption"
    """Over a table or an image; its label is "Table 2"."""
    TABLE_HEAD = "table-head"
    TABLE_TEXT = "table-text"
    TABLE_NOTE = "table-note"
    """Under a table; its label is the raised letter that calls it."""
    CLOSE = "close"
    """The courtesy close of a letter as sent."""
    SIGNED_FOR = "signed-for"
    """Over a signature: "For the Republic of Armenia:"."""
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
    DATELINE = "dateline"
    """Place and date under a note verbale as sent, below the room for initials and seal."""
    ENCLOSURES = "enclosures"
    """How many annexes go with a letter as sent."""


_ONE_FACE: Mapping[Face, frozenset[Role]] = {
    "circulated": frozenset(
        (
            Role.ORGAN,
            Role.SESSION,
            Role.YEAR,
            Role.AGENDA_ITEM,
            Role.AGENDA_TITLE,
            Role.OWN_LINE,
            Role.SUPPLEMENT,
            Role.PAGE_NOTE,
        )
    ),
    "letterhead": frozenset((Role.SALUTATION, Role.CLOSE, Role.DATELINE, Role.ENCLOSURES)),
}
"""The roles that only one face knows."""


_OF_LETTERHEAD = frozenset(
    (
        Slot.LETTERHEAD_NAME,
        Slot.LETTERHEAD_ADDRESS,
        Slot.LETTERHEAD_TELEPHONE,
        Slot.REFERENCE,
        Slot.DATELINE,
        Slot.ADDRESSEE,
    )
)
"""The slots of a letter as sent; the others are those of a circulated document."""


def slots(face: Face) -> frozenset[Slot]:
    """The slots that a document of that face may fill."""
    return _OF_LETTERHEAD if face == "letterhead" else frozenset(Slot) - _OF_LETTERHEAD


def roles(face: Face) -> frozenset[Role]:
    """The roles that a document of that face may hold."""
    others = (known for other, known in _ONE_FACE.items() if other != face)
    return frozenset(Role).difference(*others)
