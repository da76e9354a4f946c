"""Lines of an office under a signature, and what such a line is told by."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dipdocs.importing.folding import Folded, fold
from dipdocs.importing.matching import at_word_end
from dipdocs.importing.parties import parties_of
from dipdocs.importing.pieces import Piece
from dipdocs.importing.tokens import tokens
from dipdocs.importing.wordings import words_of
from dipdocs.language import Pack

_LONGEST_POSITION = 110


ENDS_TEXT = (".", ";", ":", "。", "；", "：", ",", "،")


def is_position(pack: Pack, piece: Piece) -> bool:
    """Whether a line may be one of an office under (or over) a signature."""
    text = piece.text.strip()
    if not piece.is_line or piece.is_heading or not text or len(text) > _LONGEST_POSITION:
        return False
    if not any(char.isalpha() for char in text) or text[0] in "*[(-•" or text[0].isdigit():
        return False
    if any(word in piece.folded.fold for word in _position_words(pack)):
        return True
    return not text.endswith(ENDS_TEXT) and not any(True for _ in tokens(pack, piece.folded))


@cache
def _position_words(pack: Pack) -> tuple[str, ...]:
    """Offices as they stand alone on a line, and the words for them that the pack lists."""
    named = {
        fold(pack.grammar.without_article(office.before)).strip()
        for office in parties_of(pack).offices
        if office.stated and len(office.before) > 6
    }
    own = {fold(word) for word in words_of(pack, "positions")}
    return tuple(sorted((named | own) - {""}, key=len, reverse=True))


def name_and_position(pack: Pack, name: str) -> tuple[str, list[str]]:
    """A name and the office that stands behind it on one line, where a line break was lost."""
    text = Folded(name)
    starts: list[int] = []
    taken: list[tuple[int, int]] = []
    for word in _position_words(pack):
        for found in re.finditer(re.escape(word), text.fold):
            start, end = found.span()
            alone = at_word_end(text.fold, start) and at_word_end(text.fold, end)
            if start > 3 and alone and not any(a <= start < b for a, b in taken):
                starts.append(start)
                taken.append((start, end))
                break
    starts = sorted(set(starts))
    if not starts or len(text.fold[: starts[0]].split()) < 2:
        return name, []
    bounds = [*starts, len(text.fold)]
    positions = [text.original(a, b).strip(" ,") for a, b in pairwise(bounds)]
    return text.original(0, starts[0]).strip(" ,"), positions
