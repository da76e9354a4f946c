"""Annexes, enclosures and appendices read back: original, title, author, text, ending."""

from __future__ import annotations

from typing import Any

from dipdocs.importing.bodies import blocks_of, without_notes
from dipdocs.importing.declaring import declares, title_lines
from dipdocs.importing.drafts import Draft
from dipdocs.importing.heads import Head
from dipdocs.importing.originals import original_note
from dipdocs.importing.partydata import addressee, parties
from dipdocs.importing.partydata import senders as senders_of
from dipdocs.importing.pieces import Piece, Window, windows
from dipdocs.importing.sections import Section
from dipdocs.importing.signatures import Signed, ending, whole_date
from dipdocs.importing.titles import Title, lenient_title, whole_title
from dipdocs.markup.blocks import Landscape

_INNER = {"annex": "enclosures", "enclosure": "appendices"}
_MOST_LINES = 8
_AUTHOR_STYLES = ("Title_", "_ H")
"""How the names of the Word styles of a line that names an author begin: those of titles."""


def attachment(draft: Draft, section: Section, path: str, head: Head) -> dict[str, Any]:
    """An annex as data; its text is kept in the draft until its expressions are put in."""
    data: dict[str, Any] = {}
    draft.note(f"{path}.heading", section.heading, "annex-heading")
    heading = section.heading_text
    if heading.rstrip().endswith("*") and head.submitted_only:
        heading = heading.rstrip(" *")
        data["submitted_language_only"] = True
    draft.headings[path] = heading
    pieces = list(section.pieces)
    if pieces and (languages := original_note(draft.pack, pieces[0].folded)) is not None:
        data["original"] = languages
        draft.note(f"{path}.original", pieces[:1], "original-note")
        draft.originals[path] = pieces[0].text
        pieces = pieces[1:]
    pieces = _titled(draft, data, pieces, path)
    pieces, notes = without_notes(pieces)
    found = ending(draft.pack, pieces)
    if any(any(char.isalnum() for char in piece.text) for piece in found.tail):
        found.text, found.signed, found.tail = pieces, [], []
        found.place = found.day = None
    for piece in found.tail:
        draft.leave(piece)
    if found.day is not None:
        done: dict[str, Any] = {}
        if found.place is not None:
            done["place"] = found.place.text
            draft.note(f"{path}.done.place", [found.place], "done.place")
        if found.day_piece is not None:
            draft.note(f"{path}.done.date", [found.day_piece], "done.date")
        data["done"] = {**done, "date": found.day}
    _signed(draft, data, found.signed, path)
    data["body"] = ""
    text = [*found.text, *notes]
    blocks = blocks_of(text)
    if len(blocks) == 1 and isinstance(blocks[0], Landscape):
        data["orientation"] = "landscape"
        blocks = blocks[0].blocks
    draft.text(f"{path}.body", text, blocks)
    inner = _INNER.get(section.kind)
    if inner and section.inner:
        data[inner] = [
            attachment(draft, one, f"{path}.{inner}[{number}]", head)
            for number, one in enumerate(section.inner)
        ]
    return data


def _titled(draft: Draft, data: dict[str, Any], pieces: list[Piece], path: str) -> list[Piece]:
    """Read the title of an annexed text, or of the letter it is; the pieces after it."""
    letter = _letter(draft, pieces)
    if letter is not None:
        window, title = letter
        _as_letter(draft, data, title, window, path)
        return pieces[len(window.pieces) :]
    lines = [] if pieces and whole_date(draft.pack, pieces[0]) else title_lines(pieces)
    if not lines:
        return pieces
    data["title"] = " ".join(piece.text for piece in lines)
    draft.note(f"{path}.title", lines, "text")
    if declares(draft.pack, data["title"]):
        data["kind"] = "declaration"
        draft.note(f"{path}.kind", lines, "declarations")
    rest = pieces[len(lines) :]
    if len(rest) > 1 and _names_author(rest[0]):
        data["author"] = rest[0].text
        draft.note(f"{path}.author", rest[:1], "text")
        rest = rest[1:]
    return rest


def _names_author(piece: Piece) -> bool:
    """Whether a line under a title has the look of a title, and is no heading of the text."""
    style = piece.passage.style or ""
    return style.startswith(_AUTHOR_STYLES) and piece.is_line and not piece.is_heading


def _letter(draft: Draft, pieces: list[Piece]) -> tuple[Window, Title] | None:
    for read in (whole_title, lenient_title):
        best: tuple[Window, Title] | None = None
        for window in windows(pieces, 0, _MOST_LINES):
            title = read(draft.pack, window.folded)
            known = title is not None and title.date and title.senders and title.addressees
            if title is not None and known:
                # In words of its own a title takes no more lines than it needs.
                if best and read is lenient_title and title.score <= best[1].score:
                    continue
                best = (window, title)
        if best is not None:
            return best
    return None


def _as_letter(draft: Draft, data: dict[str, Any], title: Title, window: Window, path: str) -> None:
    pack = draft.pack
    data["kind"] = "note-verbale" if title.kind == "note-verbale" else "letter"
    data["date"] = title.date
    senders = senders_of(pack, title.senders, title.text)
    data["from"] = senders if len(senders) > 1 else senders[0]
    data["to"] = [addressee(party) for party in parties(pack, title.addressees, title.text)]
    draft.titles[path] = window.text
    for name in ("kind", "date", "from", "to"):
        draft.note(f"{path}.{name}", window.pieces, "title")


def _signed(draft: Draft, data: dict[str, Any], signed: list[Signed], path: str) -> None:
    if not signed:
        return
    senders = data.get("from")
    listed = senders if isinstance(senders, list) else [senders] if senders else []
    if data.get("kind") == "letter" and len(listed) == len(signed):
        for number, (party, one) in enumerate(zip(listed, signed, strict=True)):
            own = f"{path}.from[{number}]" if len(listed) > 1 else f"{path}.from"
            named(draft, party, one, own)
        return
    data["signatories"] = [
        signatory(draft, one, f"{path}.signatories[{number}]") for number, one in enumerate(signed)
    ]


def named(draft: Draft, party: dict[str, Any], one: Signed, path: str) -> None:
    """Put a signature's name and office into a party."""
    if one.name:
        party["name"] = one.name
        draft.note(f"{path}.name", one.pieces, "signature.line")
        if one.position:
            party["position"] = one.position
            draft.note(f"{path}.position", one.pieces, "signature.position")


def signatory(draft: Draft, one: Signed, path: str) -> dict[str, Any]:
    """A signature as a party of its own."""
    data: dict[str, Any] = {}
    if one.country is not None:
        data["country"] = one.country[0]
        draft.note(path, one.pieces, "signature.for")
    named(draft, data, one, path)
    return data
