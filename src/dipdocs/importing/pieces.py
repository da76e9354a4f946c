"""The lines of a script, to be joined again where a title or heading runs over several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dipdocs.importing.folding import Folded, folded
from dipdocs.importing.script import Passage
from dipdocs.markup.blocks import Heading, Paragraph


@dataclass(slots=True, eq=False)
class Piece:
    """A line of a passage, or a whole passage where its form must be kept (a list, a table).

    `follows`: it is a further line of the passage of the piece before. `part`: it is only a part
    of what its passage's blocks hold, so that they cannot stand for it.
    """

    text: str
    passage: Passage
    follows: bool = False
    part: bool = False

    @property
    def folded(self) -> Folded:
        """The fold of the text."""
        return folded(self.text)

    @property
    def is_line(self) -> bool:
        """Whether it may be a line of a head, a heading or a signature: no list, no table."""
        blocks = self.passage.blocks
        return not blocks or all(isinstance(block, Paragraph | Heading) for block in blocks)

    @property
    def is_heading(self) -> bool:
        """Whether its source says that it is a heading of a text."""
        return any(isinstance(block, Heading) for block in self.passage.blocks)


def pieces_of(passages: Iterable[Passage]) -> list[Piece]:
    """The lines of passages, in order."""
    out: list[Piece] = []
    for passage in passages:
        lines = [line.strip() for line in passage.text.split("\n")]
        simple = len(passage.blocks) < 2 and all(
            isinstance(block, Paragraph | Heading) for block in passage.blocks
        )
        if len(lines) == 1 or not simple:
            out.append(Piece(passage.text, passage))
            continue
        lines = [line for line in lines if line]
        for number, line in enumerate(lines):
            out.append(Piece(line, passage, follows=number > 0, part=len(lines) > 1))
    return [piece for piece in out if piece.text.strip() or piece.passage.blocks]


def cut(piece: Piece, *places: int) -> list[Piece]:
    """A piece cut at places of its text; empty parts are left out."""
    bounds = [0, *places, len(piece.text)]
    parts = [piece.text[start:end].strip() for start, end in pairwise(bounds)]
    kept = [part for part in parts if part]
    return [
        Piece(part, piece.passage, follows=piece.follows if number == 0 else True, part=True)
        for number, part in enumerate(kept)
    ]


class Window:
    """Several pieces read as one line."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)

    @cached_property
    def folded(self) -> Folded:
        """The fold of all their words."""
        if len(self.pieces) == 1:
            return self.pieces[0].folded
        return folded(self.text)

    @property
    def text(self) -> str:
        """All their words."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def places(self) -> tuple[str, ...]:
        """Where they stood."""
        return tuple(dict.fromkeys(piece.passage.place for piece in self.pieces))


def windows(pieces: Sequence[Piece], start: int, most: int, longest: int = 900) -> Iterable[Window]:
    """The piece at a place, with the next, with the next two …; lists and tables end it."""
    length = 0
    for end in range(start, min(start + most, len(pieces))):
        piece = pieces[end]
        length += len(piece.text)
        if not piece.is_line or length > longest or not any(map(str.isalnum, piece.text)):
            return
        yield Window(pieces[start : end + 1])


def places(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Where pieces stood."""
    return tuple(dict.fromkeys(piece.passage.place for piece in pieces))
