"""What the title of a document says, or its opening where it has none, as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dipdocs.importing.declaring import declared_title
from dipdocs.importing.drafts import Draft
from dipdocs.importing.finding import Located
from dipdocs.importing.folding import Folded
from dipdocs.importing.heads import Head
from dipdocs.importing.parties import Who
from dipdocs.importing.partydata import addressee, parties
from dipdocs.importing.partydata import senders as senders_of
from dipdocs.importing.phrases import kind_of, opening_in
from dipdocs.importing.pieces import Piece
from dipdocs.importing.sections import Section

_MOST_BEFORE_OPENING = 15


def titled(draft: Draft, head: Head, located: Located) -> None:
    """Put what a title says into the data."""
    title = located.title
    draft.data["kind"] = "note-verbale" if title.kind == "note-verbale" else "letter"
    draft.note("kind", located.pieces, "title")
    if title.date is not None:
        draft.data["date"] = title.date
        draft.note("date", located.pieces, "title")
    elif head.release_date is not None:
        draft.data["date"] = head.release_date
        draft.note("date", head.sources["circulation.release_date"], "date")
    said = (title.senders, title.addressees, title.text)
    addressees = _correspondents(draft, *said, located.pieces, "title")
    if title.kind == "letter" and len(addressees) > 1:
        draft.data["identical"] = False
        draft.note("identical", located.pieces, "title")


def untitled(draft: Draft, head: Head, document: Section) -> None:
    """A text whose title is not there, or in words of its own."""
    _unknown_lines(head, document)
    declared = declared_title(draft.pack, document.pieces, head)
    if declared:
        draft.data["kind"] = "declaration"
        draft.data["title"] = " ".join(piece.text for piece in declared)
        draft.note("title", declared, "text")
        document.pieces = document.pieces[len(declared) :]
        return
    for piece in document.pieces[:_MOST_BEFORE_OPENING]:
        opening = opening_in(draft.pack, piece.folded)
        if opening is None:
            continue
        draft.data["kind"] = "note-verbale"
        draft.note("kind", [piece], "opening")
        said = (opening.senders, opening.addressees, piece.folded)
        _correspondents(draft, *said, [piece], "opening")
        return
    for piece in document.pieces:
        kind = kind_of(draft.pack, piece.folded)
        if kind is not None:
            draft.data["kind"] = kind
            draft.note("kind", [piece], "request.documents")
            return


def _correspondents(
    draft: Draft,
    sending: Sequence[Who],
    addressed: Sequence[Who],
    text: Folded,
    pieces: Sequence[Piece],
    rule: str,
) -> list[Any]:
    """Put those who send and those who are addressed into the data; the latter are returned."""
    senders = senders_of(draft.pack, sending, text)
    if senders:
        draft.data["from"] = senders if len(senders) > 1 else senders[0]
        draft.note("from", pieces, rule)
    addressees = [addressee(one) for one in parties(draft.pack, addressed, text)]
    if addressees:
        draft.data["to"] = addressees
        draft.note("to", pieces, rule)
    return addressees


def _unknown_lines(head: Head, document: Section) -> None:
    """Lines of a head without a letter's title that are not understood: they are its text."""
    stay = [piece for piece in head.unknown if piece.passage.zone == "body"]
    if any(any(char.isalnum() for char in piece.text) for piece in stay):
        document.pieces = [*stay, *document.pieces]
        head.unknown = [piece for piece in head.unknown if piece not in stay]
