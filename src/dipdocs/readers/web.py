"""Web pages (.html) as blocks: what they say, not how they look; scripts and styles left out."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml import etree, html

from dipdocs.markup.inlines import Inline, Picture, Style
from dipdocs.markup.labels import BULLET
from dipdocs.markup.text import FORBIDDEN
from dipdocs.model.images import checked
from dipdocs.readers.web_lines import BLOCKS, DEEPEST, Line
from dipdocs.readers.web_tables import cells_of, rows_of, whole
from dipdocs.readers.word import GuestText, blocks_of, limits
from dipdocs.readers.word import report as told
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.links import linked
from dipdocs.readers.word.number_formats import printed
from dipdocs.readers.word.pieces import GuestCell, GuestParagraph, GuestPiece, GuestTable
from dipdocs.readers.word.report import Kind, Report
from dipdocs.readers.word.text import in_one_line, trimmed
from dipdocs.readers.word.typed_numbers import numbered

LARGEST = 20 * limits.MEGABYTE

REMOTE = Kind("an image that lies outside the letter's folder is left out")

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SUFFIXES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)


def read_web(
    data: bytes, name: str, folder: str, fetch: Callable[[str], bytes] | None
) -> GuestText:
    """The blocks of a web page. `fetch` reads the images that lie beside it."""
    if len(data) > LARGEST:
        raise GuestError(f"it has {len(data) // limits.MEGABYTE} MB; the limit is 20 MB")
    encoding = None
    try:
        data.decode("utf-8-sig")
        encoding = "utf-8"
    except UnicodeDecodeError:
        pass  # the page's own declaration tells
    parser = html.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise GuestError("it holds no text") from None
    report = Report()
    page = _Page(report, folder, fetch)
    body = root.find("body")
    pieces = numbered(page.pieces(root if body is None else body, _Place()))
    blocks = blocks_of(pieces, report)
    return GuestText(blocks, page.pictures, report.findings(name))


class _Place:
    """Where a piece stands: its heading, quotation, list."""

    __slots__ = ("depth", "heading", "label", "level", "quote", "series")

    def __init__(self, depth: int = 0, level: int = -1) -> None:
        self.depth = depth
        self.heading = 0
        self.quote = False
        self.level = level
        self.series = -1
        self.label = ""

    def within(self) -> _Place:
        place = _Place(self.depth + 1, self.level)
        place.heading, place.quote, place.series = self.heading, self.quote, self.series
        return place


class _Page:
    """Reads one page."""

    def __init__(self, report: Report, folder: str, fetch: Callable[[str], bytes] | None) -> None:
        self._report = report
        self._folder = folder
        self._fetch = fetch
        self._count = 0
        self._lists = 0
        self.pictures: dict[str, bytes] = {}

    def pieces(self, element: etree._Element, place: _Place) -> Iterator[GuestPiece]:
        """The pieces of an element that holds blocks, or text between them."""
        if place.depth > DEEPEST:
            raise GuestError(f"its elements stand more than {DEEPEST} deep in each other")
        line = Line(self)
        line.text(element.text, Style.PLAIN)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in BLOCKS:
                yield from self._paragraph(line, place)
                line = Line(self)
                yield from self._block(child, place)
            else:
                line.element(child, Style.PLAIN, place.depth)
            line.text(child.tail, Style.PLAIN)
        yield from self._paragraph(line, place)

    def _block(self, element: etree._Element, place: _Place) -> Iterator[GuestPiece]:
        tag = element.tag
        inner = place.within()
        inner.label, place.label = place.label, ""
        if tag in ("ul", "ol"):
            yield from self._list(element, place)
        elif tag == "table":
            yield from self._table(element, place)
        elif tag == "hr":
            self._report.add(told.LINES)
        else:
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6") and place.level < 0:
                inner.heading = int(tag[1])
            inner.quote = place.quote or tag == "blockquote"
            yield from self.pieces(element, inner)

    def _list(self, element: etree._Element, place: _Place) -> Iterator[GuestPiece]:
        self._lists += 1
        series = self._lists
        items = [child for child in element if child.tag == "li"]
        reverse = element.get("reversed") is not None
        value = whole(element.get("start"), len(items) if reverse else 1)
        form = _FORMS.get(element.get("type", ""), "decimal")
        for child in element:
            if not isinstance(child.tag, str):
                continue
            inner = place.within()
            inner.level, inner.series = place.level + 1, series
            if child.tag != "li":
                yield from self._block(child, inner)
                continue
            value = whole(child.get("value"), value)
            shown = _FORMS.get(child.get("type", ""), form)
            inner.label = BULLET if element.tag == "ul" else f"{printed(value, shown)}."
            value += -1 if reverse else 1
            yield from self.pieces(child, inner)
            if inner.label:
                yield self._piece((), inner, ())

    def _paragraph(self, line: Line, place: _Place) -> Iterator[GuestPiece]:
        inlines = trimmed(line.out)
        if inlines or line.pictures:
            yield self._piece(inlines, place, tuple(line.pictures))

    def _piece(
        self, inlines: tuple[Inline, ...], place: _Place, pictures: tuple[Picture, ...]
    ) -> GuestParagraph:
        self._count += 1
        if self._count > limits.MOST_PARAGRAPHS:
            raise GuestError(f"it has more than {limits.MOST_PARAGRAPHS:,} paragraphs")
        self._report.place = self._count
        heading = place.heading if inlines else 0
        if heading:
            inlines = in_one_line(inlines)
        if heading > 3:
            self._report.add(told.DEEP_HEADING)
        piece = GuestParagraph(self._count, "", inlines, heading, quote=place.quote)
        piece.pictures = pictures
        # Lists stand deeper the further in they are, as indents of Word do.
        piece.left = 18.0 * (place.level + 1)
        if place.level >= 0:
            piece.hanging = 18.0
        if place.label:
            piece.label, piece.level, piece.series = place.label, place.level, 0
            place.label = ""
        return piece

    def _table(self, element: etree._Element, place: _Place) -> Iterator[GuestPiece]:
        caption = element.find("caption")
        if caption is not None:
            yield from self.pieces(caption, place.within())
        rows: list[tuple[GuestCell, ...]] = []
        head, in_head = 0, True
        open_cells: dict[int, tuple[int, int]] = {}

        def read(cell: etree._Element) -> Iterator[GuestPiece]:
            return self.pieces(cell, _Place(place.depth + 1))

        for row in rows_of(element):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            parent = row.getparent()
            in_thead = parent is not None and parent.tag == "thead"
            all_heads = bool(cells) and all(cell.tag == "th" for cell in cells)
            in_head = in_head and (in_thead or (all_heads and not rows))
            found = tuple(cells_of(cells, open_cells, read))
            if len(cells) > limits.WIDEST_TABLE:
                self.tell(told.MERGED)
            if found:
                head += in_head
                rows.append(found)
        if rows:
            yield GuestTable(self._count + 1, tuple(rows), head)

    def picture(self, element: etree._Element) -> Picture | None:
        """An image, its bytes kept; None where it cannot be had, which is reported."""
        source = (element.get("src") or "").strip()
        match = _DATA.match(source)
        try:
            if match is not None:
                data = base64.b64decode(source[match.end() :])
            elif ":" in source or source.startswith("/") or self._fetch is None or not source:
                self._report.add(REMOTE)
                return None
            else:
                data = self._fetch(unquote(source.partition("?")[0]))
            checked(data, source[:40])
        except (ValueError, binascii.Error):
            self._report.add(told.IMAGE_DAMAGED)
            return None
        known = next((key for key, kept in self.pictures.items() if kept == data), None)
        if known is None:
            suffix = next(kind for start, kind in _SUFFIXES.items() if data.startswith(start))
            known = posixpath.join(self._folder, f"image{len(self.pictures) + 1}.{suffix}")
            self.pictures[known] = data
        width = whole(element.get("width"), 0) * 0.75
        words = FORBIDDEN.sub("", " ".join((element.get("alt") or "").split()))
        return Picture(known, words, width if 1 <= width <= 1600 else None)

    def linked(self, target: str, inlines: list[Inline]) -> list[Inline]:
        """A text as a link, or the text alone."""
        self._report.place = self._count + 1
        return linked(target, inlines, self._report)

    def tell(self, kind: Kind) -> None:
        """Report something of the next paragraph."""
        self._report.place = self._count + 1
        self._report.add(kind)
