"""The paragraphs and tables of a story (the body, a cell, a note, a text box), in order."""

from __future__ import annotations

from collections.abc import Iterator

from dipdocs.markup.inlines import Inline, Run, Tab, plain
from dipdocs.markup.inlines import Style as Flags
from dipdocs.readers.word import limits
from dipdocs.readers.word import report as told
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.guest import Guest
from dipdocs.readers.word.images import alternative
from dipdocs.readers.word.inlines import InlineReader, NoteReader, Read
from dipdocs.readers.word.numbering import Number
from dipdocs.readers.word.pieces import GuestParagraph, GuestPiece
from dipdocs.readers.word.styles import Style, indents
from dipdocs.readers.word.tables import read_table
from dipdocs.readers.word.text import common_style, prefixed, push, restyled, trimmed
from dipdocs.readers.word.typed import typed_label
from dipdocs.readers.word.xml import MC, Element, M, W, is_on, number, val

_LOGICAL = {"left": "start", "right": "end", "both": "justify", "distribute": "justify"}
_DEEPEST_OUTLINE = 9
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
        self.count = 0
        """How many paragraphs were met."""
        self.cells = 0
        self._fresh = False
        """Whether the next paragraph begins a page."""

    def pieces(self, container: Element) -> list[GuestPiece]:
        """The pieces of a story."""
        lines = InlineReader(self.guest, self._part, self._note)
        carried: list[Inline] = []
        out = list(self._pieces(container, lines, carried))
        lines.finish()
        return out

    def _pieces(
        self, container: Element, lines: InlineReader, carried: list[Inline]
    ) -> Iterator[GuestPiece]:
        for child in container:
            tag = child.tag
            if tag == W + "p":
                yield from self._paragraph(child, lines, carried)
            elif tag == W + "tbl":
                yield from self._table(child)
            elif tag == W + "sdt":
                yield from self._control(child, lines, carried)
            elif tag in _TRANSPARENT:
                yield from self._pieces(child, lines, carried)
            elif tag == MC + "AlternateContent":
                chosen = alternative(child)
                if chosen is not None:
                    yield from self._pieces(chosen, lines, carried)
            elif tag == W + "altChunk":
                self._report.add(told.OTHER_FILE)
            elif tag in (W + "del", W + "moveFrom"):
                self._report.add(told.TRACKED)
            elif tag not in _IGNORED and (
                child.find(f".//{W}t") is not None or child.find(f".//{M}t") is not None
            ):
                # Runs without their paragraph, or an element of a later Word.
                yield from self._loose(child, lines, carried)

    def _loose(
        self, child: Element, lines: InlineReader, carried: list[Inline]
    ) -> Iterator[GuestPiece]:
        if child.find(f".//{W}p") is not None:
            self._report.add(told.UNKNOWN)
            yield from self._pieces(child, lines, carried)
        else:
            holder = child.makeelement(W + "p")
            holder.append(child)
            yield from self._paragraph(holder, lines, carried)

    def _control(
        self, element: Element, lines: InlineReader, carried: list[Inline]
    ) -> Iterator[GuestPiece]:
        properties = element.find(W + "sdtPr")
        if properties is not None:
            gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
            if val(gallery) == "Table of Contents":
                self._report.add(told.CONTENTS)
            prompt = properties.find(W + "showingPlcHdr")
            if prompt is not None and is_on(prompt):
                self._report.add(told.PLACEHOLDER)
        content = element.find(W + "sdtContent")
        if content is not None:
            yield from self._pieces(content, lines, carried)

    def _table(self, element: Element) -> Iterator[GuestPiece]:
        position = self.count + 1
        table = read_table(element, self)
        if table is not None:
            table.position = position
            yield table

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
        self, element: Element, lines: InlineReader, carried: list[Inline]
    ) -> Iterator[GuestPiece]:
        position = self._next()
        guest = self.guest
        properties = element.find(W + "pPr")
        style = guest.styles.normal
        direct: dict[str, Element] = {}
        if properties is not None:
            direct = {child.tag: child for child in properties}
            named = direct.get(W + "pStyle")
            if named is not None:
                style = guest.styles.get(val(named))
        heading = _heading(style, direct.get(W + "outlineLvl"))
        read = lines.paragraph(element, style)
        gone = _mark_deleted(direct.get(W + "rPr"))
        if gone:
            # The end of the paragraph is deleted: its text goes on in the next.
            self._report.add(told.TRACKED)
            carried += read.inlines
            read.inlines.clear()
        elif carried:
            read.inlines[:0] = carried
            carried.clear()
        rank = None if gone else self._number(style, direct.get(W + "numPr"))
        left, hanging = indents(properties)
        if left is None:
            left = style.left if rank is None or rank.left is None else rank.left
        piece = GuestParagraph(position, style.name, (), heading, quote=style.quote)
        piece.left, piece.hanging = left, style.hanging if hanging is None else hanging
        alignment = direct.get(W + "jc")
        found = style.alignment if alignment is None else val(alignment)
        piece.alignment = _LOGICAL.get(found, found) if found else None
        bidi = direct.get(W + "bidi")
        piece.rtl = bidi is not None and is_on(bidi)
        before, after = _page_breaks(element, direct)
        piece.new_page = self._fresh or before
        self._fresh = after
        self._fill(piece, read, rank)
        if not self._aside:
            self._report.words(plain(piece.inlines))
        if piece.inlines or piece.label or piece.pictures:
            yield piece
        else:
            self._fresh = self._fresh or piece.new_page
        for box in read.boxes:
            self._report.add(told.TEXT_BOX)
            yield from self.pieces(box)

    def _fill(self, piece: GuestParagraph, read: Read, rank: Number | None) -> None:
        """Give a paragraph its text, number and pictures."""
        inlines = trimmed(read.inlines) if read.inlines else ()
        if piece.heading:
            common = common_style(inlines) & (Flags.BOLD | Flags.UNDERLINE | Flags.ITALIC)
            if common and inlines:
                inlines = restyled(inlines, common)
            inlines = _untabbed(inlines)
            if rank is not None and rank.label:
                inlines = prefixed(rank.label, inlines)
            if not inlines:
                piece.heading = 0
            elif piece.heading > 3:
                self._report.add(told.DEEP_HEADING)
        elif rank is not None:
            piece.level, piece.series = rank.level, rank.list
            piece.label = rank.label
        elif inlines:
            piece.label, rest = typed_label(inlines)
            if piece.label:
                inlines = trimmed(rest)
        piece.inlines = inlines
        piece.pictures = tuple(read.pictures)
        if read.pictures and inlines and read.moved:
            self._report.add(told.IMAGE_MOVED)

    def _number(self, style: Style, direct: Element | None) -> Number | None:
        """The paragraph's number: by its own properties, else by its style."""
        num_id, level = style.num_id, style.level
        if num_id is not None:
            found = self.guest.numbering.level_of_style(num_id, style.id)
            level = level if found is None else found
        if direct is not None:
            listed, at = direct.find(W + "numId"), direct.find(W + "ilvl")
            if listed is not None:
                num_id = number(val(listed))
                level = 0
            if at is not None:
                level = number(val(at))
        if not num_id:
            return None
        return self.guest.numbering.next(num_id, level or 0)


