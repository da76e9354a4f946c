"""The paragraphs and tables of a story (the body, a cell, a note, a text box), in order."""

from __future__ import annotations

from collections.abc import Sequence

from dipdocs.markup.inlines import Inline, LineBreak, Tab, plain
from dipdocs.markup.inlines import Style as Flags
from dipdocs.readers.word import limits
from dipdocs.readers.word import report as told
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.guest import Guest
from dipdocs.readers.word.images import alternative
from dipdocs.readers.word.inlines import InlineReader
from dipdocs.readers.word.lines import NoteReader, Read
from dipdocs.readers.word.numbering import Number
from dipdocs.readers.word.pieces import GuestParagraph, GuestPiece
from dipdocs.readers.word.properties import NOTHING, Asked, asked_of
from dipdocs.readers.word.report import Kind
from dipdocs.readers.word.styles import Style
from dipdocs.readers.word.tables import read_table
from dipdocs.readers.word.text import common_style, in_one_line, prefixed, restyled, trimmed
from dipdocs.readers.word.typed import typed_label
from dipdocs.readers.word.xml import MC, Element, M, W, children, is_on, val

_LOGICAL = {"left": "start", "right": "end", "both": "justify", "distribute": "justify"}
_P, _PPR, _TBL, _SECTION = W + "p", W + "pPr", W + "tbl", W + "sectPr"
_IGNORED = frozenset(
    W + tag
    for tag in (
        "sectPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "tcPr",
        "commentRangeStart", "commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip
_TRANSPARENT = frozenset(W + tag for tag in ("customXml", "smartTag", "ins", "moveTo"))


class StoryReader:
    """Reads the stories of one part; what stands `aside` is reported at the place that calls it."""

    def __init__(
        self, guest: Guest, part: str, note: NoteReader | None, *, aside: bool = False
    ) -> None:
        self.guest = guest
        self._aside = aside
        self._report = guest.report
        self._part = part
        self._note = note
        self._lines = InlineReader(guest, part, note)
        self.count = 0
        """How many paragraphs were met."""
        self.cells = 0
        self._fresh = False
        """Whether the next paragraph begins a page."""
        self.sections: list[tuple[int, bool]] = []
        """The last paragraph of each section but the last, and whether its pages are wide."""

    def pieces(self, container: Element) -> list[GuestPiece]:
        """The pieces of a story."""
        lines = self._lines
        if not lines.is_free:  # a story within a field of another
            lines = InlineReader(self.guest, self._part, self._note)
        carried: list[Inline] = []
        out: list[GuestPiece] = []
        self._read(container, lines, carried, out)
        self._flush(carried, out)
        lines.finish()
        return out

    def _read(
        self, container: Element, lines: InlineReader, carried: list[Inline], out: list[GuestPiece]
    ) -> None:
        for child in children(container):
            tag = child.tag
            if tag == _P:
                self._paragraph(child, lines, carried, out)
            elif tag == _TBL:
                self._flush(carried, out)
                self._table(child, out)
            elif tag in _IGNORED:
                pass
            elif tag == W + "sdt":
                self._control(child, lines, carried, out)
            elif tag in _TRANSPARENT:
                self._read(child, lines, carried, out)
            elif tag == MC + "AlternateContent":
                chosen = alternative(child)
                if chosen is not None:
                    self._read(chosen, lines, carried, out)
            elif tag == W + "altChunk":
                self._tell(told.OTHER_FILE)
            elif tag in (W + "del", W + "moveFrom"):
                self._tell(told.TRACKED)
            elif child.find(f".//{W}t") is not None or child.find(f".//{M}t") is not None:
                # Runs without their paragraph, or an element of a later Word.
                self._loose(child, lines, carried, out)

    def _flush(self, carried: list[Inline], out: list[GuestPiece]) -> None:
        """A text whose paragraph's end was deleted, where no paragraph follows to take it."""
        if carried:
            inlines = trimmed(carried)
            carried.clear()
            if inlines:
                out.append(GuestParagraph(self.count, self.guest.styles.normal.name, inlines))

    def _tell(self, kind: Kind) -> None:
        """Report something that stands between paragraphs, at the next of them."""
        if not self._aside:
            self._report.place = self.count + 1
        self._report.add(kind)

    def _loose(
        self, child: Element, lines: InlineReader, carried: list[Inline], out: list[GuestPiece]
    ) -> None:
        if child.find(f".//{W}p") is not None:
            self._tell(told.UNKNOWN)
            self._read(child, lines, carried, out)
        else:
            holder = child.makeelement(_P)
            holder.append(child)
            self._paragraph(holder, lines, carried, out)

    def _control(
        self, element: Element, lines: InlineReader, carried: list[Inline], out: list[GuestPiece]
    ) -> None:
        properties = element.find(W + "sdtPr")
        if properties is not None:
            gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
            if val(gallery) == "Table of Contents":
                self._tell(told.CONTENTS)
            prompt = properties.find(W + "showingPlcHdr")
            if prompt is not None and is_on(prompt):
                self._tell(told.PLACEHOLDER)
        content = element.find(W + "sdtContent")
        if content is not None:
            self._read(content, lines, carried, out)

    def _table(self, element: Element, out: list[GuestPiece]) -> None:
        position = self.count + 1
        if not self._aside:
            self._report.place = position
        table = read_table(element, self)
        if table is not None:
            table.position = position
            out.append(table)

    def _next(self) -> int:
        self.count += 1
        if self.count > limits.MOST_PARAGRAPHS:
            raise GuestError(
                f"it has more than {limits.MOST_PARAGRAPHS:,} paragraphs",
                "divide it into several files",
            )
        if not self._aside:
            self._report.place = self.count
        return self.count

    def _paragraph(
        self, element: Element, lines: InlineReader, carried: list[Inline], out: list[GuestPiece]
    ) -> None:
        position = self._next()
        guest = self.guest
        inside = children(element)
        asked = asked_of(inside[0]) if inside and inside[0].tag == _PPR else NOTHING
        style = guest.styles.get(asked.style) if asked.style else guest.styles.normal
        read = lines.paragraph(inside, style)
        if asked.wide is not None:
            self.sections.append((position, asked.wide))
        goes_on = asked.gone or asked.initial
        if goes_on:
            # The end of the paragraph is deleted, or none to the eye: its text goes on in the next.
            if asked.gone:
                self._report.add(told.TRACKED)
            carried += read.inlines
            read.inlines = []
        elif carried:
            read.inlines[:0] = carried
            carried.clear()
        rank = None
        left, hanging = style.left, style.hanging
        if not goes_on and (style.num_id or asked.list is not None):
            rank = self._number(style, asked)
        if rank is not None:
            left = left if rank.left is None else rank.left
            hanging = hanging if rank.hanging is None else rank.hanging
        side = asked.alignment or style.alignment
        piece = GuestParagraph(
            position,
            style.name,
            (),
            style.heading if asked.heading is None else asked.heading,
            left=left if asked.left is None else asked.left,
            hanging=hanging if asked.hanging is None else asked.hanging,
            right=asked.right,
            quote=style.quote,
            alignment=_LOGICAL.get(side, side) if side else None,
            rtl=asked.rtl,
            new_page=self._fresh or asked.new_page,
        )
        self._fresh = asked.wide is not None and not _goes_on(element)
        if read.pages:
            piece.new_page |= not _says(read.inlines[: read.pages[0]])
            self._fresh |= not _says(read.inlines[read.pages[-1] + 1 :])
        self._fill(piece, read, rank)
        if self._report.asks_words and not self._aside:
            self._report.words(plain(piece.inlines))
        if piece.inlines or piece.label or piece.pictures:
            out.append(piece)
        else:
            self._fresh |= piece.new_page
        for box in read.boxes:
            self._report.add(told.TEXT_BOX)
            out += self.pieces(box)

    def _fill(self, piece: GuestParagraph, read: Read, rank: Number | None) -> None:
        """Give a paragraph its text, number and pictures."""
        inlines = trimmed(read.inlines) if read.inlines else ()
        if piece.heading:
            common = common_style(inlines) & (Flags.BOLD | Flags.UNDERLINE | Flags.ITALIC)
            if common and inlines:
                inlines = restyled(inlines, common)
            inlines = in_one_line(inlines)
            if rank is not None and rank.label:
                inlines = prefixed(rank.label, inlines)
            if not inlines:
                piece.heading = 0
            elif piece.heading > 3:
                self._report.add(told.DEEP_HEADING)
        elif rank is not None:
            piece.level, piece.series = rank.level, rank.list
            piece.label = rank.label
        elif len(inlines) > 1:
            piece.label, rest = typed_label(inlines)
            if piece.label:
                inlines = trimmed(rest)
        piece.inlines = inlines
        if read.pictures:
            piece.pictures = tuple(read.pictures)
            if inlines and read.moved:
                self._report.add(told.IMAGE_MOVED)

    def _number(self, style: Style, asked: Asked) -> Number | None:
        """The paragraph's number: by its own properties, else by its style."""
        num_id, level = style.num_id, style.level
        if num_id is not None:
            found = self.guest.numbering.level_of_style(num_id, style.id)
            level = level if found is None else found
        if asked.list is not None:
            listed, at = asked.list
            if listed is not None:
                num_id = listed
                level = 0
            if at is not None:
                level = at
        if not num_id:
            return None
        return self.guest.numbering.next(num_id, level or 0)


def _says(inlines: Sequence[Inline]) -> bool:
    """Whether there is any text in inlines."""
    return any(not isinstance(inline, LineBreak | Tab) for inline in inlines)


def _goes_on(element: Element) -> bool:
    """Whether the section after the one that a paragraph ends begins on the same page."""
    for sibling in element.itersiblings():
        section = sibling if sibling.tag == _SECTION else sibling.find(f"{_PPR}/{_SECTION}")
        if section is not None:
            return val(section.find(W + "type")) == "continuous"
    return False
