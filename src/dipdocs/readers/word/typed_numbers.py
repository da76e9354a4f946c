"""Numbers that a hand has typed before a gap: ``1. The Committee …``, ``2. It …``.

A tab tells a number at once (`typed`); before a gap it is one only where the next, or the one
before, stands in another paragraph: "2. " alone may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from dipdocs.markup.inlines import Run
from dipdocs.markup.labels import form
from dipdocs.readers.word.number_formats import roman
from dipdocs.readers.word.pieces import GuestParagraph, GuestPiece
from dipdocs.readers.word.text import trimmed

_LABEL = re.compile(
    r"(?P<label>[0-9]{1,3}[.)]|\([0-9]{1,3}\)|\([a-z]{1,2}\)|\([ivxl]{1,6}\)|[a-z]\)"
    r"|[0-9]{1,3} ?[-\u2013](?=[ \u00a0])|\([\u0621-\u064a]\u0640?\))[ \u00a0\u2002\u2003]+"
    r"(?=\S|$)(?!\d+\.[ \d])"  # no date: 12. 5. 2026
)
_MARKS = re.compile("[(). \u2013\u0640-]")
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_NUMBER = "number"
_ROMAN = {roman(value).lower(): value for value in range(1, 90)}


class _Place(NamedTuple):
    """A number that may be one: its marks, what it counts as, and its paragraph."""

    marks: str
    values: Mapping[str, int]
    """By kind: (i) is the first Roman number or the ninth letter."""
    piece: GuestParagraph
    label: str
    length: int
    """How much of the text it takes; 0 where it is known already."""


def numbered(pieces: Iterable[GuestPiece]) -> list[GuestPiece]:
    """The same pieces, with the numbers typed before a gap as their labels."""
    out = list(pieces)
    if not any(isinstance(piece, GuestParagraph) and _typed(piece) for piece in out):
        return out
    last: dict[tuple[str, str], _Place] = {}
    for piece in out:
        if not isinstance(piece, GuestParagraph):
            continue
        if piece.heading:
            # Paragraphs are numbered through a text, their sub-items are not.
            last = {key: place for key, place in last.items() if key[1] == _NUMBER}
            continue
        place = _place(piece)
        if place is not None:
            _remember(place, last)
    return out


def _remember(place: _Place, last: dict[tuple[str, str], _Place]) -> None:
    """Take a number that follows another as such; keep it for the next."""
    for kind, value in place.values.items():
        before = last.get((place.marks, kind))
        if before is not None and before.values[kind] + 1 == value:
            _give(before)
            _give(place)
            last[place.marks, kind] = place
            return
    for kind, value in place.values.items():
        if value == 1 or (place.marks, kind) not in last or len(place.values) == 1:
            last[place.marks, kind] = place


def _place(piece: GuestParagraph) -> _Place | None:
    match = _typed(piece)
    if match is None and not piece.label:
        return None
    label, length = (piece.label, 0) if match is None else (match["label"], match.end())
    values = _values(label)
    marks = form(label.replace("–", "-"))
    return _Place(marks, values, piece, label, length) if values else None


def _typed(piece: GuestParagraph) -> re.Match[str] | None:
    """What may be a number at the head of a paragraph that has none."""
    first = piece.inlines[0] if piece.inlines else None
    if not isinstance(first, Run) or piece.label or piece.quote:
        return None
    text = first.text
    if text[:1] not in "(0123456789" and text[1:2] != ")":
        return None
    match = _LABEL.match(text)
    if match is None or (match.end() == len(text) and len(piece.inlines) < 2):
        return None
    return match


@lru_cache(1024)
def _values(label: str) -> Mapping[str, int]:
    """What a label may count as, by kind."""
    core = _MARKS.sub("", label)
    if core.isascii() and core.isdigit() and len(core) < 10:
        return {_NUMBER: int(core)}
    found = {}
    if core in _ROMAN:
        found["roman"] = _ROMAN[core]
    for kind, letters in (("latin", _LATIN), ("arabic", _ABJAD)):
        if len(core) == 1 and core in letters:
            found[kind] = letters.index(core) + 1
    return found


def _give(place: _Place) -> None:
    """Take the number out of the text and make it the paragraph's label."""
    piece, first = place.piece, place.piece.inlines[0] if place.piece.inlines else None
    if not place.length or piece.label or not isinstance(first, Run):
        return
    piece.label, piece.level = place.label, -1
    rest = Run(first.text[place.length :], first.style)
    piece.inlines = trimmed((rest, *piece.inlines[1:]))
