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

    __hash__ = str.__hash__  # Enum's own is written in Python, and called for every paragraph

    ORGANIZATION = "organization"
    """The United Nations, at the left of the masthead."""
    SYMBOL = "symbol"
    """The symbols, joined by an en dash, at the right of the masthead."""
    ORGANS = "organs"
    """One line an organ."""
    DISTRIBUTION = "distribution"
    """How widely it is circulated: "Distr.: General"."""
    RELEASE_DATE = "release_date"
    """The masthead's date."""
    LANGUAGE = "language"
    """The language of the version; nothing where it is the original's."""
    ORIGINAL = "original"
    """The language of the original: "Original: English"."""
    LETTERHEAD_NAME = "letterhead_name"
    """The mission's or office's name over a letter as sent, one line a language."""
    LETTERHEAD_ADDRESS = "letterhead_address"
    """The lines of the letterhead's address."""
    LETTERHEAD_TELEPHONE = "letterhead_telephone"
    """The letterhead's telephone number, with its label."""
    REFERENCE = "reference"
    """The sender's reference number, with its label."""
    DATELINE = "dateline"
    """Place and date over a letter as sent."""
    ADDRESSEE = "addressee"
    """The addressees at the foot of the first page of a letter as sent."""
    RUNNING_SYMBOL = "running_symbol"
    """One line a symbol, for the heads of later pages."""
    JOB_NUMBER = "job_number"
    """The number of the printing job, for the feet of later pages."""
    RELEASE_LINE = "release_line"
    """Job number with language letter and processing dates, at the foot of page 1."""
    BARCODE = "barcode"
    """The job number's bar code; a writer draws it."""
    QR_CODE = "qr_code"
    """What the code says, as a link to where it leads; a writer draws it."""
    RECYCLING_MARK = "recycling_mark"
    """The words beside the mark; a writer draws the mark."""


class Role(StrEnum):
    """What a paragraph is. A layout gives each role its style and form."""

    __hash__ = str.__hash__  # Enum's own is written in Python, and called for every paragraph

    ORGAN = "organ"
    """An organ's name over its session, in a joint document."""
    SESSION = "session"
    """The session, in words."""
    YEAR = "year"
    """The Security Council's year, in words."""
    AGENDA_ITEM = "agenda-item"
    """The line of agenda items."""
    AGENDA_TITLE = "agenda-title"
    """The title of an agenda item."""
    OWN_LINE = "own-line"
    """A line in the user's own words instead of session, year and items."""
    SUPPLEMENT = "supplement"
    """Addendum, Corrigendum: over the title."""
    TITLE = "title"
    """The document's title."""
    SUBJECT = "subject"
    """The subject line."""
    SALUTATION = "salutation"
    """Over a letter as sent: "Excellency,"."""
    TEXT = "text"
    """A paragraph of the text."""
    HEADING_1 = "heading-1"
    """A heading of the first level (`#`)."""
    HEADING_2 = "heading-2"
    """A heading of the second level (`##`)."""
    HEADING_3 = "heading-3"
    """A heading of the third level (`###`)."""
    QUOTATION = "quotation"
    """A block quotation (`>`)."""
    CONTINUATION = "continuation"
    """A further paragraph of a list item."""
    CAPTION = "caption"
    """Over a table or an image; its label is "Table 2"."""
    TABLE_HEAD = "table-head"
    """In a cell of the head."""
    TABLE_TEXT = "table-text"
    """In any other cell."""
    TABLE_NOTE = "table-note"
    """Under a table; its label is the raised letter that calls it."""
    CLOSE = "close"
    """The courtesy close of a letter as sent."""
    SIGNED_FOR = "signed-for"
    """Over a signature: "For the Republic of Armenia:"."""
    SIGNATURE = "signature"
    """The name, after "(Signed)"; as sent, under room for the hand."""
    POSITION = "position"
    """A line of the signatory's office, under (in French over) the signature."""
    ANNEX_HEADING = "annex-heading"
    """Over what is attached: "Annex to the letter dated …", "Enclosure"."""
    ORIGINAL_NOTE = "original-note"
    """Under an annex heading: "[Original: Russian]"."""
    ANNEX_TITLE = "annex-title"
    """The title of an annexed text."""
    AUTHOR = "author"
    """The line under it that names the author."""
    PLACE = "place"
    """Where a text was done."""
    DATE = "date"
    """When it was done."""
    DONE = "done"
    """Both in one line of own words."""
    PAGE_NOTE = "page-note"
    """An asterisk note at the foot of page 1."""
    NOTICE = "notice"
    """A line of the user's own at the foot of page 1."""
    DATELINE = "dateline"
    """Place and date under a note verbale as sent, below the room for initials and seal."""
    ENCLOSURES = "enclosures"
    """How many annexes go with a letter as sent."""


TITLE_BLOCK = frozenset(
    (
        Role.ORGAN,
        Role.SESSION,
        Role.YEAR,
        Role.AGENDA_ITEM,
        Role.AGENDA_TITLE,
        Role.OWN_LINE,
        Role.SUPPLEMENT,
    )
)
"""The roles of the lines over the title of a circulated document."""

_ONE_FACE: Mapping[Face, frozenset[Role]] = {
    "circulated": TITLE_BLOCK | {Role.PAGE_NOTE},
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
