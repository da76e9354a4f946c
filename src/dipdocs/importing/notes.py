"""The asterisk notes at the foot of page 1 read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dipdocs.importing.folding import Folded
from dipdocs.importing.matching import Reader, Reading, Span
from dipdocs.importing.numbers import read_date
from dipdocs.importing.pieces import Piece
from dipdocs.importing.wordings import find

if TYPE_CHECKING:
    from dipdocs.importing.drafts import Draft
    from dipdocs.importing.heads import Head

_MARK = re.compile(r"^[*•]+\s*")
_SYMBOL = re.compile(r"[a-z]{1,10}(?:/[a-z0-9.()-]*[a-z0-9)])+")


def take_notes(draft: Draft, head: Head, pieces: Sequence[Piece]) -> list[Piece]:
    """Read the notes among pieces into the head; the pieces that are none."""
    return [piece for piece in pieces if not _take(draft, head, piece)]


def _take(draft: Draft, head: Head, piece: Piece) -> bool:
    """Read a piece whose every line is a note."""
    lines = [line for line in piece.text.split("\n") if line.strip()]
    return bool(lines) and all(_note(draft, head, line, piece) for line in lines)


def _note(draft: Draft, head: Head, line: str, piece: Piece) -> bool:
    mark = _MARK.match(line)
    return mark is not None and read_note(draft, head, line[mark.end() :], piece)


def read_note(draft: Draft, head: Head, words: str, piece: Piece) -> bool:
    """Read a note's words; whether they are a note that a formula writes."""
    text = Folded(words)
    readers: dict[str, Reader] = {
        "date": lambda fold, place, forms: read_date(draft.pack, fold, place),
        "document": _symbol,
    }
    for match in find(draft.pack, "notes.reissued", text.fold, readers, whole=True):
        reissue = {"date": match.values["date"]}
        reason = match.values.get("reason")
        if isinstance(reason, Span):
            reissue["reason"] = text.original(reason.start, reason.end)
        head.reissue = reissue
        draft.note("circulation.reissued", [piece], "notes.reissued")
        return True
    for _ in find(draft.pack, "notes.submitted-language-only", text.fold, readers, whole=True):
        head.submitted_only = True
        draft.note("annexes.submitted_language_only", [piece], "notes.submitted-language-only")
        return True
    for match in find(draft.pack, "notes.provisional", text.fold, readers, whole=True):
        start, end = match.values["document"]
        head.provisional_document = text.original(start, end)
        draft.note("circulation.organs.agenda.document", [piece], "notes.provisional")
        return True
    return False


def _symbol(text: str, place: int, forms: tuple[str, ...]) -> Iterator[Reading]:
    found = _SYMBOL.match(text, place)
    if found:
        yield found.end(), (place, found.end())
