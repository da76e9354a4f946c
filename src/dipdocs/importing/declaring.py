"""Declarations, statements and communiqués: known by the words that the pack lists for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dipdocs.importing.folding import fold, is_cjk
from dipdocs.importing.heads import Head
from dipdocs.importing.likeness import ends_like_text
from dipdocs.importing.pieces import Piece
from dipdocs.importing.wordings import words_of
from dipdocs.language import Pack

_LONGEST_TITLE = 300
_MOST_LINES = 4


@cache
def _words(pack: Pack) -> frozenset[str]:
    return frozenset(fold(word) for word in words_of(pack, "declarations"))


def declares(pack: Pack, text: str) -> bool:
    """Whether a title is that of a declaration."""
    folded = fold(text)
    if folded and is_cjk(folded[0]):
        return any(word in folded for word in _words(pack))
    return not _words(pack).isdisjoint(re.findall(r"[^\W\d_]+", folded))


def title_lines(pieces: Sequence[Piece], start: int = 0) -> list[Piece]:
    """The lines that make a title of a text's own, from a place on; none where it has no title.

    Bold lines and headings of the first level go together; without them a title is one short line
    that does not end as a sentence does, with text after it.
    """
    if start >= len(pieces):
        return []
    first = pieces[start]
    text = first.text.strip()
    if not first.is_line or not text or len(text) > _LONGEST_TITLE or ends_like_text(text):
        return []
    if not any(char.isalpha() for char in text):
        return []
    out = [first]
    for piece in pieces[start + 1 : start + _MOST_LINES]:
        same = piece.follows and piece.passage is first.passage
        bold = (
            piece.passage.bold and first.passage.bold and piece.passage.style == first.passage.style
        )
        if not piece.is_line or not (
            same or (bold and first.passage.style is None and not piece.is_heading)
        ):
            break
        out.append(piece)
    return out if start + len(out) < len(pieces) else []


def declared_title(pack: Pack, pieces: Sequence[Piece], head: Head) -> list[Piece]:
    """The title of a declaration standing alone, where the text begins with one."""
    lines = title_lines(pieces)
    if not lines:
        return []
    text = " ".join(piece.text for piece in lines)
    if lines[0].is_heading:
        return lines
    if not declares(pack, text):
        return []
    return lines if head.said or lines[0].passage.bold or len(text) < _LONGEST_TITLE / 2 else []
