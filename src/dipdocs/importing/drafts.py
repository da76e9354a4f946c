"""The data of a document as it grows, with the origin of each field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dipdocs.errors import Finding
from dipdocs.importing.pieces import Piece, places
from dipdocs.importing.script import Origin, Passage
from dipdocs.language import Pack
from dipdocs.markup.blocks import Block


@dataclass(slots=True)
class Draft:
    """What was recognised so far.

    `bodies` are the blocks of each text by the path of its field, before their expressions are put
    in; `headings` the words of each annex heading as found, by the annex's path; `titles` those of
    annexed letters.
    """

    pack: Pack
    data: dict[str, Any]
    origins: dict[str, Origin] = field(default_factory=dict)
    unplaced: list[Passage] = field(default_factory=list)
    repeated: list[Passage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    bodies: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    """The notes on the language of annexes, by the annex's path."""

    def note(self, path: str, pieces: Iterable[Piece], rule: str) -> None:
        """Remember where a field was read."""
        self.origins[path] = Origin(places(pieces), rule)

    def leave(self, piece: Piece) -> None:
        """Keep a piece that fits no field for the report."""
        self.unplaced.append(_alone(piece))

    def repeat(self, piece: Piece) -> None:
        """Note a piece of page furniture that says what a field says."""
        self.repeated.append(_alone(piece))

    def text(self, path: str, pieces: Sequence[Piece], blocks: tuple[Block, ...]) -> None:
        """Keep a body's blocks."""
        self.bodies[path] = blocks
        self.note(path, pieces, "text")


def _alone(piece: Piece) -> Passage:
    """A piece as a passage of its own."""
    passage = piece.passage
    if not piece.part:
        return passage
    return Passage(piece.text, passage.place, passage.zone, style=passage.style)
