"""What a masthead and a title block say, as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dipdocs.importing.pieces import Piece


@dataclass(slots=True)
class Block:
    """What the title block says of one organ."""

    organ: str | None
    session: tuple[str, int] | None = None
    year: int | None = None
    items: list[tuple[list[str], bool]] = field(default_factory=list)
    titles: list[Piece] = field(default_factory=list)
    lines: list[tuple[str, Piece]] = field(default_factory=list)
    """Every line of the block in order, the organ's name left out: session, year or agenda.

    A line in words of its own counts to those it follows.
    """

    def of(self, *kinds: str) -> list[str]:
        """The texts of its lines of some kinds."""
        return [piece.text for kind, piece in self.lines if kind in kinds]


@dataclass(slots=True)
class Head:
    """What a masthead and a title block say."""

    symbols: list[str] = field(default_factory=list)
    reissued: bool = False
    distribution: str | None = None
    release_date: date | None = None
    version: str | None = None
    original: list[str] | None = None
    organs: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    supplement: str | None = None
    job: tuple[str, list[date]] | None = None
    sources: dict[str, list[Piece]] = field(default_factory=dict)
    unknown: list[Piece] = field(default_factory=list)
    again: list[Piece] = field(default_factory=list)
    """Lines that say the symbols once more."""
    reissue: dict[str, Any] | None = None
    provisional_document: str | None = None
    submitted_only: bool = False
    """Whether a note says that a text is circulated in the language of submission only."""
    said: int = 0
    """How many tokens were found, the organization's name left out."""

    def note(self, what: str, piece: Piece) -> None:
        """Remember where something was read."""
        self.sources.setdefault(what, []).append(piece)

    def take_notes_of(self, other: Head) -> None:
        """Take over the asterisk notes that were read before the head."""
        self.reissue = other.reissue or self.reissue
        self.provisional_document = other.provisional_document or self.provisional_document
        self.submitted_only = other.submitted_only or self.submitted_only

    def block(self, organ: str | None) -> Block:
        """The block of an organ, made if it is not there."""
        for block in self.blocks:
            if block.organ == organ:
                return block
        if organ is not None:
            for block in self.blocks:
                if block.organ is None:
                    block.organ = organ
                    return block
        self.blocks.append(Block(organ))
        return self.blocks[-1]


def agenda_titles(block: Block) -> list[tuple[str, list[Piece]]]:
    """The titles of a block's items: lines that go on are joined to the one before."""
    count = sum(len(items) for items, _ in block.items)
    groups: list[list[Piece]] = []
    for piece in block.titles:
        text = piece.text.strip()
        first = text[:1]
        goes_on = first.islower() or (count == 1 and len(block.titles) > 1)
        if groups and (goes_on or (piece.follows and count <= len(groups))):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [(" ".join(piece.text for piece in group), group) for group in groups]


def agenda(block: Block, titles: Sequence[str]) -> list[dict[str, Any]]:
    """The agenda of a block as data."""
    entries: list[dict[str, Any]] = []
    for items, provisional in block.items:
        for item in items:
            entry: dict[str, Any] = {"item": int(item) if item.isdigit() else item}
            if provisional:
                entry["provisional"] = True
            entries.append(entry)
    for number, title in enumerate(titles):
        if number < len(entries):
            entries[number] = {
                "item": entries[number]["item"], "title": title,
                **{k: v for k, v in entries[number].items() if k != "item"},
            }  # fmt: skip
        else:
            entries.append({"title": title})
    return entries