def _heading(style: Style, outline: Element | None) -> int:
    if outline is None:
        return style.heading
    level = number(val(outline), _DEEPEST_OUTLINE)
    return level + 1 if 0 <= level < _DEEPEST_OUTLINE else 0


def _page_breaks(element: Element, direct: dict[str, Element]) -> tuple[bool, bool]:
    """Whether a paragraph begins a new page, and whether the next one does."""
    own = direct.get(W + "pageBreakBefore")
    before, broken, text = own is not None and is_on(own), False, False
    for child in element.iter(W + "br", W + "t"):
        if child.tag == W + "br":
            broken = broken or child.get(W + "type") == "page"
        elif child.text:
            before = before or (broken and not text)
            broken, text = False, True
    return before, broken or (W + "sectPr" in direct and not _goes_on(element))


def _goes_on(element: Element) -> bool:
    """Whether the section after the one that a paragraph ends begins on the same page."""
    for sibling in element.itersiblings():
        section = sibling if sibling.tag == W + "sectPr" else sibling.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            return val(section.find(W + "type")) == "continuous"
    return False


def _mark_deleted(properties: Element | None) -> bool:
    if properties is None:
        return False
    return properties.find(W + "del") is not None or properties.find(W + "moveFrom") is not None


def _untabbed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading without the tabs that set its number in the margin."""
    if not any(isinstance(inline, Tab) for inline in inlines):
        return inlines
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Tab):
            push(out, " ", Flags.PLAIN)
        elif isinstance(inline, Run):
            push(out, inline.text, inline.style)
        else:
            out.append(inline)
    return tuple(out)
