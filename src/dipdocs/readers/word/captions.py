"""Captions: a paragraph of Word's own style for them belongs to its table or picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dipdocs.markup.inlines import Inline
from dipdocs.readers.word.pieces import GuestParagraph, GuestPiece, GuestTable
from dipdocs.readers.word.table_blocks import is_frame
from dipdocs.readers.word.text import common_style, in_one_line, restyled

_STYLE = "caption"
"""How names of such styles end: Word's own has this one in every language, pandoc's add to it."""


def captioned(pieces: Iterable[GuestPiece]) -> Iterator[GuestPiece]:
    """Pieces, each caption directly before a table or after a picture given to it."""
    last: GuestPiece | None = None
    for piece in pieces:
        if isinstance(last, GuestParagraph):
            if isinstance(piece, GuestTable):
                if _is_caption(last) and not is_frame(piece):
                    piece.caption = _words(last)
                    last = piece
                    continue
            elif _is_picture(last) and _is_caption(piece):
                last.caption = _words(piece)
                continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _is_caption(piece: GuestParagraph) -> bool:
    if not piece.style.lower().endswith(_STYLE) or not piece.inlines:
        return False
    return not (piece.label or piece.heading or piece.pictures)


def _is_picture(piece: GuestParagraph) -> bool:
    return len(piece.pictures) == 1 and not (piece.inlines or piece.label or piece.caption)


def _words(piece: GuestParagraph) -> tuple[Inline, ...]:
    """The words of a caption, less what its style asks of all of them."""
    inlines = in_one_line(piece.inlines)
    common = common_style(inlines)
    return restyled(inlines, common) if common else inlines
