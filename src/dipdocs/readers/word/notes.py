"""Footnotes and endnotes: each read when a mark calls it."""

from __future__ import annotations

from dipdocs.markup.inlines import Footnote, Inline, Run
from dipdocs.markup.labels import BULLET
from dipdocs.readers.word import report as told
from dipdocs.readers.word.guest import Guest
from dipdocs.readers.word.pieces import GuestParagraph
from dipdocs.readers.word.story import StoryReader
from dipdocs.readers.word.table_blocks import lines_of
from dipdocs.readers.word.text import prefixed, trimmed
from dipdocs.readers.word.typed import is_bullet
from dipdocs.readers.word.xml import Element, W


class Notes:
    """The notes of a file, numbered in the order in which the text calls them."""

    def __init__(self, guest: Guest) -> None:
        self._guest = guest
        self._elements: dict[str, dict[str, Element]] = {}
        self._parts: dict[str, str] = {}
        self._readers: dict[str, StoryReader] = {}
        self._count = 0

    def read(self, kind: str, key: str, mark: str = "") -> Footnote | None:
        """The note of an id among ``footnotes`` or ``endnotes``; None where there is none.

        `mark` is the one that it has in place of a number: asterisks stay, any other gives way to
        a number. Either stands at the head of the note's text too, and is taken from there.
        """
        if kind not in self._elements:
            self._open(kind)
        element = self._elements[kind].get(key)
        if element is None:
            return None
        guest = self._guest
        if kind == "endnotes":
            guest.report.add(told.ENDNOTE)
        self._count += 1
        stars = mark.replace("\u2217", "*")
        has_stars = set(stars) == {"*"}
        if mark and not has_stars:
            guest.report.add(told.NOTE_MARK)
        paragraphs: list[tuple[Inline, ...]] = []
        for piece in self._readers[kind].pieces(element):
            if isinstance(piece, GuestParagraph):
                inlines = trimmed(prefixed(piece.label, piece.inlines))
                if mark and not paragraphs:
                    inlines = _unmarked(piece, inlines, (mark, stars))
                if inlines:
                    paragraphs.append(inlines)
                if piece.pictures:
                    guest.report.add(told.IMAGE_NOTE)
            else:
                guest.report.add(told.NOTE_TABLE)
                lines, pictures = lines_of(piece)
                paragraphs += lines
                if pictures:
                    guest.report.add(told.IMAGE_NOTE)
        return Footnote(tuple(paragraphs), stars if has_stars else str(self._count))

    def _open(self, kind: str) -> None:
        package = self._guest.package
        part = package.related(package.main, kind)
        self._elements[kind] = {}
        if part is None:
            return
        self._readers[kind] = StoryReader(self._guest, part, None, aside=True)
        for element in self._guest.root(part).iterfind(W + kind.removesuffix("s")):
            if element.get(W + "type", "normal") == "normal":
                self._elements[kind][element.get(W + "id", "")] = element


def _unmarked(
    piece: GuestParagraph, inlines: tuple[Inline, ...], marks: tuple[str, str]
) -> tuple[Inline, ...]:
    """The first paragraph of a note without its mark (one of two forms) before a gap or a tab."""
    if piece.label in marks or (piece.label == BULLET and any(map(is_bullet, marks))):
        return trimmed(piece.inlines)
    first = inlines[0] if inlines else None
    for mark in marks:
        if isinstance(first, Run) and first.text.startswith(mark):
            return trimmed((Run(first.text[len(mark) :], first.style), *inlines[1:]))
    return inlines
