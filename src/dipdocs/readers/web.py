"""Web pages (.html) as blocks: what they say, not how they look; scripts and styles left out."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml import etree, html

from dipdocs.markup.inlines import Inline, LineBreak, Picture, Run, Style
from dipdocs.markup.labels import BULLET
from dipdocs.markup.text import FORBIDDEN
from dipdocs.model.images import checked
from dipdocs.readers.word import GuestText, blocks_of, limits
from dipdocs.readers.word import report as told
from dipdocs.readers.word.errors import GuestError
from dipdocs.readers.word.links import linked
from dipdocs.readers.word.number_formats import printed
from dipdocs.readers.word.pieces import GuestCell, GuestParagraph, GuestPiece, GuestTable
from dipdocs.readers.word.report import Kind, Report
from dipdocs.readers.word.text import in_one_line, push, trimmed

LARGEST = 20 * limits.MEGABYTE
DEEPEST = 200

SCRIPT = Kind("scripts and forms are left out", "note")
MEDIA = Kind("sound, film, frames and drawings (SVG) are left out; put them in as pictures")
REMOTE = Kind("an image that lies outside the letter's folder is left out")

_GAP = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset({"head", "style", "template", "title", "meta", "link"})
_SCRIPTS = frozenset({"script", "noscript", "form", "button", "select", "textarea", "input"})
_MEDIA = frozenset({"iframe", "object", "embed", "video", "audio", "canvas", "svg", "map", "math"})
_STYLES = {
    "b": Style.BOLD, "strong": Style.BOLD, "i": Style.ITALIC, "em": Style.ITALIC,
    "cite": Style.ITALIC, "dfn": Style.ITALIC, "var": Style.ITALIC, "u": Style.UNDERLINE,
    "ins": Style.UNDERLINE, "s": Style.STRIKE, "strike": Style.STRIKE, "del": Style.STRIKE,
    "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT,
}  # fmt: skip
_BLOCKS = frozenset(
    {"html", "body", "main", "article", "section", "div", "header", "footer", "nav", "aside",
     "address", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
     "blockquote", "pre", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
     "figure", "figcaption", "hr", "center", "details", "summary", "fieldset", "legend"}
)  # fmt: skip
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
    pieces = list(page.pieces(root if body is None else body, _Place()))
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
        line = _Line(self)
        line.text(element.text, Style.PLAIN)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in _BLOCKS:
                yield from self._paragraph(line, place)
                line = _Line(self)
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
        value = _whole(element.get("start"), len(items) if reverse else 1)
        form = _FORMS.get(element.get("type", ""), "decimal")
        for child in element:
            if not isinstance(child.tag, str):
                continue
            inner = place.within()
            inner.level, inner.series = place.level + 1, series
            if child.tag != "li":
                yield from self._block(child, inner)
                continue
            value = _whole(child.get("value"), value)
            shown = _FORMS.get(child.get("type", ""), form)
            inner.label = BULLET if element.tag == "ul" else f"{printed(value, shown)}."
            value += -1 if reverse else 1
            yield from self.pieces(child, inner)
            if inner.label:
                yield self._piece((), inner, ())

    def _paragraph(self, line: _Line, place: _Place) -> Iterator[GuestPiece]:
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
        for row in _rows(element):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            parent = row.getparent()
            in_thead = parent is not None and parent.tag == "thead"
            all_heads = bool(cells) and all(cell.tag == "th" for cell in cells)
            in_head = in_head and (in_thead or (all_heads and not rows))
            found = tuple(self._cells(cells, open_cells, place))
            if found:
                head += in_head
                rows.append(found)
        if rows:
            yield GuestTable(self._count + 1, tuple(rows), head)

    def _cells(
        self,
        cells: list[etree._Element],
        open_cells: dict[int, tuple[int, int]],
        place: _Place,
    ) -> Iterator[GuestCell]:
        """The cells of a row; `open_cells` are those that reach down into it: width, rows left."""
        waiting = iter(cells)
        column = 0
        while column < limits.WIDEST_TABLE:
            reach = open_cells.get(column)
            if reach is not None:
                width, left = reach
                if left > 1:
                    open_cells[column] = (width, left - 1)
                else:
                    del open_cells[column]
                yield GuestCell((), width, "continue")
                column += width
                continue
            cell = next(waiting, None)
            if cell is None:
                if not any(start > column for start in open_cells):
                    return
                yield GuestCell((), 1)
                column += 1
                continue
            width = max(1, min(_whole(cell.get("colspan"), 1), limits.WIDEST_TABLE - column))
            down = max(1, min(_whole(cell.get("rowspan"), 1), limits.MOST_CELLS))
            pieces = tuple(self.pieces(cell, _Place(place.depth + 1)))
            yield GuestCell(pieces, width, "restart" if down > 1 else "")
            if down > 1:
                open_cells[column] = (width, down - 1)
            column += width

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
        width = _whole(element.get("width"), 0) * 0.75
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


class _Line:
    """The text of one paragraph while it is gathered; gaps are one space."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self.out: list[Inline] = []
        self.pictures: list[Picture] = []

    def text(self, text: str | None, style: Style) -> None:
        """Append text."""
        if not text:
            return
        text = FORBIDDEN.sub("", _GAP.sub(" ", text))
        last = self.out[-1] if self.out else None
        if text.startswith(" ") and (last is None or _ends_open(last)):
            text = text[1:]
        push(self.out, text, style)

    def element(self, element: etree._Element, style: Style, depth: int) -> None:
        """Append an element that stands within a line."""
        tag = element.tag
        if depth > DEEPEST:
            raise GuestError(f"its elements stand more than {DEEPEST} deep in each other")
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if tag in _SCRIPTS:
            self._page.tell(SCRIPT)
            if tag not in ("form", "noscript"):
                return
        elif tag in _MEDIA:
            self._page.tell(MEDIA)
        if tag == "br":
            self.out.append(LineBreak())
        elif tag == "img":
            picture = self._page.picture(element)
            if picture is not None:
                self.pictures.append(picture)
        elif tag == "a" and element.get("href"):
            self._link(element, style, depth)
        else:
            if tag in _BLOCKS and self.out:
                self.out.append(LineBreak())
            self._inside(element, _over(style, _STYLES.get(tag, Style.PLAIN)), depth)

    def _inside(self, element: etree._Element, style: Style, depth: int) -> None:
        self.text(element.text, style)
        for child in element:
            self.element(child, style, depth + 1)
            self.text(child.tail, style)

    def _link(self, element: etree._Element, style: Style, depth: int) -> None:
        target = element.get("href", "")
        inner = _Line(self._page)
        inner._inside(element, style & ~Style.UNDERLINE, depth)
        self.pictures += inner.pictures
        for inline in self._page.linked(target, inner.out):
            if isinstance(inline, Run):
                push(self.out, inline.text, inline.style)
            else:
                self.out.append(inline)


def _over(style: Style, more: Style) -> Style:
    """A style laid over another; of raised, underlined and struck out only one."""
    lines = Style.UNDERLINE | Style.STRIKE | Style.SUPERSCRIPT | Style.SUBSCRIPT
    return (style & ~lines | more) if more & lines else style | more


def _ends_open(inline: Inline) -> bool:
    if isinstance(inline, Run):
        return inline.text.endswith(" ")
    return isinstance(inline, LineBreak)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _whole(text: str | None, default: int) -> int:
    try:
        return max(-100_000, min(100_000, int(text or default)))
    except ValueError:
        return default
